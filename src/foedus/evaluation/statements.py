"""Statements: content that covers the annotated content, and its speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.counts import Counts, Key
from foedus.evaluation.gold import GoldStatement
from foedus.evaluation.pairing import Pair, paired
from foedus.evaluation.spans import hull, likeness, locate
from foedus.model.claims import Statement

LEAST = 0.5
"""What two contents share of what they cover together, so that they count as one."""


def score_statements(
    text: str, gold: Sequence[GoldStatement], statements: Sequence[Statement], aliases: Aliases
) -> Counts:
    """How many contents, and how many contents with their speakers, are right.

    A content counts from its first to its last character.  A hidden source is right where none is annotated.
    """
    pairs = []
    for g, annotated in enumerate(gold):
        span = locate(text, annotated.content)
        for s, statement in enumerate(statements):
            if span is not None and statement.content:
                alike = likeness(span, hull(statement.content))
                if alike >= LEAST:
                    pairs.append(Pair(annotated.borderline, -alike, g, s))
    counts: Counts = Counter()
    counts[_key("read")] = len(statements)
    counts[_key("gold")] = sum(not each.borderline for each in gold)
    counts[_key("borderline")] = sum(each.borderline for each in gold)
    for g, s in paired(pairs).items():
        if gold[g].borderline:
            counts[_key("read")] -= 1
        else:
            counts[_key("content")] += 1
            counts[_key("source")] += _same_source(gold[g], statements[s], aliases)
    return counts


def _key(count: str) -> Key:
    return Key("statements", "all", count)


def _same_source(gold: GoldStatement, statement: Statement, aliases: Aliases) -> bool:
    if statement.speaker is None:
        return not gold.speakers
    return any(aliases.same(key, statement.speaker.actor) for key in gold.speakers)
