"""Whether "she" or "he" can mean somebody: by the gazetteer, by a title that the text gives, by the given name.

What nothing is known of agrees with both.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words

if TYPE_CHECKING:
    from foedus.gazetteer import Gazetteer
    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_PRONOUNS = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
}


class Genders:
    """The sex of a page's people, as far as it is told."""

    def __init__(self, page: Page, links: Links, gazetteer: Gazetteer) -> None:
        self._page, self._links, self._gazetteer = page, links, gazetteer
        self._told: dict[str, str | None] | None = None

    def agree(self, pronoun: str, key: str, text: str = "") -> bool:
        """Whether a pronoun (lower case) can mean an actor, of whom the text may say no more than a title."""
        wanted = _PRONOUNS.get(pronoun)
        if wanted is None:
            return True
        known = self.of(key) or of_words(text)
        return known is None or known == wanted

    def of(self, key: str) -> str | None:
        """``female``, ``male``, or None where nothing tells."""
        actor = self._gazetteer.actor(key)
        if actor is not None and actor.gender:
            return actor.gender
        if self._told is None:
            self._told = self._by_text()
        return self._told.get(key)

    def _by_text(self) -> dict[str, str | None]:
        told: dict[str, str | None] = {}
        for link in self._links.ordered:
            if told.get(link.key) is None and link.type == "person":
                parse = self._page.passages[link.passage].parse
                told[link.key] = _before(parse[link.first]) or of_words(link.mention.text)
        return told


def _before(first: Token) -> str | None:
    """What the word before a name tells: "Ms", "spokesman"."""
    return _of_title(first.doc[first.i - 1].lower_.rstrip(".")) if first.i > 0 else None


def of_words(text: str) -> str | None:
    """What a name or a description tells by itself: "Anna Berg", "a spokesman", "Ms Lind"."""
    parts = text.split()
    if not parts:
        return None
    titled = next((sex for part in parts if (sex := _of_title(part.lower().rstrip(".")))), None)
    return titled or (_given().get(parts[0]) if len(parts) > 1 else None)


def _of_title(word: str) -> str | None:
    if word in words("given_names", "female_titles"):
        return "female"
    return "male" if word in words("given_names", "male_titles") else None


@cache
def _given() -> dict[str, str]:
    table = dict.fromkeys(words("given_names", "male"), "male")
    table.update(dict.fromkeys(words("given_names", "female"), "female"))
    return table
