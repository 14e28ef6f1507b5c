"""Documents, statements and claims for the ledger's tests, and strategies that make any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from foedus.ledger import ReadBy, open_ledger
from foedus.ledger.index import INDEXES
from foedus.ledger.looks import Look
from foedus.ledger.schema import VERSION_TABLE
from foedus.model.claims import (
    FORMS,
    KINDS,
    STATUSES,
    Claim,
    Mention,
    Quote,
    Statement,
    Term,
    TimeReference,
    make_claim,
)
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Problem
from foedus.model.usage import Used
from foedus.model.versions import LibraryVersion

STORES: dict[str, Callable[[Path], str | Path]] = {
    "sqlite-file": lambda folder: folder / "ledger.sqlite",
    "sqlite-url": lambda folder: f"sqlite:///{folder / 'by-url.sqlite'}",
    "sqlite-memory": lambda folder: "sqlite://",
}
"""Every store that the contract is held against: a place for a new ledger, given an empty folder."""

PASSING = ("sqlite-memory",)
"""Stores that end with the program."""

FIRST = ReadBy("0.1.0", "md 3.8")
SECOND = ReadBy("0.2.0", "md 3.8")


ARTICLE = Document("a.txt", "Minsk denied it.")
"""What :func:`fill` records."""

SCHEMA = {
    "version_table": VERSION_TABLE,
    "compare_type": True,
    "include_name": lambda name, kind, _: not (kind == "table" and any(index in name for index in INDEXES)),
}
"""How schemas are compared: but for the indexes of words, which SQLAlchemy cannot tell of."""


def day(number: int) -> datetime:
    """Noon of a day in January 2024."""
    return datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=number - 1)


def mentions(*actors: str) -> list[Mention]:
    """Mentions by the actors' keys."""
    return [Mention(actor.title(), 0, len(actor), actor) for actor in actors]


def statement(document: Document, speaker: str, **fields: Any) -> Statement:
    """A statement about the whole document."""
    given = {"content": ((0, len(document.text)),), "form": "indirect", "cue": Quote("said", 0, 4), **fields}
    return Statement(document=document.id, speaker=mentions(speaker)[0], **given)


def claim(document: Document | str, kind: str = "recognition", time: str | None = None, **fields: Any) -> Claim:
    """A claim; keywords that are no field of a claim are roles, given as keys of actors.

    quote: evidence that stands in the document where it says.
    """
    own = {k: fields.pop(k) for k in list(fields) if k in ("attributes", "polarity", "status", "terms", "confidence")}
    said = fields.pop("said", None)
    evidence = fields.pop("evidence", "words")
    quote = fields.pop("quote", None)
    start = document.text.index(quote) if quote and isinstance(document, Document) else 0
    roles = {role: mentions(*([who] if isinstance(who, str) else who)) for role, who in fields.items()}
    return make_claim(
        document=document if isinstance(document, str) else document.id,
        statement=said and said.id,
        kind=kind,
        roles=roles,
        evidence=[Quote(quote, start, start + len(quote)) if quote else Quote(evidence, 0, len(evidence))],
        time=TimeReference(time, time, 0, len(time), "stated") if time else None,
        extractor="rules 1",
        **own,
    )


def fill(place: str | Path) -> None:
    """Make a ledger with a row in every table."""
    said = statement(ARTICLE, "BLR")
    claims = [claim(ARTICLE, said=said, recogniser="BLR", recognised="abkhazia")]
    problems = [Problem("half", "half read", "a.txt")]
    used = Used("tiny", "localhost")
    with open_ledger(place) as ledger:
        ledger.append(ARTICLE, [said], claims, problems, reader=FIRST, recorded_at=day(1), used=used)
        ledger.judge(Judgement("accept", claims[0].id, "N. N.", day(1), "so it stands there"))
        ledger.look(Look("daily", day(1), 1, {}, {}))


LIBRARY = LibraryVersion("0.1.0", "a" * 64)
QUOTED = Document("quoted.txt", "Yesterday, as everybody knows, Baku stayed. The weather was fine.")
"""Of which :func:`fill_all` keeps what is quoted."""
GONE = Document("gone.txt", "Zyxomma petiolatum left Yerevan.", title="Zyxomma", byline="Q. Wherlock")
"""What :func:`fill_all` erases."""


def fill_all(place: str | Path) -> None:
    """The same with a row in every table: a document kept as evidence and one that was erased are beside it."""
    fill(place)
    baku = claim(QUOTED, recogniser="AZE", recognised="abkhazia", quote="Baku stayed")
    left = claim(GONE, recogniser="ARM", recognised="abkhazia", quote="left Yerevan")
    with open_ledger(place, library=LIBRARY) as ledger:
        ledger.append(QUOTED, claims=[baku], reader=FIRST, recorded_at=day(2), keep="evidence")
        ledger.append(GONE, claims=[left], reader=FIRST, recorded_at=day(2), keep="evidence")
        ledger.erase(Erasure(GONE.id, "N. N.", day(3), "a court's order"))


# Any code point, NUL and lone surrogates included.
any_text = st.text(st.characters(exclude_categories=()), max_size=20)
_offset = st.integers(0, 10**9)
_dates = st.sampled_from(["2008-08-26", "2014-11", "1992~", "2014/2016", "2008-08-26/..", "no date", "0000"])
any_mention = st.builds(Mention, any_text, _offset, _offset, any_text)
any_quote = st.builds(Quote, any_text, _offset, _offset)
any_document = st.builds(
    Document,
    path=any_text,
    text=any_text,
    title=st.none() | any_text,
    published=st.none() | _dates,
    language=st.sampled_from(["en", "ka", None]),
    boilerplate=st.lists(st.tuples(_offset, _offset), max_size=2).map(tuple),
)
any_problem = st.builds(Problem, any_text, any_text, any_text, any_text, any_text)
any_reader = st.builds(ReadBy, any_text, any_text)
_value = st.none() | st.booleans() | st.integers() | any_text


@st.composite
def any_statement(draw: st.DrawFn, document: Document) -> Statement:
    """Any statement of a document."""
    return Statement(
        document=document.id,
        speaker=draw(st.none() | any_mention),
        cue=draw(st.none() | any_quote),
        content=tuple(draw(st.lists(st.tuples(_offset, _offset), max_size=2))),
        form=draw(st.sampled_from(FORMS)),
        on_behalf_of=draw(st.none() | any_text),
        via=tuple(draw(st.lists(any_mention, max_size=1))),
    )


@st.composite
def any_claim(draw: st.DrawFn, document: Document, within: Sequence[Statement] = ()) -> Claim:
    """Any claim of a document, in one of the statements or in its own voice."""
    said = draw(st.sampled_from([None, *(one.id for one in within)]))
    return make_claim(
        document=document.id,
        statement=said,
        kind=draw(st.sampled_from(KINDS)),
        roles=draw(st.dictionaries(any_text, st.lists(any_mention, max_size=2), max_size=2)),
        attributes=draw(st.dictionaries(any_text, _value | st.dictionaries(any_text, _value, min_size=1), max_size=2)),
        polarity=draw(st.sampled_from(["affirmed", "negated"])),
        status=draw(st.sampled_from(STATUSES)),
        time=draw(st.none() | st.builds(TimeReference, _dates, any_text, _offset, _offset, st.just("stated"))),
        evidence=draw(st.lists(any_quote, max_size=2)),
        terms=draw(st.lists(st.builds(Term, any_text, _offset, _offset, any_text, any_text), max_size=1)),
        confidence=draw(st.floats(0, 1)),
        extractor=draw(any_text),
    )


@st.composite
def any_reading(draw: st.DrawFn) -> tuple[Document, list[Statement], list[Claim], list[Problem]]:
    """All that a reader may make of one document."""
    document = draw(any_document)
    statements = draw(st.lists(any_statement(document), max_size=2))
    claims = draw(st.lists(any_claim(document, statements), max_size=3))
    return document, statements, claims, draw(st.lists(any_problem, max_size=2))
