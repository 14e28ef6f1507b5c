"""From sources to documents: every source gives a document, problems, or both, and none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from foedus.documents.boilerplate import boilerplate
from foedus.documents.clearing import clear
from foedus.documents.dates import Published, publication_date
from foedus.documents.decode import decode
from foedus.documents.heading import heading
from foedus.documents.language import detect
from foedus.documents.records import Record, read_records
from foedus.documents.sources import Raw, gather, too_large
from foedus.documents.webpage import read_page
from foedus.model.documents import Document
from foedus.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read from one place.

    file_bytes: the largest file.
    page_bytes, page_elements: the largest web page, whose extraction costs seconds for each megabyte.
    line_chars: the longest line, since a paragraph is parsed as one piece.
    lines: the most lines.
    """

    file_bytes: int = 20_000_000
    page_bytes: int = 5_000_000
    page_elements: int = 60_000
    line_chars: int = 500_000
    lines: int = 200_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one source gave: a document or None, and the problems met on the way.

    where: the source as its caller named it, or a file's name below a folder, or an entry of a JSON list.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    where: str


def load(
    sources: Iterable[str | Path], *, stdin: BinaryIO | None = None, limits: Limits | None = None
) -> Iterator[Loaded]:
    """Documents from files, folders and standard input, in a fixed order, one after the other.

    sources: paths of .txt, .md, .html, .htm and .json files, folders of them, or ``-`` for standard input.
    stdin: a binary stream to read for ``-`` instead of the process's own.

    A text file's text is its decoded content as it stands (the byte-order mark dropped); a web page's is
    the extracted article; a JSON record's is its text field.  Whatever cannot be read becomes a Problem
    with one of the codes missing, unreadable, not-a-file, suffix, link-outside, too-large, empty, binary,
    encoding, no-article, json, date, language; nothing raises and nothing is left out silently (files and
    folders whose names begin with a dot are not looked at).

    >>> import io
    >>> loaded = next(load(["-"], stdin=io.BytesIO(b"The treaty was signed in Minsk on Friday.")))
    >>> loaded.document.language, loaded.problems
    ('en', ())
    """
    bounds = limits or Limits()
    named = [sources] if isinstance(sources, (str, Path)) else sources
    for raw in gather(named, stdin, bounds.file_bytes):
        yield from load_raw(raw, bounds)


def load_raw(raw: Raw, limits: Limits) -> Iterator[Loaded]:
    """The documents of what one place held, with the problems met on the way; see :func:`load`."""
    if raw.problem is not None or raw.data is None:
        yield Loaded(None, (raw.problem,) if raw.problem else (), raw.where)
        return
    if not raw.data.strip():
        yield Loaded(None, (_empty(raw.where),), raw.where)
        return
    kind = raw.kind or _sniff(raw.data)
    if kind == "html" and len(raw.data) > limits.page_bytes:
        yield Loaded(None, (too_large(raw.where, limits.page_bytes, len(raw.data)),), raw.where)
        return
    decoded = decode(raw.data, raw.where, markup=kind == "html", charset=raw.charset)
    if decoded.text is None:
        yield Loaded(None, decoded.problems, raw.where)
        return
    for loaded in _of_kind(kind, decoded.text, raw, limits):
        yield replace(loaded, problems=(*decoded.problems, *loaded.problems))


def _sniff(data: bytes) -> str:
    """The kind of a stream without a name: a web page and a JSON record show it by their first bytes."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or (head.startswith(b"<?xml") and b"<html" in head):
        return "html"
    return "json" if head.startswith((b'{"', b"{\n", b"{\r", b"{ ", b'[{"', b"[\n", b"[ {", b"[{")) else "text"


def _of_kind(kind: str, text: str, raw: Raw, limits: Limits) -> Iterator[Loaded]:
    if kind == "html":
        yield _page(text, raw.where, raw.address, limits)
    elif kind == "json":
        for record in read_records(text, raw.where):
            yield _record(record, limits)
    else:
        yield _document(Document(path=raw.where, text=text), limits)


def _page(source: str, where: str, address: str | None, limits: Limits) -> Loaded:
    page = read_page(source, limits.page_elements)
    if page.elements > limits.page_elements:
        what = "the page has too many elements"
        return Loaded(None, (_oversized(where, what, page.elements, limits.page_elements),), where)
    if page.text is None:
        problem = Problem(
            "no-article",
            "not read: no article found in the page",
            where,
            "it holds no paragraph of running text",
            "save the article's own page, or its text as .txt",
        )
        return Loaded(None, (problem,), where)
    document = Document(
        path=where,
        text=page.text,
        title=page.title,
        outlet=page.outlet,
        byline=page.byline,
        address=address or page.address,
    )
    return _document(document, limits, page.published, page.known)


def _record(record: Record, limits: Limits) -> Loaded:
    if record.text is None:
        return Loaded(None, record.problems, record.where)
    fields = record.fields
    document = Document(
        path=record.where,
        text=record.text,
        title=fields.get("title"),
        outlet=fields.get("outlet"),
        byline=fields.get("byline"),
        address=fields.get("address"),
    )
    loaded = _document(document, limits, record.published)
    return replace(loaded, problems=(*record.problems, *loaded.problems))


def _document(
    bare: Document, limits: Limits, published: Published | None = None, known: frozenset[str] = frozenset()
) -> Loaded:
    """A document with all that its text says of itself; what the source said already stands."""
    if not bare.text.strip():
        return Loaded(None, (_empty(bare.path),), bare.path)
    pieces = bare.text.splitlines()
    if len(pieces) > limits.lines:
        return Loaded(None, (_oversized(bare.path, "it has too many lines", len(pieces), limits.lines),), bare.path)
    if (longest := max(map(len, pieces))) > limits.line_chars:
        what = "one line is too long for a paragraph"
        return Loaded(None, (_oversized(bare.path, what, longest, limits.line_chars),), bare.path)
    document = describe(bare, published, known)
    if document.language in ("en", None):
        return Loaded(document, (), bare.path)
    problem = Problem(
        "language",
        f"not read: language {document.language}",
        bare.path,
        "only English is read; the document is recorded without claims",
        "give an English version",
    )
    return Loaded(document, (problem,), bare.path)


def describe(bare: Document, published: Published | None = None, known: frozenset[str] = frozenset()) -> Document:
    """A document with boilerplate, language, date, title, outlet and byline filled in from its own text.

    bare: what is known already; its fields are kept.  published: a date from outside the text, kept if it has one.
    known: lines that the page's markup gave away as boilerplate.

    >>> describe(Document(path="-", text="Ferry fares rise\\n\\nTallinn, 4 May 2021\\n\\nIt was so.")).published
    '2021-05-04'
    """
    cleared = clear(bare.text)
    text = cleared.text
    spans = boilerplate(text, known)
    dated = published if published and published.edtf else publication_date(text, spans)
    if published and not dated.edtf:
        dated = replace(dated, note=dated.note or published.note)
    above = heading(text, spans)
    return replace(
        bare,
        title=bare.title or above.title,
        outlet=bare.outlet or above.outlet,
        byline=bare.byline or above.byline,
        published=dated.edtf,
        published_basis=dated.basis,
        published_note=dated.note,
        language=detect(_without(text, spans)),
        boilerplate=tuple(cleared.back(start, end) for start, end in spans),
    )


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _empty(where: str) -> Problem:
    return Problem("empty", "not read: it is empty", where, "it holds nothing but white space", "check the source")


def _oversized(where: str, what: str, size: int, limit: int) -> Problem:
    why = f"{size:,}; the limit is {limit:,}"
    return Problem("too-large", f"not read: {what}", where, why, "cut it into articles with paragraphs")
