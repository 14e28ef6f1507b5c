"""Demands without a duty's verb: withdrawals called for, help asked for, somebody wanted gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.drafting import drafted, others
from foedus.reading.claims.commitment.fillers import actors, bearers
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at, holds
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.phrases import clause
from foedus.reading.syntax import nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each demand that a noun or a state of things names."""
    yield from _demanded_withdrawals(context)
    yield from _asked_for_help(context, parties)
    yield from _wanted_gone(context, parties)


def _wanted_gone(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Wants the French gone by January", "told the garrison that it was time to go", "shown the door"."""
    for verb in context.having(words(L, "wanting")):
        if verb.pos_ != "VERB":
            continue
        for child in (*verb.children, *(c for t in verb.children if t.dep_ == "dobj" for c in t.children)):
            away = child.lower_ in words(L, "gone") or (child.lower_ == "off" and verb.lemma_ == "want")
            if not away or child.dep_ not in ("ccomp", "xcomp", "oprd", "advmod", "acomp", "prt", "prep", "advcl"):
                continue
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            whom = (subjects(child) or objects(child)) if own else objects(verb)
            bound = tuple(m for t in whom for m in actors(context, parties, t, None))
            bound = others(bound, context.actors(subjects(verb)))
            if bound and modality(verb).polarity == "affirmed":
                yield drafted(context, verb, "withdraw", bound, (), status="demanded", rule="wanted-gone")


def _demanded_withdrawals(context: Context) -> Iterator[Draft]:
    """ "Demanded the withdrawal of Ruritanian troops", "a call for an end to the occupation"."""
    for noun in context.having(words(L, "withdrawals")):
        if noun.pos_ != "NOUN":
            continue
        asked = modality(noun).status in ("demanded", "ordered") or any(
            t.lemma_.lower() in words(L, "demanding") for t in _over(noun)
        )
        moved = [t for t in obliques(noun, "of", "by") if t.lemma_.lower() in words(L, "forces")]
        whose = [o for t in moved for o in nominal_agents(t)] or [*nominal_agents(noun)]
        bound = bearers(context, context.actors(whose))
        if asked and bound and (moved or any(c.lemma_.lower() in words(L, "forces") for c in noun.children)):
            yield drafted(context, noun, "withdraw", bound, (), status="demanded", rule="demanded-withdrawal",
                         evidence=around(context, noun.head if noun.head.pos_ == "VERB" else noun))  # fmt: skip


def _over(noun: Token) -> tuple[Token, ...]:
    """The verb that a noun is the object of, with what qualifies it ("forcing …, as demanded by")."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return ()
    return (verb, *(c for c in verb.children if c.dep_ == "advcl" and clause(c)[0].lower_ == "as"))


def _asked_for_help(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Asked Ruritania for protection": help demanded of the one who is asked."""
    for verb in context.having(words(L, "begging")):
        wanted = at(verb, "for deep|object for deep") if verb.pos_ == "VERB" else ()
        helps = [t for t in wanted if t.lemma_.lower() in words(L, "help") or holds([t], "goods")]
        whom = bearers(context, context.actors(subjects(verb)))
        asked = [context.referents.polity(m) for t in _asked(verb) for m in context.who(t)]
        states = [
            Mention(m.text, m.start, m.end, context.gazetteer.polity(m.actor, context.page.day) or m.actor)
            for m in asked
        ]
        bound = tuple({m.actor: m for m in others(bearers(context, states), whom)}.values())
        if helps and bound:
            yield drafted(context, verb, "aid", bound, whom, status="demanded", rule="asked-for-help")


def _asked(verb: Token) -> tuple[Token, ...]:
    """Whom a plea is put to: "asked X for", "appealed to X for", "turned to X for"."""
    if verb.lemma_.lower() in ("ask", "beg", "petition", "press", "lobby"):
        return objects(verb)
    return obliques(verb, "to", "on", "upon", "with")
