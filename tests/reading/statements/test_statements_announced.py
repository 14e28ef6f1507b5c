"""Announced texts, quotations of several paragraphs, lists, and quotations that go on with the sentence before."""

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


ANNOUNCED = [
    ("The statement published on the web site of the Kenyan Foreign Ministry on May 3, reads as follows:", "KEN"),
    ("A statement issued by the French foreign ministry reads:", "FRA"),
    ("The full text of the statement by the Chadian government follows:", "TCD"),
    ("In a statement posted on its website, the Turkish Foreign Ministry said:", "TUR"),
    ("The statement released on Monday on the Georgian government's website says:", "GEO"),
    ("The press release on the Kremlin website says:", "RUS"),
    ("Iran's foreign ministry issued the following statement:", "IRN"),
    ("The communiqué of the Arab League, published in Cairo, said:", "arab-league"),
    ("A message sent by Lukashenko went out, with this text by Lukashenko:", "alexander-lukashenko"),
]


@pytest.mark.parametrize(("announcement", "speaker"), ANNOUNCED)
def test_an_announced_text_is_its_issuer_s(read: Read, announcement: str, speaker: str) -> None:
    text = f"{announcement}\n\n“The border is open.\n\nNobody has closed it.”\n\nThe rain went on."
    assert _said(read, text) == [(speaker, "direct", ["The border is open", "Nobody has closed it"])]


def test_a_statement_without_an_issuer_is_that_of_who_spoke_last(read: Read) -> None:
    text = "Georgia condemned the vote.\n\nThe statement reads:\n\n“The vote is void.\n\nIt binds nobody.”"
    assert ("GEO", "direct", ["The vote is void", "It binds nobody"]) in _said(read, text)


@pytest.mark.parametrize(
    "quotation",
    [
        '" The border is open.\n\nNobody has closed it. "',
        '"The border is open.\n\nNobody has closed it."',
        "„The border is open.\n\nNobody has closed it.“",
        "«The border is open.\n\nNobody has closed it.»",
        "“The border is open.\n\n“Nobody has closed it.”",
    ],
)
def test_marks_of_every_fashion_carry_a_quotation_over_paragraphs(read: Read, quotation: str) -> None:
    text = f"The statement of the Georgian Foreign Ministry reads:\n\n{quotation}\n\nThe rain went on."
    assert _said(read, text) == [("GEO", "direct", ["The border is open", "Nobody has closed it"])]


def test_quotations_inside_a_long_one_are_part_of_it(read: Read) -> None:
    text = (
        "The statement of the Georgian Foreign Ministry reads:\n\n"
        '"We do not accept the so-called "treaty", which binds nobody.\n\n'
        "Its “articles” are void.\n\n"
        'Russia must go," it said. “That is all we ask for.”\n\n'
        "The rain went on."
    )
    said = _said(read, text)
    assert said[0] == (
        "GEO",
        "direct",
        ['We do not accept the so-called "treaty", which binds nobody', "Its “articles” are void"],
    )
    assert all(speaker == "GEO" for speaker, _, _ in said)


def test_verbs_inside_an_announced_text_are_nested_in_it(read: Read) -> None:
    text = (
        "The statement of the Georgian Foreign Ministry reads:\n\n"
        "“Georgia stands firm.\n\nMoldova urges Russia to pull out its troops.”"
    )
    attributions = read(text)
    nested = next(s for s in attributions.statements if s.speaker and s.speaker.actor == "MDA")
    assert [m.actor for m in nested.via] == ["GEO"]


@pytest.mark.parametrize(
    "between",
    [
        "The talks go on in Vienna.\n\nThe rain went on.",
        "The talks go on in Vienna.\n\n“We like it here,” a guest said.\n\nThe rain “went on.”",
        "The talks go on.\n\nWhat comes next\n\nThe rain went on.”",
        'The "talks go on in Vienna.\n\nThe rain went on.”',
        'A guest called it "fine."\n\nThe rain went on."',
    ],
)
def test_a_mark_without_a_partner_swallows_nothing(read: Read, between: str) -> None:
    text = f'"The border was open, Lukashenko said.\n\n{between}'
    attributions = read(text)
    at = text.index("go on") if "go on" in text else text.index("rain")
    assert attributions.innermost(at, at + 4) is None


def test_an_opening_mark_in_the_midst_of_words_carries_nothing(read: Read) -> None:
    text = "Lukashenko praised the “army of the north.\n\nThe talks go on.\n\nThe rain went on.”"
    attributions = read(text)
    at = text.index("talks")
    assert attributions.innermost(at, at + 5) is None


def test_a_quotation_without_a_cue_goes_on_with_the_sentence_before(read: Read) -> None:
    text = (
        "Foreign Minister Nino Testadze said, each of the so-called treaties signed with the occupied lands - is "
        'wholly illegitimate and changes nothing, but the world takes note of it. "We are sure of our friends. Most '
        'of all, Russia has to keep its word".'
    )
    said = _said(read, text)
    assert {speaker for speaker, _, _ in said} == {"nino-testadze"}
    assert any("Russia has to keep its word" in words for _, _, spans in said for words in spans)


def test_a_quotation_after_a_judgement_is_the_judge_s(read: Read) -> None:
    text = "Georgia condemned the vote. “This is a sham. It has no force in law.”"
    assert ("GEO", "direct", ["This is a sham. It has no force in law"]) in _said(read, text)


def test_a_quotation_after_a_plain_sentence_is_nobody_s(read: Read) -> None:
    assert _said(read, "The army left. “This is a sham. It has no force in law.”") == []


@pytest.mark.parametrize(
    ("text", "speaker", "items"),
    [
        (
            "The Arab League therefore calls on\n\n(a) Chad to keep its word;\n\n(b) Mali to stay.\n\nIt rained.",
            "arab-league",
            ["Chad to keep its word", "Mali to stay"],
        ),
        (
            "Georgia demanded:\n\n- the withdrawal of all forces;\n- the return of the displaced.\n\nIt rained.",
            "GEO",
            ["the withdrawal of all forces", "the return of the displaced"],
        ),
    ],
)
def test_a_list_is_its_introducer_s(read: Read, text: str, speaker: str, items: list[str]) -> None:
    assert (speaker, "indirect", items) in _said(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "The parties to the pact are:\n\n- Chad;\n- Mali.",
        "It is demanded by law:\n\n- Chad;\n- Mali.",
        "The list of parties:\n\n- Chad;\n- Mali.",
        "The sky is blue.\n\n- Chad;\n- Mali.",
    ],
)
def test_a_list_that_nobody_says_is_no_statement(read: Read, text: str) -> None:
    assert not any(form == "indirect" and "Mali" in str(spans) for _, form, spans in _said(read, text))


def test_a_cue_over_the_second_paragraph_takes_both(read: Read) -> None:
    text = "“We will not move today.\n\nNobody will make us leave,” Lukashenko said.\n\nThe talks go on."
    assert _said(read, text) == [
        ("alexander-lukashenko", "direct", ["We will not move today", "Nobody will make us leave"])
    ]


def test_words_before_a_long_quotation_stand_by_themselves(read: Read) -> None:
    text = (
        "“We are ready,” Lukashenko said. He added: “The army stands.\n\n"
        "It will stay here.” The rain “of the century” went on."
    )
    contents = [words for _, _, spans in _said(read, text) for words in spans]
    assert "We are ready" in contents
    assert "The army stands" in contents
    assert "It will stay here" in contents
