"""What would flip an answer: the smallest sets of facts whose change binds an actor, or frees it."""

from foedus.obligations.flips.changes import Change, changed
from foedus.obligations.flips.moves import Goal
from foedus.obligations.flips.search import Flip, Flips, flips

__all__ = ["Change", "Flip", "Flips", "Goal", "changed", "flips"]
