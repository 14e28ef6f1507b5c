"""Kernels: a day's rules as bit sets, evaluated for many viewpoints, pairs and days at once.

The reference evaluator (:mod:`foedus.obligations.evaluate`) says what an answer is; everything here must say the
same, only sooner, and one suite of tests holds them all to it.
"""

from foedus.obligations.kernel.dated import DatedRule, Owed, dated_program, panel_rules
from foedus.obligations.kernel.evaluate import Closure, Duty, evaluate
from foedus.obligations.kernel.program import Program
from foedus.obligations.kernel.seam import compile_program
from foedus.obligations.kernel.trace import Step, prove

__all__ = [
    "Closure",
    "DatedRule",
    "Duty",
    "Owed",
    "Program",
    "Step",
    "compile_program",
    "dated_program",
    "evaluate",
    "panel_rules",
    "prove",
]
