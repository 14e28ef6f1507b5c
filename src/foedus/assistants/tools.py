"""The ten tools: each asks the desk what the command of its name asks, and answers in a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from foedus.assistants import telling
from foedus.assistants.paging import Part, page, part, some
from foedus.desk import Desk
from foedus.desk.articles import article
from foedus.desk.asking import answer_to
from foedus.desk.checking import check_commitments
from foedus.desk.comparing import compare as compared
from foedus.desk.comparing import topic_of
from foedus.desk.looking import document_id, find_claims, find_passages
from foedus.desk.proving import explain
from foedus.desk.recognising import matrix, records
from foedus.desk.scenarios import Scenario, scenario
from foedus.desk.showing import actor_page, find_agreement
from foedus.desk.timelines import is_much_told_of, library_timeline
from foedus.desk.timelines import timeline as timeline_of
from foedus.model.time import parse_moment
from foedus.views.actors import page_record
from foedus.views.comparing import account_record, proposition_record
from foedus.views.plain import plain
from foedus.views.timelines import event_record

if TYPE_CHECKING:
    from foedus.desk.comparing import Comparison
    from foedus.desk.timelines import Timeline
    from foedus.ledger import RecordedClaim

Name = Annotated[str, Field(max_length=300)]
Words = Annotated[str, Field(max_length=300, description="Words, all of which must occur; any script")]
On = Annotated[str, Field(max_length=40, description="The day in question, YYYY-MM-DD")]
Known = Annotated[str, Field(max_length=40, description="Ledger as it stood then: a day or a moment; empty for now")]
Viewpoint = Annotated[
    str, Field(max_length=300, description="Whose positions apply: a state, or de-facto; empty: all, side by side")
]
Limit = Annotated[int, Field(ge=1, le=50, description="Items on a page")]
Cursor = Annotated[int, Field(ge=0, le=100_000, description="next_cursor of the page before")]
Answer = dict[str, Any]

_WHOLE = 6_000
_ACCOUNTS = 8
_BESIDE = 20
"""What the library has that stands beside a timeline too long to be put in order as a whole."""


def search(
    desk: Desk,
    words: Words,
    every_name: Annotated[bool, Field(description="If the words name one actor: any of its names")] = False,
    known: Known = "",
    limit: Limit = 10,
    cursor: Cursor = 0,
) -> Answer:
    """Passages of the articles that were read, with offsets. Start here for what was written about something."""
    found = find_passages(desk, words, every_name=every_name, known_on=known or None)
    return page(found, limit, cursor, lambda some_passages: map(telling.passage, some_passages))


def claims(
    desk: Desk,
    kind: Annotated[str, Field(max_length=40, description="commitment, recognition, office, agreement-stage, …")] = "",
    actor: Annotated[str, Field(max_length=300, description="Somebody in any role: name or key")] = "",
    speaker: Annotated[str, Field(max_length=300, description="Who says it, or for whom")] = "",
    document: Annotated[str, Field(max_length=500, description="Id or path")] = "",
    status: Annotated[str, Field(max_length=40, description="actual, planned, possible, conditional, denied, …")] = "",
    text: Annotated[str, Field(max_length=300, description="Words of the quotation")] = "",
    on: On = "",
    known: Known = "",
    standing: Annotated[bool, Field(description="As they count after people's judgements")] = False,
    limit: Limit = 10,
    cursor: Cursor = 0,
) -> Answer:
    """Who claims what, through whom, in which exact words: typed claims read from articles, by any filters together."""
    found = find_claims(
        desk, kind=kind or None, actor=actor or None, speaker=speaker or None, document=document or None,
        status=status or None, text=text or None, on=on or None, known_on=known or None, standing=standing,
    )  # fmt: skip

    def told(some_claims: list[RecordedClaim]) -> Iterator[Answer]:
        of = {each.id: each for each in desk.ledger.documents(ids=tuple({one.claim.document for one in some_claims}))}
        return (telling.recorded(each, desk.label, of.get(each.claim.document)) for each in some_claims)

    return page(found, limit, cursor, told)


def document(
    desk: Desk,
    document: Annotated[str, Field(max_length=500, description="Id or path; empty lists all, newest first")] = "",
    known: Known = "",
    limit: Limit = 20,
    cursor: Annotated[int, Field(ge=0, description="next_cursor: of the list, or the offset in the text")] = 0,
) -> Answer:
    """An article: what is told of it, its text from an offset on, the claims in that stretch; or the list of all."""
    if not document:
        listed = desk.ledger.catalogue(known_on=_moment(known), limit=cursor + limit + 1001)
        return page(({**telling.document(plain(each.told)), "claims": each.claims} for each in listed), limit, cursor)
    found = article(desk, document_id(desk, document), _moment(known))
    text = found.document.text
    end = min(len(text), cursor + _WHOLE)
    here = [each for each in found.claims if cursor <= each.claim.evidence[0].start < end]
    return {
        "document": telling.document(found.document),
        "text": {"text": text[cursor:end], "start": cursor, "end": end, "of": len(text)},
        "claims": page((telling.recorded(each, desk.label) for each in here), 50, 0),
        "statements_in_all": len(found.statements),
        "claims_in_all": len(found.claims),
        "next_cursor": end if end < len(text) else None,
    }


def bound(
    desk: Desk,
    attacker: Annotated[str, Field(max_length=300, description="Name or key; any for an unnamed third state")],
    target: Name,
    on: On = "",
    viewpoint: Viewpoint = "",
    actor: Annotated[str, Field(max_length=300, description="Only this one: its proofs, and why not")] = "",
    territory: Annotated[str, Field(max_length=300, description="Where the attack takes place")] = "",
    through: Annotated[list[Name], Field(max_length=10, description="Through whose land")] = [],  # noqa: B006 - a schema
    provoked: bool = False,
    basis: Annotated[str, Field(max_length=20, description="text, declared or both")] = "text",
    known: Known = "",
    limit: Limit = 10,
    cursor: Cursor = 0,
) -> Answer:
    """Who is bound to do what for whom if attacker attacks target, by which article, with proofs; who is not, and why.

    Give `actor` to learn of one state why it is bound or, condition by condition, why not. It derives what texts say;
    it does not predict who will fight. Without `on`, today.
    """
    asked = Scenario(
        (attacker,), (target,), territory or None, tuple(through), provoked=provoked, basis=basis,
        ask=(actor,) if actor else (), on=on or None, viewpoint=viewpoint or None,
    )  # fmt: skip
    given = scenario(desk, asked)
    if actor:
        told = explain(desk, given, actor, _moment(known))
        both = ({"proof": each} for each in told["proofs"]), ({"why_not": each} for each in told["why_not"])
        return {"question": told["question"], **page((one for each in both for one in each), limit, cursor)}
    answer = answer_to(desk, given, _moment(known))
    owed = (telling.obligation(number, each) for number, each in enumerate(answer["obligations"], start=1))
    return {
        "question": answer["question"],
        "bound": telling.overview(answer["obligations"]),
        "not_bound": some(answer["not_bound"], telling.MOST_GAPS),
        "conflicts": some(answer["conflicts"], telling.MOST_REASONS),
        "unknown": some(answer["unknown"], telling.MOST_GAPS),
        "proofs": page(owed, limit, cursor),
    }


def check_claim(
    desk: Desk,
    what: Annotated[str, Field(max_length=500, description="Id of a commitment (from claims), or a document")],
    on: Annotated[str, Field(max_length=40, description="Day whose texts count; else the document's")] = "",
    viewpoint: Viewpoint = "",
    limit: Limit = 5,
    cursor: Cursor = 0,
) -> Answer:
    """Is a declared commitment borne out by a text in force that day: borne-out, other-duty, not-borne-out, unknown."""
    found = check_commitments(desk, what, on=on or None, viewpoint=viewpoint or None)

    def verdicts() -> Iterator[Answer]:
        for each in found:
            record = each.record()
            findings = [telling.finding(one) for one in record["findings"]]
            yield {**record, "claim": telling.claim(record["claim"], desk.label), "findings": findings}

    return page(verdicts(), limit, cursor)


def agreement(desk: Desk, name: Annotated[str, Field(max_length=300, description="Id or name")]) -> Answer:
    """One agreement, whole: parties with their spells, stages, provisions by article, positions on it, sources."""
    record: Answer = plain(find_agreement(desk, name))
    parties = [{"actor": each["actor"], **each["spell"]} for each in record.pop("parties")]
    return {**record, "parties": some(parties, 250)}


def actor(desk: Desk, name: Annotated[str, Field(max_length=300, description="Name or key")], on: On = "") -> Answer:
    """Who somebody is: key, names and who uses them, offices, agreements, recognitions; on a day or at any time."""
    record = page_record(actor_page(desk, name, on or None))
    return {
        **{each: record[each] for each in ("key", "type", "label", "polity", "source")},
        "names": some(telling.names(record), 40),
        "offices": some(record["tenures"], 15),
        "agreements": some(record["agreements"], 60),
        "recognised_by": some(record["recognised_by"], 15),
        "recognises": some(record["recognises"], 15),
    }


def compare(
    desk: Desk,
    topic: Annotated[list[Name], Field(max_length=6, description="Actors, an agreement, a claim's id; or words")] = [],  # noqa: B006 - a schema
    known: Known = "",
    limit: Limit = 5,
    cursor: Cursor = 0,
) -> Answer:
    """What sources say of a topic, who denies it, how many independent sources; without a topic, all contradictions."""

    def given(many: int) -> Part:
        found = compared(desk, topic, known_on=known or None, limit=many, start=cursor)
        if not topic:
            return Part(list(_contradictions(desk, found)), found.of, found.following)
        put = [_proposition(proposition_record(each, desk.label)) for each in found.propositions]
        return Part(put, found.of, found.following)

    return {"topic": topic_of(desk, topic).told(desk), **part(given, limit)}


def _proposition(record: Any) -> Answer:
    return {**record, "accounts": some(map(_account, record["accounts"]), _ACCOUNTS)}


def _account(record: Any) -> Answer:
    return {name: held for name, held in record.items() if name != "source"}


def _contradictions(desk: Desk, found: Comparison) -> Iterator[Answer]:
    for record, each in zip(found.contradiction_records(), found.contradictions, strict=True):
        said = [found.accounts[key] for side in each.sides for key in side.claims if key in found.accounts]
        yield {**record, "accounts": some((_account(account_record(one)) for one in said), _ACCOUNTS)}


def timeline(
    desk: Desk,
    name: Annotated[str, Field(max_length=300, description="An actor or an agreement")],
    since: Annotated[str, Field(max_length=40)] = "",
    until: Annotated[str, Field(max_length=40)] = "",
    known: Known = "",
    limit: Limit = 20,
    cursor: Cursor = 0,
) -> Answer:
    """What is said to have happened to somebody, and when, with claim ids; beside it, what the library has."""
    key, first, last = desk.key_or_slug(name), since or None, until or None
    if not is_much_told_of(desk, key):
        whole = timeline_of(desk, name, known_on=known or None, since=first, until=last)
        return {"actor": whole.actor, **page(_events(desk, whole), limit, cursor)}

    def given(many: int) -> Part:
        found = timeline_of(
            desk, name, known_on=known or None, since=first, until=last, library=False, limit=many, start=cursor
        )
        told = list(_events(desk, found))
        return Part(told, len(told) if found.of is None else found.of, found.following)

    beside = some(_events(desk, library_timeline(desk, key, since=first, until=last)), _BESIDE)
    return {"actor": key, **part(given, limit), **({} if cursor else {"library": beside})}


def _events(desk: Desk, found: Timeline) -> Iterator[Answer]:
    return (_event(event_record(each, desk.label)) for each in found.events)


def _event(record: Any) -> Answer:
    """Its `source` says which of the two has it; here that word is for what is cited."""
    told = {name: held for name, held in record.items() if name not in ("source", "cite", "type")}
    return {**told, "held_by": record["source"], "source": record["cite"]}


def recognition(
    desk: Desk,
    place: Annotated[str, Field(max_length=300, description="Who is recognised or not")] = "",
    recogniser: Annotated[str, Field(max_length=300, description="By whom")] = "",
    on: On = "",
    known: Known = "",
    limit: Limit = 20,
    cursor: Cursor = 0,
) -> Answer:
    """Who recognises whom on a day, by acts, positions and claims; what is not listed is not known, and not a no."""
    found = matrix(desk, on or None, _moment(known), entity=place or None, recogniser=recogniser or None)
    return page(records(desk, found), limit, cursor)


def _moment(known: str) -> date | datetime | None:
    return parse_moment(known) if known else None


TOOLS = (search, claims, document, bound, check_claim, agreement, actor, compare, timeline, recognition)
"""All of them; a protocol's client takes in each one's schema before it asks anything, so there are no more."""
