"""Reading articles into statements and claims, and telling why a claim was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.kinds import Claims, Documents, Said, Statements, claims, documents, statements
from foedus.api.results import Result
from foedus.api.words import paths
from foedus.model.problems import Problem, UsageError
from foedus.views.table import Label, Table

if TYPE_CHECKING:
    import polars as pl

    from foedus.api.ledgers import Ledger
    from foedus.desk import Desk, ReadDocument
    from foedus.llm.endpoint import Endpoint
    from foedus.model.usage import Used
    from foedus.reading.explaining import Explained


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reading(Result):
    """What was read in some texts: documents, who says what in them, and typed claims with their exact words.

    Attributes:
        documents (Documents): The texts that could be read.
        statements (Statements): Who says what, through whom.
        claims (Claims): Typed propositions with their evidence.
        used (Used | None): What a language model took; None where the grammar read.
        problems (tuple[Problem, ...]): What could not be read, and why.

    Examples:
        >>> import foedus
        >>> foedus.read_text("Nicaragua recognised Abkhazia in September 2008.")
        <Reading: 1 documents, 0 statements, 1 claims>
    """

    _read: tuple[ReadDocument, ...]
    _label: Label
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        counts = f"{len(self.documents)} documents, {len(self.statements)} statements, {len(self.claims)} claims"
        return f"<Reading: {counts}{f', {len(self.problems)} problems' if self.problems else ''}>"

    @property
    def documents(self) -> Documents:
        """The texts that could be read."""
        return documents((each.document for each in self._read if each.document), self.problems)

    @property
    def statements(self) -> Statements:
        """Who says what, through whom."""
        texts = {each.document.id: each.document.text for each in self._read if each.document}
        return statements((one for each in self._read for one in each.statements), texts, self._label, self.problems)

    @property
    def claims(self) -> Claims:
        """Typed propositions with their evidence."""
        return claims(self._said(), self._label, self.problems)

    def _said(self) -> Iterator[Said]:
        for each in self._read:
            told = {statement.id: statement for statement in each.statements}
            yield from (Said(claim, told.get(claim.statement or "")) for claim in each.claims)

    @property
    def used(self) -> Used | None:
        """What a language model took to read all of it; None where the grammar read."""
        total = None
        for each in self._read:
            total = total + each.used if total and each.used else total or each.used
        return total

    def to_dicts(self) -> list[dict[str, Any]]:
        """The documents, each before its statements and these before its claims, as ``foedus read`` prints them."""
        return [dict(record) for each in self._read for record in each.records()]

    def to_polars(self) -> pl.DataFrame:
        """The claims as a polars frame; ``.documents`` and ``.statements`` have frames of their own."""
        return self.claims.to_polars()

    def _parts(self) -> Iterator[str]:
        yield self.documents._table_html()
        yield self.claims._table_html()


def read(
    sources: Place | Iterable[Place],
    *,
    ledger: Ledger | Place | None = None,
    min_confidence: float = 0.0,
    library: Place | None = None,
    model: str | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
    endpoint: Endpoint | None = None,
    keep: str | None = None,
) -> Reading:
    """Read articles into statements and typed claims, each with its speaker and its exact words.

    The grammar reads, which sends nothing anywhere, unless an endpoint is named.  Nothing is recorded unless a ledger
    is named: ``Ledger.read`` is the same.

    Args:
        sources: A file (.txt, .md, .html, .json), a folder, ``-`` for standard input, or several of these.
        ledger: Where what is read is recorded: an open ledger, a file or a database's address.
        min_confidence: Leaves out claims that are less sure, from 0 to 1; what is left out is recorded all the same.
        library: A folder of one's own agreements and positions, beside the library.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        tagger: Whether the learned tagger finds statements beside the grammar; needs the extra ``tagger``.
        weights: The folder of a tagger of one's own.
        endpoint: A language model that reads instead, see ``endpoint``; every text is sent to it.
        keep: Of the texts, what the ledger keeps: ``text`` or ``evidence``.

    Returns:
        Documents, statements, claims and problems; a source that cannot be read, or is in a language that is not read,
        is a problem, and the rest is read.

    Raises:
        UsageError: For settings that do not go together, or an extra that is not installed.
        DataError: Where the ledger or the spaCy pipeline cannot be used.

    Examples:
        >>> import foedus
        >>> from foedus import demo_articles
        >>> sorted({claim.kind for claim in foedus.read(demo_articles() / "1-wire.txt").claims})[:3]
        ['agreement-stage', 'commitment', 'membership']
    """
    from foedus.desk.reading import read_into

    wanted = paths(sources)
    with opened(
        ledger, library=library, model=model, tagger=tagger, weights=weights, endpoint=endpoint, keep=keep
    ) as desk:
        return _done(desk, read_into(desk, wanted, record=ledger is not None), min_confidence)


def read_text(
    text: str,
    *,
    name: str = "text.txt",
    ledger: Ledger | Place | None = None,
    min_confidence: float = 0.0,
    library: Place | None = None,
    model: str | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
    endpoint: Endpoint | None = None,
    keep: str | None = None,
) -> Reading:
    """Read one text that is at hand, as ``read`` reads a file.

    Args:
        text: The article.
        name: What to call it; the ending says what it is: .txt, .md, .html or .json.
        ledger: Where what is read is recorded; nowhere without it.
        min_confidence: Leaves out claims that are less sure, from 0 to 1.
        library: A folder of one's own agreements and positions, beside the library.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        tagger: Whether the learned tagger finds statements beside the grammar; needs the extra ``tagger``.
        weights: The folder of a tagger of one's own.
        endpoint: A language model that reads instead, see ``endpoint``; the text is sent to it.
        keep: Of the text, what the ledger keeps: ``text`` or ``evidence``.

    Returns:
        What was read, as ``read`` gives it.

    Raises:
        UsageError: For settings that do not go together, or an extra that is not installed.
        DataError: Where the ledger or the spaCy pipeline cannot be used.

    Examples:
        >>> import foedus
        >>> for claim in foedus.read_text("Syria recognised Abkhazia on 29 May 2018.").claims:
        ...     print(claim.kind, claim.time.edtf, claim.evidence[0].text)
        recognition 2018-05-29 Syria recognised Abkhazia on 29 May 2018
    """
    from foedus.desk.reading import read_handed

    data = text.encode("utf-8", "surrogatepass")
    with opened(
        ledger, library=library, model=model, tagger=tagger, weights=weights, endpoint=endpoint, keep=keep
    ) as desk:
        return _done(desk, read_handed(desk, [(name, data)], record=ledger is not None), min_confidence)


def _done(desk: Desk, found: Iterable[ReadDocument], least: float) -> Reading:
    if not 0 <= least <= 1:
        raise UsageError(f"a confidence is from 0 to 1, not {least}")
    done = tuple(each.surer(least) for each in found)
    problems = tuple(problem for each in done for problem in each.problems)
    return Reading(done, desk.label, (*problems, *desk.problems))


def endpoint(
    url: str,
    model: str,
    *,
    key: str | None = None,
    price: str | None = None,
    timeout: float | None = None,
    chars: int | None = None,
) -> Endpoint:
    """A language model behind an OpenAI-compatible server, to read instead of the grammar.

    What the model says is held against the text; what is not there is dropped and is a problem.

    Args:
        url: The server's base address, such as ``http://localhost:11434/v1``.
        model: The model, by the name that its server has for it.
        key: What the server wants to be shown; without it, what ``FOEDUS_LLM_KEY`` holds.
        price: What a million tokens cost, ``sent,received``, so that the cost is told.
        timeout: How many seconds one answer may take; 120 without it.
        chars: The most characters of a text in one request; 6000 without it.

    Returns:
        An endpoint for ``read``; nothing is sent yet.

    Raises:
        UsageError: For an address, a price or a number that is none.

    Examples:
        >>> import foedus
        >>> foedus.endpoint("http://localhost:11434/v1", "some-model").destination()
        'localhost:11434, on this machine'
    """
    import os

    from foedus.llm.endpoint import endpoint as made

    return made(url, model, key=key or os.environ.get("FOEDUS_LLM_KEY"), price=price, timeout=timeout, chars=chars)


def explain(
    named: Place | Iterable[Place],
    *,
    kind: str | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
    model: str | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
) -> Collection[Explained]:
    """Why claims were read: the cue and its entry in the word lists, the rule, who is meant and why.

    The text is read again, and nothing is recorded.

    Args:
        named: Ids of claims in the ledger, or files, all of whose claims are explained.
        kind: Of a file only the claims of this kind.
        ledger: Where claims are looked up: an open ledger, a file or a database's address; the user's own without it.
        library: A folder of one's own agreements and positions, beside the library.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        tagger: Whether the learned tagger finds statements beside the grammar; needs the extra ``tagger``.
        weights: The folder of a tagger of one's own.

    Returns:
        One explanation for each claim; a claim that today's rules do not read is a problem.

    Raises:
        UnknownName: For a claim that the ledger does not hold.
        DataError: Where the ledger or the spaCy pipeline cannot be used.

    Examples:
        >>> import foedus
        >>> found = foedus.explain(foedus.demo_articles() / "1-wire.txt", kind="membership")
        >>> found[0].cue.text, found[0].claim.kind
        ('are', 'membership')
    """
    from foedus.desk.explaining import explain_claims

    with opened(ledger, library=library, model=model, tagger=tagger, weights=weights) as desk:
        done = list(explain_claims(desk, paths(named), kind))
        problems = tuple(problem for each in done for problem in each.problems)
        return _explained([one for each in done for one in each.explained], desk, (*problems, *desk.problems))


def _explained(found: Sequence[Explained], desk: Desk, problems: tuple[Problem, ...]) -> Collection[Explained]:
    from foedus.views.reasons import COLUMNS, reasons, reasons_record

    def table(some: Sequence[Explained]) -> Table:
        return Table("Why they were read", ("claim",), tuple((reasons(each, desk.label),) for each in some))

    def record(each: Explained) -> Mapping[str, Any]:
        return reasons_record(each)

    return Collection(tuple(found), Kind("explanations", record, table, columns=COLUMNS), problems)
