"""Asking every viewpoint at once: in whose eyes each duty follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from foedus.desk.asking import told
from foedus.desk.opening import Desk
from foedus.model.answers import question
from foedus.model.problems import UsageError
from foedus.model.situations import Situation
from foedus.model.time import Truth


def ask_viewpoints(desk: Desk, given: Situation) -> dict[str, Any]:
    """Every duty that follows in anybody's eyes, with the viewpoints in which it does, may and does not.

    Up to 64 viewpoints are evaluated in one pass.  Of a duty the record has the depth at which it is nearest in any of
    them.  It has no proofs and no reasons: a question from one viewpoint gives those.

    Raises UsageError for a question that names a viewpoint, or asks for declared commitments, which nobody disputes.
    """
    from foedus.obligations.kernel.program import MOST_WORLDS

    if given.viewpoint is not None or given.basis != "text" or given.entanglement:
        raise UsageError(
            "every viewpoint is asked about texts in force: leave out --viewpoint, --basis, --entanglement"
        )
    holders = sorted(desk.library.holders)
    found: dict[_Duty, _Seen] = {}
    for start in range(0, len(holders), MOST_WORLDS):
        for duty, depth, sure, some in _pass(desk, given, holders[start : start + MOST_WORLDS]):
            seen = found.setdefault(duty, _Seen(depth))
            seen.depth = min(seen.depth, depth)
            (seen.held_by if sure else seen.maybe).update(some)
    order = sorted(found, key=lambda duty: (found[duty].depth, duty))
    return {
        "question": told(desk, question(given)),
        "viewpoints": holders,
        "duties": [_record(duty, found[duty], holders) for duty in order],
    }


_Duty = tuple[str, str, str, str, str, str]
"""Bearer, agreement, article, beneficiary, duty, strength."""


class _Seen:
    """In whose eyes a duty follows, and how deep."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.held_by: set[str] = set()
        self.maybe: set[str] = set()


def _pass(desk: Desk, given: Situation, holders: Sequence[str]) -> Iterator[tuple[_Duty, int, bool, tuple[str, ...]]]:
    """Every duty that follows surely, and that possibly does, with its depth and the holders in whose eyes."""
    from foedus.obligations.kernel import compile_program, evaluate
    from foedus.obligations.kernel.evaluate import each_bearer
    from foedus.world import compile_world

    library = desk.texts_on(given.on)
    worlds = [compile_world(library, given.on, holder, stated=given.stated) for holder in holders]
    program = compile_program(worlds, given.attackers | given.targets)
    names = program.actors
    for least in (Truth.YES, Truth.UNKNOWN):
        for depth, firings in enumerate(evaluate(program, given, least).rounds, start=1):
            for firing in firings:
                head = program.heads[firing.rule]
                instrument, rule = head.place
                strength = worlds[0].instruments[instrument].rules[rule].provision.strength
                for bearer, seen in each_bearer(firing.bearers, program.width, program.everywhere):
                    duty = names[bearer], head.agreement, head.article, names[firing.beneficiary], head.duty, strength
                    some = tuple(holder for i, holder in enumerate(holders) if seen >> i & 1)
                    yield duty, depth, least is Truth.YES, some


def _record(duty: _Duty, seen: _Seen, holders: Sequence[str]) -> dict[str, Any]:
    bearer, agreement, article, beneficiary, what, strength = duty
    return {
        "bearer": bearer,
        "beneficiary": beneficiary,
        "duty": what,
        "strength": strength,
        "level": "de-jure",
        "depth": seen.depth,
        "provision": {"agreement": agreement, "article": article},
        "held_by": sorted(seen.held_by),
        "unknown_to": sorted(seen.maybe - seen.held_by),
        "not_by": [holder for holder in holders if holder not in seen.held_by | seen.maybe],
    }
