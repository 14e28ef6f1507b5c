"""Taking judgements in that people gave in other tools: matched with what the ledger holds, signed, recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from foedus.desk.judging import corrected
from foedus.desk.looking import document_id
from foedus.exchange.remarks import Remark
from foedus.model.claims import Claim
from foedus.model.ids import text_id
from foedus.model.judgements import Judgement, standing
from foedus.model.problems import DataError, Problem, UnknownName, UsageError

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

FORMS = ("web-annotation", "brat")
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file of judgements.

    recorded: those that the ledger did not hold.  known: how many it held already.  problems: what was not taken.
    """

    recorded: tuple[Judgement, ...]
    known: int
    problems: tuple[Problem, ...]


def import_judgements(
    desk: Desk, form: str, place: str, *, by: str | None = None, reason: str | None = None, now: datetime | None = None
) -> Taken:
    """Records the judgements of a file: Web Annotations, or brat's, of which a folder may be given.

    by: who signs those that the file has unsigned.  reason: of those that give none.
    now: when those were given that say no time; the clock's without it.

    Raises UsageError for a form that is none, DataError where the file cannot be read.
    """
    if form not in FORMS:
        raise UsageError(f"no judgements come as {form!r}; give one of {', '.join(FORMS)}")
    found = _brat(Path(place)) if form == "brat" else _web(Path(place))
    recorded: list[Judgement] = []
    problems: list[Problem] = []
    known = 0
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
            continue
        signed = replace(each, by=each.by or by, reason=each.reason or reason)
        became = _taken(desk, signed, now or datetime.now(UTC))
        if isinstance(became, Problem):
            problems.append(became)
        elif became is None:
            known += 1
        else:
            recorded.append(became)
    return Taken(tuple(recorded), known, tuple(problems))


def _taken(desk: Desk, remark: Remark, now: datetime) -> Judgement | Problem | None:
    """What was recorded; None where the ledger held it already."""
    made = _judgement(desk, remark, now)
    if isinstance(made, Problem) or (remark.at is None and _stands(desk, made)):
        return made if isinstance(made, Problem) else None
    try:
        return made if desk.ledger.judge(made) else None
    except UsageError as error:
        return _unfit(remark, str(error), "mend it, and give the file again", made.target)


def _stands(desk: Desk, made: Judgement) -> bool:
    """Whether the same person has held the same already: a file without times can be given again."""
    return any(
        (each.verdict, each.by, each.reason, each.claim) == (made.verdict, made.by, made.reason, made.claim)
        for each in standing(desk.ledger.judgements(targets=(made.target,)))
    )


def _judgement(desk: Desk, remark: Remark, now: datetime) -> Judgement | Problem:
    if not remark.by:
        return _unfit(remark, "nobody signed it", "say whose it is: --by NAME")
    if not remark.reason:
        return _unfit(remark, "it gives no reason", "say why: --reason TEXT, or a comment in the file")
    target = _target(desk, remark)
    if isinstance(target, Problem):
        return target
    claim = None
    if remark.verdict == "correct":
        try:
            claim = _instead(desk, remark, target.id)
        except (UsageError, KeyError, TypeError, ValueError) as error:
            return _unfit(remark, f"the correction cannot be made ({error})", "say FIELD=VALUE, a line each")
    return Judgement(remark.verdict, target.id, remark.by, remark.at or now, remark.reason, claim=claim)


def _instead(desk: Desk, remark: Remark, target: str) -> Claim:
    if remark.corrected is not None:
        return Claim.from_record(remark.corrected)
    return corrected(desk, target, remark.changes, remark.by or "")


def _target(desk: Desk, remark: Remark) -> Claim | Problem:
    """The claim that is meant: by its id, else by the words that it rests on."""
    from foedus.ledger import ClaimFilter

    if remark.claim is not None:
        found = next(desk.ledger.claims(ClaimFilter(id=remark.claim)), None)
        why = "the ledger holds no such claim"
        return found or _unfit(remark, why, "read its document first", remark.claim)
    if remark.document is None:
        return _unfit(remark, "it names neither a claim nor a document", "name the claim by its id")
    try:
        document = document_id(desk, remark.document)
    except UnknownName:
        return _unfit(remark, "the ledger holds no such document", "read it first", remark.document)
    resting = [each for each in desk.ledger.claims(ClaimFilter(document=document)) if _rests(each, remark)]
    if len(resting) == 1:
        return resting[0]
    ids = ", ".join(each.id for each in resting)
    why = f"{len(resting)} claims rest on these words: {ids}" if resting else "no claim rests on these words"
    return _unfit(remark, why, "name the claim by its id")


def _rests(claim: Claim, remark: Remark) -> bool:
    if remark.spans:
        return sorted(remark.spans) == sorted((each.start, each.end) for each in claim.evidence)
    return bool(remark.words) and sorted(remark.words) == sorted(each.text for each in claim.evidence)


def _unfit(remark: Remark, why: str, todo: str, what: str = "") -> Problem:
    named = f" {what}" if what else ""
    return Problem("unmatched", f"not taken: {remark.verdict}{named}", remark.where, why, todo)


def _web(place: Path) -> Iterator[Remark | Problem]:
    from foedus.exchange.annotated import annotated

    yield from annotated(_text(place), str(place))


def _brat(place: Path) -> Iterator[Remark | Problem]:
    from foedus.exchange.brat import judged

    files: Iterable[Path] = sorted(place.rglob("*.ann")) if place.is_dir() else (place,)
    empty = True
    for file in files:
        empty = False
        beside = file.with_suffix(".txt")
        if not beside.exists():
            yield Problem("brat", "not read: its text is not beside it", str(file), "", f"put {beside.name} there")
            continue
        yield from judged(_text(file), text_id(_text(beside)), str(file))
    if empty:
        yield Problem("empty", "no .ann in it", str(place), "", "give a file, or a folder, of brat's")


def _text(place: Path) -> str:
    """A file's text, with its line ends as they are."""
    try:
        if place.stat().st_size > _LARGEST:
            raise DataError(f"{place}: it has more than {_LARGEST // 1_000_000} MB; give it in parts")
        return place.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise DataError(f"{place}: it cannot be read ({why}); check the file's name, and that it is UTF-8") from None
