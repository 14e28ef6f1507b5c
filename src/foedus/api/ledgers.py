"""Ledgers: what was read, said and held, append-only; opened, asked, added to and looked after."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, desk, settings
from foedus.api.ledger_keeping import Keeping, backed
from foedus.api.ledger_questions import Questions, judged
from foedus.api.results import Summary
from foedus.api.words import Day, Moment, Names, several
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.api.promotions import Promotion
    from foedus.api.readings import Reading
    from foedus.api.watching import Watched
    from foedus.desk import Desk
    from foedus.desk.checking import Verdict
    from foedus.ledger import Appended
    from foedus.ledger.archive import Manifest
    from foedus.model.judgements import Judgement
    from foedus.reading.explaining import Explained

Ruling = Literal["accept", "reject", "correct", "same-as", "not-same-as", "retract", "withdraw"]
_MEMORY = "sqlite://"


def open_ledger(
    place: Place | None = None, *, create: bool = True, library: Place | None = None, keep: str | None = None
) -> Ledger:
    """Open a ledger: the append-only record of documents, statements, claims and judgements.

    Args:
        place: A file, a database's address (``postgresql://…``, with the extra ``postgres``), or ``:memory:`` for one
            that is gone when it is closed; the user's own ledger without it.
        create: Whether it is made where there is none.
        library: A folder of one's own agreements and positions, beside the library.
        keep: Of texts that are read, what it keeps: ``text`` (all) or ``evidence`` (what is quoted).

    Returns:
        An open ledger, which is a context that closes it.  Use one from one thread.

    Raises:
        LedgerError: Where the store cannot be opened, or there is none and none is to be made.
        UsageError: Where an extra is not installed.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     _ = ledger.read_text("Syria recognised Abkhazia on 29 May 2018.")
        ...     print(ledger.claims(kind="recognition", actor="Abkhazia"))
        <claims: 1>
    """
    at = _MEMORY if place is not None and os.fspath(place) == ":memory:" else place
    own = desk(settings(ledger=at, library=library, keep=keep))
    opened = Ledger(own)
    _ = own.writable if create else own.ledger
    return opened


def restore(backup: Place, ledger: Place | None = None) -> Summary[Manifest]:
    """Make a ledger of a backup, in SQLite or PostgreSQL, whichever it was made from: all of it or nothing.

    Args:
        backup: What ``Ledger.backup`` wrote.
        ledger: Where the ledger is made; the user's own without it.  There must be none yet, or an empty one.

    Returns:
        What the backup holds.

    Raises:
        LedgerError: Where the backup is not whole, or there is a ledger that holds something.

    Examples:
        >>> import foedus, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     here = pathlib.Path(folder)
        ...     with foedus.open_ledger(here / "one.sqlite") as ledger:
        ...         _ = ledger.backup(here / "backup.zip")
        ...     foedus.restore(here / "backup.zip", here / "two.sqlite").value.rows("documents")
        0
    """
    from foedus.desk.housekeeping import restore as made

    with desk(settings(ledger=ledger)) as own:
        return backed(made(own, os.fspath(backup)), os.fspath(backup))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ledger(Questions, Keeping):
    """An open ledger: nothing in it is overwritten, and what contradicts something else stands beside it.

    Make one with ``open_ledger``.  Questions are answered by the latest reading of each document, as of now or as
    the ledger knew it on an earlier day (``known_on``).

    Examples:
        >>> import foedus
        >>> ledger = foedus.open_ledger(":memory:")
        >>> reading = ledger.read_text("Lukashenko said that Belarus would defend Russia.", name="minsk.txt")
        >>> len(ledger.documents()), [each.kind for each in ledger.claims(speaker="Lukashenko")]
        (1, ['commitment'])
        >>> ledger.close()
    """

    _desk: Desk

    def __repr__(self) -> str:
        return f"<Ledger: {self.place}>"

    def _repr_html_(self) -> str:
        # Counting takes its time where there is much, and a ledger is shown wherever its name ends a cell.
        return html.page((html.paragraph(f"Ledger {self.place}: .stats() counts what it holds, .claims() lists it."),))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; closing twice does no harm."""
        self._desk.__exit__(None, None, None)

    @property
    def place(self) -> str:
        """Where it is kept, without a password."""
        return self._desk.ledger.place

    def read(
        self,
        sources: Place | Iterable[Place],
        *,
        min_confidence: float = 0.0,
        model: str | None = None,
        tagger: bool | None = None,
        weights: Place | None = None,
        endpoint: Any = None,
    ) -> Reading:
        """Read articles, and record what is read before it is returned; the same file read again adds nothing.

        Args:
            sources: A file (.txt, .md, .html, .json), a folder, ``-`` for standard input, or several of these.
            min_confidence: Leaves out of what is returned the less sure claims; they are recorded all the same.
            model: Any installed spaCy pipeline; the one that foedus brings without it.
            tagger: Whether the learned tagger finds statements beside the grammar.
            weights: The folder of a tagger of one's own.
            endpoint: A language model that reads instead, see ``endpoint``.

        Returns:
            Documents, statements, claims and problems.
        """
        from foedus.api.readings import read

        return read(
            sources, ledger=self, min_confidence=min_confidence, model=model, tagger=tagger, weights=weights,
            endpoint=endpoint,
        )  # fmt: skip

    def read_text(self, text: str, *, name: str = "text.txt", min_confidence: float = 0.0) -> Reading:
        """Read one text that is at hand, and record what is read.

        Args:
            text: The article.
            name: What to call it; the ending says what it is: .txt, .md, .html or .json.
            min_confidence: Leaves out of what is returned the claims that are less sure.

        Returns:
            Documents, statements, claims and problems.
        """
        from foedus.api.readings import read_text

        return read_text(text, name=name, ledger=self, min_confidence=min_confidence)

    def append(
        self,
        document: Document,
        statements: Iterable[Statement] = (),
        claims: Iterable[Claim] = (),
        problems: Iterable[Problem] = (),
        *,
        reader: str,
        version: str = "",
        recorded_at: datetime | None = None,
    ) -> Appended:
        """Record what somebody's own reader made of a document: all of it or, after an error, nothing.

        Args:
            document: The text and what is known of it.
            statements: Who says what in it.
            claims: Typed propositions with their evidence in it.
            problems: What could not be read.
            reader: What read it, such as a person's or a program's name.
            version: The reader's version.
            recorded_at: When, with a time zone; now without it.

        Returns:
            How much of it the ledger did not hold before.

        Raises:
            UsageError: Where the records do not belong to the document.
            Erased: Where the document's words were erased.
        """
        from foedus.ledger import ReadBy

        return self._desk.writable.append(
            document, statements, claims, problems, reader=ReadBy(version, reader),
            recorded_at=recorded_at or datetime.now(UTC), keep=self._desk.settings.keep,
        )  # fmt: skip

    def judge(
        self, verdict: Ruling, targets: Names, *, by: str, reason: str, changes: Names = (), at: datetime | None = None
    ) -> Collection[Judgement]:
        """Record what somebody holds of claims, documents or two names: signed, dated, with a reason, never changed.

        Args:
            verdict: ``accept``, ``reject`` or ``correct`` a claim; ``retract`` what its publisher took back;
                ``same-as`` and ``not-same-as`` of two names; ``withdraw`` a judgement.
            targets: Ids of claims, documents or judgements; for a pair two names or keys.
            by: Who judges.
            reason: Why, in a sentence.
            changes: For ``correct``, ``FIELD=VALUE`` each: polarity, status, time, role.NAME or an attribute.
            at: When it is judged, with a time zone; now without it.

        Returns:
            What was recorded.

        Raises:
            UsageError: Where it is unsigned, without a reason, or does not fit; then nothing is recorded.
            UnknownName: Where what it judges is not held.
        """
        from foedus.desk.judging import Listed
        from foedus.desk.judging import judge as recorded

        made = recorded(self._desk, verdict, several(targets), by=by, reason=reason, changes=several(changes), at=at)
        return judged(tuple(Listed(each, stands=True) for each in made), self._desk)

    def check(self, what: str, *, on: Day | None = None, viewpoint: str | None = None) -> Collection[Verdict]:
        """Hold declared commitments against the texts in force: what bears them out, what is missing if nothing does.

        Args:
            what: A claim's id, or a document's id or path, all of whose commitments are checked.
            on: The day whose texts count; that of the document without it.
            viewpoint: Whose positions are applied, or ``de-facto``.

        Returns:
            A verdict for each commitment, with a finding for each debtor and beneficiary.

        Raises:
            UnknownName: Where the ledger does not hold it.
            UsageError: Where it is no commitment, or no day is known.
        """
        from foedus.api.checks import check

        return check(what, on=on, viewpoint=viewpoint, ledger=self)

    def explain(self, named: Names, *, kind: str | None = None) -> Collection[Explained]:
        """Why claims were read: see ``explain``.

        Args:
            named: Ids of claims, or files.
            kind: Of a file only the claims of this kind.

        Returns:
            One explanation for each claim.
        """
        from foedus.api.readings import explain

        return explain(named, kind=kind, ledger=self)

    def promote(
        self,
        claims: Names = (),
        *,
        every: bool = False,
        agreement: str | None = None,
        known_on: Moment | None = None,
        library: Place | None = None,
    ) -> Promotion:
        """Propose entries of one's own library from accepted claims: see ``promote``.

        Args:
            claims: Ids of accepted claims.
            every: Every claim that stands accepted.
            agreement: The agreement that they are about, whatever they call it.
            known_on: What the ledger knew at the end of that day (UTC), or at that moment.
            library: The folder of one's own library.

        Returns:
            What is proposed, as a diff; nothing is written.
        """
        from foedus.api.promotions import promote

        return promote(claims, every=every, agreement=agreement, known_on=known_on, ledger=self, library=library)

    def watch(self, file: Place | None = None, **watched: Any) -> Watched:
        """What has changed since the last look: see ``watch``.

        Args:
            file: A watch file in YAML.
            watched: What else ``watch`` takes.

        Returns:
            The changes; the look is recorded.
        """
        from foedus.api.watching import watch

        return watch(file, ledger=self, **watched)

    def watches(self) -> Collection[dict[str, Any]]:
        """Every watch by its name, with how often it was looked at, and when last.

        Returns:
            One record for each watch.
        """
        from foedus.views import watching as view

        found = tuple(
            {"name": name, "looks": times, "latest": at.isoformat(timespec="seconds")}
            for name, (times, at) in sorted(self._desk.ledger.watches().items())
        )

        def table(some: Sequence[dict[str, Any]]) -> Table:
            return view.watches_table(some)

        return Collection(found, Kind("watches", dict, table, columns=view.WATCH_COLUMNS))

    def import_judgements(
        self, form: Literal["web-annotation", "brat"], file: Place, *, by: str | None = None, reason: str | None = None
    ) -> Collection[Judgement]:
        """Take in judgements that people gave in other tools, each recorded as ``judge`` does.

        Args:
            form: ``web-annotation`` or ``brat``.
            file: The file; of ``brat`` also a folder.
            by: Who signs those that the file has unsigned.
            reason: The reason of those that give none.

        Returns:
            Those that the ledger did not hold; those that match no claim are problems.

        Raises:
            UsageError: For a form that there is not.
            DataError: Where the file cannot be read.
        """
        from foedus.desk.importing import import_judgements
        from foedus.desk.judging import Listed

        taken = import_judgements(self._desk, form, os.fspath(file), by=by, reason=reason)
        return judged(tuple(Listed(each, stands=True) for each in taken.recorded), self._desk, taken.problems)
