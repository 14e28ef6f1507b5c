"""FollowTheMoney entities, as the tools of investigative journalists read them, one JSON object a line.

Only what a claim affirms as a fact, and nobody rejected or took back, becomes a link (a Membership, an Occupancy, an
Event, an UnknownLink): such links are read as facts there.  What is denied, possible, planned or rejected becomes a
Note on those whom it is about, which says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from foedus.exchange.ends import ENDS
from foedus.exchange.naming import actor_iri, claim_iri, document_iri, uuid_of
from foedus.exchange.values import Asked, Item, standing_of
from foedus.model.extras import needed
from foedus.views.claims import gist

if TYPE_CHECKING:
    from foedus.model.claims import Mention

KEPT = {
    "claim": "id and recordId of links; id of notes",
    "document": "proof (links), the Document's id",
    "kind": "schema, role, description",
    "actors": "the properties of the link; entity of notes",
    "mentions": "name of a Mention (the words alone)",
    "attributes": "description, in words",
    "polarity": "description; what is negated is a Note",
    "status": "status; what is not actual is a Note",
    "time": "date, startDate, endDate, where it is one day, month or year",
    "quote": "summary",
    "speaker": "description",
    "viewpoint": "description",
    "standing": "description",
    "holds": "description",
    "valid on": "description",
    "known on": "description",
    "recorded": "modifiedAt",
    "title": "title",
    "outlet": "publisher",
    "byline": "author",
    "path": "fileName",
    "address": "sourceUrl",
    "published": "publishedAt, where it is one day, month or year",
    "language": "language",
}

_BODIES = ("parliament", "ministry", "government", "armed-forces", "agency")
_ORGANISATIONS = ("union", "alliance", "organisation", "party", "armed-group", "outlet")
_PLACES = ("region", "city")

_LEFT = ("leaves", "suspends")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?\Z")
Made = dict[str, Any]


def schema_of(kind: str | None) -> str:
    """The schema of an actor of a type.

    >>> schema_of("person"), schema_of("ministry"), schema_of("alliance"), schema_of("state"), schema_of("city")
    ('Person', 'PublicBody', 'Organization', 'LegalEntity', 'Address')
    """
    if kind == "person":
        return "Person"
    if kind == "agreement":
        return "Document"
    for schema, kinds in (("PublicBody", _BODIES), ("Organization", _ORGANISATIONS), ("Address", _PLACES)):
        if kind in kinds:
            return schema
    return "LegalEntity"


def entities(items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
    """Each document and each actor before the first claim that has it; links, notes and mentions."""
    with needed("ftm", "foedus export ftm"):
        from followthemoney import model
    seen: set[str] = set()
    for item in items:
        for made in _of(item, asked):
            if made["id"] in seen:
                continue
            if made["schema"] not in ("Note", "Membership", "Occupancy", "Event", "UnknownLink"):
                seen.add(made["id"])
            proxy = model.make_entity(made["schema"])
            proxy.id = made["id"]
            for name, values in made["properties"].items():
                proxy.add(name, values)
            told = proxy.to_dict()
            told["properties"] = {name: sorted(values) for name, values in sorted(told["properties"].items())}
            yield (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _of(item: Item, asked: Asked) -> Iterator[Made]:
    claim = item.held.claim
    yield _document(item)
    for key in claim.everybody():
        yield _actor(key, asked)
    for _, mentions in claim.roles:
        for mention in mentions:
            if mention.text:
                yield _mention(item, mention, asked)
    yield from _link(item, asked) if _is_fact(item) else _note(item, asked)


def _is_fact(item: Item) -> bool:
    claim = item.held.claim
    held = standing_of(item.held.judged) not in ("rejected", "retracted")
    return held and claim.status == "actual" and claim.polarity == "affirmed" and not item.held.erasure


def _made(identity: str, schema: str, **properties: Any) -> Made:
    return {"id": identity, "schema": schema, "properties": {k: v for k, v in properties.items() if v}}


def _document(item: Item) -> Made:
    told = item.told
    return _made(
        document_iri(told.id),
        "Article" if told.outlet or told.address else "Document",
        title=told.title,
        name=told.title,
        fileName=told.path,
        author=told.byline,
        publisher=told.outlet,
        sourceUrl=told.address if told.address and told.address.startswith("http") else None,
        publishedAt=_date(told.published),
        language=told.language,
    )


def _actor(key: str, asked: Asked) -> Made:
    schema, label = schema_of(asked.kind_of(key)), asked.label(key)
    own = {"Address": {"full": label}, "Document": {"fileName": key, "title": label}}.get(schema, {})
    return _made(actor_iri(key), schema, name=label, **own)


def _mention(item: Item, mention: Mention, asked: Asked) -> Made:
    document, actor = document_iri(item.told.id), actor_iri(mention.actor)
    schema = schema_of(asked.kind_of(mention.actor))
    return _made(
        uuid_of("mention", document, actor, mention.text).urn,
        "Mention",
        document=document,
        name=mention.text,
        detectedSchema=schema,
        resolved=actor if schema not in ("Address", "Document") else None,
    )


def _told(item: Item, asked: Asked) -> dict[str, Any]:
    """What every link says of where it comes from."""
    claim, told = item.held.claim, item.told
    spell = claim.time.edtf.split("/") if claim.time and "/" in claim.time.edtf else []
    return {
        "recordId": claim.id,
        "status": claim.status,
        "summary": item.quote,
        "description": _words(item, asked),
        "proof": document_iri(told.id),
        "publisher": told.outlet,
        "sourceUrl": told.address if told.address and told.address.startswith("http") else None,
        "date": _date(claim.time.edtf) if claim.time else None,
        "startDate": _date(spell[0]) if spell else None,
        "endDate": _date(spell[1]) if spell else None,
        "modifiedAt": item.held.recorded_at.date().isoformat(),
    }


def _words(item: Item, asked: Asked) -> list[str]:
    claim, said = item.held.claim, item.held.statement
    speaker = said.speaker.actor if said and said.speaker else None
    holds = item.held.holds
    told = {
        "claim": gist(claim.record(), asked.label),
        "kind": claim.kind,
        "status": f"{claim.polarity}, {claim.status}",
        "said by": asked.label(speaker) if speaker else None,
        "viewpoint": item.viewpoint,
        "standing": standing_of(item.held.judged),
        "holds": f"{holds.value} on {asked.valid_on}" if holds else None,
        "known on": asked.known_on,
        "id": claim.id,
    }
    return [f"{name}: {value}" for name, value in told.items() if value]


def _note(item: Item, asked: Asked) -> Iterator[Made]:
    claim = item.held.claim
    about = [actor_iri(key) for key in claim.everybody()]
    yield _made(
        claim_iri(claim.id),
        "Note",
        entity=about,
        description=_words(item, asked),
        summary=item.quote,
        proof=document_iri(item.told.id),
        modifiedAt=item.held.recorded_at.date().isoformat(),
    )


def _link(item: Item, asked: Asked) -> Iterator[Made]:
    claim = item.held.claim
    if claim.kind == "office" and (held := list(_occupancies(item, asked))):
        yield from held
    elif claim.kind in ENDS.keys() - {"office", "event"} and (made := list(_pairs(item, asked))):
        yield from made
    elif claim.kind == "event" and (involved := _those(claim.everybody(), asked, "LegalEntity")):
        told = {name: value for name, value in _told(item, asked).items() if name != "status"}
        yield _made(claim_iri(claim.id), "Event", name=gist(claim.record(), asked.label), involved=involved, **told)
    else:
        yield from _note(item, asked)


def _pairs(item: Item, asked: Asked) -> Iterator[Made]:
    """A link between each of the one role's and each of the other's; a claim with several is several links."""
    claim = item.held.claim
    one, other = (claim.actors(role) for role in ENDS[claim.kind])
    ends = [(a, b) for a in dict.fromkeys(one) for b in dict.fromkeys(other) if a != b]
    for subject, target in ends:
        identity = claim_iri(claim.id) if len(ends) == 1 else uuid_of("link", claim.id, subject, target).urn
        about = {"role": str(claim.attribute("duty") or claim.attribute("change") or claim.kind), **_told(item, asked)}
        joined = claim.kind == "membership" and claim.attribute("change") not in _LEFT
        if joined and _those([target], asked, "Organization") and _those([subject], asked, "LegalEntity"):
            ours = {"member": actor_iri(subject), "organization": actor_iri(target)}
            yield _made(identity, "Membership", **ours, **about)
        else:
            yield _made(identity, "UnknownLink", subject=actor_iri(subject), object=actor_iri(target), **about)


def _occupancies(item: Item, asked: Asked) -> Iterator[Made]:
    claim = item.held.claim
    office = str(claim.attribute("title") or claim.attribute("office") or "office")
    for person in _those(claim.actors("person"), asked, "Person"):
        for of in dict.fromkeys(claim.actors("of")):
            post = uuid_of("position", office, of).urn
            body = _those([of], asked, "Organization")
            yield _made(post, "Position", name=f"{office}, {asked.label(of)}", organization=body)
            identity = uuid_of("occupancy", claim.id, person, post).urn
            yield _made(identity, "Occupancy", holder=person, post=post, **_told(item, asked))


_WIDER = {"Organization": ("Organization", "PublicBody"), "Person": ("Person",)}
_LEGAL = ("LegalEntity", "Organization", "PublicBody", "Person")


def _those(keys: Iterable[str], asked: Asked, schema: str) -> list[str]:
    """Those of some actors that are of a schema."""
    fitting = _WIDER.get(schema, _LEGAL)
    return [actor_iri(key) for key in dict.fromkeys(keys) if schema_of(asked.kind_of(key)) in fitting]


def _date(edtf: str | None) -> str | None:
    return edtf if edtf and _DATE.match(edtf) else None
