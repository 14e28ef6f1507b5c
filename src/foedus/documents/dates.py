"""When a document was published, as far as its own text says.

A date counts as *stated* where it stands by itself above the article (a date line, a dateline, a byline
with a date).  Where it lacks its year, the year is *inferred* only if the text leaves one (`years.py`).
Everything else stays unknown, with a note that says what was seen: nothing is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from foedus.documents.dateforms import FoundDate, day_of, find_dates, month_name, weekday_name
from foedus.documents.layout import Line, lines
from foedus.documents.years import infer_year

Span = tuple[int, int]

_HEAD_LINES = 14
_DATE_LINE = 200
_CUE_LEFT = re.compile(
    r"(?P<updated>\b(?:last )?(?:updated|modified|edited)\b)|"
    r"\b(?:(?:first |originally )?(?:published|posted|released|issued|adopted)|dated?|as of|as at|status on|"
    r"press release of|edition of|prepared on|done at [\w ,]{2,40})\b",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(r"(?:^|[,|·•–—:;(/*_\].-]|\b(?:on|of|at|by|as)\b)\s*\Z", re.IGNORECASE)
_RIGHT_OPEN = re.compile(
    r"\s*(?:\Z|[|·•–—:;)(/*_.-]|,?\s*(?:at\s+)?\d{1,2}[:.]\d{2}\b|,?\s*\d{1,2}\s*[ap]\.?m\b|"
    r",\s*[A-Z][\w ]{2,30}\Z|(?:GMT|UTC|CET)\b)"
)
_PLACE = re.compile(r"(?:[A-Z][\w.'’-]*(?:[ /,-]+|\Z)){1,6}\Z|\Z")
_AFTER_DATELINE = re.compile(
    r"[.,]?\s*(?:\d{1,2}[:.]\d{2}\b[^-–—/(]{0,12})?(?:/[^/\n]{2,40}/|\([^()\n]{2,60}\)|[–—]|--?(?=\s)|:|\.?\s*/)",
    re.UNICODE,
)
_AGO = re.compile(
    r"\b(?P<number>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?P<unit>day|week)s?\s+(?:ago|earlier)"
    r"(?P<between>[\s,–—(-]{1,5}(?:on\s+)?)",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_NUMBERS |= {"nine": 9, "ten": 10}


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication: EDTF or None, its basis, and a note on how it is known or why it is not."""

    edtf: str | None = None
    basis: str | None = None
    note: str | None = None


def publication_date(text: str, boilerplate: Sequence[Span] = ()) -> Published:
    """When a text says that it was published.

    text: the document's text; boilerplate: spans that are not the article, whose dates do not count
    (only a rights notice's year is used, as the latest year that is possible).
    Returns an EDTF date with the basis ``stated`` or ``inferred``; both None where the text leaves it open.

    >>> publication_date("Talks end\\n\\nTallinn, 4 May 2021\\n\\nThe talks ended on Monday without a text.").edtf
    '2021-05-04'
    """
    article = [line for line in lines(text) if not _inside(line, boilerplate)]
    rest = tuple(d for line in article for d in _placed(line))
    candidates = sorted(_candidates(article), key=lambda c: c[1])
    if not candidates:
        return _unknown(rest)
    found, updated = next(((d, u) for d, u in candidates if d.year), candidates[0])
    if found.year is None:
        return _without_year(text, found, rest, boilerplate)
    result = _stated(found, rest)
    notes = [result.note, "it is the date of the last update" if updated else None]
    return _with_contradictions(text, Published(result.edtf, "stated", _note(notes)))


def _inside(line: Line, spans: Sequence[Span]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in spans)


def _placed(line: Line) -> Iterator[FoundDate]:
    for d in find_dates(line.text):
        yield FoundDate(d.text, d.start + line.start, d.end + line.start, d.weekday, d.year, d.month, d.day, d.swapped)


def _candidates(article: Sequence[Line]) -> Iterator[tuple[FoundDate, bool]]:
    """Dates in the places where a date of publication stands, and whether one is that of an update."""
    paragraphs = 0
    for line in article[:_HEAD_LINES]:
        dateline = _dateline(line.text)
        if dateline:
            yield dateline, False
        elif len(line.text) <= _DATE_LINE and not _running(line):
            yield from _on_date_line(line.text)
        # A summary may stand above the date line, but not two paragraphs.
        paragraphs += line.is_prose and line.words >= 12
        if paragraphs == 2:
            break
    for line in article[-3:]:
        if len(line.text) <= _DATE_LINE and _CUE_LEFT.match(line.text):
            yield from _on_date_line(line.text)


def _running(line: Line) -> bool:
    """Whether a line is a sentence of the article, in which a date is an event's."""
    return (
        line.is_prose
        and not any(_CUE_LEFT.search(line.text[: d.start]) for d in find_dates(line.text))
        and not any(d.weekday is not None and _whole(line.text, d) for d in find_dates(line.text))
    )


def _whole(text: str, found: FoundDate) -> bool:
    """Whether a date with its weekday is a sentence by itself."""
    return bool(re.search(r"(?:^|[.!?|]\s+)\Z", text[: found.start]) and re.match(r"\s*(?:[.|]|\Z)", text[found.end :]))


def _on_date_line(text: str) -> Iterator[tuple[FoundDate, bool]]:
    for found in find_dates(text):
        left, right = text[: found.start], text[found.end :]
        cue = _CUE_LEFT.search(left)
        if (cue or _LEFT_OPEN.search(left)) and _RIGHT_OPEN.match(right) and (cue or not _governed(left)):
            yield found, bool(cue and cue["updated"])


def _governed(left: str) -> bool:
    """Whether a preposition makes the date part of a phrase ("signed on 4 May")."""
    return bool(re.search(r"\b(?:on|of|at|by|as)\s*\Z", left, re.IGNORECASE))


def _dateline(text: str) -> FoundDate | None:
    """The date of a dateline: a place, a date, and an agency or a dash before the first sentence."""
    found = next(iter(find_dates(text[:120])), None)
    if not found:
        return None
    left = re.sub(r"^\d{1,2}[:.]\d{2},\s*", "", text[: found.start]).strip().rstrip(",.")
    if len(left) > 60 or not _PLACE.match(left):
        return None
    capitals = any(len(word) > 2 and word.isupper() for word in re.findall(r"[^\W\d_]+", left))
    after = _AFTER_DATELINE.match(text[found.end :])
    if not left:
        # Without a place only an agency makes it one; a date and a dash open an entry of a chronicle.
        return found if after and after[0].endswith((")", "/")) else None
    return found if after or (capitals and text[found.end :].lstrip().startswith((".", ","))) else None


def _stated(found: FoundDate, rest: Sequence[FoundDate]) -> Published:
    year = found.year
    assert year is not None  # noqa: S101  (the caller has checked; for the type checker)
    if found.swapped is not None:
        return _ambiguous(found, year, rest)
    day = found.on(year)
    if day is None:
        return Published(str(year), "stated", f"no calendar has the day in {found.text!r}")
    note = None
    if found.weekday is not None and day.weekday() != found.weekday:
        note = f"the text says {found.text!r}, but that day was a {weekday_name(day)}"
    return Published(day.isoformat(), "stated", note)


def _ambiguous(found: FoundDate, year: int, rest: Sequence[FoundDate]) -> Published:
    """A date such as 3/4/2018: settled by its weekday or by the text's other dates, else only its year is certain."""
    assert found.swapped is not None  # noqa: S101
    readings = [d for d in (day_of(year, found.month, found.day), day_of(year, *found.swapped)) if d]
    if found.weekday is not None:
        readings = [d for d in readings if d.weekday() == found.weekday] or readings
    if len(readings) > 1:
        others = [d for o in rest if o.full and o.year and (d := o.on(o.year))]
        near = [r for r in readings if any(-1 <= (r - o).days <= 14 for o in others)]
        readings = near if len(near) == 1 else readings
    if len(readings) == 1:
        why = (
            f"{found.text!r} is read as {_words(readings[0])}, which agrees with the text's other dates or the weekday"
        )
        return Published(readings[0].isoformat(), "stated", why)
    first, second = readings
    why = f"{found.text!r} may be {_words(first)} or {_words(second)}: only the year is certain"
    return Published(str(year), "stated", why)


def _words(day: date) -> str:
    return f"{day.day} {month_name(day.month)} {day.year}"


def _without_year(text: str, found: FoundDate, rest: Sequence[FoundDate], boilerplate: Sequence[Span]) -> Published:
    article = _blank(text, boilerplate)
    rights = " ".join(text[a:b] for a, b in boilerplate)
    year, why = infer_year(found, article, rights)
    if year is None:
        return Published(None, None, why)
    day = found.on(year)
    if day is None:
        return Published(None, None, f"{found.text!r} has no year, and {year} has no such day")
    return _with_contradictions(text, Published(day.isoformat(), "inferred", why))


def _blank(text: str, spans: Sequence[Span]) -> str:
    """The text without some spans."""
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "\n".join([*kept, text[at:]])


def _unknown(rest: Sequence[FoundDate]) -> Published:
    days = [d for found in rest if found.full and found.year and (d := found.on(found.year))]
    if not days:
        return Published(None, None, "no date line")
    return Published(None, None, f"no date line; the latest day that the text names is {_words(max(days))}")


def _with_contradictions(text: str, published: Published) -> Published:
    clash = contradictions(text, published.edtf)
    return Published(published.edtf, published.basis, _note([published.note, *clash]))


def _note(parts: Sequence[str | None]) -> str | None:
    return "; ".join(part for part in parts if part) or None


def contradictions(text: str, published: str | None) -> tuple[str, ...]:
    """Where a text reckons from its own date and comes to another day than it names.

    published: the date of publication; anything but one full day gives nothing, since nothing can be reckoned.
    Both dates stay as they are; this only says that they do not agree.

    >>> contradictions("It was signed two days ago, on May 1.", "2021-05-04")
    ("the text contradicts itself: 'two days ago, on May 1' would be 2 May 2021",)
    """
    if not published or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
        return ()
    today = date.fromisoformat(published)
    clashes = []
    for match in _AGO.finditer(text):
        named = next(iter(find_dates(text[match.end() : match.end() + 40])), None)
        if not named or named.start or (day := named.on(named.year or today.year)) is None:
            continue
        word = match["number"].lower()
        count = int(word) if word.isdigit() else _NUMBERS[word]
        reckoned = today - timedelta(days=count * (7 if match["unit"].lower() == "week" else 1))
        slack = 3 if match["unit"].lower() == "week" else 0
        if abs((reckoned - day).days) > slack:
            words = text[match.start() : match.end() + named.end]
            clashes.append(f"the text contradicts itself: {' '.join(words.split())!r} would be {_words(reckoned)}")
    return tuple(clashes)
