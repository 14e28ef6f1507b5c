"""ATOP's alliances as agreements, so that whoever asks who is bound may ask them beside the library's own texts.

Each phase of an alliance is one agreement, under the name ``atop-1350-2``.  It says what the data say and no more:
states by the days of their spells, duties by ATOP's five words, and a flag that tells *that* a duty depends on a
place, an adversary or a demand stays a condition of which nobody knows whether it is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from foedus.library.alliance_duties import AllianceDuty
from foedus.library.state_codes import StateCode, StateCodes
from foedus.model.actors import Actor
from foedus.model.agreements import ActorSet, Agreement, Exemption, Party, Provision, Source, Trigger
from foedus.model.time import OPEN, Spell, Truth, bounds
from foedus.panels.atop import Member
from foedus.panels.coverage import ATOP
from foedus.panels.provisions import AFTER, DUTY, MemberProvision, provisions

UNSPECIFIED = "unspecified"
"""The strength of a duty of which the data do not say how far its bearer may choose."""

_SAYS = {
    "defend": "ATOP codes a promise of military support to a partner that is attacked (DEFENSE)",
    "attack": "ATOP codes a promise of military support to a partner in a war that it need not have been attacked in "
    "(OFFENSE)",
    "stay-neutral": "ATOP codes a promise to stay out of a war of a partner (NEUTRAL)",
    "not-attack": "ATOP codes a promise not to use force against a partner (NONAGG)",
    "consult": "ATOP codes a promise to consult with a partner in a crisis (CONSUL)",
}
_WORDS = {word: column for column, word in DUTY.items()}
_CITED = "Leeds, Ritter, Mitchell and Long 2002, Alliance Treaty Obligations and Provisions, version 5"
_ADDRESS = "http://www.atopdata.org"
_PARTIES = ActorSet("parties")
_NOBODY_KNOWS = Spell(None, None)
_Phase = tuple[int, int]


def agreements(
    members: Iterable[Member], duties: Sequence[AllianceDuty], codes: StateCodes, day: date | None = None
) -> tuple[Agreement, ...]:
    """The phases of alliances in which somebody owes somebody something, by id.

    duties: to whom a duty is owed where a treaty says so.  day: keep to those that may bind somebody on it.
    Spells run from signature, as ATOP has them; what holds after the data end is not known.
    """
    groups: dict[_Phase, list[Member]] = {}
    for member in members:
        groups.setdefault((member.alliance, member.phase), []).append(member)
    live = {key: group for key, group in groups.items() if day is None or _may_bind(group, day)}
    owed: dict[_Phase, list[MemberProvision]] = {}
    for each in provisions([member for group in live.values() for member in group], duties):
        if day is None or any(spell.on(day) is not Truth.NO for _, spell in each.beneficiaries):
            owed.setdefault((each.alliance, each.phase), []).append(each)
    made = (_agreement(_Alliance(key, live[key], codes), found, duties) for key, found in owed.items())
    return tuple(sorted(made, key=lambda each: each.id))


def unnamed(codes: StateCodes) -> tuple[Actor, ...]:
    """Actors for the states that ATOP has and the gazetteer has not, so that they can be asked about by their code."""
    missing = (code for code in (*codes.cow.values(), *codes.atop.values()) if not code.actors)
    return tuple(Actor(_own_key(code), "former-state", code.name, cow=code.code) for code in missing)


def _may_bind(group: Sequence[Member], day: date) -> bool:
    return sum(Spell(member.entry, member.exit or AFTER).on(day) is not Truth.NO for member in group) > 1


def _own_key(code: StateCode) -> str:
    return f"cow-{code.code}"


@dataclass(frozen=True, slots=True)
class _Alliance:
    """One phase of an alliance with its members; codes say whom each number means on which days."""

    phase: _Phase
    members: Sequence[Member]
    codes: StateCodes

    @property
    def name(self) -> str:
        """ATOP's number, with the phase where there are several."""
        number, phase = self.phase
        return f"atop-{number}-{phase}" if phase else f"atop-{number}"

    @property
    def title(self) -> str:
        """ATOP's number in words."""
        number, phase = self.phase
        return f"ATOP alliance {number}{f', phase {phase}' if phase else ''}"

    @property
    def spell(self) -> Spell:
        """From the first member's entry to the last one's exit."""
        entries = [bounds(member.entry) for member in self.members]
        exits = [bounds(member.exit) for member in self.members if member.exit]
        over = _between(max(low for low, _ in exits), max(high for _, high in exits)) if exits else OPEN
        return Spell(
            _between(min(low for low, _ in entries), min(high for _, high in entries)),
            OPEN if len(exits) < len(self.members) else over,
        )

    def people(self, state: int) -> tuple[tuple[str, Spell], ...]:
        """The actors whom a number means, each with its days."""
        code = self.codes.cow.get(state) or self.codes.atop[state]
        return code.actors or ((_own_key(code), Spell("0001-01-01", OPEN)),)

    def parties(self) -> Iterator[Party]:
        """The members' spells, parted where their numbers pass from one actor to another."""
        for member in self.members:
            spell = Spell(member.entry, member.exit or OPEN)
            before: Party | None = None
            for key, days in self.people(member.state):
                held = _both(spell, days)
                if held is not None:
                    before = Party(
                        key,
                        held,
                        "atop",
                        succeeds=before.actor if before else None,
                        predecessor=before.spell if before else None,
                    )
                    yield before

    def keys(self, states: Iterable[int]) -> tuple[str, ...]:
        """Everybody whom some numbers mean while their members are in the alliance."""
        known = {party.actor for party in self.parties()}
        return tuple(sorted({key for state in states for key, _ in self.people(state) if key in known}))

    def returned(self, state: int) -> bool:
        """Whether a state has several rows, and so duties that may differ from one of its spells to the next."""
        return sum(member.state == state for member in self.members) > 1


def _between(low: date, high: date) -> str:
    return low.isoformat() if low == high else f"[{low.isoformat()}..{high.isoformat()}]"


def _open_ended(spell: Spell) -> Spell:
    """A spell without an end where the data end before it; the day to which they reach is the agreement's."""
    return Spell(spell.start, OPEN) if spell.end == AFTER else spell


def _both(one: Spell, other: Spell) -> Spell | None:
    """The days of both; None where there are none.  The other spell is of exact days."""
    start = max(one.start or "", other.start or "", key=lambda edtf: bounds(edtf)[0])
    ends = [bounds(edtf)[1] if edtf and edtf != OPEN else date.max for edtf in (one.end, other.end)]
    end = one.end if ends[0] <= ends[1] else other.end
    return Spell(start, end) if bounds(start)[0] < min(ends) else None


def _agreement(alliance: _Alliance, owed: Iterable[MemberProvision], duties: Iterable[AllianceDuty]) -> Agreement:
    number, _ = alliance.phase
    said = {(duty, bearer): each for each in duties for bearer in each.bearers for duty in _meant(each, alliance.phase)}
    treaties = {f"treaty-{each.source.key}": each.source for each in said.values()}
    atop = Source("atop", f"{_CITED}, {alliance.title}, from the day of signature", _ADDRESS)
    kinds = {each.duty for each in owed}
    return Agreement(
        id=alliance.name,
        title=alliance.title,
        kind="mutual-defence" if "defend" in kinds else "non-aggression" if kinds == {"not-attack"} else "consultation",
        form="treaty",
        in_force=alliance.spell,
        in_force_source="atop",
        checked=f"{ATOP.last}-12-31",
        parties=tuple(alliance.parties()),
        provisions=tuple(_provisions(alliance, owed, said)),
        sources=(atop, *(Source(key, s.title, s.address, s.note) for key, s in treaties.items())),
        note=f"As coded in ATOP's member file under number {number}; not read from the treaty.",
    )


def _meant(entry: AllianceDuty, phase: _Phase) -> Iterator[str]:
    if entry.atopid == phase[0] and phase[1] in entry.phases:
        yield DUTY[entry.duty]


def _provisions(
    alliance: _Alliance, owed: Iterable[MemberProvision], said: Mapping[tuple[str, int], AllianceDuty]
) -> Iterator[Provision]:
    """One rule for all who owe one another the same under the same conditions."""
    alike: dict[tuple[frozenset[int], Spell, AllianceDuty | None, tuple[object, ...]], list[MemberProvision]] = {}
    for each in owed:
        fellows = frozenset((each.bearer, *(ally for ally, _ in each.beneficiaries)))
        spell = _open_ended(each.spell) if alliance.returned(each.bearer) else alliance.spell
        head = each.duty, each.act, each.unprovoked, each.on_request, each.conditions
        alike.setdefault((fellows, spell, said.get((each.duty, each.bearer)), head), []).append(each)
    for (fellows, spell, duty, _), same in alike.items():
        yield _provision(alliance, same, fellows, spell, duty)


def _provision(
    alliance: _Alliance,
    same: Sequence[MemberProvision],
    fellows: frozenset[int],
    spell: Spell,
    said: AllianceDuty | None,
) -> Provision:
    first = same[0]
    bearers = ActorSet("named", alliance.keys(each.bearer for each in same))
    theirs = ActorSet("all-of", parts=(_PARTIES, ActorSet("named", alliance.keys(fellows))))
    text = _SAYS[first.duty]
    trigger = None
    if first.act is not None:
        trigger = Trigger(
            first.act,
            protected=theirs,
            unprovoked=first.unprovoked,
            on_request=first.on_request,
            conditions=first.conditions,
        )
    return Provision(
        article=_WORDS[first.duty],
        spell=spell,
        text=f"{text}; to whom it is owed says {said.article}: {said.text}" if said else text,
        obliged=bearers,
        beneficiary=theirs if trigger is None else ActorSet("attacked"),
        duty=first.duty,
        strength=UNSPECIFIED,
        source=f"treaty-{said.source.key}" if said else "atop",
        trigger=trigger,
        # A duty that stands at all times has no trigger that could hold its conditions.
        exemptions=tuple(
            Exemption(condition.text, _NOBODY_KNOWS, bearers) for condition in (first.conditions if not trigger else ())
        ),
    )
