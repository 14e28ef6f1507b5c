"""Clauses: what a treaty says in nouns (help, consultations, joint forces, withdrawals), and what calls it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.commitment.drafting import drafted, others, treaty_speaking
from foedus.reading.claims.commitment.fillers import actors, bearers
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at
from foedus.reading.claims.commitment.triggers import trigger_of
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
_LAND = frozenset({"region", "place", "city", "de-facto-state"})
_MAY = frozenset({"can", "could", "may", "might", "would", "ca", "will"})


def find(context: Context, parties: Parties) -> Iterator[Draft]:
    """A draft for each commitment that a treaty's clause names."""
    yield from _help(context, parties)
    yield from _mutual(context, parties)
    yield from _named_mutual(context, parties)
    yield from _withdrawals(context, parties)
    yield from _consultations(context, parties)
    yield from _covered(context, parties)
    yield from _joint_forces(context, parties)
    yield from _called_up(context, parties)
    yield from _invoked(context, parties)


def _help(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The treaty provides for mutual assistance", "the help that Article 4 promises to any member"."""
    for verb in context.having(words(L, "provides")):
        if verb.pos_ != "VERB":
            continue
        near = [*objects(verb), *obliques(verb, "for", "of")]
        if verb.dep_ in ("acl", "relcl") and not any(c.dep_ == "dobj" for c in verb.children):
            near.append(verb.head)  # "the help that the treaty promises to any member"
        near += [c for t in near if t.lemma_.lower() in words(L, "parts") for c in t.children if c.dep_ == "compound"]
        nouns = [t for t in near if t.lemma_.lower() in words(L, "help")]
        treaty = treaty_speaking(verb, parties) if nouns else None
        if treaty is None:
            continue
        noun = nouns[0]
        owners = bearers(context, context.actors([*nominal_agents(noun), *obliques(noun, "from", "by")]))
        to = [*at(verb, "dative"), *obliques(verb, "to"), *obliques(noun, "to", "for")]
        whom = tuple(m for t in to for m in actors(context, parties, t, treaty))
        both = tuple(parties.together(noun, treaty))
        bound = owners or others(both, whom) or both
        whom = others(whom, bound) or (both if len(both) > 1 or not whom else whom)
        armed = {c.lemma_.lower() for c in noun.children} & words(L, "military") or noun.lemma_ in (
            "defence",
            "defense",
        )
        trigger = trigger_of(context, verb, parties, treaty)
        attacked = trigger is not None and trigger.act == "attack"
        if bound:
            yield drafted(
                context, verb, "defend" if armed or attacked else "aid", bound, whom, [treaty], rule="help-clause",
                polarity=modality(verb).polarity, status="conditional" if attacked else None,
                attributes={"trigger": trigger.record() if trigger else None},
            )  # fmt: skip


def _mutual(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "A and B signed a mutual defence pact": what it is called says what they owe each other."""
    for verb in context.having(words(L, "concluding")):
        if verb.pos_ != "VERB":
            continue
        for noun in objects(verb):
            treaty = parties.treaty(noun) if noun.pos_ == "NOUN" and _is_mutual(noun) else None
            if treaty is None:
                continue
            near = [*subjects(verb), *obliques(verb, "with"), *obliques(noun, "with", "between")]
            both = tuple({m.actor: m for t in near for m in actors(context, parties, t, None)}.values())
            if len(both) > 1:
                yield drafted(context, noun, "defend", both, both, [treaty], rule="mutual-pact",
                             status=modality(verb).status, evidence=around(context, verb, both))  # fmt: skip


def _named_mutual(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "A and B's mutual defence pact", "A's mutual defence treaty with B": a pact that is only named says it too."""
    for word in context.having(words(L, "defence")):
        noun = word.head
        named = word.dep_ in ("compound", "amod", "nmod") and noun.lemma_.lower() in _PACTS and noun.dep_ != "compound"
        if not named or not _is_mutual(noun):
            continue
        near = [*(c for c in noun.children if c.dep_ == "poss"), *obliques(noun, "with", "between")]
        near += [noun.head] if noun.dep_ == "conj" and noun.head.pos_ == "PROPN" else []  # "A and B's treaty"
        both = tuple(m for m in bearers(context, context.actors(near)) if is_polity(context, m))
        treaty = parties.treaty(noun)
        if len(both) == _TWO:
            yield drafted(context, noun, "defend", both, both, [treaty] if treaty is not None else [],
                         rule="named-pact", status="actual", evidence=around(context, noun, both))  # fmt: skip


_PACTS = frozenset({"pact", "treaty", "alliance", "accord"})
_TWO = 2


def _is_mutual(noun: Token) -> bool:
    """Whether a noun calls itself a pact of mutual defence."""
    near = [noun, *obliques(noun, "of", "on")]
    named = {c.lemma_.lower() for t in near for c in (t, *t.children)}
    named |= {c.lemma_.lower() for t in near for inner in t.children for c in inner.children}
    return bool(named & words(L, "joint")) and bool(named & words(L, "defence"))


def _withdrawals(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The accord provides for the withdrawal of all foreign troops"."""
    for noun in context.having(words(L, "withdrawals")):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.pos_ != "NOUN" or verb.pos_ != "VERB" or verb.lemma_.lower() not in words(L, "provides"):
            continue
        moved = [*obliques(noun, "of", "by"), *nominal_agents(noun)]
        treaty = treaty_speaking(verb, parties)
        whose = [o for t in moved for o in nominal_agents(t)] or moved
        bound = tuple(m for t in whose for m in actors(context, parties, t, treaty))
        if treaty is not None and bound:
            yield drafted(context, verb, "withdraw", bound, (), [treaty], rule="withdrawal-clause", status="actual",
                         polarity=modality(verb).polarity)  # fmt: skip


def _invoked(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "X could invoke Article 4 (if its ships were fired on)": the other parties would then owe it defence."""
    for verb in context.having(("invoke", "activate", "trigger")):
        if verb.pos_ != "VERB" or not any(c.dep_ == "aux" and c.lower_ in _MAY for c in verb.children):
            continue
        treaty = next((m for t in objects(verb) if (m := parties.treaty(t)) is not None), None)
        attacked = any(t.lemma_.lower() in words(L, "attack") for t in subjects(verb))  # see _called_up
        whom = bearers(context, context.actors(subjects(verb))) if treaty is not None and not attacked else ()
        if treaty is None or not whom:
            continue
        both = parties.together(verb, treaty)
        bound = others(both, whom) or tuple(both)
        if bound:
            trigger = {"act": "attack", "on": [m.actor for m in whom]}
            yield drafted(context, verb, "defend", bound, whom, [treaty], attributes={"trigger": trigger},
                         status="conditional", rule="invoked", polarity=modality(verb).polarity)  # fmt: skip


def _consultations(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The treaty provides for consultations", "Article 4 prescribes consultation"."""
    for noun in context.having(("consultation",)):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in words(L, "provides"):
            continue
        treaty = treaty_speaking(verb, parties)
        bound = tuple(parties.together(noun, treaty)) if treaty is not None else ()
        if treaty is not None and bound:
            yield drafted(context, verb, "consult", bound, bound, [treaty], rule="consult-clause")


def _covered(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "Article 4 extends to attacks on Ruritanian ships": the other parties owe help against them."""
    for verb in context.having(words(L, "covers")):
        if verb.pos_ != "VERB":
            continue
        if is_passive(verb):
            yield from _under_cover(context, parties, verb)
            continue
        treaty = next((m for t in subjects(verb) if (m := parties.treaty(t)) is not None), None)
        things = (*obliques(verb, "to"), *objects(verb))
        attacks = [t for t in things if t.lemma_.lower() in words(L, "attack")]
        if treaty is not None and not attacks:
            yield from _covered_land(context, parties, verb, treaty, things)
        if treaty is None or not attacks:
            continue
        whom = tuple(m for t in obliques(attacks[0], "on", "against", "upon") for m in context.actors([t]))
        whom = bearers(context, whom) or polities(context, obliques(attacks[0], "on", "against", "upon"))
        both = tuple(parties.together(verb, treaty))
        bound = others(both, whom) if whom else both
        whom = whom or both
        if whom and bound:
            trigger = {"act": "attack", "on": [m.actor for m in whom]}
            yield drafted(context, verb, "defend", bound, whom, [treaty], attributes={"trigger": trigger},
                         status="conditional", rule="treaty-covers")  # fmt: skip


def _covered_land(
    context: Context, parties: Parties, verb: Token, treaty: Mention, things: Sequence[Token]
) -> Iterator[Draft]:
    """ "The treaty between A and B covers the islands": they owe each other defence there."""
    places = [link for t in things if (link := context.referents.link(t)) is not None and link.type in _LAND]
    both = tuple(parties.together(verb, treaty))
    defence = {"defence", "defense", "security", "guarantee", "5", "v"} & set(treaty.text.lower().split())
    if places and len(both) > 1 and (defence or treaty.actor in lexicon(L)["alliances"]):
        yield drafted(context, verb, "defend", both, both, [treaty], polarity=modality(verb).polarity,
                     rule="covers-land")  # fmt: skip


def _under_cover(context: Context, parties: Parties, verb: Token) -> Iterator[Draft]:
    """ "Norway is covered by Article 5"."""
    treaty = next((m for t in subjects(verb) if (m := parties.treaty(t)) is not None), None)
    whom = tuple(m for t in objects(verb) for m in actors(context, parties, t, None))
    bound = others(parties.together(verb, treaty), whom) if treaty is not None else ()
    if treaty is not None and whom and bound:
        yield drafted(context, verb, "defend", bound, whom, [treaty], polarity=modality(verb).polarity, rule="covered")


def _joint_forces(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "The treaty provides for a joint group of forces", "the accord sets up a combined brigade"."""
    for verb in context.having(words(L, "provides") | words(L, "founding")):
        if verb.pos_ != "VERB":
            continue
        made = [*objects(verb), *obliques(verb, "for", "of", "on")]
        made += [o for t in made for o in obliques(t, "of")]
        joint = [
            t
            for t in made
            if t.lemma_.lower() in words(L, "joint_forces")
            and any(c.lemma_.lower() in words(L, "shared") for c in t.children)
        ]
        treaty = treaty_speaking(verb, parties) if joint else None
        bound = tuple(parties.together(joint[0], treaty)) if treaty is not None else ()
        if treaty is not None and bound:
            yield drafted(context, verb, "integrate-forces", bound, (), [treaty], polarity=modality(verb).polarity,
                         rule="joint-forces")  # fmt: skip


def _called_up(context: Context, parties: Parties) -> Iterator[Draft]:
    """ "An attack on X would bring the treaty into play", "would trigger Article 5": the other parties owe defence."""
    for verb in context.having(words(L, "invoking")):
        if verb.pos_ != "VERB":
            continue
        attacks = [t for t in subjects(verb) if t.lemma_.lower() in words(L, "attack")]
        treaty = next((m for t in objects(verb) if (m := parties.treaty(t)) is not None), None)
        if treaty is not None and not attacks and verb.lemma_.lower() in words(L, "calling_up"):
            yield from _called_on(context, parties, verb, treaty)
        if not attacks or treaty is None:
            continue
        struck = obliques(attacks[0], "on", "against", "upon")
        whom = bearers(context, context.actors(struck)) or polities(context, struck)
        all_parties = parties.together(verb, treaty)
        bound = others(all_parties, whom) or all_parties
        if bound:
            trigger = {"act": "attack", "on": [m.actor for m in whom]}
            yield drafted(
                context, verb, "defend", bound, whom or all_parties, [treaty], rule="called-up",
                attributes={"trigger": trigger}, status="conditional",
            )  # fmt: skip


def _called_on(context: Context, parties: Parties, verb: Token, treaty: Mention) -> Iterator[Draft]:
    """ "X invoked Article 5", "X could invoke its defence pact with Y": the other parties are called on for help."""
    if any(c.dep_ == "aux" and c.lower_ in _MAY for c in verb.children):
        return  # told by what it may call up
    treaty = _founding(context, objects(verb)) or treaty
    if not parties.alliance_of(treaty.actor) and not any(w in words(L, "defence") for w in treaty.text.lower().split()):
        return  # articles of other treaties are invoked too
    callers = bearers(context, context.actors(subjects(verb)))
    if not callers and verb.lemma_ != "invoke":
        return  # "the drills triggered fears of Article 5"
    if all(t.lemma_.lower() in words(L, "parts") and not any(_counts(c) for c in t.children) for t in objects(verb)):
        return  # "invoked the article": what the text has told of
    struck = [o for a in obliques(verb, "after", "over") for o in obliques(a, "on", "against", "upon")]
    whom = others(callers, parties.together(verb, treaty)) if len(callers) == 1 else ()
    whom = whom or bearers(context, context.actors(struck))
    if not whom and callers and not parties.alliance_of(treaty.actor):
        whom = callers[:1]
    everybody = parties.together(verb, treaty)
    bound = others(everybody, whom) or everybody
    mood = modality(verb)
    duty = "consult" if any(t.text == "4" for o in objects(verb) for t in o.children) and _is_nato(treaty) else "defend"
    status = "conditional" if mood.status in ("possible", "conditional") else "demanded"
    if bound:
        yield drafted(context, verb, duty, bound, whom, [treaty], rule="invoked", polarity=mood.polarity,
                      status="actual" if mood.polarity == "negated" else status)  # fmt: skip


def _counts(token: Token) -> bool:
    return token.like_num or token.text[:1].isdigit()


def _is_nato(treaty: Mention) -> bool:
    """Whether it is the treaty whose Article 4 is the one on consultation."""
    return bool(lexicon(L)["alliances"].get(treaty.actor) == "nato")


def _founding(context: Context, things: Sequence[Token]) -> Mention | None:
    """The treaty of "Article 4 of the CSTO treaty", called by the name of the alliance that stands on it."""
    founded = {alliance: agreement for agreement, alliance in reversed(lexicon(L)["alliances"].items())}
    near = (o for t in things for o in (*obliques(t, "of", "in"), *(c for c in t.children if c.dep_ == "poss")))
    for noun in near:
        for token in (noun, *(c for c in noun.children if c.dep_ in ("compound", "poss"))):
            link = context.referents.link(token)
            if link is not None and link.key in founded:
                return Mention(link.mention.text, link.mention.start, link.mention.end, founded[link.key])
    return None
