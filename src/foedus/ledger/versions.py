"""Which library stood at each entry: noted once a transaction, for all that was recorded in it."""

from __future__ import annotations

import sqlalchemy as sa

from foedus.ledger import schema
from foedus.ledger.exact import dumps
from foedus.model.versions import LibraryVersion


def last_entry(connection: sa.Connection) -> int:
    """The number of the last entry; 0 in an empty ledger."""
    return connection.execute(sa.select(sa.func.max(schema.entries.c.seq))).scalar() or 0


def note(connection: sa.Connection, library: LibraryVersion, after: int) -> None:
    """Note that a library stood at the entries after one: there is one writer at a time, so they are this one's."""
    entries, table = schema.entries, schema.libraries
    if last_entry(connection) == after:
        return
    number = connection.execute(sa.select(table.c.seq).where(table.c.id == library.id)).scalar()
    if number is None:
        number = (connection.execute(sa.select(sa.func.max(table.c.seq))).scalar() or 0) + 1
        connection.execute(table.insert().values(seq=number, id=library.id, record=dumps(library.record())))
    new = sa.select(entries.c.seq, sa.literal(number)).where(entries.c.seq > after)
    connection.execute(schema.entry_libraries.insert().from_select(["entry", "library"], new))
