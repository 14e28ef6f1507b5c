"""The stores' indexes of words: one interface to SQLite's FTS5 and to PostgreSQL's text search.

An index holds a text's words and the number of the row that they are of, and nothing that is not worked out from what
the ledger records: it is no record itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator

from foedus.ledger.words import Phrase, Search, words

INDEXES = ("passage_words", "statement_words", "claim_words")

# PostgreSQL's index of one text has room for a megabyte, so a longer one is found by its first words alone; the
# document's own passages are short and have them all.
_LONGEST = 500_000

passage_words, statement_words, claim_words = (
    sa.table(name, sa.column("rowid", sa.Integer), sa.column("words", sa.Text)) for name in INDEXES
)


def create(dialect: str, name: str) -> Iterable[str]:
    """The statements that make an index."""
    if dialect == "sqlite":
        # It keeps where words stand and not the words themselves, which it is never asked for.
        yield f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', columnsize=0, tokenize='ascii')"
    else:
        yield f"CREATE TABLE {name} (rowid integer PRIMARY KEY, words tsvector NOT NULL)"
        yield f"CREATE INDEX ix_{name} ON {name} USING gin (words)"


def add(connection: sa.Connection, index: sa.TableClause, texts: Iterable[tuple[int, str]]) -> None:
    """Index texts under the numbers of their rows."""
    rows = [{"row": number, "said": indexed(text)} for number, text in texts]
    if rows:
        connection.execute(_adding(index), rows)


@cache
def _adding(index: sa.TableClause) -> sa.Insert:
    given = {"rowid": sa.bindparam("row"), "words": Indexed(sa.bindparam("said", type_=sa.Text))}
    return sa.insert(index).values(given)


def indexed(text: str) -> str:
    """A text's words as the indexes take them, a space between."""
    return " ".join(words(text))[:_LONGEST]


def remove(connection: sa.Connection, index: sa.TableClause, texts: Iterable[tuple[int, str]]) -> None:
    """Take texts out of an index, as they were put there."""
    if connection.dialect.name == "sqlite":
        # An index without the texts themselves has to be told what it forgets.
        name = index.name
        forget = sa.text(f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', :row, :said)")  # noqa: S608
        rows = [{"row": number, "said": indexed(text)} for number, text in texts]
    else:
        forget = sa.text(f"DELETE FROM {index.name} WHERE rowid = :row")  # noqa: S608
        rows = [{"row": number} for number, _ in texts]
    if rows:
        connection.execute(forget, rows)


def merge(connection: sa.Connection) -> None:
    """Write the indexes anew, so that nothing is left in them of what was taken out."""
    if connection.dialect.name == "sqlite":
        for name in INDEXES:
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608


Held = Iterable[tuple[sa.TableClause, list[tuple[int, str]]]]
"""The indexes, and of each the texts that it should hold under the numbers of their rows, some at a time."""


def faults(connection: sa.Connection, wanted: Held) -> Iterator[tuple[str, str]]:
    """What the indexes lack of some texts or have too much: what, and in which index."""
    yield from (_faults_sqlite if connection.dialect.name == "sqlite" else _faults_postgresql)(connection, wanted)


def _faults_sqlite(connection: sa.Connection, wanted: Held) -> Iterator[tuple[str, str]]:
    """An index that keeps no texts can only say how often it has each word, and in how many rows."""
    counted: dict[str, dict[str, list[int]]] = {name: {} for name in INDEXES}
    for index, texts in wanted:
        of = counted[index.name]
        for _, text in texts:
            for word, number in Counter(indexed(text).split()).items():
                seen = of.setdefault(word, [0, 0])
                seen[0] += 1
                seen[1] += number
    for name, of in counted.items():
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{name}_vocabulary USING fts5vocab(main, {name}, row)")
        try:
            for word, rows, number in connection.exec_driver_sql(f"SELECT * FROM temp.{name}_vocabulary"):  # noqa: S608
                if of.pop(word, None) != [rows, number]:
                    yield f"the word {word!r} is not counted as the texts have it", name
            yield from ((f"the word {word!r} is not there", name) for word in of)
        finally:
            connection.exec_driver_sql(f"DROP TABLE temp.{name}_vocabulary")


def _faults_postgresql(connection: sa.Connection, wanted: Held) -> Iterator[tuple[str, str]]:
    numbers = dict.fromkeys(INDEXES, 0)
    for index, texts in wanted:
        numbers[index.name] += len(texts)
        differs = sa.text(
            f"SELECT v.number FROM unnest(CAST(:numbers AS integer[]), CAST(:texts AS text[])) AS v(number, said) "  # noqa: S608
            f"LEFT JOIN {index.name} AS held ON held.rowid = v.number "
            "WHERE held.words IS DISTINCT FROM to_tsvector('simple', v.said)"
        )
        given = {"numbers": [number for number, _ in texts], "texts": [indexed(text) for _, text in texts]}
        for number in connection.execute(differs, given).scalars():
            yield f"row {number} does not have the words of its text", index.name
    for name, number in numbers.items():
        held = connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() or 0  # noqa: S608
        if held > number:
            yield f"{held - number} rows are of no text", name


def found(index: sa.TableClause, asked: Search) -> sa.Select[int]:
    """The numbers of the rows whose texts have what a search asks for."""
    return sa.select(index.c.rowid).where(Finds(index.c.words, sa.literal(asked, _Asked())))


_MANY = 1000
"""Rows of what is asked for, from which on it is so common that the next ones are soon met on a walk."""


def next_found(index: sa.TableClause, asked: Search, beyond: int, size: int) -> sa.Select[int]:
    """The numbers of the next rows after one whose texts have what a search asks for, in their order.

    What is rare is found by its words and put in order; what is common is met on a walk along the numbers.  A store
    cannot tell which of the two it is until it has looked: PostgreSQL would walk through all for what is nowhere.
    """
    there = found(index, asked).where(index.c.rowid > beyond)
    some = there.limit(_MANY).cte("some")
    many = sa.select(sa.func.count()).select_from(some).scalar_subquery() >= _MANY
    walked = there.where(many).order_by(index.c.rowid).limit(size).subquery()
    either = sa.union_all(sa.select(some.c.rowid).where(~many), sa.select(walked.c.rowid)).subquery()
    return sa.select(either.c.rowid).order_by(either.c.rowid).limit(size)


class _Asked(TypeDecorator[Search]):
    """A search in the words of the store."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Search | None, dialect: sa.Dialect) -> str | None:
        say = _fts5 if dialect.name == "sqlite" else _tsquery
        return None if value is None else say(value)


def _fts5(asked: Search) -> str:
    return " OR ".join(f"({' AND '.join(map(_fts5_phrase, phrases))})" for phrases in asked.alternatives)


def _fts5_phrase(phrase: Phrase) -> str:
    # The quotes keep FTS5 from taking a word as one of its own (AND, NEAR).
    return f'"{" ".join(phrase.words)}"{"*" if phrase.open else ""}'


def _tsquery(asked: Search) -> str:
    return " | ".join(f"({' & '.join(map(_tsphrase, phrases))})" for phrases in asked.alternatives)


def _tsphrase(phrase: Phrase) -> str:
    return f"({' <-> '.join(phrase.words)}{':*' if phrase.open else ''})"


class Finds(sa.sql.expression.ColumnElement[bool]):
    """Whether a text's words have what a search asks for."""

    inherit_cache = True
    type = sa.Boolean()

    def __init__(self, indexed: sa.ColumnElement[Any], asked: sa.ColumnElement[Any]) -> None:
        self.indexed, self.asked = indexed, asked

    def self_group(self, against: object = None) -> Finds:
        # It stands as it is: SQLite's index would not answer to "… MATCH … = 1", as SQLAlchemy would have it.
        return self

    _traverse_internals = [  # noqa: RUF012  (what SQLAlchemy tells two of them apart by)
        ("indexed", sa.sql.visitors.InternalTraversal.dp_clauseelement),
        ("asked", sa.sql.visitors.InternalTraversal.dp_clauseelement),
    ]


class Indexed(sa.sql.expression.ColumnElement[str]):
    """A text's words as an index takes them."""

    inherit_cache = True
    type = sa.Text()

    def __init__(self, said: sa.ColumnElement[str]) -> None:
        self.said = said

    _traverse_internals = [("said", sa.sql.visitors.InternalTraversal.dp_clauseelement)]  # noqa: RUF012


@compiles(Finds, "sqlite")
def _finds_sqlite(element: Finds, compiler: Any, **given: Any) -> str:
    table = element.indexed.table.name
    return f"{table} MATCH {compiler.process(element.asked, **given)}"


@compiles(Finds, "postgresql")
def _finds_postgresql(element: Finds, compiler: Any, **given: Any) -> str:
    asked = compiler.process(element.asked, **given)
    return f"{compiler.process(element.indexed, **given)} @@ to_tsquery('simple', {asked})"


@compiles(Indexed, "sqlite")
def _indexed_sqlite(element: Indexed, compiler: Any, **given: Any) -> str:
    said: str = compiler.process(element.said, **given)
    return said


@compiles(Indexed, "postgresql")
def _indexed_postgresql(element: Indexed, compiler: Any, **given: Any) -> str:
    return f"to_tsvector('simple', {compiler.process(element.said, **given)})"
