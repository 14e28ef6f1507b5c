"""When: the time expressions of a page, and which of them belongs to a predicate.

A date belongs to the predicate that it modifies, within its own clause: "said on Monday that it had recognised them in
2008" has two.  A date before several coordinated verbs belongs to all of them; a line that opens with a date dates
what it tells.  Where two dates of one event disagree, the one that the words state wins over the one that is reckoned,
and :func:`conflict_of` gives the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.model.claims import TimeReference
from foedus.model.time import bounds
from foedus.reading.date_shifts import shifted
from foedus.reading.memo import memo
from foedus.reading.phrases import phrase
from foedus.reading.reckoning import Setting, reckon
from foedus.reading.time_links import Link, is_ahead, link, rank, since_event
from foedus.reading.time_words import TimeWords, count, find

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Span, Token

_EXPRESSIONS = "foedus_times"
_EXPLICIT = frozenset({"date", "month", "season", "year", "span", "decade"})
_RUNNING = frozenset({"date", "month", "season", "weekday", "deictic", "offset", "same", "ago"})
_LEAD = re.compile(r"[\s*_#>•·\-–—]*\Z")
_AFTER_LEAD = re.compile(r"[\s*_]*(?:[.:–—-]|$)")


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words of time in a page.

    edtf: None where the text does not settle the date ("on Friday" in an undated document).
    start, end: in the document.  passage: its index; first, last: the tokens, both included.
    form, relation: as in :class:`~foedus.reading.time_words.TimeWords`.
    leading: it opens the passage, which then tells what happened at that time.
    """

    edtf: str | None
    text: str
    start: int
    end: int
    basis: str
    form: str
    relation: str
    passage: int
    first: int
    last: int
    leading: bool = False

    def reference(self) -> TimeReference | None:
        """The expression as a claim's time; None where it has no date."""
        if self.edtf is None:
            return None
        return TimeReference(self.edtf, self.text, self.start, self.end, self.basis)


@dataclass(frozen=True, slots=True)
class _Placed:
    """An expression with what it modifies and the words that it was read from."""

    expression: TimeExpression
    words: TimeWords
    link: Link | None


def expressions(page: Page) -> tuple[TimeExpression, ...]:
    """The time expressions of a page, in its order, each reckoned from the publication date and from those before."""
    return tuple(placed.expression for placed in _placed(page))


def _placed(page: Page) -> tuple[_Placed, ...]:
    if not page.passages or not len(page.passages[0].parse):
        return ()
    kept = memo(page.passages[0].parse[0])
    key = (_EXPRESSIONS, page.document.published)
    if key not in kept:
        kept[key] = tuple(_read(page))
    found: tuple[_Placed, ...] = kept[key]
    return found


def _in_passage(token: Token, page: Page) -> list[_Placed]:
    kept = memo(token)
    key = ("foedus_times_here", page.document.published)
    if key not in kept:
        index = page.passage(token).index
        kept[key] = [placed for placed in _placed(page) if placed.expression.passage == index]
    here: list[_Placed] = kept[key]
    return here


@dataclass(slots=True)
class _Story:
    """Where the reader is in time: what was last spoken of, and what a date without a year goes on from."""

    published: str | None
    last: str | None = None
    near: str | None = None
    passage: int = -9
    told: int = -9
    sentence: tuple[int, int] = (-1, -1)

    def setting(self, words: TimeWords, span: Span, passage: int, future: bool) -> Setting:
        same = (passage, span.sent.start) == self.sentence
        near = self.near if same or (words.form in ("date", "unit", "feast") and self._runs(passage)) else None
        distant = words.form == "offset" and passage - self.told > 1
        return Setting(self.published, None if distant else self.last, near, future)

    def _runs(self, passage: int) -> bool:
        """Whether a story goes on from one passage to the next; a glance far back ends with its passage."""
        if self.published is None or self.near is None or passage == self.passage:
            return True
        return passage - self.passage == 1 and bounds(self.published)[0].year - bounds(self.near)[0].year <= 2

    def tell(self, expression: TimeExpression, span: Span, *, aside: bool) -> None:
        """Goes on from an expression; one that only describes a thing ("the treaty signed in 1992") moves nothing."""
        if expression.edtf is None or expression.relation in ("until", "by") or (aside and expression.form == "year"):
            return
        self.last, self.told = _point(expression.edtf), expression.passage
        if expression.form in _RUNNING or (expression.form == "year" and expression.leading):
            self.near, self.passage = self.last, expression.passage
            self.sentence = (expression.passage, span.sent.start)
        elif expression.form == "unit":
            self.near = None


def _read(page: Page) -> Iterator[_Placed]:
    story = _Story(page.document.published)
    for passage in page.passages:
        text = passage.parse.text
        before: _Placed | None = None
        for words in find(text):
            span = passage.parse.covering(words.start, words.end)
            if span is None:
                continue
            found = link(span)
            if before is not None and _restates(text, before.words, words):
                found = found if before.link is None else before.link
            ahead = found is not None and is_ahead(found.host)
            expression = _expression(passage, text, span, words, story.setting(words, span, passage.index, ahead))
            before = _Placed(expression, words, found)
            yield before
            story.tell(expression, span, aside=found is not None and found.host.dep_ in _ATTRIBUTIVE)


_ATTRIBUTIVE = frozenset({"acl", "amod"})
_RESTATING = re.compile(r"\s*[,(–—-]+\s*(?:on |in )?\Z")


def _restates(text: str, before: TimeWords, words: TimeWords) -> bool:
    """Whether a date follows a reckoned one as its gloss ("two days ago – on 1 May")."""
    reckoned = before.form in ("ago", "weekday", "deictic", "unit", "offset", "same")
    return reckoned and words.form in ("date", "month") and bool(_RESTATING.match(text[before.end : words.start]))


def _expression(passage: Passage, text: str, span: Span, words: TimeWords, setting: Setting) -> TimeExpression:
    reckoned = None if _after_event(span, words) else reckon(words, setting)
    opens = bool(_LEAD.match(text, 0, words.start)) and bool(_AFTER_LEAD.match(text, words.end))
    return TimeExpression(
        edtf=reckoned[0] if reckoned else None,
        text=text[words.start : words.end],
        start=passage.start + words.start,
        end=passage.start + words.end,
        basis=reckoned[1] if reckoned else "inferred",
        form=words.form,
        relation=words.relation,
        passage=passage.index,
        first=span.start,
        last=span.end - 1,
        leading=opens and words.form in ("date", "month", "year", "span"),
    )


def _after_event(span: Span, words: TimeWords) -> bool:
    """Whether an offset counts from an event that is named right after it ("two months after X was expelled")."""
    way = words.parts.get("way", "").lower() if words.form in ("offset", "same", "season") else ""
    if way not in ("after", "before") or span.end >= len(span.doc):
        return False
    following = span.doc[span.end]
    return not following.is_punct and following.pos_ not in ("CCONJ", "VERB", "AUX") and following.lower_ != "that"


def _point(edtf: str) -> str:
    """The day, month or year that what follows is reckoned from: the known end of an interval."""
    if "/" not in edtf:
        return edtf.rstrip("~?")
    low, high = edtf.split("/")
    return (low if high == ".." else high).rstrip("~?")


def began(reference: TimeReference | None) -> TimeReference | None:
    """The beginning of what holds "since" a time: for kinds of claim that date an event, not a state.

    >>> began(TimeReference("1994-04-20/..", "April 20, 1994", 0, 14, "stated")).edtf
    '1994-04-20'
    """
    if reference is None or not reference.edtf.endswith("/.."):
        return reference
    return replace(reference, edtf=reference.edtf[:-3])


def time_of(predicate: Token, page: Page) -> TimeReference | None:
    """When the event or state of a verb or noun holds, or None where the text does not date it.

    "Since 2001" gives an open interval (``2001/..``); see :func:`began`.
    """
    named = _when(predicate, page)
    if named is not None:
        return named
    ranked = _ranked(predicate, page)
    if ranked:
        return ranked[0].reference()
    return _relative_to_other(predicate, page) or _leading(predicate, page) or _background(predicate, page)


def _when(predicate: Token, page: Page) -> TimeReference | None:
    """The date that a clause with "when" tells of: "there since 1974, when X invaded"."""
    if predicate.dep_ != "relcl" or not any(c.lower_ == "when" for c in predicate.children):
        return None
    date = predicate.head.i
    told = (p.expression for p in _in_passage(predicate, page))
    return next((began(e.reference()) for e in told if e.first <= date <= e.last and e.edtf is not None), None)


def _background(predicate: Token, page: Page) -> TimeReference | None:
    """The one date of the sentence before, for what had happened then: "It began in May 2020. Troops had crossed …"."""
    sentence = predicate.sent
    if not any(c.dep_ == "aux" and c.lower_ == "had" for c in predicate.children) or sentence.start == 0:
        return None
    if predicate.dep_ not in ("ROOT", "conj"):
        return None
    before = predicate.doc[sentence.start - 1].sent
    dated = [p.expression for p in _in_passage(predicate, page) if before.start <= p.expression.first < before.end]
    known = [e for e in dated if e.edtf is not None and e.relation not in _DEADLINES]
    if len(known) != 1 or known[0].form not in _EXPLICIT:
        return None
    reference = known[0].reference()
    return replace(reference, basis="inferred") if reference is not None else None


def time_beside(noun: Token, page: Page) -> TimeReference | None:
    """The date that stands right after one member of a list, or right before it ("Sweden in 2014, Ireland on 28 May").

    None where none does; then the date of the list's verb holds.
    """
    members = phrase(noun)
    low, high = members[0].i, members[-1].i
    for placed in _in_passage(noun, page):
        e = placed.expression
        after = e.first > high and _only_bridges(noun, high + 1, e.first)
        before = e.last + 2 == low and noun.doc[e.last + 1].text == ","
        inside = low <= e.first <= high and e.first > noun.i
        if e.edtf is not None and (after or before or inside):
            return e.reference()
    return None


def _only_bridges(noun: Token, low: int, high: int) -> bool:
    """Whether between a name and a date there are but the other members of the list that it closes."""
    return all(t.pos_ in ("ADP", "DET", "ADV", "PROPN", "CCONJ") or t.text in (",", "(") for t in noun.doc[low:high])


def conflict_of(predicate: Token, page: Page) -> TimeReference | None:
    """The other date of an event that the text dates twice, differently ("two days ago – on 1 May")."""
    ranked = _ranked(predicate, page)
    if not ranked or ranked[0].edtf is None:
        return None
    low, high = bounds(ranked[0].edtf)
    for other in ranked[1:]:
        if other.edtf is None or other.form not in ("ago", "weekday", "deictic") or other.passage != ranked[0].passage:
            continue
        other_low, other_high = bounds(other.edtf)
        if other_high < low or high < other_low:
            return other.reference()
    return None


def _ranked(predicate: Token, page: Page) -> list[TimeExpression]:
    """The dated expressions of a predicate's sentence that belong to it, the closest first, stated before reckoned."""
    kept = memo(predicate)
    key = ("foedus_times_ranked", predicate.i, page.document.published)
    if key not in kept:
        kept[key] = _rank_all(predicate, page)
    ranked: list[TimeExpression] = kept[key]
    return ranked


def _rank_all(predicate: Token, page: Page) -> list[TimeExpression]:
    here = _in_passage(predicate, page)
    if not here:
        return []
    sentence = predicate.sent
    found = []
    for placed in here:
        expression = placed.expression
        if placed.link is None or expression.edtf is None or not sentence.start <= expression.first < sentence.end:
            continue
        level = rank(predicate, placed.link, expression.first)
        if level is not None:
            if placed.link.via == "of" and "/" not in expression.edtf and since_event(placed.link.host, predicate):
                expression = replace(expression, edtf=expression.edtf + "/..", relation="since")
            explicit = expression.form in _EXPLICIT
            found.append((level, not explicit, abs(expression.first - predicate.i), expression.start, expression))
    if not found:
        return []
    lasting = [item for item in found if item[-1].relation not in _DEADLINES]
    found = lasting or found
    nearest = min(item[0] for item in found)
    close = [item for item in found if item[0] <= nearest + (2 if nearest <= 2 else 0)]
    return [item[-1] for item in sorted(close, key=lambda item: (item[1] if nearest <= 2 else item[0], item[:4]))]


_DEADLINES = frozenset({"by", "until"})
"""Relations of a time that bounds what is promised; another time in the sentence tells when it was."""


def _relative_to_other(predicate: Token, page: Page) -> TimeReference | None:
    """A date reckoned from another event of the sentence ("signed on 11 July, five days after X had left")."""
    for placed in _in_passage(predicate, page):
        words = placed.words
        if words.form != "offset" or words.parts.get("way", "").lower() not in ("after", "before"):
            continue
        other, main = _two_events(placed, predicate)
        n = count(words.parts["n"])
        if other is None or main is None or n is None:
            continue
        sign = 1 if words.parts["way"].lower() == "after" else -1
        asked, dated, step = (main, other, sign * n) if predicate.i == main.i else (other, main, -sign * n)
        if asked.i != predicate.i:
            continue
        known = next((e.reference() for e in _ranked(dated, page)), None)
        if known is None and asked.i == other.i:
            known = _leading(dated, page)
        if known is None:
            continue
        moved = shifted(_point(known.edtf), step, words.parts["unit"].lower())
        if moved:
            e = placed.expression
            return TimeReference(moved[0], e.text, e.start, e.end, "inferred")
    return None


def _two_events(placed: _Placed, predicate: Token) -> tuple[Token | None, Token | None]:
    """The event after "two months after", and the one that is dated by it."""
    expression = placed.expression
    if placed.link is None:
        return None, None
    host = placed.link.host
    if host.i > expression.last and host.dep_ == "advcl":
        return host, host.head
    other = next((c for c in host.children if c.dep_ == "advcl" and c.i > expression.last), None)
    if other is None:
        word = predicate.doc[expression.last]
        other = next((c for c in word.children if c.dep_ in ("pobj", "pcomp")), None)
    return other, host


def _leading(predicate: Token, page: Page) -> TimeReference | None:
    """The date that opens the line, as in a chronology: it dates the sentence that follows it."""
    for placed in _in_passage(predicate, page):
        opening = placed.expression
        if opening.leading and opening.first <= predicate.i and predicate.sent.start <= opening.last + 4:
            return opening.reference()
    return None
