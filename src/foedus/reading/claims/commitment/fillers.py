"""Who fills the roles of a commitment: debtors, beneficiaries and the agreements that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binders import Bond
from foedus.reading.claims.commitment.binding import provision
from foedus.reading.claims.commitment.duties import Duty
from foedus.reading.claims.commitment.parties import Parties, is_agreement, is_collective, named
from foedus.reading.claims.commitment.places import at
from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import is_polity, polities, type_of, word
from foedus.reading.syntax import governors, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_BASIS = ("under", "by", "per", "with", "through", "in", "in accordance with", "according to", "pursuant to")
_GROUNDS = frozenset(
    {"accordance", "line", "keeping", "pursuance", "conformity", "according", "under", "per", "pursuant", "because"}
)
"""Words after which the grounds of a duty stand, however far the parser hangs them."""
_ARMED = frozenset({"armed-forces", "armed-group", "government", "ministry", "people"})
_NO_BENEFICIARY = frozenset({"withdraw", "comply", "forswear", "stay-neutral", "attack", "keep-out"})
_OF_FORCES = frozenset({"withdraw", "integrate-forces"})
"""Duties that are told of the forces themselves: who owns them is bound."""
_SHARES = frozenset({"part", "some", "all", "half", "most", "bulk", "number", "rest", "portion", "remainder"})
_REACH = 1500
"""Characters back that "the soldiers" looks for whose they are."""
MUTUAL = frozenset({"defend", "aid", "consult", "not-attack", "host-forces"})


def debtors(context: Context, parties: Parties, duty: Duty, bond: Bond) -> tuple[Mention, ...]:
    """Who is bound, people counted for their states; the forces' owner where only forces are named."""
    tokens = duty.frame.bearers(duty.verb) if duty.frame is not None and duty.frame.debtor else bond.debtors
    moved = duty.name in _OF_FORCES and (not tokens or any(t in objects(duty.verb) for t in tokens))
    if moved or (duty.frame is not None and not tokens):
        things = (*objects(duty.verb), *tokens)
        things += tuple(o for t in things if t.lemma_.lower() in _SHARES for o in obliques(t, "of"))
        own = bearers(context, [m for t in things for m in context.actors(nominal_agents(t))])
        places = words(L, "place")
        moved_ones = (t for t in things if t.lemma_.lower() not in places)  # land that is handed back owes nothing
        return own or tuple(m for t in moved_ones for m in actors(context, parties, t, bond.treaty))
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in actors(context, parties, token, bond.treaty, _before(duty.verb)):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _before(verb: Token) -> tuple[Token, ...]:
    """The subjects that a that-clause's "neither" or "each" takes up."""
    for above in governors(verb)[:1]:
        if above.pos_ == "VERB":
            return subjects(above)
    return ()


def actors(
    context: Context, parties: Parties, token: Token, treaty: Mention | None, others: Iterable[Token] = ()
) -> tuple[Mention, ...]:
    """The actors behind a noun phrase that can be bound or protected; a collective's through their agreement."""
    if token.lower_ in ("nobody", "none", "no-one") or _no_one(token):
        return (word(context, token, "nobody"),)
    if is_collective(token):
        group = parties.together(token, treaty, others)
        if group or token.pos_ != "PRON":
            return group
    alliance = parties.alliance(token, None) if token.lemma_.lower() in words(L, "partners") else None
    if alliance is not None:
        return (word(context, token, alliance),)
    if token.tag_ == "NNS" and token.lemma_.lower() in words(L, "countries") and _all(token):
        return (word(context, token, token.lower_),)
    found = context.actors([token])
    led = context.actors(obliques(token, "of")) if token.lemma_.lower() in words(L, "people") else ()
    if len(led) > 1:  # "the leaders of A and B"
        return bearers(context, led)
    if token.lemma_.lower() in words(L, "forces") and context.referents.owner(token, context.speaker(token)) is None:
        found = _same_forces(context, token) or found
    if token.lemma_.lower() in words(L, "countries") and token.tag_ == "NN":
        found = _own_country(context, token) or found
    if token.lemma_.lower() in words(L, "people") and not bearers(context, found):
        owner = context.referents.owner(token, context.speaker(token))
        found = (context.referents.polity(owner),) if owner is not None else ()
    if not bearers(context, found, token) and token.lemma_.lower() in words(L, "forces") | words(
        L, "instruments"
    ):  # "X's constitution forbids", "its troops will"
        found = context.actors(nominal_agents(token))
    return bearers(context, found, token)


def _no_one(token: Token) -> bool:
    return token.lower_ == "one" and any(c.lower_ == "no" for c in token.children)


def _same_forces(context: Context, token: Token) -> tuple[Mention, ...]:
    """Whose "the soldiers" are: those of the forces last spoken of by their owner."""
    at = begin(token)
    for earlier in reversed([t for t in context.having(words(L, "forces")) if at - _REACH < begin(t) < at]):
        owner = nominal_agents(earlier)
        if owner:
            return tuple(Mention(token.text, at, at + len(token.text), m.actor) for m in context.actors(owner))
    return ()


def _own_country(context: Context, token: Token) -> tuple[Mention, ...]:
    """Whose "his country" is, where the text names no person: that of the clause's own subject."""
    if not any(c.tag_ == "PRP$" for c in token.children):
        return ()
    for verb in token.ancestors:
        for subject in (c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i):
            owner = context.referents.owner(subject, None)
            if owner is not None and subject.lemma_.lower() in words(L, "people") | words("nouns", "person"):
                return (Mention(token.text, begin(token), finish(token), context.referents.polity(owner).actor),)
    return ()


def _all(token: Token) -> bool:
    return any(c.lower_ in words(L, "unnamed") for c in token.children)


def bearers(context: Context, mentions: Iterable[Mention], token: Token | None = None) -> tuple[Mention, ...]:
    """Those of some mentions that can bear a duty: polities, alliances, armed groups, and described countries."""
    found: dict[str, Mention] = {}
    for mention in (_for_state(context, m) for m in mentions):
        kind = type_of(context, mention)
        if is_agreement(context, mention):
            continue
        links = [link for link in context.links.within(mention.start, mention.end) if link.type != "agreement"]
        known = kind in POLITIES | ORGANISATIONS | _ARMED | {"person", "party", "parliament"}
        told = token is not None and token.lemma_.lower() in words(L, "bearers")
        if known or (kind is None and (told or (links and (token is None or token.pos_ == "PROPN")))):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _for_state(context: Context, mention: Mention) -> Mention:
    """A parliament's vow or duty binds its state."""
    actor = context.gazetteer.actor(mention.actor)
    if actor is None or actor.type != "parliament" or actor.of is None:
        return mention
    return Mention(mention.text, mention.start, mention.end, actor.of)


def beneficiaries(
    context: Context, parties: Parties, duty: Duty, bond: Bond, bound: Sequence[Mention]
) -> tuple[Mention, ...]:
    """For whom a duty is owed; the other debtors where it is owed to one another."""
    if duty.name in _NO_BENEFICIARY and (duty.frame is None or not duty.frame.whom):
        return ()
    if duty.group == "bound" and not any(
        _mutual(t) or any(is_polity(context, m) for m in context.who(t)) for t in objects(duty.verb)
    ):
        return ()
    tokens = _towards(duty)
    keys = {m.actor for m in bound}
    found: dict[str, Mention] = {}
    for token in tokens:
        if _mutual(token):
            if len(bound) > 1 or any(type_of(context, m) in ORGANISATIONS for m in bound):
                return tuple(bound)
            continue
        allied = parties.alliance(token, None) if token.lemma_.lower() in words(L, "partners") else None
        named_ones = (word(context, token, allied),) if allied else bearers(context, context.actors([token]), token)
        if token.lower_ in ("it", "them") and all(m.actor in keys for m in named_ones):
            named_ones = _outside(context, token, keys)
        for mention in named_ones or polities(context, [token]) or _of_nation(context, duty, token):
            if mention.actor not in keys:
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _of_nation(context: Context, duty: Duty, token: Token) -> tuple[Mention, ...]:
    """Whose forces an adjective says are let in: "a German brigade"."""
    link = context.referents.link(token) if duty.name == "host-forces" else None
    return (context.referents.polity(link.mention),) if link is not None and link.role == "demonym" else ()


def _outside(context: Context, token: Token, keys: set[str]) -> tuple[Mention, ...]:
    """Whom an "it" that is not the debtor means: the subject of a clause further out ("A says B vowed to help it")."""
    for verb in token.ancestors:
        found = context.actors(c for c in verb.children if c.dep_ == "nsubj" and c.i < token.i)
        others = tuple(m for m in bearers(context, found) if m.actor not in keys)
        if others:
            return tuple(word(context, token, m.actor) for m in others)
    return ()


def _mutual(token: Token) -> bool:
    """Whether a duty's object is its debtors' own circle: "each other", "the other", "any of them", "one another"."""
    if token.lower_ in ("other", "another", "others", "themselves"):
        return True
    one = token.lower_ in ("one", "any", "each", "either") and token.pos_ != "PROPN"
    return (
        one
        or any(c.lower_ in ("another",) for c in token.children)
        or (token.lemma_.lower() in words(L, "partners") and is_collective(token))
    )


def _towards(duty: Duty) -> list[Token]:
    verb, word = duty.verb, duty.word
    if duty.frame is not None:
        return list(duty.frame.towards(verb))
    if duty.name == "host-forces":
        return [o for t in objects(verb) for o in nominal_agents(t)]
    if word is not None and word.pos_ in ("NOUN", "PROPN"):
        tokens = [c for c in word.children if c.dep_ == "poss"]
        tokens += [*obliques(word, "of", "to", "for"), *obliques(verb, "to", "for")]
        tokens += at(verb, "dative")
        if verb.lemma_.lower() in words(L, "giving") | {"render"}:  # "give *X* military help", parsed as its adjective
            tokens += [c for c in word.children if c.dep_ in ("amod", "compound", "nmod") and c.pos_ == "PROPN"]
        return [t for t in tokens if t.i != word.i and t.pos_ != "ADP"]
    if word is not None:
        return [*obliques(verb, "for", "by", "alongside"), *(c for c in word.children if c.dep_ == "pobj")]
    if duty.group == "attack":
        joined = objects(verb.head) if verb.dep_ in ("advcl", "xcomp") and verb.head.lemma_ in ("join", "help") else ()
        return [*joined, *(o for t in objects(verb) for o in obliques(t, "on", "against", "upon"))]
    if duty.group == "force":
        return list(obliques(verb, "against", "on")) + [o for t in objects(verb) for o in obliques(t, "against")]
    if duty.group == "renounced":
        near = [*objects(verb), *obliques(verb, "from", "to")]
        near += [o for t in near for o in obliques(t, "of")]
        return [*obliques(verb, "against"), *(o for t in near for o in obliques(t, "against"))]
    if duty.group == "sent":
        return list(obliques(verb, "to", "into"))
    own = [c for c in verb.children if c.dep_ == "ccomp" for c in c.children if c.dep_ == "nsubj"]
    direct = [t for t in objects(verb) if t.lemma_.lower() not in words(L, "forces")]
    direct += [
        o for t in direct if t.lemma_.lower() == "inch" for land in obliques(t, "of") for o in nominal_agents(land)
    ]
    return [*direct, *own, *(obliques(verb, "with") if duty.name == "consult" else ())]


def basis(context: Context, parties: Parties, duty: Duty, bond: Bond) -> tuple[Mention, ...]:
    """The agreements that a duty rests on: the one that obliges, or stands after "under", "by" or "per"."""
    found: dict[str, Mention] = {}
    if bond.treaty is not None:
        found[bond.treaty.actor] = bond.treaty
        for token in subjects(bond.word) if bond.word is not None else ():
            if (text := named(context, token)) is not None:
                found.setdefault(text.actor, text)
    stated = provision(duty.verb, parties)
    if stated is not None:
        found.setdefault(stated[1].actor, stated[1])
    nodes = [duty.verb, *([bond.word, bond.word.head] if bond.word is not None else []), *governors(duty.verb)[:1]]
    tokens = [t for node in nodes for t in obliques(node, *_BASIS)]
    tokens += obliques(bond.word, "in") if bond.word is not None else ()  # "undertook in the pact to"
    tokens += [t for o in (*objects(duty.verb), *obliques(duty.verb), *_owed_by(duty)) for t in obliques(o, *_UNDER)]
    tokens += [t for t in objects(duty.verb) if t.lemma_.lower() in words(L, "parts")]
    if duty.name == "comply":
        tokens += [*objects(duty.verb), *obliques(duty.verb, "with", "by", "to")]
    for token in duty.verb.sent:
        if token.lower_ in _GROUNDS and token.i > duty.verb.i:
            tokens += [t for t in token.subtree if t.pos_ in ("NOUN", "PROPN")]
    for token in tokens:
        mention = (parties.treaty(token) if token.pos_ in ("NOUN", "PROPN") else None) or _it(context, duty, token)
        if mention is not None:
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _owed_by(duty: Duty) -> tuple[Token, ...]:
    """The obligation that is a framed verb's subject: "X's obligations under the pact stop at consultation"."""
    return subjects(duty.verb) if duty.frame is not None and duty.frame.debtor else ()


_UNDER = ("under", "per", "from")


def _it(context: Context, duty: Duty, token: Token) -> Mention | None:
    """ "Comply with *it*"."""
    return context.texts.mention(token) if duty.name == "comply" and token.lower_ in ("it", "them") else None


def resting(context: Context, verb: Token, parties: Parties | None = None) -> tuple[Mention, ...]:
    """The agreements after "under", "by" or "with" on a word that is no duty's verb."""
    found = (parties.treaty(t) if parties is not None else named(context, t) for t in _nouns(obliques(verb, *_BASIS)))
    return tuple(m for m in found if m is not None)


def _nouns(tokens: Iterable[Token]) -> Iterator[Token]:
    return (t for t in tokens if t.pos_ in ("NOUN", "PROPN"))
