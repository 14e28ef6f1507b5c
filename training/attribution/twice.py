"""``python -m training.attribution.twice``: twenty texts annotated twice, each time by somebody who saw the text alone.

Prints how far the two agree, with intervals from drawing the texts anew, and what only one of them annotated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from foedus.evaluation.bootstrap import Sums, interval
from foedus.evaluation.figures import value_of
from foedus.reading.tagger import Tagged
from training.attribution.measure import ENOUGH, agreement, likeness
from training.attribution.records import Attribution, Text, read_attributions, read_texts

HERE = Path(__file__).parent
FIRST, SECOND = HERE / "own-texts.jsonl", HERE / "second-annotation.jsonl"

Pair = tuple[Text, tuple[Attribution, ...]]
"""A text with its first annotation, and the second."""


def pairs() -> Iterator[Pair]:
    """The texts that were annotated twice."""
    texts = {text.id: text for text in read_texts([FIRST])}
    for line in SECOND.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield texts[record["id"]], read_attributions(record)


def agreements(twice: Sequence[Pair]) -> Iterator[str]:
    """How far the contents agree, and the contents with their sources; a source hidden from both is agreed on."""
    content: list[Sums] = []
    both: list[Sums] = []
    for first, second in twice:
        seen = agreement(_shown(first.attributions), [_tagged(each) for each in _shown(second)])
        content.append((seen.content, seen.found, seen.gold))
        both.append((seen.both, seen.found, seen.gold))
    for name, sums in (("content", content), ("content and source", both)):
        right, read, gold = (sum(each[at] or 0 for each in sums) for at in range(3))
        low, high = interval(sums, value_of, seed=1, times=1000)
        yield (
            f"{name}: F1 {value_of((right, read, gold)):.2f} ({low:.2f} to {high:.2f}); "
            f"{gold} attributions by the first, {read} by the second, {right} by both"
        )


def alone(one: Sequence[Attribution], other: Sequence[Attribution]) -> Iterator[Attribution]:
    """What only the one has: no content of the other's is like it."""
    for each in one:
        if not any(likeness(each.content, their.content) >= ENOUGH for their in other):
            yield each


def _shown(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions with a hidden source at a place of its own, so that two hidden ones meet."""
    return tuple(each if each.source else replace(each, source=((-1, 0),)) for each in attributions)


def _tagged(attribution: Attribution) -> Tagged:
    return Tagged(attribution.content, None, attribution.source[0], 1.0)


def main() -> None:  # the module's docstring is its help
    twice = list(pairs())
    typer.echo(f"{len(twice)} texts")
    for line in agreements(twice):
        typer.echo(line)
    for text, second in twice:
        for name, one, other in (("first", text.attributions, second), ("second", second, text.attributions)):
            for each in alone(one, other):
                words = " … ".join(text.text[low:high] for low, high in each.content)
                typer.echo(f"{text.id}: only by the {name}: {words}")


if __name__ == "__main__":
    typer.run(main)
