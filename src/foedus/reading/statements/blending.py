"""How the grammar's acts and the learned tagger's become one list.

Grammar knows nesting, interviews and exact edges; the tagger knows unusual cues, intentions and beliefs.  The rule:

1. Of the tagger's attributions those count that have a source and of whose content it is sure enough.
2. Where the two see one act, the grammar's stays; a speaker that it does not know is the tagger's.
3. An indirect act of the grammar's goes if it only overlaps what the tagger saw, neither the same nor inside it:
   there the grammar has mostly taken a wrong clause.
4. What the tagger alone saw is added.

That is the list of statements; whose words a claim is, `voices.py` asks the grammar's own.

The thresholds were chosen on PolNeAR's development articles; docs/tagger.md has what each of the steps brings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.statements.acts import Act
from foedus.reading.statements.learned import learned_acts

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.statements.quotations import Quotation
    from foedus.reading.tagger import Tagged, Tagger

SURE = 0.75
"""How sure the tagger has to be of a content, between 0 and 1."""
ALIKE = 0.5
"""What two contents share of the characters that they cover together, from which they are one act's."""
_BIN = 512


def with_tagger(
    page: Page, acts: list[Act] | None, tagger: Tagger, quotations: Sequence[Sequence[Quotation]]
) -> list[Act]:
    """The acts of a page when a tagger reads it too.

    acts: the grammar's; None where the tagger is to be heard alone, with all that it sees.
    """
    tagged = tagger.tag(page.document.text, ((passage.start, passage.end) for passage in page.passages))
    if acts is None:
        return learned_acts(page, tagged, quotations)
    return blended(acts, learned_acts(page, trusted(tagged), quotations))


def trusted(tagged: Iterable[Tagged]) -> list[Tagged]:
    """The attributions that are worth hearing beside the grammar."""
    return [one for one in tagged if one.source is not None and one.sure >= SURE]


def blended(grammar: Sequence[Act], learned: Sequence[Act]) -> list[Act]:
    """One list of acts in the order of the text, an outer one before those inside it."""
    places = _places(learned)
    known: set[int] = set()
    kept: list[Act] = []
    for act in grammar:
        shared = {at: alike(act, learned[at]) for at in _near(act, places)}
        touching = [at for at, part in shared.items() if part > 0]
        nearest = max(touching, key=lambda at: (shared[at], -at), default=None)
        if nearest is not None and shared[nearest] >= ALIKE:
            known.add(nearest)
            kept.append(_spoken(act, learned[nearest]))
        elif act.form != "indirect" or not touching or any(learned[at].holds(act.start, act.end) for at in touching):
            kept.append(act)
    kept.extend(act for at, act in enumerate(learned) if at not in known)
    return sorted(kept, key=lambda act: (act.start, -act.end))


def _spoken(act: Act, taught: Act) -> Act:
    """The grammar's act, with the tagger's speaker where it has none and is not somebody's who was named before."""
    silent = act.source is None and act.label is None and not act.continues
    return replace(act, source=taught.source) if silent else act


def alike(one: Act, other: Act) -> float:
    """What two acts' contents share of the characters that they cover together."""
    common = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    return common / (_size(one) + _size(other) - common)


def _size(act: Act) -> int:
    return sum(high - low for low, high in act.content)


def _places(acts: Sequence[Act]) -> dict[int, list[int]]:
    """Which acts have content in each stretch of the text, so that a long text takes no longer for each act."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, act in enumerate(acts):
        for place in _bins(act):
            places[place].append(at)
    return dict(places)


def _near(act: Act, places: dict[int, list[int]]) -> list[int]:
    return sorted({at for place in _bins(act) for at in places.get(place, ())})


def _bins(act: Act) -> set[int]:
    return {place for low, high in act.content for place in range(low // _BIN, high // _BIN + 1)}
