"""Comparing what sources say of a topic, and what they contradict one another on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.ledger.dates import Extent, extent
from foedus.model.claims import KINDS
from foedus.model.ids import slug
from foedus.model.problems import UsageError
from foedus.model.time import Spell, parse_day, parse_moment
from foedus.views.lives import spell
from foedus.views.table import listed

if TYPE_CHECKING:
    from foedus.ledger.comparing import Proposition
    from foedus.ledger.disagreements import Disagreement
    from foedus.ledger.sources import Account
    from foedus.ledger.weighing import Weighed

_OUTLETS = "outlet"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared.

    topic: what it was taken to be; propositions: as many as were asked for, most contested first; of: how many there
    are, or on how many points answers differ; contradictions: those among what is shown; torn: pairs held not to be one
    although others join them; beside: what the library has of a contradiction; following: how many to pass over for
    what comes next, None where there is nothing more.
    """

    topic: str
    propositions: tuple[Proposition, ...]
    of: int
    contradictions: tuple[Disagreement, ...]
    accounts: dict[str, Account]
    torn: tuple[tuple[str, str], ...] = ()
    beside: dict[Disagreement, str] = field(default_factory=dict)
    following: int | None = None

    def contradiction_records(self) -> Iterator[dict[str, Any]]:
        """The contradictions as JSON objects, each with what the library has of it, or null."""
        for each in self.contradictions:
            yield {**each.record(), "library": self.beside.get(each)}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a comparison is about: one claim, words, or actors together, perhaps of some kinds of claim alone."""

    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    claim: str | None = None
    text: str | None = None

    def told(self, desk: Desk) -> str:
        """It in words."""
        if self.claim:
            return self.claim
        names = [desk.label(key) for key in self.actors] or ([f"the words {self.text}"] if self.text else [])
        return " and ".join(names or ["all that is contested"]) + (f" ({', '.join(self.kinds)})" if self.kinds else "")


class KnownActors:
    """The gazetteer as what the ledger asks of actors."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_known(self, key: str) -> bool:
        """Whether the library has it."""
        return self._desk.gazetteer.actor(key) is not None

    def is_medium(self, key: str) -> bool:
        """Whether it is an outlet or an agency of news."""
        actor = self._desk.gazetteer.actor(key)
        return actor is not None and actor.type == _OUTLETS

    def medium(self, name: str) -> str:
        """The key of the outlet that a document names."""
        keys = [key for key in self._desk.gazetteer.resolve(name) if self.is_medium(key)]
        return keys[0] if len(keys) == 1 else slug(name)


def compare(
    desk: Desk,
    words: Sequence[str],
    *,
    kinds: Sequence[str] = (),
    known_on: str | None = None,
    limit: int | None = 20,
    start: int = 0,
    since: str | None = None,
    until: str | None = None,
) -> Comparison:
    """What sources say of a topic, proposition by proposition.

    words: the names or keys of one actor, agreement or more; a kind of claim; a claim's id; else words of the evidence.
    Without any, what is contested in the whole ledger.  start: how many to pass over.  since, until: only what was
    published in between.

    Raises UnknownName for a claim that the ledger does not hold, UsageError where a name may mean several.
    """
    from foedus.ledger.comparing import compare as compared

    topic = topic_of(desk, words, kinds)
    day = parse_moment(known_on) if known_on else None
    span = (parse_day(since) if since else None, parse_day(until) if until else None)
    found = desk.ledger.weigh(
        topic.actors, topic.kinds, text=topic.text, claim=topic.claim, known_on=day, limit=limit,
        directory=KnownActors(desk), published=span, start=start,
    )  # fmt: skip
    made = compared(found.accounts, found.disagreements, found.groups, topic.kinds, found.sizes)
    shown = tuple(each for each in made if each.point.number in found.points) if words else ()
    ids = {account.id for each in shown for account in each.accounts}
    differ = tuple(
        each for each in found.disagreements if any(not ids.isdisjoint(side.claims) for side in each.sides) or not words
    )
    # How many there are is seen in the ledger's whole history, where not all of them were gone through.
    of = start + len(shown) if found.following is None else max(found.of, start + len(shown))
    return _compared(desk, topic, found, shown, differ, of)


def contradictions(
    desk: Desk, words: Sequence[str] = (), *, known_on: str | None = None, limit: int | None = 20, start: int = 0
) -> Comparison:
    """What sources contradict one another on, in the whole ledger or on a topic, a page at a time.

    words: as of :func:`compare`; of one actor or agreement it is what concerns it.  start: where the page before ended.
    """
    topic = topic_of(desk, words)
    if topic.kinds or topic.text or topic.claim or len(topic.actors) > 1:
        return compare(desk, words, known_on=known_on, limit=limit, start=start)
    day = parse_moment(known_on) if known_on else None
    actor = topic.actors[0] if topic.actors else None
    found = desk.ledger.contradictions(actor, day, directory=KnownActors(desk), limit=limit, start=start)
    return _compared(desk, topic, found, (), found.disagreements, found.of)


def _compared(
    desk: Desk,
    topic: Topic,
    found: Weighed,
    shown: tuple[Proposition, ...],
    differ: tuple[Disagreement, ...],
    of: int,
) -> Comparison:
    by_id = {account.id: account for account in found.accounts}
    beside = {each: told for each in differ if (told := library_on(desk, each, by_id))}
    torn = tuple(pair for pair in found.same.torn if not pair[0].startswith("sha256:"))
    return Comparison(topic.told(desk), shown, of, differ, by_id, torn, beside, found.following)


def library_on(desk: Desk, one: Disagreement, accounts: Mapping[str, Account]) -> str | None:
    """What the library has of a contradiction on a stage's date or on an office, with its source; None for nothing."""
    if one.type == "stage-dates":
        agreement = next((each for each in desk.library.agreements if each.id == one.about[0]), None)
        told = [
            f"{stage.date}{f' by {listed([desk.label(actor) for actor in stage.actors])}' if stage.actors else ''}"
            for stage in (agreement.stages if agreement else ())
            if stage.stage == one.about[1]
        ]
        return f"the library has {listed(told, 'or')}" if told else None
    if one.type == "office":
        days = [day for side in one.sides for key in side.claims if (day := _day(accounts.get(key)))]
        told = [
            f"{desk.label(each.person)} {spell(each.spell)}"
            for each in desk.library.tenures
            if (each.of, each.office) == one.about and any(_holds(each.spell, day) for day in days)
        ]
        return f"the library has {listed(told)}" if told else None
    return None


def _day(account: Account | None) -> Extent | None:
    if account is None:
        return None
    return extent(account.claim.time.edtf if account.claim.time else account.document.published)


def _holds(held: Spell, days: Extent) -> bool:
    start, end = extent(held.start), extent(held.end)
    return (start is None or start.low <= days.high) and (end is None or days.low <= end.high)


def topic_of(desk: Desk, words: Sequence[str], kinds: Sequence[str] = ()) -> Topic:
    """What some words are about: see :func:`compare`."""
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise UsageError(f"no kind is called {wrong[0]!r}; the kind is one of {', '.join(KINDS)}")
    given = [word.strip() for word in words if word.strip()]
    if len(given) == 1 and given[0].startswith("claim:"):
        return Topic(claim=given[0])
    named = [word for word in given if word not in KINDS]
    of_kind = tuple(dict.fromkeys((*kinds, *(word for word in given if word in KINDS))))
    if not named:
        return Topic(kinds=of_kind)
    together = _key(desk, " ".join(named))
    if together:
        return Topic((together,), of_kind)
    keys = [_key(desk, word) for word in named]
    if all(keys):
        return Topic(tuple(dict.fromkeys(key for key in keys if key)), of_kind)
    return Topic(kinds=of_kind, text=" ".join(f'"{word}"' if " " in word else word for word in named))


def _key(desk: Desk, name: str) -> str | None:
    """The key that a name means, to the library or else to the ledger; None where it is nobody's."""
    keys = desk.gazetteer.resolve(name)
    if keys:
        return keys[0] if len(keys) == 1 else desk.key(name)
    made = slug(name)
    return made if desk.ledger.names(made) else None
