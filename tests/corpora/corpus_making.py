"""Small corpora and quick readers for their tests; a reader stands in a module of its own, so that workers find it."""

from __future__ import annotations

import gzip
import os
import re
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path

from foedus.corpora.columns import TABLES
from foedus.corpora.engines import Engine
from foedus.corpora.engines.here import HereEngine
from foedus.corpora.folder import read_table, shards
from foedus.corpora.items import Item
from foedus.corpora.shards import About
from foedus.desk.corpora import Plan, Progress, read_with
from foedus.documents.sources import Raw
from foedus.model.claims import Mention, Quote, Statement, make_claim
from foedus.model.documents import Document
from foedus.model.problems import Problem
from foedus.reading import Reading

ABOUT = About("1.0", "words", "0" * 32)
SENTENCE = re.compile(r"(\w+) recognised (\w+)")


class Words:
    """A reader that knows one verb, and that some texts kill."""

    about = ABOUT

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """A recognition for each sentence that has one."""
        for document in documents:
            if "KILLER" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "FAULT" in document.text:
                raise ValueError("a fault in the parser")
            yield reading(document)


def reading(document: Document) -> Reading:
    """What :class:`Words` reads in a document."""
    said = Statement(document.id, None, Quote(document.text[:4], 0, 4), ((0, len(document.text)),), "indirect")
    claims = [
        make_claim(
            document=document.id,
            statement=said.id,
            kind="recognition",
            roles={
                "recogniser": [Mention(found[1], found.start(1), found.end(1), found[1].lower())],
                "recognised": [Mention(found[2], found.start(2), found.end(2), found[2].lower())],
            },
            attributes={"change": "recognises"},
            evidence=[Quote(found[0], found.start(), found.end())],
            extractor="words-1.0",
        )
        for found in SENTENCE.finditer(document.text)
    ]
    problems = () if claims else (Problem("words", "nothing found", document.path),)
    return Reading((said,), tuple(claims), problems)


def make_words() -> Words:
    """What a worker makes its reader with."""
    return Words()


def text_item(where: str, text: str) -> Item:
    """A text as an item."""
    data = text.encode()
    return Item(Raw(where, "text", data), len(data))


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a corpus with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def table(folder: Path, name: str) -> list[dict[str, object]]:
    """All rows of a table of a corpus."""
    assert name in TABLES
    return [row for shard in shards(folder) for row in read_table(folder, shard, name)]


def read_all(
    sources: Iterable[str | Path], out: Path, engine: Engine | None = None, chars: int = 200
) -> tuple[Progress, list[Problem]]:
    """Read sources with :class:`Words` to the end; how far it came, and the problems that were told."""
    done = Progress()
    problems: list[Problem] = []
    with engine or HereEngine(Words()) as opened:
        for done in read_with(opened, tuple(map(str, sources)), out, Plan(chars=chars)):
            problems.extend(done.step.problems if done.step else ())
    return done, problems


def web_archive(pages: Iterable[tuple[str, str, bytes]], packed: bool = True) -> bytes:
    """A web archive of responses: address, status line and content type, body."""
    written = b""
    for number, (address, told, body) in enumerate(pages):
        status, kind = told.split("; ", 1)
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2022-02-20T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Target-URI: {address}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        written += gzip.compress(record, mtime=0) if packed else record
    return written
