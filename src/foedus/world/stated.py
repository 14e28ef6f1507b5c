"""What a question states of an article's conditions, settled before anything is derived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from foedus.model.agreements import Agreement, Provision
from foedus.model.answers import GIVEN, Fact
from foedus.model.situations import REQUEST, Stated
from foedus.model.time import Truth

_ASKS = "the one attacked asks for help"


@dataclass(frozen=True, slots=True)
class Settled:
    """A condition on the rule alone, settled by given facts: whether it is met, the code of its failing, and why."""

    truth: Truth
    code: str
    why: str


def stating(
    agreement: Agreement, provision: Provision, stated: Sequence[Stated]
) -> tuple[Provision, tuple[Settled, ...], tuple[Fact, ...]]:
    """A provision without the conditions that a question states; those that it denies, and the facts that it gives."""
    said = {each.key: each.holds for each in stated if each.agreement == agreement.id}
    trigger = provision.trigger
    if not said or trigger is None:
        return provision, (), ()
    about = [(each.key or provision.article, each.text, "condition") for each in trigger.conditions]
    about += [(REQUEST, _ASKS, "request")] if trigger.on_request else []
    spoken_of = [(said[key], text, kind) for key, text, kind in about if key in said]
    left = replace(
        trigger,
        conditions=tuple(each for each in trigger.conditions if (each.key or provision.article) not in said),
        on_request=trigger.on_request and REQUEST not in said,
    )
    requires = f"as article {provision.article} requires"
    return (
        replace(provision, trigger=left),
        tuple(
            Settled(Truth.NO, "trigger-unmet", f"the question denies what article {provision.article} requires: {text}")
            for holds, text, _ in spoken_of
            if not holds
        ),
        tuple(Fact(kind, f"given, {requires}: {text}", GIVEN) for holds, text, kind in spoken_of if holds),
    )
