"""Commitments without a duty's verb: guarantors, defence clauses, bonds by treaty, an attack on one as one on all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binding import holders
from foedus.reading.claims.commitment.fillers import actors, bearers, resting
from foedus.reading.claims.commitment.parties import Parties, is_collective
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around, trimmed
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin, finish
from foedus.reading.phrases import clause
from foedus.reading.roles import polities
from foedus.reading.syntax import is_infinitive, is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.context import Context

L = "commitment"
_HAS = frozenset({"have", "share", "enjoy", "maintain", "form", "create"})
_CONTAINS = frozenset(
    {
        "contain",
        "include",
        "provide",
        "prescribe",
        "stipulate",
        "be",
        "have",
        "exist",
        "require",
        "envisage",
        "foresee",
        "offer",
    }
)


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each commitment that a noun or a bond by treaty names."""
    yield from _one_for_all(context, parties)
    yield from _guarantors(context, parties)
    yield from _bound_to(context, parties)
    yield from _entitled(context, parties)
    yield from _defence_nouns(context, parties)
    yield from _consultations(context, parties)
    yield from _devoted(context, parties)
    yield from _guarantees(context, parties)
    yield from _covered(context, parties)
    yield from _not_let(context, parties)
    yield from _let_in(context, parties)
    yield from _demanded_withdrawals(context)
    yield from _asked_for_help(context, parties)


def _draft(
    context: Context,
    predicate: Token,
    duty: str,
    debtor: Sequence[Mention],
    beneficiary: Sequence[Mention],
    basis: Sequence[Mention] = (),
    **more: Any,
) -> Draft:
    more.setdefault("evidence", around(context, predicate, debtor))
    more.setdefault("confidence", 0.6)
    more.setdefault("rule", duty)
    attributes = {"duty": duty, **more.pop("attributes", {})}
    roles = {"debtor": tuple(debtor), "beneficiary": tuple(beneficiary), "basis": tuple(basis)}
    return Draft(kind="commitment", predicate=predicate, roles=roles, attributes=attributes, **more)


def _others(mentions: Sequence[Mention], *taken: Sequence[Mention]) -> tuple[Mention, ...]:
    keys = {m.actor for group in taken for m in group}
    return tuple(m for m in mentions if m.actor not in keys)


def _one_for_all(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "An attack on one shall be regarded as an attack on all": a defence pact's clause, all for each other."""
    for noun in context.having(words(L, "attack")):
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_.lower() not in words(L, "regarded"):
            continue
        again = [t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in words(L, "attack")]
        if not again:
            continue
        ground = resting(context, verb) or tuple(
            m for above in verb.ancestors if (m := _speaker_text(above, parties)) is not None
        )
        treaty = ground[0] if ground else None
        first = _attacked(context, parties, noun, treaty)
        second = _attacked(context, parties, again[0], treaty)
        if not first:
            continue
        allied = _others(second, first)
        debtor, beneficiary = (allied, first) if allied and len(first) == 1 else (first, first)
        if treaty is None and (last := parties.last(noun)) is not None and len(first) > 1:
            ground = (last,)
        end = finish(max(again[0].subtree, key=lambda t: t.i))
        yield _draft(
            context, verb, "defend", debtor, beneficiary, ground[:1],
            attributes={"trigger": {"act": "attack", "on": [m.actor for m in first]}},
            evidence=trimmed(context, begin(min(noun.subtree, key=lambda t: t.i)), end),
            polarity=modality(verb).polarity, status="conditional", confidence=0.8, rule="one-for-all",
        )  # fmt: skip


def _speaker_text(word: Token, parties: Parties) -> Mention | None:
    if word.pos_ != "VERB" or word.lemma_.lower() not in words(L, "provides"):
        return None
    return next((m for t in subjects(word) if (m := parties.treaty(t)) is not None), None)


def _attacked(context: Context, parties: Parties, noun: Token, treaty: Mention | None) -> tuple[Mention, ...]:
    for token in obliques(noun, "on", "against", "upon"):
        for inner in (token, *obliques(token, "of")):
            if is_collective(inner):
                return parties.together(inner, treaty)
        found = actors(context, parties, token, treaty) or polities(context, [token])
        if found:
            return tuple(found)
    return ()


def _guarantors(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "X, a guarantor of Y's security", "as a guarantor power under the treaty"."""
    for noun in context.having(words(L, "guarantor")):
        if noun.pos_ not in ("NOUN", "ADJ"):
            continue
        head = noun.head if noun.dep_ in ("compound", "amod") else noun
        debtor = bearers(context, context.actors(_called(head)))
        if not debtor:
            continue
        whose = [*obliques(noun, "of", "for"), *obliques(head, "of", "for")]
        ground = resting(context, head) or resting(context, noun)
        named = _others(polities(context, whose), debtor)
        if not named and ground:
            named = _others(_place_before(context, noun), debtor)
        yield _draft(
            context, noun, "defend", debtor, named, ground, status=_standing(noun),
            evidence=around(context, noun, debtor), confidence=0.55, rule="guarantor",
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


def _standing(noun: Token) -> str:
    status = modality(noun).status
    return "actual" if status == "planned" else status


def _place_before(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The state that the clause's subject means or belongs to: whom the guarantee is likely for."""
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    while verb is not None and verb.head.i != verb.i:
        verb = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or verb.dep_ == "ROOT":
            break
    return polities(context, [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]) if verb else ()


def _bound_to(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "A, bound to B by a defence treaty", "bound to one another by": a pact of defence without an infinitive."""
    for verb in context.having(("bind", "tie", "link")):
        if verb.pos_ != "VERB" or not is_passive(verb) or any(c.dep_ == "xcomp" for c in verb.children):
            continue
        by = [
            t
            for c in verb.children
            if c.dep_ in ("agent", "prep") and c.lower_ in ("by", "through", "under")
            for t in c.children
        ]
        ground = [(t, m) for t in by if (m := parties.treaty(t)) is not None]
        ground = [(t, m) for t, m in ground if verb.lemma_ == "bind" or _is_defence(t)]
        to = obliques(verb, "to", "with")
        if not ground or not to:
            continue
        bound = tuple(m for t in objects(verb) for m in actors(context, parties, t, ground[0][1]))
        if not bound:
            continue
        mutual = any(t.lower_ in ("one", "other", "another") for t in to)
        whom = bound if mutual else _others(tuple(m for t in to for m in actors(context, parties, t, None)), bound)
        if whom:
            yield _draft(context, verb, "defend", bound, whom, [ground[0][1]], status="actual", rule="bound-to")


def _is_defence(noun: Token) -> bool:
    near = {c.lemma_.lower() for c in noun.children} | {t.lemma_.lower() for t in obliques(noun, "of", "on")}
    return bool(near & words(L, "defence") or near & {"security", "assistance"})


def _entitled(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Entitled to joint defence under the League's treaty", "can count on the help of X"."""
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
        if _others(debtor, whom):
            yield _draft(context, verb, "defend", _others(debtor, whom), whom, ground, status="actual", rule="entitled")


def _defence_nouns(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "There is no clause on mutual defence", "we have a common defence space with A and with B"."""
    for noun in context.having(words(L, "defence")):
        if not any(c.lemma_.lower() in words(L, "joint") for c in (*noun.children, *noun.head.children)):
            continue
        top = noun
        while top.dep_ in ("compound", "nmod", "amod", "conj") or (
            top.dep_ == "pobj" and top.head.lower_ in ("on", "of", "for")
        ):
            step = top.head.head if top.dep_ == "pobj" else top.head
            if step.pos_ not in ("NOUN", "PROPN"):
                break
            top = step
        verb = top.head
        if (
            top.pos_ == "PROPN"
            or verb.pos_ not in ("VERB", "AUX")
            or top.dep_ not in ("dobj", "attr", "nsubj", "nsubjpass")
        ):
            continue
        yield from _defence_space(context, parties, top, verb)


def _defence_space(context: Context, parties: Parties, top: Token, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    doers = [t for t in subjects(verb) if t.i != top.i]
    with_whom = bearers(
        context, context.actors([*obliques(top, "with"), *obliques(verb, "with"), *_not_only(verb, top)])
    )
    own = tuple(m for t in doers for m in actors(context, parties, t, None))
    own = own or bearers(context, context.actors([*obliques(top, "between"), *obliques(verb, "between")]))
    polarity = modality(verb).polarity
    if own and lemma in _HAS and (with_whom or len(own) > 1):
        both = (*own, *_others(with_whom, own))
        yield _draft(context, verb, "defend", both, both, (), rule="common-defence", status=_standing(verb),
                     evidence=around(context, verb, (*own, *with_whom)))  # fmt: skip
    elif lemma in _CONTAINS:
        treaty = next((m for t in doers if (m := parties.treaty(t)) is not None), None) or (
            parties.last(top) if lemma == "be" else None
        )
        bound = tuple(parties.together(top, treaty)) if treaty is not None else ()
        if treaty is not None and bound:
            yield _draft(context, verb, "defend", bound, bound, [treaty], rule="defence-clause", polarity=polarity)


def _not_only(verb: Token, top: Token) -> tuple[Token, ...]:
    """What stands after a second "with": "not only with A but with B as well"."""
    found: list[Token] = []
    for holder in (verb, top):
        for with_ in (c for c in holder.children if c.dep_ == "prep" and c.lower_ == "with"):
            again = [t for t in with_.subtree if t.lower_ == "with" and t.i > with_.i]
            again += [t for c in with_.conjuncts for t in c.subtree if t.lower_ == "with"]
            found += [o for c in again for o in c.children if o.dep_ == "pobj"]
    return tuple(found)


def _consultations(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The treaty provides for consultations", "Article 4 prescribes consultation"."""
    for noun in context.having(("consultation",)):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words(L, "provides"):
            continue
        treaty = _speaker_text(verb, parties)
        bound = tuple(parties.together(noun, treaty)) if treaty is not None else ()
        if treaty is not None and bound:
            yield _draft(context, verb, "consult", bound, bound, [treaty], rule="consult-clause")


def _devoted(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Committed to the defence of X", "its commitment to X's security"."""
    for word in context.having(words(L, "ready") | words(L, "bonds") | words(L, "obliging")):
        helps = [t for t in obliques(word, "to", "for", "of") if t.lemma_.lower() in words(L, "secured")]
        if any(t.lemma_.lower() == "neutrality" for t in obliques(word, "to")):
            doers = holders(word) if word.pos_ == "NOUN" else objects(word) or subjects(word)
            bound = tuple(m for t in doers for m in actors(context, parties, t, None))
            ground = [m for t in subjects(word) if (m := parties.treaty(t)) is not None]
            if bound:
                yield _draft(context, word, "stay-neutral", bound, (), ground, polarity=modality(word).polarity)
        if not helps:
            continue
        whom = polities(context, [t for h in helps for t in (*nominal_agents(h), *obliques(h, "of"))])
        doers = holders(word) if word.pos_ == "NOUN" else objects(word) if is_passive(word) else subjects(word)
        bound = _others(tuple(m for t in doers for m in actors(context, parties, t, None)), whom)
        if bound and whom:
            yield _draft(context, word, "defend", bound, whom, polarity=modality(word).polarity, rule="devoted")


def _guarantees(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Gave Arcadia security guarantees", "security guarantees for Arcadia from Ruritania"."""
    for noun in context.having(("guarantee", "assurance")):
        if noun.pos_ != "NOUN" or not any(c.lemma_.lower() in words(L, "secured") for c in noun.children):
            continue
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") and noun.head.pos_ == "VERB" else None
        to = [*obliques(noun, "for", "to"), *(obliques(verb, "to") if verb is not None else ())]
        if verb is not None:
            to += [o for c in verb.children if c.dep_ == "dative" for o in (c, *c.children) if o.pos_ != "ADP"]
        giving = verb is not None and verb.lemma_.lower() in words(L, "granting")
        doers = (
            subjects(verb) if verb is not None and giving else (*nominal_agents(noun), *obliques(noun, "from", "by"))
        )
        whom = bearers(context, context.actors(to))
        bound = _others(tuple(m for t in doers for m in actors(context, parties, t, None)), whom)
        mood = modality(verb if verb is not None else noun)
        if bound and whom:
            yield _draft(context, noun, "defend", bound, whom, polarity=mood.polarity, rule="security-guarantee",
                         evidence=around(context, verb if verb is not None else noun, bound))  # fmt: skip


def _covered(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Article 4 extends to attacks on Ruritanian ships": the other parties owe help against them."""
    for verb in context.having(words(L, "covers")):
        if verb.pos_ != "VERB":
            continue
        treaty = next((m for t in subjects(verb) if (m := parties.treaty(t)) is not None), None)
        attacks = [t for t in (*obliques(verb, "to"), *objects(verb)) if t.lemma_.lower() in words(L, "attack")]
        if treaty is None or not attacks:
            continue
        whom = tuple(m for t in obliques(attacks[0], "on", "against", "upon") for m in context.actors([t]))
        whom = bearers(context, whom) or polities(context, obliques(attacks[0], "on", "against", "upon"))
        bound = _others(parties.together(verb, treaty), whom)
        if whom and bound:
            trigger = {"act": "attack", "on": [m.actor for m in whom]}
            yield _draft(context, verb, "defend", bound, whom, [treaty], attributes={"trigger": trigger},
                         status="conditional", rule="treaty-covers")  # fmt: skip


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
                whom = _others(bearers(context, context.actors(objects(inner))), bound)
                if bound and whom:
                    yield _draft(
                        context, verb, "defend", bound, whom, status="actual", polarity="affirmed", rule="not-let"
                    )


def _let_in(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Each gave the other the right to build bases on its territory"."""
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
        whom = (
            bound if mutual else _others(tuple(m for t in dative for m in actors(context, parties, t, treaty)), bound)
        )
        if hosted and bound and whom:
            yield _draft(
                context, verb, "host-forces", bound, whom, [treaty] if treaty and mutual else [], rule="let-in"
            )


def _demanded_withdrawals(context: Context) -> Iterator[Draft]:
    """ "Demanded the withdrawal of Ruritanian troops", "a call for an end to the occupation"."""
    for noun in context.having(("withdrawal", "pullout", "pull-out", "removal", "departure")):
        if noun.pos_ != "NOUN":
            continue
        asked = modality(noun).status in ("demanded", "ordered") or any(
            t.lemma_.lower() in words(L, "demanding") for t in _over(noun)
        )
        moved = [t for t in obliques(noun, "of", "by") if t.lemma_.lower() in words(L, "forces")]
        whose = [o for t in moved for o in nominal_agents(t)] or [*nominal_agents(noun)]
        bound = bearers(context, context.actors(whose))
        if asked and bound and (moved or any(c.lemma_.lower() in words(L, "forces") for c in noun.children)):
            yield _draft(context, noun, "withdraw", bound, (), status="demanded", rule="demanded-withdrawal",
                         evidence=around(context, noun.head if noun.head.pos_ == "VERB" else noun))  # fmt: skip


def _over(noun: Token) -> tuple[Token, ...]:
    """The verb that a noun is the object of, with what qualifies it ("forcing …, as demanded by")."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return ()
    return (verb, *(c for c in verb.children if c.dep_ == "advcl" and clause(c)[0].lower_ == "as"))


def _asked_for_help(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Asked Ruritania for protection": help demanded of the one who is asked."""
    for verb in context.having(("ask", "beg", "petition")):
        wanted = [t for t in obliques(verb, "for") if verb.pos_ == "VERB"]
        wanted += [t for w in wanted for t in obliques(w, "of")]
        helps = [t for t in wanted if t.lemma_.lower() in words(L, "help")]
        whom = bearers(context, context.actors(subjects(verb)))
        asked = [context.referents.polity(m) for t in objects(verb) for m in context.who(t)]
        states = [
            Mention(m.text, m.start, m.end, context.gazetteer.polity(m.actor, context.page.day) or m.actor)
            for m in asked
        ]
        bound = tuple({m.actor: m for m in _others(bearers(context, states), whom)}.values())
        if helps and bound:
            yield _draft(context, verb, "aid", bound, whom, status="demanded", rule="asked-for-help")
