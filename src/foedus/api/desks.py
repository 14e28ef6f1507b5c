"""Desks for calls from Python: what takes time to open is opened once, whatever ledger a call names.

Settings are those of the command line: what a call does not say is taken from the same variables of the environment.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.opening import Desk, Settings
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger
    from foedus.desk.answering import Answers
    from foedus.gazetteer import Gazetteer
    from foedus.library import Library
    from foedus.llm.endpoint import Endpoint
    from foedus.reading import Reader

Place = str | os.PathLike[str]
"""A file or folder; of a ledger also a database's address."""


class OwnDesk(Desk):
    """A desk with a ledger of its own, and with the library and the reader of another."""

    def __init__(self, settings: Settings, base: Desk) -> None:
        super().__init__(settings)
        self._base = base

    @cached_property
    def library(self) -> Library:
        """The base's."""
        return self._base.library

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The base's."""
        return self._base.gazetteer

    @cached_property
    def answers(self) -> Answers:
        """The base's."""
        return self._base.answers

    @cached_property
    def reader(self) -> Reader:
        """The base's."""
        return self._base.reader


def settings(
    *,
    ledger: Place | None = None,
    library: Place | None = None,
    beside: Sequence[str] = (),
    data: Place | None = None,
    model: str | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
    endpoint: Endpoint | None = None,
    keep: str | None = None,
) -> Settings:
    """Settings of a call; what it leaves open is as the environment says."""
    weighed = _path(weights) or os.environ.get("FOEDUS_TAGGER")
    kept = keep or os.environ.get("FOEDUS_KEEP") or "text"
    if kept not in ("text", "evidence"):
        raise UsageError(f"a ledger keeps 'text' or 'evidence' of what is read, not {kept!r}")
    if endpoint is not None and tagger:
        raise UsageError("the tagger helps the grammar; leave it out where a language model reads")
    helped = bool(weighed) if tagger is None else tagger
    return Settings(
        ledger=_path(ledger),
        model=model or os.environ.get("FOEDUS_MODEL"),
        library=_path(library) or os.environ.get("FOEDUS_LIBRARY"),
        panels=(beside,) if isinstance(beside, str) else tuple(dict.fromkeys(beside)),
        data=_path(data),
        endpoint=endpoint,
        tagger=helped and endpoint is None,
        weights=weighed,
        keep=kept,
    )


def _path(place: Place | None) -> str | None:
    return None if place is None else os.fspath(place)


def desk(chosen: Settings) -> Desk:
    """A desk of some settings; what other desks of such settings have opened is opened already."""
    plain = replace(chosen, ledger=None, endpoint=None, keep="text")
    return OwnDesk(chosen, _base(plain, _stamp(chosen.library)))


@contextmanager
def opened(ledger: Ledger | Place | None, **chosen: object) -> Iterator[Desk]:
    """The desk of an open ledger, or one of settings that is closed afterwards.

    Raises UsageError where an open ledger is given together with settings that it has already.
    """
    if ledger is None or isinstance(ledger, (str, os.PathLike)):
        with desk(settings(ledger=ledger, **chosen)) as made:  # type: ignore[arg-type]  # the words of `settings`
            yield made
        return
    own = ledger._desk
    wanted = {name: value for name, value in chosen.items() if value not in (None, ())}
    yield desk_with(own, **wanted) if wanted else own


def desk_with(own: Desk, **chosen: object) -> Desk:
    """The desk of an open ledger, with some other settings; the ledger stays the one that is open."""
    made = settings(**chosen)  # type: ignore[arg-type]  # the words of `settings`
    given = {"beside": "panels"}
    names = {given.get(name, name) for name in chosen} | ({"tagger"} if "weights" in chosen else set())
    other = desk(replace(own.settings, **{name: getattr(made, name) for name in names}))
    vars(other).update({name: vars(own)[name] for name in ("ledger", "writable") if name in vars(own)})
    return other


@lru_cache(maxsize=4)
def _base(chosen: Settings, stamp: tuple[tuple[str, int, int], ...]) -> Desk:
    """The desk that lends library and reader; stamp: of the files of the user's own library, which may change."""
    if stamp:
        from foedus.library import load_library
        from foedus.library.version import library_version

        load_library.cache_clear()
        library_version.cache_clear()
    return Desk(chosen)


def _stamp(library: str | Path | None) -> tuple[tuple[str, int, int], ...]:
    if library is None:
        return ()
    found = ((path, path.stat()) for path in sorted(Path(library).rglob("*.yaml")))
    return tuple((str(path), told.st_mtime_ns, told.st_size) for path, told in found)
