"""Sayings inside what they report: between commas, after a second source without a cue, and hung elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]


def said(attributions: Attributions, text: str) -> list[tuple[str | None, tuple[str, ...]]]:
    """Who says which words."""
    return [
        (
            statement.speaker.actor if statement.speaker else None,
            tuple(text[low:high] for low, high in statement.content),
        )
        for statement in attributions.statements
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The treaty binds both sides, the bulletin records, and it cannot be ended.",
            "bulletin", ("The treaty binds both sides", "and it cannot be ended"),
        ),
        ("The treaty, the paper notes, binds both sides.", "paper", ("The treaty", "binds both sides")),
        ("Peru will leave the pact, the report notes.", "report", ("Peru will leave the pact",)),
        ("In Oslo Jens Berg said that the pact was dead.", "jens-berg", ("the pact was dead",)),
        ("Near Tromsø, Jens Berg, who leads us, said that the pact was dead.", "jens-berg", ("the pact was dead",)),
        ("In a warning to Chile, Jens Berg said Peru would leave.", "jens-berg", ("Peru would leave",)),
        ("A statement by the ministry on its website says that Peru left.", "ministry", ("Peru left",)),
    ],
)  # fmt: skip
def test_who_says_the_words_around_a_saying(read: Read, text: str, speaker: str, content: tuple[str, ...]) -> None:
    assert said(read(text), text) == [(speaker, content)]


def test_a_second_source_needs_no_word_of_saying(read: Read) -> None:
    text = "Officials believe that Peru left and Medvedev that it stayed."
    assert said(read(text), text) == [("officials", ("Peru left",)), ("dmitry-medvedev", ("it stayed",))]
