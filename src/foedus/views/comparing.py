"""What sources say of a topic, as a page, as tables and as records: who says so, who denies it, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from foedus.ledger.disputes.values import contrast
from foedus.ledger.points import PROPOSITIONS
from foedus.views.claims import gist, quoted
from foedus.views.judgements import verdict
from foedus.views.proofs import named, when
from foedus.views.table import Label, Record, Table, listed, one_line, wrapped

if TYPE_CHECKING:
    from foedus.ledger.comparing import Held, Proposition
    from foedus.ledger.disagreements import Disagreement
    from foedus.ledger.sources import Account

PROPOSITION_COLUMNS = ("type", "proposition", "kind", "actors", "what", "independent", "says", "denies", "hedges",
                       "plans", "demands", "accounts", "disagreements")  # fmt: skip
OUTLET_COLUMNS = ("type", "proposition", "outlet", "says", "denies", "hedges", "plans", "demands")
DISAGREEMENT_COLUMNS = ("type", "subject", "certain", "explanation", "sides", "about", "library")
WIDTH = 110
_SHOWN = 3
_ALL_AT_ONCE = 200

PUT_IN_WORDS = {
    "says": "says so",
    "denies": "denies it",
    "hedges": "holds it possible",
    "plans": "says that it will be",
    "demands": "demands it",
}
_UNNAMED = "no outlet named"
TITLES = {
    "stage-dates": "Two dates for one stage",
    "stage-order": "How far it has come",
    "recognition": "Recognised or not",
    "proposition": "Said and denied",
    "in-one-text": "A text against itself",
    "office": "Two persons in one office",
    "names": "Names that take sides",
    "date-in-text": "A text against itself on a date",
    "publication-dates": "One text, two dates of publication",
}


def title(one: Proposition, label: Label) -> str:
    """A proposition in words, affirmed whoever denies it."""
    best = min(one.accounts, key=lambda account: (account.put != "says", len(account.claim.attributes)))
    record = best.claim.record() | {"polarity": "affirmed"}
    return gist(record, label)


def proposition_record(one: Proposition, label: Label) -> Record:
    """A proposition as a JSON object: how many put it how, every account with its words, what contradicts what."""
    *fillers, what = one.point.parts
    return {
        "type": "proposition",
        "proposition": title(one, label),
        "kind": one.point.type,
        "actors": {role: list(keys) for role, keys in zip(PROPOSITIONS[one.point.type][0], fillers, strict=True)},
        "what": what,
        "independent": one.independent,
        **{held.put: _held_record(held) for held in one.held},
        "accounts": [account_record(account) for account in one.accounts],
        "disagreements": [each.record() for each in one.disagreements],
        **({} if one.of is None else {"of": one.of}),
    }


def _held_record(held: Held) -> dict[str, Any]:
    published = held.published
    return {
        "speakers": list(held.speakers),
        "documents": held.documents,
        "own_voice": held.own_voice,
        "independent": held.independent,
        "first_published": published and published[0],
        "last_published": published and published[1],
        "times": list(held.times),
    }


def account_record(account: Account) -> Record:
    """An account as a JSON object."""
    claim, told = account.claim.record(), account.document
    return {
        "claim": account.id,
        "put": account.put,
        "status": claim["status"],
        "polarity": claim["polarity"],
        "speaker": account.speaker,
        "on_behalf_of": account.on_behalf_of,
        "via": list(account.via),
        "document": told.id,
        "path": told.path,
        "outlet": told.outlet,
        "published": told.published,
        "time": claim["time"],
        "evidence": claim["evidence"],
        "source": account.origin,
        "judged": account.judged.record(),
    }


def text(
    topic: str,
    propositions: Iterable[Proposition],
    contradictions: Iterable[Disagreement],
    accounts: Mapping[str, Account],
    of: int,
    label: Label,
    beside: Mapping[Disagreement, str] = MappingProxyType({}),
    start: int = 0,
) -> str:
    """The comparison for people; beside: what the library has of a contradiction; start: how many were passed over."""
    shown = list(propositions)
    lines = [f"What sources say of {topic}", ""] if shown else []
    for one in shown:
        lines += [*_proposition_lines(one, label), ""]
    left = of - start - len(shown)
    if shown and left > 0:
        how = (
            f"--limit {of} shows them all"
            if not start and of <= _ALL_AT_ONCE
            else f"--skip {start + len(shown)} goes on"
        )
        lines += [f"… and {left:,} more: {how}, --kind those of one kind.", ""]
    found = list(contradictions)
    if found:
        lines += ["What sources contradict one another on", ""]
        for each in found:
            lines += disagreement_lines(each, accounts, label)
            lines += [f"    {beside[each]}", ""] if each in beside else [""]
    if not lines:
        lines = [f"The ledger holds nothing on {topic} that counts."]
    return "\n".join(piece for line in lines for piece in wrapped(line, WIDTH)).rstrip()


def _proposition_lines(one: Proposition, label: Label) -> Iterator[str]:
    yield f"{title(one, label)} ({one.point.type})"
    for held in one.held:
        yield f"  {PUT_IN_WORDS[held.put]}: {_who(held, label)}"
        groups = by_origin(held.accounts)
        for same in groups[:_SHOWN]:
            yield f"    {_account(same[0], label)}{_also(same)}"
        if len(groups) > _SHOWN:
            yield f"    … and {_sources(len(groups) - _SHOWN)}"
    if one.of is not None:
        yield f"  {_some_of(len({account.id for account in one.accounts}), one.of)}"


def _some_of(read: int, of: int) -> str:
    return f"… {of - read:,} more claims of the ledger bear on this; these {read:,} are the latest and such as clash"


def _who(held: Held, label: Label) -> str:
    count = held.own_voice
    speakers = [label(key) for key in held.speakers]
    if len(speakers) > 5:
        speakers = [*speakers[:4], f"{len(speakers) - 4} more"]
    hidden = any(account.voiced and not account.speaker for account in held.accounts)
    told = [*speakers, *(["somebody unnamed"] if hidden else [])]
    if count:
        told.append("the document itself" if held.documents == 1 else f"{count} document{_s(count)} in their own voice")
    counts = (
        f"{held.documents} document{_s(held.documents)}, {held.independent} independent source{_s(held.independent)}"
    )
    given = f"; for {listed([when(each) for each in held.times[:4]], 'or')}" if held.times else ""
    return f"{listed(told)} – {counts}{_dates(held)}{given}"


def _dates(held: Held) -> str:
    if not held.published:
        return ""
    first, last = held.published
    return f", {first}" if first == last else f", {first} to {last}"


def _account(account: Account, label: Label) -> str:
    told = account.document
    parts = [told.published or "undated", told.outlet or told.path]
    if account.speaker:
        behalf = account.on_behalf_of
        parts.append(
            label(account.speaker) + (f" (for {label(behalf)})" if behalf and behalf != account.speaker else "")
        )
    elif account.voiced:
        parts.append("somebody unnamed")
    parts += [f"via {label(key)}" for key in account.via]
    held = verdict(account.judged)
    return f"{', '.join(parts)}: {quoted(account.claim.record(), 200)}{f' [{held}]' if held else ''}"


def _also(same: list[Account]) -> str:
    documents = len({account.document.id for account in same})
    return f" (and {documents - 1} more document{_s(documents - 1)} from the same source)" if documents > 1 else ""


def following(seen: int, of: int) -> str:
    """Where contradictions that come by pages go on: how many points were gone through, of how many."""
    return f"… {seen:,} of {of:,} points on which answers differ were gone through: --skip {seen} goes on."


def disagreement_lines(one: Disagreement, accounts: Mapping[str, Account], label: Label) -> Iterator[str]:
    """A contradiction for people: what differs, then each side's first words."""
    sure = "" if one.certain else ", if dates mean what they most likely mean"
    told = one.explanation.removesuffix(".")
    first = accounts.get(one.sides[0].claims[0]) if one.sides[0].claims else None
    if first and one.type in ("proposition", "in-one-text"):
        told = f"{gist(first.claim.record() | {'polarity': 'affirmed'}, label)}: {contrast(one.sides)}"
    yield f"{TITLES[one.type]}: {named(told, label)}{sure}."
    for side in one.sides:
        groups = by_origin(accounts[key] for key in side.claims if key in accounts)
        for same in groups[:_SHOWN]:
            yield f"    {label(side.value)} – {_account(same[0], label)}{_also(same)}"
        if len(groups) > _SHOWN:
            yield f"    {label(side.value)} – … and {_sources(len(groups) - _SHOWN)}"
    if one.of is not None:
        yield f"    {_some_of(len({claim for side in one.sides for claim in side.claims}), one.of)}"


def by_origin(accounts: Iterable[Account]) -> list[list[Account]]:
    """Accounts by what they go back to, the original before its copies."""
    found: dict[str, list[Account]] = {}
    for account in sorted(accounts, key=lambda each: (each.document.published or "9", not each.is_original)):
        found.setdefault(account.origin, []).append(account)
    return list(found.values())


def _sources(count: int) -> str:
    return f"{count} more independent source{_s(count)}"


def propositions_table(propositions: Iterable[Proposition], label: Label) -> Table:
    """The propositions, one a row: who puts it how, and how many sources."""
    rows = []
    for one in propositions:
        held = "\n".join(f"{PUT_IN_WORDS[each.put]}: {_who(each, label)}" for each in one.held)
        differ = "\n".join(TITLES[each.type] for each in one.disagreements)
        rows.append((title(one, label), held, differ))
    return Table("What sources say", ("proposition", "who", "contradictions"), tuple(rows))


def outlet_records(propositions: Iterable[Proposition], label: Label) -> Iterator[Record]:
    """Sources side by side: for each proposition and each outlet how often it is put in each way."""
    for one in propositions:
        for outlet in one.outlets:
            yield {"type": "outlet", "proposition": title(one, label), "outlet": outlet, **one.by_outlet(outlet)}


def outlets_table(propositions: Iterable[Proposition], label: Label) -> Table:
    """Sources side by side: a row for each proposition, a column for each of the outlets that say most."""
    shown = list(propositions)
    counts: dict[str | None, int] = {}
    for one in shown:
        for outlet in one.outlets:
            counts[outlet] = counts.get(outlet, 0) + 1
    ordered = sorted(counts, key=lambda outlet: (-counts[outlet], outlet or "\uffff"))
    columns = ordered[:_COLUMNS]
    rows = tuple(
        (
            title(one, label),
            *(", ".join(f"{put} ×{n}" if n > 1 else put for put, n in one.by_outlet(each).items()) for each in columns),
        )
        for one in shown
    )
    left = len(ordered) - len(columns)
    notes = (f"… and {left} more outlets: --format csv has them all",) if left else ()
    return Table("Sources side by side", ("proposition", *(each or _UNNAMED for each in columns)), rows, notes)


_COLUMNS = 5


def disagreements_table(found: Iterable[Disagreement], label: Label) -> Table:
    """Contradictions, one a row."""
    rows = tuple(
        (TITLES[each.type], one_line(named(each.explanation, label)), "yes" if each.certain else "if dates mean so")
        for each in found
    )
    return Table("Contradictions", ("what", "explanation", "certain"), rows)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
