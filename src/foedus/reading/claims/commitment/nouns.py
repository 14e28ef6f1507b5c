"""Commitments without a duty's verb: guarantors, guarantees, promised protection, demanded withdrawals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.drafting import drafted, others, standing
from foedus.reading.claims.commitment.fillers import actors, bearers, resting
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.roles import polities
from foedus.reading.syntax import is_infinitive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each commitment that a noun names."""
    yield from _guarantors(context, parties)
    yield from _entitled(context, parties)
    yield from _guarantees(context, parties)
    yield from _not_let(context, parties)
    yield from _let_in(context, parties)


def _guarantors(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "X, a guarantor of Y's security", "in its role as guarantor power"."""
    for noun in context.having(words(L, "guarantor")):
        if noun.pos_ not in ("NOUN", "ADJ"):
            continue
        head = noun.head if noun.dep_ in ("compound", "amod") else noun
        debtor = bearers(context, context.actors(_called(head)))
        if not debtor:
            continue
        whose = [*obliques(noun, "of", "for"), *obliques(head, "of", "for")]
        ground = resting(context, head) or resting(context, noun)
        named = others(polities(context, whose), debtor)
        if not named and ground:
            named = others(_place_before(context, noun), debtor)
        yield drafted(
            context, noun, "defend", debtor, named, ground, status=standing(noun),
            evidence=around(context, noun, debtor), rule="guarantor",
        )  # fmt: skip


def _called(noun: Token) -> tuple[Token, ...]:
    """Who a noun describes: the subject of "is a …", the noun before an apposition, the doer "as" one."""
    if noun.dep_ == "attr" or (noun.dep_ in ("dobj", "oprd") and noun.head.lemma_ in ("remain", "become", "stay")):
        return subjects(noun.head)
    if noun.dep_ == "appos":
        return (noun.head,)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("as", "of"):
        above = noun.head.head
        if noun.head.lower_ == "of":
            return _called(above) if above.i != noun.i and above.dep_ in ("appos", "attr", "pobj") else ()
        return subjects(above) if above.pos_ in ("VERB", "AUX") else nominal_agents(above)
    return nominal_agents(noun)


def _place_before(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The state that the clause's subject means or belongs to: whom the guarantee is likely for."""
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    while verb is not None and verb.head.i != verb.i:
        verb = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.dep_ == "ROOT":
            break
    return polities(context, [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]) if verb else ()


def _entitled(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Entitled to the protection of X", "can count on the help of X"."""
    for verb in context.having(("entitle", "count", "rely")):
        if verb.pos_ not in ("VERB", "ADJ"):
            continue
        helps = [t for t in obliques(verb, "to", "on", "upon") if t.lemma_.lower() in words(L, "help")]
        whom = bearers(context, context.actors(objects(verb) if verb.lemma_ == "entitle" else subjects(verb)))
        if not helps or not whom:
            continue
        ground = resting(context, helps[0]) or resting(context, verb)
        debtor = bearers(context, context.actors([*nominal_agents(helps[0]), *obliques(helps[0], "from", "of")]))
        if not debtor and ground:
            token = next(t for t in (*obliques(helps[0], "under", "by"), *obliques(verb, "under", "by")))
            debtor = bearers(context, context.actors([c for c in token.children if c.dep_ == "poss"]))
            debtor = debtor or tuple(parties.together(token, ground[0]))
        if others(debtor, whom):
            yield drafted(context, verb, "defend", others(debtor, whom), whom, ground, status="actual", rule="entitled")


def _guarantees(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Gave Arcadia security guarantees", "security guarantees for Arcadia from Ruritania"."""
    for noun in context.having(("guarantee", "assurance")):
        told = words(L, "secured") | {"such", "this", "that"}
        if noun.pos_ != "NOUN" or not any(c.lemma_.lower() in told for c in noun.children):
            continue
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB" else None
        to = [*obliques(noun, "for", "to"), *(obliques(verb, "to") if verb is not None else ())]
        if verb is not None:
            to += [o for c in verb.children if c.dep_ == "dative" for o in (c, *c.children) if o.pos_ != "ADP"]
            to += [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN"]
        giving = verb is not None and verb.lemma_.lower() in words(L, "granting")
        wished = verb is not None and verb.lemma_.lower() in words(L, "seeking")
        doers = (
            subjects(verb) if verb is not None and giving else (*nominal_agents(noun), *obliques(noun, "from", "by"))
        )
        doers = doers or (obliques(verb, "from", "of") if verb is not None and wished else ())
        whom = bearers(context, context.actors(to or (subjects(verb) if verb is not None and wished else ())))
        bound = others(tuple(m for t in doers for m in actors(context, parties, t, None)), whom)
        mood = modality(verb if verb is not None else noun)
        if bound and whom:
            yield drafted(context, noun, "defend", bound, whom, polarity=mood.polarity, rule="security-guarantee",
                         status="demanded" if wished else None,
                         evidence=around(context, verb if verb is not None else noun, bound))  # fmt: skip


def _not_let(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Egypt will not let anyone threaten Somalia": a promise to defend."""
    for verb in context.having(words(L, "letting")):
        if verb.pos_ != "VERB" or modality(verb).polarity != "negated":
            continue
        if not any(
            c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "shall", "’ll", "'ll") for c in verb.children
        ):
            continue
        bound = tuple(m for t in subjects(verb) for m in actors(context, parties, t, None))
        for inner in verb.children:
            if inner.dep_ in ("ccomp", "xcomp") and inner.lemma_.lower() in words(L, "harm"):
                whom = others(bearers(context, context.actors(objects(inner))), bound)
                if bound and whom:
                    yield drafted(
                        context, verb, "defend", bound, whom, status="actual", polarity="affirmed", rule="not-let"
                    )


def _let_in(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "X granted Y the right to land troops"."""
    for verb in context.having(words(L, "granting")):
        right = next((t for t in objects(verb) if t.lemma_.lower() in ("right", "permission", "access")), None)
        if verb.pos_ != "VERB" or right is None:
            continue
        uses = [c for c in right.children if c.dep_ in ("acl", "relcl") and is_infinitive(c)]
        uses += [c for use in uses for c in use.conjuncts]
        hosted = any(
            use.lemma_.lower() in words(L, "let_in")
            and any(o.lemma_.lower() in words(L, "forces") for o in objects(use))
            for use in uses
        ) or any(t.lemma_.lower() in words(L, "forces") for t in obliques(right, "to"))
        treaty = parties.last(verb)
        bound = tuple(m for t in subjects(verb) for m in actors(context, parties, t, treaty))
        dative = [c for c in verb.children if c.dep_ == "dative"]
        dative = [o for c in dative for o in ((c,) if c.pos_ != "ADP" else tuple(c.children))]
        mutual = any(is_collective(t) for t in dative)
        whom = bound if mutual else others(tuple(m for t in dative for m in actors(context, parties, t, treaty)), bound)
        if hosted and bound and whom:
            yield drafted(
                context, verb, "host-forces", bound, whom, [treaty] if treaty and mutual else [], rule="let-in"
            )
