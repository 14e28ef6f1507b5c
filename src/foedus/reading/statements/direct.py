"""Quotations joined to their cues: before, after or in the midst of them, in the paragraph before, or nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, trimmed
from foedus.reading.statements.cues import cues
from foedus.reading.statements.quotations import Quotation
from foedus.reading.statements.sources import source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.page import Page, Passage

REACH = 14
"""Tokens between a quotation and the verb of its cue."""
SCARE = 3
"""A quotation of fewer words than this is no statement by itself."""
_BREAKS = ".!?;"


def join_quotations(page: Page, acts: list[Act], quotations: tuple[tuple[Quotation, ...], ...]) -> list[Act]:
    """The acts with every quotation of the page joined to one of them, or made one of its own."""
    by_passage: dict[int, list[Act]] = {}
    for act in acts:
        by_passage.setdefault(act.passage, []).append(act)
    joiner = _Joiner(page)
    joined: list[Act] = []
    for passage in page.passages:
        here = by_passage.get(passage.index, [])
        found = quotations[passage.index]
        joined += joiner.join(passage, here, found) if found else here
        if not found:
            joiner.forget()
    return joiner.carried_into(joined)


class _Joiner:
    """Joins passage by passage; remembers the last direct act, which a following quotation may go on with."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.document.text
        self.last: Act | None = None
        self.additions: dict[int, list[tuple[int, int]]] = {}
        self.roots: dict[int, Act] = {}

    def forget(self) -> None:
        self.last = None

    def carried_into(self, acts: list[Act]) -> list[Act]:
        """The acts with the spans added that later passages carried on."""
        if not self.additions:
            return acts
        return [
            act.saying(act.content + tuple(self.additions[id(act)])) if id(act) in self.additions else act
            for act in acts
        ]

    def join(self, passage: Passage, acts: list[Act], quotations: tuple[Quotation, ...]) -> list[Act]:
        direct: Act | None = None
        previous_end = passage.start
        for quotation in quotations:
            span = trimmed(self.text, quotation.start, quotation.end)
            if span is None:
                continue
            if quotation.carried and self.last is not None:
                self._add(self.last, span)
                previous_end = quotation.outer_end
                continue
            position = self._holder(acts, quotation)
            if position is not None:
                act = self._widened(acts[position], quotation, span)
                acts[position] = act
                if act.form == "direct":
                    direct = act
            elif (act_ := self._cued(passage, acts, quotation, span, previous_end)) is not None:
                acts.append(act_)
                direct = act_
            elif direct is not None and self._goes_on(passage, quotation):
                grown = direct.saying((*direct.content, span))
                acts[acts.index(direct)] = grown
                direct = grown
            elif direct is None and self.last is not None and quotation.outer_start <= passage.start + 1:
                made = Act(passage.index, (span,), "direct", continues=True)
                if quotation.words(self.text) >= SCARE:
                    acts.append(made)
                    direct = made
            previous_end = quotation.outer_end
        if direct is not None:
            self.last = direct
        elif not any(q.carried for q in quotations):
            self.last = None
        return acts

    def _add(self, act: Act, span: tuple[int, int]) -> None:
        self.additions.setdefault(id(act), []).append(span)

    def _holder(self, acts: list[Act], quotation: Quotation) -> int | None:
        """The act in whose content the quotation stands or begins, its cue outside the quotation."""
        best: tuple[int, int] | None = None
        for i, act in enumerate(acts):
            if act.cue is None or quotation.outer_start <= act.cue[0] < quotation.outer_end:
                continue
            for low, high in act.content:
                if low < quotation.end and quotation.start < high:
                    size = high - low
                    if best is None or size < best[0]:
                        best = (size, i)
        return best[1] if best else None

    def _widened(self, act: Act, quotation: Quotation, span: tuple[int, int]) -> Act:
        content: list[tuple[int, int]] = []
        for low, high in act.content:
            if low < quotation.end and quotation.start < high:
                start, end = min(low, quotation.start), max(high, quotation.end)
                if act.cue and start < act.cue[0] < end:
                    start, end = low, high
                widened = trimmed(self.text, start, end) or (low, high)
                content.append(widened)
            else:
                content.append((low, high))
        said = sum(high - low for low, high in content)
        quoted = span[1] - span[0]
        form = "direct" if quoted >= 0.9 * said else "mixed"
        if act.form == "direct" and form == "mixed":
            form = "direct" if len(content) > 1 else "mixed"
        return act.saying(tuple(content), form)

    def _cued(
        self, passage: Passage, acts: list[Act], quotation: Quotation, span: tuple[int, int], previous_end: int
    ) -> Act | None:
        words = quotation.words(self.text)
        if words < SCARE and not self._introduced(quotation):
            return None
        verb = self._verb_after(passage, quotation) or self._verb_before(passage, quotation, previous_end, words)
        if verb is None:
            return self._from_before(passage, quotation, span)
        for i, act in enumerate(acts):
            if act.verb is not None and act.verb.i == verb.i:
                # The cue already has other words: the quotation joins them.
                if act.form == "indirect" and abs(act.end - quotation.outer_start) > 4:
                    acts.pop(i)
                    break
                acts.pop(i)
                return act.saying(tuple(sorted({*act.content, span})), "mixed" if act.form == "indirect" else "direct")
        return Act(passage.index, (span,), "direct", verb, (begin(verb), finish(verb)), source_of(verb))

    def _introduced(self, quotation: Quotation) -> bool:
        before = self.text[max(0, quotation.outer_start - 2) : quotation.outer_start].strip()
        after = self.text[quotation.end : quotation.outer_end + 1]
        return before[-1:] in (",", ":") and before != "" or after[:1] in (",", "!", "?") or after[1:2] == ","

    def _verb_after(self, passage: Passage, quotation: Quotation) -> Token | None:
        """The verb of a cue that follows: “…,” said X; “…”, X said."""
        inside = self.text[quotation.end - 1 : quotation.end]
        rest = self.text[quotation.outer_end : quotation.outer_end + 2]
        if (
            inside not in (",", "?", "!", "…", "—", "–", "-")
            and rest[:1] not in (",", "–", "—")
            and rest[1:2] not in ("–", "—", "-")
        ):
            return None
        doc = passage.parse
        at = _token_at(passage, quotation.outer_end)
        for token in doc[at : at + REACH]:
            if token.text in ("“", '"', "„", "«", "``") or token.text in (".", ";", ":"):
                return None
            if token.pos_ in VERBAL and cues().frames(token) and token.dep_ not in ("aux", "auxpass", "relcl", "acl"):
                return token
        return None

    def _verb_before(self, passage: Passage, quotation: Quotation, previous_end: int, words: int) -> Token | None:
        """The verb of a cue that precedes: X said: “…”; X called it “…”."""
        doc = passage.parse
        at = _token_at(passage, quotation.outer_start)
        before = self.text[max(passage.start, quotation.outer_start - 2) : quotation.outer_start].rstrip()
        colon = before[-1:] in (":", ",")
        for token in reversed(doc[max(0, at - REACH - 10 if colon else max(0, at - REACH)) : at]):
            if begin(token) < previous_end and token.text not in ("", " "):
                return None
            if token.text in (".", "!", "?", ";") and token.i < at - 1:
                return None
            if (
                token.pos_ in VERBAL
                and cues().frames(token) & {"clause", "quote", "motion"}
                and token.dep_ not in ("aux", "auxpass")
            ):
                return token if colon or words > SCARE else None
        return None

    def _from_before(self, passage: Passage, quotation: Quotation, span: tuple[int, int]) -> Act | None:
        """A quotation that the previous passage announced with a colon: "… reads as follows:"."""
        if quotation.outer_start > passage.start + 1 or passage.index == 0:
            return None
        earlier = self.page.passages[passage.index - 1]
        if self.text[earlier.end - 1] != ":":
            return None
        last = list(earlier.parse.sents)[-1]
        for token in reversed(last):
            if token.pos_ in VERBAL and cues().frames(token):
                return Act(passage.index, (span,), "direct", token, (begin(token), finish(token)), source_of(token))
        return None

    def _goes_on(self, passage: Passage, quotation: Quotation) -> bool:
        """Whether a quotation is a sentence of its own after another of the same paragraph."""
        if quotation.words(self.text) < SCARE:
            return False
        before = self.text[passage.start : quotation.outer_start].rstrip()
        return (
            before[-1:] in (".", "!", "?", "”", '"', ":", ",", "’", "…")
            and self.text[quotation.start : quotation.start + 1] != ""
        )


def _token_at(passage: Passage, offset: int) -> int:
    """The first token that begins at or after an offset of the document."""
    doc = passage.parse
    low, high = 0, len(doc)
    at = offset - passage.start
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < at:
            low = middle + 1
        else:
            high = middle
    return low
