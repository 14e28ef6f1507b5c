"""How right a reading is: hand annotations against what was read, with floors and confidence intervals.

``docs/evaluation.md`` defines when a reading counts as right.
"""

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.evaluate import Evaluation, evaluate, floors, score_sets
from foedus.evaluation.figures import Figure, figures
from foedus.evaluation.gold import CLOSED, GoldClaim, GoldDocument, GoldSet, GoldStatement
from foedus.evaluation.parts import Part, part_of
from foedus.evaluation.scoring import Miss, Read, Scored, score

__all__ = [
    "CLOSED",
    "Aliases",
    "Evaluation",
    "Figure",
    "GoldClaim",
    "GoldDocument",
    "GoldSet",
    "GoldStatement",
    "Miss",
    "Part",
    "Read",
    "Scored",
    "evaluate",
    "figures",
    "floors",
    "part_of",
    "score",
    "score_sets",
]
