"""Places beside a verb: the words that a frame of a duty asks for, by a path such as ``object of`` or ``doing at``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.triggers import conditions
from foedus.reading.lexicon import lexicon, words
from foedus.reading.syntax import governors, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.parse import Token

F = "commitment_frames"
_MEASURES = frozenset(
    {
        "thousand",
        "hundred",
        "million",
        "billion",
        "dozen",
        "number",
        "rest",
        "bulk",
        "%",
        "all",
        "most",
        "part",
        "batch",
        "lot",
    }
)
ANYTHING = frozenset({"any", "any_name", "any_actor"})
"""Groups that no list of words makes."""

_NAMED = frozenset({"GPE", "NORP", "ORG", "LOC"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "punct"})


def at(verb: Token, place: str) -> tuple[Token, ...]:
    """The words at a place; "a|b" is whatever stands at either, "a b" what stands at b beside the words at a."""
    found: dict[int, Token] = {}
    for path in place.split("|"):
        tokens: tuple[Token, ...] = (verb,)
        for step in path.split(" "):
            tokens = tuple(inner for token in tokens for inner in _step(token, step))
        found.update((token.i, token) for token in tokens)
    return tuple(found.values())


def holds(tokens: Iterable[Token], group: str) -> bool:
    """Whether one of some words is of a group.

    "any" takes every word, "any_name" names and pronouns, "any_actor" whoever can act.
    """
    if group == "any":
        return any(True for _ in tokens)
    if group == "any_name":
        return any(token.pos_ in ("PROPN", "PRON") or token.ent_type_ in _NAMED for token in tokens)
    if group == "any_actor":
        return any(_acts(token) for token in tokens)
    named = group_words(group)
    return any(token.lemma_.lower() in named or token.lower_ in named for token in tokens)


@cache
def group_words(group: str) -> frozenset[str]:
    """A group of words of the frames, or one that they share with the duties' lexicon."""
    own: dict[str, list[str]] = lexicon(F)["groups"]
    return frozenset(own[group]) if group in own else words("commitment", group)


def _acts(token: Token) -> bool:
    if token.pos_ in ("PROPN", "PRON") or token.ent_type_ in _NAMED:
        return True
    return token.lemma_.lower() in words("commitment", "bearers") | words("commitment", "forces") | words(
        "commitment", "countries"
    )


def _step(token: Token, step: str) -> Iterable[Token]:
    reader = _STEPS.get(step)
    return reader(token) if reader is not None else obliques(token, step.replace("_", " "))


def _objects(token: Token) -> Iterator[Token]:
    """Objects, and what they only measure ("thousands of troops", "all its bases")."""
    for head in objects(token):
        yield head
        if head.pos_ in ("DET", "PRON", "NUM") or head.lemma_.lower() in _MEASURES:
            yield from obliques(head, "of")


def _deep(token: Token) -> Iterator[Token]:
    """A noun with what it consists of: "a package of weapons", "3 billion euros in aid"."""
    yield token
    for inner in obliques(token, "of", "in", "worth"):
        yield inner
        yield from obliques(inner, "of", "in")


def _phrase_words(token: Token) -> Iterator[Token]:
    """The words of a noun phrase without its clauses."""
    for head in _deep(token):
        yield head
        for child in head.children:
            if child.dep_ not in _CLAUSES:
                yield child
                yield from (c for c in child.children if child.dep_ in ("poss", "compound", "amod", "nmod", "prep"))


def _doing(verb: Token) -> Iterator[Token]:
    """The verbs that complete a verb, with those coordinated with them: "stop *firing* at", "let it be *used*"."""
    for child in verb.children:
        inner = child.children if child.dep_ == "prep" else (child,)
        for token in inner:
            if token.dep_ in ("pcomp", "xcomp", "ccomp", "dobj") and token.pos_ == "VERB":
                yield token


def _particles(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if (
            child.dep_ in ("prt", "advmod")
            or (child.dep_ == "prep" and not any(c.dep_ == "pobj" for c in child.children))
            or (child.dep_ == "prep" and child.lower_ == "out")
        ):
            yield child


def _attributes(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advmod", "advcl") or (
            child.dep_ == "ccomp" and child.pos_ == "ADJ"
        ):
            yield child


def _manner(verb: Token) -> Iterator[Token]:
    yield from (c for c in verb.children if c.dep_ == "advmod")
    for noun in obliques(verb, "by", "through", "via", "in"):
        yield noun
        yield from (c for c in noun.children if c.dep_ == "amod")


def _datives(verb: Token) -> Iterator[Token]:
    """To whom something is given, also where the parser takes a name for part of the gift ("give *Britain* bases")."""
    found = False
    for child in verb.children:
        if child.dep_ == "dative":
            found = True
            yield from (child,) if child.pos_ != "ADP" else (c for c in child.children if c.dep_ == "pobj")
    if not found and verb.lemma_.lower() in words("commitment", "giving"):
        for thing in objects(verb):
            first = thing.left_edge
            if first.i == verb.i + 1 and first.dep_ in ("compound", "nmod") and first.ent_type_ in ("GPE", "ORG"):
                yield first


def _owners(token: Token) -> Iterator[Token]:
    """Who owns a verb's objects, or a noun."""
    nouns = objects(token) if token.pos_ in ("VERB", "AUX") else (token,)
    return (owner for noun in nouns for owner in nominal_agents(noun))


def _before(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if (child.dep_ == "prep" and child.lower_ == "before") or (
            child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "before" for c in child.children)
        ):
            yield child


def _promisers(verb: Token) -> Iterator[Token]:
    """Who promises what a that-clause says: "vowed that its neighbour would not stand alone"."""
    for above in governors(verb)[:1]:
        if above.pos_ == "VERB" and verb.dep_ == "ccomp":
            yield from subjects(above)


def _condition_words(verb: Token) -> Iterator[Token]:
    return (token for clause in conditions(verb) for token in clause.subtree)


_STEPS: dict[str, Callable[[Token], Iterable[Token]]] = {
    "object": _objects,
    "subject": subjects,
    "deep": _deep,
    "words": _phrase_words,
    "doing": _doing,
    "particle": _particles,
    "attribute": _attributes,
    "manner": _manner,
    "dative": _datives,
    "owner": _owners,
    "before": _before,
    "promiser": _promisers,
    "trigger": _condition_words,
}
