"""A corpus's folder: whole shards or none, each document once, the same after any interruption."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from corpus_making import ABOUT, Words, files, read_all, table
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.corpora.columns import TABLES
from foedus.corpora.engines.here import HereEngine
from foedus.corpora.folder import Folder, shards
from foedus.corpora.shards import About
from foedus.desk.corpora import Plan, read_with
from foedus.model.problems import DataError, UsageError

NAMES = ("Russia", "Nicaragua", "Nauru", "Syria", "Tuvalu", "Vanuatu")


def write_news(folder: Path, count: int, repeats: int = 3) -> list[Path]:
    """Sources: a folder of texts, and lines of JSON of which some repeat the texts."""
    (folder / "texts").mkdir(parents=True)
    texts = [f"{NAMES[n % 6]} recognised Abkhazia, it was said for the {n}th time." for n in range(count)]
    for n, text in enumerate(texts[: count // 2]):
        (folder / "texts" / f"{n:03}.txt").write_text(text)
    lines = [*texts[count // 2 :], *texts[:repeats]]
    (folder / "more.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in lines) + "broken\n")
    return [folder / "texts", folder / "more.jsonl"]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path]:
    """Sources, and the corpus that came of them undisturbed."""
    home = tmp_path_factory.mktemp("corpus")
    sources = write_news(home / "news", 40)
    read_all(sources, home / "out")
    return sources, home / "out"


def test_each_document_is_there_once_and_each_place_of_it(read: tuple[list[Path], Path]) -> None:
    _, out = read
    ids = [row["id"] for row in table(out, "documents")]
    assert len(ids) == len(set(ids)) == 40
    places = [row["path"] for row in table(out, "sightings")]
    assert len(places) == len(set(places)) == 43
    assert len(table(out, "claims")) == 40
    assert [row["code"] for row in table(out, "problems")] == ["json"]


def test_reading_again_changes_nothing(read: tuple[list[Path], Path], tmp_path: Path) -> None:
    sources, out = read
    shutil.copytree(out, tmp_path / "out")
    done, problems = read_all(sources, tmp_path / "out")
    assert (done.new_documents, done.known, problems) == (0, 44, [])
    assert files(tmp_path / "out") == files(out)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_whatever_a_kill_left_the_next_run_makes_whole(
    read: tuple[list[Path], Path], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any shards may be missing, in any order, and files of shards that were on their way may lie about."""
    sources, out = read
    copy = tmp_path_factory.mktemp("killed") / "out"
    shutil.copytree(out, copy)
    names = sorted(path.stem for path in (out / "shards").iterdir())
    for name in data.draw(st.sets(st.sampled_from(names))):
        (copy / "shards" / f"{name}.json").unlink()
        for table_ in data.draw(st.sets(st.sampled_from(TABLES))):
            (copy / table_ / f"{name}.parquet").unlink()
    (copy / ".parts" / "half").write_bytes(b"PAR1")
    read_all(sources, copy)
    assert files(copy) == files(out)


class Killed(BaseException):
    """The end of a process."""


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 120))
def test_a_stop_at_any_write_leaves_whole_shards_and_is_made_good(
    read: tuple[list[Path], Path], tmp_path_factory: pytest.TempPathFactory, at: int
) -> None:
    sources, out = read
    home = tmp_path_factory.mktemp("stopped")
    left = at
    real = os.fsync

    def fsync(handle: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed
        real(handle)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", fsync)
        with suppress(Killed):
            read_all(sources, home / "out")
    whole = [shard.name for shard in shards(home / "out")]
    assert all((out / "shards" / f"{name}.json").exists() for name in whole)
    read_all(sources, home / "out")
    assert files(home / "out") == files(out)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=30), st.integers(1, 400))
def test_every_text_is_read_once_whatever_the_shards(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], chars: int
) -> None:
    home = tmp_path_factory.mktemp("any")
    source = home / "news.jsonl"
    source.write_text("".join(json.dumps({"text": f"{NAMES[n % 6]} recognised No{n}."}) + "\n" for n in numbers))
    read_all([source], home / "out", chars=chars)
    assert [row["text"] for row in table(home / "out", "documents")] == [
        f"{NAMES[n % 6]} recognised No{n}." for n in dict.fromkeys(numbers)
    ]
    assert len(table(home / "out", "sightings")) == len(numbers)


def test_what_is_added_to_the_sources_is_added_to_the_corpus(tmp_path: Path) -> None:
    sources = write_news(tmp_path / "news", 10)
    read_all(sources, tmp_path / "out")
    before = files(tmp_path / "out")
    (tmp_path / "news" / "texts" / "001-new.txt").write_text("Tuvalu recognised Abkhazia at last.")
    done, _ = read_all(sources, tmp_path / "out")
    assert done.new_documents == 1
    assert before.items() <= files(tmp_path / "out").items()


def test_a_damaged_file_is_read_anew(tmp_path: Path) -> None:
    sources = write_news(tmp_path / "news", 10)
    read_all(sources, tmp_path / "out")
    before = files(tmp_path / "out")
    victim = next((tmp_path / "out" / "claims").iterdir())
    victim.write_bytes(victim.read_bytes()[:100])
    read_all(sources, tmp_path / "out")
    assert files(tmp_path / "out") == before


def test_two_readers_never_mix(tmp_path: Path) -> None:
    sources = write_news(tmp_path / "news", 10)
    read_all(sources, tmp_path / "out")
    before = files(tmp_path / "out")

    class Newer(Words):
        about = About("2.0", ABOUT.model, ABOUT.seal)

    with pytest.raises(UsageError, match=r"foedus 1.0 .* foedus 2.0 .*--replace"), HereEngine(Newer()) as engine:
        list(read_with(engine, tuple(map(str, sources)), tmp_path / "out", Plan()))
    assert files(tmp_path / "out") == before
    with HereEngine(Newer()) as engine:
        *_, done = read_with(engine, tuple(map(str, sources)), tmp_path / "out", Plan(chars=200, replace=True))
    assert done.new_documents == 10
    assert not set(files(tmp_path / "out")) & set(before) - {"corpus.json"}


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="something else"):
        Folder(tmp_path, ABOUT)
    with pytest.raises(UsageError, match="is a file"):
        Folder(tmp_path / "thesis.txt", ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_one_writes_at_a_time(tmp_path: Path) -> None:
    with Folder(tmp_path / "out", ABOUT), pytest.raises(DataError, match="another process"):
        Folder(tmp_path / "out", ABOUT)
    with Folder(tmp_path / "out", ABOUT):
        pass


def test_a_disk_that_takes_no_more_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = write_news(tmp_path / "news", 10)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    with HereEngine(Words()) as engine:
        run = read_with(engine, tuple(map(str, sources)), tmp_path / "out", Plan(chars=200))
        next(run)
        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(DataError, match="No space left"):
            list(run)
    assert not list(shards(tmp_path / "out"))


def test_a_corpus_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus.json").write_text('{"format":99,"reader":{"version":"9","model":"m","seal":"s"}}')
    with pytest.raises(DataError, match="upgrade foedus"):
        Folder(tmp_path, ABOUT)
