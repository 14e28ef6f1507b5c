"""Contradictions and propositions as pages show them: side against side, source beside source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from foedus.ledger.disputes.values import contrast
from foedus.views.claims import evidence, gist
from foedus.views.comparing import PUT_IN_WORDS, TITLES, by_origin, title
from foedus.web.naming import entitled

if TYPE_CHECKING:
    from foedus.ledger.comparing import Proposition
    from foedus.ledger.disagreements import Disagreement, Side
    from foedus.ledger.sources import Account
    from foedus.web.naming import Names

_SHOWN, _SIDES, _EXPLAINED = 4, 8, 500
_WIDTH = 240


@dataclass(frozen=True, slots=True)
class Quoted:
    """A source's words. also: how many more documents have them from the same source."""

    claim: str
    document: str
    outlet: str
    published: str | None
    language: str | None
    speaker: str | None
    via: tuple[str, ...]
    voiced: bool
    words: str
    also: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the answers that stand against each other.

    value: the answer; sources: how many independent ones; more: how many of those are not among the quoted.
    """

    value: str
    documents: int
    sources: int
    quoted: tuple[Quoted, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Contrast:
    """A contradiction. words: what is in question; claim: one that is part of it; beside: what the library has.

    further: how many answers are not among the sides, which are those with the most independent sources.
    of: how many claims of the ledger bear on it, where only some were compared.
    """

    type: str
    title: str
    words: str
    certain: bool
    sides: tuple[Standing, ...]
    claim: str | None
    beside: str | None
    further: int = 0
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A proposition with what each outlet says of it, in words, and its accounts by how they put it."""

    words: str
    kind: str
    claim: str
    sources: int
    contested: bool
    cells: tuple[str, ...]
    held: tuple[Standing, ...]


def contrasts(
    found: Iterable[Disagreement], accounts: Mapping[str, Account], beside: Mapping[Disagreement, str], names: Names
) -> Iterator[Contrast]:
    """Contradictions for a page; names in their words are marked."""
    for each in found:
        claims = [key for side in each.sides for key in side.claims if key in accounts]
        told = each.explanation.removesuffix(".")
        if claims and each.type in ("proposition", "in-one-text"):
            record = accounts[claims[0]].claim.record() | {"polarity": "affirmed"}
            told = f"{gist(record, names.mark)}: {contrast(each.sides)}"
        foremost = sorted(each.sides, key=lambda side: -(side.independent or len(side.documents)))[:_SIDES]
        shown = [side for side in each.sides if side in foremost]
        yield Contrast(
            each.type,
            TITLES[each.type],
            shorten(told, _EXPLAINED, placeholder=" …") if len(each.sides) > _SIDES else told,
            each.certain,
            tuple(_side(side, accounts) for side in shown),
            claims[0] if claims else None,
            beside.get(each),
            len(each.sides) - len(shown),
            each.of,
        )


def rows(propositions: Iterable[Proposition], outlets: Iterable[str | None], names: Names) -> Iterator[Row]:
    """Propositions for a page, a cell for each outlet."""
    columns = tuple(outlets)
    for one in propositions:
        held = tuple(_standing(PUT_IN_WORDS[each.put], each.accounts) for each in one.held)
        cells = (
            ", ".join(f"{put} ×{n}" if n > 1 else put for put, n in one.by_outlet(outlet).items()) for outlet in columns
        )
        claim = one.accounts[0].id
        yield Row(
            title(one, names.mark), one.point.type, claim, one.independent, bool(one.disagreements), tuple(cells), held
        )


def outlets(propositions: Iterable[Proposition], most: int) -> tuple[str | None, ...]:
    """The outlets that say something of the most propositions; None for documents that name none."""
    counts: dict[str | None, int] = {}
    for one in propositions:
        for outlet in one.outlets:
            counts[outlet] = counts.get(outlet, 0) + 1
    return tuple(sorted(counts, key=lambda outlet: (-counts[outlet], outlet or "\uffff"))[:most])


def _side(side: Side, accounts: Mapping[str, Account]) -> Standing:
    made = _standing(side.value, [accounts[key] for key in side.claims if key in accounts])
    if made.documents:
        return made
    return Standing(side.value, len(side.documents), side.independent or len(side.documents), (), 0)


def _standing(value: str, accounts: Iterable[Account]) -> Standing:
    groups = by_origin(accounts)
    documents = {account.document.id for group in groups for account in group}
    quoted = tuple(_quoted(group) for group in groups[:_SHOWN])
    return Standing(value, len(documents), len(groups), quoted, max(len(groups) - _SHOWN, 0))


def _quoted(group: list[Account]) -> Quoted:
    first = group[0]
    told, record = first.document, first.claim.record()
    return Quoted(
        first.id,
        told.id,
        told.outlet or entitled(told.title, told.path),
        told.published,
        told.language,
        first.speaker,
        first.via,
        first.voiced,
        evidence(record, _WIDTH),
        len({account.document.id for account in group}) - 1,
    )
