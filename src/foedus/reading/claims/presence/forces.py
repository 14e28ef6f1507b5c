"""Whose forces a noun phrase means, and which noun phrases can mean forces at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.presence import standins
from foedus.reading.claims.presence.bases import is_base, owners_of
from foedus.reading.claims.presence.places import salient
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.phrases import SUBJECTS, VERBAL
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import type_of, word
from foedus.reading.syntax import agents, nominal_agents, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.parse import Token

_L = "presence"
GROUPS = frozenset({"armed-group", "armed-forces", "alliance"})
_OWNERS = POLITIES | ORGANISATIONS | GROUPS
_LANDS = frozenset({"region", "city", "place"})
"""Places that have no forces of their own."""
_MODIFIERS = ("amod", "compound", "nmod", "poss")
_DEFINITE = frozenset({"the", "these", "those", "this", "that", "such", "both", "all"})
_MORE = frozenset(
    {"more", "additional", "extra", "further", "other", "remaining", "special", "many", "several", "last"}
)
_CARRIED = ("xcomp", "dobj", "prep", "pobj", "pcomp", "acl")
"""How an act depends on the word whose subject has it done: "voted to allow the dispatch"."""
_TOWARDS = ("anti-", "counter-", "pro-", "non-")
_MODEL = re.compile(r"(?:[A-Z]{1,3}|Mi[Gg]|Su|Tu|Mi|Il|An|Ka)-?\d{1,3}[A-Z]?s?")
"""Names of aircraft and weapons: F-16s, MiG-29, Su-35, S-400."""
_HYPHENS = frozenset({"-", "–", "‑"})
_DEEPEST = 4
"""Predicates above an act that are asked who has it done."""
_NEAR = 250
"""How many characters back forces make instructors or ships that follow them forces too."""
_REACH = 1200
"""How many characters back "the troops" look for the forces that were named."""


def opposed(token: Token, link: Link) -> bool:
    """Whether a name only says whom something is for or against ("anti-Houthi", "pro-Russian", "counter-Isis")."""
    first = token.doc[link.first]
    if first.lower_.startswith(_TOWARDS):
        return True
    hyphened = link.first > 1 and token.doc[link.first - 1].text in _HYPHENS
    return hyphened and f"{token.doc[link.first - 2].lower_}-" in (*_TOWARDS, "mostly-")


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in verb.children)


class Forces:
    """The forces of a page: who owns a phrase of forces, also where only "the troops" or "they" stand for it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._known: list[tuple[int, tuple[Mention, ...]]] | None = None

    def are(self, token: Token) -> bool:
        """Whether a noun phrase means forces by its own words: soldiers, weapons of war, a named group or force."""
        link = self.context.referents.link(token)
        if link is not None and link.head == token.i and (link.type in GROUPS or self._is_mission(link)):
            return True
        lemma = token.lemma_.lower()
        if self.civil(token) or (lemma in words(_L, "single_civil") and token.tag_ == "NN"):
            return False
        if lemma in words(_L, "forces") or lemma in words(_L, "irregulars"):
            return True
        if lemma in words(_L, "followers"):
            return self._led(token)
        if lemma in words(_L, "bound_forces"):
            return self._military(token) or any(link.type in GROUPS for link in self._owners_beside(token))
        soft = lemma in words(_L, "soft_forces") or _MODEL.fullmatch(token.text)
        owned = any(c.tag_ == "PRP$" for c in token.children) or any(self._owners_beside(token))
        return bool(soft) and (owned or self._military(token))

    @staticmethod
    def _military(token: Token) -> bool:
        """Whether a word beside a noun is one of arms."""
        beside = (c for c in token.children if c.dep_ in _MODIFIERS)
        return any(t.lower_ in words(_L, "military") for c in beside for t in c.subtree)

    def _owners_beside(self, token: Token) -> Iterator[Link]:
        beside = (c for c in token.children if c.dep_ in _MODIFIERS)
        return (link for c in beside if (link := self._owning(c)) is not None)

    def _led(self, token: Token) -> bool:
        """ "The general's men", "keeps 2,000 men there": people who are forces by whose they are, or by being kept."""
        if token.lemma_ == "man" and any(c.dep_ == "nummod" for c in token.children):
            kept = token.head.lemma_ in words(_L, "keep") | words(_L, "deploy")
            if kept and token.dep_ in ("dobj", "nsubjpass"):
                return True
        types = (*GROUPS, "state") if token.lemma_ == "man" else tuple(GROUPS)
        owners = [c for c in token.children if c.dep_ == "poss"]
        links = (self.context.referents.link(c) for c in owners)
        return any(link is not None and link.type in types for link in links) or any(
            type_of(self.context, self.context.referents.polity(m)) in GROUPS
            for c in owners
            if c.lower_ in ("his", "her")
            for m in self.context.who(c)
        )

    def civil(self, token: Token) -> bool:
        """Whether a word beside a noun makes it civil: "the football team"."""
        return any(c.lower_ in words(_L, "civil_forces") for c in token.children if c.dep_ in _MODIFIERS)

    def _is_mission(self, link: Link) -> bool:
        """Whether an organisation is one of soldiers: the Kosovo Force, a United Nations mission."""
        if not link.known or link.type not in ORGANISATIONS:
            return False
        return bool(words(_L, "missions") & set(self.context.gazetteer.label(link.key).lower().split()))

    def only(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        """Those of some noun phrases that mean forces, "5,000 of them" and "a number of soldiers" included."""
        found = []
        for token in tokens:
            inner = self.counted(token)
            if inner is not None:
                found.append(inner)
        return tuple(found)

    def counted(self, token: Token) -> Token | None:
        """The noun of forces in a phrase: itself, or what a number or quantity is of; None for other phrases."""
        if self.are(token) or self._still(token) or self.stands_for(token):
            return token
        if token.like_num or token.lemma_.lower() in words(_L, "quantities"):
            for inner in obliques(token, "of"):
                if self.are(inner) or self._still(inner) or (inner.pos_ == "PRON" and self.before(inner)):
                    return inner
        return None

    def stands_for(self, token: Token) -> bool:
        """Whether a bare number or "they" means forces that were just named."""
        if standins.is_count(token):
            return any(standins.stands_near(token, start) for start in self._before(token))
        noun = standins.last_plural(token) if standins.is_they(token) else None
        return noun is not None and self.are(noun) and bool(self.whose([noun]))

    def people(self, token: Token) -> bool:
        """Whether a people stands for its forces: "the Russians", "some 400 Frenchmen"."""
        link = self.context.referents.link(token)
        if link is None or link.role != "plural-demonym" or link.head != token.i:
            return False
        counted = any(c.dep_ == "nummod" for c in token.children)
        return counted or self._told_of(token, link.key)

    def _told_of(self, token: Token, owner: str) -> bool:
        """Whether the text speaks of somebody's forces near a word, before or after it."""
        here = begin(token)
        near = (owners for start, owners in self._named_forces() if abs(start - here) <= _REACH)
        return any(self.context.referents.polity_key(m.actor) == owner for owners in near for m in owners)

    def commercial(self, things: Iterable[Token], actors: Iterable[Mention]) -> bool:
        """Whether vehicles and ships are those of somebody unknown, such as an airline."""
        goods = all(t.lemma_.lower() in words(_L, "arms") for t in things)
        return goods and all(type_of(self.context, m) is None for m in actors)

    def mover(self, verb: Token) -> tuple[Mention, ...]:
        """Who has an act done: the subject of its verb, else of the nearest verb that plans, allows or decides it.

        What somebody asks for, or only reports, is not his doing.
        """
        actors = self.whose(subjects(verb) or agents(verb))
        node, joined = verb, False
        for _ in range(_DEEPEST):
            head = node.head
            joined = joined or (node.dep_ == "conj" and not _has_subject(node))
            if actors or head.i == node.i or not (node.dep_ in _CARRIED or joined):
                break
            if head.lemma_.lower() in words("modality", "demanded") | words("modality", "demanded_nouns"):
                break
            if head.pos_ in VERBAL:
                actors = self.whose(subjects(head))
            elif head.pos_ == "NOUN":
                actors = self.whose(nominal_agents(head))
            node = head
        return actors

    def _still(self, token: Token) -> bool:
        """Whether instructors or ships are forces because forces were just named: "a handful of trainers returned"."""
        if (
            token.lemma_.lower() not in words(_L, "trainers") | words(_L, "crews")
            or token.tag_ != "NNS"
            or self.civil(token)
        ):
            return False
        return any(start >= begin(token) - _NEAR for start in self._before(token))

    def _before(self, token: Token) -> Iterator[int]:
        here = begin(token)
        return (start for start, _ in self._named_forces() if start < here)

    def whose(self, tokens: Iterable[Token], *, stated: bool = False) -> tuple[Mention, ...]:
        """Whose some noun phrases are, each owner once, as the polity, alliance or group that acts.

        stated: whether the phrase itself must say so; else "the troops" are those last named.
        """
        found: dict[str, Mention] = {}
        for token in tokens:
            for mention in self._stated(token) if stated else self._whose(token):
                acting = self.context.referents.polity(mention)
                found.setdefault(acting.actor, acting)
        return tuple(found.values())

    def _stated(self, token: Token) -> tuple[Mention, ...]:
        """The owner that a phrase itself names, or that those had for whom it stands."""
        inner = self.counted(token) or token
        return self._own(inner) or (self._whose(inner) if self.stands_for(inner) else ())

    def _whose(self, token: Token) -> tuple[Mention, ...]:
        link = self.context.referents.link(token)
        if link is not None and link.head == token.i and link.known and self._may_own(link):
            others = self._modifying(token)
            if link.type not in POLITIES:
                others = (m for m in others if type_of(self.context, m) == "alliance")
            return (link.mention, *others)
        if (apposed := self._called(token)) is not None:
            return (apposed,)
        if not self.are(token):
            if standins.is_count(token) and self.stands_for(token):
                return self.before(token)
            if token.pos_ == "PRON" and token.lower_ in ("they", "them", "their", "those", "some", "others", "these"):
                return self.before(token) or self._named(token)
            inner = self.counted(token)
            return self._whose(inner) if inner is not None and inner.i != token.i else self._named(token)
        owners = self._own(token)
        if not owners and token.lemma_.lower() in words(_L, "irregulars"):
            return self.context.who(token)[:1]
        owners = owners or self._moved_by(token)
        return owners or self._anaphoric(token) or (self.before(token) if self._still(token) else ())

    def _called(self, token: Token) -> Mention | None:
        """The name of the mission or group in apposition: "the UN mission, MINUSMA"."""
        links = (self.context.referents.link(c) for c in token.children if c.dep_ == "appos")
        named = (link for link in links if link is not None and (link.type == "armed-forces" or self._is_mission(link)))
        return next((link.mention for link in named), None)

    def _own(self, token: Token) -> tuple[Mention, ...]:
        """The owner that a phrase of forces itself names."""
        owners = tuple(self._modifying(token))
        if any(type_of(self.context, m) in ("organisation", "alliance") for m in owners[1:]):
            owners = tuple(m for m in owners if m.text.lower() not in ("its", "their", "his")) or owners
        if token.lemma_.lower() in words(_L, "irregulars"):
            held = any(c.dep_ == "poss" for c in token.children)  # a state's own militia
            groups = tuple(m for m in owners if held or type_of(self.context, m) in (*GROUPS, "people"))
            return groups or tuple(self._following(token))
        return owners or tuple(self._following(token)) or self._of_government(token)

    def _of_government(self, token: Token) -> tuple[Mention, ...]:
        """ "Government forces" are those of the state that is spoken of."""
        for child in token.children:
            if child.dep_ in _MODIFIERS and child.lemma_.lower() in ("government", "regime", "state"):
                link = salient(self.context, finish(token.sent[-1]), (), ("state",))
                return (word(self.context, child, link.key),) if link is not None else ()
        return ()

    def _may_own(self, link: Link) -> bool:
        return link.type in _OWNERS or link.type in ("ministry", "person", "government")

    def _modifying(self, token: Token) -> Iterator[Mention]:
        if token.dep_ == "conj" and self.are(token.head) and not any(c.dep_ in _MODIFIERS for c in token.children):
            yield from self._modifying(token.head)  # "our police and soldiers"
        shared = any(c.tag_ == "WP$" for c in token.children) and any(self._owners_beside(token))
        for child in token.children:
            if child.dep_ not in _MODIFIERS or child.i > token.i:
                continue
            if shared and child.tag_ == "WP$":
                continue  # "X, whose north Y's troops hold": taken for the owner of the troops
            for head in (child, *child.conjuncts):
                if child.dep_ == "poss" or head.pos_ == "PRON":
                    yield from self._named(head)
                else:
                    link = self._owning(head)
                    if link is not None:
                        yield link.mention

    def _owning(self, token: Token) -> Link | None:
        """The name of an owner that a modifier is part of: not the backer in "Iran-backed", not a city."""
        link = self.context.referents.link(token)
        if link is None or not link.known or link.type not in (_OWNERS | {"person"}) - _LANDS:
            return None
        if opposed(token, link):
            return None
        after = token.doc[link.last + 1 : link.last + 3]
        hyphened = len(after) == 2 and after[0].text in _HYPHENS
        return None if hyphened and after[1].lower_ not in ("led", "controlled", "commanded", "run") else link

    def _following(self, token: Token) -> Iterator[Mention]:
        """ "soldiers of the Russian army", "troops from Ethiopia", "forces loyal to X"."""
        led = [c for c in token.children if c.dep_ == "acl" and c.lemma_ in ("lead", "command", "contribute", "send")]
        for leader in (t for c in led for t in agents(c)):
            yield from self._named(leader)
        loyal = [c for c in token.children if c.lower_ in ("loyal", "belonging", "allied") and c.i > token.i]
        own = [c for o in obliques(token, "of") if o.lemma_ == "own" for c in o.children if c.dep_ == "poss"]
        for inner in (*own, *obliques(token, "of", "from"), *(o for c in loyal for o in obliques(c, "to"))):
            if self.are(inner):
                yield from self._own(inner)
            else:
                yield from self._named(inner)

    def _named(self, token: Token) -> tuple[Mention, ...]:
        """The polity, organisation or group that a phrase means: those that can have forces."""
        if is_base(self.context, token):  # "the base in Y sent two battalions": not Y's
            owners = tuple(m for t in owners_of(self.context, token) for m in self._named(t))
            return owners or self.before(token)
        meant = self.context.actors([token])
        found = tuple(m for m in meant if self._has_forces(m)) or tuple(self._of_bodies(meant))
        if not found and token.lemma_.lower() in words("nouns", "person") | words(_L, "bodies"):
            owner = self.context.referents.owner(token, self.context.speaker(token))
            return (owner,) if owner is not None and self._has_forces(owner) else ()
        return found

    def _of_bodies(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """The states whose parliaments some mentions are: what they decide on forces is the state's."""
        for mention in mentions:
            body = self.context.gazetteer.actor(mention.actor)
            if body is not None and body.type == "parliament" and body.of:
                yield replace(mention, actor=body.of)

    def _has_forces(self, mention: Mention) -> bool:
        kind = type_of(self.context, mention)
        if kind is not None:
            return kind in _OWNERS - _LANDS
        if _MODEL.fullmatch(mention.text):
            return False
        return any(
            link.type in ("place", "organisation") for link in self.context.links.within(mention.start, mention.end)
        )

    def allied(self, token: Token) -> tuple[Mention, ...]:
        """ "Alliance troops", "allied bases": those of the alliance or bloc that is spoken of."""
        beside = {c.lower_ for c in token.children if c.dep_ in _MODIFIERS}
        link = salient(self.context, begin(token), (), ORGANISATIONS) if beside & words(_L, "allied") else None
        return (word(self.context, token, link.key),) if link is not None else ()

    def _anaphoric(self, token: Token) -> tuple[Mention, ...]:
        if allied := self.allied(token):
            return allied
        determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "predet", "poss")}
        bare = not determiners and token.tag_ == "NNS" and token.lemma_.lower() in words(_L, "people")
        described = any(c.dep_ in ("amod", "compound", "nmod") and c.lower_ not in _MORE for c in token.children)
        return self.before(token) if determiners & _DEFINITE or (bare and not described) else ()

    def _moved_by(self, token: Token) -> tuple[Mention, ...]:
        """Whose forces are that somebody has or sends: "the alliance keeps 500 *soldiers* there"."""
        kept = words(_L, "keep") | words(_L, "deploy")
        verbs = [token.head] if token.dep_ == "dobj" else [c for c in token.children if c.dep_ == "relcl"]
        return tuple(m for v in verbs if v.lemma_.lower() in kept for t in subjects(v) for m in self._named(t))

    def before(self, token: Token) -> tuple[Mention, ...]:
        """The owners of the forces last named before a word, as mentions of that word."""
        here = begin(token)
        last = None
        for start, owners in self._named_forces():
            if start >= here:
                break
            last = (start, owners)
        if last is None or here - last[0] > _REACH:
            return ()
        return tuple(word(self.context, token, self.context.referents.polity_key(m.actor)) for m in last[1])

    def _named_forces(self) -> list[tuple[int, tuple[Mention, ...]]]:
        """Where the page names forces, and whose they are."""
        if self._known is None:
            self._known = []  # while they are sought, none is known: "the base that sent the troops"
            self._known = [
                (begin(t), owners)
                for t in self.context.having(words(_L, "forces") | words(_L, "soft_forces") | words(_L, "followers"))
                if t.pos_ in ("NOUN", "PROPN") and (t.lemma_.lower() not in words(_L, "followers") or self._led(t))
                if (owners := self._own(t) or self._moved_by(t))
            ]
        return self._known
