"""Agreements as a lawyer reads them: parties with spells, stages, positions, and provisions that are rules with sets.

A *provision* says: if one of the *attackers* does the *act* to one of the *protected* (under the conditions of its
trigger), the *obliged* owe the *duty* to the *beneficiary*.  It is a hyperedge, not a set of dyads: an
:class:`ActorSet` stays an expression until a day is known.  Nothing here is settled; :mod:`foedus.world` does that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from foedus.model.time import OPEN, Spell, Truth

DUTIES = (
    "defend",
    "attack",
    "aid",
    "consult",
    "stay-neutral",
    "not-attack",
    "host-forces",
    "withdraw",
    "comply",
    "integrate-forces",
)
HELP = ("defend", "attack", "aid", "consult", "stay-neutral")
"""The duties that an attack can set off; the others stand at all times."""

ACTS = ("threat", "attack", "nuclear-attack", "war", "performance")
STRENGTHS = ("automatic", "discretionary", "consult-first")
STAGES = (
    "proposed",
    "signed",
    "submitted",
    "ratified",
    "acceded",
    "in-force",
    "extended",
    "amended",
    "invoked",
    "suspended",
    "denounced",
    "terminated",
    "violated",
    "declared",
)
CONFIDENCES = ("low", "medium", "high")
CONDITIONS = ("other", "demand", "location", "conflict", "adversary", "number")
"""What a condition that no question states is about; the words of ATOP's flags."""
RENEWALS = ("automatic", "agreed", "none")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: a citation, and an address where there is one."""

    key: str
    title: str
    address: str | None = None
    note: str | None = None

    def cite(self) -> str:
        """The source in one line."""
        return f"{self.title} <{self.address}>" if self.address else self.title


@dataclass(frozen=True, slots=True)
class ActorSet:
    """Who is meant, as an expression over an agreement's parties.

    kind: ``parties``, ``other-parties`` (than the one attacked), ``non-parties``, ``anyone``, ``states`` (any
    state, no armed group), ``attacked``, ``performer``, ``named`` (names are actor keys), ``members-of`` (names are
    ids of agreements, whose parties are meant), ``all-but``, ``any-of`` and ``all-of`` (of parts).
    """

    kind: str
    names: tuple[str, ...] = ()
    parts: tuple[ActorSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the text that no question states.

    treat: ``assumed`` (met unless the question denies it, and said so among the reasons) or ``unknown`` (the
    answer is then unknown, never yes).
    kind: one of :data:`CONDITIONS`.  key: a name by which it can be spoken of.
    """

    text: str
    treat: str = "assumed"
    kind: str = "other"
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """The one conflict for which a duty was promised: its days, and whom it is fought against."""

    title: str
    spell: Spell
    enemies: ActorSet
    source: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """What sets a duty off.

    act: one of :data:`ACTS`; an attack is a threat too, and a nuclear attack an attack.  ``war`` is any war of the
    protected with the attackers, whoever began it; ``performance`` is that one of *performers* performs one of
    *performing* for the protected (the Soviet–Czechoslovak protocol of 1935: if France helps).
    objects: what of the protected must be hit (``territory``, ``forces``, ``vessels``, ``aircraft``, ``nationals``);
    empty where the text does not say.
    region: the id of a region in which it must happen; through: whose territory it must pass.
    adversaries: the least number of attackers.  on_request: only if the one attacked asks for it.
    excluded: against whom it never runs, whoever the attackers are; conflict: the one in which it does.
    """

    act: str
    attackers: ActorSet = ActorSet("anyone")
    protected: ActorSet = ActorSet("parties")
    objects: tuple[str, ...] = ()
    region: str | None = None
    through: ActorSet | None = None
    unprovoked: bool = False
    on_request: bool = False
    adversaries: int = 1
    performers: ActorSet | None = None
    performing: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    excluded: ActorSet | None = None
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Exemption:
    """Who is not obliged although the rule names it, or against whom the rule does not run, and when.

    bearers, attackers: None where the exemption does not depend on them.
    """

    text: str
    spell: Spell = Spell(None, OPEN)
    bearers: ActorSet | None = None
    attackers: ActorSet | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """One article's rule, in one wording.

    spell: the days of that wording (an amended article has several entries).
    trigger: None for a duty that stands at all times (not-attack, host-forces, …).
    permits: duties whose performance does not breach it (a ban on force that leaves self-defence alone: defend).
    text: a paraphrase.  source: a key of the agreement's sources.
    """

    article: str
    spell: Spell
    text: str
    obliged: ActorSet
    beneficiary: ActorSet
    duty: str
    strength: str
    source: str
    trigger: Trigger | None = None
    exemptions: tuple[Exemption, ...] = ()
    confidence: str = "medium"
    note: str | None = None
    permits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A spell of an actor's being bound by an agreement: from its entry into force for that actor.

    provisional: bound by provisional application only (Vienna Convention, art. 25), before it is in force.
    succeeds: the state whose place it took; predecessor: the spell of that state.
    """

    actor: str
    spell: Spell
    source: str
    confidence: str = "medium"
    note: str | None = None
    provisional: bool = False
    succeeds: str | None = None
    predecessor: Spell | None = None

    def binding(self, agreement: str) -> str:
        """What makes it a party, in a sentence."""
        if self.provisional:
            return f"{self.actor} applies {agreement} provisionally since {self.spell.start}"
        said = f"{self.actor} is a party to {agreement} since {self.spell.start}"
        if self.succeeds and self.predecessor:
            said += f", by succession to {self.succeeds}, a party since {self.predecessor.start}"
        return said


@dataclass(frozen=True, slots=True)
class Suspension:
    """A spell in which an agreement does not operate: as a whole, for one party, or between some (arts 57–62, 72).

    actors: the parties for which it does not; nobody is the whole agreement.
    towards: with actors, those towards whom it does not; None for everybody.
    mutual: whether those are freed towards the actors too.
    """

    text: str
    spell: Spell
    source: str
    actors: tuple[str, ...] = ()
    towards: tuple[str, ...] | None = None
    mutual: bool = True
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Denunciation:
    """A notice by which parties leave, and the day on which it takes effect (arts 54–56).

    notice: an ISO 8601 duration.  ends: the first day on which they are bound no longer, reckoned from the two unless
    the notice named a later one.
    withdrawn: the day on which the notice was taken back, so that it ended nothing.
    """

    actors: tuple[str, ...]
    date: str
    notice: str
    ends: str
    source: str
    withdrawn: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an agreement runs, and what happens then.

    term: an ISO 8601 duration, None where it runs without one.  renewal: ``automatic`` (unless denounced), ``agreed``
    or ``none``.  first: the day on which the first term is over.  notice: how long before one must give notice.
    """

    text: str
    article: str
    source: str
    term: str | None = None
    renewal: str = "automatic"
    first: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to a reservation; no_relations: the objector also denies that the treaty binds the two at all."""

    actors: tuple[str, ...]
    spell: Spell
    source: str
    no_relations: bool = False


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a party does not take upon itself, or takes otherwise (Vienna Convention, arts 19–23).

    articles: those that it excludes or modifies.  towards: ``all``, or ``not-objecting`` where it has no effect
    towards whoever objects.  instead: the modified rules; none where it excludes.
    It works both ways: what a party does not owe, it is not owed (art. 21).
    """

    actor: str
    articles: tuple[str, ...]
    text: str
    spell: Spell
    source: str
    towards: str = "all"
    instead: tuple[Provision, ...] = ()
    objections: tuple[Objection, ...] = ()
    confidence: str = "medium"


@dataclass(frozen=True, slots=True)
class Precedence:
    """Which of two promises goes before the other, as an article says (UN Charter, art. 103; Vienna Convention, 30).

    prevails: whether this agreement goes before the others, or gives way to them.
    others: ids, or one of the words ``any``, ``earlier`` and ``later``.
    articles: the articles of this agreement that it is about; none for all.  article: the one that says so.
    """

    prevails: bool
    others: tuple[str, ...]
    text: str
    article: str
    source: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """An event in an agreement's life (Vienna Convention, arts 11–18, 24, 54–57)."""

    stage: str
    date: str
    source: str
    actors: tuple[str, ...] = ()
    place: str | None = None
    confidence: str = "medium"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """How an agreement hangs on another: ``part-of``, ``based-on``, ``amends``, ``replaces``."""

    link: str
    parent: str


@dataclass(frozen=True, slots=True)
class ValidityPosition:
    """A holder's position on whether an agreement binds."""

    holder: str
    accepts: bool
    spell: Spell
    source: str
    confidence: str = "medium"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementName:
    """One way of naming an agreement."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A treaty, memorandum or understanding, as facts with sources.

    in_force: the spell of the whole; a party's own spell may be shorter.
    checked: the last day for which its facts were checked; what held later is unknown.
    rests_on: the parties whose statehood its validity needs; empty for one that also those sign who deny it.
    cases: sentences that say what follows from it on a day, which :mod:`foedus.desk.cases` tries.
    universal: nearly every state is a party, so that sharing it ties nobody to anybody.
    """

    id: str
    title: str
    kind: str
    form: str
    in_force: Spell
    in_force_source: str
    checked: str
    parties: tuple[Party, ...]
    provisions: tuple[Provision, ...]
    sources: tuple[Source, ...]
    names: tuple[AgreementName, ...] = ()
    stages: tuple[Stage, ...] = ()
    links: tuple[Link, ...] = ()
    positions: tuple[ValidityPosition, ...] = ()
    rests_on: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    confidence: str = "medium"
    note: str | None = None
    suspensions: tuple[Suspension, ...] = ()
    denunciations: tuple[Denunciation, ...] = ()
    terms: Terms | None = None
    reservations: tuple[Reservation, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    universal: bool = False

    def cite(self, key: str) -> str:
        """The source of that key in one line; the key itself where the agreement has no such source."""
        return next((source.cite() for source in self.sources if source.key == key), key)

    def members(self) -> tuple[str, ...]:
        """Everybody who was, is or is to be a party, each once, in the order of the file."""
        return tuple(dict.fromkeys(party.actor for party in self.parties))

    def pauses(self, actor: str) -> tuple[Spell, ...]:
        """The spells in which it is suspended for an actor towards everybody."""
        mine = (each for each in self.suspensions if each.towards is None and (not each.actors or actor in each.actors))
        return tuple(each.spell for each in mine)

    def bound(self, actor: str, day: date) -> Truth:
        """Whether an actor is a party on a day, and it is not suspended for that party."""
        held = reduce(or_, (party.spell.on(day) for party in self.parties if party.actor == actor), Truth.NO)
        return held & ~reduce(or_, (spell.on(day) for spell in self.pauses(actor)), Truth.NO)
