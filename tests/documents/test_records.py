"""JSON records: one, many, and wrong ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from foedus.documents import Loaded, load

TEXT = "The two governments said on Monday that the ferry agreement had entered into force."


def records(tmp_path: Path, content: Any) -> list[Loaded]:
    path = tmp_path / "news.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return list(load([path]))


def codes(loaded: Loaded) -> list[str]:
    return [p.code for p in loaded.problems]


def test_a_record_keeps_its_fields(tmp_path: Path) -> None:
    entry = {
        "title": "Pact",
        "text": TEXT,
        "address": "https://example.org/a",
        "published": "2021-05",
        "outlet": "Gazette",
    }
    (loaded,) = records(tmp_path, entry | {"byline": "A. Leal", "unknown": [1]})
    document = loaded.document
    assert document is not None
    assert loaded.problems == ()
    assert (document.text, document.title, document.address) == (TEXT, "Pact", "https://example.org/a")
    assert (document.outlet, document.byline) == ("Gazette", "A. Leal")
    assert (document.published, document.published_basis) == ("2021-05", "stated")


def test_a_list_gives_a_document_for_each_and_a_problem_for_the_rest(tmp_path: Path) -> None:
    found = records(
        tmp_path, [{"text": TEXT}, 7, {"text": 3}, {"title": "x"}, {"text": " "}, {"text": TEXT, "title": 1}]
    )
    assert [bool(x.document) for x in found] == [True, False, False, False, False, True]
    assert [codes(x) for x in found] == [[], ["json"], ["json"], ["json"], ["empty"], ["json"]]
    assert [x.where.rpartition("#")[2] for x in found] == [f"/{n}" for n in range(6)]


@pytest.mark.parametrize(
    "content", ["", "{", "[" * 100_000, '"text"', "null", "true", "3", "[[]]", '{"text": null}', "1" * 6000]
)
def test_no_record_at_all_is_a_problem(tmp_path: Path, content: str) -> None:
    (loaded,) = records(tmp_path, content)
    assert loaded.document is None
    assert codes(loaded) in (["json"], ["empty"])


def test_an_empty_list_is_said(tmp_path: Path) -> None:
    (loaded,) = records(tmp_path, [])
    assert codes(loaded) == ["empty"]


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2018-01-30", "2018-01-30"),
        ("2018-01-30T11:20:00+04:00", "2018-01-30"),
        (2018, "2018"),
        ("30 January 2018", "2018-01-30"),
        ("Tue, 30 Jan 2018", "2018-01-30"),
        ("1992~", "1992~"),
    ],
)
def test_published_is_read_as_it_is_written(tmp_path: Path, value: Any, edtf: str) -> None:
    (loaded,) = records(tmp_path, {"text": TEXT, "published": value})
    assert loaded.document is not None
    assert (loaded.document.published, loaded.problems) == (edtf, ())


@pytest.mark.parametrize("value", ["0000-01-01", "2018-02-30", "soon", True, [2018], {"year": 2018}])
def test_published_that_is_no_date_is_left_out_and_said(tmp_path: Path, value: Any) -> None:
    (loaded,) = records(tmp_path, {"text": TEXT, "published": value})
    assert loaded.document is not None
    assert loaded.document.published is None
    assert codes(loaded) == ["date"]


def test_characters_that_cannot_be_stored_are_replaced(tmp_path: Path) -> None:
    (loaded,) = records(tmp_path, f'{{"text": "{TEXT} \\ud800 \\u0000"}}')
    assert loaded.document is not None
    assert loaded.document.text == f"{TEXT} \ufffd \ufffd"
    assert codes(loaded) == ["encoding"]
