"""Accepted claims as proposed entries of one's own library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.results import Result
from foedus.api.words import Moment, Names, moment, several
from foedus.model.problems import Problem
from foedus.promotion import Finding
from foedus.views import html
from foedus.views import promotion as view
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger
    from foedus.desk import Desk
    from foedus.desk.promoting import Promoted


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Promotion(Result):
    """What accepted claims would change in one's own library: a diff with sources, for a person to look through.

    Attributes:
        findings (Collection[Finding]): What became of every fact: proposed, already there, in conflict, or refused.
        diff (str): The changes, for ``patch -p1`` or ``git apply`` inside the folder.
        problems (tuple[Problem, ...]): What was refused, what conflicts, and faults that the files would have.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     read = ledger.read_text("BAGHDAD, 2 May 2021 – Iraq recognised Kosovo on 1 May 2021.")
        ...     claim = read.claims.filter(kind="recognition")[0]
        ...     _ = ledger.judge("accept", claim.id, by="N. Kapanadze", reason="it says so")
        ...     found = ledger.promote(claim.id)
        >>> [each.outcome for each in found.findings]
        ['proposed']
    """

    _found: Promoted
    _desk: Desk
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Promotion: {len(self.findings)} findings, {len(self._found.proposal.changed)} files>"

    def __str__(self) -> str:
        found = self._found
        told = view.text(found.findings, found.proposal.within, changes=bool(found.proposal.diff))
        return f"{told}\n\n{found.proposal.diff}" if found.proposal.diff else told

    @property
    def findings(self) -> Collection[Finding]:
        """What became of every fact."""

        def table(some: Sequence[Finding]) -> Table:
            return view.table(some)

        return Collection(
            self._found.findings, Kind("findings", Finding.record, table, columns=view.COLUMNS), self.problems
        )

    @property
    def diff(self) -> str:
        """The changes as a unified diff; empty where there are none."""
        return self._found.proposal.diff

    def apply(self) -> tuple[Path, ...]:
        """Change the files of one's own library, each at once or not at all, once somebody has looked.

        Returns:
            The files.

        Raises:
            UsageError: Where no folder was named, or the files would have faults.
            LibraryError: Where a file cannot be written.
        """
        from foedus.desk.promoting import apply

        return apply(self._desk, self._found)

    def to_dicts(self) -> list[dict[str, Any]]:
        """It as one JSON object: findings, files, faults and the diff."""
        return [self._found.record()]

    def _rows(self) -> Sequence[dict[str, Any]]:
        return self.findings.to_dicts()

    def _columns(self) -> tuple[str, ...]:
        return view.COLUMNS

    def _parts(self) -> Iterator[str]:
        yield self.findings._table_html()
        if self.diff:
            yield html.folded("The diff", (html.preformatted(self.diff),))


def promote(
    claims: Names = (),
    *,
    every: bool = False,
    agreement: str | None = None,
    known_on: Moment | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Promotion:
    """Propose entries of one's own library from accepted claims; nothing is written.

    Stages of agreements, membership, recognition, validity and offices have a place in the library.  What a claim does
    not say is left out or marked to be filled; what the library says otherwise stays.

    Args:
        claims: Ids of accepted claims.
        every: Every claim that stands accepted.
        agreement: The agreement that they are about, whatever they call it.
        known_on: What the ledger knew at the end of that day (UTC), or at that moment.
        ledger: Where the claims are: an open ledger, a file or a database's address; the user's own without it.
        library: The folder of one's own library, into which ``Promotion.apply`` writes.

    Returns:
        What is proposed, as findings and a diff.

    Raises:
        UsageError: Where neither claims are named nor every is said, or both.
        UnknownName: For a claim that the ledger does not hold.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     print(len(foedus.promote(every=True, ledger=ledger).findings))
        0
    """
    from foedus.desk.promoting import promote_claims

    with opened(ledger, library=library) as desk:
        found = promote_claims(desk, several(claims), every=every, agreement=agreement, known_on=moment(known_on))
        return Promotion(found, desk, (*found.problems, *desk.problems))


def import_wikidata(dump: Place, *, library: Place | None = None) -> Promotion:
    """Propose entries of one's own library from a dump of Wikidata: diplomatic relations and offices.

    Nothing is written; what the library says already is told, and what it says otherwise stays.

    Args:
        dump: The dump in JSON, an entity a line; .gz and .bz2 too.
        library: The folder of one's own library, into which ``Promotion.apply`` writes.

    Returns:
        What is proposed, as findings and a diff with sources; lines that cannot be read are problems.

    Raises:
        DataError: Where the file cannot be read, or the folder cannot be used.

    Examples:
        >>> import foedus, pathlib, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     dump = pathlib.Path(folder) / "dump.json"
        ...     _ = dump.write_text("[]")
        ...     foedus.import_wikidata(dump)
        <Promotion: 0 findings, 0 files>
    """
    from foedus.desk.wikidata import propose_wikidata

    with opened(None, library=library) as desk:
        made = propose_wikidata(desk, os.fspath(dump))
        return Promotion(made.promoted, desk, (*made.promoted.problems, *made.problems, *desk.problems))
