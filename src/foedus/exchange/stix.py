"""STIX 2.1: actors as identities and locations, documents as reports, claims as notes and relationships, judgements as
opinions.

Ids are UUIDs of version 5 and times are those of the ledger, so the same ledger gives the same bundle.  Every claim is
a note.  A relationship is read as a fact, so only what a claim affirms as one, and nobody rejected, is one too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from foedus.exchange.ends import ENDS
from foedus.exchange.naming import uuid_of
from foedus.exchange.values import Asked, Item, standing_of
from foedus.ledger.dates import extent
from foedus.model.extras import needed
from foedus.model.problems import BadDate
from foedus.model.time import bounds
from foedus.views.claims import gist

if TYPE_CHECKING:
    from foedus.model.judgements import Judgement

KEPT = {
    "claim": "external_references of the note and the relationship",
    "document": "the report's external_references (hashes), object_refs",
    "kind": "relationship_type; labels of the note",
    "actors": "object_refs of the note; source_ref and target_ref",
    "attributes": "abstract of the note, in words",
    "polarity": "labels of the note",
    "status": "labels of the note",
    "time": "labels of the note; start_time and stop_time of the relationship",
    "quote": "content of the note, description of the relationship",
    "confidence": "confidence, 0 to 100",
    "speaker": "authors of the note",
    "viewpoint": "labels of the note and the relationship",
    "standing": "labels of the note and the relationship",
    "judgement": "an opinion: opinion, authors, explanation, created",
    "holds": "labels of the note",
    "valid on": "labels of the note",
    "known on": "labels of the note",
    "recorded": "created, modified",
    "title": "name of the report",
    "outlet": "source_name of the report's external_references",
    "path": "name of the report, where there is no title",
    "address": "url of the report's external_references",
    "published": "published of the report (the first day that it may mean), description",
    "language": "lang of the report",
}

_PERSON, _PLACES = "person", ("region", "city")
_OPINIONS = {"accept": "agree", "reject": "disagree", "correct": "neutral", "retract": "strongly-disagree"}


def bundle(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """All of it as one bundle, objects in the order of their ids."""
    with needed("exchange", "foedus export stix"):
        import stix2
    made: dict[str, dict[str, Any]] = {}
    reports: dict[str, tuple[Item, list[str]]] = {}
    for item in items:
        for each in _of(item, asked):
            made.setdefault(each["id"], each)
            reports.setdefault(item.told.id, (item, []))[1].append(each["id"])
    for first, inside in reports.values():
        report = _report(first, inside)
        made[report["id"]] = report
    objects = [stix2.parse(made[key], version="2.1") for key in sorted(made)]
    whole = stix2.Bundle(objects=objects, id=f"bundle--{uuid_of('bundle', *sorted(made))}")
    yield (whole.serialize(sort_keys=True) + "\n").encode("utf-8", "replace")


def _of(item: Item, asked: Asked) -> Iterator[dict[str, Any]]:
    claim, held = item.held.claim, item.held
    said = held.statement
    speaker = said.speaker.actor if said and said.speaker else None
    actors = {key: _actor(key, item, asked) for key in (*claim.everybody(), *([speaker] if speaker else ()))}
    yield from actors.values()
    note = _note(item, asked, [each["id"] for key, each in actors.items() if key in claim.everybody()])
    if not note["object_refs"]:
        return
    if speaker:
        note["authors"] = [asked.label(speaker)]
    yield note
    yield from _relationships(item, asked, actors)
    for judgement in filter(None, (held.judged.verdict, held.judged.retracted)):
        yield _opinion(judgement, note["id"])


def _common(kind: str, identity: str, moment: datetime) -> dict[str, Any]:
    when = _stamp(moment)
    return {"type": kind, "spec_version": "2.1", "id": identity, "created": when, "modified": when}


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
"""When actors were made, as far as a bundle says: the same in each, so that they are one in all of them."""


def _actor(key: str, item: Item, asked: Asked) -> dict[str, Any]:
    kind = asked.kind_of(key)
    country = asked.country_of(key) if kind in _PLACES else None
    if country:
        return {
            **_common("location", f"location--{uuid_of('actor', key)}", _ALWAYS),
            "name": asked.label(key),
            "country": country,
            "external_references": [{"source_name": "foedus", "external_id": key}],
        }
    classes = {_PERSON: "individual", "people": "group", None: "unknown", "agreement": "class"}
    return {
        **_common("identity", f"identity--{uuid_of('actor', key)}", _ALWAYS),
        "name": asked.label(key),
        "identity_class": classes.get(kind, "organization"),
        **({"sectors": ["government"]} if kind in ("state", "ministry", "government", "parliament") else {}),
        "external_references": [{"source_name": "foedus", "external_id": key}],
    }


def _labels(item: Item, asked: Asked) -> list[str]:
    held, claim = item.held, item.held.claim
    told = {
        "kind": claim.kind,
        "polarity": claim.polarity,
        "status": claim.status,
        "time": claim.time and claim.time.edtf,
        "standing": standing_of(held.judged),
        "viewpoint": item.viewpoint,
        "holds": held.holds and held.holds.value,
        "valid-on": asked.valid_on,
        "known-on": asked.known_on,
    }
    return [f"{name}:{value}" for name, value in told.items() if value]


def _cited(item: Item) -> list[dict[str, Any]]:
    """Where the claim is from: its id, and its document with its address and its hash."""
    return [{"source_name": "foedus", "external_id": item.held.claim.id}, _source(item)]


def _source(item: Item) -> dict[str, Any]:
    told = item.told
    hashed = {"hashes": {"SHA-256": told.id.removeprefix("sha256:")}, "url": told.address} if told.address else {}
    return {"source_name": told.outlet or told.path or "document", "external_id": told.id, **hashed}


def _note(item: Item, asked: Asked, about: list[str]) -> dict[str, Any]:
    claim = item.held.claim
    return {
        **_common("note", f"note--{uuid_of('note', claim.id)}", item.held.recorded_at),
        "abstract": gist(claim.record(), asked.label),
        "content": item.quote or "(its words were erased)",
        "object_refs": about,
        "labels": _labels(item, asked),
        "confidence": round(100 * claim.confidence),
        "external_references": _cited(item),
    }


def _relationships(item: Item, asked: Asked, actors: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    claim, held = item.held.claim, item.held
    fact = claim.polarity == "affirmed" and claim.status == "actual" and not held.erasure
    if not fact or standing_of(held.judged) in ("rejected", "retracted"):
        return
    one, other = (dict.fromkeys(claim.actors(role)) for role in ENDS[claim.kind])
    for source, target in ((a, b) for a in one for b in other if a != b):
        key = uuid_of("relationship", claim.id, source, target)
        yield {
            **_common("relationship", f"relationship--{key}", held.recorded_at),
            "relationship_type": str(claim.attribute("change") or claim.attribute("duty") or claim.kind),
            "description": item.quote,
            "source_ref": actors[source]["id"],
            "target_ref": actors[target]["id"],
            **_times(claim.time.edtf if claim.time else None),
            "labels": _labels(item, asked),
            "confidence": round(100 * claim.confidence),
            "external_references": _cited(item),
        }


def _times(edtf: str | None) -> dict[str, str]:
    found = extent(edtf)
    if found is None:
        return {}
    started = {} if found.low == date.min else {"start_time": _day(found.low)}
    return started if found.high == date.max else {**started, "stop_time": _day(found.high, time(23, 59, 59))}


def _day(day: date, at: time = time()) -> str:
    return _stamp(datetime.combine(day, at, tzinfo=UTC))


def _opinion(judgement: Judgement, note: str) -> dict[str, Any]:
    return {
        **_common("opinion", f"opinion--{uuid_of('opinion', judgement.id)}", judgement.at),
        "opinion": _OPINIONS[judgement.verdict],
        "explanation": judgement.reason,
        "authors": [judgement.by],
        "object_refs": [note],
        "labels": [f"verdict:{judgement.verdict}"],
        "external_references": [{"source_name": "foedus", "external_id": judgement.id}],
    }


def _report(item: Item, inside: list[str]) -> dict[str, Any]:
    told = item.told
    try:
        published = _day(bounds(told.published)[0]) if told.published else None
    except BadDate:
        published = None
    unknown = "its text does not say when it was published; the time is when the ledger learnt it"
    return {
        **_common("report", f"report--{uuid_of('report', told.id)}", item.held.recorded_at),
        "name": told.title or told.path,
        "description": f"published: {told.published}" if published else unknown,
        "report_types": ["unspecified"],
        "published": published or _stamp(item.held.recorded_at),
        "object_refs": sorted(set(inside)),
        **({"lang": told.language} if told.language else {}),
        "external_references": [_source(item)],
    }
