"""The words of a document's parts as the indexes take them, worked out once for all of a text where that can be."""

from __future__ import annotations

from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase, digits

from foedus.ledger.index import indexed
from foedus.model.claims import Quote

_LONGEST = 200_000
"""Letters of a text up to which nothing in it is too long for an index."""

_LOWER = dict.fromkeys(range(128), " ") | str.maketrans(
    ascii_uppercase + ascii_lowercase + digits, ascii_lowercase * 2 + digits
)
_SORTS = dict.fromkeys(range(128), " ") | str.maketrans(
    ascii_lowercase + digits, "a" * len(ascii_lowercase) + "0" * len(digits)
)
_PLAIN = str.maketrans(dict.fromkeys("‘’‚“”„«»–—…·•\u00a0", " "))
"""What stands between words and is one letter long: quotation marks, dashes, a space that does not break."""

_LONG_WORD = 200


class Wording:
    """A text, and the words of its parts with spaces between.

    >>> Wording("Minsk denied “it”.").of_spans([(0, 5), (14, 16)]).split()
    ['minsk', 'it']
    """

    __slots__ = ("_plain", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = _plain(text)

    def of_spans(self, spans: Iterable[tuple[int, int]]) -> str:
        """The words of some stretches of the text."""
        if self._plain is None:
            return indexed("\n".join([self._text[start:end] for start, end in spans]))
        return " ".join([self._plain[start:end] for start, end in spans])

    def of_quotes(self, quotes: Iterable[Quote]) -> str:
        """The words of quotations, which stand in the text unless somebody errs."""
        given = tuple(quotes)
        if all(self._text[each.start : each.end] == each.text for each in given):
            return self.of_spans((each.start, each.end) for each in given)
        return indexed("\n".join(each.text for each in given))


def _plain(text: str) -> str | None:
    """The text with its words as the indexes have them and nothing but spaces between, letter for letter.

    None where that takes more: other scripts, letters with accents, letters and digits without a space between.
    """
    if len(text) > _LONGEST:
        return None
    known = text if text.isascii() else text.translate(_PLAIN)
    if not known.isascii():
        return None
    lower = known.translate(_LOWER)
    sorts = lower.translate(_SORTS)
    if "a0" in sorts or "0a" in sorts or "a" * (_LONG_WORD + 1) in sorts or "0" * (_LONG_WORD + 1) in sorts:
        return None
    return lower
