"""Which stretches of a text are not the article: navigation, other articles' headlines, captions, rights, buttons.

The rules look at whole lines: their words (``lexicon.yaml``), their shape and their neighbours.  Where
a line could be the article's own it stays, since a claim that is lost costs more than a line too many.
Headlines, bylines and date lines are never marked; they are not prose, but the reader needs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedus.documents.layout import Line, lines
from foedus.documents.lexicon import lexicon

Span = tuple[int, int]

_ADDRESS = re.compile(r"(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[/>»›|•·→]\s*")
_WORD = re.compile(r"[\w-]+")
_LOGO = re.compile(r"(?:[\w.'’-]+ ){1,5}logo\.?\Z", re.IGNORECASE)
_LIST_LENGTH = 15
_NOTICE_LENGTH = 300


def boilerplate(text: str, known: frozenset[str] = frozenset()) -> tuple[Span, ...]:
    """The spans of a text that are not the article: sorted, disjoint, each a run of whole lines.

    known: lines that the page's own markup gave away (a caption, a share bar), white space folded.

    >>> boilerplate("Talks resumed in Minsk on Monday.\\nREAD ALSO\\nFerry fares rise again\\n")
    ((34, 66),)
    """
    found = lines(text)
    marked = [(bool(known) and fold(line.text) in known) or _alone(line) for line in found]
    _mark_lists(found, marked)
    _mark_mirrors(found, marked)
    _mark_repeated_headline(found, marked)
    _mark_neighbours(found, marked)
    _mark_tail(found, marked)
    spans = _join(text, found, marked)
    return tuple(sorted(spans + _rights_in_prose(found, marked)))


def fold(line: str) -> str:
    """A line with its white space folded, to compare it with others.

    >>> fold(" Photo:\\u00a0 Agency ")
    'Photo: Agency'
    """
    return " ".join(line.split())


def _alone(line: Line) -> bool:
    """Whether a line is boilerplate by its own words."""
    if line.long:
        return False
    words, text = lexicon(), line.text.lstrip("*_#>[- \t").rstrip("*_ ]\t") or line.text
    if words.notice.match(text) or words.notice.match(line.text):
        return len(text) <= _NOTICE_LENGTH
    if words.teaser.match(text) and line.words <= 30 and not (line.is_prose and text.endswith(".")):
        return True
    return (
        _is_caption(line)
        or bool(words.rights.search(text) and (line.words <= 40 or words.rights.match(text)))
        or bool(_LOGO.match(text) and line.words <= 6)
        or _is_share(text)
        or _is_navigation(text)
    )


def _is_caption(line: Line) -> bool:
    words = lexicon()
    return line.words <= 70 and bool(words.caption_start.match(line.text) or words.caption_end.search(line.text))


def _is_share(text: str) -> bool:
    if len(text) > 100:
        return False
    words, found = lexicon(), [word.lower() for word in _WORD.findall(text)]
    return (
        0 < len(found) <= 14
        and all(word in words.share_words or word.isdigit() for word in found)
        and any(word in words.share_strong for word in found)
    )


def _is_navigation(text: str) -> bool:
    """A breadcrumb or a menu on one line: short parts with separators, a section's name among them."""
    if len(text) > 150:
        return False
    words = lexicon().navigation
    parts = [part for part in _SEPARATOR.split(text.lower()) if part]
    if any(len(part.split()) > 3 or any(c.isdigit() for c in part) for part in parts):
        return False
    known = sum(part in words for part in parts)
    return (len(parts) >= 3 and known >= 1) or (len(parts) == 2 and known == 2)


def _is_section(line: Line) -> bool:
    """A line that names sections of a site and nothing else."""
    text = line.text.lower()
    return line.words <= 8 and (
        text in lexicon().navigation or all(word in lexicon().navigation for word in text.split())
    )


def _mark_lists(found: Sequence[Line], marked: list[bool]) -> None:
    heading = lexicon().list_heading
    last_prose = max((at for at, line in enumerate(found) if line.is_prose), default=-1)
    at = 0
    while at < len(found):
        line = found[at]
        end = at + 1
        if line.words <= 6 and heading.match(line.text.lstrip("*_# \t").rstrip("*_ \t")):
            end = _list_end(found, at, last_prose)
            marked[at:end] = [True] * (end - at)
        at = end


def _list_end(found: Sequence[Line], heading: int, last_prose: int) -> int:
    """Where the headlines after a heading end: at prose, or where the layout changes."""
    spaced = heading + 1 < len(found) and found[heading + 1].gap
    marker = heading + 1 < len(found) and found[heading + 1].has_marker
    at = heading + 1
    while at < len(found) and at <= heading + _LIST_LENGTH and found[at].is_item:
        line = found[at]
        # In a numbered list a line without a number is the article again; so is a line after
        # a blank one where the list itself has none, unless nothing but such lines is left.
        if marker and not line.has_marker:
            break
        if line.gap and not spaced and not line.has_marker and at <= last_prose:
            break
        # A short line right above a paragraph, with a blank line before it, is the article's own subheading.
        followed = at + 1 < len(found) and found[at + 1].is_prose and not found[at + 1].gap
        if line.gap and at > heading + 1 and followed and not line.has_marker:
            break
        at += 1
    return at


def _mark_mirrors(found: Sequence[Line], marked: list[bool]) -> None:
    pattern = lexicon().mirror
    for at, line in enumerate(found):
        if line.long or not pattern.match(line.text):
            continue
        marked[at] = True
        following = at + 1
        while following < len(found) and _ADDRESS.match(found[following].text):
            marked[following] = True
            following += 1


def _mark_repeated_headline(found: Sequence[Line], marked: list[bool]) -> None:
    """The headline a second time, word for word, is the page's furniture."""
    title = next((at for at, line in enumerate(found[:8]) if not marked[at] and not line.is_prose), None)
    if title is None or found[title].words < 4:
        return
    for at in range(title + 1, len(found)):
        if found[at].text == found[title].text:
            marked[at] = True


def _mark_neighbours(found: Sequence[Line], marked: list[bool]) -> None:
    """A section's bare name is navigation where it touches a line that is boilerplate."""
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        for at in order:
            if marked[at] or found[at].long or not _is_section(found[at]):
                continue
            before = at > 0 and marked[at - 1] and not found[at].gap
            after = at + 1 < len(found) and marked[at + 1] and not found[at + 1].gap
            marked[at] = before or after


def _mark_tail(found: Sequence[Line], marked: list[bool]) -> None:
    """After the article's last paragraph, what follows the first boilerplate line is boilerplate too."""
    last = max((at for at, line in enumerate(found) if line.is_prose and not marked[at]), default=len(found))
    closed = False
    for at in range(last + 1, len(found)):
        closed = closed or marked[at]
        if closed and found[at].words <= 12 and not found[at].ends_sentence:
            marked[at] = True


def _join(text: str, found: Sequence[Line], marked: Sequence[bool]) -> list[Span]:
    spans: list[Span] = []
    previous = -2
    for at, line in enumerate(found):
        if not marked[at]:
            continue
        if previous == at - 1 and spans:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
        previous = at
    return spans


def _rights_in_prose(found: Sequence[Line], marked: Sequence[bool]) -> list[Span]:
    """A copyright notice at the end of a paragraph's own line."""
    spans: list[Span] = []
    for at, line in enumerate(found):
        if marked[at] or not line.is_prose:
            continue
        tail = line.text[-160:]
        notice = re.search(r"(?<=[.!?”\"’)] )(?:©|\(c\) \d{4}|Copyright (?:©|\(c\)|\d{4}))", tail, re.IGNORECASE)
        if notice:
            spans.append((line.end - len(tail) + notice.start(), line.end))
    return spans
