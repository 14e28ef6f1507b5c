"""Nouns of membership and what is done to it: "X's accession", "froze its participation", "lost its seat"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.membership_roles import Match, members_among, organisations
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.roles import is_polity
from foedus.reading.syntax import is_passive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "membership"
_DEEPEST = 3
_ENDS = frozenset({"lapse", "expire", "end", "cease", "terminate"})
_OWN = ("its", "their", "his", "her", "our", "your")


def find(context: Context) -> Iterator[Match]:
    """What is told of each noun of membership."""
    for noun in context.having(words(_L, "membership") | words(_L, "exit")):
        if noun.pos_ == "NOUN":
            yield from _noun(context, noun)
    yield from _suspensions(context)


def _noun(context: Context, noun: Token) -> Iterator[Match]:
    lemma = noun.lemma_.lower()
    leaving = lemma in words(_L, "exit")
    bodies = bodies_of(context, noun, leaving=leaving)
    keys = {body.actor for body in bodies}
    if not leaving and (held := _held(context, noun, bodies)) is not None:
        yield held
        return
    who = _members_of(context, noun, keys)
    above = next((t for t in (noun.head, noun.head.head) if t.lemma_.lower() in words(_L, "applies")), None)
    change = "leaves" if leaving else "joins"
    if above is not None:
        who = who or members_among(context, subjects(above) or nominal_agents(above))
        who = who or (signers(context, above) if above.pos_ == "NOUN" else ())
        on_the_way = above.lemma_.lower() in words(_L, "paths")
        status = "actual" if on_the_way and modality(above).polarity == "negated" else "planned"
        yield Match(above, who, bodies, change, "noun", "spoken" if on_the_way else "never", status=status)
    elif lemma not in words(_L, "vague") or (lemma == "entry" and who and bodies):
        own = any(c.dep_ == "poss" for c in noun.children)
        bodies = bodies or (_enlarged(context, noun) if own and not leaving else ())
        who = who or (_doer(context, noun, keys, leaving=leaving) if bodies else ())
        done = own and noun.dep_ != "pobj" and noun.head.lemma_.lower() in words(_L, "completes")
        if leaving and not own and noun.dep_ == "pobj" and noun.head.head.lemma_ == "decision":
            who, done = who or signers(context, noun), True  # "took the decision on exit"
        alone = "never" if not done else "known" if leaving or lemma == "membership" else "spoken"
        yield Match(noun, who, bodies, None if lemma == "membership" else change, "noun", alone)


def _enlarged(context: Context, noun: Token) -> tuple[Mention, ...]:
    """The organisation that an accession makes bigger: "X's entry brought the bloc's membership to 12"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_.lower() not in words(_L, "enlarges"):
        return ()
    things = objects(noun.head)
    return organisations(
        context, (*things, *(o for t in things for o in (*nominal_agents(t), *obliques(t, "in", "of"))))
    )


def signers(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Whose bid or exit it is that somebody signs, files or decides on: his state's."""
    verb = next((t for t in islice(noun.ancestors, _DEEPEST) if t.pos_ == "VERB"), None)
    return tuple(m for m in context.actors(subjects(verb)) if is_polity(context, m)) if verb is not None else ()


def bodies_of(context: Context, noun: Token, *, leaving: bool) -> tuple[Mention, ...]:
    of: tuple[str, ...] = ("of", "in", "to", "into", "at", "within", "on")
    if leaving:
        of = ("from", "with") if noun.lemma_.lower() in words(_L, "leaves_with") else ("from",)
    return organisations(context, obliques(noun, *of)) or organisations(
        context, (c for c in noun.children if c.dep_ == "compound")
    )


def _members_of(context: Context, noun: Token, bodies: set[str]) -> tuple[Mention, ...]:
    """Whose membership it is: the possessor's, else that of the of-phrase where it does not name the organisation."""
    for heads in (nominal_agents(noun), obliques(noun, "of")):
        found = tuple(m for m in members_among(context, heads) if m.actor not in bodies)
        if found:
            return found
    return tuple(m for m in _demonyms(context, noun) if m.actor not in bodies)


def _demonyms(context: Context, noun: Token) -> tuple[Mention, ...]:
    """Whose "Swedish membership" is."""
    links = (context.referents.link(c) for c in noun.children if c.dep_ in ("amod", "nmod"))
    return tuple(link.mention for link in links if link is not None and is_polity(context, link.mention))[:1]


def _doer(context: Context, noun: Token, bodies: set[str], *, leaving: bool) -> tuple[Mention, ...]:
    """Whose "the withdrawal from X" is: that of who announced or began it; for leaving also the speaker's polity's."""
    verb = next((t for t in islice(noun.ancestors, _DEEPEST) if t.pos_ == "VERB"), None)
    if verb is not None and verb.lemma_.lower() in words(_L, "own_acts"):
        found = tuple(m for m in members_among(context, subjects(verb)) if m.actor not in bodies)
        if found:
            return found
    speaker = context.speaker(noun) if leaving else None
    own = context.referents.polity(speaker) if speaker is not None else None
    return (own,) if own is not None and own != speaker and own.actor not in bodies else ()


@cache
def _changes() -> dict[str, str | None]:
    """What each verb does to the membership that it governs."""
    return {
        verb: None if change == "is" else change for change, verbs in lexicon(_L)["holds"].items() for verb in verbs
    }


def _held(context: Context, noun: Token, bodies: tuple[Mention, ...]) -> Match | None:
    """ "Froze its participation in Y", "its membership lapsed", "was stripped of its seat", "put membership on ice"."""
    verb = noun.head
    others = words(_L, "of_others")
    if verb.lemma_.lower() in _ENDS and verb.head.lemma_ == "let":
        verb = verb.head
    elif verb.lower_ == "of" and any(t.lemma_.lower() in others for t in (verb.head, verb.head.head)):
        # The phrase may hang on the name: "stripped [Russia of its seat]".
        verb = verb.head if verb.head.lemma_.lower() in others else verb.head.head
    elif noun.dep_ not in ("dobj", "nsubj", "nsubjpass"):
        return None
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    change, found = _what_is_done(verb, noun)
    if noun.dep_ == "nsubj" and noun.lemma_.lower() in ("seat", "place") and verb.lemma_ in words(_L, "stands"):
        found = bool(bodies) and any(c.dep_ == "poss" for c in noun.children)
    coming = change == "joins" and noun.lemma_.lower() not in words(_L, "held")  # "won admission to Y"
    if not found or (coming and verb.lemma_.lower() not in words(_L, "gains")):
        return None
    where = ("in", "on", "at", "within", "of", *(("to", "into") if coming else ()))
    bodies = bodies or organisations(context, obliques(verb, *where))
    who = _holders(context, verb, noun, {body.actor for body in bodies})
    own = any(c.dep_ == "poss" for c in noun.children)
    sure = noun.lemma_.lower() in ("membership", "participation")
    alone = "spoken" if sure and (own or change in ("suspends", "leaves")) else "known" if own else "never"
    if noun.lemma_.lower() == "place" and not bodies:
        return None
    polarity = None
    if change == "denied":
        change, polarity = "joins", "negated"
    return Match(verb, who, bodies, change, "suspends" if change == "suspends" else "holds", alone, polarity)


def _what_is_done(verb: Token, noun: Token) -> tuple[str | None, bool]:
    """The change that a verb makes to a membership, and whether it is one of the lexicon's verbs."""
    lemma = verb.lemma_.lower()
    if any(t.lemma_.lower() in words(_L, "ice") for t in obliques(verb, "on")) and not _is_named(verb, noun):
        return "suspends", True
    if lemma == "let" or (lemma in _ENDS and noun.dep_ == "nsubj"):
        return "leaves", True
    if noun.dep_ == "nsubj":
        return None, False
    needed = lexicon(_L)["needs_particle"].get(lemma)
    if needed and lemma == "give" and not any(c.lower_ in needed for c in verb.children):
        return "joins", any(c.dep_ == "dative" for c in verb.children) or is_passive(verb)
    return _changes().get(lemma), lemma in _changes()


def _is_named(verb: Token, noun: Token) -> bool:
    """Whether "on" tells of a place on something, not of ice ("a seat on the council")."""
    return (
        any(c.lower_ == "on" for c in noun.children)
        and noun.head.i == verb.i
        and not any(c.lower_ == "on" for c in verb.children)
    )


def _holders(context: Context, verb: Token, noun: Token, bodies: set[str]) -> tuple[Mention, ...]:
    """Whose membership it is: its possessor's, else the one it is given to or taken from, else the verb's subject's."""
    possessors = [c for c in noun.children if c.dep_ == "poss"]
    of_others = verb.lemma_.lower() in words(_L, "of_others")
    given = (*(c for c in verb.children if c.dep_ == "dative"), *obliques(verb, "to")) if of_others else ()
    if of_others and noun.dep_ == "pobj":
        given = objects(verb)
    elif of_others and is_passive(verb) and noun.dep_ == "dobj":
        given = tuple(c for c in verb.children if c.dep_ == "nsubjpass")
        given = given or (subjects(verb.head) if verb.dep_ == "xcomp" else ())  # "is to be granted membership"
    named = nominal_agents(noun) if not all(c.lower_ in _OWN for c in possessors) or not possessors else ()
    for heads in (named, given, () if of_others and given else subjects(verb), possessors):
        found = tuple(m for m in members_among(context, heads) if m.actor not in bodies)
        if found:
            return found
    return ()


def _suspensions(context: Context) -> Iterator[Match]:
    """ "Mali's suspension from the Union", "the Union's suspension of Mali"."""
    for noun in context.having(words(_L, "suspension")):
        if noun.pos_ != "NOUN":
            continue
        bodies = organisations(context, (*obliques(noun, "from"), *nominal_agents(noun)))
        who = _members_of(context, noun, {body.actor for body in bodies})
        lifted = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in words(_L, "lifts")
        yield Match(noun, who, bodies, "suspends", "suspension", polarity="negated" if lifted else None)
