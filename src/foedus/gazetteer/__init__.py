"""Who is meant by a name, for whom they act, and what each side calls them."""

from foedus.gazetteer.gazetteer import Gazetteer
from foedus.gazetteer.scan import NameMatch
from foedus.gazetteer.words import Institution, Modifier, Words

__all__ = ["Gazetteer", "Institution", "Modifier", "NameMatch", "Words"]
