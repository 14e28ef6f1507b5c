"""Gaps: a claim told of others by name and date alone.

"Fiji recognised both on 2 May and Tonga on 9 May", "The Senate ratified it on 5 March, the lower house
two weeks after", "A second wave set in: Barbados and Jamaica in spring 2024; Slovenia a week later".  A stretch
without a verb, between two boundaries, that holds names and a date repeats the last claim that can be repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from foedus.reading.claims.models import last_acts, last_models, object_role, with_actor
from foedus.reading.drafts import Draft
from foedus.reading.evidence import trimmed
from foedus.reading.page import begin
from foedus.reading.referents import POLITIES
from foedus.reading.times import TimeExpression, expressions

if TYPE_CHECKING:
    from foedus.model.claims import Mention
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.parse import Parse, Token

_ACTORS = POLITIES | {"parliament", "organisation", "alliance"}
_LONGEST = 30
_AFTER_DATE = frozenset({":", "–", "—", "-"})
_EDGES = frozenset({";", ":", "("})


def stretches(context: Context) -> Iterator[tuple[int, Callable[[Sequence[Draft]], list[Draft]]]]:
    """Where each gap stands, and what it repeats of the claims before it."""
    times = [t for t in expressions(context.page) if t.edtf]
    dated = {(t.passage, i) for t in times for i in range(t.first, t.last + 1)}
    for time in times:
        named = _stretch(context, time, dated)
        if named is not None:
            yield named[1], partial(_repeated, context, time, named)


def _repeated(
    context: Context, time: TimeExpression, named: tuple[list[Link], int, int], models: Sequence[Draft]
) -> list[Draft]:
    links, start, end = named
    acts = last_acts(models, start)
    objects = {link.key: role for link in links if acts and (role := object_role(context, acts[0], link)) is not None}
    told = [
        (link, {**model.roles, objects[link.key]: (link.mention,)})
        for model in acts
        for link in links
        if link.key in objects
    ]
    if told:
        return [_gap(context, time, acts[0], link, roles, (start, end)) for link, roles in told]
    return [
        _gap(
            context,
            time,
            model,
            link,
            with_actor(model, context.referents.polity(link.mention), body=link.type == "parliament"),
            (start, end),
        )
        for model, others in last_models(models, start)
        for link in links
        if link.key not in others
    ]


def _gap(
    context: Context,
    time: TimeExpression,
    model: Draft,
    link: Link,
    roles: Mapping[str, Sequence[Mention]],
    stretch: tuple[int, int],
) -> Draft:
    return replace(
        model,
        predicate=context.page.passages[time.passage].parse[link.head],
        roles=roles,
        attributes=_changed(model),
        evidence=trimmed(context, *stretch),
        polarity="affirmed",
        status="actual",
        time=time.reference(),
        timeless=True,
        rule="gap",
        silent=False,
    )


def _changed(model: Draft) -> dict[str, object]:
    attributes = dict(model.attributes)
    if model.kind == "recognition" and not attributes.get("change"):
        attributes["change"] = "recognises"
    return attributes


def _stretch(context: Context, time: TimeExpression, dated: set[tuple[int, int]]) -> tuple[list[Link], int, int] | None:
    """The names that stand with a date in a stretch without a verb, and the stretch; None where a verb governs it."""
    doc = context.page.passages[time.passage].parse
    if doc[time.first].is_sent_start and time.last + 2 < len(doc) and doc[time.last + 1].text in _AFTER_DATE:
        return _entry(context, doc, time)
    low, left = _walk(doc, time, dated, -1)
    high, right = _walk(doc, time, dated, +1)
    if "verb" in (left, right) or left == "start" or high - low > _LONGEST:
        return None
    start, end = begin(doc[low]), begin(doc[high]) + len(doc[high])
    links = _names(context, doc, start, end)
    ahead = [link for link in links if link.mention.start < time.start]
    if ahead and len(ahead) < len(links):
        # "A in 2004 and B in 2017": what follows the date has its own.
        return ahead, start, time.end
    return (links, start, end) if links else None


def _entry(context: Context, doc: Parse, time: TimeExpression) -> tuple[list[Link], int, int] | None:
    """The names of a timeline's entry that tells nothing but who: "March 2023: Honduras."."""
    rest = list(doc[time.last + 2 : doc[time.last + 2].sent.end])
    if not rest or len(rest) > _LONGEST or any(t.pos_ in ("VERB", "AUX") or t.text in _EDGES for t in rest):
        return None
    start, end = time.start, begin(rest[-1]) + len(rest[-1])
    links = _names(context, doc, begin(rest[0]), end)
    return (links, start, end) if links and links[0].first == rest[0].i else None


def _names(context: Context, doc: Parse, start: int, end: int) -> list[Link]:
    return [
        link
        for link in context.links.within(start, end)
        if link.type in _ACTORS and link.role not in ("demonym", "plural-demonym") and not _is_whence(doc[link.head])
    ]


def _is_whence(name: Token) -> bool:
    """Whether a name only says where, or out of what ("out of Y by June")."""
    return name.dep_ == "pobj" and name.head.lower_ in ("of", "from", "into", "near", "inside")


def _walk(doc: Parse, time: TimeExpression, dated: set[tuple[int, int]], step: int) -> tuple[int, str]:
    """The last token before a boundary in one direction, and what the boundary is."""
    i = time.first if step < 0 else time.last
    while True:
        j = i + step
        if not 0 <= j < len(doc):
            return i, "start"
        token = doc[j]
        if step < 0 and doc[i].is_sent_start:
            return i, "start"
        if (step > 0 and token.is_sent_start) or token.text in _EDGES or token.text in (".", "?", "!"):
            return i, "edge"
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "amod":
            return i, "verb"
        if (time.passage, j) in dated:
            return i, "time"
        i = j
