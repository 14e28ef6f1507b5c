"""Who is introduced with which office of whom, before the name, after it and in a copula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def offices(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "office"]


@pytest.mark.parametrize(
    ("text", "person", "office", "of"),
    [
        ("Peruvian President Ana Quispe spoke.", "ana-quispe", "president", "PER"),
        ("The president of Peru, Ana Quispe, spoke.", "ana-quispe", "president", "PER"),
        ("Ana Quispe, the president of Peru, spoke.", "ana-quispe", "president", "PER"),
        ("Ana Quispe is the president of Peru.", "ana-quispe", "president", "PER"),
        ("Peru's foreign minister, Luis Rojas, left.", "luis-rojas", "foreign-minister", "PER"),
        ("Minister of Defence Luis Rojas of Peru left.", "luis-rojas", "defence-minister", "PER"),
        ("Deputy Foreign Minister Luis Rojas left Lima, Peru said.", "luis-rojas", "minister", "PER"),
        ("Luis Rojas, a spokesman for the Peruvian Foreign Ministry, left.", "luis-rojas", "spokesperson", "PER"),
        ("The UN special envoy for Yemen, Luis Rojas, spoke.", "luis-rojas", "other", "un"),
        ("Russia's ambassador to Peru, Pavel Orlov, spoke.", "pavel-orlov", "ambassador", "RUS"),
        ("Luis Rojas, head of NATO, spoke.", "luis-rojas", "head", "nato"),
        ("Luis Rojas, Peru's deputy national security adviser, spoke.", "luis-rojas", "other", "PER"),
        ("The army chief of Peru, General Luis Rojas, spoke.", "luis-rojas", "commander", "PER"),
        ("Secretary of State Jane Miller landed in Israel.", "jane-miller", "foreign-minister", "USA"),
        ("Peru will help, Deputy Defence Minister Luis Rojas said.", "luis-rojas", "minister", "PER"),
        ("LIMA, May 3 - It was opposed by Chile, Trade Minister Luis Rojas said.", "luis-rojas", "minister", "PER"),
        (
            "LIMA, May 3 - Chile holds elections. Chile has a new cabinet. Chile expects its neighbours to help. Chile "
            "will talk, Trade Minister Luis Rojas said.",
            "luis-rojas",
            "minister",
            "CHL",
        ),
    ],
)
def test_whose_office_it_is(reader: Reader, text: str, person: str, office: str, of: str) -> None:
    found = [claim for claim in offices(reader, text) if claim.actors("person") == (person,)]
    assert [(claim.attribute("office"), claim.actors("of")) for claim in found] == [(office, (of,))]


@pytest.mark.parametrize(
    "text", ["Former Peruvian president Ana Quispe spoke.", "Ana Quispe, then president of Peru, spoke."]
)
def test_an_office_of_the_past(reader: Reader, text: str) -> None:
    (claim,) = offices(reader, text)
    assert claim.attribute("former") is True


def test_a_present_office_says_nothing_of_the_past(reader: Reader) -> None:
    (claim,) = offices(reader, "Peruvian President Ana Quispe spoke.")
    assert claim.attribute("former") is None


def test_a_counterpart_has_the_same_office(reader: Reader) -> None:
    text = "Peruvian Foreign Minister Luis Rojas met his Chilean counterpart, Elena Soto."
    found = {claim.actors("person")[0]: claim for claim in offices(reader, text)}
    assert found["elena-soto"].attribute("office") == "foreign-minister"
    assert found["elena-soto"].actors("of") == ("CHL",)


def test_a_plural_title_is_everyones(reader: Reader) -> None:
    found = offices(reader, "Peruvian ministers Luis Rojas and Elena Soto resigned.")
    assert {claim.actors("person")[0] for claim in found} == {"luis-rojas", "elena-soto"}
    assert {claim.attribute("office") for claim in found} == {"minister"}


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Presidents Emmanuel Macron and Pavel Orlov spoke.", ["FRA", None]),
        ("Presidents Pavel Orlov of Malta and Luis Rojas of Peru spoke.", ["MLT", "PER"]),
        ("The presidents of Malta and Peru, Pavel Orlov and Luis Rojas, spoke.", ["MLT", "PER"]),
        ("The Maltese and Peruvian foreign ministers, Pavel Orlov and Luis Rojas, spoke.", ["MLT", "PER"]),
        ("Peruvian ministers Pavel Orlov and Luis Rojas spoke.", ["PER", "PER"]),
    ],
)
def test_presidents_of_two_states(reader: Reader, text: str, of: list[str | None]) -> None:
    assert [next(iter(claim.actors("of")), None) for claim in offices(reader, text)] == of


def test_its_president_is_that_of_the_subject(reader: Reader) -> None:
    text = "Peru signed a treaty with Chile. Ana Quispe, its president, was in Santiago."
    (claim,) = offices(reader, text)
    assert claim.actors("of") == ("PER",)


def test_a_bare_spokesman_speaks_for_whom_the_paragraph_is_about(reader: Reader) -> None:
    text = (
        "Chile said that Chile and Chilean ships had been struck by Peru.\n\n"
        'Peru rejected the charge. "We struck nobody," government spokesman Luis Rojas said.'
    )
    (claim,) = offices(reader, text)
    assert claim.actors("of") == ("PER",)


def test_the_evidence_is_the_introduction(reader: Reader) -> None:
    (claim,) = offices(reader, "On Monday Peruvian President Ana Quispe spoke of war.")
    assert claim.evidence[0].text == "Peruvian President Ana Quispe"
    assert claim.attribute("title") == "President"


def test_an_office_is_told_once_for_a_surname(reader: Reader) -> None:
    found = offices(reader, "Peruvian President Ana Quispe spoke. President Quispe left.")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ana Quispe spoke in Lima.",
        "The president of Peru spoke.",
        "Peru and Chile spoke.",
        "Top aides to Ana Quispe spoke.",
        "A spokesman for Ana Quispe spoke.",
        "Ana Quispe, Asian leaders and others spoke.",
    ],
)
def test_nobody_is_introduced(reader: Reader, text: str) -> None:
    assert offices(reader, text) == []


@pytest.mark.parametrize(
    ("text", "person", "office", "of"),
    [
        (
            "Peru’s ruling party met. The National Union, whose leader, Ana Quispe, won, cheered.",
            "ana-quispe",
            "head",
            None,
        ),
        ("Peru's intelligence chief Luis Rojas left.", "luis-rojas", "head", "PER"),
        ("Luis Rojas, adviser to Peruvian President Ana Quispe, left.", "luis-rojas", "other", "PER"),
        ("The Peruvian Foreign Ministry's spokesman, Luis Rojas, left.", "luis-rojas", "spokesperson", "PER"),
        ("Colonel Luis Rojas, a spokesman in Baghdad, said that Peru would stay.", "luis-rojas", "spokesperson", "PER"),
        ("Ana Quispe, deputy energy minister of Peru, left.", "ana-quispe", "other", "PER"),
        ("Ana Quispe, a deputy from Peru, left.", "ana-quispe", "member-of-parliament", "PER"),
    ],
)
def test_other_ways_to_own_an_office(reader: Reader, text: str, person: str, office: str, of: str | None) -> None:
    found = [claim for claim in offices(reader, text) if claim.actors("person") == (person,)]
    assert [claim.attribute("office") for claim in found] == [office]
    assert of is None or found[0].actors("of") == (of,)


@pytest.mark.parametrize(
    ("text", "office", "of", "former"),
    [
        ("Ana Quispe resigned as president of Peru in May.", "president", ("PER",), True),
        ("Ana Quispe stepped down as defence minister of Peru.", "defence-minister", ("PER",), True),
        ("Ana Quispe served as prime minister of Peru.", "prime-minister", ("PER",), False),
        ("Ana Quispe was appointed as foreign minister of Peru.", "foreign-minister", ("PER",), False),
        ("The brigade, under the command of General Ana Quispe, moved north.", "commander", (), False),
        ("The flotilla, commanded by Admiral Ana Quispe, sailed.", "commander", (), False),
        ("Ana Quispe served as ambassador to Peru.", "ambassador", (), False),
    ],
)
def test_an_office_told_by_a_verb(reader: Reader, text: str, office: str, of: tuple[str, ...], former: bool) -> None:
    (claim,) = offices(reader, text)
    assert (claim.attribute("office"), claim.actors("of")) == (office, of)
    assert bool(claim.attribute("former")) == former


def test_an_apposition_can_name_two_offices(reader: Reader) -> None:
    first, second = offices(reader, "Ana Quispe, a fellow at the Lima Institute and a former envoy of Chile, spoke.")
    assert (first.attribute("office"), second.attribute("office")) == ("expert", "other")
    assert second.actors("of") == ("CHL",)
    assert second.attribute("former")


@pytest.mark.parametrize(
    ("text", "office", "of"),
    [
        ("Ana Quispe, who became Peru's prime minister in March, spoke.", "prime-minister", "PER"),
        ("Ana Quispe became prime minister of Peru.", "prime-minister", "PER"),
        ("Ana Quispe, elected president of Peru last year, spoke.", "president", "PER"),
        ("Ana Quispe was sworn in for a second term as president of Peru on 4 May.", "president", "PER"),
        ("Ana Quispe was appointed foreign minister of Peru in 2022.", "foreign-minister", "PER"),
        ("Peru named Ana Quispe as its ambassador to Chile on Friday.", "ambassador", "PER"),
        ("Ana Quispe took over as defence minister of Peru.", "defence-minister", "PER"),
        ("Ana Quispe, who is Peru's ambassador to Chile, spoke.", "ambassador", "PER"),
        ("Ana Quispe, who leads NATO, spoke.", "head", "nato"),
    ],
)
def test_offices_that_a_verb_gives(reader: Reader, text: str, office: str, of: str) -> None:
    (claim,) = offices(reader, text)
    assert (claim.actors("person"), claim.attribute("office"), claim.actors("of")) == (("ana-quispe",), office, (of,))


def test_a_rank_that_belongs_to_the_title(reader: Reader) -> None:
    (claim,) = offices(reader, "Attorney General Luis Rojas of Peru left.")
    assert claim.attribute("office") == "minister"


@pytest.mark.parametrize(
    "text",
    [
        "Would Ana Quispe make a good president?",
        "Ana Quispe made the ambassador wait.",
        "Ana Quispe was named after a president.",
        "Ana Quispe, who leads the race, spoke.",
    ],
)
def test_verbs_that_give_no_office(reader: Reader, text: str) -> None:
    assert offices(reader, text) == []
