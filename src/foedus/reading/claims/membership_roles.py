"""Who is a member of what: the fillers of the roles of membership, and the drafts that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading import times
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON, Link
from foedus.reading.page import begin
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import date_beside, is_polity, type_of
from foedus.reading.syntax import obliques, subjects
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"
_PASSAGES = {"near": 1, "known": 4, "spoken": 6}
"""How many passages back a text may have told of a member for a bare verb to mean the same organisation."""


@dataclass(frozen=True, slots=True)
class Match:
    """What one cue tells: who, what happens to the membership, and the organisation where the words name it.

    alone: which organisation is meant where ``bodies`` is empty, as in the lexicon's frames.
    """

    predicate: Token
    members: tuple[Mention, ...]
    bodies: tuple[Mention, ...]
    change: str | None
    rule: str
    alone: str = "never"
    polarity: str | None = None
    status: str | None = None


def organisations(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The organisations among some noun phrases; a treaty that is spoken of as a bloc ("the pact") counts."""
    found: dict[str, Mention] = {}
    for token in (_league(token) for token in tokens):
        for mention in context.who(token):
            kind = type_of(context, mention)
            link = context.referents.link(token)
            own = kind in ORGANISATIONS or (
                kind is None and (_is_body(link) if link is not None else _is_league(token))
            )
            if own:
                found.setdefault(mention.actor, mention)
        named = () if found else (c for c in token.children if c.dep_ == "appos")  # "the cartel, OPEC"
        links = (context.referents.link(c) for c in named)
        found |= {link.key: link.mention for link in links if link is not None and link.type in ORGANISATIONS}
        text = context.texts.mention(token)
        loose = text is not None and not found and token.pos_ == "NOUN"  # "the Lima Treaty" is no body
        body = _body_of(context, text) if text is not None and loose else None
        if body is not None:
            found.setdefault(body.actor, body)
        if token.dep_ == "attr" and not found:
            # "X is an alliance that consists of …": the subject is the organisation.
            for mention in organisations(context, subjects(token.head)):
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _league(token: Token) -> Token:
    """The body that a parse takes for part of what it does: "the *coalition* fighting in X"."""
    if not token.lower_.endswith("ing"):
        return token
    return next((c for c in token.children if c.dep_ == "compound" and c.lemma_.lower() in words(_L, "leagues")), token)


def _is_league(token: Token) -> bool:
    """Whether a body without a name is told of by what it does: "the coalition fighting in X", "a Y-led alliance"."""
    if token.lemma_.lower() not in words(_L, "leagues") or token.tag_ != "NN" or token.dep_ == "attr":
        return False
    led = any(c.lower_ in ("led", "backed") or c.lower_.endswith("-led") for c in token.children)
    doing = token.dep_ == "compound" and token.head.lower_.endswith("ing")
    return led or doing or any(c.dep_ in ("acl", "relcl") or c.lower_ == "against" for c in token.children)


def _is_body(link: Link) -> bool:
    """Whether a name that only the text knows is an organisation's, and no treaty's."""
    covenants = words(_L, "covenants")
    return link.type == "organisation" and not any(w in covenants for w in link.mention.text.lower().split())


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


def members_among(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The polities among some noun phrases.  A named person joins and leaves as himself; "he" may speak for a state."""
    armed = words("presence", "forces")  # troops leave places
    heads = (
        t
        for t in tokens
        if t.lemma_.lower() not in armed and ((link := context.referents.link(t)) is None or link.type != PERSON)
    )
    found: dict[str, Mention] = {}
    for head in heads:
        own = tuple(m for m in context.actors((head,)) if is_polity(context, m))
        if head.lemma_.lower() in words(_L, "voters") and (owner := context.referents.owner(head)) is not None:
            own = (owner,) if is_polity(context, owner) else ()
        for mention in own or (m for m in context.actors((head,)) if is_collective(m)):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def is_collective(mention: Mention) -> bool:
    """Whether a mention only counts its members ("the allies")."""
    return mention.text[:1].islower() and mention.text.lower().endswith("s")


def drafts(context: Context, matches: Iterable[Match]) -> Iterator[Draft]:
    """The drafts of some matches: those that name their organisation first, then what is understood from them."""
    pending: list[Match] = []
    told: list[Draft] = []
    for match in matches:
        if match.bodies:
            told.extend(_paired(context, match, match.members, match.bodies))
        elif match.members and match.alone != "never":
            pending.append(match)
    for match in sorted(pending, key=lambda match: begin(match.predicate)):
        meant = {member: _understood(context, match, member, told) for member in match.members}
        shared = next((bodies for bodies in meant.values() if bodies), ())  # "A and B handed in their applications"
        for member, bodies in meant.items():
            told.extend(_paired(context, match, (member,), bodies or shared))
    seen: set[tuple[int, str, str]] = set()
    for draft in told:
        key = (begin(draft.predicate), draft.roles["member"][0].actor, draft.roles["organisation"][0].actor)
        if key not in seen:
            seen.add(key)
            yield draft


def _paired(context: Context, match: Match, members: Sequence[Mention], bodies: Sequence[Mention]) -> Iterator[Draft]:
    for member in members:
        beside = date_beside(context, member) if len(match.members) > 1 else None
        if beside is None and match.change is not None:
            read = times.time_of(match.predicate, context.page)
            beside = times.began(read) if read is not None and read.edtf.endswith("/..") else None
        for body in bodies:
            if member.actor != body.actor:
                yield Draft(
                    kind="membership",
                    predicate=match.predicate,
                    roles={"member": (member,), "organisation": (body,)},
                    attributes={"change": match.change},
                    evidence=around(context, match.predicate, (member, body)),
                    polarity=match.polarity,
                    status=match.status,
                    time=beside,
                    rule=match.rule,
                )


def _understood(context: Context, match: Match, member: Mention, told: Sequence[Draft]) -> tuple[Mention, ...]:
    """The organisation that a match leaves out.

    Who leaves or is suspended does so where the text has told of him; who joins joins what was last spoken of.
    """
    known = _told_of(context, match, member, told)
    if not known and match.change == "leaves" and match.alone in ("near", "known") and _is_state(context, member):
        return _at_hand(context, match.predicate)
    if match.alone != "spoken":
        return known
    last = last_body(context, match.predicate)
    return (last or known) if match.change == "joins" else (known or last)


def _told_of(context: Context, match: Match, member: Mention, told: Sequence[Draft]) -> tuple[Mention, ...]:
    """The organisation of the last claim before a match that was made of the same member."""
    here, at = context.page.passage(match.predicate).index, begin(match.predicate)
    before = [
        draft
        for draft in told
        if draft.roles["member"][0].actor == member.actor
        and begin(draft.predicate) < at
        and here - context.page.passage(draft.predicate).index <= _PASSAGES[match.alone]
    ]
    return tuple(max(before, key=lambda draft: begin(draft.predicate)).roles["organisation"]) if before else ()


def last_body(context: Context, token: Token) -> tuple[Mention, ...]:
    """For "its membership", "had joined": the organisation that the text last spoke of, if no treaty came after it."""
    at, here = begin(token), context.page.passage(token).index
    for n, link in enumerate(context.links.before(at)):
        if n > 25 or here - link.passage > 2 or link.type == AGREEMENT:
            break
        if link.type in ORGANISATIONS and _is_named(context, link) and (body := _of_organ(context, link)) is not None:
            return (body,)
    return ()


def _is_state(context: Context, member: Mention) -> bool:
    """Whether a state is named as such: "the Americans" may only go home."""
    return all(link.role != "plural-demonym" for link in context.links.within(member.start, member.end))


def _at_hand(context: Context, token: Token) -> tuple[Mention, ...]:
    """For "X walked out": the organisation that the same sentence names, or else the one before.

    None where forces are spoken of, which leave places and no organisations.
    """
    sentence = token.sent
    before = token.doc[sentence.start - 1].sent if sentence.start else sentence
    near = token.doc[before.start : sentence.end]
    if any(t.lemma_.lower() in words("presence", "forces") for t in near):
        return ()
    links = context.links.within(begin(near[0]), begin(near[-1]) + 1)
    named = [link for link in links if link.type in ORGANISATIONS and _is_named(context, link)]
    found = [body for link in named if (body := _of_organ(context, link)) is not None]
    return (found[-1],) if len({body.actor for body in found}) == 1 else ()


def _of_organ(context: Context, link: Link) -> Mention | None:
    """The organisation that a name means: that of "the ECOWAS Commission"; None for an organ of none."""
    mention = link.mention
    whole, _, last = mention.text.rpartition(" ")
    if last.lower() not in words(_L, "organs"):
        return mention
    keys = (
        key
        for key in context.gazetteer.resolve(whole)
        if (a := context.gazetteer.actor(key)) and a.type in ORGANISATIONS
    )
    key = next(keys, None)
    return Mention(mention.text, mention.start, mention.end, key) if key is not None else None


def _is_named(context: Context, link: Link) -> bool:
    """Whether an organisation is one that is known, or has a name of more than one word or an abbreviation."""
    text = link.mention.text
    return context.gazetteer.actor(link.key) is not None or " " in text or (text.isupper() and len(text) > 1)


def relative_body(context: Context, verb: Token) -> tuple[Mention, ...]:
    """The organisation that "in which" or "to which" stands for."""
    return organisations(context, obliques(verb, "in", "to", "of", "at"))


def is_fold(token: Token) -> bool:
    """Whether a noun means the body itself, or one's place in it ("the fold", "its ranks")."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in words(_L, "fold")


def body_of_fold(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Whose fold, ranks or seat it is: "the ranks of the bloc", "its seat at the UN", "the BRICS fold"."""
    return organisations(context, obliques(noun, "of", "in", "at", "on")) or organisations(
        context, (c for c in noun.children if c.dep_ in ("compound", "poss") and c.pos_ == "PROPN")
    )


def body_of_member(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Of what somebody is a member: "member of NATO", "the UN's newest member", "a NATO member"."""
    return (
        organisations(context, obliques(noun, "of", "to", "in", "at", "within", "with"))
        or organisations(context, (c for c in noun.children if c.dep_ == "poss"))
        or named_before(context, noun)
    )


def named_before(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The organisation by whose name a noun is called: "NATO ally", "CSTO members"."""
    beside = (c for c in noun.children if c.dep_ in ("compound", "amod", "nmod") and c.i < noun.i)
    return organisations(context, (c for c in beside if c.pos_ == "PROPN" or context.referents.link(c) is not None))
