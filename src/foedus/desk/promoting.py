"""Promoting: accepted claims as proposed entries of the user's library."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.model.ids import slug
from foedus.model.judgements import sameness, standing
from foedus.model.problems import LibraryError, Problem, UnknownName, UsageError
from foedus.model.time import parse_moment
from foedus.promotion import Backed, Finding, Proposal, Shelf, Surroundings, promote

if TYPE_CHECKING:
    from datetime import date

    from foedus.ledger import RecordedClaim
    from foedus.model.documents import Document
    from foedus.model.judgements import Judgement

_IDS_A_QUERY = 500
_ACCEPTED = ("accept", "correct")


@dataclass(frozen=True, slots=True)
class Promoted:
    """What is proposed; faults: of the library as it would then be, beside those that it has already."""

    proposal: Proposal
    faults: tuple[Problem, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What became of every fact."""
        return self.proposal.findings

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was refused, what conflicts, and the faults."""
        named = {"refused": "not promoted", "conflict": "conflict"}
        told = [
            Problem(each.outcome, f"{named[each.outcome]}: {each.fact}", ", ".join(each.claims), each.why, _todo(each))
            for each in self.findings
            if each.outcome in named
        ]
        return (*told, *self.faults)

    def record(self) -> dict[str, Any]:
        """It as a JSON object."""
        return {
            "findings": [each.record() for each in self.findings],
            "files": list(self.proposal.changed),
            "faults": [{"where": each.where, "what": each.what} for each in self.faults],
            "diff": self.proposal.diff,
            "within": self.proposal.within,
        }


def _todo(finding: Finding) -> str:
    return "; ".join(finding.todo)


def promote_claims(
    desk: Desk,
    ids: Sequence[str],
    *,
    every: bool = False,
    agreement: str | None = None,
    known_on: str | None = None,
) -> Promoted:
    """What accepted claims would change in the user's library; nothing is written.

    ids: of the claims; every: all that stand accepted.  agreement: the id that claims on agreements are about, by
    whatever name.  known_on: by what the ledger held at the end of that day (UTC).

    Raises UnknownName for a claim that the ledger does not hold, LibraryError where the folder cannot be used.
    """
    known = parse_moment(known_on) if known_on else None
    if bool(ids) is every:
        raise UsageError("name the claims to be promoted, or give --all for every claim that stands accepted")
    wanted = list(dict.fromkeys(ids)) if ids else list(_accepted(desk, known))
    accepted, refused = _backed(desk, wanted, known)
    found = promote(accepted, shelf_of(desk), _surroundings(desk, agreement))
    found = replace(found, findings=(*refused, *found.findings))
    return Promoted(found, proposed_faults(desk, found))


def shelf_of(desk: Desk) -> Shelf:
    """The files of the user's library, to be changed in memory."""
    return Shelf(_texts(_folder(desk)), _home)


def apply(desk: Desk, promoted: Promoted) -> tuple[Path, ...]:
    """Write the changed files into the user's library, each at once or not at all; the files.

    Raises UsageError where no folder is named or what is proposed has a fault, LibraryError where it cannot be written.
    """
    from foedus.library import load_library

    folder = _folder(desk)
    if folder is None:
        raise UsageError("say into which folder: --library FOLDER (or FOEDUS_LIBRARY)")
    if promoted.faults:
        told = "; ".join(each.line() for each in promoted.faults)
        raise UsageError(f"nothing was written, since the files would have faults: {told}; write --out FILE instead")
    written: list[Path] = []
    for path, text in promoted.proposal.changed.items():
        place = folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_name(f".{place.name}.{os.getpid()}")
            beside.write_bytes(text.encode("utf-8"))
            beside.replace(place)
        except OSError as error:
            raise LibraryError(f"{place}: cannot be written ({error}); {len(written)} files were") from error
        written.append(place)
    load_library.cache_clear()  # the next desk reads what was written
    return tuple(written)


def _accepted(desk: Desk, known: date | None) -> Iterator[str]:
    """The claims on which an acceptance or a correction stands, in the order of judging."""
    stand = standing(desk.ledger.judgements(known))
    yield from dict.fromkeys(each.target for each in stand if each.verdict in _ACCEPTED)


def _backed(desk: Desk, ids: Sequence[str], known: date | None) -> tuple[list[Backed], list[Finding]]:
    """The claims with their documents, and those that do not stand accepted."""
    from foedus.ledger import ClaimFilter

    held: dict[str, RecordedClaim] = {}
    for first in range(0, len(ids), _IDS_A_QUERY):
        some = ClaimFilter(ids=tuple(ids[first : first + _IDS_A_QUERY]))
        for each in desk.ledger.recorded_claims(some, known_on=known):
            held[each.claim.id] = each
    missing = [key for key in ids if key not in held]
    if missing:
        raise UnknownName(
            f"the ledger holds no claim {', '.join(missing)} in the latest reading of its document; "
            "`foedus claims` lists what it holds"
        )
    refused = [why for key in ids if (why := _unaccepted(held[key]))]
    taken = [held[key] for key in ids if not _unaccepted(held[key])]
    wanted = tuple({each.claim.document for each in taken})
    documents = {each.id: each for each in desk.ledger.documents(known, ids=wanted)}
    same = _same(desk, known)
    return [
        _told(desk, each, verdict, documents[each.claim.document], same)
        for each in taken
        if (verdict := each.judged.verdict) is not None
    ], refused


def _same(desk: Desk, known: date | None) -> dict[str, str]:
    """Keys that people hold to be another, each with that which stands for it."""
    stand = standing(desk.ledger.judgements(known))
    return sameness(stand).names(desk.gazetteer.actors.__contains__)


def _unaccepted(held: RecordedClaim) -> Finding | None:
    """Why a claim is not promoted; None for one that stands accepted."""
    key, on_it = held.claim.id, held.judged
    verdict = on_it.retracted or on_it.verdict
    if held.erasure is not None:
        why = "the words that it rests on were erased, so nobody could look them up"
        return Finding("refused", (key,), key, None, why, ("promote another text's claim that says it",))
    if verdict is not None and not on_it.retracted and verdict.verdict in _ACCEPTED:
        return None
    fact = f"“{' … '.join(' '.join(quote.text.split()) for quote in held.claim.evidence)}”"
    if verdict is None:
        why, todo = "nobody has accepted it", f"foedus judge accept {key} --by NAME --reason TEXT"
    else:
        words = {"reject": "rejected", "retract": "retracted"}
        why = f"{verdict.by} {words[verdict.verdict]} it on {verdict.at:%Y-%m-%d}: {verdict.reason}"
        todo = f"if that was wrong: foedus judge withdraw {verdict.id} --by NAME --reason TEXT, then accept it"
    return Finding("refused", (key,), fact, None, why, (todo,))


def _told(desk: Desk, held: RecordedClaim, verdict: Judgement, document: Document, same: Mapping[str, str]) -> Backed:
    said = held.statement
    speaker = said.speaker.actor if said and said.speaker else None
    claim = held.judged.effective(held.claim) or held.claim
    roles = tuple(
        (role, tuple(replace(each, actor=same.get(each.actor, each.actor)) for each in fillers))
        for role, fillers in claim.roles
    )
    return Backed(
        id=held.claim.id,
        claim=replace(claim, roles=roles),
        accepted=verdict,
        path=document.path,
        outlet=document.outlet,
        title=document.title,
        address=document.address,
        published=document.published,
        speaker=speaker,
        said_by=desk.label(speaker) if speaker else None,
    )


def _surroundings(desk: Desk, agreement: str | None) -> Surroundings:
    ids = frozenset(desk.library.agreement)
    key = None
    if agreement is not None:
        known = [each for each in desk.gazetteer.resolve(agreement) if each in ids]
        if agreement not in ids and len(known) > 1:
            raise UsageError(f"{agreement!r} may mean {', '.join(known)}; give one of these ids")
        key = agreement if agreement in ids else known[0] if known else slug(agreement)
    types = {actor.key: actor.type for actor in desk.library.actors}
    return Surroundings(desk.label, desk.gazetteer.polity, types, ids, partial(_near, desk), key)


_COMMON = frozenset(("agreement", "alliance", "organisation", "organization", "pact", "states", "treaty", "union"))


def _near(desk: Desk, organisation: str) -> list[str]:
    """Agreements that share telling words with an organisation's names, those that share most of them first."""
    actor = desk.gazetteer.actors.get(organisation)
    names = [organisation, *(name.text for name in actor.names)] if actor else [organisation]
    words = {word for name in names for word in _words(name)}
    shared = {each.id: len(words & {*_words(each.title), *_words(each.id)}) for each in desk.library.agreements}
    most = max(shared.values(), default=0)
    return sorted((key for key, count in shared.items() if 2 * count >= most > 0), key=lambda key: (-shared[key], key))


def _words(name: str) -> set[str]:
    return {word for word in slug(name).split("-") if len(word) > 3} - _COMMON


def _folder(desk: Desk) -> Path | None:
    return Path(desk.settings.library) if desk.settings.library else None


def _texts(folder: Path | None) -> dict[str, str]:
    """The files of a user's library, by path within it, line ends as they are."""
    found: dict[str, str] = {}
    if folder is None:
        return found
    for pattern in ("*.yaml", "agreements/*.yaml", "actors/*.yaml"):
        for path in sorted(folder.glob(pattern)):
            try:
                found[path.relative_to(folder).as_posix()] = path.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise LibraryError(f"{path}: cannot be read ({error}); mend it first") from error
    return found


def _home(path: str) -> str | None:
    from foedus.library.load import HOME

    place = HOME / path
    return place.read_text(encoding="utf-8") if place.exists() else None


def proposed_faults(desk: Desk, found: Proposal) -> tuple[Problem, ...]:
    """The faults that the user's library would have, and has not yet: it is loaded as it would be."""
    from foedus.library import load_library

    if not found.changed:
        return ()
    before = {(Path(each.where).name.split(":")[0], each.what) for each in desk.library.problems}
    with TemporaryDirectory(prefix="foedus-") as folder:
        for path, text in found.texts.items():
            place = Path(folder) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text.encode("utf-8"))
        problems = load_library.__wrapped__(Path(folder)).problems
        told = [replace(each, where=each.where.removeprefix(folder).lstrip("/\\")) for each in problems]
    return tuple(
        each for each in told if each.code == "fault" and (Path(each.where).name.split(":")[0], each.what) not in before
    )
