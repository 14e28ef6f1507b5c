"""The demonstration: complete, deterministic, and the same for anybody's articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.desk import Desk
from foedus.desk.demo import ARTICLES, QUESTIONS, command, demonstrate

if TYPE_CHECKING:
    from foedus.reading import Reader

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _one_reader(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "reader", property(lambda desk: reader))


def test_it_shows_every_article_and_answers_every_question_with_a_proof() -> None:
    text, problems = demonstrate()
    assert not problems
    for path in ARTICLES.iterdir():
        assert f"{path.name}: " in text
    for words, asked, _ in QUESTIONS:
        assert words in text
        assert command(asked) in text
    assert "Yes, Belarus is bound." in text
    assert "No, Belarus is not bound." in text
    assert "Russia has to defend South Ossetia" in text
    assert "(rejected)" in text[text.index("And seen by Georgia?") :]
    assert text == demonstrate()[0]


def test_its_articles_contradict_one_another_on_a_date() -> None:
    text, _ = demonstrate()
    contradictions = text[text.index("Contradictions\n") : text.index("Declared commitments")]
    assert "2015-03-17" in contradictions
    assert "2015-03-18" in contradictions


def test_declarations_are_held_against_the_texts_of_their_day() -> None:
    text, _ = demonstrate()
    assert "Belarus → Russia, defend: borne out" in text
    assert "not borne out by any text in force" in text


def test_ones_own_articles_are_read_and_the_rest_is_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("Russia recognised South Ossetia on 26 August 2008.", encoding="utf-8")
    text, problems = demonstrate([str(path), str(tmp_path / "missing.txt")])
    assert "own.txt: undated, 8 words" in text
    assert "Russia recognises South Ossetia" in text
    assert "Contradictions\n==============\nNone." in text
    assert "Answers" not in text
    assert [problem.where for problem in problems] == [str(tmp_path / "missing.txt")]


def test_no_line_is_wider_than_a_page_but_for_an_address() -> None:
    text, _ = demonstrate()
    assert all(len(line) <= 110 or "<http" in line for line in text.splitlines())
