"""Comparing: for each proposition about a topic who says so, who denies it and who leaves it open, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from foedus.ledger.dates import extent
from foedus.ledger.disagreements import Disagreement
from foedus.ledger.points import Point, propositions
from foedus.ledger.sources import PUT, Account, independent


@dataclass(frozen=True, slots=True)
class Held:
    """Those accounts of one proposition that put it in one way, one of :data:`~foedus.ledger.sources.PUT`."""

    put: str
    accounts: tuple[Account, ...]

    @property
    def documents(self) -> int:
        """How many documents say it."""
        return len({account.document.id for account in self.accounts})

    @property
    def independent(self) -> int:
        """How many sources they go back to."""
        return independent(self.accounts)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who is quoted, in the order of the days on which that was published."""
        return tuple(dict.fromkeys(account.speaker for account in self.accounts if account.speaker))

    @property
    def own_voice(self) -> int:
        """How many documents say it in their own voice."""
        return len({account.document.id for account in self.accounts if not account.voiced})

    @property
    def published(self) -> tuple[str, str] | None:
        """The first and the last date of publication; None where no document has one."""
        dates = [account.document.published for account in self.accounts if extent(account.document.published)]
        return (dates[0] or "", dates[-1] or "") if dates else None

    @property
    def times(self) -> tuple[str, ...]:
        """The times that accounts give for it, each once, from the earliest."""
        given = {account.claim.time.edtf for account in self.accounts if account.claim.time}
        return tuple(sorted(given, key=_begins))


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition with all that puts it in some way.

    held: by how it is put, in the order of :data:`~foedus.ledger.sources.PUT`; disagreements: those among its accounts.
    of: how many claims of the ledger are on it, where only some of them were read.
    """

    point: Point
    held: tuple[Held, ...]
    disagreements: tuple[Disagreement, ...]
    of: int | None = None

    @property
    def accounts(self) -> tuple[Account, ...]:
        """All accounts of it."""
        return tuple(account for held in self.held for account in held.accounts)

    @property
    def independent(self) -> int:
        """How many sources its accounts go back to."""
        return independent(self.accounts)

    def by_outlet(self, outlet: str | None) -> dict[str, int]:
        """How often the documents of an outlet put it in each way."""
        return {
            held.put: count
            for held in self.held
            if (count := sum(account.document.outlet == outlet for account in held.accounts))
        }

    @property
    def outlets(self) -> tuple[str | None, ...]:
        """The outlets whose documents have it; None for documents that name none."""
        return tuple(sorted({account.document.outlet for account in self.accounts}, key=lambda name: name or "\uffff"))


def compare(
    accounts: Sequence[Account],
    disagreements: Iterable[Disagreement],
    groups: Sequence[Collection[str]] = (),
    types: Collection[str] = (),
    sizes: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Proposition, ...]:
    """The propositions of some accounts, those that sources contradict one another on first, then by sources.

    groups: only propositions whose claims name an actor of each of these; types: only of these kinds.
    sizes: how many claims of the ledger are on a point, by its number, where only some of them are among the accounts.
    """
    found: dict[Point, list[Account]] = {}
    for account in accounts:
        actors = set(account.claim.everybody())
        if all(not actors.isdisjoint(group) for group in groups) and (not types or account.claim.kind in types):
            for point in propositions(account.claim):
                found.setdefault(point, []).append(account)
    by_claim: dict[str, list[Disagreement]] = {}
    for each in disagreements:
        for claim in {claim for side in each.sides for claim in side.claims}:
            by_claim.setdefault(claim, []).append(each)
    made = [_proposition(point, said, by_claim, sizes) for point, said in found.items()]
    return tuple(sorted(made, key=_rank))


def _proposition(
    point: Point, accounts: Sequence[Account], by_claim: dict[str, list[Disagreement]], sizes: Mapping[int, int]
) -> Proposition:
    said = sorted(accounts, key=_order)
    held = tuple(Held(put, those) for put in PUT if (those := tuple(account for account in said if account.put == put)))
    differ = dict.fromkeys(each for account in said for each in by_claim.get(account.id, ()))
    of = sizes.get(point.number) if sizes else None
    return Proposition(point, held, tuple(sorted(differ, key=lambda each: (each.type, each.subject))), of)


def _order(account: Account) -> tuple[str, ...]:
    return (_begins(account.document.published), str(not account.is_original), account.document.id, account.id)


def _begins(edtf: str | None) -> str:
    days = extent(edtf)
    return days.low.isoformat() if days else "9999-99-99"


def _rank(one: Proposition) -> tuple[object, ...]:
    return (not one.disagreements, -one.independent, -len(one.accounts), one.point.type, str(one.point.parts))
