"""Who is meant by the source of an act: pronouns, titles, groups, the outlet that asks, the document's own "we"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.reading.statements import Attributions

Read = Callable[[str], Attributions]


def _by_words(read: Read, text: str) -> dict[str, str | None]:
    """The speaker of each statement by its words."""
    return {
        " // ".join(text[a:b] for a, b in s.content): s.speaker.actor if s.speaker else None
        for s in read(text).statements
    }


@pytest.mark.parametrize(
    "between",
    [
        "Residents complained that the men had no food.",
        "Two men, both soldiers, were hurt, witnesses said.",
        'The men were going to "do their duty to the end".',
        "Both sides warned that time was short.",
        "It has six members.",
    ],
)
def test_he_is_the_person_who_spoke_last_and_no_group(read: Read, between: str) -> None:
    text = f"Lukashenko said that many had left. {between} He noted that the army was ready."
    assert _by_words(read, text)["the army was ready"] == "alexander-lukashenko"


def test_going_to_do_something_is_no_saying(read: Read) -> None:
    assert _by_words(read, "Their crews are going to “mend their nets” in the north.") == {}


SOURCES = [
    (
        "Georgian troops left. The chief of the commission, Dr Giorgi Testadze, said that it rained.",
        "it rained",
        "giorgi-testadze",
    ),
    ("Western countries have criticised the plan.", "the plan", "western-countries"),
    ("Ministers denied that any member had plans to leave.", "any member had plans to leave", "ministers"),
    ("Giorgi Testadze spoke. The Floor Manager said that it rained.", "it rained", "floor-manager"),
    ("Lukashenko spoke in Minsk. His office said that it rained.", "it rained", "BLR"),
    ("The news agency Izvestia said that it rained.", "it rained", "izvestia"),
    ("The minister Giorgi Testadze said that it rained.", "it rained", "giorgi-testadze"),
    ("The paper's editor, Testadze, said that it rained.", "it rained", "testadze"),
    ("Lukashenko condemned the raid. The Belarusian leader added that it rained.", "it rained", "alexander-lukashenko"),
    ("Putin and Lukashenko met. The Russian leader said that it rained.", "it rained", "vladimir-putin"),
    ("Georgia condemned the raid. It said that the raid was a crime.", "the raid was a crime", "GEO"),
    ("They said that it rained.", "it rained", "they"),
    ("Giorgi Testadze said that it snowed. The minister added that it rained.", "it rained", "giorgi-testadze"),
    (
        "Giorgi Testadze said that it snowed. The Georgian minister added that it rained.",
        "it rained",
        "giorgi-testadze",
    ),
    ("Lukashenko spoke. His ministry said that it rained.", "it rained", "BLR"),
    ("His ministry said that it rained.", "it rained", "ministry"),
    ("You said that it rained.", "it rained", None),
    ("The Undersecretary, a friend of Minsk, said that it rained.", "it rained", "undersecretary"),
    ("Georgia condemned the raid. The statement said that it rained.", "it rained", "GEO"),
    ("Lukashenko left. The statement said that it rained.", "it rained", "statement"),
    ("She said that it rained.", "it rained", "she"),
    ("Few of the ships, a NATO spokesman stressed, had left.", "Few of the ships // had left", "nato-spokesman"),
    ("Georgia rejects the deal and demands that Russia pull out.", "Russia pull out", "GEO"),
    ("Lukashenko's spokesman said that it rained.", "it rained", "spokesman"),
    ("Georgia met Norway. The Minority Leader said that it rained.", "it rained", "minority-leader"),
    ("Lukashenko left. The 58-year-old said that it rained.", "it rained", "alexander-lukashenko"),
    ("A guard said that it snowed. Lukashenko left. The guard added that it rained.", "it rained", "guard"),
    (
        "Norway's president says that it rained. Giorgi Testadze, Norway's president, left.",
        "it rained",
        "giorgi-testadze",
    ),
    (
        "Lukashenko's minister, Giorgi Testadze, resigned. Norway, he said, was wet.",
        "Norway // was wet",
        "giorgi-testadze",
    ),
    ("Georgia's foreign ministry said. The letter of the ministry of Georgia said that it rained.", "it rained", "GEO"),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SOURCES)
def test_a_source_is_whoever_its_words_mean(read: Read, text: str, words: str, speaker: str) -> None:
    assert _by_words(read, text)[words] == speaker


def test_a_subject_between_takes_the_pronoun(read: Read) -> None:
    text = "Lukashenko said that it rained. Vladimir Putin left at noon. He added that it snowed."
    assert _by_words(read, text)["it snowed"] == "vladimir-putin"


def test_a_state_between_takes_the_collective_pronoun(read: Read) -> None:
    text = "Georgia condemned the raid. Armenia signed the pact. It said that the raid was a crime."
    assert _by_words(read, text)["the raid was a crime"] == "ARM"


@pytest.mark.parametrize("asked", ["Asked whether", "Asked if"])
def test_the_outlet_of_an_interview_asks(read: Read, asked: str) -> None:
    text = (
        "Speaking to the channel France 24, Lukashenko said the ban had failed. "
        f"{asked} Minsk would quit, he answered that the next steps were open."
    )
    found = _by_words(read, text)
    question = next(words for words in found if "Minsk would quit" in words)
    assert found[question] == "france-24"
    assert found["the next steps were open"] == "alexander-lukashenko"


def test_a_question_without_an_outlet_hides_who_asks(read: Read) -> None:
    text = "Asked whether Minsk would quit, Lukashenko replied that the next steps were open."
    found = _by_words(read, text)
    assert found["whether Minsk would quit"] is None
    assert found["the next steps were open"] == "alexander-lukashenko"


LETTER = "COMMUNIQUÉ\n\nBaltic Peace League, Tallinn, 5 May 2024\n\n"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We condemn the raid on the town.", "the raid"),
        ("We believe that an ally deserves help.", "an ally deserves help"),
        ("We call on Norway to keep its word.", "Norway to keep its word"),
        ("In our view the embargo is void.", "the embargo is void"),
        ("We are convinced that the pact is void.", "the pact is void"),
    ],
)
def test_the_we_of_a_communique_is_its_issuer(read: Read, sentence: str, words: str) -> None:
    assert _by_words(read, f"{LETTER}Norway left the pact. {sentence}")[words] == "baltic-peace-league"


def test_another_s_we_is_not_the_issuer(read: Read) -> None:
    text = f"{LETTER}“We believe that it is void,” Lukashenko said. A banner read “We condemn the raid on the town”."
    assert "baltic-peace-league" not in _by_words(read, text).values()


def test_a_we_without_an_issuer_is_the_document_s_own_voice(read: Read) -> None:
    assert _by_words(read, "Norway left the pact. We condemn the raid on the town.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "MINSK, December 6. /Belpress/. Minsk has signed a pact, an agency correspondent writes from the harbour.",
        "MINSK, December 6. /Belpress/. Minsk has signed a pact, our correspondent reports.",
    ],
)
def test_an_agency_s_correspondent_speaks_for_the_agency_of_the_dateline(read: Read, text: str) -> None:
    assert _by_words(read, text)["Minsk has signed a pact"] == "belpress"


HEADLINES = [
    (
        "Belarus bound to defend its ally: President Lukashenko",
        "Belarus bound to defend its ally",
        "alexander-lukashenko",
    ),
    ("‘We will not leave Mali’: Lukashenko", "We will not leave Mali", "alexander-lukashenko"),
    ("Lukashenko: Belarus will never leave", "Belarus will never leave", "alexander-lukashenko"),
    ("‘No plan to invoke the treaty’: Minister", "No plan to invoke the treaty", "minister"),
    ("Belarus must leave the bloc – Lukashenko", "Belarus must leave the bloc", "alexander-lukashenko"),
]


@pytest.mark.parametrize(("headline", "words", "speaker"), HEADLINES)
def test_a_headline_s_name_speaks(read: Read, headline: str, words: str, speaker: str) -> None:
    found = _by_words(read, f"{headline}\n\nThe rain went on all day in the north of the land.")
    assert found[words] == speaker


@pytest.mark.parametrize(
    "headline",
    [
        "Live: the talks in Vienna",
        "Analysis: who gains from the deal",
        "Talks in Vienna – day two",
        "In Georgia: rain and snow again",
    ],
)
def test_a_headline_without_a_speaker_says_nothing(read: Read, headline: str) -> None:
    assert _by_words(read, f"{headline}\n\nThe rain went on all day in the north of the land.") == {}


def test_a_label_of_an_answer_is_the_guest_s_where_one_was_introduced(read: Read) -> None:
    text = (
        "The Courier spoke with the analyst Giorgi Testadze on Monday.\n\n"
        "Q: Will you go?\nA: No.\nQ: You said that it would rain?\nA: It may."
    )
    turns = [s for s in read(text).statements if s.form == "interview"]
    speakers = [s.speaker.actor for s in turns if s.speaker]
    assert speakers == ["interviewer", "giorgi-testadze", "interviewer", "giorgi-testadze"]
    asked = [s.speaker.actor for s in read(text).statements if s.form == "indirect" and s.speaker]
    assert asked == ["giorgi-testadze"]


def test_who_answers_where_no_guest_is_known_is_the_interviewee(read: Read) -> None:
    text = "Courier: Will you go?\nANSWER: No.\nCourier: Why?\nANSWER: It rains.\n[Laughter.]"
    turns = [s for s in read(text).statements if s.form == "interview"]
    assert [s.speaker.actor for s in turns if s.speaker] == ["courier", "interviewee", "courier", "interviewee"]


def test_who_relays_a_quotation_carries_it_and_does_not_speak_the_next(read: Read) -> None:
    text = '"We signed nothing," said Lukashenko, as quoted by the Courier. "There will be no base."'
    (said,) = read(text).statements
    assert said.speaker is not None
    assert said.speaker.actor == "alexander-lukashenko"
    assert [mention.text for mention in said.via] == ["Courier"]
    assert [text[a:b] for a, b in said.content] == ["We signed nothing", "There will be no base"]


def test_a_sentence_that_ends_in_was_quoted_as_saying_is_all_said(read: Read) -> None:
    text = "Peru would consider hosting missiles if its laws allowed, Lukashenko was quoted as saying by the Courier."
    said = [s for s in read(text).statements if s.speaker and s.speaker.actor == "alexander-lukashenko"]
    assert [text[a:b] for s in said for a, b in s.content] == [
        "Peru would consider hosting missiles if its laws allowed"
    ]


def test_who_denies_a_claim_does_not_carry_it(read: Read) -> None:
    found = read("Peru's claim that Chile keeps soldiers in Arica was denied by Bolivia.").statements
    (claimed,) = [s for s in found if s.speaker and s.speaker.actor == "PER"]
    assert claimed.via == ()


def test_whom_a_paper_cites_is_heard_once(read: Read) -> None:
    text = "According to the Courier, citing a source in Lima, the accord was denounced by Chile three days ago."
    (said,) = read(text).statements
    assert said.speaker is not None
    assert said.speaker.text == "source"


def test_ambassadors_are_recalled_without_a_word(read: Read) -> None:
    text = "Bolivia broke off relations with Israel; Chile and Colombia recalled their ambassadors."
    assert read(text).statements == ()


@pytest.mark.parametrize(
    ("text", "speaker", "behalf"),
    [
        ("The attorney-general of Kenya said the pact was illegal.", "attorney-general", "KEN"),
        ("Armenia's foreign minister said the pact was illegal.", "foreign-minister", "ARM"),
        (
            "Peru turned to the Arab League, whose secretary-general said no pact existed.",
            "secretary-general",
            "arab-league",
        ),
    ],
)
def test_an_unnamed_official_speaks_for_his_state_or_body(read: Read, text: str, speaker: str, behalf: str) -> None:
    (said,) = read(text).statements
    assert said.speaker is not None
    assert (said.speaker.actor, said.on_behalf_of) == (speaker, behalf)


def test_a_minister_of_another_state_is_another_minister(read: Read) -> None:
    text = "Georgia's foreign minister called the treaty void. The prime minister of Moldova said it was in force."
    assert [s.on_behalf_of for s in read(text).statements] == ["GEO", "MDA"]


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the weekly newspaper Le Phare that Chad would leave the pact.",
        "The minister said in an interview with the broadcaster Le Phare that Chad would leave the pact.",
    ],
)
def test_an_outlet_that_only_the_text_calls_one_carries_what_it_was_told(read: Read, text: str) -> None:
    (said,) = [s for s in read(text).statements if s.speaker and s.speaker.actor == "minister"]
    assert [mention.actor for mention in said.via] == ["le-phare"]


def test_a_premier_whom_the_parse_makes_the_sentence_s_head_still_promises(read: Read) -> None:
    (said,) = read("The then premier, Juan Soto, promised in 2015 that Peru would meet the target.").statements
    assert said.speaker is not None
    assert said.speaker.actor == "juan-soto"


def test_a_paper_that_quotes_a_text_at_the_end_of_the_sentence_carries_it(read: Read) -> None:
    text = "Each party undertakes to help the other, the newspaper El Comercio quoted the text as saying."
    (said,) = read(text).statements
    assert [text[a:b] for a, b in said.content] == ["Each party undertakes to help the other"]
    assert [mention.actor for mention in said.via] == ["el-comercio"]
