"""A YAML text is changed in one place, and all the rest of it stays as it is, character by character."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.load import HOME
from foedus.model.problems import LibraryError
from foedus.promotion import sheet

AGREEMENTS = sorted((HOME / "agreements").glob("*.yaml"))


def removed(before: str, now: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), now.splitlines())
    return [line[2:] for line in lines if line.startswith("- ")]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a:\n- {x: 1}  # one\n\n# of b\nb: 2\n", "a:\n- {x: 1}  # one\n- {y: 2}\n\n# of b\nb: 2\n"),
        ("a:\n  - x: 1\n    z: |\n      w\n\nb:", "a:\n  - x: 1\n    z: |\n      w\n  - {y: 2}\n\nb:"),
        ("a: []  # none yet\nb: 2\n", "a:  # none yet\n  - {y: 2}\nb: 2\n"),
        ("a: [{x: 1}]\n", "a: [{x: 1}, {y: 2}]\n"),
        ("a: [{x: 1}, ]\n", "a: [{x: 1}, {y: 2}]\n"),
        ("b: 2  # no a", "b: 2  # no a\na:\n  - {y: 2}\n"),
        ("a:\nb: 2\n", "a: [{y: 2}]\nb: 2\n"),
        ("b: 2\r\na:\r\n  - {x: 1}\r\n", "b: 2\r\na:\r\n  - {x: 1}\r\n  - {y: 2}\r\n"),
    ],
)  # fmt: skip
def test_an_item_goes_to_the_end_of_a_list(before: str, now: str) -> None:
    assert sheet.append(before, ("a",), {"y": 2}) == now


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("a: {x: 1, end: ..}  # still\n", "a: {x: 1, end: 2020-01-01}  # still\n"),
        ("a: {x: 1}\n", "a: {x: 1, end: 2020-01-01}\n"),
        ("a:\n  x: 1  # one\nb: 2\n", "a:\n  x: 1  # one\n  end: 2020-01-01\nb: 2\n"),
        ("a:\n  end: null  # when?\n  x: 1\n", "a:\n  end: 2020-01-01  # when?\n  x: 1\n"),
        ("a: {}\nb: 2\n", "a:\n  end: 2020-01-01\nb: 2\n"),
        ("a:\n  end:\n  x: 1\n", "a:\n  end: 2020-01-01\n  x: 1\n"),
    ],
)
def test_a_value_is_put_at_a_key(before: str, now: str) -> None:
    assert sheet.put(before, ("a", "end"), "2020-01-01") == now


def test_a_new_key_goes_before_another_of_the_top() -> None:
    assert sheet.put("id: x\n\n# of b\nb: 2\n", ("n",), 1, before="b") == "id: x\nn: 1\n\n# of b\nb: 2\n"


def test_a_list_of_keys_is_replaced_however_it_is_laid_out() -> None:
    assert (
        sheet.put("a:\n  - who:\n    - A\n    - B\n    x: 1\n", ("a", 0, "who"), ["A"])
        == "a:\n  - who: [A]\n    x: 1\n"
    )
    assert sheet.put("a: [{who: [A, B], x: 1}]\n", ("a", 0, "who"), ["A"]) == "a: [{who: [A], x: 1}]\n"


def test_long_values_are_broken_into_lines() -> None:
    text = sheet.put("a:\n  x: 1\nb: {y: 2}\n", ("a", "note"), "word " * 60)
    text = sheet.put(sheet.put(text, ("b", "note"), "word " * 60), ("a", "note"), "other " * 60)
    assert max(map(len, text.splitlines())) <= sheet.WIDTH
    assert sheet.content(text)["b"]["note"] == "word " * 60


def test_a_comment_stands_beneath_what_it_is_about() -> None:
    text = "a:\n  - {x: 1}\nb: 2\n"
    assert sheet.remark(text, ("a",), ["one", "two"]) == "a:\n  - {x: 1}\n  # one\n  # two\nb: 2\n"
    assert sheet.remark("a: []\nb: 2\n", ("a",), ["one"]) == "a: []\nb: 2\n# one\n"


def test_a_layout_that_is_not_understood_is_refused() -> None:
    with pytest.raises(LibraryError, match="laid out"):
        sheet.put("{a: [], b: &y {}, c: *y, d: [*y]}", ("b", "z"), 1)


@pytest.mark.parametrize("path", AGREEMENTS[::7], ids=lambda path: path.stem)
def test_real_files_keep_every_line(path: Path) -> None:
    before = path.read_text(encoding="utf-8")
    now = sheet.append(before, ("stages",), {"stage": "violated", "date": "2026-01-01", "source": "x"})
    now = sheet.append(now, ("parties",), {"actors": ["RUS"], "source": "x", "note": "long " * 40})
    now = sheet.put(now, ("sources", "x"), {"title": "X", "note": "'quoted': “so” " * 12})
    now = sheet.remark(now, ("stages",), ["against this"])
    assert removed(before, now) == []


words = st.text(
    st.characters(
        codec="utf-8", exclude_characters="\x85\u2028\u2029\ufeff\x7f", exclude_categories=("Cc", "Cs", "Cn", "Co")
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from("abcd"), words | st.none() | st.lists(words, max_size=2)), words)
def test_whatever_is_put_is_what_the_text_then_says(item: dict[str, object], word: str) -> None:
    text = "# top\nrows:\n  - {x: 1}\nsources: {}\nend: ..\n"
    now = sheet.put(sheet.append(text, ("rows",), item), ("sources", "key"), {"title": word})
    assert sheet.content(now) == {"rows": [{"x": 1}, item], "sources": {"key": {"title": word}}, "end": ".."}
    assert now.startswith("# top\nrows:\n  - {x: 1}\n")
    again = sheet.put(now, ("sources", "key", "title"), f"{word} and more")
    assert sheet.content(again)["sources"]["key"]["title"] == f"{word} and more"
