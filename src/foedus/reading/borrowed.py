"""Longer names of which a state's, people's or capital's name is a part: firms, seas, papers, teams, dishes, talks.

"Irish Sea", "American Airlines", "Bank of China", "Guinea pig" and "Vienna talks" name no state and no government.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon, words

if TYPE_CHECKING:
    from foedus.gazetteer.scan import NameMatch
    from foedus.reading.parse import Parse, Span, Token

_LENT = frozenset({"state", "former-state", "union", "organisation"})
"""Types of actors whose names others bear in longer names."""
_PEOPLES = frozenset({"demonym", "plural-demonym"})
_LONGEST = 3
"""Words that a firm's name may have besides the state's."""
THING = "thing"
"""What a longer name stands for that is no actor at all: an animal, a dish, a disease."""


def longer_name(span: Span, match: NameMatch, named: Collection[int]) -> tuple[Span, str] | None:
    """The longer name of which a state's, people's or capital's is but a part, and what it names; None for none.

    named: the tokens of all names that the gazetteer has here.
    """
    if match.type not in _LENT:
        return None
    doc = span.doc
    if thing := _thing(doc, span.start):
        return thing, THING
    if match.part is not None:
        return None
    return (
        _after(span, match)
        or _before(span, match, named)
        or _recognised(span, match, named)
        or _personal(span, match, named)
    )


def _thing(doc: Parse, start: int) -> Span | None:
    """A thing that is called after a country: "French toast", "Havana syndrome"."""
    table: dict[str, list[str]] = lexicon("names")["things"]
    for length, phrase in ((2, doc[start + 1 : start + 2]), (3, doc[start + 1 : start + 3])):
        if len(phrase) == length - 1 and phrase.text in table.get(doc[start].text, ()):
            return doc[start : start + length]
    return None


def _after(span: Span, match: NameMatch) -> tuple[Span, str] | None:
    """What the next words tell: "the Irish Sea", "American Airlines", "the Madrid summit"."""
    doc = span.doc
    after = doc[span.end] if span.end < len(doc) else None
    if after is None:
        return None
    if after.text[:1].isupper() and after.text.isalpha():
        if after.lower_ in words("names", "waters"):
            return doc[span.start : span.end + 1], "place"
        if after.lower_ in words("names", "firms"):
            return doc[span.start : span.end + 1], "organisation"
        if match.name.role not in _PEOPLES and len(span) == 1 and _given_name(span[0], after):
            return doc[span.start : _end_of_name(after)], "person"
    if match.name.role == "metonym" and _takes_place_there(span):
        return span, "place"
    return None


def _takes_place_there(span: Span) -> bool:
    """Whether a town only tells where something was held or happened: "the Vienna talks", "Madrid train bombings"."""
    token, doc = span.root, span.doc
    # "Kyiv talks to Moscow" has a verb, whatever the parse calls it; "the Minsk talks" have a noun.
    introduced = span.start > 0 and doc[span.start - 1].pos_ in ("DET", "ADJ", "ADP", "PART", "PRON", "NUM")
    while (
        introduced
        and token.dep_ in ("compound", "nmod", "amod")
        and span.start <= token.i < token.head.i < span.end + _LONGEST
    ):
        token = token.head
        if token.text in words("names", "held_there"):
            return True
    return False


def _before(span: Span, match: NameMatch, named: Collection[int]) -> tuple[Span, str] | None:
    """What the words before tell: "Air China", "Treaty of Paris", "Bank of China"."""
    doc, start = span.doc, span.start
    before = doc[start - 1] if start else None
    if before is None:
        return None
    branch = before.dep_ == "compound" and before.head.i == span.root.i and before.ent_type_ == "ORG"
    if before.text in words("names", "firms_before") or (branch and before.i not in named and not _is_headline(span)):
        return doc[_first(before) : span.end], "organisation"
    if match.name.role in _PEOPLES or before.lower_ != "of" or start < 2:
        return None
    head = doc[start - 2]
    if head.text in words("names", "called_after_land"):
        return doc[_first(head) : span.end], "organisation"
    return (span, "place") if match.name.role == "metonym" and head.text in words("names", "called_after") else None


def _first(token: Token) -> int:
    """Where the compound begins that a word is the last of but one, or the last, of."""
    first, heads = token.i, {token.i, token.head.i}
    while first and token.doc[first - 1].dep_ == "compound" and token.doc[first - 1].head.i in heads:
        first -= 1
    return first


def _recognised(span: Span, match: NameMatch, named: Collection[int]) -> tuple[Span, str] | None:
    """An organisation that the recogniser saw, in whose name a state's stands first or last: "Vodafone Turkey"."""
    doc = span.doc
    entity = next((e for e in doc.ents if e.start <= span.start and span.end <= e.end), None)
    if entity is None or entity.label_ != "ORG" or match.name.role in _PEOPLES or _is_headline(span):
        return None
    start = entity.start + (doc[entity.start].pos_ == "DET")
    rest = [t for t in doc[start : entity.end] if not span.start <= t.i < span.end]
    if not 0 < len(rest) <= _LONGEST or (span.start != start and span.end != entity.end):
        return None
    proper = all(t.is_punct or (t.pos_ == "PROPN" and t.text[:1].isupper() and t.text.isalpha()) for t in rest)
    if not proper or any(t.i in named or t.lower_ in words("names", "public") for t in rest):
        return None
    return doc[start : entity.end], "organisation"


def _personal(span: Span, match: NameMatch, named: Collection[int]) -> tuple[Span, str] | None:
    """A person who bears a country's name: "Cecil France", "Chad Baker", "Rep. Jordan"."""
    if len(span) > 1 or match.name.role in _PEOPLES:
        return None
    bearer = _bearer(span, named)
    return None if bearer is None or _is_headline(span) else (bearer, "person")


def _bearer(span: Span, named: Collection[int]) -> Span | None:
    """The name of a person that the words around a country's make of it."""
    doc, start = span.doc, span.start
    before = doc[start - 1] if start else None
    if before is not None and before.text.rstrip(".") in words("names", "courtesies"):
        return span
    if before is not None and _is_given(before) and before.head.i == start:
        return doc[start - 1 : span.end]
    after = span[0].head
    family = (
        after.i == span.end
        and after.pos_ == "PROPN"
        and after.is_title
        and after.lower_ not in words("names", "public")
    )
    return doc[start : span.end + 1] if family and after.i not in named and _is_given(span[0]) else None


def _is_given(token: Token) -> bool:
    if token.dep_ != "compound" or token.pos_ != "PROPN":
        return False
    known = (words("given_names", "male"), words("given_names", "female"), words("names", "given_too"))
    return any(token.text in names for names in known)


def _is_headline(span: Span) -> bool:
    """Whether all words around have capitals, so that capitals tell nothing of names."""
    long = [t for t in span[0].sent if t.is_alpha and len(t.text) > _LONGEST]
    return len(long) > _LONGEST and all(t.text[:1].isupper() for t in long)


def _given_name(name: Token, after: Token) -> bool:
    """Whether a name stands before a family name: the recogniser sees the latter as a person, the parse as its head."""
    entity = next((e for e in name.doc.ents if e.start == after.i), None)
    if entity is None or entity.label_ != "PERSON" or not name.text.istitle():
        return False
    return name.dep_ == "compound" and after.i <= name.head.i < entity.end


def _end_of_name(token: Token) -> int:
    return next((e.end for e in token.doc.ents if e.start <= token.i < e.end), token.i + 1)
