"""Annotations from plain content: an entry that breaks its schema is a problem, and the others still count."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from foedus.evaluation.gold import (
    GoldDocument,
    GoldEvent,
    GoldQuotation,
    claim_of,
    statement_of,
)
from foedus.model.problems import Problem

_SCHEMA = Path(__file__).parent / "gold.schema.json"
_LONGEST = 160

Where = Callable[[tuple[Any, ...]], str]
"""The file and line of an entry, by its path of keys and indices."""


def parse_claims(content: Any, where: Where) -> tuple[tuple[GoldDocument, ...], tuple[Problem, ...]]:
    """The annotated texts of a gold file's content: a mapping of file names to claims, or to claims and statements."""
    problems = [_problem(fault, where(path)) for path, fault in _faults(content, None)]
    if problems:
        return (), tuple(problems)
    documents = []
    for name, items in content.items():
        both = items if isinstance(items, Mapping) else {"claims": items}
        sound = {form: list(_sound(both, form, name, items, where, problems)) for form in ("claim", "statement")}
        claims, statements = map(claim_of, sound["claim"]), map(statement_of, sound["statement"])
        documents.append(GoldDocument(str(name), tuple(claims), tuple(statements) or None))
    return tuple(documents), tuple(problems)


def _sound(
    both: Mapping[str, Any], form: str, name: Any, items: Any, where: Where, problems: list[Problem]
) -> Iterator[Mapping[str, Any]]:
    """The records that keep to their form; the others are told."""
    path = (name, f"{form}s") if isinstance(items, Mapping) else (name,)
    for at, record in enumerate(both.get(f"{form}s") or ()):
        faults = [_problem(fault, where((*path, at, *inner))) for inner, fault in _faults(record, form)]
        problems.extend(faults)
        if not faults:
            yield record


def parse_lines(lines: Iterable[str], where: str) -> tuple[tuple[GoldDocument, ...], tuple[Problem, ...]]:
    """The annotated texts of JSON lines: attributions of articles, or PLOVER records, one a line."""
    documents: list[GoldDocument] = []
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            problems.append(_problem(f"no JSON ({error})", f"{where}:{number}"))
            continue
        form = "quotations" if isinstance(record, Mapping) and "attributions" in record else "event"
        faults = [_problem(fault, f"{where}:{number}") for _, fault in _faults(record, form)]
        problems.extend(faults)
        if not faults:
            documents.append(_quoted(record) if form == "quotations" else _told(record))
    return tuple(documents), tuple(problems)


def _quoted(record: Mapping[str, Any]) -> GoldDocument:
    quotations = tuple(
        GoldQuotation(_spans(each["content"]), _spans(each.get("source") or ())) for each in record["attributions"]
    )
    return GoldDocument(record["id"], quotations=quotations, text=record["text"])


def _told(record: Mapping[str, Any]) -> GoldDocument:
    event = GoldEvent(record["event"], record.get("eventText") or "")
    return GoldDocument(record["id"], event=event, text=record["text"])


def _spans(spans: Iterable[Any]) -> tuple[tuple[int, int], ...]:
    return tuple((span[0], span[1]) for span in spans)


@cache
def _validator(form: str | None) -> Any:
    from jsonschema import Draft202012Validator

    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    if form is not None:
        schema = {"$defs": schema["$defs"], "$ref": f"#/$defs/{form}"}
    return Draft202012Validator(schema)


def _faults(content: Any, form: str | None) -> Iterator[tuple[tuple[Any, ...], str]]:
    """What breaks the schema, each with its path."""
    for error in sorted(_validator(form).iter_errors(content), key=lambda e: [str(s) for s in e.absolute_path]):
        at = "/".join(map(str, error.absolute_path))
        wanted = error.schema.get("description") if error.validator == "anyOf" else None
        said = f"not {wanted}" if wanted else error.message
        said = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
        yield tuple(error.absolute_path), f"{at}: {said}" if at else said


def _problem(fault: str, where: str) -> Problem:
    return Problem("gold", "an annotation left out", where, fault, "mend the entry; docs/evaluation.md shows the form")
