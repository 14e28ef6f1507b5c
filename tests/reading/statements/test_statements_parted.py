"""Cues that part a subject from its verb, and ends that quote somebody after his title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]


def _said(read: Read, text: str) -> set[tuple[str | None, str]]:
    return {
        (s.speaker.actor if s.speaker else None, " // ".join(text[a:b] for a, b in s.content))
        for s in read(text).statements
    }


CASES = [
    (
        "The bases, the minister and his Kenyan counterpart said after their talks in Nairobi, will be closed.",
        "minister",
        "The bases // will be closed",
    ),
    ("Washington, said Lukashenko, will not go.", "alexander-lukashenko", "Washington // will not go"),
    (
        "Nobody, Lukashenko insisted when pressed by reporters, would be left behind.",
        "alexander-lukashenko",
        "Nobody // would be left behind",
    ),
    (
        "Peru might join the pact, Luis Rojas, an adviser to the president, is quoted as saying by Reuters.",
        "luis-rojas",
        "Peru might join the pact",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CASES)
def test_what_a_cue_parts(read: Read, text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in _said(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "The minister, who said nothing, will go.",
        "The treaty, which Lukashenko called dead, will stay.",
    ],
)
def test_clauses_that_part_nothing(read: Read, text: str) -> None:
    assert not any(" // " in content for _, content in _said(read, text))


def test_a_think_tank_thinks_nothing(read: Read) -> None:
    text = '"It may fail," says Ann Weber of the Oslo Forum, a Nairobi think tank. "But if Kenya goes, all will leave."'
    assert {speaker for speaker, _ in _said(read, text)} == {"ann-weber"}


def test_a_joint_statement_is_not_that_of_who_spoke_last(read: Read) -> None:
    text = "Georgia said it was ready. An attack on one is an attack on both, the joint statement says."
    assert ("joint-statement", "An attack on one is an attack on both") in _said(read, text)


def test_a_name_in_compound_is_taken_whole(read: Read) -> None:
    text = "Georgia will not go, a Harbour Board spokesman told reporters."
    assert ("harbour-board-spokesman", "Georgia will not go") in _said(read, text)
