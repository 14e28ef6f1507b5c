"""JSON records: one object, or a list of them, each with its article's text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from foedus.documents.dateforms import find_dates
from foedus.documents.dates import Published, publication_date
from foedus.model.problems import BadDate, Problem
from foedus.model.time import bounds

_FIELDS = {"title": "title", "address": "address", "url": "address", "outlet": "outlet", "byline": "byline"}
_EXAMPLE = '{"title": "…", "text": "…", "address": "…", "published": "2018-01-30"}'
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}\S*\Z")


@dataclass(frozen=True, slots=True)
class Record:
    """One object of a JSON source; text is None where it cannot be read."""

    where: str
    text: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    published: Published | None = None
    problems: tuple[Problem, ...] = ()


def read_records(source: str, where: str) -> Iterator[Record]:
    """The records of a JSON source, each with its own problems.

    where: the source's name; an entry of a list is named by its JSON pointer (``news.json#/0``).
    """
    try:
        content = json.loads(source)
    except (ValueError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else _fault(error, source)
        yield Record(where, problems=(_json(where, "not read: no JSON", why),))
        return
    if not isinstance(content, list):
        yield read_record(content, where)
        return
    if not content:
        yield Record(where, problems=(Problem("empty", "the list holds no record", where, "", f"give {_EXAMPLE}"),))
    for at, entry in enumerate(content):
        yield read_record(entry, f"{where}#/{at}")


def _fault(error: ValueError, source: str) -> str:
    """What is wrong with a text's JSON; in a single line, which may be one of a file's many, no line is counted."""
    if isinstance(error, json.JSONDecodeError) and "\n" not in source.strip():
        return f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
    return str(error)


def read_record(entry: Any, where: str) -> Record:
    """One record; a field of the wrong type is left out and listed, a text of the wrong type is not read."""
    if not isinstance(entry, dict):
        return Record(where, problems=(_json(where, f"not read: {_type(entry)} instead of an object"),))
    text = entry.get("text")
    if not isinstance(text, str):
        what = f"not read: text is {_type(text)}" if "text" in entry else "not read: it has no text"
        return Record(where, problems=(_json(where, what),))
    problems: list[Problem] = []
    if _UNSTORABLE.search(text):
        text, count = _UNSTORABLE.subn("\ufffd", text)
        why = f"{count} character(s) that no encoding can carry were read as U+FFFD"
        problems.append(Problem("encoding", "the text holds broken characters", where, why, "mend the escapes"))
    fields: dict[str, str] = {}
    for key, name in _FIELDS.items():
        value = entry.get(key)
        if isinstance(value, str):
            fields.setdefault(name, _UNSTORABLE.sub("\ufffd", value))
        elif value is not None:
            problems.append(_json(where, f"{key} is left out: it is {_type(value)}", "it must be a string"))
    published, trouble = _published(entry.get("published"), where)
    return Record(where, text, fields, published, (*problems, *trouble))


def _published(value: Any, where: str) -> tuple[Published | None, tuple[Problem, ...]]:
    if value is None or value == "":
        return None, ()
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        value = str(value)
    if not isinstance(value, str):
        return None, (_date(where, f"published is left out: it is {_type(value)}"),)
    plain = value.strip()
    stamp = _STAMP.match(plain)
    plain = stamp[1] if stamp else plain
    try:
        bounds(plain)
    except BadDate as error:
        written = publication_date(plain) if len(plain) < 100 and find_dates(plain) else None
        if written and written.edtf:
            return written, ()
        return None, (_date(where, "published is left out: no such date", str(error)),)
    return Published(plain, "stated"), ()


def _type(value: Any) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a string")


def _json(where: str, what: str, why: str = "") -> Problem:
    return Problem("json", what, where, why, f"give {_EXAMPLE}")


def _date(where: str, what: str, why: str = "") -> Problem:
    return Problem("date", what, where, why, "write YYYY, YYYY-MM or YYYY-MM-DD")
