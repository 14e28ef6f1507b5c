"""The ablation: the same texts read by the grammar, by the learned tagger, and by both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.desk.evaluating import Asked, held_against
from foedus.evaluation.ablation import BOTH, GRAMMAR, TAGGER, Gain, gains
from foedus.evaluation.evaluate import Evaluation, evaluate
from foedus.evaluation.parts import Part
from foedus.model.problems import Problem, UsageError

if TYPE_CHECKING:
    from foedus.desk.opening import Desk


@dataclass(frozen=True, slots=True)
class Ablated:
    """The figures of each way of finding statements, and what both together gain over the grammar alone."""

    evaluations: tuple[Evaluation, ...]
    gains: tuple[Gain, ...]
    problems: tuple[Problem, ...]


def ablated(desk: Desk, asked: Asked) -> Ablated:
    """The figures of some gold files where the grammar, the tagger or both find the statements.

    The desk's settings name the tagger.
    Raises UsageError where readings are given instead of texts, or floors or mangled texts are asked for.
    """
    if asked.predictions or asked.floors or asked.mangled:
        raise UsageError("--ablation reads the texts itself, thrice: leave out --predictions, --floors and --mangled")
    part = Part.of(asked.held) if asked.held else None
    reader = desk.reader
    ways = {GRAMMAR: replace(reader, tagger=None), TAGGER: replace(reader, grammar=False), BOTH: reader}
    done = {way: held_against(desk.with_reader(own), asked) for way, own in ways.items()}
    found = tuple(
        replace(each, reader=way) for way, tried in done.items() if tried.sets for each in evaluate(tried.scored, part)
    )
    more = gains(done[GRAMMAR].scored, done[BOTH].scored, part)
    return Ablated(found, tuple(more), done[BOTH].problems)
