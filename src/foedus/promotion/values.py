"""What promotion is given and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from foedus.model.claims import Claim
from foedus.model.judgements import Judgement
from foedus.model.problems import BadDate
from foedus.model.time import bounds

Outcome = Literal["proposed", "already", "conflict", "refused"]


@dataclass(frozen=True, slots=True)
class Backed:
    """An accepted claim with where it stands and who accepted it.

    claim: as it counts, so a correction where it was corrected; id: of the claim that was judged.
    path, outlet, title, address, published: of its document.
    speaker: the key of who says it; None for the document's own voice and a hidden source.
    said_by: the same before people.
    """

    id: str
    claim: Claim
    accepted: Judgement
    path: str
    outlet: str | None = None
    title: str | None = None
    address: str | None = None
    published: str | None = None
    speaker: str | None = None
    said_by: str | None = None

    @property
    def quote(self) -> str:
        """Its exact words, on one line."""
        return " … ".join(" ".join(each.text.split()) for each in self.claim.evidence)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of actors.

    label: what to call a key before people.  polity: for whom a key acts on a day, or None.
    types: the type of every actor that is known, by key.  agreements: the ids of the library's.
    near: agreements that may be an organisation's.
    agreement: the key that all claims on agreements are about, whatever they call it, where a person says so.
    """

    label: Callable[[str], str]
    polity: Callable[[str, date | None], str | None]
    types: Mapping[str, str]
    agreements: frozenset[str]
    near: Callable[[str], Sequence[str]]
    agreement: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one fact that accepted claims tell.

    outcome: ``proposed`` (it is in the diff), ``already`` (the library says it), ``conflict`` (the library says
    otherwise, and what it says stays) or ``refused``.
    claims: the ids of those that tell it.  fact: in words.  file: within the library's folder, where one is meant.
    why: what the library says, or what stands against it.  todo: what is left to a person.
    """

    outcome: Outcome
    claims: tuple[str, ...]
    fact: str
    file: str | None = None
    why: str = ""
    todo: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "outcome": self.outcome,
            "fact": self.fact,
            "claims": list(self.claims),
            "file": self.file,
            "why": self.why,
            "todo": list(self.todo),
        }


class Refused(Exception):
    """A fact that makes no entry: why, and what to do."""

    def __init__(self, why: str, *todo: str) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


class Already(Refused):
    """A fact that the library has."""


class Mended(Already):
    """A fact that the library has, and now says better: more sharply, or by more sources; so something is proposed."""


class Conflict(Refused):
    """A fact against which the library says something else; where the entry would go, and the entry."""

    def __init__(self, why: str, *todo: str, where: tuple[str | int, ...] = (), entry: Any = None) -> None:
        super().__init__(why, *todo)
        self.where, self.entry = where, entry


@dataclass(frozen=True, slots=True)
class When:
    """A day for the library, as sharp as the claims are.

    edtf: the date.  note: what is to be said of it; None where the text states the day.  exact: whether it is one that
    a text gives, not the day by which it was so.
    """

    edtf: str
    note: str | None = None
    exact: bool = True

    @property
    def high(self) -> date:
        """The last day that it may mean."""
        return bounds(self.edtf)[1]


def ending(fact: Fact) -> None:
    """See that a spell's end has a day of its own: "at some time by then" would make unknown what is known till then.

    Raises Refused where it has none.
    """
    if not fact.day.exact:
        raise Refused(
            "the text gives no day, and an end that may lie anywhere before would leave every earlier day unknown",
            f"give the day, or the days between which it lies: foedus judge correct {fact.backed[0].id} "
            "--set time='[YYYY-MM-DD..YYYY-MM-DD]' --by NAME --reason TEXT",
        )


ANY_DAY = When("[..9999-12-31]", exact=False)
"""Of what the library keeps without a day."""


def when(backed: Backed) -> When:
    """When what a claim tells took place: its own time, else some day up to the publication of its document.

    Raises Refused where neither is known.
    """
    time = backed.claim.time
    if time is not None and (given := _day(time.edtf)):
        return When(given, "the day is reckoned from the text's words" if time.basis == "inferred" else None)
    published = _day(backed.published) if backed.published else None
    if published is None:
        raise Refused(
            "neither the claim nor its document has a date",
            f"give it one: foedus judge correct {backed.id} --set time=YYYY-MM-DD --by NAME --reason TEXT",
        )
    note = f"the text gives no day; it was published on {published}"
    return When(f"[..{bounds(published)[1].isoformat()}]", note, exact=False)


def _day(edtf: str) -> str | None:
    """A date as the library can hold it: an interval is one of its days."""
    try:
        low, high = bounds(edtf)
    except (BadDate, TypeError):
        return None
    if "/" not in edtf:
        return edtf.replace(" ", "")
    first = "" if low == date.min else low.isoformat()
    return f"[{first}..{'' if high == date.max else high.isoformat()}]"


def same_day(one: str, other: str) -> bool:
    """Whether two dates may mean one day."""
    (low, high), (first, last) = bounds(str(one)), bounds(str(other))
    return low <= last and first <= high


def sharper(one: str, other: str) -> bool:
    """Whether a date says more than another with which it agrees."""
    (low, high), (first, last) = bounds(str(one)), bounds(str(other))
    return first <= low and high <= last and (low, high) != (first, last)


@dataclass(frozen=True, slots=True)
class Fact:
    """What one or several accepted claims tell, in the terms of one of the library's files.

    path: the file.  about: what makes it this fact, its day apart.  told: it in words.
    detail: what its kind needs besides.
    """

    kind: str
    path: str
    about: tuple[Any, ...]
    told: str
    day: When
    backed: tuple[Backed, ...]
    detail: Any = None

    @property
    def words(self) -> str:
        """It in words, with its day."""
        return self.told if self.day is ANY_DAY else f"{self.told}, {self.day.edtf}"


def stated(backed: Backed) -> Claim:
    """A claim that says that something is so.

    Raises Refused for one that is planned, denied, demanded or only possible.
    """
    claim = backed.claim
    if claim.status != "actual":
        raise Refused(
            f"it is put as {claim.status}, and the library holds what is",
            "promote a claim that it has happened, or correct this one: foedus judge correct CLAIM --set status=actual",
        )
    return claim


def known(keys: Iterable[str], around: Surroundings) -> None:
    """See that somebody is known by every key.

    Raises Refused where nobody is.
    """
    for key in keys:
        if key not in around.types:
            raise Refused(
                f"nobody is known as {key!r}",
                "add the actor to actors/*.yaml of your library, or correct the claim (--set role.NAME=ACTOR)",
            )


def joined(*notes: str | None) -> str | None:
    """Notes as one."""
    return "; ".join(each for each in notes if each) or None


def entry(**fields: Any) -> dict[str, Any]:
    """A row of the library without what is not said; ``start``, ``end`` and the like stay where they are not known."""
    open_ended = ("start", "end", "from", "to")
    return {
        key.rstrip("_"): value
        for key, value in fields.items()
        if key.rstrip("_") in open_ended or value not in (None, (), [])
    }
