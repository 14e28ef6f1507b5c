"""The sources of a corpus: each kind gives its articles one at a time, and what is broken comes with its place."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import polars as pl
import pytest
from corpus_making import web_archive

from foedus.corpora.shards import load_items
from foedus.corpora.sources import items, weight
from foedus.documents.load import Limits, Loaded
from foedus.model.problems import Problem

PAGE = (
    "<html><head><title>Pact</title></head><body><article><h1>Pact</h1>"
    "<p>{} signed a treaty of friendship with its neighbour on Friday, the ministry said in a long statement.</p>"
    "<p>The parliament will take it up next week, according to the speaker, who had praised it before.</p>"
    "</article></body></html>"
)


def loaded(*sources: Path | str, limits: Limits | None = None) -> list[Loaded]:
    """Everything that sources give."""
    found = load_items(enumerate(items(map(str, sources), limits=limits)), limits)
    return [each for item in found for each in item.loaded]


def problems(found: list[Loaded]) -> list[Problem]:
    """The problems of what was loaded."""
    return [problem for each in found for problem in each.problems]


def test_lines_of_json_are_articles_and_broken_ones_are_listed_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = {"text": "Minsk denied it.", "title": "Denied", "published": "2022-02-20", "url": "https://news.example/1"}
    path.write_text(f"{json.dumps(good)}\n\n{{broken\n" + json.dumps({"title": "no text"}) + "\n42")
    found = loaded(path)
    document = found[0].document
    assert document is not None
    assert (document.path, document.title, document.published) == (f"{path}:1", "Denied", "2022-02-20")
    assert document.address == "https://news.example/1"
    assert [problem.where for problem in problems(found)] == [f"{path}:{line}" for line in (3, 4, 5)]


def test_a_line_without_an_end_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "endless.jsonl"
    path.write_text('{"text": "One."}\n' + "x" * 3_000_000 + '\n{"text": "Two."}\n')
    found = loaded(path, limits=Limits(file_bytes=1000))
    assert [each.document and each.document.text for each in found] == ["One.", None, "Two."]
    assert [(each.code, each.where) for each in problems(found)] == [("too-large", f"{path}:2")]


def test_packed_lines_that_break_off_give_what_stands_before(tmp_path: Path) -> None:
    whole = gzip.compress("".join(f'{{"text": "Article {n} of {n * n}."}}\n' for n in range(5000)).encode())
    path = tmp_path / "news.jsonl.gz"
    path.write_bytes(whole[: len(whole) // 2])
    found = list(items([str(path)]))
    assert 100 < len(found) < 5000
    last = found[-1].raw.problem
    assert last is not None
    assert last.code == "unreadable"
    assert "damaged" in last.what
    assert sum(item.weight for item in found) <= path.stat().st_size


def test_rows_of_parquet_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows = {
        "text": ["Minsk denied it.", None, "Kyiv denied it."],
        "published": [None, None, "2022-02-20"],
        "editor": ["x", "y", "z"],
    }
    pl.DataFrame(rows).with_columns(pl.col("published").str.to_date()).write_parquet(path)
    found = loaded(path)
    assert [each.document and each.document.text for each in found] == ["Minsk denied it.", None, "Kyiv denied it."]
    assert found[2].document
    assert found[2].document.published == "2022-02-20"
    assert [problem.where for problem in problems(found)] == [f"{path}:2"]


@pytest.mark.parametrize("content", [b"PAR1 but not really", b"", b"PAR1"])
def test_what_is_no_parquet_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(content)
    assert [(each.code, each.where) for each in problems(loaded(path))] == [("parquet", str(path))]


def test_parquet_without_a_text_is_a_problem(tmp_path: Path) -> None:
    pl.DataFrame({"body": ["x"]}).write_parquet(tmp_path / "a.parquet")
    (problem,) = problems(loaded(tmp_path / "a.parquet"))
    assert "no column text" in problem.what
    assert "body" in problem.why


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_web_archive_are_articles_by_their_address(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    archive = web_archive(
        [
            ("https://news.example/1", "200 OK; text/html; charset=utf-8", PAGE.format("Georgia").encode()),
            ("https://news.example/logo", "200 OK; image/png", b"\x89PNG"),
            ("https://news.example/old", "404 Not Found; text/html", PAGE.format("Nobody").encode()),
            (
                "https://news.example/2",
                "200 OK; text/html; charset=windows-1251",
                PAGE.format("Грузия").encode("cp1251"),
            ),
        ],
        packed,
    )
    path.write_bytes(archive)
    first, second = load_items(enumerate(items([str(path)])))
    assert first.retrieved == second.retrieved == "2022-02-20T10:00:00Z"
    one, two = first.loaded[0].document, second.loaded[0].document
    assert one is not None
    assert two is not None
    assert (one.address, two.address) == ("https://news.example/1", "https://news.example/2")
    assert one.path == f"{path}:0"
    assert "Georgia" in one.text
    assert "Грузия" in two.text


def test_an_archive_is_read_on_after_a_damaged_record(tmp_path: Path) -> None:
    pages = [(f"https://news.example/{n}", "200 OK; text/html", PAGE.format(f"State {n}").encode()) for n in range(4)]
    starts = [len(web_archive(pages[:n])) for n in range(4)]
    archive = bytearray(web_archive(pages))
    archive[starts[1] + 60 : starts[1] + 90] = b"\xff" * 30
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(archive)
    found = loaded(path)
    assert [each.document.address[-1] for each in found if each.document and each.document.address] == ["0", "2", "3"]
    assert [each.code for each in problems(found)] == ["warc"]


def test_what_is_no_archive_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"nothing of the kind\n" * 1000)
    (found,) = problems(loaded(tmp_path / "a.warc"))
    assert (found.code, found.what, found.where) == (
        "warc",
        "not read: it begins as no web archive does",
        str(tmp_path / "a.warc"),
    )


def test_a_broken_line_is_told_by_its_place_in_the_file_and_in_the_line(tmp_path: Path) -> None:
    (tmp_path / "news.jsonl").write_text('{"text": "Minsk denied it."}\n{broken\n')
    (found,) = problems(loaded(tmp_path / "news.jsonl"))
    assert found.where == f"{tmp_path / 'news.jsonl'}:2"
    assert found.why == "Expecting property name enclosed in double quotes at character 2"


def test_a_folder_gives_everything_in_its_order(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Minsk denied it.")
    (tmp_path / "b.jsonl").write_text('{"text": "Kyiv denied it."}\n')
    (tmp_path / "c.docx").write_bytes(b"?")
    found = loaded(tmp_path)
    assert [each.document and each.document.text for each in found] == ["Minsk denied it.", "Kyiv denied it.", None]
    assert [each.code for each in problems(found)] == ["suffix"]
    assert weight([str(tmp_path)]) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_standard_input_is_lines_of_json() -> None:
    stdin = io.BytesIO(b'{"text": "One."}\n{"text": "Two."}\n')
    assert [item.raw.where for item in items(["-"], stdin)] == ["-:1", "-:2"]
    assert weight(["-"]) is None


def test_what_is_not_there_is_a_problem() -> None:
    assert [each.code for each in problems(loaded("nowhere.jsonl", "nowhere"))] == ["missing", "missing"]
