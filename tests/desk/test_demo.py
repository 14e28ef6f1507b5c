"""The demonstration: complete, deterministic, and the same for anybody's articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.desk import Desk
from foedus.desk.demo import ARTICLES, QUESTIONS, command, demonstrate

if TYPE_CHECKING:
    from foedus.reading import Reader


@pytest.fixture(scope="module", autouse=True)
def _one_reader(reader: Reader) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Desk, "reader", property(lambda desk: reader))
        yield


@pytest.fixture(scope="module")
def demonstration(_one_reader: None) -> str:
    """What `make demo` prints, gone through once for all that is asked of it."""
    text, problems = demonstrate()
    assert not problems
    return text


def test_it_shows_every_article_and_answers_every_question_with_a_proof(demonstration: str) -> None:
    text = demonstration
    for path in ARTICLES.iterdir():
        assert f"{path.name}: " in text
    for words, asked, _ in QUESTIONS:
        assert words in text
        assert command(asked) in text
    assert "Yes, Belarus is bound." in text
    assert "No, Belarus is not bound." in text
    assert "Russia has to defend South Ossetia" in text
    assert "(rejected)" in text[text.index("And seen by Georgia?") :]


@pytest.mark.slow
def test_a_second_time_it_is_the_same(demonstration: str) -> None:
    assert demonstrate()[0] == demonstration


def test_its_articles_contradict_one_another_on_a_date(demonstration: str) -> None:
    after = demonstration[demonstration.index("Contradictions\n") :]
    contradictions = after[: after.index("Declared commitments")]
    assert "2015-03-17" in contradictions
    assert "2015-03-18" in contradictions


def test_declarations_are_held_against_the_texts_of_their_day(demonstration: str) -> None:
    assert "Belarus → Russia, defend: borne out" in demonstration
    assert "not borne out by any text in force" in demonstration


def test_ones_own_articles_are_read_and_the_rest_is_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("Russia recognised South Ossetia on 26 August 2008.", encoding="utf-8")
    text, problems = demonstrate([str(path), str(tmp_path / "missing.txt")])
    assert "own.txt: undated, 8 words" in text
    assert "Russia recognises South Ossetia" in text
    assert "Contradictions\n==============\nNone." in text
    assert "Answers" not in text
    assert [problem.where for problem in problems] == [str(tmp_path / "missing.txt")]


def test_no_line_is_wider_than_a_page_but_for_an_address(demonstration: str) -> None:
    assert all(len(line) <= 110 or "<http" in line for line in demonstration.splitlines())
