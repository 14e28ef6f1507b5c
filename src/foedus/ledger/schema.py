"""The ledger's tables.

Nothing is ever changed in place, so the tables hold content and the order in which it was learnt, apart::

    entries ─┬─ runs ────── readings ─┬─ reading_statements ── statements
             ├─ sightings             ├─ reading_claims ────── claims ── claim_actors
             ├─ problems              └─ descriptions ──────── documents ── texts
             └─ judgements

    documents ── signatures        claims ── bearings ┄┄ bearing_actors

An *entry* is one appending.  A *reading* is all that one reader (version, model) made of one document; its digest
is its content, so that the same reading made again is the same row.  A *run* says that at its entry this was the
document's reading: the latest run by then is what the ledger held.  A *description* is what is told of a text
(title, date of publication …); two that differ stand side by side.  A *use* is what a language model took to read a
document at its entry.  A *judgement* is what a person holds of a claim, a document or two names.  A *passage* is a
stretch of a document's text, by which it is found; the words of passages, statements and claims are in indexes beside
the tables (``index.py``).  A *signature* stands for a text where texts are compared (``reprints.py``).  A *bearing*
says what a claim answers to a point on which claims may differ (``points.py``), for which days, and whom the point
concerns: it is worked out from the claim, so that contradictions are found without reading claims.
Of an *abridged* document only *extracts* are kept, the passages that something read in it
quotes.  A *library* is one that stood at an entry.  An *erasure* took a document's words out at its entry; *erased*
says that it is done, and closes the document's rows again.  A *look* is what a watch found at its entry.

``seq`` numbers are given by the one writer in the order of recording, so that a number alone marks a state of the
ledger: a long list that is fetched page by page stays at the state in which it began, with no lock held.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

from foedus.ledger.exact import escape, unescape

HEAD = "0010"
"""The schema's revision that this program writes; the newest file of ``migrations/versions``."""

VERSION_TABLE = "foedus_schema"

LONGEST_KEY = 200


class ExactText(TypeDecorator[str]):
    """Any Python string, NUL and lone surrogates included."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else escape(value)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):  # SQLite has a type for each value, so damage may change it
            raise ValueError(f"{type(value).__name__} in the place of a text")
        return unescape(value)


class Key(ExactText):
    """A name that rows are found by and that is never read back.

    PostgreSQL's index has no room for a name of thousands of characters, so there a hash stands for the end of it.
    """

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        if value is not None and len(value) > LONGEST_KEY and dialect.name == "postgresql":
            value = hashed(value)
        return super().process_bind_param(value, dialect)


def hashed(name: str) -> str:
    """What stands for a name that is longer than an index has room for."""
    return name[:LONGEST_KEY] + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, to the microsecond, also in stores that know no time zones."""

    impl = sa.DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        return dialect.type_descriptor(sa.DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


metadata = sa.MetaData()


def _table(name: str, *columns: sa.schema.SchemaItem) -> sa.Table:
    # A link has no number of its own: its key is what it links, and its rows lie in that order.
    linking = sum(isinstance(column, sa.Column) and column.primary_key for column in columns) > 1
    return sa.Table(name, metadata, *columns, sqlite_with_rowid=not linking)


def _seq(name: str = "seq", target: str | None = None) -> sa.Column[int]:
    keys = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, sa.Integer, *keys, primary_key=True, autoincrement=False)


def _ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable)


def _text(name: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, ExactText, nullable=nullable, unique=unique)


def _key(name: str, *, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, Key, primary_key=primary, nullable=not primary)


def _recorded_at() -> sa.Column[datetime]:
    return sa.Column("recorded_at", Moment, nullable=False)


def _index_of_some(name: str, column: str) -> sa.Index:
    """An index of the rows that fill a column, which most leave empty."""
    given = sa.text(f"{column} IS NOT NULL")
    return sa.Index(name, column, sqlite_where=given, postgresql_where=given)


documents = _table("documents", _seq(), _text("id", unique=True))
texts = _table("texts", _seq("document", "documents.seq"), _text("body"))
passages = _table(
    "passages",
    _seq(),
    _ref("document", "documents.seq"),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Index("ix_passages_document", "document"),
)
abridged = _table("abridged", _seq("document", "documents.seq"), sa.Column("length", sa.Integer, nullable=False))
extracts = _table("extracts", _seq("passage", "passages.seq"), _text("body"))
descriptions = _table(
    "descriptions", _seq(), _ref("document", "documents.seq"), _text("digest", unique=True), _text("record")
)
readings = _table(
    "readings",
    _seq(),
    _text("digest", unique=True),
    _ref("document", "documents.seq"),
    _ref("description", "descriptions.seq"),
    _text("version"),
    _text("model"),
)
entries = _table("entries", _seq(), _recorded_at())
libraries = _table("libraries", _seq(), _text("id", unique=True), _text("record"))
entry_libraries = _table(
    "entry_libraries",
    _seq("entry", "entries.seq"),
    _ref("library", "libraries.seq"),
    sa.Index("ix_entry_libraries_library", "library"),
)
erasures = _table(
    "erasures",
    _seq("entry", "entries.seq"),
    sa.Column("document", sa.Integer, sa.ForeignKey("documents.seq"), nullable=False, unique=True),
    _text("id", unique=True),
    _text("record"),
    _recorded_at(),
)
erased = _table("erased", _seq("document", "documents.seq"), _ref("entry", "erasures.entry"))
runs = _table(
    "runs",
    _seq("entry", "entries.seq"),
    _ref("document", "documents.seq"),
    _ref("reading", "readings.seq"),
    _recorded_at(),
    sa.Index("ix_runs_document", "document", "recorded_at", "entry"),
    sa.Index("ix_runs_reading", "reading"),
)
sightings = _table(
    "sightings",
    _seq("entry", "entries.seq"),
    _ref("document", "documents.seq"),
    _text("path"),
    _recorded_at(),
    sa.Index("ix_sightings_document", "document", "recorded_at", "entry"),
)
signatures = _table(
    "signatures",
    _seq("document", "documents.seq"),
    _text("method"),
    sa.Column("shingles", sa.Integer, nullable=False),
    sa.Column("numbers", sa.LargeBinary, nullable=False),
)
uses = _table("uses", _seq("entry", "entries.seq"), _ref("document", "documents.seq"), _text("record"), _recorded_at())
judgements = _table(
    "judgements",
    _seq("entry", "entries.seq"),
    _text("id", unique=True),
    _text("verdict"),
    sa.Column("target", Key, nullable=False),
    _text("record"),
    _recorded_at(),
    sa.Index("ix_judgements_target", "target"),
    sa.Index("ix_judgements_verdict", "verdict"),
)
look_states = _table("look_states", _seq(), _text("digest", unique=True), _text("record"))
looks = _table(
    "looks",
    _seq("entry", "entries.seq"),
    sa.Column("name", Key, nullable=False),
    _ref("state", "look_states.seq"),
    _text("record"),
    _recorded_at(),
    sa.Index("ix_looks_name", "name", "recorded_at", "entry"),
)
problems = _table(
    "problems",
    _seq(),
    _ref("entry", "entries.seq"),
    _ref("reading", "readings.seq", nullable=True),
    _text("digest"),
    _text("code"),
    _text("record"),
    _recorded_at(),
    sa.Index("ix_problems_reading", "reading"),
    sa.Index("ix_problems_digest", "digest"),
)
statements = _table(
    "statements",
    _seq(),
    _text("id", unique=True),
    _ref("document", "documents.seq"),
    _key("speaker"),
    _key("on_behalf_of"),
    _text("form"),
    _text("record"),
    sa.Index("ix_statements_speaker", "speaker"),
    _index_of_some("ix_statements_on_behalf_of", "on_behalf_of"),
)
reading_statements = _table(
    "reading_statements",
    _seq("reading", "readings.seq"),
    _seq("position"),
    _ref("statement", "statements.seq"),
    sa.Index("ix_reading_statements_statement", "statement"),
)
claims = _table(
    "claims",
    _seq(),
    _text("id", unique=True),
    _ref("document", "documents.seq"),
    _ref("statement", "statements.seq", nullable=True),
    _text("kind"),
    _text("polarity"),
    _text("status"),
    sa.Column("valid_low", sa.Date),
    sa.Column("valid_high", sa.Date),
    _text("record"),
    _index_of_some("ix_claims_statement", "statement"),
)
claim_actors = _table(
    "claim_actors",
    _key("actor", primary=True),
    _seq("claim", "claims.seq"),
    _key("role", primary=True),
)
bearings = _table(
    "bearings",
    sa.Column("point", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("answer", sa.BigInteger, primary_key=True, autoincrement=False),
    _seq("claim", "claims.seq"),
    # The days that the claim's own time may cover, by their ordinals; none where it gives no time.
    sa.Column("low", sa.Integer),
    sa.Column("high", sa.Integer),
)
denied = sa.Index(
    "ix_bearings_denied",
    bearings.c.point,
    bearings.c.claim,
    sqlite_where=sa.text("answer < 0"),
    postgresql_where=sa.text("answer < 0"),
)
bearing_actors = _table(
    "bearing_actors",
    _key("actor", primary=True),
    sa.Column("point", sa.BigInteger, primary_key=True, autoincrement=False),
)
reading_claims = _table(
    "reading_claims",
    _seq("reading", "readings.seq"),
    _seq("position"),
    _ref("claim", "claims.seq"),
    # What the claim's identity leaves out, and another reader may see otherwise.
    sa.Column("confidence", sa.Double, nullable=False),
    _text("extractor"),
    _text("terms"),
    sa.Index("ix_reading_claims_claim", "claim"),
)
