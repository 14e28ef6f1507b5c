"""Who carried a statement to this text: "Bloomberg reported, citing …", "told Izvestia", "in an interview with …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act
from foedus.reading.statements.sources import quoting, relayed_by, source_of
from foedus.reading.syntax import agents, is_passive

if TYPE_CHECKING:
    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_CITING = frozenset({"cite", "quote"})
_OUTLETS = frozenset({"outlet", "agency"})
_SPEAKING = frozenset({"speak", "talk"})
_MEETINGS = frozenset({"interview", "comment", "remark", "briefing", "statement", "conversation"})


def with_carriers(page: Page, links: Links, acts: list[Act]) -> list[Act]:
    """The acts with whoever carried them; the one who cites becomes the carrier of the one who is cited."""
    citing = _citing(acts)
    return [_carried(page, links, act, citing) for act in acts if not _is_citation(act)]


def _is_citation(act: Act) -> bool:
    """Whether an act is only the citing itself: "citing X", "quoted X as saying"."""
    verb = act.verb
    if verb is None or verb.lemma_.lower() not in _CITING:
        return False
    if any(quoting(saying) is not None for c in verb.children if c.lower_ == "as" for saying in c.children):
        return True
    return verb.tag_ == "VBG" and _cited_by(verb) is not None


def _carried(page: Page, links: Links, act: Act, citing: dict[tuple[int, int], tuple[Token, tuple[int, int]]]) -> Act:
    verb = act.verb
    if verb is None:
        return act
    cited = citing.get((act.passage, verb.i))
    if cited is not None and act.source is not None and not _are_grounds(page, links, act.source, cited[0]):
        return replace(act, source=cited[0], carriers=(act.source,), cue=cited[1])
    above = quoting(verb)
    if above is not None and is_passive(above):
        by = agents(above) or agents(verb)
        return replace(act, carriers=(by[0],)) if by and act.source is not None and by[0].i != act.source.i else act
    if above is not None:
        carrier = source_of(above)
        return replace(act, carriers=(carrier,)) if carrier is not None else act
    outlet = relayed_by(verb) or _hearer(page, links, verb)
    return replace(act, carriers=(outlet,)) if outlet is not None else act


def _are_grounds(page: Page, links: Links, citer: Token, cited: Token) -> bool:
    """Whether what somebody cites backs his own words: "the minister said, citing the treaty", "citing concerns".

    An outlet that cites has it from there.
    """
    by = links.at(page, citer)
    if (by is not None and by.type in _OUTLETS) or citer.lemma_.lower() in words("nouns", "outlet"):
        return False
    link = links.at(page, cited)
    if link is not None:
        return link.type == "agreement"
    lemma = cited.lemma_.lower()
    if lemma in words("nouns", "agreement"):
        return True
    speaking = words("nouns", "person") | words("nouns", "institution") | words("cues", "texts")
    return cited.pos_ == "NOUN" and lemma not in speaking


def _citing(acts: list[Act]) -> dict[tuple[int, int], tuple[Token, tuple[int, int]]]:
    """By the verb that reports, whom it cites and the citing cue."""
    table: dict[tuple[int, int], tuple[Token, tuple[int, int]]] = {}
    phrases = [act.phrase for act in acts if act.phrase]
    for act in acts:
        if act.verb is None:
            continue
        for verb in (*act.verb.children, *(c for s in act.verb.children if s.dep_ == "nsubj" for c in s.children)):
            if verb.pos_ in VERBAL and verb.lemma_.lower() in _CITING and verb.tag_ == "VBG":
                if any(start <= begin(verb) < end for start, end in phrases):
                    continue  # "according to Reuters, citing officials,": it is told there who cites
                cited = _cited_by(verb)
                if cited is not None:
                    table[(act.passage, act.verb.i)] = (cited, (begin(verb), finish(verb)))
    return table


def _cited_by(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


def _hearer(page: Page, links: Links, verb: Token) -> Token | None:
    """The outlet that was told, or spoken to."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and verb.lemma_ == "tell":
            told = _outlet(page, links, child)
            if told is not None:
                return told
        if (child.dep_ == "advcl" and child.lemma_ in _SPEAKING) or child.dep_ == "prep":
            found = _outlet_below(page, links, child)
            if found is not None:
                return found
    return None


def _is_outlet(page: Page, links: Links, token: Token) -> bool:
    link = links.at(page, token)
    return link is not None and link.type in _OUTLETS


def _outlet(page: Page, links: Links, token: Token) -> Token | None:
    """The name of the outlet that a noun phrase means: a known one's, or one that the text calls so."""
    return token if _is_outlet(page, links, token) else _introduced(token)


def _introduced(noun: Token) -> Token | None:
    """The name of an outlet that only the text says is one: "the Japanese broadcaster TBS"."""
    outlets = words("nouns", "outlet") - words("nouns", "person")
    if noun.pos_ == "PROPN":
        led = any(c.dep_ == "compound" and c.lemma_.lower() in outlets for c in noun.children)
        return noun if led else None
    if noun.lemma_.lower() not in outlets:
        return None
    return next((c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)


def _outlet_below(page: Page, links: Links, token: Token) -> Token | None:
    """The outlet that a short phrase ends in: "in an interview with France 24", "speaking to TASS"."""
    for _ in range(4):
        below = [
            c
            for c in token.children
            if c.dep_ in ("prep", "pobj", "appos") and (c.dep_ != "prep" or c.lower_ in ("to", "with", "by"))
        ]
        for child in below:
            found = _outlet(page, links, child)
            if found is not None:
                return found
        if not below or (below[0].dep_ == "pobj" and below[0].lemma_ not in _MEETINGS):
            appositive = [c for b in below for c in b.children if c.dep_ == "appos"]
            return next((child for child in appositive if _is_outlet(page, links, child)), None)
        token = below[0]
    return None
