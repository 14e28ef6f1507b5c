"""Statements and claims as JSON texts: the one that their ids hash, and the one that a ledger keeps.

Each is what the standard library's encoder makes of the record, written by hand, since every claim of millions is
written twice.  What is not of the types that it should be is left to the encoder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Any

from foedus.model.ids import canonical

if TYPE_CHECKING:
    from foedus.model.claims import Claim, Mention, Quote, Statement, TimeReference

_KEPT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PER_READER = ("confidence", "extractor", "terms")
"""What a claim's identity leaves out, so that another reader may say otherwise of the same claim."""


def claim_identity(claim: Claim) -> str:
    """The JSON text of a claim's identity, keys in their order."""
    try:
        roles = ",".join([f"[{quoted(role)},[{_mentions(found)}]]" for role, found in claim.roles])
        attributes = _attributes(sorted(claim.attributes), canonical)
        evidence = ",".join(map(_quote, claim.evidence))
        return (
            f"[{quoted(claim.document)},{_optional(claim.statement)},{quoted(claim.kind)},[{roles}],{attributes},"
            f"{quoted(claim.polarity)},{quoted(claim.status)},{_time(claim.time)},[{evidence}]]"
        )
    except (TypeError, ValueError):
        return canonical(claim.identity())


def statement_identity(statement: Statement) -> str:
    """The JSON text of a statement's identity, keys in their order."""
    try:
        content = ",".join([f"[{start:d},{end:d}]" for start, end in statement.content])
        speaker = "null" if statement.speaker is None else _mention(statement.speaker)
        cue = "null" if statement.cue is None else _quote(statement.cue)
        return (
            f"[{quoted(statement.document)},{speaker},{cue},[{content}],{quoted(statement.form)},"
            f"{_optional(statement.on_behalf_of)},[{_mentions(statement.via)}]]"
        )
    except (TypeError, ValueError):
        return canonical(statement.identity())


def claim_kept(claim: Claim) -> str:
    """The JSON text of a claim's record without what is a reader's own."""
    try:
        found = dict(claim.roles).items()
        roles = ",".join([f"{quoted(role)}:[{','.join(map(_mention_kept, each))}]" for role, each in found])
        attributes = _attributes(claim.attributes, _KEPT.encode)
        evidence = ",".join(map(_quote_kept, claim.evidence))
        return (
            f'{{"document":{quoted(claim.document)},"statement":{_optional(claim.statement)},'
            f'"kind":{quoted(claim.kind)},"roles":{{{roles}}},"attributes":{attributes},'
            f'"polarity":{quoted(claim.polarity)},"status":{quoted(claim.status)},"time":{_time_kept(claim.time)},'
            f'"evidence":[{evidence}]{_erased(claim)}}}'
        )
    except (TypeError, ValueError):
        return _KEPT.encode({name: value for name, value in claim.fields().items() if name not in _PER_READER})


def statement_kept(statement: Statement) -> str:
    """The JSON text of a statement's record."""
    try:
        content = ",".join([f"[{start:d},{end:d}]" for start, end in statement.content])
        speaker = "null" if statement.speaker is None else _mention_kept(statement.speaker)
        cue = "null" if statement.cue is None else _quote_kept(statement.cue)
        return (
            f'{{"document":{quoted(statement.document)},"speaker":{speaker},'
            f'"on_behalf_of":{_optional(statement.on_behalf_of)},'
            f'"via":[{",".join(map(_mention_kept, statement.via))}],"cue":{cue},"content":[{content}],'
            f'"form":{quoted(statement.form)}{_erased(statement)}}}'
        )
    except (TypeError, ValueError):
        return _KEPT.encode(statement.fields())


def _mentions(found: Iterable[Mention]) -> str:
    return ",".join(map(_mention, found))


def _mention(each: Mention) -> str:
    return f'{{"actor":{quoted(each.actor)},"end":{each.end:d},"start":{each.start:d},"text":{quoted(each.text)}}}'


def _mention_kept(each: Mention) -> str:
    return f'{{"text":{quoted(each.text)},"start":{each.start:d},"end":{each.end:d},"actor":{quoted(each.actor)}}}'


def _quote(each: Quote) -> str:
    return f'{{"end":{each.end:d},"start":{each.start:d},"text":{quoted(each.text)}}}'


def _quote_kept(each: Quote) -> str:
    return f'{{"text":{quoted(each.text)},"start":{each.start:d},"end":{each.end:d}}}'


def _time(each: TimeReference | None) -> str:
    if each is None:
        return "null"
    return (
        f'{{"basis":{quoted(each.basis)},"edtf":{quoted(each.edtf)},"end":{each.end:d},"start":{each.start:d},'
        f'"text":{quoted(each.text)}}}'
    )


def _time_kept(each: TimeReference | None) -> str:
    if each is None:
        return "null"
    return (
        f'{{"edtf":{quoted(each.edtf)},"text":{quoted(each.text)},"start":{each.start:d},"end":{each.end:d},'
        f'"basis":{quoted(each.basis)}}}'
    )


def _attributes(found: Iterable[tuple[str, Any]], encode: Callable[[Any], str]) -> str:
    pairs = [
        f"{quoted(name)}:{quoted(value) if type(value) is str else _other(value, encode)}"
        for name, value in dict(found).items()
    ]
    return f"{{{','.join(pairs)}}}"


def _other(value: Any, encode: Callable[[Any], str]) -> str:
    from foedus.model.claims import thaw

    return encode(thaw(value))


def _optional(text: str | None) -> str:
    return "null" if text is None else quoted(text)


def _erased(each: Claim | Statement) -> str:
    return ',"erased":true' if each.held_as else ""
