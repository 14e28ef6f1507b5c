"""What a look found, as sentences and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from foedus.views.table import Record, Table

COLUMNS = ("kind", "of", "change", "told", "was", "now", "why", "claims", "about")
WATCH_COLUMNS = ("name", "looks", "latest")

_TITLES = {
    "obligation": "Obligations",
    "library": "The library",
    "claim": "Claims",
    "contradiction": "Contradictions",
    "judgement": "Judgements",
    "question": "What is watched",
}
_LOST = {"recognition": "recognition lost", "party": "membership lost", "in-force": "no longer in force"}
_GAINED = {"recognition": "recognition", "party": "membership", "in-force": "in force", "stage": "new stage"}
_SHOWN = 12
_LISTED = 60


def text(look: Record, changes: Sequence[Record]) -> str:
    """The whole look for people."""
    return "\n".join(_lines(look, changes))


def _lines(look: Record, changes: Sequence[Record]) -> Iterator[str]:
    known = f", as the ledger knew it on {look['known_on']}" if look["known_on"] else ""
    yield f"Watch {look['name']}, looked at {look['at']}, about {look['on']}{known}."
    for each in look["contradictions_left_out"]:
        told = f"Of the contradictions on {each['label']} those that most stands against were looked at"
        more = f"{each['points']:,} point{'s' if each['points'] > 1 else ''} more"
        yield f"{told}; answers differ on {more} (foedus compare has them)."
    if look["first"]:
        counts = ", ".join(f"{count} {name}" for name, count in look["watched"].items())
        told = "It is the base from which the next look tells what has changed" if look["recorded"] else "Not recorded"
        yield f"This is its first look: {counts}. {told}."
        return
    yield f"Compared with {look['since']}: {_counted(len(changes))}."
    for kind, title in _TITLES.items():
        found = [each for each in changes if each["kind"] == kind]
        if found:
            yield f"{title}:"
            yield from (f"  {line}" for line in _section(kind, found))


def _counted(count: int) -> str:
    return "nothing changed" if not count else f"{count} change{'s' if count > 1 else ''}"


def _section(kind: str, changes: Sequence[Record]) -> Iterator[str]:
    if kind != "obligation":
        again = [each for each in changes if each["change"] == "said-again"]
        first = [each for each in changes if each["change"] != "said-again"]
        for each in first[:_LISTED]:
            yield from _change(each)
        if len(first) > _LISTED:
            yield f"and {len(first) - _LISTED} more; --format jsonl has all of them"
        if again:
            told = "; ".join(each["told"] for each in again[:_SHOWN])
            yield f"said before, and again: {told}{f'; and {len(again) - _SHOWN} more' if len(again) > _SHOWN else ''}"
        return
    for about, group in groupby(changes, lambda each: each["about"]):
        yield f"{str(about)[0].upper()}{str(about)[1:]}:"
        yield from (f"  {line}" for each in group for line in _change(each))


def _change(each: Record) -> Iterator[str]:
    yield each["told"] if each["kind"] == "judgement" else f"{_word(each)}: {each['told']}{_values(each)}"
    yield from (f"  {why}" for why in each["why"])
    if each["claims"] and each["kind"] in ("claim", "obligation"):
        yield f"  {', '.join(each['claims'][:_SHOWN])}"


def _word(each: Record) -> str:
    words = (
        _LOST if each["change"] in ("vanished", "ended") else _GAINED if each["change"] in ("appeared", "began") else {}
    )
    if each["kind"] == "library" and each["of"] in words:
        return words[each["of"]]
    if each["kind"] == "obligation":
        return {"appeared": "now bound", "vanished": "no longer bound", "changed": "bound otherwise"}[each["change"]]
    return "new" if each["change"] == "said" else str(each["change"])


def _values(each: Record) -> str:
    if each["was"] and each["now"]:
        return f": {each['was']} before, now {each['now']}"
    one = each["was"] or each["now"]
    return f": {one}" if one and each["kind"] == "library" else ""


def table(look: Record, changes: Sequence[Record]) -> Table:
    """The changes as rows."""
    rows = tuple(
        (each["kind"], _word(each), "\n".join((f"{each['told']}{_values(each)}", *each["why"]))) for each in changes
    )
    since = "its first look, which sets the base" if look["first"] else f"since {look['since']}"
    return Table(f"{look['name']}: {since}", ("kind", "change", "what"), rows)


def watches_table(watches: Sequence[Record]) -> Table:
    """The watches as rows."""
    rows = tuple((each["name"], str(each["looks"]), each["latest"]) for each in watches)
    return Table("Watches", WATCH_COLUMNS, rows)
