"""Who is a member of what: the fillers of the roles of membership, and the drafts that they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
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
    from spacy.tokens import Token

    from foedus.reading.context import Context


def organisations(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The organisations among some noun phrases; a treaty that is spoken of as a bloc ("the pact") counts."""
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in context.who(token):
            kind = type_of(context, mention)
            link = context.referents.link(token)
            own = kind in ORGANISATIONS or (kind is None and link is not None and _is_body(link))
            if own:
                found.setdefault(mention.actor, mention)
        text = context.texts.mention(token)
        body = _body_of(context, text) if text is not None and not found and token.pos_ != "PRON" else None
        if body is not None:
            found.setdefault(body.actor, body)
        if token.dep_ == "attr" and not found:
            # "X is an alliance that consists of …": the subject is the organisation.
            for mention in organisations(context, subjects(token.head)):
                found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _is_body(link: Link) -> bool:
    """Whether a name that only the text knows is an organisation's, and no treaty's."""
    covenants = words("membership", "covenants")
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
    heads = (t for t in tokens if (link := context.referents.link(t)) is None or link.type != PERSON)
    return tuple(m for m in context.actors(heads) if is_polity(context, m) or is_collective(m))


def is_collective(mention: Mention) -> bool:
    """Whether a mention only counts its members ("the allies")."""
    return mention.text[:1].islower() and mention.text.lower().endswith("s")


def drafts(
    context: Context,
    predicate: Token,
    members: Sequence[Mention],
    bodies: Sequence[Mention],
    change: str | None,
    rule: str,
    **more: str,
) -> Iterator[Draft]:
    """A draft for each pair of member and organisation."""
    for member in members:
        beside = date_beside(context, member) if len(members) > 1 else None
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
                    time=beside,
                    confidence=0.8,
                    rule=rule,
                )


def last_body(context: Context, token: Token) -> tuple[Mention, ...]:
    """For "its membership", "had joined": the organisation that the text last spoke of, if no treaty came after it."""
    at, here = begin(token), context.page.passage(token).index
    for n, link in enumerate(context.links.before(at)):
        if n > 25 or here - link.passage > 2 or link.type == AGREEMENT:
            break
        if link.type in ORGANISATIONS and _is_named(context, link):
            return (link.mention,)
    return ()


def _is_named(context: Context, link: Link) -> bool:
    """Whether an organisation is one that is known, or has a name of more than one word or an abbreviation."""
    text = link.mention.text
    return context.gazetteer.actor(link.key) is not None or " " in text or (text.isupper() and len(text) > 1)


def relative_body(context: Context, verb: Token) -> tuple[Mention, ...]:
    """The organisation that "in which" or "to which" stands for."""
    return organisations(context, obliques(verb, "in", "to", "of"))
