"""Recognition told by its signs: who turns from one of two rival governments to the other, and diplomatic relations.

"Switched recognition from Taipei to Beijing", "dropped Taiwan", "went over to Beijing".  Between states that nobody
disputes, relations say nothing about recognition; where statehood is disputed they are how it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.lists import spelt_out
from foedus.reading.roles import is_polity, polities, type_of
from foedus.reading.syntax import conjuncts, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "recognition"
_VERBS, _NOUNS = frozenset({"VERB"}), frozenset({"NOUN"})
_TO = ("to", "towards", "toward", "for")
_NEAR = 4
"""Passages before or after a switch in which the text has spoken of recognition."""


def find(context: Context) -> Iterator[Draft]:
    """A draft for each recognition that is given, held or taken back without the word."""
    for cues, parts, told_by in _finders():
        for word in context.having(cues):
            if word.pos_ in parts:
                yield from told_by(context, word)


@cache
def _finders() -> tuple[tuple[frozenset[str], frozenset[str], Callable[[Context, Token], Iterator[Draft]]], ...]:
    """What tells of recognition without the word: the lemmas, their parts of speech, and who reads them."""
    return (
        (words(_L, "turn") | words(_L, "abandon"), _VERBS, _turned),
        (words(_L, "break_with"), _VERBS, _broken),
        (words(_L, "lose"), _VERBS, _lost),
        (words(_L, "ally"), _NOUNS, _allied),
        (words(_L, "faithful") | words(_L, "sticks"), _VERBS | {"ADJ", "AUX"}, _faithful),
        (words(_L, "embassy"), _NOUNS, _seated),
        (words(_L, "ties"), _NOUNS, _related),
    )


def _broken(context: Context, verb: Token) -> Iterator[Draft]:
    """ "X broke with Y", where the text speaks of recognition."""
    if _is_topic(context, verb):
        old = _rival(context, obliques(verb, "with"))
        doers = [m for m in context.actors(subjects(verb)) if is_polity(context, m) and m.actor not in _rivals()]
        yield from _drafts(context, verb, doers, old, "withdraws")


@cache
def _rivals() -> dict[str, str]:
    pairs = lexicon(_L)["rivals"]
    return {**dict(pairs), **{second: first for first, second in pairs}}


def _turned(context: Context, verb: Token) -> Iterator[Draft]:
    """ "X switched (recognition) from Y to Z", "X dropped Y for Z", "X went over to Z"."""
    taken = verb.dep_ == "amod" and bool(subjects(verb))  # "X switched recognition …", parsed as what is switched
    things = objects(verb) or ((verb.head,) if taken else ())
    turns = verb.lemma_.lower() in words(_L, "turn")
    if turns and any(t.lemma_.lower() not in words(_L, "turned") for t in things):
        return
    held = (verb, *things)
    new = _rival(context, (t for token in held for t in (*obliques(token, *_TO), *_favoured(token))))
    old = _rival(context, (t for token in held for t in obliques(token, "from")) if turns else things)
    both = bool(new and old and _rivals()[new[0].actor] == old[0].actor)
    if not (new or old) or not (both or _say(things) or _is_topic(context, verb)):
        return
    doers = [m for m in context.actors(subjects(verb)) if is_polity(context, m) and m.actor not in _rivals()]
    yield from _drafts(context, verb, doers, old, "withdraws")
    yield from _drafts(context, verb, doers, new, "recognises")


def _lost(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Taipei lost X to Beijing": X goes over."""
    old = _rival(context, subjects(verb))
    things = objects(verb)
    new = _rival(context, (t for head in (verb, *things) for t in obliques(head, "to")))
    if old and new and _rivals()[old[0].actor] == new[0].actor:
        doers = [m for m in context.actors(things) if is_polity(context, m) and m.actor not in _rivals()]
        yield from _drafts(context, verb, doers, old, "withdraws")
        yield from _drafts(context, verb, doers, new, "recognises")


def _allied(context: Context, noun: Token) -> Iterator[Draft]:
    """ "Taiwan's diplomatic allies are X and Y", "X is one of Taiwan's diplomatic allies": they recognise it."""
    target = _rival(context, (*(c for c in noun.children if c.dep_ == "poss"), *obliques(noun, "of")))
    formal = words(_L, "diplomatic") | (words(_L, "remaining") if target else frozenset())
    diplomatic = any({c.lemma_.lower(), c.lower_} & formal for c in noun.children)
    listed = spelt_out(noun, context.referents.link) or tuple(
        h for c in noun.children if c.dep_ == "appos" and noun.tag_ == "NNS" for h in conjuncts(c)
    )
    if listed and (diplomatic or target):  # "Taiwan is down to twelve diplomatic allies, X and Y among them"
        above = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        target = target or (_rival(context, subjects(above)) if above is not None else ())
        doers = [m for m in context.actors(listed) if is_polity(context, m) and m.actor not in _rivals()]
        yield from _drafts(context, noun, doers, target, None)
        return
    if not diplomatic:
        return
    head = noun
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "among"):
        head = noun.head.head if noun.head.lower_ == "of" else noun.head
    verb = head.head
    if head.dep_ == "appos":
        named: tuple[Token, ...] = (verb,)
    elif verb.lemma_.lower() not in words(_L, "names_allies"):
        return
    elif head.dep_ == "nsubj":
        named = tuple(h for c in verb.children if c.dep_ in ("attr", "dobj") for h in conjuncts(c))
    else:
        named = subjects(verb)
    doers = [m for m in context.actors(named) if is_polity(context, m) and m.actor not in _rivals()]
    yield from _drafts(context, verb if verb.pos_ in ("VERB", "AUX") else noun, doers, target, None)


def _faithful(context: Context, word: Token) -> Iterator[Draft]:
    """ "X stays loyal to Taiwan", "X has stuck with Taipei": it goes on recognising it."""
    verb = word.head if word.dep_ == "acomp" else word
    if verb.pos_ not in ("VERB", "AUX") or not (word.dep_ == "acomp" or word.pos_ == "VERB"):
        return
    target = _rival(context, obliques(word, *(("to",) if word.dep_ == "acomp" else ("with", "by"))))
    doers = [m for m in context.actors(subjects(verb)) if is_polity(context, m) and m.actor not in _rivals()]
    if target and _is_topic(context, verb):
        yield from _drafts(context, verb, doers, target, None)


def _seated(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X keeps its embassy in Taipei", "X opened an embassy in Y", where Y's statehood is disputed."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return
    where = polities(context, (*obliques(noun, "in"), *obliques(verb, "in")))
    disputed = [m for m in where if m.actor == "TWN" or type_of(context, m) == "de-facto-state"]
    disputed = disputed or ([m for m in where if m.actor in _rivals()] if _turns_away(context, verb, where) else [])
    doers = [m for m in context.actors(subjects(verb)) if is_polity(context, m)]
    if verb.lemma_.lower() in words(_L, "keep"):
        yield from _drafts(context, verb, doers, disputed, None)
    elif verb.lemma_.lower() in words(_L, "open"):
        yield from _drafts(context, verb, doers, disputed, "recognises")


def _favoured(token: Token) -> Iterator[Token]:
    """Whom "in favour of" names."""
    for favour in obliques(token, "in"):
        if favour.lemma_.lower() in ("favour", "favor"):
            yield from obliques(favour, "of")


def _say(things: Iterable[Token]) -> bool:
    """Whether the words themselves speak of recognition ("switched allegiance")."""
    return any(t.lemma_.lower() in words(_L, "turned") - words(_L, "ties") for t in things)


def _is_topic(context: Context, verb: Token) -> bool:
    here = context.page.passage(verb).index
    return any(abs(here - context.page.passage(t).index) <= _NEAR for t in context.having(words(_L, "topic")))


def _rival(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    found = (m for token in tokens for m in context.actors((token,)))
    return tuple(m for m in found if m.actor in _rivals())[:1]


def _related(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X established diplomatic relations with Y", "X has formal ties with Y", where Y's statehood is disputed."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return
    partners = polities(context, (*obliques(noun, "with", "to"), *obliques(verb, "with"), *nominal_objects(noun)))
    diplomatic = any(c.lemma_.lower() in words(_L, "diplomatic") for c in noun.children)
    shape = (t for head in (verb, noun, *obliques(noun, "with")) for t in obliques(head, "as"))
    diplomatic = diplomatic or any(t.lemma_.lower() in words(_L, "as_what") for t in shape)  # "relations as a state"
    disputed = [m for m in partners if m.actor in _rivals() or _is_contested(context, m)]
    diplomatic = diplomatic or (lemma in words(_L, "open") and _turns_away(context, verb, disputed))
    if not diplomatic and lemma not in words(_L, "cut") | words(_L, "reopen"):
        return
    if not diplomatic and lemma in words(_L, "reopen"):
        disputed = [m for m in disputed if m.actor in _rivals()]
    doers = [m for m in context.actors(subjects(verb)) if is_polity(context, m)]
    if lemma in words(_L, "cut"):
        yield from _drafts(context, verb, doers, disputed, "withdraws")
    elif lemma in words(_L, "open"):
        yield from _drafts(context, verb, doers, disputed, "recognises")
    elif lemma in words(_L, "keep"):
        yield from _drafts(context, verb, doers, disputed, None)


def _is_contested(context: Context, mention: Mention) -> bool:
    return mention.actor in words(_L, "contested") or type_of(context, mention) == "de-facto-state"


def _turns_away(context: Context, verb: Token, partners: Sequence[Mention]) -> bool:
    """Whether "established relations with X" stands beside what is cut with X's rival, in one sentence."""
    rivals = {_rivals().get(m.actor) for m in partners}
    cuts = (t for t in verb.sent if t.i != verb.i and t.lemma_.lower() in words(_L, "cut") and t.pos_ == "VERB")
    with_whom = (w for cut in cuts for t in objects(cut) for w in (*obliques(t, "with", "to"), *obliques(cut, "with")))
    return any(m.actor in rivals for m in context.actors(with_whom)) if partners else False


def _drafts(
    context: Context, verb: Token, doers: Sequence[Mention], done_to: Sequence[Mention], change: str | None
) -> Iterator[Draft]:
    for doer in doers:
        for target in done_to:
            if doer.actor != target.actor:
                yield Draft(
                    kind="recognition",
                    predicate=verb,
                    roles={"recogniser": [doer], "recognised": [target]},
                    attributes={"change": change},
                    evidence=around(context, verb, (doer, target)),
                    rule="switch" if change else "relations",
                )
