"""The backtest as a table, records and a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from foedus.model.time import Truth
from foedus.views.table import Table

if TYPE_CHECKING:
    from foedus.panels.backtest import Backtest, Bond, Share

State = Callable[[int], str]
"""What to call a state, by its COW code."""

COLUMNS = ("war", "name", "day", "bearer", "ally", "duty", "alliances", "held", "outcome", "joined", "honoured")
_HELD = {Truth.YES: "bound", Truth.UNKNOWN: "bound on a condition that ATOP does not specify"}
_WORDS = {"defend": "defence", "attack": "offence", "stay-neutral": "neutrality", "not-attack": "non-aggression"}


def bond_record(bond: Bond) -> dict[str, Any]:
    """A bond as a flat record under :data:`COLUMNS`."""
    return {
        "war": bond.war,
        "name": bond.name,
        "day": bond.day.isoformat(),
        "bearer": bond.bearer,
        "ally": bond.ally,
        "duty": bond.duty,
        "alliances": list(bond.alliances),
        "held": bond.held.value,
        "outcome": bond.outcome,
        "joined": bond.joined.isoformat() if bond.joined else None,
        "honoured": bond.honoured,
    }


def shares_table(found: Backtest) -> Table:
    """How often each kind of duty was honoured, a row for each kind, with all years and both eras."""
    kinds = dict.fromkeys((share.duty, share.held) for share in found.shares)
    rows = tuple(
        (
            _WORDS[duty],
            _HELD[held],
            *(_told(share) for share in found.shares if (share.duty, share.held) == (duty, held)),
        )
        for duty, held in kinds
    )
    came, bound = found.joiners
    notes = (
        f"{len(found.wars)} wars; {len(found.bonds):,} bonds of third states and of attackers on the first day",
        f"{came} states joined later; {bound} of them owed help to the side that they took",
    )
    return Table("Honoured when a war began", ("duty", "held", "all years", "before 1945", "since 1945"), rows, notes)


def _told(share: Share) -> str:
    return f"{share.honoured} of {share.bonds} ({100 * share.share:.0f} %)" if share.share is not None else "none"


def war_table(bonds: Iterable[Bond], state: State) -> Table:
    """The bonds of some wars, one a row."""
    rows = tuple(
        (
            f"{bond.name} ({bond.day.isoformat()})",
            state(bond.bearer),
            _WORDS.get(bond.duty, bond.duty),
            state(bond.ally),
            "bound" if bond.held is Truth.YES else "unknown",
            bond.outcome + (f" ({bond.joined.isoformat()})" if bond.joined else ""),
            {True: "kept", False: "broken", None: "cannot be told"}[bond.honoured],
        )
        for bond in bonds
    )
    return Table("Bonds", ("war", "who", "owed", "to", "held", "outcome", "promise"), rows)


def figure(shares: Iterable[Share]) -> str:
    """The shares as a bar chart in SVG: sure duties, before and since 1945."""
    import leather

    chosen = [share for share in shares if share.held is Truth.YES and (share.since or share.until) and share.bonds]
    data = [
        (
            100 * (share.share or 0.0),
            f"{_WORDS[share.duty]}, {'since' if share.since else 'before'} 1945 (n = {share.bonds})",
        )
        for share in reversed(chosen)
    ]
    chart = leather.Chart("Promises honoured when a war began, per cent (ATOP and COW)")
    chart.add_x_scale(0, 100)
    chart.add_bars(data)
    svg: str = chart.to_svg(width=900, height=80 + 44 * max(1, len(data)))
    return svg
