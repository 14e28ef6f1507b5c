"""Words around names: institutions that stand for their state, and modifiers that load a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of body that every state has, in the phrases that name it ("Foreign Ministry").

    kind: ``government``, ``foreign-ministry``, ``defence-ministry``, ``ministry``, ``armed-forces``,
    ``security-service``, ``parliament``, ``court``, ``mission``.  All but parliaments act for their state.
    """

    kind: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word or phrase beside a name that takes a position on what is named.

    position: ``before`` ("so-called X"), ``after`` ("X regime") or ``apposition`` ("X, a breakaway region of Y").
    sense: ``contests-statehood``, ``contests-control``, ``contests-legality``, ``asserts-statehood``,
    ``asserts-control``, ``notes-status`` (names the dispute without taking a side), ``pejorative``.
    used_by: who tends to say so, where it is known; says nothing about anybody else.
    """

    text: str
    position: str
    sense: str
    used_by: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the gazetteer knows of the words around names.

    blocked: words after a capital's name that make it part of another name ("Minsk agreements").
    variants: groups of given names that are one name in different transliterations.
    """

    institutions: tuple[Institution, ...] = ()
    modifiers: tuple[Modifier, ...] = ()
    blocked: frozenset[str] = frozenset()
    variants: tuple[tuple[str, ...], ...] = ()
    by_text: Mapping[str, tuple[Modifier, ...]] = field(init=False, repr=False, compare=False, hash=False)
    openers: frozenset[str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        grouped: dict[str, tuple[Modifier, ...]] = {}
        for modifier in self.modifiers:
            key = plain(modifier.text)
            grouped[key] = (*grouped.get(key, ()), modifier)
        object.__setattr__(self, "by_text", grouped)
        # A running text has few words that open a modifier, and looking up every phrase would cost more than parsing.
        object.__setattr__(self, "openers", frozenset(text.split()[0] for text in grouped if text))

    def senses(self, phrase: str) -> tuple[Modifier, ...]:
        """The loaded senses of a word or phrase, whatever its case and hyphens; empty where it has none.

        >>> Words(modifiers=(Modifier("so-called", "before", "contests-statehood"),)).senses("So called")[0].sense
        'contests-statehood'
        """
        return self.by_text.get(plain(phrase), ())


def plain(phrase: str) -> str:
    """A phrase without case, hyphens and quotation marks."""
    words: Iterable[str] = "".join(c if c.isalnum() or c in "'’" else " " for c in phrase.lower()).split()
    return " ".join(word.strip("'’") for word in words)
