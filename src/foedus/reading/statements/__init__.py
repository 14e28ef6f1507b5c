"""Statements: who says what in a text, in which exact words.

Two thirds of what news attributes is indirect, so the finders read the parse first (verbs, nouns and adjectives that
say, source phrases), then join the quotations to what was found, then the turns of interviews.  The document's own
voice is no statement.
"""

from foedus.reading.statements.attributions import find_statements
from foedus.reading.statements.voices import Attributions

__all__ = ["Attributions", "find_statements"]
