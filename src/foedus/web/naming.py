"""Names on pages: what somebody or something is called, and the page that tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup, escape

from foedus.model.ids import slug
from foedus.views.proofs import named

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.web.pinned import Pinned

# Sentences are made of labels by views that know no pages; a key between these two is made a link afterwards.
_OPENS, _CLOSES = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPENS}([^{_OPENS}{_CLOSES}]*){_CLOSES}")
_ID = re.compile(rf"(?<![{_OPENS}\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")


class Names:
    """The names of one page; its links keep the page's day, viewpoint and moment of the ledger."""

    def __init__(self, desk: Callable[[], Desk], pinned: Pinned) -> None:
        self._desk, self._pinned = desk, pinned
        self._known: dict[str, bool] = {}

    def label(self, key: str) -> str:
        """What to call it."""
        return self._desk().label(key)

    def mark(self, key: str) -> str:
        """A key for a view that makes a sentence, in place of its label; :meth:`rich` makes a link of it."""
        return f"{_OPENS}{key}{_CLOSES}"

    def address(self, path: str) -> str:
        """An address within the explorer, with what this page pins."""
        query = self._pinned.query()
        return f"{path}?{query}" if query else path

    def page(self, key: str) -> str | None:
        """The address of what tells of an actor, an agreement or a document; None where nothing does."""
        if key.startswith("sha256:"):
            return self.address(f"/documents/{key}")
        if key in self._desk().library.agreement:
            return self.address(f"/agreements/{quote(key, safe='')}")
        return self.address(f"/actors/{quote(key, safe='')}") if self._is_known(key) else None

    def link(self, key: str, text: str | None = None) -> Markup:
        """Its name, which leads to its page where there is one."""
        shown, address = text or self.label(key), self.page(key)
        return escape(shown) if address is None else Markup('<a href="{}">{}</a>').format(address, shown)

    def key(self, name: str) -> str:
        """The key of whom a name alone can mean; the name itself where that is nobody or not sure."""
        keys = self._desk().gazetteer.resolve(name)
        return keys[0] if len(keys) == 1 else name

    def rich(self, sentence: str) -> Markup:
        """A sentence in which keys are marked, with links in their place."""
        made, at = Markup(), 0
        for found in _MARKED.finditer(sentence):
            made += escape(_bare(sentence[at : found.start()])) + self.link(found[1])
            at = found.end()
        return made + escape(_bare(sentence[at:]))

    def named(self, sentence: str) -> Markup:
        """A sentence in which keys stand as they are, with names that are links in their place."""
        told = named(sentence, self._in_sentence)
        agreements = self._desk().library.agreement
        return self.rich(_ID.sub(lambda found: self.mark(found[0]) if found[0] in agreements else found[0], told))

    def _in_sentence(self, word: str) -> str:
        # A plain word may be somebody's key by chance; the view takes it for one where the name is the key.
        actor = self._desk().gazetteer.actor(word)
        named_so = actor is not None and (word.isupper() or slug(actor.label) == word)
        sure = self._is_known(word) if "-" in word else named_so
        return self.mark(word) if sure else self.label(word)

    def _is_known(self, key: str) -> bool:
        if key not in self._known:
            desk = self._desk()
            self._known[key] = desk.gazetteer.actor(key) is not None or (slug(key) == key and desk.ledger.names(key))
        return self._known[key]


def _bare(text: str) -> str:
    return text.replace(_OPENS, "").replace(_CLOSES, "")
