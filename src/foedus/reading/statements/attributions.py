"""From acts to statements: nesting, speakers, carriers, and the question whose words a span is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.statements.according import according_acts
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.blending import with_tagger
from foedus.reading.statements.carried import carried_acts
from foedus.reading.statements.chains import with_carriers
from foedus.reading.statements.direct import join_quotations
from foedus.reading.statements.indirect import indirect_acts
from foedus.reading.statements.insets import gapped_acts, inset_acts, quoted_acts
from foedus.reading.statements.labels import label_acts
from foedus.reading.statements.lists import list_acts
from foedus.reading.statements.nominal import nominal_acts
from foedus.reading.statements.parted import parted_acts
from foedus.reading.statements.quotations import find_quotations
from foedus.reading.statements.speakers import Speakers
from foedus.reading.statements.turns import headline_acts, turn_acts
from foedus.reading.statements.voices import Attributions, agreed

if TYPE_CHECKING:
    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.referents import Referents
    from foedus.reading.statements.quotations import Quotation
    from foedus.reading.tagger import Tagger


def find_statements(
    page: Page, links: Links, referents: Referents, tagger: Tagger | None = None, grammar: bool = True
) -> Attributions:
    """Every act of saying, writing or thinking on a page.

    Statements come in the order of their first words; one inside another's content follows it.
    tagger: a learned tagger that reads beside the grammar; grammar: False to hear that tagger alone.
    """
    acts = [
        *indirect_acts(page),
        *nominal_acts(page),
        *according_acts(page),
        *headline_acts(page, links),
        *list_acts(page),
        *inset_acts(page),
        *quoted_acts(page),
        *label_acts(page, links),
    ]
    acts = _without_phrases(page.document.text, gapped_acts(page, parted_acts(page, acts)))
    acts = with_carriers(page, links, acts)
    quotations = find_quotations(page)
    acts = join_quotations(page, acts, quotations)
    acts = _distinct([*acts, *carried_acts(page, acts), *turn_acts(page)])
    acts = _without_echoes(_own_voice(acts, quotations))
    alone = Speakers(page, links, referents).statements(acts) if grammar else ()
    if tagger is None:
        return Attributions.of(alone)
    acts = with_tagger(page, acts if grammar else None, tagger, quotations)
    statements = Speakers(page, links, referents).statements(acts)
    return Attributions.of(agreed(statements, alone), alone) if grammar else Attributions.of(statements)


def _without_phrases(text: str, acts: list[Act]) -> list[Act]:
    """The acts without a source phrase at the end of their content: it tells who reports all of it."""
    phrases: dict[int, list[tuple[int, int]]] = {}
    for act in acts:
        if act.phrase:
            phrases.setdefault(act.passage, []).append(act.phrase)
    return [act if act.phrase else _cut(text, act, phrases.get(act.passage, [])) for act in acts]


def _cut(text: str, act: Act, phrases: list[tuple[int, int]]) -> Act:
    content = []
    for low, high in act.content:
        for start, end in phrases:
            if low < start and high - _EDGE <= end <= high + _EDGE and text[:start].rstrip()[-1:] == ",":
                low, high = trimmed(text, low, start) or (low, high)  # noqa: PLW2901
        content.append((low, high))
    return act.saying(tuple(content)) if tuple(content) != act.content else act


_EDGE = 2
_WEAK = frozenset({"infinitive", "object", "passive", "preposition", "gerund", "adjective", "noun-to", "noun-of"})
"""Frames of wanting, judging and doing: inside another's reported words they tell what happened, not who said it."""


def _own_voice(acts: list[Act], quotations: tuple[tuple[Quotation, ...], ...]) -> list[Act]:
    """The acts without those of a "we" that another's words hold: only a document's own "we" is its issuer's."""
    kept = []
    for act in acts:
        if act.source is not None and act.source.lower_ in _OURS and act.cue is not None:
            at = act.cue[0]
            quoted = any(q.outer_start <= at < q.outer_end for q in quotations[act.passage])
            told = act.verb is not None and act.verb.tag_ == "VBD" and act.source.lower_ == "we"
            if not told and (quoted or any(o is not act and o.holds(*act.cue) for o in acts)):
                continue
        kept.append(act)
    return kept


_OURS = frozenset({"we", "our"})


def _without_echoes(acts: list[Act]) -> list[Act]:
    """The acts without those weak ones that stand inside what another is reported to say, turns apart."""
    kept: list[Act] = []
    stack: list[Act] = []
    for act in acts:
        stack = [outer for outer in stack if outer.end > act.start]
        if act.frame in _WEAK and act.cue and any(o.form != "interview" and o.holds(*act.cue) for o in stack):
            continue
        kept.append(act)
        stack.append(act)
    return kept


def _distinct(acts: list[Act]) -> list[Act]:
    """One act for each content, the surest first, in the order of the text, outer before inner."""
    ordered = sorted(acts, key=lambda act: (act.start, -act.end, act.cue or (0, 0)))
    kept: dict[tuple[tuple[int, int], ...], Act] = {}
    for act in ordered:
        earlier = kept.get(act.content)
        if earlier is None or (earlier.source is None and earlier.label is None and act.source is not None):
            kept[act.content] = act
    return sorted(kept.values(), key=lambda act: (act.start, -act.end))
