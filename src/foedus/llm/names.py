"""Who is meant by the words that a model gives for an actor: settled by the gazetteer and the text, as for the grammar.

A model knows more than the text says; what it adds counts only where the text itself names that actor somewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.gazetteer.fold import fold_name
from foedus.llm.wording import places
from foedus.model.claims import Mention
from foedus.model.ids import slug

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.parse import Token

_BEFORE = re.compile(r"(?:(?:the|a|an|mr|mrs|ms|dr|president|premier|king|queen|sheikh|sir)\.?\s+)*\Z", re.IGNORECASE)
_AFTER = re.compile(r"(?:['’]s?)?\W*\Z")


@dataclass(frozen=True, slots=True)
class Names:
    """Resolves words of one document; context: the page read up to its names, offices and referents."""

    context: Context
    present: frozenset[str]

    @staticmethod
    def of(context: Context) -> Names:
        """The names of a page."""
        keys = {link.key for link in context.links.ordered}
        return Names(context, frozenset(keys | {context.referents.polity_key(key) for key in keys}))

    def mention(self, start: int, end: int, means: str | None) -> tuple[Mention, bool]:
        """Some words as a mention, and whether what the model says that they mean could be used.

        A name that is linked means whom the link says.  Else the name that the model gives, if the text has it; else
        whom the grammar finds behind the words; else the words' own slug.
        """
        words = self.context.page.document.text[start:end]
        link = self._link(start, end)
        if link is not None:
            return Mention(words, start, end, link.key), True
        key = self.key(means) if means and fold_name(means) != fold_name(words) else None
        used = key is not None or not means or fold_name(means) == fold_name(words)
        return Mention(words, start, end, key or self._behind(start, end) or slug(words)), used

    def acting(self, mention: Mention) -> Mention:
        """The polity that a mention acts for; itself where it acts for none."""
        return self.context.referents.polity(mention)

    def key(self, name: str) -> str | None:
        """The actor of a name that the text has, in this form or another; None where the text does not have it."""
        folded = fold_name(name)
        for link in self.context.links.ordered:
            if fold_name(link.mention.text) == folded:
                return link.key
        keys = self.context.gazetteer.resolve(name)
        if len(keys) == 1 and keys[0] in self.present:
            return keys[0]
        document = self.context.page.document
        stands = next(places(document.text, name, [(0, len(document.text))]), None)
        return slug(name) if stands and not keys else None

    def _link(self, start: int, end: int) -> Link | None:
        """The link that some words are, but for an article, a title and a possessive mark."""
        text = self.context.page.document.text
        for link in self.context.links.within(start, end):
            before, after = text[start : link.mention.start], text[link.mention.end : end]
            if _BEFORE.match(before) and _AFTER.match(after):
                return link
        return None

    def _behind(self, start: int, end: int) -> str | None:
        """The actor that the grammar finds behind a noun phrase or a pronoun."""
        head = self._head(start, end)
        found = self.context.who(head) if head is not None else ()
        return found[0].actor if found else None

    def _head(self, start: int, end: int) -> Token | None:
        passages = self.context.page.passages
        at = bisect_right([passage.start for passage in passages], start) - 1
        if at < 0 or start >= passages[at].end:
            return None
        span = passages[at].parse.covering(start - passages[at].start, end - passages[at].start)
        return span.root if span is not None else None
