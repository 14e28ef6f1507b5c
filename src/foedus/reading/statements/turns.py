"""Turns of an interview or press conference, and headlines that name their speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON, Link, Links
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents

_QUESTION = re.compile(r"(?:Q|QUESTION|Question|QUESTIONER|Interviewer|INTERVIEWER)\b\s*(?:\((?P<outlet>[^)]+)\))?")
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
"""What a label adds to a name: "(through interpreter)"."""
_ANSWER = re.compile(r"(?:A|ANSWER|Answer)$")
_SPEAKING = frozenset({PERSON, "organisation", "outlet", "agency", "ministry", "alliance"})


def turn_acts(page: Page) -> Iterator[Act]:
    """Each labelled turn, and each run of unlabelled paragraphs that answers a labelled question."""
    passages = page.passages
    first = next((p.index for p in passages if p.label), None)
    if first is None:
        return
    interviewer = _interviewer(page)
    i = first
    while i < len(passages):
        label = passages[i].label
        block = [passages[i]]
        i += 1
        if interviewer is None or label is None or _name(page, label) != interviewer:
            while i < len(passages) and passages[i].label is None and not passages[i].heading:
                block.append(passages[i])
                i += 1
        act = _turn(page, block, label)
        if act is not None:
            yield act


def _name(page: Page, label: tuple[int, int]) -> str:
    return page.document.text[label[0] : label[1]]


def _interviewer(page: Page) -> str | None:
    """The label whose turns unlabelled paragraphs answer: the only one that recurs, questions mostly."""
    counts = Counter(_name(page, p.label) for p in page.passages if p.label)
    if len(counts) != 1:
        return None
    name, _ = counts.most_common(1)[0]
    answered = any(
        a.label and b.label is None and not b.heading for a, b in zip(page.passages, page.passages[1:], strict=False)
    )
    return name if answered else None


def _turn(page: Page, block: list[Passage], label: tuple[int, int] | None) -> Act | None:
    text = page.document.text
    spoken = [p for p in block if not (text[p.start] in "[(" and text[p.end - 1] in "])")]
    spans = [trimmed(text, p.start, p.end) for p in spoken]
    content = tuple((s[0], _with_stop(text, s[1], p.end)) for s, p in zip(spans, spoken, strict=True) if s)
    if not content:
        return None
    return Act(block[0].index, content, "interview", label=label)


def _with_stop(text: str, end: int, limit: int) -> int:
    """The end with its full stop: a turn is a text of its own."""
    while end < limit and text[end] in ".!?…\"”’')":
        end += 1
    return end


def turn_speaker(
    page: Page, links: Links, referents: Referents, label: tuple[int, int] | None, guest: Mention | None
) -> Mention | None:
    """Who speaks under a label; the guest where there is none."""
    if label is None:
        return guest
    text = page.document.text[label[0] : label[1]]
    question = _QUESTION.match(text)
    if question:
        if question["outlet"]:
            name = question["outlet"]
            low = label[0] + question.start("outlet")
            return Mention(name, low, low + len(name), named(links, referents, name))
        key = slug(page.document.outlet) if page.document.outlet else "interviewer"
        return Mention(text, label[0], label[1], key)
    if _ANSWER.match(text):
        return Mention(text, label[0], label[1], guest.actor if guest is not None else "interviewee")
    return Mention(text, label[0], label[1], named(links, referents, text))


def named(links: Links, referents: Referents, name: str) -> str:
    """The key of a name that stands outside the parse: the gazetteer's, a person's whose name ends in it, its slug."""
    name = _ASIDE.sub("", name)
    folded = name.strip().casefold()
    for link in links.ordered:
        known = link.mention.text.casefold()
        if known == folded or (link.type == PERSON and len(folded) > 2 and known.split()[-1:] == folded.split()[-1:]):
            return link.key
    keys = referents.gazetteer.resolve(name.strip())
    return keys[0] if len(keys) == 1 else slug(name) or "unknown"


def guest_of(page: Page, links: Links) -> Mention | None:
    """Whom an interview is with: the person whom the text before its first turn introduces.

    One who comments, talks or is talked to comes before one who is merely mentioned, a full name before a surname.
    """
    first = next((p.start for p in page.passages if p.label), None)
    if first is None:
        return None
    people = [link for link in links.ordered if link.type == PERSON and link.mention.start < first]
    if not people:
        return None
    taking_part = {link.key for link in people if _takes_part(page.passages[link.passage].parse[link.head])}
    best = max(people, key=lambda k: (k.key in taking_part, " " in k.mention.text, k.mention.start))
    return best.mention


def _takes_part(person: Token) -> bool:
    """Whether a person talks or is talked to: "spoke with X", "was commented by X", "X told us"."""
    while person.dep_ in ("appos", "conj", "compound") and person.head.i != person.i:
        person = person.head
    head = person.head
    if person.dep_ == "pobj" and head.dep_ in ("prep", "agent", "dative") and head.lower_ in ("with", "to", "by"):
        head = head.head
    elif person.dep_ not in ("nsubj", "dobj"):
        return False
    return bool(cues().frames(head) - {"idiom"}) or head.lemma_.lower() in cues().conversation


def headline_acts(page: Page, links: Links) -> Iterator[Act]:
    """Headlines that end or begin with who says it: "No plan to invoke treaty: minister", "Lukashenko: …"."""
    for passage in page.passages[:3]:
        if not passage.heading and passage.index > 0:
            continue
        text = page.document.text
        dash = _DASH.search(text, passage.start, passage.end) if passage.heading else None
        if dash is not None:
            act = _headline(page, links, passage, (dash.end(), passage.end), (passage.start, dash.start()), person=True)
            if act is not None:
                yield act
                continue
        for colon in (text.find(": ", passage.start, passage.end), text.rfind(": ", passage.start, passage.end)):
            if colon < 0:
                continue
            before, after = (passage.start, colon), (colon + 2, passage.end)
            act = _headline(page, links, passage, before, after) or _headline(page, links, passage, after, before)
            if act is not None:
                yield act
                break


def _headline(
    page: Page, links: Links, passage: Passage, name: tuple[int, int], said: tuple[int, int], *, person: bool = False
) -> Act | None:
    """The act of a headline whose name stands beside what is said, if that is the name of one who speaks."""
    text = page.document.text
    (low, high), (start, end) = name, said
    if not 0 < len(text[low:high].split()) <= _NAME or len(text[start:end].split()) < _SAID:
        return None
    tokens = [t for t in passage.parse if low <= passage.start + t.idx < high and not t.is_space]
    inside = list(links.within(low, high))
    known = {PERSON} if person else _SPEAKING
    speaks = any(link.type in known or _is_palace(link) for link in inside) and not any(t.pos_ == "ADP" for t in tokens)
    if not tokens or (not speaks and not _titled(tokens)):
        return None
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) and not any(_fills(link, low, high) for link in inside):
        return None
    span = trimmed(text, start, end)
    if span is None:
        return None
    inner = set(tokens)
    root = next((t for t in tokens if t.head not in inner or t.head is t), tokens[-1])
    colon = (high, high + 1) if high < start else (low - 1, low)
    cue = trimmed_mark(text, min(high, end), max(low, start)) or colon
    return Act(passage.index, (span,), "indirect", None, cue, root, label=(low, high))


def _is_palace(link: Link) -> bool:
    return link.mention.text.lower().removeprefix("the ") in words("cues", "palaces")


def trimmed_mark(text: str, low: int, high: int) -> tuple[int, int] | None:
    """The colon or dash between a name and what it says, without the spaces beside it."""
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return (low, high) if low < high else None


def _fills(link: Link, low: int, high: int) -> bool:
    """Whether a name is all that stands there, whatever the parse took its words for."""
    return link.type == PERSON and link.mention.start <= low and link.mention.end >= high


_NAME, _SAID = 6, 3
_DASH = re.compile(r"\s[–—-]\s(?=[^–—]{2,40}$)")


def _titled(tokens: list[Token]) -> bool:
    return tokens[-1].lemma_.lower() in words("nouns", "person")
