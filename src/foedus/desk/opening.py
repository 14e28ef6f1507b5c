"""The desk: settings, and what is opened by them, each on first use."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from foedus.model.actors import Actor, Name
from foedus.model.ids import slug
from foedus.model.problems import UnknownName, UsageError

if TYPE_CHECKING:
    from datetime import date

    from foedus.desk.answering import Answers
    from foedus.gazetteer import Gazetteer
    from foedus.ledger.store import Ledger
    from foedus.library import Library
    from foedus.llm.endpoint import Endpoint
    from foedus.llm.reader import LlmReader
    from foedus.model.agreements import Agreement
    from foedus.model.problems import Problem
    from foedus.model.versions import LibraryVersion
    from foedus.reading import Reader
    from foedus.reading.tagger import Tagger


PANELS = ("atop",)
"""Data sets whose alliances can be asked beside the library's texts."""

_DATING = frozenset({"signed", "ratified", "in-force"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may choose.

    ledger: a file or a database's address; None for the user's own.
    model: the name of an installed spaCy pipeline; None for the one that foedus brings.
    library: a folder of further agreements and positions.
    panels: data sets of alliances that are asked beside the library's texts, as they were imported (:data:`PANELS`).
    data: the folder in which imported data sets are kept; None for the user's own.
    endpoint: the language model that reads instead of the grammar; None for the grammar, which sends nothing anywhere.
    tagger: whether a learned tagger finds statements beside the grammar; weights: the folder of the user's own tagger,
    None for the one that foedus brings.
    keep: of the texts that are read, what the ledger keeps: ``text`` (all) or ``evidence`` (what is quoted).
    """

    ledger: str | None = None
    model: str | None = None
    library: str | Path | None = None
    panels: tuple[str, ...] = ()
    data: str | None = None
    endpoint: Endpoint | None = None
    tagger: bool = False
    weights: str | Path | None = None
    keep: str = "text"


class Desk:
    """The library, the gazetteer, the reader and the ledger of some settings; a context that closes the ledger.

    >>> with Desk() as desk:
    ...     desk.key("Tskhinvali region"), desk.label("RUS")
    ('south-ossetia', 'Russia')
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for opened in (vars(self).get("ledger"), vars(self).get("writable"), vars(self).get("llm")):
            if opened is not None:
                opened.close()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Files of the user's own library that were left out, as far as the library was opened at all."""
        return self.library.problems if "library" in vars(self) else ()

    @cached_property
    def library(self) -> Library:
        """The agreements, positions, actors and offices."""
        from foedus.library import load_library

        return load_library(Path(self.settings.library) if self.settings.library else None)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Who is meant by a name; agreements are among the actors, under their ids."""
        from foedus.gazetteer import Gazetteer
        from foedus.library.actors_load import load_words

        actors = (*self.library.actors, *self._unnamed, *agreement_actors(self.library))
        return Gazetteer(actors, self.library.tenures, load_words())

    @cached_property
    def answers(self) -> Answers:
        """What was asked of the library lately."""
        from foedus.desk.answering import Answers

        return Answers(self.texts_on)

    def texts_on(self, day: date) -> Library:
        """The library, and of the data sets that the settings name the alliances that may bind somebody on a day.

        Raises DataError where such a data set was not imported, UsageError for one that holds no alliances.
        """
        if not self.settings.panels:
            return self.library
        from foedus.desk.panels import imported_agreements

        found = (each for name in self.settings.panels for each in imported_agreements(name, day, self.settings.data))
        together = sorted((*self.library.agreements, *found), key=lambda each: each.id)
        return replace(self.library, actors=(*self.library.actors, *self._unnamed), agreements=tuple(together))

    @cached_property
    def _unnamed(self) -> tuple[Actor, ...]:
        """States that only the data sets of the settings have."""
        if not self.settings.panels:
            return ()
        from foedus.library.state_codes import load_state_codes
        from foedus.panels.agreements import unnamed

        return unnamed(load_state_codes())

    @cached_property
    def reader(self) -> Reader:
        """What reads documents; the language model takes a second or two to load.

        What has been loaded by then stays until the process ends: the garbage collector is told to look past it, since
        walking the word tables again and again would cost a tenth of reading.
        """
        from foedus.reading import load_reader

        reader = load_reader(self.gazetteer, self.settings.model, self.tagger)
        gc.freeze()
        return reader

    def with_reader(self, reader: Reader) -> Desk:
        """The same desk, with all that it has opened, where another reader reads."""
        other = Desk(self.settings)
        vars(other).update(vars(self) | {"reader": reader})
        return other

    @cached_property
    def tagger(self) -> Tagger | None:
        """The learned tagger of the settings; None, and nothing of it imported, where they ask for none.

        Raises UsageError where the extra ``tagger`` is not installed, DataError where the weights are not whole.
        """
        if not self.settings.tagger:
            return None
        from foedus.reading.tagger import load_tagger

        return load_tagger(Path(self.settings.weights) if self.settings.weights else None)

    @cached_property
    def llm(self) -> LlmReader | None:
        """The language model of the settings, as a reader; None, and nothing of it imported, where they name none.

        Raises UsageError where the extra ``llm`` is not installed.
        """
        if self.settings.endpoint is None:
            return None
        from foedus.llm.reader import open_reader

        return open_reader(self.reader, self.settings.endpoint)

    @cached_property
    def writable(self) -> Ledger:
        """The ledger of the settings, made where there is none."""
        from foedus.ledger import open_ledger

        return open_ledger(self.settings.ledger, library=self._version)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of the settings, to be asked: a question makes none."""
        from foedus.ledger import open_ledger

        if "writable" in vars(self):
            return self.writable
        return open_ledger(self.settings.ledger, create=False, library=self._version)

    @property
    def _version(self) -> LibraryVersion:
        from foedus.library.version import library_version

        return library_version(Path(self.settings.library) if self.settings.library else None)

    def label(self, key: str) -> str:
        """What to call an actor, an agreement or a place before people; the key where it is not known."""
        return self.gazetteer.label(key)

    def key(self, name: str) -> str:
        """The one actor that a key or a name means.

        Raises UnknownName with near names where there is none, UsageError where there are several.
        """
        keys = self.gazetteer.resolve(name)
        if len(keys) == 1:
            return keys[0]
        if keys:
            raise UsageError(f"{name!r} may mean {', '.join(keys)}; give one of these keys")
        near = self.gazetteer.suggest(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "`foedus actor NAME` shows how an actor is known"
        raise UnknownName(f"no actor is known as {name!r}; {hint}")

    def key_or_slug(self, name: str) -> str:
        """The key that a text's name would have: the actor's where it is known, else the slug of the name."""
        keys = self.gazetteer.resolve(name)
        return keys[0] if len(keys) == 1 else slug(name) if not keys else self.key(name)

    def texts(self, documents: Iterable[str]) -> dict[str, str]:
        """The texts of some documents of the ledger, by id."""
        return {document.id: document.text for document in self.ledger.documents(ids=tuple(documents))}


def agreement_actors(library: Library) -> tuple[Actor, ...]:
    """The agreements as actors that texts speak of, so that their names resolve too."""
    known = {actor.key for actor in library.actors}
    return tuple(
        Actor(
            key=agreement.id,
            type="agreement",
            label=agreement.title,
            names=(Name(agreement.title), *(Name(name.text, name.language) for name in agreement.names)),
            source=agreement.in_force_source,
            parties=agreement.members(),
            years=_years(agreement),
            matter=agreement.kind,
        )
        for agreement in library.agreements
        if agreement.id not in known
    )


def _years(agreement: Agreement) -> tuple[int, ...]:
    """The years by which a text may date an agreement: of its signature, its ratification and its entry into force."""
    dates = [stage.date for stage in agreement.stages if stage.stage in _DATING]
    begun = agreement.in_force.start
    return tuple(
        dict.fromkeys(int(day[:4]) for day in (*dates, *((str(begun),) if begun else ())) if day[:4].isdigit())
    )
