"""Quotations: cues before, after and inside, long quotations, stray marks, scare quotes, interviews, headlines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]


def _said(read: Read, text: str) -> list[tuple[str | None, str, list[str]]]:
    return [
        (s.speaker.actor if s.speaker else None, s.form, [text[a:b] for a, b in s.content])
        for s in read(text).statements
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We will not move,” Lukashenko said.", ["We will not move"]),
        ("“We will not move,” said Lukashenko.", ["We will not move"]),
        ("Lukashenko said: “We will not move.”", ["We will not move"]),
        ('"We will not move," Lukashenko told reporters.', ["We will not move"]),
        ("“We will not move,” Lukashenko said. “Nobody will make us.”", ["We will not move", "Nobody will make us"]),
        ("Lukashenko said: “We will not move. Nobody will make us.”", ["We will not move. Nobody will make us"]),
    ],
)
def test_a_quotation_has_the_speaker_of_its_cue(read: Read, text: str, words: list[str]) -> None:
    assert _said(read, text) == [("alexander-lukashenko", "direct", words)]


def test_a_partial_quotation_stands_inside_the_clause(read: Read) -> None:
    text = "Lukashenko said the bloc was “no longer needed” by his country."
    assert _said(read, text) == [("alexander-lukashenko", "mixed", ["the bloc was “no longer needed” by his country"])]


def test_a_quotation_over_two_paragraphs_is_one_statement(read: Read) -> None:
    text = (
        "“We will not move,” Lukashenko said. “Our army is ready.\n\n“Nobody will make us leave.”\n\nThe talks go on."
    )
    assert _said(read, text) == [
        ("alexander-lukashenko", "direct", ["We will not move", "Our army is ready", "Nobody will make us leave"])
    ]


def test_a_quotation_whose_cue_comes_in_its_second_paragraph(read: Read) -> None:
    text = "“We will not move today.\n\n“Nobody will make us leave,” Lukashenko said.\n\nThe talks go on."
    assert _said(read, text) == [
        ("alexander-lukashenko", "direct", ["We will not move today", "Nobody will make us leave"])
    ]


def test_a_stray_mark_does_not_reach_into_the_next_paragraph(read: Read) -> None:
    text = "Lukashenko said the “army was ready.\n\nRussia and Belarus signed the treaty on Friday."
    attributions = read(text)
    at = text.index("Russia and Belarus")
    assert attributions.innermost(at, at + 6) is None


def test_a_paragraph_that_announces_the_next(read: Read) -> None:
    text = (
        "The statement of the Georgian Foreign Ministry reads as follows:\n\n“Georgia does not recognise the treaty.”"
    )
    assert _said(read, text) == [("GEO", "direct", ["Georgia does not recognise the treaty"])]


def test_a_quoted_title_is_no_statement(read: Read) -> None:
    assert read("Russia and Abkhazia ratified the treaty “On Alliance and Partnership” in 2015.").statements == ()


def test_turns_belong_to_their_labels_and_a_surname_to_the_person_introduced(read: Read) -> None:
    text = (
        "The Review spoke with the analyst Viktor Testanu on Monday.\n\n"
        "Review: Will Russia leave?\n"
        "Testanu: No. Moscow says that it will stay.\n"
        "Review: Why would it stay?\n"
        "Testanu: Because nobody asks it to go."
    )
    turns = [s for s in read(text).statements if s.form == "interview"]
    assert [s.speaker.actor for s in turns if s.speaker] == ["review", "viktor-testanu", "review", "viktor-testanu"]
    nested = [s for s in read(text).statements if s.form != "interview"]
    assert [(s.speaker.actor, s.via[0].actor) for s in nested if s.speaker] == [("RUS", "viktor-testanu")]


def test_unlabelled_answers_are_the_guest_s(read: Read) -> None:
    text = (
        "The plan was widely discussed, Lukashenko's words above all. Viktor Testanu talked of it with the Courier.\n\n"
        "Courier: What do you expect?\n"
        "I expect nothing at all.\n"
        "Nothing will change before the summer.\n"
        "Courier: And then?\n"
        "Then we shall see."
    )
    turns = [s for s in read(text).statements if s.form == "interview"]
    assert [s.speaker.actor for s in turns if s.speaker] == ["courier", "viktor-testanu", "courier", "viktor-testanu"]
    assert len(turns[1].content) == 2


def test_a_headline_names_its_speaker(read: Read) -> None:
    text = "Lukashenko: Belarus bound to defend its ally\n\nThe president spoke in Minsk."
    first = read(text).statements[0]
    assert first.speaker is not None
    assert first.speaker.actor == "alexander-lukashenko"
    assert text[slice(*first.content[0])] == "Belarus bound to defend its ally"


def test_a_signed_quotation_is_its_signer_s(read: Read) -> None:
    text = "“The army will stay where it is” ― Giorgi Testadze"
    assert _said(read, text) == [("giorgi-testadze", "direct", ["The army will stay where it is"])]


def test_questions_are_the_outlet_s_in_brackets(read: Read) -> None:
    text = "QUESTION (Courier): Will you go?\nANSWER: No.\nQUESTION (Herald): Why?\nANSWER: Because."
    assert [s.speaker.actor for s in read(text).statements if s.speaker] == [
        "courier",
        "interviewee",
        "herald",
        "interviewee",
    ]


def test_an_unquoted_paragraph_after_an_announcing_one(read: Read) -> None:
    text = "The governor, Giorgi Testadze, added:\n\nIt is a fine day. We shall see.\n\nHe left."
    assert _said(read, text) == [("giorgi-testadze", "direct", ["It is a fine day. We shall see"])]


def test_a_partial_quotation_keeps_its_marks(read: Read) -> None:
    text = 'Lukashenko called the offer "a bad mistake."'
    assert [words for _, _, (words,) in _said(read, text)] == ['the offer "a bad mistake."']
