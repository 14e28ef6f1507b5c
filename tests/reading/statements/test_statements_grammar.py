"""Cues in the many places where grammar puts them: idioms, set-off cues, second cues, clauses hung elsewhere."""

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


BLR, GEO, LUKASHENKO = "BLR", "GEO", "alexander-lukashenko"
CASES = [
    # idioms
    ("Georgia took note that the pact was void.", GEO, "the pact was void"),
    ("Lukashenko made it clear that the troops would leave.", LUKASHENKO, "the troops would leave"),
    ("The Harbour Master placed on record that an army had taken it.", "harbour-master", "an army had taken it"),
    ("Georgia gave notice that the pact would end.", GEO, "the pact would end"),
    # clauses hung elsewhere
    ("Georgia says the next morning that it will leave.", GEO, "it will leave"),
    ("Georgia said only that the text was void.", GEO, "the text was void"),
    ("They were told by the chief, Giorgi Testadze, that the pact was void.", "giorgi-testadze", "the pact was void"),
    (
        "Surprise was expressed over the announcement, made on Friday by the minister, Giorgi Testadze, that an army "
        "would be deployed.",
        "giorgi-testadze",
        "an army would be deployed",
    ),
    (
        "Lukashenko repeated the call that he had made in May for the world to lift the ban.",
        LUKASHENKO,
        "for the world to lift the ban",
    ),
    # set off
    ("The pact, as Lukashenko said, is void.", LUKASHENKO, "The pact // is void"),
    ("The pact is void, as Lukashenko says.", LUKASHENKO, "The pact is void"),
    ("The army will stay; the pact, Lukashenko said, is void; it rains.", LUKASHENKO, "the pact // is void"),
    ("It is not binding, a Georgian official told reporters.", GEO, "It is not binding"),
    ("The pact is void, said Lukashenko, who left at noon.", LUKASHENKO, "The pact is void"),
    # orders, judgements, prepositions
    ("Georgia asked for the ban to be lifted.", GEO, "for the ban to be lifted"),
    ("Georgia called on Minsk to lift the ban.", GEO, "Minsk to lift the ban"),
    ("Georgia called the vote a sham.", GEO, "the vote a sham"),
    ("Georgia likened the vote to a circus.", GEO, "the vote to a circus"),
    ("Georgia condemned the use of mines by the army.", GEO, "the use of mines by the army"),
    ("Georgia wants Minsk to lift the ban.", GEO, "Minsk to lift the ban"),
    ("The vote was called a sham by Georgia.", GEO, "The vote // a sham"),
    ("It was announced that the vote was void.", None, "the vote was void"),
    # second cues
    (
        "Lukashenko said that the pact was void, adding that the army would leave.",
        LUKASHENKO,
        "the army would leave",
    ),
    (
        "Lukashenko said the pact was void, while the Izvestia newspaper reported that the army had left.",
        "izvestia",
        "the army had left",
    ),
    ("Lukashenko said that the pact was void, and that the army would leave.", LUKASHENKO,
     "the pact was void, and that the army would leave"),
    (
        "Lukashenko said that Minsk was ready, that the army would stay and that nobody would leave.",
        LUKASHENKO,
        "Minsk was ready, that the army would stay and that nobody would leave",
    ),
    ("Lukashenko said the pact had lapsed, but the Georgian government denied that it had.", GEO, "it had"),
    ("Lukashenko said the pact had lapsed and the Georgian government rejected the claim.", GEO, "the claim"),
    ("Georgia, in its report on the raid, expressed concern that it would rain.", GEO, "it would rain"),
    ("There was a threat by Georgia to leave the bloc.", GEO, "to leave the bloc"),
    ("Lukashenko claims that the pact is void but denies that he has left it.", LUKASHENKO, "he has left it"),
    ("Lukashenko says the pact is void and calls the vote a sham.", LUKASHENKO, "the vote a sham"),
    ("Lukashenko said the pact had lapsed, although the Izvestia paper wrote it had not.", "izvestia", "it had not"),
    ("Lukashenko said that it rained and Giorgi Testadze said that it snowed.", "giorgi-testadze", "it snowed"),
    ("Lukashenko said that Minsk, if attacked by anyone, would answer, and that, if needed, it would ask for help.",
     LUKASHENKO, "Minsk, if attacked by anyone, would answer, and that, if needed, it would ask for help"),
    ("The report showed that the army had left.", "report", "the army had left"),
    ("Georgia asked whether it would rain.", GEO, "whether it would rain"),
    ("Bloomberg reported on Friday, citing Lukashenko, that the army would stay.", LUKASHENKO, "the army would stay"),
    ("Georgia told Minsk to lift the ban.", GEO, "Minsk to lift the ban"),
    ("Lukashenko spoke of the need to leave.", LUKASHENKO, "the need to leave"),
    ("Lukashenko accused Georgia of lying.", LUKASHENKO, "Georgia of lying"),
    # sources
    ("Its president having warned that it would rain, Georgia left.", "president", "it would rain"),
    ("Georgia, warning that it would rain, left the talks.", GEO, "it would rain"),
    ("The plan of Georgia, which warns that it will rain, is new.", GEO, "it will rain"),
    ("There was a warning, voiced by Georgia, that it would rain.", GEO, "it would rain"),
    ("In his letter on Georgia's web page, Lukashenko warned that it would rain.", LUKASHENKO, "it would rain"),
    ("The note on the page of the Georgian government warned that it would rain.", GEO, "it would rain"),
    ("A statement on Georgia's web page warned that it would rain.", GEO, "it would rain"),
    ("The statement, shown on the Kremlin website, warned that it would rain.", "RUS", "it would rain"),
    ("A statement from Georgia warned that it would rain.", GEO, "it would rain"),
    # nouns
    ("Georgia rejected the pact, in a claim that the army had left.", GEO, "the army had left"),
    ("Lukashenko issued a warning that the army would leave.", LUKASHENKO, "the army would leave"),
    ("A warning from Georgia that the army would leave was ignored.", GEO, "the army would leave"),
    ("Georgia's demand for a vote was ignored.", GEO, "a vote"),
    ("Georgia rejects the deal and demands that Minsk lift the ban.", GEO, "Minsk lift the ban"),
    # cues whose subject or clause the parse hangs elsewhere
    ("There was no rain to speak of, Georgia's minister, Giorgi Testadze, retorted.", "giorgi-testadze",
     "There was no rain to speak of"),
    ("The rain will stop, Georgian officials keep saying.", "georgian-officials", "The rain will stop"),
    ("Georgia lets it be known that it will pay.", GEO, "it will pay"),
    ("Nonsense, says Georgia.", GEO, "Nonsense"),
    ("Such claims are untrue, spokesman Giorgi Testadze reiterated: the pact is defensive.", "giorgi-testadze",
     "Such claims are untrue // the pact is defensive"),
    ("The rain, Lukashenko wrote in his memoirs, had stopped.", LUKASHENKO, "The rain // had stopped"),
    ("Georgia is slow, Lukashenko complained; Norway is vague.", LUKASHENKO, "Georgia is slow"),
    ("Georgia considers the law to have no basis.", GEO, "the law to have no basis"),
    ("Georgia holds the award to be void and claims the reef.", GEO, "the award to be void"),
    ("Georgia said that it would send a ship, provided that Norway paid.", GEO,
     "it would send a ship, provided that Norway paid"),
    ("Georgia begged for help.", GEO, "help"),
    # source phrases
    ("In the opinion of Lukashenko, the pact is void.", LUKASHENKO, "the pact is void"),
    ("Chad followed in March, according to the agency Izvestia.", "izvestia", "Chad followed in March"),
    ("Allegedly the army left.", None, "the army left"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "words"), CASES)
def test_what_is_said_is_found_wherever_the_cue_stands(read: Read, text: str, speaker: str | None, words: str) -> None:
    assert (speaker, words) in _said(read, text)


@pytest.mark.parametrize(
    "text",
    [
        "When asked if it would leave, Lukashenko said no.",
        "Since the text is silent on such a case, Norway and Chile have objected, and the rain went on.",
        "Speaking in Minsk on Friday, Lukashenko said:",
        "Lukashenko did not say who would pay.",
        "Everything that Lukashenko built went according to plan.",
        "The ships came back; on Friday, Lukashenko fired a shot.",
    ],
)
def test_the_setting_of_a_cue_is_not_what_is_said(read: Read, text: str) -> None:
    assert not any(speaker in (LUKASHENKO, "NOR") for speaker, _ in _said(read, text))


@pytest.mark.parametrize(
    "text",
    [
        "A clerk who asked not to be identified left.",
        "The parties undertake to help each other.",
        "Nobody says that the pact is void.",
        "Unless Georgia says that it is void, the pact stays.",
        "The rain went on in the north.",
        "The order to the north wing has closed.",
        "According to the treaty's",
        "According",
        "In view of the rain, the army stayed.",
        "Three shekels per litre is the price of water.",
    ],
)
def test_no_statement_is_made_of_other_words(read: Read, text: str) -> None:
    assert not any(speaker is not None for speaker, _ in _said(read, text))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The army will stay where it is” — Lukashenko", LUKASHENKO),
        ("“The army will stay where it is,” he was told by Lukashenko.", LUKASHENKO),
        ("“The army will stay,” said Lukashenko.", LUKASHENKO),
        ("Lukashenko told Izvestia: “The army will stay.”", LUKASHENKO),
        ("In the note of Lukashenko stands: “The army will stay.” He went on: “It is ours.”", LUKASHENKO),
    ],
)
def test_a_quotation_finds_its_cue(read: Read, text: str, speaker: str) -> None:
    assert any(who == speaker and ("army" in words or "ours" in words) for who, words in _said(read, text))


@pytest.mark.parametrize(
    "text",
    [
        "The word “army” comes from the Latin — Lukashenko left.",
        "“The army will stay where it is” — it was raining when he left",
        "“The army will stay where it is.” ― ―",
        "The “army of the north” was going to “do its duty”.",
    ],
)
def test_a_quotation_without_a_cue_is_nobody_s(read: Read, text: str) -> None:
    assert not any(speaker is not None for speaker, _ in _said(read, text))


@pytest.mark.parametrize(
    ("text", "carrier"),
    [
        ("Lukashenko told Izvestia that the army would stay.", "izvestia"),
        ("Lukashenko said in an interview with Izvestia that the army would stay.", "izvestia"),
    ],
)
def test_the_outlet_that_was_told_carries_it(read: Read, text: str, carrier: str) -> None:
    spoken = [s for s in read(text).statements if s.speaker and s.speaker.actor == LUKASHENKO]
    assert spoken
    assert [m.actor for m in spoken[0].via] == [carrier]
