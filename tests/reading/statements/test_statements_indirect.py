"""Indirect speech: what is said by a clause, an order, an object, a passive, a phrase; and what is not said at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]

CASES = [
    (
        "Minsk would help Moscow if Tokyo attacked it, Lukashenko told reporters.",
        "alexander-lukashenko",
        ["Minsk would help Moscow if Tokyo attacked it"],
    ),
    (
        "If Tokyo invades, Minsk will defend Moscow, Peskov told parliament.",
        "dmitry-peskov",
        ["If Tokyo invades, Minsk will defend Moscow"],
    ),
    ("Minsk will help Moscow, Peskov was quoted as saying by Al-Ahram.", "dmitry-peskov", ["Minsk will help Moscow"]),
    ("According to Reuters, citing Lukashenko, Minsk will wait.", "alexander-lukashenko", ["Minsk will wait"]),
    ("Minsk will wait, according to Reuters, citing Lukashenko.", "alexander-lukashenko", ["Minsk will wait"]),
    ("Peskov told reporters that Moscow would wait.", "dmitry-peskov", ["Moscow would wait"]),
    ("Minsk would wait, Peskov said on Friday.", "dmitry-peskov", ["Minsk would wait"]),
    (
        "The treaty, Lukashenko stressed, is not aimed at anyone.",
        "alexander-lukashenko",
        ["The treaty", "is not aimed at anyone"],
    ),
    (
        "The pact is dead, Lukashenko said, and Belarus owes nothing.",
        "alexander-lukashenko",
        ["The pact is dead", "Belarus owes nothing"],
    ),
    ("Lukashenko urged Armenia to stay in the bloc.", "alexander-lukashenko", ["Armenia to stay in the bloc"]),
    ("Lukashenko vowed to answer any attack.", "alexander-lukashenko", ["to answer any attack"]),
    ("Georgia condemned the signing of the deal.", "GEO", ["the signing of the deal"]),
    ("Georgia regards the bases as illegal.", "GEO", ["the bases as illegal"]),
    ("Georgia called for the withdrawal of all forces.", "GEO", ["the withdrawal of all forces"]),
    ("It is believed that the vote will be held in May.", None, ["the vote will be held in May"]),
    ("According to Lukashenko, the drill will last a week.", "alexander-lukashenko", ["the drill will last a week"]),
    ("The drill will last a week, according to Lukashenko.", "alexander-lukashenko", ["The drill will last a week"]),
    ("As Lukashenko says, the army will not move.", "alexander-lukashenko", ["the army will not move"]),
    (
        "Lukashenko was quoted as saying that the army would not move.",
        "alexander-lukashenko",
        ["the army would not move"],
    ),
    ("Lukashenko is convinced that the army will not move.", "alexander-lukashenko", ["the army will not move"]),
    ("Few trusted Lukashenko's claim that the army would stay.", "alexander-lukashenko", ["the army would stay"]),
    ("In Lukashenko's view, the army will stay.", "alexander-lukashenko", ["the army will stay"]),
    ("In the words of Lukashenko, the army will stay.", "alexander-lukashenko", ["the army will stay"]),
    ("The army will stay, per Lukashenko.", "alexander-lukashenko", ["The army will stay"]),
    ("The army reportedly stayed in the town.", None, ["The army", "stayed in the town"]),
    ("Troops are expected to leave the town in May.", None, ["Troops", "to leave the town in May"]),
    ("Armenia was urged by Russia to stay in the bloc.", "RUS", ["to stay in the bloc"]),
    ("The raid was condemned by Georgia.", "GEO", ["The raid"]),
    ("Georgia proposed sending observers to the border.", "GEO", ["sending observers to the border"]),
    ("Georgia accused Russia of breaking the ceasefire.", "GEO", ["Russia of breaking the ceasefire"]),
    ("Georgia is worried that talks may fail.", "GEO", ["talks may fail"]),
    ("The army will stay, reported Izvestia.", "izvestia", ["The army will stay"]),
    ("Some say that the plan is dead.", None, ["the plan is dead"]),
    ("Georgia said the day after the vote that the treaty was void.", "GEO", ["the treaty was void"]),
    (
        "The Undersecretary of Defence, Giorgi Testadze, warned that time was short.",
        "giorgi-testadze",
        ["time was short"],
    ),
    ("The minister's refusal to sign was noted.", "minister", ["to sign"]),
    ("Georgia denied that it had fired first.", "GEO", ["it had fired first"]),
    (
        "Lukashenko said that Minsk was ready and that the army would stay.",
        "alexander-lukashenko",
        ["Minsk was ready and that the army would stay"],
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), CASES)
def test_a_saying_is_read_with_its_speaker_and_words(
    read: Read, text: str, speaker: str | None, content: list[str]
) -> None:
    found = read(text).statements
    said = {(s.speaker.actor if s.speaker else None, tuple(text[a:b] for a, b in s.content)) for s in found}
    assert (speaker, tuple(content)) in said


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Belarus signed the treaty in Minsk on Friday.",
        "The treaty obliges the parties to help each other.",
        "Azerbaijani forces attacked the village at dawn.",
        "If Georgia says so, the case is closed.",
        "The so-called “republic” has a new flag.",
    ],
)
def test_the_document_s_own_voice_is_no_statement(read: Read, text: str) -> None:
    assert read(text).statements == ()


def test_a_second_cue_belongs_beside_the_first_not_inside_it(read: Read) -> None:
    text = "Lavrov said that the two regions were independent and called on Georgia to sign."
    said = {tuple(text[a:b] for a, b in s.content): s.speaker for s in read(text).statements}
    assert ("the two regions were independent",) in said
    assert all(speaker is not None and speaker.actor == "sergey-lavrov" for speaker in said.values())
    assert any("Georgia to sign" in words[0] for words in said)


def test_a_participle_after_a_comma_keeps_the_speaker(read: Read) -> None:
    text = "Georgia denied that troops had crossed the line, telling reporters that no order had been given."
    contents = {text[s.content[0][0] : s.content[-1][1]]: s.speaker for s in read(text).statements}
    assert set(contents) == {"troops had crossed the line", "no order had been given"}
    assert {speaker.actor for speaker in contents.values() if speaker} == {"GEO"}


def test_the_innermost_statement_has_the_words_and_the_cue_belongs_to_the_outer(read: Read) -> None:
    text = "Klimov said the Kremlin had promised that the door would stay open."
    attributions = read(text)
    inner = text.index("door")
    cue = text.index("promised")
    within = attributions.innermost(inner, inner + 4)
    around = attributions.innermost(cue, cue + 8)
    assert within is not None
    assert within.speaker is not None
    assert within.speaker.actor == "RUS"
    assert [mention.text for mention in within.via] == ["Klimov"]
    assert around is not None
    assert around.speaker is not None
    assert around.speaker.text == "Klimov"
    source = text.index("Klimov")
    assert attributions.innermost(source, source + 6) is None
    assert attributions.speaker(inner, inner + 4) == within.speaker


def test_who_reports_a_statement_is_its_carrier(read: Read) -> None:
    text = "Lukashenko said that the army would stay, according to Izvestia."
    by_speaker = {s.speaker.actor: s for s in read(text).statements if s.speaker}
    assert text[slice(*by_speaker["alexander-lukashenko"].content[0])] == "the army would stay"
    assert [m.actor for m in by_speaker["alexander-lukashenko"].via] == ["izvestia"]
    assert text[slice(*by_speaker["izvestia"].content[0])] == "Lukashenko said that the army would stay"


@pytest.mark.parametrize(
    "text",
    [
        "Bloomberg quoted Lukashenko as saying that the army would stay.",
        "Bloomberg reported, citing Lukashenko, that the army would stay.",
        "Bloomberg, citing Lukashenko, reported that the army would stay.",
    ],
)
def test_the_one_who_is_cited_speaks_and_the_one_who_cites_carries(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert statement.speaker.actor == "alexander-lukashenko"
    assert [m.text for m in statement.via] == ["Bloomberg"]


@pytest.mark.parametrize(
    "text",
    [
        "Lukashenko said, citing safety concerns, that the army would stay.",
        "The army would stay, Lukashenko told reporters, citing the Union State treaty.",
    ],
)
def test_grounds_that_a_speaker_cites_do_not_speak(read: Read, text: str) -> None:
    (statement,) = read(text).statements
    assert statement.speaker is not None
    assert (statement.speaker.actor, statement.via) == ("alexander-lukashenko", ())


def test_a_person_speaks_on_behalf_of_the_polity_of_the_office(read: Read) -> None:
    (statement,) = read("Georgian Foreign Minister Nana Testashvili said the talks had failed.").statements
    assert statement.speaker is not None
    assert statement.speaker.text == "Nana Testashvili"
    assert statement.on_behalf_of == "GEO"


def test_a_pronoun_and_a_title_mean_whoever_spoke_before(read: Read) -> None:
    text = (
        "Prime Minister Nikol Pashinyan said the harvest was poor. He added that talks go on. "
        "The prime minister denied that a date was set."
    )
    assert [s.speaker.actor for s in read(text).statements if s.speaker] == ["nikol-pashinyan"] * 3


def test_the_outlet_that_was_told_is_the_carrier(read: Read) -> None:
    text = "Speaking to Izvestia, Lukashenko said the army would stay. Lukashenko told Izvestia that it would not move."
    assert [[m.actor for m in s.via] for s in read(text).statements] == [["izvestia"], ["izvestia"]]


def test_a_ministry_s_own_words_and_a_statement_s_are_its_state_s(read: Read) -> None:
    text = (
        "Pashinyan met the envoys. His ministry said that talks go on.\n\n"
        "The talks failed, Georgia said in a statement. The statement said that the pact was void."
    )
    assert [s.speaker.actor for s in read(text).statements if s.speaker] == ["ARM", "GEO", "GEO"]


def test_a_contrasting_report_is_not_part_of_the_first(read: Read) -> None:
    text = "Moscow said that Minsk would wait, while the daily Zvyazda reported that talks had begun."
    assert [text[slice(*s.content[0])] for s in read(text).statements] == ["Minsk would wait", "talks had begun"]


def test_a_body_that_spoke_is_meant_by_it(read: Read) -> None:
    text = "Georgia denied the charge. It said the report was false."
    assert [s.speaker.actor for s in read(text).statements if s.speaker] == ["GEO", "GEO"]
