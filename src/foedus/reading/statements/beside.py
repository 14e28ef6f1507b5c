"""The name that stands beside a source's title or kind: "the minister, X,", "the news agency X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.page import begin, finish

if TYPE_CHECKING:
    from foedus.reading.links import Link, Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token


def is_personal(token: Token) -> bool:
    """Whether a noun calls a person by what he is: "minister", "spokeswoman"."""
    return token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in words("nouns", "person")


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def named_beside(page: Page, links: Links, source: Token) -> Mention | None:
    """The name beside a title or a kind; None where there is none."""
    found: Link | None = None
    for child in source.children:
        if child.dep_ in ("appos", "nmod") and child.i > source.i:
            found = found or links.at(page, child)
            if links.at(page, child) is None and child.pos_ == "PROPN":
                return _plain(page, child)
    if found is None and source.lemma_.lower() in words("nouns", "outlet"):
        named = (links.at(page, c) for c in source.lefts if c.dep_ in ("compound", "nmod"))
        found = next((link for link in named if link is not None and link.type in ("outlet", "agency")), None)
    if found is None and is_personal(source):
        found = _after_title(page, links, source)
    if found is None and source.i + 1 < len(source.doc):
        following = source.doc[source.i + 1]
        link = links.at(page, following)
        if link is not None and link.type == PERSON and is_personal(source) and following.head.i != source.i:
            found = link
    if found is None or found.role == "demonym":
        return None
    return found.mention


def _after_title(page: Page, links: Links, source: Token) -> Link | None:
    """The person between commas after a title with its complement: "the minister of defence, X,"."""
    doc = source.doc
    for token in doc[source.i + 1 : min(len(doc) - 1, source.i + 12)]:
        if token.pos_ in ("VERB", "AUX") or token.is_sent_start:
            return None
        if token.text == ",":
            named = (links.at(page, t) for t in doc[token.i + 1 : token.i + 4])
            link = next((found for found in named if found is not None), None)
            return link if link is not None and link.type == PERSON else None
    return None


def _plain(page: Page, name: Token) -> Mention:
    first = min((t.i for t in name.lefts if t.dep_ == "compound"), default=name.i)
    start, end = begin(name.doc[first]), finish(name)
    text = page.document.text[start:end]
    return Mention(text, start, end, slug(text) or "unknown")
