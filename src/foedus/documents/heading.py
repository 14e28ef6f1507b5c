"""Title, outlet and byline, where a text gives them plainly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from foedus.documents.dateforms import find_dates
from foedus.documents.layout import Line, lines
from foedus.documents.lexicon import lexicon

Span = tuple[int, int]

_BYLINE = re.compile(
    r"(?i:(?:written |reported |story |text )?by)\s+(?P<who>[A-Z][\w.'’-]*"
    r"(?:\s+(?:and|de|van|von|al|el|bin|der|la|[A-Z][\w.'’-]*),?){0,7})\s*(?P<rest>.*)\Z"
)
_REST = re.compile(r"(?:in\s+[A-Z][\w .'’-]{2,30}|[|·•,–—-].*|\(.*)?\Z")
_PLAIN_NAME = re.compile(r"(?:[A-Z][\w'’.-]*\s+){1,3}[A-Z][\w'’-]+(?:\s+in\s+[A-Z][\w .'’-]{2,30})?\Z")
_SLASHED = re.compile(r"\s/(?P<agency>[A-Z][^/\n]{1,38}[^/\s])/")
_BRACKETED = re.compile(r"\A[^()\n]{0,60}\((?P<agency>[A-Z][\w .&’'-]{1,38})\)\s*(?:[–—:]|-)")
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?P<holder>[A-Z][^.|\n©,]{1,50}?)"
    r"(?=\s*(?:[.|,\n]|All rights|\Z|\d{4}))",
    re.IGNORECASE,
)
_LOGO = re.compile(r"(?P<holder>.{2,40}?)\s+logo\.?\Z", re.IGNORECASE)
_SITE = re.compile(r"(?P<holder>[A-Z][\w .&-]{1,38}?)[’']s? (?:website|site|web site) can also be", re.IGNORECASE)
_TITLE_WORDS = 32


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above an article; None for what it does not say."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None


def heading(text: str, boilerplate: Sequence[Span] = ()) -> Heading:
    """Title, outlet and byline of a text that gives them plainly.

    The outlet may come from boilerplate (a rights notice, a logo's label) or from the dateline's agency.

    >>> heading("Ferry fares rise again\\n\\nBy Ana Leal\\n\\nTALLINN, May 4 (Nord Wire) - Fares rose on Monday.")
    Heading(title='Ferry fares rise again', outlet='Nord Wire', byline='Ana Leal')
    """
    every = lines(text)
    article = [line for line in every if not any(a <= line.start and line.end <= b for a, b in boilerplate)]
    furniture = [line for line in every if any(a <= line.start and line.end <= b for a, b in boilerplate)]
    outlet = _dateline_agency(article) or _holder(furniture)
    return Heading(_title(article, outlet), outlet, _byline(article))


def _title(article: Sequence[Line], outlet: str | None) -> str | None:
    """The first line that stands as one; the outlet's own name above it is a masthead."""
    mastheads = (outlet.lower(),) if outlet else ()
    for at, line in enumerate(article[:4]):
        plain = line.text.lstrip("# ").strip("*_")
        if plain.lower().rstrip(":") in (*lexicon().kickers, *mastheads):
            continue
        following = article[at + 1] if at + 1 < len(article) else None
        if line.long or plain.endswith((".", ":", ";", ",")) or line.words > _TITLE_WORDS or line.words < 2:
            return None
        if _BYLINE.match(plain) or _is_date_line(plain) or following is None:
            return None
        # Without a blank line below it, a short line counts only above a paragraph, a byline or a date.
        plainly = following.gap or following.is_prose or _BYLINE.match(following.text) or _is_date_line(following.text)
        return plain if plainly and not _SPEAKER.match(plain) else None
    return None


_SPEAKER = re.compile(r"[A-Z][\w .]{1,30}:\s+\S.*[?.!]\Z")


def _is_date_line(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and len(text) - sum(d.end - d.start for d in found) <= 12


def _byline(article: Sequence[Line]) -> str | None:
    for at, line in enumerate(article[:8]):
        if line.is_prose:
            return None
        plain = line.text.strip("*_ ")
        found = _BYLINE.match(plain) if len(plain) <= 120 else None
        if found and _REST.match(found["rest"]):
            return found["who"].strip(" ,")
        name = re.split(r"\s*[|·•]\s*", plain)[0]
        dated = bool(find_dates(plain)) if name != plain else at + 1 < len(article) and _dated(article[at + 1])
        if at > 0 and dated and _PLAIN_NAME.match(name) and len(name) <= 60:
            return re.sub(r"\s+in\s+[A-Z].*\Z", "", name)
    return None


def _dated(line: Line) -> bool:
    return not line.gap and len(line.text) <= 80 and bool(find_dates(line.text)) and not line.is_prose


def _dateline_agency(article: Sequence[Line]) -> str | None:
    for line in article[:8]:
        found = _SLASHED.search(line.text[:90]) or _BRACKETED.match(line.text[:120])
        if not found and line.text[:120].count("(") and find_dates(line.text[:60]):
            found = re.match(r"[^()\n]{0,60}\((?P<agency>[A-Z][\w .&’'-]{1,38})\)\s*\Z", line.text)
        # An agency stands behind a place in capitals or behind a date, not behind any bracket.
        if found and (find_dates(line.text[: found.start("agency")]) or line.text.split("(")[0].strip(" ,").isupper()):
            return found["agency"]
        if line.is_prose and line.words >= 20:
            return None
    return None


def _holder(furniture: Sequence[Line]) -> str | None:
    for pattern in (_SITE, _RIGHTS, _LOGO):
        for line in furniture:
            found = pattern.search(line.text) if pattern is _RIGHTS else pattern.match(line.text)
            if found and not line.long:
                return found["holder"].strip()
    return None
