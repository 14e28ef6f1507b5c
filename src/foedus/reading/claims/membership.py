"""Membership: somebody is in an organisation, joins it, leaves it, or suspends its part in it.

The organisation's type decides: one joins an alliance, a union or a body of states; to join a *state* is integration.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import conjuncts, is_passive, nominal_agents, objects, obliques, subjects
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

_L = "membership"
_DATES = frozenset({"in", "on", "since", "until", "before", "after", "by", "around", "at"})
"""Prepositions that may follow "joined" without naming what was joined."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each member."""
    yield from _joining(context)
    yield from _admitting(context)
    yield from _members(context)
    yield from _nouns(context)
    yield from _consisting(context)


def _organisations(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The organisations among some noun phrases; a treaty that is spoken of as a bloc ("the pact") counts."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in context.who(token):
            kind = type_of(context, mention)
            link = context.referents.link(token)
            own = kind in ORGANISATIONS or (kind is None and link is not None and link.type == "organisation")
            if own:
                found.setdefault(mention.actor, mention)
        text = context.texts.mention(token)
        body = _body_of(context, text) if text is not None and not found and token.pos_ != "PRON" else None
        if body is not None:
            found.setdefault(body.actor, body)
        if token.dep_ == "attr" and not found:
            # "X is an alliance that consists of …": the subject is the organisation.
            for mention in _organisations(context, subjects(token.head)):
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _body_of(context: Context, text: Mention) -> Mention | None:
    """The organisation that a pact is spoken of as ("walked out of the pact"), where it was named just before.

    A treaty without a body is none: to leave it is to denounce it.
    """
    for n, link in enumerate(context.links.before(text.start)):
        if n > 30 or link.type == AGREEMENT:
            break
        if link.type in ("alliance", "union"):
            return Mention(text.text, text.start, text.end, link.key)
    return None


def _members_among(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    return tuple(m for m in context.actors(tokens) if is_polity(context, m) or _collective(m))


def _collective(mention: Mention) -> bool:
    return mention.text[:1].islower() and mention.text.lower().endswith("s")


def _drafts(
    context: Context,
    predicate: Token,
    members: Sequence[Mention],
    bodies: Sequence[Mention],
    change: str | None,
    rule: str,
    **more: str,
) -> Iterator[Draft]:
    for member in members:
        for body in bodies:
            if member.actor != body.actor:
                yield Draft(
                    kind="membership",
                    predicate=predicate,
                    roles={"member": (member,), "organisation": (body,)},
                    attributes={"change": change},
                    evidence=around(context, predicate, (member, body)),
                    polarity=more.get("polarity"),
                    status=more.get("status"),
                    confidence=0.8,
                    rule=rule,
                )


def _joining(context: Context) -> Iterator[Draft]:
    """ "X joined Y", "X walked out of Y", "X has frozen its participation in Y"."""
    for verb in context.having(words(_L, "joins") | words(_L, "leaves")):
        if verb.pos_ == "VERB":
            things = objects(verb) or obliques(verb, "to", "into")
            alone = not things and not any(
                c.dep_ in ("prep", "prt", "ccomp", "xcomp") and c.lower_ not in _DATES for c in verb.children
            )
            bodies = _organisations(context, things) or (_last_body(context, verb) if alone else ())
            change = "joins" if verb.lemma_.lower() in words(_L, "joins") else "leaves"
            yield from _drafts(context, verb, _members_among(context, subjects(verb)), bodies, change, change)
    for verb in context.having(words(_L, "leaves_from")):
        if verb.pos_ == "VERB":
            bodies = _organisations(context, obliques(verb, "from", "of", "out", "out of"))
            yield from _drafts(context, verb, _members_among(context, subjects(verb)), bodies, "leaves", "leaves-from")
    for verb in context.having(words(_L, "suspends") | {"let"}):
        part = next((t for t in objects(verb) if t.lemma_.lower() in words(_L, "membership")), None)
        if verb.pos_ != "VERB":
            continue
        if verb.lemma_ == "let":
            yield from _lapsed(context, verb)
        elif part is not None:
            bodies = _organisations(context, obliques(part, "in", "of", "at", "within")) or _last_body(context, verb)
            members = _members_among(context, nominal_agents(part)) or _members_among(context, subjects(verb))
            if any(t.pos_ == "PRON" for t in nominal_agents(part)):
                members = _members_among(context, subjects(verb)) or members
            yield from _drafts(context, verb, members, bodies, "suspends", "suspends")


def _lapsed(context: Context, verb: Token) -> Iterator[Draft]:
    """ "let their membership lapse"."""
    if any(t.lemma_.lower() in words(_L, "membership") for t in verb.subtree):
        yield from _drafts(
            context, verb, _members_among(context, subjects(verb)), _last_body(context, verb), "leaves", "lapse"
        )


def _last_body(context: Context, token: Token) -> tuple[Mention, ...]:
    """For "its membership", "had joined": the organisation that the text last spoke of, if no treaty came after it."""
    at, here = begin(token), context.page.passage(token).index
    for n, link in enumerate(context.links.before(at)):
        if n > 25 or here - link.passage > 2 or link.type == AGREEMENT:
            break
        if link.type in ORGANISATIONS:
            return (link.mention,)
    return ()


def _admitting(context: Context) -> Iterator[Draft]:
    """ "Y admitted X", "X was expelled from Y"."""
    for verb in context.having(words(_L, "admits") | words(_L, "expels")):
        if verb.pos_ != "VERB":
            continue
        expelled = verb.lemma_.lower() in words(_L, "expels")
        bodies = _organisations(context, obliques(verb, "from" if expelled else "to", "into")) or _organisations(
            context, subjects(verb)
        )
        if not bodies and expelled and is_passive(verb):
            bodies = _last_body(context, verb)
        role = any(t.lemma_.lower() in words(_L, "member") for t in obliques(verb, "as"))
        if verb.lemma_.lower() in ("accept", "welcome", "invite") and not role and not obliques(verb, "to", "into"):
            continue
        members = _members_among(context, objects(verb))
        yield from _drafts(
            context, verb, members, bodies, "leaves" if expelled else "joins", "expels" if expelled else "admits"
        )


def _members(context: Context) -> Iterator[Draft]:
    """ "X is a member of Y", "five members of Y: A, B and C", "NATO member X", "A and B take part as members"."""
    for noun in context.having(words(_L, "member")):
        if noun.pos_ not in ("NOUN", "PROPN") or (noun.lemma_.lower() == "party" and noun.dep_ != "attr"):
            continue
        bodies = _organisations(context, obliques(noun, "of", "to", "in")) or _organisations(
            context, (c for c in noun.children if c.dep_ in ("compound", "amod", "poss") and c.pos_ == "PROPN")
        )
        governor = noun.head
        if noun.dep_ == "attr" and governor.lemma_ in ("be", "become", "remain"):
            members = _members_among(context, subjects(governor))
            change = "joins" if governor.lemma_ == "become" else None
            yield from _drafts(
                context, governor, members, bodies or _relative_body(context, governor), change, "is-member"
            )
        elif noun.dep_ == "pobj" and governor.lower_ == "as":
            bodies = bodies or _relative_body(context, governor.head)
            yield from _drafts(
                context, noun, _members_among(context, subjects(governor.head)), bodies, None, "as-member"
            )
        else:
            others = [t for t in conjuncts(noun) if t.i > noun.i]
            apposed = [h for c in noun.children if c.dep_ == "appos" for h in conjuncts(c)]
            anchor = [noun.head] if noun.dep_ == "appos" else []
            members = tuple(m for m in _members_among(context, [*others, *apposed, *anchor]) if not _collective(m))
            yield from _drafts(
                context, noun, members, bodies, None, "members-list", polarity="affirmed", status="actual"
            )


def _relative_body(context: Context, verb: Token) -> tuple[Mention, ...]:
    """The organisation that "in which" or "to which" stands for."""
    return _organisations(context, obliques(verb, "in", "to", "of"))


def _nouns(context: Context) -> Iterator[Draft]:
    """ "X's membership of Y", "the withdrawal of X from Y", "X applied for membership in Y"."""
    for noun in context.having(words(_L, "membership") | words(_L, "exit")):
        if noun.pos_ != "NOUN" or noun.head.lemma_.lower() in words(_L, "suspends"):
            continue
        leaving = noun.lemma_.lower() in words(_L, "exit")
        bodies = _organisations(context, obliques(noun, "from") if leaving else obliques(noun, "of", "in", "to"))
        bodies = bodies or _organisations(context, (c for c in noun.children if c.dep_ == "compound"))
        keys = {body.actor for body in bodies}
        members = tuple(m for m in _members_among(context, nominal_agents(noun)) if m.actor not in keys)
        members = members or tuple(m for m in _members_among(context, obliques(noun, "of")) if m.actor not in keys)
        predicate, status, change = noun, None, "leaves" if leaving else "joins"
        for above in (noun.head, noun.head.head):
            if above.lemma_.lower() in words(_L, "applies"):
                predicate, status = above, "planned"
                members = members or _members_among(context, subjects(above) or nominal_agents(above))
                break
        if noun.lemma_.lower() in ("role", "seat", "participation", "entry") and predicate is noun:
            continue
        if noun.lemma_.lower() == "membership" and predicate is noun:
            change = None
        yield from _drafts(
            context, predicate, members, bodies, change, "noun", **({"status": status} if status else {})
        )


def _consisting(context: Context) -> Iterator[Draft]:
    """ "Y consists of A and B", "A, B and C make up Y", "A belongs to Y"."""
    for verb in context.having(words(_L, "consists") | words(_L, "makes_up") | words(_L, "belongs")):
        lemma = verb.lemma_.lower()
        if verb.pos_ != "VERB":
            continue
        if lemma in words(_L, "belongs"):
            yield from _drafts(
                context,
                verb,
                _members_among(context, subjects(verb)),
                _organisations(context, obliques(verb, "to")),
                None,
                "belongs",
            )
        elif lemma in words(_L, "makes_up"):
            up = lemma != "make" or any(c.lower_ == "up" for c in verb.children)
            if up:
                yield from _drafts(
                    context,
                    verb,
                    _members_among(context, subjects(verb)),
                    _organisations(context, objects(verb)),
                    None,
                    "make-up",
                )
        else:
            inside = objects(verb) or obliques(verb, "of", "together")
            bodies = _organisations(context, subjects(verb))
            yield from _drafts(context, verb, _members_among(context, inside), bodies, None, "consists")
