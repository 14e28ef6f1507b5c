"""What an answer says apart: passage and basing, and entanglement, a line for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foedus.views.proofs import named
from foedus.views.table import Label, Record, listed


def article(at: Mapping[str, str] | None) -> str:
    """A provision as "ru-so-friendship-2008, article 4"; a declared duty has none, an article may have no number."""
    if not at:
        return "no provision"
    number = at.get("article")
    return f"{at['agreement']}, article {number}" if number and number != "-" else at["agreement"]


def passages(told: Iterable[Record], label: Label) -> Iterator[str]:
    """For each place: who is bound to host whose forces there, and what letting them pass, or not asking, breaks."""
    for each in told:
        yield f"{_where(each, label)}: {'; '.join(_of(each, label))}"


def _where(told: Record, label: Label) -> str:
    whose = "" if told["place"] == told["host"] else f", where {label(told['host'])} has the say"
    if told["role"] == "through":
        return f"Through {label(told['place'])}{whose}"
    return f"Forces of {label(told['guest'])} in {label(told['place'])}{whose}"


def _of(told: Record, label: Label) -> Iterator[str]:
    host, guest = label(told["host"]), label(told["guest"])
    hosting = listed([article(owed["provision"]) for owed in told["hosting"]])
    if hosting:
        yield f"{host} has to host the forces of {guest} by {hosting}"
    yield from (f"not known: {named(gap['why'], label)}" for gap in told["unknown"])
    if told["host_breaks"]:
        yield f"by letting them pass {host} would break {_articles(told['host_breaks'])}"
    if told["guest_breaks"]:
        yield f"by passing without leave {guest} would break {_articles(told['guest_breaks'])}"
    if not hosting and not told["unknown"] and not told["host_breaks"] and not told["guest_breaks"]:
        yield "no text of the library speaks of it"


def _articles(cited: Iterable[Mapping[str, str]]) -> str:
    return listed([article(at) for at in cited])


def entanglement(told: Record | None, label: Label) -> Iterator[str]:
    """Who would be drawn in beyond those whom the situation binds, through whom, and who into both sides."""
    if told is None:
        return
    for each in told["drawn"]:
        through = listed([label(key) for key in dict.fromkeys(each["through"])])
        against = listed([label(key) for key in each["against"]])
        yield f"step {each['depth']}: {label(each['actor'])}, through {through}, against {against}"
    for chain in told["longest"]:
        yield f"longest chain: {' – '.join(label(key) for key in chain)}"
    if told["both_sides"]:
        yield f"bound to both sides: {listed([label(key) for key in told['both_sides']])}"
