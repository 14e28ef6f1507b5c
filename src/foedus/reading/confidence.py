"""How sure a claim is: the share of claims like it that turned out right on annotated texts.

Right means strictly right: kind, all fillers and no other, polarity and key attribute (``docs/evaluation.md``).  What
counts is the claim's kind and how its fillers are named, in a logistic regression whose weights
``scripts/calibrate.py`` learns from annotated texts and keeps in ``confidence.json``.  Kinds that are not annotated
completely (stance, event) have no weight of their own, so that of them only the fillers tell.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foedus.model.claims import Claim

_FILE = Path(__file__).parent / "confidence.json"
_LEAST, _MOST = 0.02, 0.98
"""Nothing is sure; no more can be told from some thousand claims."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the logarithm of the odds; shift: what a text takes away that nobody wrote rules on."""

    base: float
    shift: float
    features: tuple[tuple[str, float], ...]


@cache
def load_weights() -> Weights:
    """The weights that foedus carries."""
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    return Weights(content["base"], content["shift"], tuple(content["features"].items()))


def features(claim: Claim, known: Callable[[str], bool]) -> dict[str, float]:
    """What of a claim tells how sure it is, by name.

    known: whether the gazetteer has an actor.
    unknown, described, outside: the shares of its fillers that the gazetteer does not have, that are meant by words
    without a capital letter ("it", "the alliance"), that stand outside the evidence; far: how far the farthest stands
    from the evidence, and long: how long that is, as logarithms of characters; several: how many fillers there are
    beyond one in each role; empty: how many roles have none; possible, inferred: its status, its time's basis.
    """
    quote = claim.evidence[0]
    fillers = [mention for _, mentions in claim.roles for mention in mentions]
    count = len(fillers) or 1
    away = [max(quote.start - m.end, m.start - quote.end, 0) for m in fillers]
    return {
        claim.kind: 1.0,
        "unknown": sum(not known(m.actor) for m in fillers) / count,
        "described": sum(m.text == m.text.lower() for m in fillers) / count,
        "outside": sum(m.start < quote.start or m.end > quote.end for m in fillers) / count,
        "far": math.log1p(max(away, default=0)),
        "long": math.log(max(1, quote.end - quote.start)),
        "several": float(sum(max(0, len(mentions) - 1) for _, mentions in claim.roles)),
        "empty": float(sum(not mentions for _, mentions in claim.roles)),
        "possible": float(claim.status == "possible"),
        "inferred": float(claim.time is not None and claim.time.basis == "inferred"),
    }


def confidence(claim: Claim, known: Callable[[str], bool]) -> float:
    """How often claims like this one are right on texts that nobody wrote rules on, 0 to 1, two decimals.

    known: whether the gazetteer has an actor.
    """
    weights = load_weights()
    present = features(claim, known)
    odds = weights.base + weights.shift + sum(weight * present.get(name, 0.0) for name, weight in weights.features)
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-odds)))), 2)
