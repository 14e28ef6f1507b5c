"""Which act of saying stands inside another, and where each begins to name its source."""

from __future__ import annotations

from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.statements.acts import Act


def where(act: Act) -> int:
    """The offset by which acts are put in order: their source, else their cue, else what is said."""
    if act.source is not None:
        return begin(act.source)
    return act.cue[0] if act.cue else act.start


def is_inside(act: Act, outer: Act) -> bool:
    """Whether an act happens inside another's content: its cue (or, lacking one, its content) stands there."""
    if outer is act:
        return False
    if act.cue is not None:
        return outer.holds(*act.cue)
    return outer.holds(act.start, act.end) and outer.content != act.content


def denies(act: Act) -> bool:
    """Whether an act denies what it speaks of: who denies another's claim does not carry it to us."""
    return act.verb is not None and act.verb.lemma_.lower() in words("modality", "denied")


def holders(acts: list[Act]) -> dict[int, int]:
    """The innermost act around each act, by position; the acts stand outer before inner."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for i, act in enumerate(acts):
        stack = [j for j in stack if acts[j].end > act.start]
        inside = [j for j in stack if is_inside(act, acts[j])]
        if inside:
            found[i] = min(inside, key=lambda j: sum(high - low for low, high in acts[j].content))
        stack.append(i)
    return found
