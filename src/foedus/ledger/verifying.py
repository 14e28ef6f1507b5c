"""Verifying: every id worked out anew, every quotation held against its text, every link, index and guard looked at."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from foedus.ledger import index, schema, texts
from foedus.ledger.belonging import of_documents
from foedus.ledger.contents import found_by
from foedus.ledger.deriving import Broken, Derived, unlike
from foedus.ledger.exact import digest
from foedus.ledger.recording import description_digest, reading_digest
from foedus.ledger.restoring import indexed
from foedus.ledger.words import passages
from foedus.model.claims import Claim, Statement
from foedus.model.erasures import Erasure
from foedus.model.ids import text_id
from foedus.model.judgements import ON_A_PAIR, Judgement
from foedus.model.problems import Problem, UsageError
from foedus.model.versions import LibraryVersion

_TOGETHER = 200
_RESTORE = "Restore the latest backup that `foedus ledger verify` finds whole, into a new place"
_REBUILD = "Back the ledger up and restore it into a new place, which makes the indexes anew"
_UNREAD = {"confidence": 0.0, "extractor": "", "terms": ()}

Seen = Callable[[int, int], None]


def faults(connection: sa.Connection, seen: Seen = lambda done, of: None) -> Iterator[Problem]:
    """All that is wrong with what the tables of a ledger hold.

    seen: is told how many documents were gone through, and of how many.
    """
    for check in (_orphans, _gaps, _surplus, partial(_documents, seen=seen), _signed, _looks, _targets):
        try:
            yield from (Problem(code, what, where, todo=_RESTORE) for code, what, where in check(connection))
        except (ValueError, KeyError, TypeError) as error:
            yield Problem("damaged", "something in the tables cannot be read", "the ledger", str(error), _RESTORE)
    try:
        for what, where in index.faults(connection, indexed(connection)):
            yield Problem("index", what, where, "searches may miss it or find what is not there", _REBUILD)
    except (ValueError, KeyError, TypeError):
        what = "they cannot be held against the texts, since records are damaged"
        yield Problem("index", what, "the indexes of words", todo=_RESTORE)


def _orphans(connection: sa.Connection) -> Iterator[Broken]:
    """Rows that belong to rows that are not there."""
    for table in schema.metadata.sorted_tables:
        for key in table.foreign_keys:
            child, parent = key.parent, key.column.table.alias()
            there = sa.exists().where(parent.c[key.column.name] == child)
            lost = connection.execute(sa.select(child).where(child.is_not(None), ~there).distinct().limit(10)).scalars()
            for number in lost:
                what = f"{child.name} {number}, which is not in {key.column.table.name}"
                yield "reference", f"there is a row of {what}", table.name


def _surplus(connection: sa.Connection) -> Iterator[Broken]:
    """Rows that belong to no claim or statement of a reading, so that nothing else looks at them."""
    for table, links, name in (
        (schema.claims, schema.reading_claims, "claim"),
        (schema.statements, schema.reading_statements, "statement"),
    ):
        read = sa.exists().where(links.c[name] == table.c.seq)
        for key in connection.execute(sa.select(table.c.id).where(~read).limit(10)).scalars():
            yield "missing", f"no reading has the {name}", key


def _gaps(connection: sa.Connection) -> Iterator[Broken]:
    """Numbers are given in order, so one that is missing was taken away."""
    for table in schema.metadata.sorted_tables:
        if "seq" in table.c:
            number, last = connection.execute(sa.select(sa.func.count(), sa.func.max(table.c.seq))).one()
            if number != (last or 0):
                yield "missing", f"{(last or 0) - number} of {last} rows are not there", table.name


@dataclass(frozen=True, slots=True)
class _Held:
    """A document as the tables hold it; text: as much of it as is kept."""

    number: int
    id: str
    text: str
    whole: bool
    abridged: bool
    erasing: bool
    erased: bool


def _documents(connection: sa.Connection, seen: Seen) -> Iterator[Broken]:
    whole = connection.execute(sa.select(sa.func.count()).select_from(schema.documents)).scalar() or 0
    last = done = 0
    derived, sound = Derived(), True
    while some := _batch(connection, last):
        last = max(some)
        for each in some.values():
            yield from _text(each)
        yield from unlike(connection, {number: (held.id, held.text) for number, held in some.items() if held.whole})
        for check in (_passages, _statements, _descriptions, _readings):
            yield from check(connection, some)
        claims: dict[int, tuple[str, Claim]] = {}
        for broken in _claims(connection, some, claims):
            sound = False
            yield broken
        yield from derived.faults(connection, claims)
        done += len(some)
        seen(done, whole)
    if sound:  # of a claim that cannot be read nobody knows what it accounts for
        yield from derived.surplus(connection)


def _batch(connection: sa.Connection, after: int) -> dict[int, _Held]:
    table, body, short = schema.documents, schema.texts, schema.abridged
    begun, done = schema.erasures, schema.erased
    query = (
        sa.select(table.c.seq.label("document"), table.c.id, body.c.body)
        .add_columns(short.c.document.label("abridged"), begun.c.document.label("erasing"))
        .add_columns(done.c.document.label("erased"))
        .outerjoin(body, body.c.document == table.c.seq)
        .outerjoin(short, short.c.document == table.c.seq)
        .outerjoin(begun, begun.c.document == table.c.seq)
        .outerjoin(done, done.c.document == table.c.seq)
        .where(table.c.seq > after)
        .order_by(table.c.seq)
        .limit(_TOGETHER)
    )
    rows = texts.whole(
        lambda asked, given=None: connection.execute(asked, given).all(), connection.execute(query).all(), _TOGETHER
    )
    return {
        row.document: _Held(
            *(row.document, row.id, text, row.body is not None),
            *(each is not None for each in (row.abridged, row.erasing, row.erased)),
        )
        for row, text in rows
    }


def _text(held: _Held) -> Iterator[Broken]:
    if held.whole and text_id(held.text) != held.id:
        yield "changed", "the text is not the one that was recorded: its hash is another", held.id
    if held.erasing != held.erased:
        yield "erasure", "an erasure was begun and not ended", held.id
    if held.erasing and held.text.strip():
        yield "erasure", "words are left of a text that was erased", held.id
    if not (held.whole or held.abridged or held.erasing):
        yield "missing", "the text is not there, and nothing says that it was not kept", held.id


def _of(connection: sa.Connection, query: sa.Select[Any], column: Any, some: Iterable[int]) -> Sequence[sa.Row[Any]]:
    return connection.execute(query.where(column.in_(list(some)))).all()


def _passages(connection: sa.Connection, some: dict[int, _Held]) -> Iterator[Broken]:
    table, extracts = schema.passages, schema.extracts
    query = sa.select(table.c.document, table.c.start, table.c.end, extracts.c.body)
    query = query.outerjoin(extracts, extracts.c.passage == table.c.seq).order_by(table.c.seq)
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in _of(connection, query, table.c.document, some):
        held = some[row.document]
        if row.body is None:
            spans[row.document].append((row.start, row.end))
        elif held.text[row.start : row.end] != row.body:
            yield "changed", f"the words kept from {row.start} to {row.end} are not those of the text", held.id
    for held in some.values():
        if held.whole and spans[held.number] != list(passages(held.text)):
            yield "changed", "the passages are not those of the text", held.id


def _statements(connection: sa.Connection, some: dict[int, _Held]) -> Iterator[Broken]:
    table = schema.statements
    query = sa.select(table.c.id, table.c.document, table.c.speaker, table.c.on_behalf_of, table.c.form, table.c.record)
    for row in connection.execute(query.where(of_documents(table, some))):
        held, made = some[row.document], _made(Statement.from_record, row.record)
        if made is None or made.id != row.id or _tampered(json.loads(row.record), held):
            yield "changed", "the statement is not the one that was recorded: its hash is another", row.id
            continue
        told = (made.document, made.speaker and made.speaker.actor, made.on_behalf_of, made.form)
        if told != (held.id, _name(row.speaker, told[1]), _name(row.on_behalf_of, told[2]), row.form):
            yield "changed", "what the statement is found by is not what it says", row.id
        for part in (made.speaker, made.cue, *made.via):
            yield from _stands(part, held, row.id)


def _claims(connection: sa.Connection, some: dict[int, _Held], sound: dict[int, tuple[str, Claim]]) -> Iterator[Broken]:
    """sound: takes the claims that are those which were recorded, by their numbers, with their ids."""
    table, said = schema.claims, schema.statements
    query = sa.select(*table.columns, said.c.id.label("said")).outerjoin(said, said.c.seq == table.c.statement)
    for row in connection.execute(query.where(of_documents(table, some))):
        held = some[row.document]
        made = _made(Claim.from_record, row.record, _UNREAD)
        if made is None or made.id != row.id or _tampered(json.loads(row.record), held):
            yield "changed", "the claim is not the one that was recorded: its hash is another", row.id
            continue
        found = (*found_by(made), made.document, made.statement)
        stored = (row.kind, row.polarity, row.status, row.valid_low, row.valid_high, held.id, row.said)
        if found != stored:
            yield "changed", "what the claim is found by is not what it says", row.id
        sound[row.seq] = row.id, made
        for part in (*made.evidence, *(each for _, mentions in made.roles for each in mentions)):
            yield from _stands(part, held, row.id)


def _json(record: str) -> Any:
    try:
        return json.loads(record)
    except ValueError:
        return None


def _made(make: Callable[[Any], Any], record: str, more: Mapping[str, Any] = MappingProxyType({})) -> Any:
    """The value that a record was made of; None where it is of none."""
    try:
        return make({**json.loads(record), **more})
    except (KeyError, TypeError, ValueError, AttributeError, UsageError):
        return None


def _tampered(record: dict[str, Any], held: _Held) -> bool:
    """Whether a record that is held under another id than its own is of no document that was erased."""
    return "held_as" in record and not held.erasing


def _short(name: str) -> str:
    """A name as every store can hold it as a key."""
    return schema.hashed(name) if len(name) > schema.LONGEST_KEY and len(name) != _HASHED else name


_HASHED = schema.LONGEST_KEY + 64


def _name(stored: str | None, said: str | None) -> str | None:
    """The name that a key stands for, if it stands for what is said."""
    return said if stored and said and _short(stored) == _short(said) else stored


def _stands(part: Any, held: _Held, where: str) -> Iterator[Broken]:
    """Whether quoted words stand where it says."""
    if part is None or (held.erasing and not part.text):
        return
    if held.erasing:
        yield "erasure", f"words are left of a text that was erased: {part.start} to {part.end}", where
    elif held.text[part.start : part.end] != part.text:
        yield "changed", f"{part.text!r} does not stand in the text from {part.start} to {part.end}", where


def _descriptions(connection: sa.Connection, some: dict[int, _Held]) -> Iterator[Broken]:
    table = schema.descriptions
    query = sa.select(table.c.document, table.c.digest, table.c.record)
    for row in _of(connection, query, table.c.document, some):
        held = some[row.document]
        if not held.erasing and description_digest(held.id, _json(row.record)) != row.digest:
            yield "changed", "what is told of the document is not what was recorded: its hash is another", held.id


def _readings(connection: sa.Connection, some: dict[int, _Held]) -> Iterator[Broken]:
    """Each reading of a document, held against the hash of all that it made of it."""
    table, told, runs = schema.readings, schema.descriptions, schema.runs
    kept = [number for number, held in some.items() if not held.erasing]
    ran = sa.exists().where(runs.c.reading == table.c.seq, runs.c.document == table.c.document)
    query = sa.select(table.c.seq, table.c.document, table.c.digest, table.c.version, table.c.model, told.c.record)
    query = query.add_columns(ran.label("ran")).join(told, told.c.seq == table.c.description)
    rows = _of(connection, query, table.c.document, kept)
    said, read, noted = _made_of(connection, [row.seq for row in rows])
    for row in rows:
        held = some[row.document]
        reader = {"version": row.version, "model": row.model}
        given = (reader, said[row.seq], read[row.seq], noted[row.seq])
        if reading_digest(held.id, _json(row.record), *given) != row.digest:
            yield "changed", f"reading {row.seq} is not the one that was recorded: its hash is another", held.id
        if not row.ran:
            yield "missing", f"when reading {row.seq} was made is not there", held.id


def _made_of(connection: sa.Connection, readings: Sequence[int]) -> tuple[dict[int, list[Any]], ...]:
    """The statements' ids, the claims with what each reading says of them, and the problems, in their order."""
    said, read, noted = (defaultdict[int, list[Any]](list) for _ in range(3))
    links, statements = schema.reading_statements, schema.statements
    query = sa.select(links.c.reading, statements.c.id).join(statements, statements.c.seq == links.c.statement)
    for row in _of(connection, query.order_by(links.c.reading, links.c.position), links.c.reading, readings):
        said[row.reading].append(row.id)
    used, claims = schema.reading_claims, schema.claims
    asked = sa.select(used.c.reading, claims.c.id, used.c.confidence, used.c.extractor, used.c.terms)
    asked = asked.join(claims, claims.c.seq == used.c.claim).order_by(used.c.reading, used.c.position)
    for row in _of(connection, asked, used.c.reading, readings):
        read[row.reading].append([row.id, row.confidence, row.extractor, _json(row.terms)])
    problems = schema.problems
    noticed = sa.select(problems.c.reading, problems.c.record).order_by(problems.c.seq)
    for row in _of(connection, noticed, problems.c.reading, readings):
        noted[row.reading].append(_json(row.record))
    return said, read, noted


def _signed(connection: sa.Connection) -> Iterator[Broken]:
    """Judgements, erasures and libraries, held against their ids."""
    for table, made in (
        (schema.judgements, Judgement.from_record),
        (schema.erasures, Erasure.from_record),
        (schema.libraries, LibraryVersion.from_record),
    ):
        kind = table.name.removesuffix("s").replace("librarie", "library")
        rows = connection.execute(sa.select(table.c.id, table.c.record), execution_options={"yield_per": 1000})
        for key, record in rows:
            found = _made(made, record)
            if found is None or found.id != key:
                yield "changed", f"the {kind} is not the one that was recorded: its hash is another", key


def _looks(connection: sa.Connection) -> Iterator[Broken]:
    """What watches found, held against its hash; what an erasure took words out of has none any more."""
    table = schema.look_states
    for number, key, record in connection.execute(sa.select(table.c.seq, table.c.digest, table.c.record)):
        found = _json(record)
        if digest(found) != key and not any(name.startswith("erased:") for name in found["contradictions"]):
            yield "changed", f"what a watch found is not what was recorded ({number}): its hash is another", table.name


def _targets(connection: sa.Connection) -> Iterator[Broken]:
    """Judgements of what is not there."""
    table = schema.judgements
    held = (sa.exists().where(other.c.id == table.c.target) for other in (schema.claims, schema.documents))
    judged = schema.judgements.alias()
    withdrawn = sa.exists().where(judged.c.id == table.c.target)
    lost = sa.select(table.c.id, table.c.target).where(
        table.c.verdict.not_in(ON_A_PAIR), sa.not_(sa.or_(*held, withdrawn))
    )
    for key, target in connection.execute(lost):
        yield "reference", f"it judges {target}, which is not there", key
