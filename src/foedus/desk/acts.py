"""Acts in a person's words: a sentence as one act, names not yet resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.model.problems import UsageError
from foedus.model.situations import OBJECTS

_KINDS = {"attacks": "attack", "threatens": "threat", "attacks with nuclear weapons": "nuclear-attack"}
_HIT = "|".join(OBJECTS)
_SENTENCE = re.compile(
    rf"(?P<attacker>.+?) (?P<verb>attacks with nuclear weapons|attacks|threatens) "
    rf"(?:the (?P<objects>(?:{_HIT})(?:(?:, | and )(?:{_HIT}))*) of )?(?P<target>.+?)"
    r"(?: in (?P<territory>.+?))?(?: through (?P<through>.+?))?"
    r"(?:,? (?P<provoked>after provocation)|,? provoked according to (?P<tellers>.+?))?"
    r"(?: on (?P<on>\d{4}-\d\d-\d\d))?\.?"
)


@dataclass(frozen=True, slots=True)
class AskedAct:
    """An act whose actors and places are names or keys.

    kind, objects and step are those of :class:`~foedus.model.situations.Act`.
    tellers: who says that the target struck first; deniers: who says that it did not.
    on: its own day as YYYY-MM-DD, where that is not the question's.
    """

    attacker: str
    target: str
    territory: str | None = None
    through: tuple[str, ...] = ()
    provoked: bool = False
    kind: str = "attack"
    objects: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()
    deniers: tuple[str, ...] = ()
    step: int | None = None
    on: str | None = None


def sentence(text: str, step: int | None = None) -> AskedAct:
    """The act that a sentence says.

    Raises UsageError for a sentence of another form.

    >>> sentence("Georgia attacks the forces of Russia in South Ossetia").objects
    ('forces',)
    """
    found = _SENTENCE.fullmatch(" ".join(text.split()))
    if found is None:
        raise UsageError(
            f"not an act: {text!r}; write: A attacks B, or: A threatens B, or: A attacks the forces of B in T through U"
        )
    return AskedAct(
        attacker=found["attacker"],
        target=found["target"],
        territory=found["territory"],
        through=(found["through"],) if found["through"] else (),
        provoked=bool(found["provoked"]),
        kind=_KINDS[found["verb"]],
        objects=tuple(re.split(", | and ", found["objects"])) if found["objects"] else (),
        tellers=(found["tellers"],) if found["tellers"] else (),
        step=step,
        on=found["on"],
    )
