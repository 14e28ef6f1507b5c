"""What goes into a ledger and what comes out: plain frozen values, whatever the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from foedus.ledger.words import search
from foedus.model.claims import FORMS, KINDS, STATUSES, Claim, Statement
from foedus.model.erasures import Erasure
from foedus.model.judgements import UNJUDGED, Judged
from foedus.model.problems import UsageError
from foedus.model.time import Truth
from foedus.model.usage import Used
from foedus.model.versions import LibraryVersion

POLARITIES = ("affirmed", "negated")

Place = tuple[int, int]
"""Where something stands in the order of recording: the entry of its document's reading, and its place in that."""
LAST = 2**31 - 1
"""An entry that comes after all."""
NOWHERE = (0, 0)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """What read a document: the program's version and the language model with its own."""

    version: str
    model: str


@dataclass(frozen=True, slots=True)
class Appended:
    """How much of what was appended the ledger did not hold before.

    sightings: 1 where the text had not been seen at this path; readings: 1 where the document's
    latest reading was another one.  All zero: the ledger already held everything.
    """

    documents: int = 0
    sightings: int = 0
    readings: int = 0
    statements: int = 0
    claims: int = 0
    problems: int = 0

    def __bool__(self) -> bool:
        return self != Appended()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A path or address at which a document's text was found, and when the ledger first learnt of it."""

    document: str
    path: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document's text that a search found, with its place in the text and what is told of the text.

    matches: where in the document's text the words stand that were asked for.
    place: its number in the order of recording, from which a list can be gone on with.
    """

    document: str
    path: str
    title: str | None
    published: str | None
    start: int
    end: int
    text: str
    matches: tuple[tuple[int, int], ...]
    place: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a document, without its text.

    recorded_at: when the ledger learnt it.
    """

    id: str
    path: str
    title: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    recorded_at: datetime
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What a language model took to read a document, once."""

    document: str
    used: Used
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeps a ledger, with its version, the schema's revision, and the bytes that it takes."""

    store: str
    schema: str
    size: int


@dataclass(frozen=True, slots=True)
class LibraryStood:
    """A library, from when to when it stood as something was recorded, and at how many entries."""

    version: LibraryVersion
    first: datetime
    last: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class RecordedClaim:
    """A claim with what the ledger knows of it.

    statement: the statement that contains it; None for the document's own voice.
    recorded_at: when the ledger learnt the reading that it is from; read_by: what read it.
    holds: on the day that was asked for, whether the claim's own time covers it: ``YES``, or ``UNKNOWN``
    where the time is imprecise or not given; None where no day was asked for.
    judged: what people hold of it, as far as that stands.
    library: the id of the library that stood when it was recorded; None where nobody said.
    erasure: what took its words away; None where they are there.
    place: in the order of recording, from which a list can be gone on with.
    """

    claim: Claim
    statement: Statement | None
    recorded_at: datetime
    read_by: ReadBy
    holds: Truth | None = None
    judged: Judged = UNJUDGED
    library: str | None = None
    erasure: Erasure | None = None
    place: Place = field(default=NOWHERE, compare=False)

    def record(self) -> dict[str, Any]:
        """The claim as the contract's JSON object, with what stands on it, by which library it was read, and what
        took its words away."""
        erased = self.erasure and self.erasure.record()
        return {**self.claim.record(), "judged": self.judged.record(), "library": self.library, "erased": erased}


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims: every field that is given narrows the answer.

    actor: the key of an actor in any role, or in ``role`` where that is given too.
    speaker: the key of who says it or of whom it is said on behalf of.
    text: words of the evidence, as :func:`foedus.ledger.words.search` takes them: all of them, in any script.
    valid_on: leaves out claims whose own time excludes the day; what holds *since* a claim's time is the
    world's question, not this one's.
    least: leaves out claims that the reader was less sure of.
    limit: at most so many, in the order of recording.
    ids: only these; the store looks each of them up, so give some hundreds at a time.
    actors: with somebody of these in any role.
    after: only those that no reading had up to this entry of the ledger (:meth:`~foedus.ledger.store.Ledger.last`).
    beyond: only those that stand after this place in the order of recording, as the last one of a page before had it.
    points: only those that bear on a point with one of these numbers (:mod:`foedus.ledger.points`); some hundreds at a
    time.
    """

    id: str | None = None
    kind: str | None = None
    actor: str | None = None
    role: str | None = None
    speaker: str | None = None
    document: str | None = None
    status: str | None = None
    polarity: str | None = None
    valid_on: date | None = None
    text: str | None = None
    limit: int | None = None
    least: float = 0.0
    ids: tuple[str, ...] | None = None
    actors: tuple[str, ...] | None = None
    after: int | None = None
    beyond: Place | None = None
    points: tuple[int, ...] | None = None

    def __post_init__(self) -> None:
        _one_of("kind", self.kind, KINDS)
        _one_of("status", self.status, STATUSES)
        _one_of("polarity", self.polarity, POLARITIES)
        _searchable(self.text, self.limit)


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements: the fields mean what they mean in :class:`ClaimFilter`; text: words of the content."""

    id: str | None = None
    speaker: str | None = None
    document: str | None = None
    form: str | None = None
    text: str | None = None
    limit: int | None = None
    beyond: Place | None = None

    def __post_init__(self) -> None:
        _one_of("form", self.form, FORMS)
        _searchable(self.text, self.limit)


def _one_of(field: str, given: str | None, possible: tuple[str, ...]) -> None:
    if given is not None and given not in possible:
        raise UsageError(f"no {field} is called {given!r}; the {field} is one of {', '.join(possible)}")


def _searchable(text: str | None, limit: int | None) -> None:
    if text is not None:
        search(text)
    if limit is not None and limit < 0:
        raise UsageError(f"the limit is {limit}; give 0 or more, or none for everything")


def moment(when: datetime) -> datetime:
    """A moment in UTC.

    Raises UsageError where it has no time zone, since a ledger is read in other zones than it was written in.
    """
    if when.tzinfo is None or when.utcoffset() is None:
        raise UsageError(f"{when.isoformat()} has no time zone; give one, for instance datetime.now(UTC)")
    try:
        return when.astimezone(UTC)
    except OverflowError:
        raise UsageError(f"{when.isoformat()} is outside the years 1 to 9999 in UTC") from None


def until(known_on: date | datetime | None) -> datetime | None:
    """The last moment of what was known on a day (UTC), or at a moment.

    >>> until(date(2022, 2, 20)).isoformat()
    '2022-02-20T23:59:59.999999+00:00'
    """
    if known_on is None or isinstance(known_on, datetime):
        return known_on and moment(known_on)
    return datetime.combine(known_on, time.max, tzinfo=UTC)
