"""Cues beside what is said: set into it, in a phrase, before a colon, in a relative clause; and what only looks so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]


def _said(read: Read, text: str) -> list[tuple[str | None, str]]:
    return [
        (s.speaker.actor if s.speaker else None, " … ".join(text[a:b] for a, b in s.content))
        for s in read(text).statements
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("The gate stays shut, Hanoi replied, because the path is mined.", "VNM", "The gate stays shut … because"),
        ("It built no pier, Manila stressed, and obliged nobody to use one.", "PHL", "obliged nobody to use one"),
        ("The pier is gone, Manila said, and left it at that.", "PHL", "The pier is gone"),
        ("The lake, it was added, had been drained for good.", None, "The lake … had been drained for good"),
        ("The ferry will sail again in May, it was announced.", None, "The ferry will sail again in May"),
        ("By this, it was stressed, the accord has not been harmed.", None, "the accord has not been harmed"),
        (
            "Not before May, says Lima: its charter asks for a vote.",
            "PER",
            "Not before May … its charter asks for a vote",
        ),
        ("The treaty will be passed, the premier is confident.", "premier", "The treaty will be passed"),
        (
            "“We shall meet again in the spring,” Lukashenko expressed hope.",
            "alexander-lukashenko",
            "We shall meet again",
        ),
        ("The bridge, as Hanoi sees it, was never closed.", "VNM", "The bridge … was never closed"),
        ("The shore is closed, at least as Hanoi sees it.", "VNM", "The shore is closed"),
        ("The mine is empty, if Lukashenko is to be believed.", "alexander-lukashenko", "The mine is empty"),
        ("Chile, in whose eyes the strait is its own, will not talk.", "CHL", "the strait is its own"),
        ("Chile, in whose view nobody won, will not talk.", "CHL", "nobody won"),
        ("For Lima, that is no answer.", "PER", "that is no answer"),
        (
            "By his own account, Lukashenko had opposed it all along.",
            "alexander-lukashenko",
            "Lukashenko had opposed it",
        ),
        ("In Lima it is stressed that the fleet never sailed.", "PER", "the fleet never sailed"),
        ("A map that Hanoi calls a forgery was shown.", "VNM", "a forgery"),
        (
            "Talks failed. Hanoi: a breach of the truce. Manila: it was others who broke it.",
            "VNM",
            "a breach of the truce",
        ),
        ("Talks failed. Lukashenko at the time: the gas would flow.", "alexander-lukashenko", "the gas would flow"),
        ("Talks failed. Lima's answer: first the ships must go.", "PER", "first the ships must go"),
        (
            "Lukashenko was cooler on the plan: any state had a right to ask.",
            "alexander-lukashenko",
            "any state had a right",
        ),
        ("Kremlin: no date set for the summit", "RUS", "no date set for the summit"),
        (
            "No fish were caught, the harbour's report notes, and the nets were dry.",
            "harbour",
            "No fish were caught … the nets",
        ),
        ("A raid on one, it runs, is a raid on both.", "it", "A raid on one … is a raid on both"),
        ("The island, said Peru's envoy, belongs to no one.", "PER", "The island"),
        ("Peru has no navy and, Lukashenko likes to recall, never had one.", "alexander-lukashenko", "never had one"),
        ("Lima claims that the boats sank, Quito that they sailed.", "PER", "the boats sank"),
        ("Lima claims that the boats sank, Quito that they sailed.", "ECU", "they sailed"),
        ("Near Tromsø, Jens Berg, who leads the band, said that it rained.", "jens-berg", "it rained"),
        ("Peru asked what would happen should the envoys leave.", "PER", "what would happen should the envoys leave"),
        ("Peru plans to close the strait.", "PER", "to close the strait"),
        ("Lima's position is that the strait is closed.", "PER", "the strait is closed"),
        ("The view in Lima is that nobody won.", "PER", "nobody won"),
        ("Local papers have it that two ferries sank.", "local-papers", "two ferries sank"),
        ("The two envoys agreed, Peru said, to meet again.", "PER", "The two envoys agreed … to meet again"),
        ("The ferry, as Lima reads it, must wait.", "PER", "must wait"),
        ("The Kremlin's message was simple: pay or go.", "RUS", "pay or go"),
        ("The mayor shook his head: “We have no such plan here.”", "mayor", "We have no such plan here"),
        ("The envoy made no secret of his belief that it was over.", "envoy", "it was over"),
    ],
)
def test_what_is_said_around_beside_or_after_its_source(read: Read, text: str, speaker: str | None, said: str) -> None:
    assert any(who == speaker and said in words for who, words in _said(read, text)), _said(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "Three states have ships there: Peru, Chile and Japan.",
        "The fleets are small. Peru: 40 ships. Chile: 30 ships.",
        "The two signed it in May: a treaty of friendship and trade.",
        "April 2023: three days of drills around the island.",
        "As the war put it under strain, the pact broke.",
        "It has one aim: to keep the peace between them.",
    ],
)
def test_words_before_a_colon_that_nobody_says(read: Read, text: str) -> None:
    assert _said(read, text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Ulla Rask met Lars Holm. She said that it rained.", "it rained", "ulla-rask"),
        ("Ulla Rask met Lars Holm. He said that it rained.", "it rained", "lars-holm"),
        ("Lars Holm said no. He met Ulla Rask. She said that it rained.", "it rained", "ulla-rask"),
        ("Ms Ove Rask feared the worst. Lars Holm left. It rained, she said.", "It rained", "ove-rask"),
        (
            "The Minister of Trade, Ulla Rask, said that the Danish Minister of Trade, Lars Holm, agreed. Jan Berg"
            " asked why. The Minister answered that it rained.",
            "it rained",
            "ulla-rask",
        ),
        ("The delegation from Lima insisted that the ships leave. Chile laughed.", "the ships leave", "PER"),
    ],
)
def test_he_she_and_a_bare_title_mean_somebody_whom_they_fit(read: Read, text: str, words: str, speaker: str) -> None:
    assert (speaker, words) in _said(read, text)


def test_reported_words_go_on_in_sentences_that_stay_shifted_back(read: Read) -> None:
    text = (
        "The minister, Ulla Rask, said that the pact gave the fleet a port. By May some forty ships would lie there. "
        "Peru had offered to pay. The pact would take effect in June. It rained."
    )
    assert _said(read, text)[-1] == (
        "ulla-rask",
        "By May some forty ships would lie there. Peru had offered to pay. The pact would take effect in June",
    )


def test_a_narrator_s_future_is_nobody_s_words(read: Read) -> None:
    assert _said(read, "The pact was signed in May. It would last ten years.") == []
