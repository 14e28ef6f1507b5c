"""Bad input at the command line: it is named, the rest is done, and nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from calling import Run

from foedus.desk import Desk, Settings, read_into

ROOT = Path(__file__).resolve().parent.parent.parent
FOEDUS = (sys.executable, "-m", "foedus")
PROSE = "Russia recognised South Ossetia on 26 August 2008, the foreign ministry said in Moscow on Tuesday evening. "
BOMB = (
    '<!DOCTYPE r [<!ENTITY a0 "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)

needs_reader = pytest.mark.usefixtures("quick")


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "", "it is empty"),
        ("binary.txt", bytes(range(256)) * 8, "no text"),
        ("page.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article"),
        ("notes.docx", "x", "unknown kind of file"),
        ("bomb.xml", f"<?xml version='1.0'?>{BOMB}<r>&a9;</r>", "unknown kind of file"),
        ("bomb.html", f"{BOMB}<html><body><p>&a9;</p></body></html>", "no article"),
        ("cut.json", '{"text": "Russ', "no JSON"),
        ("deep.json", "[" * 100_000, "nested too deeply"),
        ("number.json", '{"text": 5}', "text is a number"),
        ("list.json", "[]", "holds no record"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(
    run: Run, tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    path = write(tmp_path / name, content)
    done = run("read", str(path), "--no-record", "--format", "jsonl")
    assert (done.code, done.out) == (1, "")
    problem, summary = done.err.splitlines()
    assert problem.startswith(f"problem: {path}")
    assert said in problem
    assert problem.count(". ") >= 1
    assert summary == "done, with 1 problem"


def test_fifty_megabytes_of_one_line_are_not_even_opened(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "endless.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    done = run("read", str(path), "--no-record", "--format", "jsonl")
    assert done.code == 1
    assert "50.0 MB" in done.err


@pytest.mark.slow
def test_a_folder_of_all_sorts_is_read_as_far_as_it_can_be(run: Run, tmp_path: Path, quick: None) -> None:
    folder = tmp_path / "all sorts"
    folder.mkdir()
    write(folder / "good.txt", PROSE)
    write(folder / "broken.txt", b"\xff".join([PROSE.encode(), "Nauru – too.".encode()]))
    write(folder / "types.json", json.dumps({"text": PROSE, "title": 5, "outlet": [], "byline": {}, "published": True}))
    write(folder / "list.json", json.dumps([{"text": PROSE}, None, {"title": "x"}]))
    write(folder / "bomb.html", f"{BOMB}<html><body><article><p>&a9; {PROSE}</p></article></body></html>")
    write(folder / "nothing.txt", "")
    write(tmp_path / "outside.txt", "secret")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    ledger = str(tmp_path / "l.sqlite")
    done = run("read", str(folder), "--ledger", ledger, "--format", "jsonl")
    assert done.code == 1
    read = [record for line in done.out.splitlines() if (record := json.loads(line))["type"] == "document"]
    assert sorted(Path(document["path"]).name for document in read) == [
        "0", "bomb.html", "broken.txt", "good.txt", "types.json",
    ]  # fmt: skip
    problems = [line for line in done.err.splitlines() if line.startswith("problem: ")]
    for said in (
        "broken UTF-8", "leads out of the folder", "it is empty", "list.json#/1", "list.json#/2",
        "title is left out", "outlet is left out", "byline is left out", "published is left out",
    ):  # fmt: skip
        assert len([line for line in problems if said in line]) == 1, said
    assert "secret" not in done.out
    with Desk(Settings(ledger=ledger)) as desk:
        assert len(list(desk.ledger.problems())) == len(problems)


@pytest.mark.slow
@needs_reader
@pytest.mark.parametrize(
    "text",
    ["(" * 12_000, '"' * 12_000, "a" * 50_000, 'said "' * 2_000, PROSE * 30, "\x1b[2J\x07 Georgia \u202e\u0300 " * 50],
    ids=["brackets", "quotation marks", "one word", "said", "one paragraph", "control characters"],
)
def test_odd_texts_are_read_in_good_time_with_exact_spans(run: Run, tmp_path: Path, text: str) -> None:
    path = write(tmp_path / "odd.txt", text)
    done = run("read", str(path), "--no-record", "--format", "jsonl")
    assert done.code in (0, 1)
    for line in done.out.splitlines():
        record = json.loads(line)
        for quote in record.get("evidence", ()):
            assert text[quote["start"] : quote["end"]] == quote["text"]


@pytest.mark.skipif(os.name != "posix", reason="other systems refuse such names")
def test_names_with_any_character_are_read_and_do_nothing_to_the_terminal(
    run: Run, tmp_path: Path, quick: None
) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    names = [b"new\nline.txt", b"\x1b[31mred.txt", b"-dash.txt", "სახელი.txt".encode(), b"byte\xff.txt"]
    for name in names:
        try:
            write(Path(os.fsdecode(os.fsencode(folder) + b"/" + name)), PROSE)
        except OSError:
            pytest.skip("the file system refuses such names")
    machine = run("read", str(folder), "--no-record", "--format", "jsonl")
    assert machine.code == 0
    documents = [r for line in machine.out.splitlines() if (r := json.loads(line))["type"] == "document"]
    assert {os.fsencode(document["path"]).rsplit(b"/", 1)[1] for document in documents} == set(names)
    person = run("read", str(folder), "--ledger", str(tmp_path / "l.sqlite"))
    assert person.code == 0
    assert "\x1b[31m" not in person.out
    gone = run("read", str(folder / "\x1b[31m\n.txt"), "--no-record", "--format", "jsonl")
    assert gone.err.splitlines()[0].startswith("problem: ")
    assert "\x1b" not in gone.err
    assert len(gone.err.splitlines()) == 2


@pytest.mark.parametrize("make", ["folder", "text", "something else", "newer", "damaged"])
@pytest.mark.parametrize("command", [("claims",), ("read", "{article}", "--format", "jsonl")])
def test_a_ledger_that_cannot_be_used_ends_with_3(
    run: Run, article: Path, tmp_path: Path, quick: None, make: str, command: tuple[str, ...]
) -> None:
    place = tmp_path / "l.sqlite"
    if make == "folder":
        place.mkdir()
    elif make == "text":
        write(place, "Dear diary, " * 100)
    elif make == "something else":
        with sqlite3.connect(place) as connection:
            connection.execute("CREATE TABLE recipes (name)")
        connection.close()
    else:
        with Desk(Settings(ledger=str(place))) as desk:
            assert desk.writable
        if make == "damaged":
            place.write_bytes(place.read_bytes()[:6000])
        else:
            with sqlite3.connect(place) as connection:
                (table,) = connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%version_num%'"
                ).fetchone()
                connection.execute(f"UPDATE {table} SET version_num = '9999'")  # noqa: S608
            connection.close()
    done = run(*(word.format(article=article) for word in command), "--ledger", str(place))
    assert done.code == 3
    assert str(place) in done.err
    assert not done.err.startswith("Traceback")
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("close", ["stdout", "full"])
def test_an_output_that_takes_nothing_is_told(close: str) -> None:
    if close == "full" and not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    target = "/dev/full" if close == "full" else "&-"
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m foedus agreements >{target}', sys.executable],
        capture_output=True, text=True, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("foedus: standard output cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_standard_input_and_a_closed_standard_error_are_no_crash() -> None:
    shell = 'exec "$0" -m foedus read - --no-record --format jsonl <&-'
    done = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 1
    assert "standard input is closed" in done.stderr
    deaf = subprocess.run(
        ["/bin/sh", "-c", 'exec "$0" -m foedus read nowhere.txt --no-record --format jsonl 2>&-', sys.executable],
        capture_output=True, check=False, env=environment(),
    )  # fmt: skip
    assert deaf.returncode == 1


def test_machines_get_utf8_whatever_the_terminals_encoding() -> None:
    done = subprocess.run(
        [*FOEDUS, "actor", "Georgia", "--format", "json"],
        capture_output=True, check=True, env={**environment(), "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    names = [name["text"] for name in json.loads(done.stdout.decode("utf-8"))["names"]]
    assert "საქართველო" in names
    person = subprocess.run(
        [*FOEDUS, "actor", "Georgia"],
        capture_output=True,
        check=True,
        env={**environment(), "PYTHONIOENCODING": "ascii"},
    )
    assert "\\u10e1" in person.stdout.decode("ascii")


@pytest.mark.parametrize(("columns", "is_list"), [(40, True), (80, True), (160, False)])
def test_a_narrow_terminal_gets_lists(run: Run, monkeypatch: pytest.MonkeyPatch, columns: int, is_list: bool) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("NO_COLOR", "1")
    done = run("recognition", "South Ossetia", "--viewpoint", "RUS")
    assert ("recogniser: Russia" in done.out) is is_list
    words = [line for line in done.out.splitlines() if "http" not in line]
    assert max(map(len, words)) <= columns


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id: [", "pact.yaml:2"),
        ("frm: treaty", "'frm' was unexpected"),
        ("id: !!python/object/apply:os.system ['true']", "constructor"),
        ("".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9 if n else ''}]\n" for n in range(12)), "aliases"),
    ],
    ids=["broken", "typo", "unsafe", "bomb"],
)
def test_a_fault_in_ones_own_library_is_a_problem(run: Run, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "agreements").mkdir()
    write(tmp_path / "agreements" / "pact.yaml", text)
    done = run("agreements", "--library", str(tmp_path))
    assert done.code == 1
    assert "north-atlantic-1949" in done.out
    assert said in done.err
    assert "problem: " in done.err
    assert "Traceback" not in done.err


def test_who_asks_for_an_agreement_whose_file_has_a_fault_is_told_the_fault(run: Run, tmp_path: Path) -> None:
    (tmp_path / "agreements").mkdir()
    write(tmp_path / "agreements" / "pact.yaml", "id: pact\n")
    done = run("agreements", "pact", "--library", str(tmp_path))
    assert done.code == 2
    assert "pact.yaml:1" in done.err
    assert "the library has no one agreement 'pact'" in done.err


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="other systems interrupt otherwise")
def test_an_interrupted_reading_keeps_whole_documents_only(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(400):
        write(folder / f"{number:03}.txt", f"{PROSE} So did Nauru, in {number} words.")
    ledger = tmp_path / "l.sqlite"
    words = [*FOEDUS, "read", str(folder), "--ledger", str(ledger), "--format", "jsonl"]
    # A test run in the background ignores interrupts, and a child would inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        started = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    finally:
        signal.signal(signal.SIGINT, before)
    with started as reading:
        assert reading.stdout
        for _ in range(10):
            reading.stdout.readline()
        reading.send_signal(signal.SIGINT)
        _, err = reading.communicate(timeout=60)
    assert reading.returncode == 130
    assert b"Traceback" not in err
    with Desk(Settings(ledger=str(ledger))) as desk:
        documents = list(desk.ledger.documents())
        assert 0 < len(documents) < 400
        for document in documents[-3:]:
            held = {claim.id for claim in desk.ledger.claims() if claim.document == document.id}
            again = next(iter(read_into(desk, [document.path], record=False)))
            assert held == {claim.id for claim in again.claims}


@pytest.mark.slow
def test_many_small_files_are_read_one_by_one_in_little_memory(tmp_path: Path, desk: Desk) -> None:
    import tracemalloc

    for number in range(150):
        write(tmp_path / f"{number:03}.txt", f"{PROSE} So did Nauru, in {number} words.")
    reading = read_into(desk, [str(tmp_path)], record=False)
    for _ in range(50):
        next(reading)
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        done = sum(1 for _ in reading)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert done == 100
    assert after - before < 4_000_000
