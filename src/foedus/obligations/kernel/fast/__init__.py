"""The kernels compiled with numba, over machine words: the optional extra ``fast``.

Nothing else of foedus needs it: whatever is asked for here can be had without it, later.
"""

from foedus.obligations.kernel.fast.days import Mode, Totals, every_day_totals
from foedus.obligations.kernel.fast.depths import cascade_depths, two_sided_depths
from foedus.obligations.kernel.fast.pairs import at_once, cascade, tied, two_sided

__all__ = [
    "Mode",
    "Totals",
    "at_once",
    "cascade",
    "cascade_depths",
    "every_day_totals",
    "tied",
    "two_sided",
    "two_sided_depths",
]
