"""Holding declared commitments against the texts in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, opened
from foedus.api.words import Day, day
from foedus.views import check as view
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger
    from foedus.desk.checking import Verdict


def check(
    what: str,
    *,
    on: Day | None = None,
    viewpoint: str | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Collection[Verdict]:
    """Hold declared commitments against the texts in force: what bears them out, what is missing if nothing does.

    A promise that somebody in office uttered is one thing, a provision in force another; the verdict says of each
    debtor and beneficiary whether a text says the same, something else, or nothing.

    Args:
        what: A claim's id, or a document's id or path, all of whose commitments are checked.
        on: The day whose texts count; that of the document without it.
        viewpoint: Whose positions are applied, or ``de-facto``.
        ledger: Where the claim is: an open ledger, a file or a database's address; the user's own without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        A verdict for each commitment, with a finding (``borne-out``, ``other-duty``, ``not-borne-out`` or ``unknown``)
        for each debtor and beneficiary, which is a row of a frame.

    Raises:
        UnknownName: Where the ledger does not hold it.
        UsageError: Where it is no commitment, or no day is known.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     _ = ledger.read_text("Lukashenko said that Belarus would defend Russia.", name="minsk.txt")
        ...     verdicts = foedus.check("minsk.txt", on="2021-09-01", ledger=ledger)
        >>> [(each.debtor, each.beneficiary, each.verdict) for each in verdicts[0].findings]
        [('BLR', 'RUS', 'borne-out')]
    """
    from foedus.desk import check_commitments

    with opened(ledger, library=library) as desk:
        found = check_commitments(desk, what, on=day(on), viewpoint=viewpoint)
        label = desk.label

        def table(some: Sequence[Verdict]) -> Table:
            return view.table([each.record() for each in some], label)

        return Collection(found, Kind("verdicts", _record, table, rows=_rows, columns=view.COLUMNS), desk.problems)


def _record(verdict: Verdict) -> Mapping[str, Any]:
    return verdict.record()


def _rows(verdict: Verdict) -> Iterator[Mapping[str, Any]]:
    """A row for each debtor and beneficiary."""
    return view.flat([verdict.record()])
