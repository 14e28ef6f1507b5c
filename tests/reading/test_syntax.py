"""Who did it to whom, in every form that English gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.reading import syntax
from foedus.reading.memo import per_token
from foedus.reading.modality import modality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from foedus.reading.parse import Parse, Token


def _token(doc: Parse, word: str) -> Token:
    return next(token for token in doc if token.text == word)


def _words(tokens: Iterable[Token]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects", "objects"),
    [
        ("Russia recognised Abkhazia.", "recognised", ["Russia"], ["Abkhazia"]),
        ("Abkhazia was recognised by Nauru and Syria.", "recognised", ["Nauru", "Syria"], ["Abkhazia"]),
        ("Abkhazia was recognised in 2008.", "recognised", [], ["Abkhazia"]),
        ("A treaty signed by Minsk is in force.", "signed", ["Minsk"], ["treaty"]),
        ("Russia agreed to recognise Abkhazia.", "recognise", ["Russia"], ["Abkhazia"]),
        ("Georgia urged Russia to withdraw its troops.", "withdraw", ["Russia"], ["troops"]),
        ("Georgia accused Russia of occupying its land.", "occupying", ["Russia"], ["land"]),
        ("Armenia left without signing the declaration.", "signing", ["Armenia"], ["declaration"]),
        ("The treaty that Nauru signed was denounced.", "signed", ["Nauru"], ["treaty"]),
        ("Nauru, which recognised Abkhazia, left.", "recognised", ["Nauru"], ["Abkhazia"]),
        ("Moscow has plans to deploy missiles.", "deploy", ["Moscow"], ["missiles"]),
        ("Kenya became the first country to recognise Kosovo.", "recognise", ["Kenya"], ["Kosovo"]),
        ("The deputies discussed and ratified the treaty.", "discussed", ["deputies"], ["treaty"]),
        ("The pact was signed and ratified by both parliaments.", "signed", ["parliaments"], ["pact"]),
        ("The treaty was signed in Minsk and entered into force.", "entered", ["treaty"], []),
        ("Speaking in Minsk, the minister rejected the plan.", "Speaking", ["minister"], []),
        ("The occupied regions held a vote.", "occupied", [], ["regions"]),
        ("It is clear that Georgia signed the pact.", "signed", ["Georgia"], ["pact"]),
    ],
)
def test_logical_subject_and_object(
    parsed: Callable[[str], Parse], sentence: str, verb: str, subjects: list[str], objects: list[str]
) -> None:
    token = _token(parsed(sentence), verb)
    assert (_words(syntax.subjects(token)), _words(syntax.objects(token))) == (subjects, objects)


def test_a_plural_relative_verb_has_the_whole_coordination_as_its_subject(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Azerbaijan and Georgia, which have left the pact, objected.")
    assert _words(syntax.subjects(_token(doc, "left"))) == ["Azerbaijan", "Georgia"]


def test_a_singular_relative_verb_has_the_nearest_noun(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Azerbaijan and Georgia, which has left the pact, objected.")
    assert _words(syntax.subjects(_token(doc, "left"))) == ["Georgia"]


def test_who_is_no_country(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("The president of Nauru, who signed the decree, spoke.")
    noun = syntax.antecedent(_token(doc, "who"))
    assert noun is not None
    assert noun.text == "president"


def test_a_question_word_has_no_antecedent(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Who signed the decree?")
    assert syntax.antecedent(doc[0]) is None
    assert syntax.antecedents(doc[0]) == ()


@pytest.mark.parametrize(
    ("sentence", "word", "expected"),
    [
        ("Russia, Nicaragua and Syria agreed.", "Russia", {"Russia", "Nicaragua", "Syria"}),
        ("Both Minsk and Moscow agreed.", "Moscow", {"Minsk", "Moscow"}),
        (
            "It was recognised by three states: Russia, Nauru and Syria.",
            "states",
            {"states", "Russia", "Nauru", "Syria"},
        ),
        ("Countries such as Nauru and Syria agreed.", "Countries", {"Countries", "Nauru", "Syria"}),
        ("The treaty was signed and ratified.", "signed", {"signed", "ratified"}),
    ],
)
def test_conjuncts_spell_lists_out(
    parsed: Callable[[str], Parse], sentence: str, word: str, expected: set[str]
) -> None:
    assert set(_words(syntax.conjuncts(_token(parsed(sentence), word)))) == expected


def test_an_apposition_to_one_person_is_no_list(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Smith, the president, spoke.")
    assert _words(syntax.conjuncts(_token(doc, "Smith"))) == ["Smith"]


@pytest.mark.parametrize(
    ("sentence", "noun", "agents", "objects"),
    [
        ("Russia's recognition of Abkhazia followed.", "recognition", ["Russia"], ["Abkhazia"]),
        ("The ratification of the treaty by the Duma followed.", "ratification", ["Duma"], ["treaty"]),
        ("The Russian recognition of Abkhazia followed.", "recognition", ["Russian"], ["Abkhazia"]),
        ("Abkhazia's recognition by Nauru followed.", "recognition", ["Nauru"], ["Abkhazia"]),
        ("The talks ended.", "talks", [], []),
    ],
)
def test_nominal_forms(
    parsed: Callable[[str], Parse], sentence: str, noun: str, agents: list[str], objects: list[str]
) -> None:
    token = _token(parsed(sentence), noun)
    assert (_words(syntax.nominal_agents(token)), _words(syntax.nominal_objects(token))) == (agents, objects)


def test_obliques_and_complements(parsed: Callable[[str], Parse]) -> None:
    signed = _token(parsed("Georgia signed a treaty with Turkey and Israel in Ankara."), "signed")
    assert _words(syntax.complements(signed, "with")) == ["Turkey", "Israel"]
    assert _words(syntax.complements(signed, "from")) == []
    sent = _token(parsed("Countries to which Russia sent troops include Syria."), "sent")
    assert _words(syntax.obliques(sent, "to")) == ["Countries"]
    pulled = _token(parsed("Moscow pulled its troops out of the region."), "pulled")
    assert _words(syntax.complements(pulled, "out of")) == ["region"]


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("“Minsk will host the base,” the minister said.", "host", "Minsk will host the base"),
        ("The minister said that Minsk had left the pact.", "left", "that Minsk had left the pact"),
        ("Nauru signed the pact and Tuvalu left it.", "signed", "Nauru signed the pact"),
        ("The treaty signed by Minsk is in force.", "signed", "The treaty signed by Minsk"),
        ("Speaking in Minsk, the minister rejected the plan.", "rejected", "the minister rejected the plan"),
    ],
)
def test_the_smallest_clause(parsed: Callable[[str], Parse], sentence: str, verb: str, expected: str) -> None:
    doc = parsed(sentence)
    first, last = syntax.clause(_token(doc, verb))
    assert doc[first.i : last.i + 1].text == expected


def test_the_clause_of_a_noun_is_its_phrase(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("The recognition of Abkhazia, which came late, was criticised.")
    first, last = syntax.clause(_token(doc, "recognition"))
    assert doc[first.i : last.i + 1].text == "The recognition of Abkhazia"


def test_governors_end_where_their_reach_ends(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Moscow denied that it had plans to deploy troops which it had trained.")
    assert _words(syntax.governors(_token(doc, "deploy"))) == ["plans", "had", "denied"]
    assert _words(syntax.governors(_token(doc, "trained"))) == []


def test_a_subject_that_was_parsed_as_an_object_is_put_right(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Nauru signed the pact and Tuvalu left it.")
    assert _words(syntax.subjects(_token(doc, "left"))) == ["Tuvalu"]
    assert _words(syntax.objects(_token(doc, "signed"))) == ["pact"]


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects"),
    [
        ("Minsk threatened Georgia to leave the talks.", "leave", "Minsk"),
        ("The decision of the council to leave was criticised.", "leave", ""),
        ("Minsk is ready to leave the pact.", "leave", "Minsk"),
        ("There were attempts to leave the pact.", "leave", ""),
        ("The plans of Minsk for leaving the pact are known.", "leaving", ""),
    ],
)
def test_control_and_its_limits(parsed: Callable[[str], Parse], sentence: str, verb: str, subjects: str) -> None:
    assert " ".join(_words(syntax.subjects(_token(parsed(sentence), verb)))) == subjects


def test_answers_are_computed_once(parsed: Callable[[str], Parse]) -> None:
    asked: list[int] = []

    @per_token
    def question(token: Token) -> int:
        asked.append(token.i)
        return token.i

    doc = parsed("Minsk agreed.")
    assert [question(doc[1]), question(doc[1])] == [1, 1]
    assert asked == [1]


_PIECES = (
    "Minsk, which has neither signed nor ratified the pact, was asked by Georgia and the council to leave it.",
    "Whose troops are these? Who signed it? What he wants is peace; the others – Nauru, Syria – do not.",
    "Accused of occupying the regions, Russia's government, led by Smith, denied having plans for annexing them.",
    "To recognise them was a mistake, the minister said, adding: “We will not be the last to do so.”",
    "There are three states that recognise it: Russia, Nicaragua and Syria (the first of them in 2008).",
    "The attempt by the council to have the treaty ratified and its signing in and around Minsk failed.",
    "Given the threat to be attacked, it is, as well as Armenia, ready to be defended, or so they say",
    "Russian and Belarusian plans; Georgia's and Turkey's refusal; a Syria deal, Minsk's Kosovo recognition.",
)


@pytest.mark.slow
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3).map(" ".join), st.integers(0, 120))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_question_has_an_answer_for_every_token(parsed: Callable[[str], Parse], text: str, cut: int) -> None:
    doc = parsed(text[cut:])
    for token in doc:
        for question in (
            syntax.subjects, syntax.objects, syntax.agents, syntax.nominal_agents, syntax.nominal_objects,
            syntax.obliques, syntax.complements, syntax.governors, syntax.antecedents,
        ):  # fmt: skip
            answer = question(token)
            assert len({t.i for t in answer}) == len(answer)
        assert token in syntax.conjuncts(token)
        members = syntax.phrase(token)
        assert token in members
        assert [t.i for t in members] == list(range(members[0].i, members[-1].i + 1))
        first, last = syntax.clause(token)
        assert first.i <= token.i <= last.i
        assert modality(token).polarity in ("affirmed", "negated")
