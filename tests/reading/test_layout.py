"""The layout of a text: labels of interview turns, datelines, entries and headings are told from their form alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.model.documents import Document
from foedus.reading.layout import lay_out


def blocks(text: str) -> list[tuple[str | None, str, bool]]:
    found = lay_out(Document("text", text))
    return [(text[b.label[0] : b.label[1]] if b.label else None, text[b.start : b.end], b.heading) for b in found]


def test_labels_that_recur_open_turns() -> None:
    text = "Andes Weekly: Will Peru leave?\nQuispe: No.\nAndes Weekly: Why?\nQuispe: It is our home."
    assert [(label, words) for label, words, _ in blocks(text)] == [
        ("Andes Weekly", "Will Peru leave?"),
        ("Quispe", "No."),
        ("Andes Weekly", "Why?"),
        ("Quispe", "It is our home."),
    ]


def test_questions_and_answers_are_turns() -> None:
    assert [label for label, *_ in blocks("Q: Will Peru leave?\nA: No.\nQ: Why?\nA: It is home.")] == [
        "Q",
        "A",
        "Q",
        "A",
    ]


def test_questions_and_answers_run_together_are_turns() -> None:
    text = "Q: Will Peru leave? A: No. It will not. Q: Why? A: It is."
    assert [(label, words) for label, words, _ in blocks(text)] == [
        ("Q", "Will Peru leave?"),
        ("A", "No. It will not."),
        ("Q", "Why?"),
        ("A", "It is."),
    ]
    assert [label for label, *_ in blocks("Peru has much of vitamin A: it sells it. Q: is a letter.")] == [None]


def test_one_label_alone_is_the_text_s_own() -> None:
    assert blocks("Peru: a country of mountains.\nIt has three deserts.")[0][:2] == (
        None,
        "Peru: a country of mountains.",
    )


@pytest.mark.parametrize(
    "line",
    [
        "LIMA, May 3 (Andina) - Peru left the talks.",
        "LIMA (Andina) — Peru left the talks.",
        "LIMA, 3 May 2024 – Peru left the talks.",
        "LIMA/QUITO – Peru left the talks.",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(line: str) -> None:
    assert blocks(line)[0][1] == "Peru left the talks."


def test_a_place_that_opens_a_sentence_stays() -> None:
    assert blocks("PERU LEFT. Chile stayed.")[0][1] == "PERU LEFT. Chile stayed."


@pytest.mark.parametrize(
    "line",
    [
        "• Peru left.",
        "- Peru left.",
        "3. Peru left.",
        "(12) Peru left.",
        "## Peru left.",
        "> Peru left.",
        "14:05 GMT – Peru left.",
    ],
)
def test_what_numbers_or_times_an_entry_falls_away(line: str) -> None:
    assert blocks(line)[0][1] == "Peru left."


def test_a_short_line_without_a_full_stop_is_a_heading() -> None:
    found = blocks("Peru walks out\n\nPeru left the talks on Monday.")
    assert [heading for *_, heading in found] == [True, False]


@given(st.text(alphabet=st.sampled_from("QA: \nPeru.–-•*#>12“”(),"), max_size=300))
def test_blocks_are_in_order_and_begin_with_words(text: str) -> None:
    last = 0
    for block in lay_out(Document("text", text)):
        assert last <= block.start < block.end <= len(text)
        assert not text[block.start].isspace()
        if block.label:
            assert block.label[0] < block.label[1] <= block.start
        last = block.end


def test_a_stray_mark_before_a_label_is_part_of_nothing() -> None:
    text = "Q: Who signed?\n“A: Peru did.\nQ: When?\nA: “In May,” I said."
    blocks = lay_out(Document("text", text))
    assert [text[b.label[0] : b.label[1]] for b in blocks if b.label] == ["Q", "A", "Q", "A"]
    assert text[blocks[1].start : blocks[1].end] == "Peru did."


def test_a_dateline_in_small_letters_is_known_by_its_agency() -> None:
    text = "Lima, 3 March (Agence Meridian) - Chile left the pact."
    (block,) = lay_out(Document("text", text))
    assert text[block.start : block.end] == "Chile left the pact."
