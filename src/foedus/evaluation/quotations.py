"""Attributions annotated by their characters: PARC's and PolNeAR's way, the outermost of nested ones alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.gold import GoldQuotation
from foedus.evaluation.pairing import Pair, paired
from foedus.evaluation.spans import characters
from foedus.evaluation.statements import LEAST
from foedus.model.claims import Statement


def score_quotations(gold: Sequence[GoldQuotation], statements: Sequence[Statement]) -> Counts:
    """How many contents, and how many contents with a source that touches the annotated one, are right.

    Statements inside another's content are left out, since the annotation has only the outermost.  A content whose
    source the annotation leaves open is no content with a source.
    """
    contents = [characters(statement.content) for statement in statements]
    outer = [s for s, inner in enumerate(contents) if not any(inner < other for other in contents)]
    wanted = [characters(each.content) for each in gold]
    pairs = []
    # Of equally like pairs the last counts, as in the scorers by which published extractors were measured.
    for g, annotated in enumerate(wanted):
        for place, s in enumerate(outer):
            shared = len(annotated & contents[s])
            alike = shared / len(annotated | contents[s]) if shared else 0.0
            if alike >= LEAST:
                pairs.append(Pair(False, -alike, -g, -place))
    counts: Counts = Counter()
    counts[_key("gold")] = len(gold)
    counts[_key("read")] = len(outer)
    for g, place in paired(pairs).items():
        counts[_key("content")] += 1
        source = characters(gold[-g].source)
        counts[_key("sourced")] += bool(source)
        speaker = statements[outer[-place]].speaker
        counts[_key("source")] += speaker is not None and bool(source & characters([(speaker.start, speaker.end)]))
    return counts


def _key(count: str) -> Key:
    return Key("quotations", "all", count)
