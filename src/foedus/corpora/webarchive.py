"""Web archives (WARC): the pages of HTML among their responses, by the library fastwarc."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from foedus.corpora.items import Item
from foedus.documents.load import Limits
from foedus.documents.sources import Raw, too_large
from foedus.model.problems import Problem

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HTML = ("text/html", "application/xhtml+xml")
_PACKED, _PLAIN = b"\x1f\x8b\x08", b"\r\nWARC/1."
"""How a record begins: packed, each is a gzip member of its own; unpacked, after the one before."""
_PIECE = 1_000_000
_DAMAGE = (OSError, ValueError, EOFError, RuntimeError, AttributeError)
"""What the library raises over bytes that are no record."""


def pages_of(path: Path, where: str, limits: Limits) -> Iterator[Item]:
    """The pages of an archive that were answered with success, each by the offset of its record.

    Pictures, redirections, refusals and requests are no articles and are passed over.  After a damaged record, which
    is a problem, the rest of the archive is still read.
    """
    with path.open("rb") as stored:
        mark = _PACKED if stored.read(3) == _PACKED else _PLAIN
        start: int | None = 0
        begun = told = False
        while start is not None:
            damage, last = "", start
            for record, why in _records(stored, start):
                damage = why
                if record is None:
                    break
                passed, last, begun, told = last, record.stream_pos, True, False
                page, damage = _page(record, f"{where}:{last}", limits)
                if damage:
                    break
                if page is not None:
                    yield Item(page, last - passed, f"{record.record_date:%Y-%m-%dT%H:%M:%SZ}")
            if not damage:
                return
            if not told:
                yield Item(Raw(where, problem=_damaged(where, last if begun else None, damage)))
                told = True
            start = _next_start(stored, last + 1, mark)


def _records(stored: BinaryIO, start: int) -> Iterator[tuple[WarcRecord | None, str]]:
    """The records from an offset on; where one is damaged, last, none and why."""
    from fastwarc.warc import ArchiveIterator

    stored.seek(start)
    try:
        for record in ArchiveIterator(stored, parse_http=True, auto_decode="all"):
            yield record, ""
    except _DAMAGE as error:
        yield None, str(error) or type(error).__name__


def _page(record: WarcRecord, where: str, limits: Limits) -> tuple[Raw | None, str]:
    """The page of a record, none where it holds no page; and why it cannot be read, where it is damaged."""
    from fastwarc.warc import WarcRecordType

    http = record.http_headers if record.record_type == WarcRecordType.response else None
    if http is None or http.status_code != 200 or (record.http_content_type or "").lower() not in _HTML:
        return None, ""
    try:
        data = record.reader.read(limits.page_bytes + 1)
    except _DAMAGE as error:
        return None, str(error) or type(error).__name__
    address = record.headers.get("WARC-Target-URI")
    if len(data) > limits.page_bytes:
        return Raw(where, problem=too_large(where, limits.page_bytes)), ""
    return Raw(where, "html", data, None, address and address.strip("<>"), record.http_charset), ""


def _next_start(stored: BinaryIO, at: int, mark: bytes) -> int | None:
    """Where the next record may begin; None at the end of the archive."""
    stored.seek(at)
    held = b""
    while piece := stored.read(_PIECE):
        held += piece
        if (found := held.find(mark)) >= 0:
            return at + found + (2 if mark == _PLAIN else 0)
        at += max(0, len(held) - len(mark))
        held = held[-len(mark) :]
    return None


def _damaged(where: str, last: int | None, why: str) -> Problem:
    todo = "fetch the archive again; what is whole further on is read"
    if last is None:
        return Problem("warc", "not read: it begins as no web archive does", where, why, todo)
    return Problem("warc", "some of it is not read: damaged after this record", f"{where}:{last}", why, todo)
