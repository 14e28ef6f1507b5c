"""Sets of annotations against readings of their texts: figures for each set, each part of it, and all together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from foedus.evaluation.counts import Counts
from foedus.evaluation.figures import Figure, figures
from foedus.evaluation.floors import by_keywords, by_majority, majority_answers
from foedus.evaluation.gold import GoldSet
from foedus.evaluation.parts import Part, part_of
from foedus.evaluation.scoring import Read, Scored, score
from foedus.gazetteer import Gazetteer

Readings = Mapping[str, Mapping[str, Read]]
"""What was read: by the name of the set, then by the name of the document."""

TOGETHER = "all sets"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How right a reader is on a set or a part of it.

    part: ``all``, or ``open`` (worked on) and ``held`` (set aside); reader: ``foedus``, or a floor's name.
    """

    set: str
    part: str
    reader: str
    figures: tuple[Figure, ...]


def score_sets(sets: Sequence[GoldSet], readings: Readings) -> dict[str, tuple[Scored, ...]]:
    """Every document of every set scored, by the set's name."""
    return {
        each.name: tuple(
            score(document, readings.get(each.name, {}).get(document.name), each.aliases) for document in each.documents
        )
        for each in sets
    }


def evaluate(
    scored: Mapping[str, Sequence[Scored]], part: Part | None = None, reader: str = "foedus"
) -> Iterator[Evaluation]:
    """The figures of each set and, where there are several, of all together; with a part also of either side of it."""
    for name, side, documents in groups(scored, part):
        yield Evaluation(name, side, reader, _figures([each.counts for each in documents], reader))


def groups(scored: Mapping[str, Sequence[Scored]], part: Part | None = None) -> Iterator[tuple[str, str, list[Scored]]]:
    """The documents that figures are made of: the set's name, the side of the part (or ``all``), and the documents."""
    sets = {name: list(documents) for name, documents in scored.items()}
    if len(sets) > 1:
        sets[TOGETHER] = [each for documents in sets.values() for each in documents]
    for name, documents in sets.items():
        yield name, "all", documents
        for side in ("open", "held") if part is not None else ():
            chosen = [each for each in documents if part and part_of(each.document, part) == side]
            if chosen:
                yield name, side, chosen


def _figures(counts: Sequence[Counts], reader: str) -> tuple[Figure, ...]:
    """A floor has no slots of its own: the commonest answer is tried on the claims that foedus matched."""
    made = figures(counts)
    return made if reader == "foedus" else tuple(figure for figure in made if figure.measure != "slot")


def floors(
    sets: Sequence[GoldSet], readings: Readings, gazetteer: Gazetteer, part: Part | None = None
) -> Iterator[Evaluation]:
    """The floors on the texts that were read: keywords, and the commonest answer."""
    words = {n: {d: by_keywords(r.document, gazetteer) for d, r in docs.items()} for n, docs in readings.items()}
    yield from evaluate(score_sets(sets, words), part, "keyword")
    own = {each.name: each for each in sets}
    most = {n: {d: by_majority(r.document, gazetteer, own[n]) for d, r in docs.items()} for n, docs in readings.items()}
    common = list(evaluate(score_sets(sets, most), part, "majority"))
    answers = _answers(score_sets(sets, readings), part)
    for each in common:
        kept = tuple(figure for figure in each.figures if figure.measure == "claims")
        yield Evaluation(each.set, each.part, each.reader, (*kept, *answers.get((each.set, each.part), ())))


def _answers(scored: Mapping[str, Sequence[Scored]], part: Part | None) -> dict[tuple[str, str], tuple[Figure, ...]]:
    pairs = [(name, each) for name, documents in scored.items() for each in documents]
    groups: dict[tuple[str, str], list[Counts]] = {}
    for name, each in pairs:
        for group in (name, TOGETHER):
            for side in ("all", *((part_of(each.document, part),) if part else ())):
                groups.setdefault((group, side), []).append(each.counts)
    return {key: majority_answers(counts) for key, counts in groups.items()}
