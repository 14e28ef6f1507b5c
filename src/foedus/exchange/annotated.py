"""Web Annotations that judge claims, from whatever tool: what each holds of which claim.

An annotation judges if one of its bodies assesses, tags, classifies or moderates with a verdict.  It means a claim by
its name, or by the words that it targets.  What it says beside is its reason; a body that edits says what should stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from foedus.exchange.naming import named
from foedus.exchange.remarks import Remark, Spans, moment_of, verdict_of
from foedus.model.problems import Problem

_JUDGING = ("assessing", "moderating", "tagging", "classifying")
_TODO = "See docs/exchange.md for what an annotation needs"


def annotated(text: str, where: str) -> Iterator[Remark | Problem]:
    """The judgements of a file: a list, a collection, a page, JSON lines or a single annotation."""
    try:
        found = list(_annotations(_parsed(text)))
    except (ValueError, RecursionError) as error:
        yield Problem("json", "not read: no JSON", where, str(error), "give Web Annotations as JSON-LD")
        return
    if not found:
        yield Problem("empty", "no annotations in it", where, "", "give Web Annotations as JSON-LD")
    for number, each in enumerate(found, start=1):
        try:
            yield from _judging(each, f"{where}: annotation {number}")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            why = f"{type(error).__name__}: {error}"
            yield Problem("annotation", "not a Web Annotation", f"{where}: annotation {number}", why, _TODO)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2:
            raise
        return [json.loads(line) for line in lines]


def _annotations(found: Any) -> Iterator[Any]:
    """Annotations, out of whatever holds them."""
    if isinstance(found, list):
        for each in found:
            yield from _annotations(each)
    elif isinstance(found, dict):
        inside = found.get("items") or found.get("@graph") or found.get("rows")
        if inside is None and isinstance(found.get("first"), dict):
            inside = found["first"].get("items")
        if inside is not None:
            yield from _annotations(inside)
        elif "target" in found or "body" in found:
            yield found
    else:
        yield found


def _judging(annotation: Any, where: str) -> Iterator[Remark | Problem]:
    bodies = [_body(each, annotation) for each in _listed(annotation.get("body", annotation.get("bodyValue")))]
    judging = [each for each in bodies if each["purpose"] in _JUDGING and verdict_of(each["value"])]
    told = [each for each in bodies if each["purpose"] in _JUDGING[:2] and not verdict_of(each["value"])]
    for each in told:
        what = f"no verdict is called {str(each['value'])[:40]!r}"
        yield Problem("verdict", what, where, "", "write accept, reject or correct")
    for each in judging:
        beside = [other for other in bodies if _signed(other) in (_signed(each), (None, None))]
        corrected, changes = _edited(beside)
        document, spans, words = _target(annotation)
        yield Remark(
            where,
            verdict_of(each["value"]) or "",
            _claim(annotation, bodies),
            document,
            spans,
            words,
            _name(each["creator"]) or _name(annotation.get("creator")),
            moment_of(each["created"]) or _when(annotation),
            "; ".join(other["value"] for other in beside if other["purpose"] in ("commenting", "replying")) or None,
            changes,
            corrected,
        )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _body(body: Any, annotation: Any) -> dict[str, Any]:
    """A body with all that is asked of one; a plain text is for what the annotation is for."""
    motives = [str(each).removeprefix("oa:") for each in _listed(annotation.get("motivation"))]
    plain = {"purpose": motives[0] if motives else "commenting", "value": body, "creator": None, "created": None}
    if not isinstance(body, dict):
        return plain
    own = {name: body[name] for name in plain if name in body}
    value = body.get("value", body.get("rdf:value", ""))
    made = {**plain, "value": "", **own, "format": body.get("format"), "value_": value}
    made["value"] = made.pop("value_")
    made["purpose"] = str((_listed(made["purpose"]) or ["commenting"])[0]).removeprefix("oa:")
    return made


def _signed(body: dict[str, Any]) -> tuple[str | None, Any]:
    return _name(body["creator"]), body["created"]


def _when(annotation: Any) -> datetime | None:
    """When a person made the annotation; when foedus did says nothing of a judgement that somebody added."""
    made = annotation.get("created") if _name(annotation.get("creator")) else None
    return moment_of(annotation.get("modified") or made)


def _name(creator: Any) -> str | None:
    """The name of a person; software signs no judgement."""
    for each in _listed(creator):
        if isinstance(each, str) and each.strip():
            return each.strip()
        if isinstance(each, dict) and "Software" not in _listed(each.get("type")):
            found = each.get("name") or each.get("nickname") or each.get("id")
            if isinstance(found, str) and found.strip():
                return found.strip()
    return None


def _claim(annotation: Any, bodies: list[dict[str, Any]]) -> str | None:
    """The claim that is named: by the target, by the annotation's own name, or in the body that foedus wrote."""
    targets = _listed(annotation.get("target"))
    sources = [each.get("source", each.get("id")) if isinstance(each, dict) else each for each in targets]
    names = [each.get("id") if isinstance(each, dict) else each for each in sources]
    for name in (*names, annotation.get("id")):
        if isinstance(name, str):
            found = named(name, "claim") or (named(name, "annotation") or "").replace("annotation:", "claim:")
            if found:
                return found
    for body in bodies:
        if body["purpose"] == "identifying" and body.get("format") == "application/json":
            found = json.loads(body["value"]).get("id")
            if isinstance(found, str):
                return found
    return None


def _target(annotation: Any) -> tuple[str | None, Spans, tuple[str, ...]]:
    """The document, where the words stand, and the words."""
    document, spans, words = None, [], []
    for target in _listed(annotation.get("target")):
        source = target.get("source", target.get("id")) if isinstance(target, dict) else target
        name = (source.get("id") or source.get("canonical")) if isinstance(source, dict) else source
        document = document or (named(name, "document") or name if isinstance(name, str) else None)
        for selector in _listed(target.get("selector")) if isinstance(target, dict) else ():
            if selector.get("type") == "TextPositionSelector":
                spans.append((int(selector["start"]), int(selector["end"])))
            elif selector.get("type") == "TextQuoteSelector":
                words.append(str(selector["exact"]))
    return document, tuple(spans), tuple(words)


def _edited(bodies: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """What should stand instead: the whole claim as JSON, or a change a line."""
    changes: list[str] = []
    for body in bodies:
        if body["purpose"] != "editing":
            continue
        if body.get("format") == "application/json":
            found = json.loads(body["value"])
            return found if isinstance(found, dict) else None, ()
        changes += [line.strip() for line in str(body["value"]).splitlines() if line.strip()]
    return None, tuple(changes)
