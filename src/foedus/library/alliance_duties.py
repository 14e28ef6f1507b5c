"""To whom a duty is owed, for the alliances whose members owe different duties to different allies.

ATOP's member file has one value for a member and a duty.  Where its own OBVARY says that the duty differs by ally,
the treaties name the beneficiary; ``alliance_duties.yaml`` holds what they say, each entry with its article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.library.files import line_of, read_yaml
from foedus.model.agreements import Source
from foedus.model.problems import LibraryError

FILE = Path(__file__).parent / "alliance_duties.yaml"


@dataclass(frozen=True, slots=True)
class AllianceDuty:
    """What an article says of the beneficiaries of one duty.

    atopid, phases: the alliance and its phases, as ATOP numbers them; bearers and beneficiaries are COW codes.
    """

    atopid: int
    phases: tuple[int, ...]
    bearers: tuple[int, ...]
    duty: str
    beneficiaries: tuple[int, ...]
    article: str
    text: str
    source: Source
    confidence: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A duty that differs by ally, and for which no text was at hand."""

    atopid: int
    duty: str
    text: str


@dataclass(frozen=True, slots=True)
class AllianceDuties:
    """All entries, and what could not be established."""

    duties: tuple[AllianceDuty, ...]
    open: tuple[OpenQuestion, ...]


@cache
def load_alliance_duties() -> AllianceDuties:
    """The entries of ``alliance_duties.yaml``.

    >>> [duty.beneficiaries for duty in load_alliance_duties().duties if duty.atopid == 3322]
    [(666,)]

    Raises LibraryError where the file breaks its schema or an entry cites a source that it does not list.
    """
    return duties_of(read_yaml(FILE, "alliance_duties"), FILE)


def duties_of(raw: Mapping[str, Any], path: Path) -> AllianceDuties:
    """The entries of a file's checked content; `path` is for the message."""
    sources = {key: Source(key, **each) for key, each in raw["sources"].items()}
    faults = [
        f"{path}:{line_of(path, ('duties', number, 'source'))}: no source {each['source']!r}; list it under sources"
        for number, each in enumerate(raw["duties"])
        if each["source"] not in sources
    ]
    if faults:
        raise LibraryError("\n".join(faults))
    return AllianceDuties(
        duties=tuple(_duty(each, sources) for each in raw["duties"]),
        open=tuple(OpenQuestion(**each) for each in raw["open"]),
    )


def _duty(raw: Mapping[str, Any], sources: Mapping[str, Source]) -> AllianceDuty:
    lists = {key: tuple(raw[key]) for key in ("phases", "bearers", "beneficiaries")}
    return AllianceDuty(**{**raw, **lists, "source": sources[raw["source"]]})
