"""Loading a corpus into a ledger: what `foedus read` of its sources would have recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.desk.opening import Desk
from foedus.ledger import Appended, ReadBy
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import DataError, Problem, UsageError

if TYPE_CHECKING:
    from foedus.corpora.folder import Written

    Read = tuple[Document, list[Statement], list[Claim], list[Problem]]

_CLAIMS = 10_000
"""Claims that are recorded together: whoever else writes to the ledger waits no longer than that takes."""


@dataclass(frozen=True, slots=True)
class LoadedCorpus:
    """How far loading has come.

    shards, of: how many shards are loaded, of how many; documents: in these.  added: what the ledger did not hold.
    problems: that loading itself met at this step.
    """

    shards: int = 0
    of: int = 0
    documents: int = 0
    claims: int = 0
    added: Appended = field(default_factory=Appended)
    problems: tuple[Problem, ...] = ()


def load_corpus(desk: Desk, folder: str | Path) -> Iterator[LoadedCorpus]:
    """Records a corpus in the desk's ledger, shard by shard, and says so after each; what is held is not added again.

    Every id is worked out anew and must be what stands there.  A shard whose files are damaged is a problem.

    Raises UsageError where the folder holds no corpus.
    """
    from foedus.corpora.folder import read_about, shards

    place = Path(folder)
    about = read_about(place)
    if about is None:
        raise UsageError(f"there is no corpus at {place}; make one: foedus corpus read SOURCE... --out {place}")
    reader = ReadBy(about.version, about.model)
    whole = tuple(shards(place))
    done = LoadedCorpus(of=len(whole))
    yield done
    for shard in whole:
        done = replace(done, shards=done.shards + 1, problems=())
        try:
            loaded = _Shard(place, shard)
        except DataError as error:
            done = replace(done, problems=(_damaged(place, shard, str(error)),))
        else:
            added, problems = _record(desk, loaded, reader)
            done = replace(
                done,
                documents=done.documents + len(loaded.read),
                claims=done.claims + shard.rows["claims"],
                added=_sum((done.added, added)),
                problems=tuple(problems),
            )
        yield done
    if done.added.documents:
        desk.ledger.survey()


class _Shard:
    """What was read of a shard's documents, and where else they stand."""

    def __init__(self, place: Path, shard: Written) -> None:
        from foedus.corpora.columns import claim_record
        from foedus.corpora.folder import read_table

        tables = {name: read_table(place, shard, name) for name in ("documents", "statements", "claims")}
        rows = read_table(place, shard, "problems")
        self.read: dict[str, Read] = {}
        for row in tables["documents"]:
            document = Document.from_record({k: v for k, v in row.items() if k != "retrieved"})
            self.read[_same(document.id, row["id"])] = (document, [], [], [])
        for row in tables["statements"]:
            said = Statement.from_record(row)
            self.read[row["document"]][1].append(said)
            _same(said.id, row["id"])
        for row in tables["claims"]:
            claim = Claim.from_record(claim_record(row))
            self.read[row["document"]][2].append(claim)
            _same(claim.id, row["id"])
        self.problems: list[Problem] = []
        for row in rows:
            problem = Problem(row["code"], row["what"], row["where"], row["why"], row["todo"])
            (self.problems if row["document"] is None else self.read[row["document"]][3]).append(problem)
        own = {(key, read[0].path) for key, read in self.read.items()}
        sighted = ((row["document"], row["path"]) for row in read_table(place, shard, "sightings"))
        self.elsewhere = [each for each in sighted if each not in own]

    def batches(self) -> Iterator[list[Read]]:
        """The documents, some thousand claims at a time."""
        batch: list[Read] = []
        count = 0
        for each in self.read.values():
            batch.append(each)
            count += len(each[2]) + 1
            if count >= _CLAIMS:
                yield batch
                batch, count = [], 0
        if batch:
            yield batch


def _same(worked_out: str, stands: str) -> str:
    if worked_out != stands:
        raise DataError(f"{stands} is not what its id says (it would be {worked_out})")
    return stands


def _record(desk: Desk, shard: _Shard, reader: ReadBy) -> tuple[Appended, list[Problem]]:
    """Record a shard; what was added, and what could not be recorded."""
    ledger, total = desk.writable, Appended()
    problems: list[Problem] = []
    for batch in shard.batches():
        now = datetime.now(UTC)
        answers = ledger.append_all(batch, reader=reader, recorded_at=now, keep=desk.settings.keep)
        total = _sum((total, *(each for each in answers if isinstance(each, Appended))))
        refused = ((read[0], why) for read, why in zip(batch, answers, strict=True) if not isinstance(why, Appended))
        problems.extend(_erased(document, str(why)) for document, why in refused)
    now = datetime.now(UTC)
    if shard.elsewhere:
        sightings, lacking = ledger.sight(shard.elsewhere, recorded_at=now)
        total = _sum((total, Appended(sightings=sightings)))
        problems.extend(_lacking(document) for document in lacking)
    if shard.problems:
        total = _sum((total, Appended(problems=ledger.append_problems(shard.problems, recorded_at=now))))
    return total, problems


def _sum(parts: Iterable[Appended]) -> Appended:
    several = list(parts)
    totals: dict[str, Any] = {one.name: sum(getattr(each, one.name) for each in several) for one in fields(Appended)}
    return Appended(**totals)


def _damaged(place: Path, shard: Written, why: str) -> Problem:
    where = f"{place}/shards/{shard.name}.json"
    return Problem(
        "damaged", "not loaded: a shard is damaged", where, why, "remove that file and read the corpus again"
    )


def _erased(document: Document, why: str) -> Problem:
    todo = "load the corpus into another --ledger if it is to be there all the same"
    return Problem("erased", "not recorded: its words were erased", document.path, why, todo)


def _lacking(document: str) -> Problem:
    why = "its shard is missing or damaged"
    return Problem("damaged", "a place of it is not recorded: the corpus lacks it", document, why, "read it again")
