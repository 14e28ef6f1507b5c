"""Statements and claims: who says what, in which exact words.

A *statement* is one act of saying, writing or thinking: source, cue, content (PARC, PolNeAR).
A *claim* is a typed proposition with its attribution, modality, time and evidence.  Both are values:
their ids hash every field that makes them what they are, so that reading twice gives the same ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from foedus.model import written
from foedus.model.ids import hashed_id

KINDS = (
    "agreement-stage",
    "agreement-link",
    "commitment",
    "membership",
    "recognition",
    "validity",
    "integration",
    "presence",
    "territory",
    "stance",
    "office",
    "event",
)
STATUSES = ("actual", "planned", "possible", "conditional", "demanded", "ordered", "denied")
FORMS = ("direct", "mixed", "indirect", "interview")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text and the actor that they mean.

    actor: a key of the gazetteer, or the slug of the name where nobody is known by it; never None.
    """

    text: str
    start: int
    end: int
    actor: str

    def record(self) -> dict[str, Any]:
        """The mention as the contract's JSON object."""
        return {"text": self.text, "start": self.start, "end": self.end, "actor": self.actor}

    @staticmethod
    def from_record(record: Mapping[str, Any]) -> Mention:
        """The mention that a record was made of."""
        return Mention(record["text"], record["start"], record["end"], record["actor"])


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of the text with its words: evidence, or a cue."""

    text: str
    start: int
    end: int

    def record(self) -> dict[str, Any]:
        """The stretch as the contract's JSON object."""
        return {"text": self.text, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Term:
    """A loaded name or phrase: what it refers to and what it implies."""

    text: str
    start: int
    end: int
    actor: str
    sense: str

    def record(self) -> dict[str, Any]:
        """The term as the contract's JSON object."""
        return {"text": self.text, "start": self.start, "end": self.end, "actor": self.actor, "sense": self.sense}


@dataclass(frozen=True, slots=True)
class TimeReference:
    """When a claim holds or held: an EDTF date, the words that say so, and its basis.

    basis: ``stated`` where the words give the date, ``inferred`` where it was reckoned from them.
    """

    edtf: str
    text: str
    start: int
    end: int
    basis: str

    def record(self) -> dict[str, Any]:
        """The time as the contract's JSON object."""
        return {"edtf": self.edtf, "text": self.text, "start": self.start, "end": self.end, "basis": self.basis}


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying, writing or thinking in a text: source, cue, content.

    speaker: None where the text hides the source ("it is believed").
    via: who carried it to this document, outermost first.
    content: the spans of what is said, in the document's offsets.
    form: one of :data:`FORMS`.
    held_as: its id where its words were erased from a ledger, so that it cannot be worked out any more.
    """

    document: str
    speaker: Mention | None
    cue: Quote | None
    content: tuple[tuple[int, int], ...]
    form: str
    on_behalf_of: str | None = None
    via: tuple[Mention, ...] = ()
    held_as: str | None = None
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """``statement:`` and the hash of every field that makes it what it is."""
        return self._id or self.held_as or _hashed(self, "statement", written.statement_identity(self))

    def identity(self) -> tuple[Any, ...]:
        """The fields that make it what it is, as JSON values."""
        return (
            self.document,
            self.speaker and self.speaker.record(),
            self.cue and self.cue.record(),
            self.content,
            self.form,
            self.on_behalf_of,
            [mention.record() for mention in self.via],
        )

    def covers(self, start: int, end: int) -> bool:
        """Whether a span stands inside the content."""
        return any(a <= start and end <= b for a, b in self.content)

    def record(self) -> dict[str, Any]:
        """The statement as the contract's JSON object."""
        return {"type": "statement", "id": self.id, **self.fields()}

    def fields(self) -> dict[str, Any]:
        """The record without its type and its id, which takes a hash of everything."""
        return {
            "document": self.document,
            "speaker": self.speaker and self.speaker.record(),
            "on_behalf_of": self.on_behalf_of,
            "via": [mention.record() for mention in self.via],
            "cue": self.cue and self.cue.record(),
            "content": [list(span) for span in self.content],
            "form": self.form,
            **({"erased": True} if self.held_as else {}),
        }

    @staticmethod
    def from_record(record: Mapping[str, Any], known_as: str | None = None) -> Statement:
        """The statement that a record was made of; known_as: its id, where that was worked out before."""
        cue = record["cue"]
        made = Statement(
            document=record["document"],
            speaker=Mention.from_record(record["speaker"]) if record["speaker"] else None,
            cue=Quote(cue["text"], cue["start"], cue["end"]) if cue else None,
            content=tuple((a, b) for a, b in record["content"]),
            form=record["form"],
            on_behalf_of=record["on_behalf_of"],
            via=tuple(Mention.from_record(v) for v in record["via"]),
            held_as=record.get("held_as"),
        )
        return made if known_as is None else known(made, known_as)


class Pairs(tuple[tuple[str, Any], ...]):
    """A frozen mapping: its pairs, sorted by key.

    Never equal to a plain tuple, so that a mapping and the list of its pairs stay two values.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pairs) and super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((Pairs, tuple(self)))


def freeze(value: Any) -> Any:
    """A JSON value as an immutable one: mappings become :class:`Pairs`, lists tuples.

    >>> freeze({"low": 60000, "high": 65000})
    (('high', 65000), ('low', 60000))
    """
    if isinstance(value, (Mapping, Pairs)):
        return Pairs(sorted((key, freeze(inner)) for key, inner in dict(value).items()))
    if isinstance(value, (list, tuple)):
        return tuple(freeze(inner) for inner in value)
    return value


def thaw(value: Any) -> Any:
    """The JSON value that :func:`freeze` was given.

    >>> thaw(freeze({"low": 60000, "units": [], "note": {}}))
    {'low': 60000, 'note': {}, 'units': []}
    """
    if isinstance(value, Pairs):
        return {key: thaw(inner) for key, inner in value}
    if isinstance(value, tuple):
        return [thaw(inner) for inner in value]
    return value


@dataclass(frozen=True, slots=True)
class Claim:
    """A typed proposition, who it is attributed to, and the words that it rests on.

    statement: the id of the innermost statement that contains it; None for the document's own voice.
    roles: pairs (role, mentions) in the contract's order; attributes: see :func:`freeze`.
    polarity: ``affirmed`` or ``negated``; status: one of :data:`STATUSES`.
    confidence: 0 to 1; extractor: what read it, with its version.
    held_as: its id where its words were erased from a ledger, so that it cannot be worked out any more.

    Build one with :func:`make_claim`, which takes plain mappings.
    """

    document: str
    statement: str | None
    kind: str
    roles: tuple[tuple[str, tuple[Mention, ...]], ...]
    attributes: Pairs
    polarity: str
    status: str
    time: TimeReference | None
    evidence: tuple[Quote, ...]
    terms: tuple[Term, ...]
    confidence: float
    extractor: str
    held_as: str | None = None
    _id: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """``claim:`` and the hash of every field that makes it what it is."""
        return self._id or self.held_as or _hashed(self, "claim", written.claim_identity(self))

    def identity(self) -> tuple[Any, ...]:
        """The fields that make it what it is, as JSON values."""
        return (
            self.document,
            self.statement,
            self.kind,
            [[role, [mention.record() for mention in fillers]] for role, fillers in self.roles],
            thaw(self.attributes),
            self.polarity,
            self.status,
            self.time and self.time.record(),
            [quote.record() for quote in self.evidence],
        )

    def role(self, name: str) -> tuple[Mention, ...]:
        """The fillers of a role; empty where it has none."""
        return next((fillers for role, fillers in self.roles if role == name), ())

    def actors(self, name: str) -> tuple[str, ...]:
        """The keys of a role's fillers."""
        return tuple(mention.actor for mention in self.role(name))

    def everybody(self) -> tuple[str, ...]:
        """The keys of everybody in any role, each once."""
        return tuple(dict.fromkeys(mention.actor for _, fillers in self.roles for mention in fillers))

    def attribute(self, name: str) -> Any:
        """An attribute as a JSON value, or None."""
        return next((thaw(value) for key, value in self.attributes if key == name), None)

    def record(self) -> dict[str, Any]:
        """The claim as the contract's JSON object."""
        return {"type": "claim", "id": self.id, **self.fields()}

    def fields(self) -> dict[str, Any]:
        """The record without its type and its id, which takes a hash of everything."""
        return {
            "document": self.document,
            "statement": self.statement,
            "kind": self.kind,
            "roles": {role: [mention.record() for mention in fillers] for role, fillers in self.roles},
            "attributes": thaw(self.attributes),
            "polarity": self.polarity,
            "status": self.status,
            "time": self.time and self.time.record(),
            "evidence": [quote.record() for quote in self.evidence],
            "terms": [term.record() for term in self.terms],
            "confidence": self.confidence,
            "extractor": self.extractor,
            **({"erased": True} if self.held_as else {}),
        }

    @staticmethod
    def from_record(record: Mapping[str, Any], known_as: str | None = None) -> Claim:
        """The claim that a record was made of; known_as: its id, where that was worked out before."""
        time = record["time"]
        made = make_claim(
            document=record["document"],
            statement=record["statement"],
            kind=record["kind"],
            roles={r: [Mention.from_record(m) for m in fillers] for r, fillers in record["roles"].items()},
            attributes=record["attributes"],
            polarity=record["polarity"],
            status=record["status"],
            time=time and TimeReference(time["edtf"], time["text"], time["start"], time["end"], time["basis"]),
            evidence=[Quote(e["text"], e["start"], e["end"]) for e in record["evidence"]],
            terms=[Term(t["text"], t["start"], t["end"], t["actor"], t["sense"]) for t in record["terms"]],
            confidence=record["confidence"],
            extractor=record["extractor"],
            held_as=record.get("held_as"),
        )
        return made if known_as is None else known(made, known_as)


def make_claim(
    *,
    document: str,
    kind: str,
    roles: Mapping[str, Sequence[Mention]],
    evidence: Sequence[Quote],
    statement: str | None = None,
    attributes: Mapping[str, Any] | None = None,
    polarity: str = "affirmed",
    status: str = "actual",
    time: TimeReference | None = None,
    terms: Sequence[Term] = (),
    confidence: float = 0.5,
    extractor: str = "",
    held_as: str | None = None,
) -> Claim:
    """A claim from plain mappings and lists.

    Raises ValueError for a kind or status that the contract does not have.
    """
    if kind not in KINDS or status not in STATUSES or polarity not in ("affirmed", "negated"):
        raise ValueError(f"no such kind, status or polarity: {kind}, {status}, {polarity}")
    return Claim(
        document=document,
        statement=statement,
        kind=kind,
        roles=tuple((role, tuple(fillers)) for role, fillers in roles.items()),
        attributes=freeze({k: v for k, v in (attributes or {}).items() if v is not None}),
        polarity=polarity,
        status=status,
        time=time,
        evidence=tuple(evidence),
        terms=tuple(terms),
        confidence=confidence,
        extractor=extractor,
        held_as=held_as,
    )


_Hashed = TypeVar("_Hashed", Statement, Claim)


def known(one: _Hashed, id_: str) -> _Hashed:
    """A statement or claim that has just been made, with the id that a ledger has it under."""
    object.__setattr__(one, "_id", id_)
    return one


def _hashed(one: Statement | Claim, kind: str, identity: str) -> str:
    """The hash of an identity, which is worked out once."""
    id_ = hashed_id(kind, identity)
    object.__setattr__(one, "_id", id_)
    return id_
