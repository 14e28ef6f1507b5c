"""Answers and the worlds that they are of, the last ones kept: to compile a day takes longer than to ask of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from foedus.library import Library
    from foedus.model.answers import Answer
    from foedus.model.situations import Declared, Situation, Stated
    from foedus.world import World

WORLDS, ANSWERS = 32, 16
"""How many days in somebody's eyes, and how many answers, are kept."""


class Answers:
    """What was asked of a library.

    texts_on: the library as it is to be asked on a day.
    Safe to be asked by several threads: what is kept is frozen.
    """

    def __init__(self, texts_on: Callable[[date], Library]) -> None:
        self._texts_on = texts_on
        self._worlds = lru_cache(WORLDS)(self._compiled)
        self._texts = lru_cache(ANSWERS)(self._asked)

    def world(
        self,
        day: date,
        viewpoint: str | None,
        declared: Sequence[Declared] = (),
        stated: tuple[Stated, ...] = (),
    ) -> World:
        """The library as rules for a day, seen by somebody, with what was declared."""
        from foedus.world.declared import promises

        made = self._worlds(day, viewpoint, stated)
        return replace(made, promises=promises(declared, day)) if declared else made

    def checked(self, given: Situation, declared: tuple[Declared, ...] = ()) -> tuple[Answer, World]:
        """The answer to a situation, each of its proofs passed by the independent checker, and the world it is of."""
        return self._asked(given, declared) if declared else self._texts(given)

    def _compiled(self, day: date, viewpoint: str | None, stated: tuple[Stated, ...]) -> World:
        from foedus.world import compile_world

        return compile_world(self._texts_on(day), day, viewpoint, stated=stated)

    def _asked(self, given: Situation, declared: tuple[Declared, ...] = ()) -> tuple[Answer, World]:
        from foedus.obligations import answer
        from foedus.obligations.checker import verify

        world = self.world(given.on, given.viewpoint, declared, given.stated)
        found = answer(given, world)
        verify(found, world.library, declared)
        return found, world
