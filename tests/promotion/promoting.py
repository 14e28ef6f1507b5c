"""Accepted claims for the tests of promotion, and a user's library in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from foedus.library import Library, load_library
from foedus.library.load import HOME
from foedus.model.claims import Mention, Quote, TimeReference, make_claim
from foedus.model.judgements import Judgement
from foedus.promotion import Backed, Finding, Proposal, Shelf, Surroundings, promote

LATER = datetime(2026, 3, 10, 12, tzinfo=UTC)


def backed(
    kind: str,
    time: str | None = None,
    *,
    outlet: str = "Gazette",
    words: str = "so it is",
    published: str | None = "2026-03-03",
    speaker: str | None = None,
    **fields: Any,
) -> Backed:
    """An accepted claim; keywords that are no field of a claim are roles, given as keys of actors."""
    own = {key: fields.pop(key) for key in list(fields) if key in ("attributes", "polarity", "status")}
    roles = {
        role: [
            Mention(key.replace("-", " ").title(), 0, len(key), key) for key in ([who] if isinstance(who, str) else who)
        ]
        for role, who in fields.items()
    }
    claim = make_claim(
        document=f"sha256:{outlet}",
        kind=kind,
        roles=roles,
        evidence=[Quote(words, 0, len(words))],
        time=TimeReference(time, time, 0, len(time), "stated") if time else None,
        **own,
    )
    held = Judgement("accept", claim.id, "N. N.", LATER, "read in the paper")
    place = f"https://example.org/{outlet}"
    return Backed(claim.id, claim, held, place, outlet, f"News of {outlet}", place, published, speaker, speaker)


def stage(agreement: str, name: str, time: str | None = None, **fields: Any) -> Backed:
    """A stage of an agreement, accepted."""
    return backed("agreement-stage", time, agreement=agreement, attributes={"stage": name}, **fields)


@cache
def around(agreement: str | None = None) -> Surroundings:
    """What is known of actors, by foedus's own library."""
    library = load_library()
    labels = {actor.key: actor.label for actor in library.actors}
    bodies = {actor.key: actor.of for actor in library.actors if actor.type == "parliament"}
    return Surroundings(
        lambda key: labels.get(key, key),
        lambda key, day: bodies.get(key) or key,
        {actor.key: actor.type for actor in library.actors},
        frozenset(library.agreement),
        lambda key: ["north-atlantic-1949"],
        agreement,
    )


def home(path: str) -> str | None:
    """foedus's own file of a path."""
    place = HOME / path
    return place.read_text(encoding="utf-8") if place.exists() else None


def promoted(*accepted: Backed, own: Mapping[str, str] | None = None, agreement: str | None = None) -> Proposal:
    """What the claims would change in a user's library."""
    return promote(accepted, Shelf(own or {}, home), around(agreement))


def only(proposal: Proposal) -> Finding:
    """The one finding."""
    (found,) = proposal.findings
    return found


def loaded(proposal: Proposal, folder: Path) -> Library:
    """The library with the user's files as they would be; they have no fault."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in proposal.texts.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    load_library.cache_clear()
    library = load_library(folder)
    assert library.problems == ()
    return library
