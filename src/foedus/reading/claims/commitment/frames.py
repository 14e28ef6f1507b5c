"""Frames: which verbs name a duty together with what must stand beside them, as the lexicon lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.commitment.places import ANYTHING, F, at, group_words, holds
from foedus.reading.lexicon import lexicon
from foedus.reading.memo import memo

if TYPE_CHECKING:
    from foedus.reading.parse import Token


@dataclass(frozen=True, slots=True)
class Frame:
    """One line of the lexicon.

    beside: places, each with the groups that must be found there; without: prepositions that must not stand there.
    whom: the places of the beneficiary; debtor: of who owes it, if not the subject.
    said: the polarity in which the words name the duty; reads: the polarity that it then has.
    bonds: what may bind (empty: anything).  marks: ``own``, the verb itself promises; ``stated``, a plain present does;
    ``alone``, nobody need be named who profits; ``first``, it is tried before the verb's plain duties.
    asked: the words of its groups, so that a sentence without any of them is passed over at once.
    """

    duty: str
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    debtor: tuple[str, ...] = ()
    said: str | None = None
    reads: str | None = None
    bonds: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    asked: tuple[frozenset[str], ...] = ()

    def may_fit(self, words: frozenset[str]) -> bool:
        """Whether a sentence of these words and lemmas has one of each group that the frame asks for."""
        return not any(map(words.isdisjoint, self.asked))

    def fits(self, verb: Token) -> bool:
        """Whether all that the frame asks for stands beside a verb."""
        for place, groups in self.beside:
            tokens = at(verb, place)
            if not tokens or not all(holds(tokens, group) for group in groups):
                return False
        return not any(at(verb, place) for place in self.without)

    def polarity(self, said: str, bond: str) -> str | None:
        """The duty's polarity where its words are affirmed or negated; None where they name no duty then."""
        if self.bonds and bond not in self.bonds and not (bond == "planned" and "promised" in self.bonds):
            return None
        if self.said is not None:
            return (self.reads or said) if said == self.said else None
        if self.reads == "negated":
            return "affirmed" if said == "negated" else "negated"
        return said

    def towards(self, verb: Token) -> tuple[Token, ...]:
        """The words for whom the duty is owed to."""
        return _first(verb, self.whom)

    def bearers(self, verb: Token) -> tuple[Token, ...]:
        """The words for who owes it, where the frame says that it is not the subject."""
        return _first(verb, self.debtor)


def _first(verb: Token, places: tuple[str, ...]) -> tuple[Token, ...]:
    return next((tokens for place in places if (tokens := at(verb, place))), ())


@cache
def frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each verb, in the order of the lexicon."""
    table: dict[str, list[Frame]] = {}
    for line in lexicon(F)["frames"]:
        frame = _frame(line)
        for verb in line["verbs"]:
            table.setdefault(verb, []).append(frame)
    return {verb: tuple(found) for verb, found in table.items()}


def _frame(line: dict[str, Any]) -> Frame:
    beside = tuple(
        (place, tuple([groups] if isinstance(groups, str) else groups)) for place, groups in line["beside"].items()
    )
    return Frame(
        line["duty"],
        beside,
        tuple(line.get("without", ())),
        tuple(line.get("whom", ())),
        tuple(line.get("debtor", ())),
        line.get("said"),
        line.get("as"),
        frozenset(line.get("bond", ())),
        marks=frozenset(line.get("marks", ())),
        asked=tuple(group_words(group) for _, groups in beside for group in groups if group not in ANYTHING),
    )


def frame_of(verb: Token) -> Frame | None:
    """The first frame that fits a verb.

    A plain past or present tells a deed, so that only frames whose verb promises or states by itself are tried.
    """
    options = frames().get(verb.lemma_.lower(), ())
    if not options:
        return None
    plain = verb.tag_ == "VBD" or (verb.tag_ == "VBZ" and not any(t.lower_ == "under" for t in verb.subtree))
    near = _words_around(verb)
    tried = (frame for frame in options if (frame.marks or not plain) and frame.may_fit(near))
    return next((frame for frame in tried if frame.fits(verb)), None)


def _words_around(verb: Token) -> frozenset[str]:
    """The words and lemmas of a verb's sentence, gathered once for all its verbs."""
    kept = memo(verb)
    key = _words_around, verb.sent.start
    if key not in kept:
        kept[key] = frozenset(word for token in verb.sent for word in (token.lower_, token.lemma_.lower()))
    words: frozenset[str] = kept[key]
    return words
