"""Names on pages: what somebody or something is called, and the page that tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from unicodedata import bidirectional
from urllib.parse import quote

from markupsafe import Markup, escape

from foedus.model.ids import slug
from foedus.views.proofs import ABBREVIATIONS, named

if TYPE_CHECKING:
    from foedus.desk import Desk
    from foedus.web.pinned import Pinned

# Sentences are made of labels by views that know no pages; a key between these two is made a link afterwards.
_OPENS, _CLOSES = "\ue000", "\ue001"
_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})
_ISOLATED = Markup(' dir="auto"')
_MARKED = re.compile(f"{_OPENS}([^{_OPENS}{_CLOSES}]*){_CLOSES}")
_ID = re.compile(rf"(?<![{_OPENS}\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_ADDRESS = re.compile(r"<(https?://(?:www\.)?([^<>\s/]+)[^<>\s]*)>")
_SOURCE = re.compile(r"(?P<title>[^<>]*[^<>\s]) ?<(?P<address>https?://[^<>\s]+)>")


def entitled(title: str | None, path: str) -> str:
    """What to call a document: its title, else the last part of where it was read.

    >>> entitled(None, "/home/me/articles/wire.txt"), entitled("Minsk denies it", "wire.txt")
    ('wire.txt', 'Minsk denies it')
    """
    return title or path.rstrip("/").replace("\\", "/").rpartition("/")[2] or path


def cited(source: str) -> Markup:
    """A source in words, of which its address makes a link; a bare address is called by its host."""
    whole = _SOURCE.fullmatch(source)
    if whole:
        return Markup('<a href="{}" rel="external noreferrer">{}</a>').format(whole["address"], whole["title"])
    return addressed(f"<{source}>" if _ADDRESS.fullmatch(f"<{source}>") else source)


def addressed(sentence: str) -> Markup:
    """A sentence in which addresses in angle brackets are links that say whose they are."""
    made, at = Markup(), 0
    for found in _ADDRESS.finditer(sentence):
        made += escape(sentence[at : found.start()])
        made += Markup('<a href="{}" rel="external noreferrer">{}</a>').format(found[1], found[2])
        at = found.end()
    return made + escape(sentence[at:])


class Names:
    """The names of one page; its links keep the page's day, viewpoint and moment of the ledger."""

    def __init__(self, desk: Callable[[], Desk], pinned: Pinned) -> None:
        self._desk = desk
        self._known: dict[str, bool] = {}
        self._linked: dict[str, Markup] = {}
        self._words: dict[str, str] = {}
        self._named: dict[str, Markup] = {}
        self._query = pinned.query()

    def label(self, key: str) -> str:
        """What to call it; of whom only texts speak, the words of its key."""
        found = self._desk().label(key)
        return found.replace("-", " ") if found == key and slug(key) == key else found

    def mark(self, key: str) -> str:
        """A key for a view that makes a sentence, in place of its label; :meth:`rich` makes a link of it."""
        return f"{_OPENS}{key}{_CLOSES}"

    def address(self, path: str) -> str:
        """An address within the explorer, with what this page pins."""
        return f"{path}?{self._query}" if self._query else path

    def page(self, key: str) -> str | None:
        """The address of what tells of an actor, an agreement or a document; None where nothing does."""
        if key.startswith("sha256:"):
            return self.address(f"/documents/{key}")
        if key in self._desk().library.agreement:
            return self.address(f"/agreements/{quote(key, safe='')}")
        return self.address(f"/actors/{quote(key, safe='')}") if self._is_known(key) else None

    def link(self, key: str, text: str | None = None) -> Markup:
        """Its name, which leads to its page where there is one."""
        if text is None:
            if key not in self._linked:
                self._linked[key] = self._link(key, self.label(key))
            return self._linked[key]
        return self._link(key, text)

    def _link(self, key: str, shown: str) -> Markup:
        address = self.page(key)
        if address is None:
            return Markup("<bdi>{}</bdi>").format(shown) if _is_foreign(shown) else escape(shown)
        return Markup('<a href="{}"{}>{}</a>').format(address, _ISOLATED if _is_foreign(shown) else "", shown)

    def key(self, name: str) -> str:
        """The key of whom a name alone can mean; the name itself where that is nobody or not sure."""
        keys = self._desk().gazetteer.resolve(name)
        return keys[0] if len(keys) == 1 else name

    def told(self, key: str) -> str:
        """As :meth:`mark`, for a view that also asks of every word of a sentence whether it is a key."""
        actor = self._desk().gazetteer.actor(key)
        sure = actor is not None and (key.isupper() or "-" in key or key in ABBREVIATIONS)
        return self.mark(key) if sure else self._in_sentence(key)

    def rich(self, sentence: str) -> Markup:
        """A sentence in which keys are marked, with links in their place."""
        made, at = Markup(), 0
        for found in _MARKED.finditer(sentence):
            made += addressed(_bare(sentence[at : found.start()])) + self.link(found[1])
            at = found.end()
        return made + addressed(_bare(sentence[at:]))

    def plain(self, sentence: str) -> str:
        """A sentence in which keys are marked, with names in their place, and no links."""
        return _bare(_MARKED.sub(lambda found: self.label(found[1]), sentence))

    def named(self, sentence: str) -> Markup:
        """A sentence in which keys stand as they are, with names that are links in their place."""
        if sentence not in self._named:
            told, agreements = named(sentence, self._in_sentence), self._desk().library.agreement
            marked = _ID.sub(lambda found: self.mark(found[0]) if found[0] in agreements else found[0], told)
            self._named[sentence] = self.rich(marked)
        return self._named[sentence]

    def _in_sentence(self, word: str) -> str:
        if word not in self._words:
            self._words[word] = self._put(word)
        return self._words[word]

    def _put(self, word: str) -> str:
        # A plain word may be somebody's key by chance; the view takes it for one where the name is the key.
        actor = self._desk().gazetteer.actor(word)
        named_so = actor is not None and (word.isupper() or slug(actor.label) == word)
        sure = self._is_known(word) if "-" in word else named_so
        return self.mark(word) if sure else self._desk().label(word)

    def _is_known(self, key: str) -> bool:
        if key not in self._known:
            desk = self._desk()
            self._known[key] = desk.gazetteer.actor(key) is not None or (slug(key) == key and desk.ledger.names(key))
        return self._known[key]


def _is_foreign(text: str) -> bool:
    # What may run from right to left, or turn what stands after it round, is kept apart from the sentence.
    return any(bidirectional(each) in _TURNING for each in text)


def _bare(text: str) -> str:
    return text.replace(_OPENS, "").replace(_CLOSES, "")
