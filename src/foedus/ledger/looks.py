"""Looks: what a watch found when somebody looked, kept so that the next look can say what has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.append import new_entry
from foedus.ledger.exact import digest, dumps
from foedus.ledger.states import pages
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.ledger.states import Fetch, State


@dataclass(frozen=True, slots=True)
class Look:
    """What a watch found at a moment.

    name: of the watch.  last: the ledger's last entry when it looked, up to which it has seen everything.
    asked: what is watched.  state: what was found.  Both are JSON objects, whose meaning is the watch's own.
    """

    name: str
    at: datetime
    last: int
    asked: Mapping[str, Any]
    state: Mapping[str, Any]


def write(connection: sa.Connection, look: Look) -> None:
    """Add a look; a state that was found before is kept once.

    Raises UsageError for a watch without a name.
    """
    if not look.name.strip():
        raise UsageError("a watch has a name, by which the next look finds this one: give one (--name NAME)")
    key, states = digest(look.state), schema.look_states
    state = connection.execute(sa.select(states.c.seq).where(states.c.digest == key)).scalar()
    if state is None:
        last: int | None = connection.execute(sa.select(sa.func.max(states.c.seq))).scalar()
        state = (last or 0) + 1
        connection.execute(states.insert(), {"seq": state, "digest": key, "record": dumps(look.state)})
    row = {"entry": new_entry(connection, look.at), "name": look.name, "state": state, "recorded_at": look.at}
    record = dumps({"name": look.name, "last": look.last, "asked": look.asked})
    connection.execute(schema.looks.insert(), {**row, "record": record})


def looks(fetch: Fetch, at: State, name: str | None, *, latest: bool) -> Iterator[Look]:
    """Looks in the order of recording, or only the latest.

    name: of one watch; latest: the latest by its moment, and by the order of recording where two share it.
    """
    table, states = schema.looks, schema.look_states
    query = (
        sa.select(table.c.entry, table.c.record, table.c.recorded_at, states.c.record.label("found"))
        .join(states, states.c.seq == table.c.state)
        .where(*at.of(table), *([] if name is None else [table.c.name == name]))
    )
    if latest:
        query = query.order_by(table.c.recorded_at.desc(), table.c.entry.desc()).limit(1)
        rows = iter(fetch(query))
    else:
        rows = pages(fetch, query, (table.c.entry,), 20, 20)
    for row in rows:
        told = json.loads(row.record)
        yield Look(told["name"], row.recorded_at, told["last"], told["asked"], json.loads(row.found))


def names(fetch: Fetch, at: State) -> dict[str, tuple[int, datetime]]:
    """Every watch by its name: how often it was looked at, and when last."""
    table = schema.looks
    first = sa.func.min(table.c.record)  # a long name is hashed where it is looked up, and stands whole in its record
    query = (
        sa.select(first.label("record"), sa.func.count().label("times"), sa.func.max(table.c.recorded_at).label("at"))
        .where(*at.of(table))
        .group_by(table.c.name)
    )
    return {json.loads(row.record)["name"]: (row.times, row.at) for row in fetch(query)}
