"""Titles in the words around a name: where a title phrase may stand, and which of the contract's offices it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon, words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.page import Page

if TYPE_CHECKING:
    from foedus.reading.parse import Parse, Token

POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my", "whose"})
REACH = 14
"""Tokens that a title phrase may be long."""


@cache
def lookup(title: str) -> str | None:
    """The contract's word for a title in lower case, or None."""
    table: dict[str, str] = lexicon("offices")["titles"]
    return table.get(title)


def fold(token: Token) -> str:
    """A word as titles are listed: lower case, singular, without a full stop."""
    lower = token.lower_.rstrip(".").replace("é", "e")
    if lower.endswith("s") and lookup(lower) is None and lookup(lower[:-1]) is not None:
        return lower[:-1]
    return lower


@dataclass(frozen=True, slots=True)
class Title:
    """A title's words: the contract's office, first and last token, how they are looked up.

    relative: ``same``, ``former`` or ``next`` where the office is that of a person named before ("his counterpart").
    """

    office: str
    first: int
    last: int
    words: str = ""
    relative: str | None = None


def windows(page: Page, links: Links, doc: Parse, link: Link) -> Iterator[tuple[int, int, bool]]:
    """Stretches of tokens that may hold the title: (low, high, whether before the name)."""
    before = _before(page, links, doc, link)
    if before is not None:
        yield (*before, True)
    start = link.last + 1
    if start >= len(doc):
        return
    yield from predicated(doc, link)
    if doc[start].text in (",", "(", "-", "–", "—"):
        end = _end_of_apposition(doc, start)
        if end > start + 1:
            yield start + 1, end, False
    elif doc[start].lemma_ == "be" and doc[start].dep_ in ("ROOT", "relcl", "ccomp", "conj"):
        end = start + 1
        while end < len(doc) and end - start < REACH and _of_title(doc[end]):
            end += 1
        yield start + 1, end, False


def second_window(doc: Parse, link: Link) -> tuple[int, int] | None:
    """The words after the "and" of an apposition that names two offices: "X, a fellow at Y and a former envoy"."""
    start = link.last + 1
    if start >= len(doc) or doc[start].text != ",":
        return None
    end = _end_of_apposition(doc, start)
    for i in range(start + 2, end - 1):
        opens = doc[i + 1].lower_ in ("a", "an", "the") or doc[i + 1].lower_.rstrip("-") in words("offices", "former")
        if doc[i].lower_ == "and" and opens and title_in(doc, start + 1, i, before=False) is not None:
            return i + 1, end
    return None


def is_former(doc: Parse, link: Link, low: int, high: int) -> bool:
    """Whether an office is held no more: "former", or a verb of laying it down before the title."""
    laid_down = (doc[i] for i in range(link.last + 1, low))
    return any(doc[i].lower_.rstrip("-") in words("offices", "former") for i in range(low, high)) or any(
        token.lemma_.lower() in words("offices", "laid_down") and token.pos_ == "VERB" for token in laid_down
    )


def predicated(doc: Parse, link: Link) -> Iterator[tuple[int, int, bool]]:
    """Titles that a verb gives a name: "X became premier", "X, who serves as premier", "Y named X as its envoy"."""
    name = doc[link.head]
    verbs = [name.head, *(c for c in name.children if c.dep_ in ("relcl", "acl"))]
    for verb in verbs:
        lemma = verb.lemma_.lower()
        if verb.pos_ not in ("VERB", "AUX") or not _said_of(name, verb, lemma):
            continue
        for title in _titles_of(verb, copular=lemma in words("offices", "becoming")):
            low, high = title.left_edge.i, title.i + 1
            while high < len(doc) and high - low < REACH and _of_title(doc[high]) and doc[high].ent_type_ != "DATE":
                high += 1
            while high > title.i + 1 and doc[high - 1].pos_ in ("ADP", "CCONJ", "PUNCT"):
                high -= 1
            if low > link.last:
                yield low, high, False


def _said_of(name: Token, verb: Token, lemma: str) -> bool:
    """Whether a name is whom a verb gives an office: its subject, or the object of an appointing verb."""
    if verb.dep_ == "acl" and verb.head.i == name.i:
        return verb.tag_ == "VBN" and lemma in words("offices", "appointing")
    if name.head.i != verb.i:
        relative = any(c.dep_.startswith("nsubj") and c.lower_ in ("who", "that") for c in verb.children)
        return relative and lemma in words("offices", "held_as") | words("offices", "becoming")
    if name.dep_.startswith("nsubj"):
        return lemma in words("offices", "held_as") | words("offices", "becoming")
    return name.dep_ in ("dobj", "oprd", "dative") and lemma in words("offices", "appointing")


def _titles_of(verb: Token, *, copular: bool) -> Iterator[Token]:
    """The nouns that name the office: a complement, or what "as" brings ("for a second term as president")."""
    for child in verb.children:
        if child.dep_ in ("attr", "oprd") and (copular or child.dep_ == "oprd"):
            yield child
        preps = [child, *child.subtree] if child.dep_ in ("prep", "dobj", "prt") else []
        for prep in preps:
            if prep.lower_ == "as" and prep.dep_ == "prep":
                yield from (c for c in prep.children if c.dep_ == "pobj")


def _before(page: Page, links: Links, doc: Parse, link: Link) -> tuple[int, int] | None:
    """The title's stretch before a name; ranks and honorifics belong to the name ("Minister, General X")."""
    low = link.first
    while low > 0 and _is_rank(doc, low - 1):
        low -= 1
    high = low
    comma = False
    while low > 0 and high - low < REACH and not doc[low].is_sent_start:
        token = doc[low - 1]
        if token.text == "," and low == high and not comma:
            comma = True
            low -= 1
            continue
        inside = links.at(page, token)
        if inside is not None and inside.type == PERSON and not _possessive_after(doc, token):
            break
        if not _of_title(token) or token.ent_type_ in ("DATE", "TIME"):
            break
        low -= 1
    return (low, high - int(comma)) if high > low + int(comma) else None


def _is_rank(doc: Parse, i: int) -> bool:
    """Whether a word is a rank of its own: "General X", not "Attorney General X" or "Secretary-General X"."""
    if fold(doc[i]) not in words("offices", "ranks") or not doc[i].text[:1].isupper():
        return False
    before = i - 2 if i > 1 and doc[i - 1].text in ("-", "–") else i - 1
    return before < 0 or lookup(f"{fold(doc[before])} {fold(doc[i])}") is None


def _end_of_apposition(doc: Parse, start: int) -> int:
    end = start + 1
    while end < len(doc) and end - start < REACH + 4 and not doc[end].is_sent_start:
        token = doc[end]
        dash = token.text in ("–", "—", "-") and bool(doc[end - 1].whitespace_)
        clausal = token.pos_ in ("VERB", "AUX", "SCONJ") and token.dep_ != "amod"
        if dash or clausal or token.text in (",", ";", ")", ".", ":"):
            break
        end += 1
    return end


def _possessive_after(doc: Parse, token: Token) -> bool:
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return following is not None and following.tag_ == "POS"


def _of_title(token: Token) -> bool:
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "PART", "NUM")
        or token.dep_ == "amod"
        or token.lower_ in POSSESSIVES
        or token.lower_ in words("offices", "inside")
        or token.lower_ in words("offices", "fillers")
    )


def title_in(doc: Parse, low: int, high: int, before: bool) -> Title | None:
    """The longest title phrase in a window; before a name the last one, after it the first."""
    relatives = lexicon("offices")["relative"]
    order = range(high - 1, low - 1, -1) if before else range(low, high)
    for at in order:
        token = doc[at]
        for relative, nouns in relatives.items():
            if fold(token) in nouns:
                return Title("other", at, at, fold(token), relative)
        if fold(token) not in _heads():
            continue
        best = _longest(doc, low, high, at)
        if best is not None:
            return best
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(word for title in lexicon("offices")["titles"] for word in title.split())


def _longest(doc: Parse, low: int, high: int, at: int) -> Title | None:
    """The longest title that contains the token: "chairman of the joint chiefs of staff", "foreign minister"."""
    best: Title | None = None
    for first in range(max(low, at - 6), at + 1):
        for last in range(at, min(high, at + 7)):
            if doc[last].text in ("-", "–"):
                continue
            phrase = " ".join(fold(t) for t in doc[first : last + 1] if t.text not in ("-", "–"))
            office = lookup(phrase)
            if office and (best is None or last - first > best.last - best.first):
                best = Title(office, first, last, phrase)
    if best is None:
        return None
    if best.words == "deputy":
        return _deputy(doc, best, high)
    if best.office == "head" and fold(doc[best.last]) == "chief":
        table = lexicon("offices")["default_for_chief"]
        for token in doc[max(low, best.first - 2) : best.first]:
            if token.lower_ in table:
                return Title(table[token.lower_], best.first, best.last, best.words)
    return best


def _deputy(doc: Parse, title: Title, high: int) -> Title:
    """A deputy of parliament, or whoever stands in for the title that follows ("deputy national security adviser")."""
    head = doc[title.last].head
    if title.last < head.i < high and doc[title.last].dep_ in ("amod", "compound", "nmod") and fold(head) in _heads():
        words_ = " ".join(fold(t) for t in doc[title.first : head.i + 1])
        return Title("other", title.first, head.i, words_)
    return title


def trim(doc: Parse, low: int) -> int:
    """The first token of a title's evidence, past what only joins it to the words before."""
    while doc[low].pos_ in ("ADP", "CCONJ", "PUNCT") or doc[low].lower_ in ("and", "to", "in", "for", "of", "at"):
        low += 1
    return low
