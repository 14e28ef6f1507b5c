"""Quotations joined to their cues: before, after or in the midst of them, in the paragraph before, or nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.reading.page import begin
from foedus.reading.statements.acts import Act, Spans, passage_of, trimmed
from foedus.reading.statements.quotecues import (
    announced,
    cue_after,
    cue_before,
    cue_of_passage_before,
    made,
    signature,
    text_of_passage_before,
    token_at,
)

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.statements.quotations import Quotation

SCARE = 3
"""A quotation of fewer words than this is no statement by itself."""
_DIRECT_SHARE = 0.9
_SENTENCE_ENDS = '.!?”":,’…'
_NAME_WORDS = 6
_GLUE = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "a", "s"})
_CONTINUED = frozenset({"clause", "as", "object", "order", "quotation", "beside", "preposition"})
"""Frames of an act after which a quotation without a cue goes on with what the same speaker says."""
_WORDS = re.compile(r"\w+")
_WORD = re.compile(r"\w")


def join_quotations(page: Page, acts: list[Act], quotations: tuple[tuple[Quotation, ...], ...]) -> list[Act]:
    """The acts with every quotation of the page joined to one of them, or made one of its own.

    A quotation of a word or two without a cue is nobody's statement; one that goes on over several paragraphs is one.
    """
    by_passage: dict[int, list[Act]] = {}
    for act in acts:
        by_passage.setdefault(act.passage, []).append(act)
    joiner = _Joiner(page)
    for passage in page.passages:
        joiner.read(passage, by_passage.get(passage.index, []), quotations[passage.index])
    return joiner.done


def _is_name(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is a title or a name ("Morning Post"): a few words, all with capitals, no stop inside."""
    words = _WORDS.findall(text, quotation.start, quotation.end)
    if not 1 < len(words) <= _NAME_WORDS or text[quotation.end - 1] in ".,!?…" or quotation.open or quotation.carried:
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _GLUE for word in words) and any(
        word[0].isupper() for word in words
    )


@dataclass(slots=True)
class _Joiner:
    """Joins passage by passage.

    done: the acts so far; last: the position of the last direct act, which a quotation may go on with;
    waiting: parts of a quotation whose cue comes in a later paragraph.
    """

    page: Page
    done: list[Act] = field(default_factory=list)
    last: int | None = None
    waiting: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.page.document.text

    def read(self, passage: Passage, acts: list[Act], quotations: tuple[Quotation, ...]) -> None:
        """Takes over a passage's acts and joins its quotations to them."""
        first = len(self.done)
        self.done += acts
        if not quotations:
            self._announced(passage, first)
            self.last, self.waiting = None, []
            return
        direct: int | None = None
        previous_end = passage.start
        for quotation in quotations:
            span = trimmed(self.text, quotation.start, quotation.end)
            if span is not None and not _is_name(self.text, quotation):
                direct = self._place(passage, quotation, span, first, previous_end, direct)
            previous_end = quotation.outer_end
        if direct is not None:
            self.last = direct
        elif not quotations[-1].open:
            self.last = None
        if not quotations[-1].open:
            self.waiting = []

    def _place(
        self,
        passage: Passage,
        quotation: Quotation,
        span: tuple[int, int],
        first: int,
        previous_end: int,
        direct: int | None,
    ) -> int | None:
        """Gives one quotation its act; returns the position of the passage's direct act after it."""
        held = self._holder(first, quotation)
        if held is not None:
            self.done[held] = self._widened(self.done[held], quotation, span)
            self._collect(quotation, held)
            self._go_on(quotation, held)
            return held if self.done[held].form == "direct" else direct
        if quotation.carried and self.last is not None:
            self._grow(self.last, span)
            return self.last
        cued = self._cued(passage, first, quotation, span, previous_end)
        if cued is not None:
            self._collect(quotation, cued)
            self._go_on(quotation, cued)
            return cued
        if quotation.open:
            self.waiting.append(span)
            return direct
        long = quotation.words(self.text) >= SCARE
        if direct is not None and long and self._is_sentence(passage, quotation):
            self._grow(direct, span)
        elif direct is None and self.last is not None and long and quotation.outer_start <= passage.start + 1:
            self.done.append(Act(passage.index, (span,), "direct", continues=True))
            return len(self.done) - 1
        elif direct is None and long and self._is_sentence(passage, quotation):
            said = self._before(passage, first, quotation)
            if said is not None:
                self.done.append(Act(passage.index, (span,), "direct", source=said.source, frame="quotation"))
                return len(self.done) - 1
        return direct

    def _before(self, passage: Passage, first: int, quotation: Quotation) -> Act | None:
        """The act of the sentence before, whose speaker a quotation without a cue of its own quotes."""
        at = token_at(passage, quotation.outer_start)
        if at == 0:
            return None
        sentence = passage.parse[at - 1].sent
        low = passage.start + sentence[0].idx
        said = [
            act
            for act in self.done[first:]
            if act.source is not None
            and act.verb is not None
            and act.frame in _CONTINUED
            and act.cue is not None
            and low <= act.cue[0] < quotation.outer_start
        ]
        outer = [act for act in said if not any(o is not act and o.holds(*(act.cue or (0, 0))) for o in said)]
        return outer[-1] if outer else None

    def _go_on(self, quotation: Quotation, position: int) -> None:
        """A quotation carried on whose cue names nobody anew (“…,” it said) is still the same speaker's."""
        source = self.done[position].source
        if quotation.carried and self.last is not None and source is not None and source.pos_ == "PRON":
            self.done[position] = replace(self.done[position], continues=True)

    def _collect(self, quotation: Quotation, position: int) -> None:
        """Puts what earlier paragraphs of the same quotation held before the act that has its cue."""
        if self.waiting and quotation.carried:
            act = self.done[position]
            self.done[position] = act.saying((*self.waiting, *act.content), "direct")
            self.waiting = []

    def _grow(self, position: int, span: tuple[int, int]) -> None:
        act = self.done[position]
        self.done[position] = act.saying((*act.content, span))

    def _holder(self, first: int, quotation: Quotation) -> int | None:
        """The act of this passage in whose content the quotation stands or begins, its cue outside the quotation."""
        best: tuple[int, int] | None = None
        for i, act in enumerate(self.done[first:], first):
            if act.cue is None or quotation.outer_start <= act.cue[0] < quotation.outer_end:
                continue
            for low, high in act.content:
                if low < quotation.end and quotation.start < high and (best is None or high - low < best[0]):
                    best = (high - low, i)
        return best[1] if best else None

    def _widened(self, act: Act, quotation: Quotation, span: tuple[int, int]) -> Act:
        """The act with its content reaching to the quotation's end; direct where that is nearly all of it."""
        content: list[tuple[int, int]] = []
        for low, high in act.content:
            widened = None
            if low < quotation.end and quotation.start < high:
                within = low < quotation.outer_start
                start, end = min(low, quotation.start), max(high, quotation.outer_end if within else quotation.end)
                if not (act.cue and start < act.cue[0] < end):
                    widened = trimmed(self.text, start, end)
            content.append(widened or (low, high))
        said = sum(high - low for low, high in content)
        direct = span[1] - span[0] >= _DIRECT_SHARE * said or (act.form == "direct" and len(content) > 1)
        return act.saying(tuple(content), "direct" if direct else "mixed")

    def _cued(
        self, passage: Passage, first: int, quotation: Quotation, span: tuple[int, int], previous_end: int
    ) -> int | None:
        """The position of the act whose cue stands beside the quotation, made or joined; None where there is no cue."""
        words = quotation.words(self.text)
        if words < SCARE and not self._introduced(quotation):
            return None
        verb = cue_after(self.text, passage, quotation) or cue_before(
            self.text, passage, quotation, previous_end, words > SCARE
        )
        if verb is None:
            alone = self._above(passage, quotation, span) or signature(self.text, passage, quotation, span)
            if alone is None:
                return None
            self.done.append(alone)
            return len(self.done) - 1
        for i, act in enumerate(self.done[first:], first):
            if act.verb is not None and act.verb.i == verb.i:
                near = act.form != "indirect" or abs(act.end - quotation.outer_start) <= len("s ““ ")
                content: Spans = tuple(sorted({*act.content, span})) if near else (span,)
                self.done[i] = act.saying(content, "mixed" if near and act.form == "indirect" else "direct")
                return i
        self.done.append(made(passage, verb, (span,), "direct"))
        return len(self.done) - 1

    def _above(self, passage: Passage, quotation: Quotation, span: tuple[int, int]) -> Act | None:
        """The act of a quotation at the head of a paragraph that the one before announces."""
        if quotation.outer_start > passage.start + 1:
            return None
        earlier = passage_of(self.page.passages, passage.index - 1)
        verb = cue_of_passage_before(self.text, earlier)
        if verb is not None:
            return made(passage, verb, (span,), "direct")
        noun = text_of_passage_before(self.text, earlier)
        return announced(passage, noun, (span,)) if noun is not None else None

    def _introduced(self, quotation: Quotation) -> bool:
        """Whether a comma or colon sets the quotation off as speech."""
        before = self.text[max(0, quotation.outer_start - 2) : quotation.outer_start].strip()
        after = self.text[quotation.end : quotation.outer_end + 1]
        within = self.text[quotation.end - 1 : quotation.end] in (",", "!", "?")
        return (
            within or (before[-1:] in (",", ":") and before != "") or after[:1] in (",", "!", "?") or after[1:2] == ","
        )

    def _is_sentence(self, passage: Passage, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence of its own after another of the same paragraph."""
        before = self.text[passage.start : quotation.outer_start].rstrip()
        return before[-1:] in _SENTENCE_ENDS and bool(_WORD.match(self.text, quotation.start))

    def _announced(self, passage: Passage, first: int) -> None:
        """A paragraph without quotation marks that the one before announces: "The governor added:"."""
        if passage.label is not None or passage.heading:
            return
        verb = cue_of_passage_before(self.text, passage_of(self.page.passages, passage.index - 1), at_end=True)
        span = trimmed(self.text, passage.start, passage.end)
        if (
            verb is None
            or span is None
            or any(a.verb is not None and begin(a.verb) == begin(verb) for a in self.done[:first])
        ):
            return
        self.done.append(made(passage, verb, (span,), "direct"))
