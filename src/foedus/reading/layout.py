"""The layout of a text before it is parsed: headings, datelines, and the turns of an interview.

Only form is used: a label is a short capitalised phrase and a colon that opens several paragraphs, never a known name.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words

if TYPE_CHECKING:
    from foedus.model.documents import Document

_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'\-]*(?: (?:[A-Z(][\w.’'\-)]*|of|the|de|von|al|and)){0,5}|Q|A)\s?:(?=\s)")
_ASKING = frozenset({"Q", "Question", "QUESTION", "Interviewer", "INTERVIEWER"})
"""Labels of questions: one is enough where another label answers it."""
_QUESTION = re.compile(r"(?:Q|Question|QUESTION)\s?:\s")
_NEXT_TURN = re.compile(r"(?<=[.?!”\"…]\s)(?:Q|A|Question|Answer|QUESTION|ANSWER)\s?:\s(?=\S)")
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .’'\-/]{2,40})"
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}(?:,? \d{4})?))?"
    r"(?P<agency>\.? ?[(/][^()/\n]{2,30}[)/]\.?)?\s?[.:–—-]+\s"
)
_MIXED_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)?"
    r" ?[(/][^()/\n]{2,30}[)/] ?[–—-]+\s"
)
"""A dateline whose place has small letters: only its agency and a dash show that it is one."""
_ENTRY = re.compile(
    r"(?:[-–—•*·▪]\s+|\(?\d{1,3}[.)]\s+(?=[A-Z“\"])|#{1,6}\s+|>\s+)?"
    r"(?:\[?\d{1,2}[.:h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|BST|CET|CEST|EST|EDT|UTC|MSK))?\]?"
    r"\s*[-–—:|]?\s+(?=[A-Z“\"‘]))?"
)
"""What numbers or dates a paragraph and is no part of its sentence: a bullet, a number, the time of a live entry."""
_MARKS = frozenset('“"„«')
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’')\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be parsed: its span, the label that precedes it, whether it is a heading.

    place: the town from which the dateline before it says that it is reported.
    """

    start: int
    end: int
    label: tuple[int, int] | None = None
    heading: bool = False
    place: str | None = None


def lay_out(document: Document) -> tuple[Block, ...]:
    """The paragraphs of a document with labels and datelines taken off their front."""
    from foedus.reading.page import paragraphs

    text = document.text
    spans = tuple(turn for span in paragraphs(text, document.boilerplate) for turn in _turns(text, *span))
    labels = _turn_labels(text, spans)
    blocks = []
    for i, (begin, end) in enumerate(spans):
        start = _after_entry(text, begin, end)
        label = _label(text, start, end)
        taken = place = None
        if label and label["label"] in labels:
            taken = (label.start("label"), label.end("label"))
            start = label.end()
        elif dateline := _dateline(text, start, end):
            place, start = dateline["place"], dateline.end()
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            heading = not taken and len(text[start:end].split()) <= 20 and not _SENTENCE_END.search(text[start:end])
            blocks.append(Block(start, end, taken, heading and (i == 0 or end - start < 160), place))
    return tuple(blocks)


def _dateline(text: str, start: int, end: int) -> re.Match[str] | None:
    """The place, date and agency that open a report."""
    found = _DATELINE.match(text, start, end)
    if found and (found["date"] or found["agency"] or any(dash in found[0][-4:] for dash in "-–—")):
        return found
    return _MIXED_DATELINE.match(text, start, end)


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that opens a paragraph; a quotation mark before it is part of nothing."""
    return _LABEL.match(text, start + (text[start] in _MARKS), end)


def _turns(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A paragraph, or the questions and answers that are run together in it: "Q: Why? A: Because. Q: Since when?"."""
    if not _QUESTION.match(text, start, end):
        return [(start, end)]
    edges = [start, *(turn.start() for turn in _NEXT_TURN.finditer(text, start, end)), end]
    return [(low, low + len(text[low:high].rstrip())) for low, high in pairwise(edges)]


def _after_entry(text: str, begin: int, end: int) -> int:
    """Where a paragraph's sentence begins, after a bullet, a number or the time of an entry."""
    entry = _ENTRY.match(text, begin, end)
    return entry.end() if entry and entry.end() < end else begin


def _turn_labels(text: str, spans: tuple[tuple[int, int], ...]) -> frozenset[str]:
    """Labels that open turns: one that recurs, and whatever alternates with it."""
    found = [match["label"] for start, end in spans if (match := _label(text, _after_entry(text, start, end), end))]
    counts = Counter(label for label in found if label.lower() not in words("cues", "no_labels"))
    asked = len(counts) > 1 and any(label in _ASKING for label in counts)
    if not asked and not any(n >= 2 for n in counts.values()):
        return frozenset()
    return frozenset(counts)
