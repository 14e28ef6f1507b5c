"""Agreements as a lawyer reads them: parties with spells, stages, positions, and provisions that are rules with sets.

A *provision* says: if one of the *attackers* does the *act* to one of the *protected* (under the conditions of its
trigger), the *obliged* owe the *duty* to the *beneficiary*.  It is a hyperedge, not a set of dyads: an
:class:`ActorSet` stays an expression until a day is known.  Nothing here is settled; :mod:`foedus.world` does that.
"""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model.time import OPEN, Spell

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
    ids of agreements, whose parties are meant), ``all-but`` and ``any-of`` (of parts).
    """

    kind: str
    names: tuple[str, ...] = ()
    parts: tuple[ActorSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of the text that no question states.

    treat: ``assumed`` (met unless the question denies it, and said so among the reasons) or ``unknown`` (the
    answer is then unknown, never yes).
    """

    text: str
    treat: str = "assumed"


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


@dataclass(frozen=True, slots=True)
class Party:
    """A spell of an actor's being bound by an agreement: from its entry into force for that actor."""

    actor: str
    spell: Spell
    source: str
    confidence: str = "medium"
    note: str | None = None


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

    def cite(self, key: str) -> str:
        """The source of that key in one line; the key itself where the agreement has no such source."""
        return next((source.cite() for source in self.sources if source.key == key), key)

    def members(self) -> tuple[str, ...]:
        """Everybody who was, is or is to be a party, each once, in the order of the file."""
        return tuple(dict.fromkeys(party.actor for party in self.parties))
