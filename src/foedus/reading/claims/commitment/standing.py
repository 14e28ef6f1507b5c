"""Standing duties that nouns and adjectives tell: what somebody is committed to, and neutrality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.binders import holders
from foedus.reading.claims.commitment.drafting import drafted, others
from foedus.reading.claims.commitment.fillers import actors, resting
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at, holds
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.roles import is_polity, polities
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each standing duty."""
    yield from _devoted(context, parties)
    yield from _neutrality(context, parties)
    yield from _neutral(context)
    yield from _pledged_goods(context, parties)


def _devoted(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Committed to the defence of X", "its commitment to X's security", "recommitted to the truce"."""
    for word in context.having(words(L, "ready") | words(L, "bonds") | words(L, "obliging") | words(L, "accepting")):
        for goal in obliques(word, "to", "for", "of", "on"):
            lemma = goal.lemma_.lower()
            if lemma in words(L, "secured"):
                whom = polities(context, [*nominal_agents(goal), *obliques(goal, "of")])
                bound = others(_devotees(context, parties, word), whom)
                if bound and whom:
                    yield _draft(context, word, "defend", bound, whom)
            elif lemma in lexicon(L)["kept_to"]:
                bound = _devotees(context, parties, word)
                ground = [m for t in subjects(word) if (m := parties.treaty(t)) is not None]
                given = [c for c in word.head.children if c.dep_ == "dative"] if word.pos_ == "NOUN" else []
                whom = others(polities(context, [t for t in given if t.pos_ != "ADP"]), bound)
                if bound:
                    yield _draft(context, word, lexicon(L)["kept_to"][lemma], bound, whom, ground)
            elif lemma in words(L, "obligation") and word.pos_ != "NOUN" and (text := parties.treaty(goal)) is not None:
                bound = _devotees(context, parties, word)
                if bound:
                    yield _draft(context, word, "comply", bound, (), [text])


def _devotees(context: Context, parties: Parties, word: Token) -> tuple[Mention, ...]:
    if word.pos_ == "NOUN":
        doers = holders(word)
    else:
        given = [t for t in objects(word) if not t.lower_.endswith(("self", "selves"))]
        doers = tuple(given) if is_passive(word) or given else subjects(word)
    return tuple(m for t in doers for m in actors(context, parties, t, None))


def _draft(
    context: Context,
    word: Token,
    duty: str,
    bound: tuple[Mention, ...],
    whom: tuple[Mention, ...],
    ground: list[Mention] | None = None,
) -> Draft:
    return drafted(
        context, word, duty, bound, whom, ground or (), polarity=modality(word).polarity, rule="devoted",
        evidence=around(context, word, (*bound, *whom)),
    )  # fmt: skip


def _neutrality(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Austria's neutrality", "Swiss neutrality", "a policy of neutrality": whoever has it owes it."""
    for noun in context.having(words(L, "neutrality")):
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        top = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
        owners = [*nominal_agents(noun), *(nominal_agents(top) if top.pos_ == "NOUN" else ())]
        bound = tuple(m for m in context.actors(owners) if is_polity(context, m))
        bound = bound or _enshrined(context, noun)
        if not bound and top.dep_ == "dobj":
            bound = tuple(m for m in context.actors(subjects(top.head)) if is_polity(context, m))
        if not bound:
            continue
        told = top.head if top.dep_ in ("dobj", "nsubj") and top.head.pos_ == "VERB" else noun
        ended = top.dep_ in ("dobj", "nsubjpass") and top.head.lemma_.lower() in words(L, "ending")
        yield drafted(
            context, noun, "stay-neutral", bound, (), resting(context, noun, parties), rule="neutrality",
            polarity="negated" if ended else "affirmed", status="actual",
            evidence=around(context, told, bound),
        )  # fmt: skip


def _enshrined(context: Context, noun: Token) -> tuple[Mention, ...]:
    """ "The neutrality laid down in X's constitution": X's; of one that is not named, the speaker's."""
    for clause in (c for c in noun.children if c.dep_ in ("acl", "relcl")):
        for law in obliques(clause, "in", "by"):
            if law.lemma_.lower() in words(L, "instruments"):
                owner = context.referents.owner(law) or context.speaker(noun)
                found = context.referents.polity(owner) if owner is not None else None
                return (found,) if found is not None and is_polity(context, found) else ()
    return ()


def _neutral(context: Context) -> Iterator[Draft]:
    """ "Ireland, a neutral country", "neutral Austria", "militarily non-aligned Malta"."""
    for word in context.having(words(L, "neutral")):
        noun = word.head
        if word.dep_ != "amod" or word.pos_ == "NOUN":
            continue
        if noun.lemma_.lower() in words(L, "neutral_states"):
            named = (noun.head,) if noun.dep_ == "appos" else subjects(noun.head) if noun.dep_ == "attr" else ()
            as_one = noun.dep_ == "pobj" and noun.head.lower_ == "as"
            named = named or (subjects(noun.head.head) if as_one and noun.head.head.pos_ == "VERB" else ())
        elif noun.lemma_.lower() in words(L, "neutral_ways"):
            named = nominal_agents(noun)
        else:
            named = (noun,) if noun.pos_ == "PROPN" else ()
        bound = tuple(m for m in context.actors(named) if is_polity(context, m))
        if bound and (noun.pos_ == "PROPN" or noun.dep_ != "attr" or modality(noun.head).status == "actual"):
            yield drafted(
                context, word, "stay-neutral", bound, (), status="actual", rule="neutral-state",
                polarity=modality(noun.head).polarity if noun.dep_ == "attr" else "affirmed",
                evidence=around(context, noun, bound),
            )  # fmt: skip


def _pledged_goods(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Its promise of 1,000 police officers for Haiti", "a pledge of aid to Chad from Norway"."""
    for noun in context.having(words(L, "bonds") | {"offer"}):
        if noun.pos_ != "NOUN" or not holds(at(noun, "of deep"), "goods_or_men"):
            continue
        doers = [*holders(noun), *obliques(noun, "from", "by")]
        bound = tuple(m for t in doers for m in actors(context, parties, t, None))
        near = [*at(noun, "of|of of"), noun, *(t for t in (noun.head, noun.head.head) if t.pos_ == "VERB")]
        whom = others(polities(context, [t for n in near for t in obliques(n, "to", "for") if t.i != noun.i]), bound)
        if bound:
            duty = "defend" if holds(at(noun, "of"), "protection") else "aid"
            yield drafted(context, noun, duty, bound, whom, rule="pledged-goods", status="actual",
                         evidence=around(context, noun, (*bound, *whom)))  # fmt: skip
