"""Promotion: accepted claims as proposed entries of a library, for a person to review.

    found = promote(accepted, Shelf(own_texts, home_text), surroundings)
    found.diff                        # unified, for `patch -p1` inside the library's folder

Nothing is written here.  What a claim does not say is left out, or marked ``TO FILL``; it is never made up.
"""

from foedus.promotion.promote import Proposal, promote
from foedus.promotion.shelf import Shelf
from foedus.promotion.values import Backed, Finding, Surroundings

__all__ = ["Backed", "Finding", "Proposal", "Shelf", "Surroundings", "promote"]
