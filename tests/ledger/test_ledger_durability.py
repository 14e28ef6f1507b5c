"""Kills, full disks, rights that are lacking, damage and lost servers: told clearly, and nothing recorded is lost."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ledger_killing
import pytest
from ledger_killing import PROCESSES, made
from ledger_making import ARTICLE, FIRST, day, fill

from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.store import Ledger
from foedus.model.documents import Document
from foedus.model.problems import LedgerError

RECORDINGS = 200


@pytest.mark.slow
def test_kills_at_random_points_leave_each_recording_whole_or_absent(either_place: str | Path) -> None:
    place, chance, number = str(either_place), random.Random(), 0  # noqa: S311
    open_ledger(place).close()
    while number < RECORDINGS:
        told = killed(place, number + 1, chance) or number
        with open_ledger(place, create=False) as ledger:
            number = sum(1 for _ in ledger.sightings())
            assert told <= number <= told + 1  # it may have been recorded and not yet told
            if number:
                (last,) = ledger.documents(ids=[made(number)[0].id])
                assert [last, *ledger.claims(ClaimFilter(document=last.id))] == [made(number)[0], *made(number)[2]]
    with open_ledger(place, create=False) as ledger:
        assert ledger_killing.held(ledger) == number
        assert len(list(ledger.problems())) == number
        assert list(ledger.verify()) == []


def killed(place: str, first: int, chance: random.Random) -> int:
    """Let a program record some documents and kill it; the number of the last that it told to be recorded."""
    mine, its = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=ledger_killing.record, args=(place, first, its))
    process.start()
    its.close()
    told = 0
    for _ in range(chance.randint(1, 12)):
        told = mine.recv()
    time.sleep(chance.uniform(0, 0.03))
    process.kill()
    process.join()
    try:
        while True:
            told = mine.recv()
    except EOFError:
        mine.close()
    return told


@pytest.mark.slow
def test_ten_readers_beside_a_writer_see_whole_documents_and_never_fewer(either_place: str | Path) -> None:
    place = str(either_place)
    open_ledger(place).close()
    mine, its = PROCESSES.Pipe(duplex=False)
    until = time.monotonic() + 8
    writer = PROCESSES.Process(target=ledger_killing.record, args=(place, 1, its, until))
    writer.start()
    assert mine.recv() == 0
    ends = [PROCESSES.Pipe(duplex=False) for _ in range(10)]
    readers = [PROCESSES.Process(target=ledger_killing.read, args=(place, until, end)) for _, end in ends]
    for reader in readers:
        reader.start()
    wrote = 0
    while writer.is_alive() or mine.poll():
        if mine.poll(0.1):
            wrote = mine.recv()
    found = [end.recv() for end, _ in ends]
    for process in (writer, *readers):
        process.join()
    assert [wrong for _, _, wrong in found if wrong] == []
    assert writer.exitcode == 0
    assert all(rounds for rounds, _, _ in found)
    with open_ledger(place, create=False) as ledger:
        assert ledger_killing.held(ledger) == wrote > 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A ledger with something in it."""
    path = tmp_path / "ledger.sqlite"
    fill(path)
    return path


def test_a_file_that_may_not_grow_is_told_and_stays_whole(file: Path) -> None:
    code = f"""
import resource, signal
from datetime import UTC, datetime
from pathlib import Path
from foedus.ledger import ReadBy, open_ledger
from foedus.model.documents import Document
from foedus.model.problems import LedgerError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_ledger({str(file)!r}) as ledger:
    limit = Path({str(file)!r}).stat().st_size + 100_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        ledger.append(Document("c.txt", "word " * 1_000_000), reader=ReadBy("1", "m"), recorded_at=datetime.now(UTC))
    except LedgerError as error:
        print(error)
    print(len(list(ledger.documents())))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    told, number = done.stdout.splitlines()
    assert str(file) in told
    assert "disk" in told
    assert number == "1"
    with open_ledger(file) as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        assert [fault for fault in ledger.verify() if fault.code != "changed"] == []
        assert ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2)).documents == 1


@contextmanager
def only_to_be_read(*paths: Path) -> Iterator[None]:
    """As somebody who may not write there: whoever runs the tests, or nobody in the place of root."""
    before = [stat.S_IMODE(path.stat().st_mode) for path in paths]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for path, mode in zip(paths, before, strict=True):
            path.chmod(mode)


@pytest.fixture
def shown(file: Path) -> Path:
    """The ledger's folder, which others may look into; all that is imported on the way is imported."""
    with open_ledger(file) as ledger:
        list(ledger.documents())
    for folder in (file.parent, *file.parent.parents):
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | 0o055)
    return file.parent


def test_a_folder_that_can_only_be_read_is_told_with_what_to_do(file: Path, shown: Path) -> None:
    before = file.read_bytes()
    with only_to_be_read(shown, file):
        try:
            with open_ledger(file) as ledger:
                assert list(ledger.documents()) == [ARTICLE]  # a rollback journal can be read there
                with pytest.raises(LedgerError, match="only be read"):
                    ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
        except LedgerError as error:
            assert "its folder" in str(error)  # noqa: PT017
        with open_ledger(f"sqlite:///file:{file}?immutable=1&uri=true") as ledger:
            assert list(ledger.documents()) == [ARTICLE]
        with pytest.raises(LedgerError, match=r"cannot be opened|only be read"):
            open_ledger(shown / "new.sqlite")
    assert file.read_bytes() == before


def test_a_file_that_can_only_be_read_answers_and_refuses_to_record(file: Path, shown: Path) -> None:
    shown.chmod(0o777)
    with only_to_be_read(file), open_ledger(file) as ledger:
        assert list(ledger.documents()) == [ARTICLE]
        with pytest.raises(LedgerError, match="only be read"):
            ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))


def everything(place: Path) -> None:
    """Ask a ledger for all that it holds, record something, and go through it."""
    with open_ledger(place) as ledger:
        list(ledger.documents(history=True))
        list(ledger.statements())
        list(ledger.standing_claims())
        list(ledger.judgements())
        list(ledger.problems())
        list(ledger.sightings())
        list(ledger.search("minsk"))
        ledger.stats()
        ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
        list(ledger.verify())


@pytest.mark.slow
def test_any_damage_is_told_as_damage(file: Path, tmp_path: Path) -> None:
    whole, chance = file.read_bytes(), random.Random(5)  # noqa: S311
    damaged = tmp_path / "damaged.sqlite"
    told = 0
    for _ in range(40):
        content = bytearray(whole)
        if chance.random() < 0.2:
            del content[chance.randrange(100, len(content)) :]
        else:
            at = chance.choice([place for place, byte in enumerate(content) if byte])
            size = chance.choice((1, 4, 16, 4096))
            content[at : at + size] = chance.randbytes(len(content[at : at + size]))
        for end in ("-wal", "-shm", "-journal"):
            damaged.with_name(damaged.name + end).unlink(missing_ok=True)
        damaged.write_bytes(content)
        try:
            everything(damaged)
        except LedgerError as error:
            assert str(damaged) in str(error)  # noqa: PT017
            told += 1
    assert told > 5


@pytest.mark.slow
def test_a_server_that_dies_is_told_and_what_was_recorded_is_there_when_it_runs_again() -> None:
    import postgres_server

    if os.environ.get(postgres_server.GIVEN) or postgres_server.why_none():
        pytest.skip("only a server of the tests' own may be killed")
    with postgres_server.server() as address:
        (folder,) = (Path(part.removeprefix("host=")) for part in address.split("?")[1].split("&"))
        fill(address)
        with open_ledger(address) as ledger:
            with pytest.raises(LedgerError, match="connection to the server was lost"):
                lose(ledger, folder)
            with pytest.raises(LedgerError, match="cannot be reached"):
                list(ledger.documents())
            postgres_server.start(folder)
            assert list(ledger.documents()) == [ARTICLE]
            assert ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2)).documents == 1


def lose(ledger: Ledger, folder: Path) -> None:
    """Crash the server in the middle of recording."""
    import postgres_server

    with ledger.batch():
        ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(2))
        postgres_server.crash(folder)
        ledger.append(Document("d.txt", "Baku stayed."), reader=FIRST, recorded_at=day(2))
