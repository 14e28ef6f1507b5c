"""Names found in running text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.gazetteer import Gazetteer, Institution, Words
from foedus.model.actors import Actor, Name


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    return [(match.text, match.key) for match in gazetteer.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's allies met in Minsk.", [("Russia", "RUS"), ("Minsk", "BLR")]),
        ("The Kremlin and the White House talked.", [("Kremlin", "RUS"), ("White House", "USA")]),
        ("MINSK, Jan 5 – Belarusian state media", [("MINSK", "BLR"), ("Belarusian", "BLR")]),
        ("South\u00a0Ossetia, South-Ossetia and South\nOssetia", [
            ("South\u00a0Ossetia", "south-ossetia"), ("South-Ossetia", "south-ossetia"),
            ("South\nOssetia", "south-ossetia")]),
        ("South \r\n  Ossetia joined", [("South \r\n  Ossetia", "south-ossetia")]),
        ("Türkiye, Turkiye and TU\u0308RKIYE", [
            ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("TU\u0308RKIYE", "TUR")]),
        ("the Élysée and the Elysee", [("Élysée", "FRA"), ("Elysee", "FRA")]),
        ("the Donetsk People’s Republic", [("Donetsk People’s Republic", "donetsk")]),
        ("They told us, and who else, that turkey is a polish dish.", []),
        ("The US and the WHO told us.", [("US", "USA"), ("WHO", "who")]),
        ("U.S.-led talks; the U.S.", [("U.S.", "USA"), ("U.S.", "USA")]),
        ("Nato, ISIS and Isis", [("Nato", "nato"), ("ISIS", "islamic-state"), ("Isis", "islamic-state")]),
        ("Aslan Bzhania and Sergej Lavrov", [("Aslan Bzhania", "aslan-bzhania"), ("Sergej Lavrov", "sergey-lavrov")]),
        ("Putin met Smith.", [("Putin", "vladimir-putin")]),
        ("the Minsk agreements and the Washington Post", [("Washington Post", "washington-post")]),
        ("Maliki left Malian soil", [("Malian", "MLI")]),
        ("in Georgia. Russia answered", [("Georgia", "GEO"), ("Russia", "RUS")]),
        ("North Ossetia, South Ossetia", [("North Ossetia", "north-ossetia"), ("South Ossetia", "south-ossetia")]),
        ("Latin America and South Sudan", [("Latin America", "latin-america"), ("South Sudan", "SSD")]),
        ("The guardian of the peace; the times change", []),
        ("a line\n\nSouth\n\nOssetia", []),
        ("Грузия и საქართველო", [("Грузия", "GEO"), ("საქართველო", "GEO")]),
    ],
)  # fmt: skip
def test_names_as_they_are_written_in_news(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "words", "key", "part"),
    [
        ("the Georgian Foreign Ministry said", "Georgian Foreign Ministry", "GEO", "foreign-ministry"),
        ("Ministry of Foreign Affairs of Georgia", "Ministry of Foreign Affairs of Georgia", "GEO", "foreign-ministry"),
        ("Armenia's Defence Ministry", "Armenia's Defence Ministry", "ARM", "defence-ministry"),
        ("armed forces of the Republic of Belarus", "armed forces of the Republic of Belarus", "BLR", "armed-forces"),
        ("Abkhazian Security Council Secretary", "Abkhazian Security Council", "abkhazia", "government"),
        ("the Pentagon denied it", "Pentagon", "USA", "ministry"),
        ("the US state Department", "US state Department", "USA", "ministry"),
        ("the Georgian parliament", "Georgian parliament", "parliament-of-georgia", None),
        ("the Parliament of Barbados", "Parliament of Barbados", "barbadian-parliament", "parliament"),
        ("the Barbadian parliament", "Barbadian parliament", "barbadian-parliament", None),
        ("the Knesset", "Knesset", "knesset", None),
    ],
)  # fmt: skip
def test_bodies_count_for_their_state_and_parliaments_for_themselves(
    gazetteer: Gazetteer, text: str, words: str, key: str, part: str | None
) -> None:
    match = gazetteer.scan(text)[0]
    assert (match.text, match.key, match.part) == (words, key, part)


def test_a_body_with_a_name_of_its_own_is_told(gazetteer: Gazetteer) -> None:
    assert gazetteer.scan("the Pentagon")[0].body == "pentagon"


def test_another_states_senate_is_not_the_american_one(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the Kenyan Senate") == [("Kenyan", "KEN")]
    assert found(gazetteer, "the American Senate") == [("American", "USA"), ("Senate", "us-senate")]


def test_capitals_say_nothing_in_a_headline_of_capitals(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "LEADERS TELL US WHO MUST STOP THE WAR") == []
    assert found(gazetteer, "US and allies") == [("US", "USA")]


def test_ambiguous_words_give_all_that_they_may_mean(gazetteer: Gazetteer) -> None:
    assert gazetteer.scan("In Congo, the army")[0].keys == ("COD", "COG")


def test_a_capital_is_a_place_too(gazetteer: Gazetteer) -> None:
    match = gazetteer.scan("signed in Minsk")[0]
    assert (match.key, match.place) == ("BLR", "minsk")
    assert gazetteer.scan("in Belarus")[0].place == "BLR"


def test_loaded_names_carry_their_sense(gazetteer: Gazetteer) -> None:
    name = gazetteer.scan("in Samachablo today")[0].name
    assert (name.sense, name.used_by) == ("contests-statehood", ("GEO",))


def test_surnames_wait_for_an_introduction_unless_they_are_their_bearers_alone() -> None:
    common = Actor("a", "person", "Ada Bush", (Name("Ada Bush"),))
    famous = Actor("b", "person", "Bo Zelko", (Name("Bo Zelko"), Name("Zelko", role="surname", unique=True)))
    gazetteer = Gazetteer([common, famous])
    assert found(gazetteer, "Ada Bush; Bush met Zelko") == [("Ada Bush", "a"), ("Zelko", "b")]


_PARTS = st.sampled_from(
    [
        "Russia",
        "the Kremlin",
        "Türkiye",
        "U.S.",
        "so-called ",
        "South",
        " Ossetia",
        " Foreign Ministry",
        " of ",
        "'s",
        "’s",
        " ",
        "\u00a0",
        "\r\n",
        "\n\n",
        "\u0301",
        "\u00ad",
        "-",
        "—",
        ". ",
        "İ",
        "ß",
        "\ud800",
        "中",
        "\x00",
        "parliament",
    ]
)
_TEXTS = st.one_of(st.text(max_size=200), st.lists(_PARTS, max_size=30).map("".join))


@given(text=_TEXTS)
def test_every_span_is_exact_and_no_two_overlap(gazetteer: Gazetteer, text: str) -> None:
    reached = 0
    for match in gazetteer.scan(text):
        assert text[match.start : match.end] == match.text
        assert reached <= match.start < match.end
        assert all(gazetteer.actor(key) for key in match.keys)
        reached = match.end


@given(before=_TEXTS, after=_TEXTS)
def test_a_name_between_stops_is_found_wherever_it_stands(gazetteer: Gazetteer, before: str, after: str) -> None:
    text = f"{before}\n\n(Abkhazia)\n\n{after}"
    assert (len(before) + 3, "Abkhazia") in {(match.start, match.text) for match in gazetteer.scan(text)}


def test_it_can_be_pickled(gazetteer: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(gazetteer))  # noqa: S301  (its own bytes)
    text = "Georgia's Foreign Ministry and Alan Gagloyev"
    assert again.scan(text) == gazetteer.scan(text)


def test_owners_are_polities_only() -> None:
    words = Words((Institution("armed-forces", ("army",)),))
    paper = Actor("p", "outlet", "Pravda", (Name("Pravda"),))
    assert [match.part for match in Gazetteer([paper], words=words).scan("Pravda army")] == [None]


def test_long_texts_are_scanned_to_their_end(gazetteer: Gazetteer) -> None:
    text = "Moscow said that Georgia’s Foreign Ministry and the U.S. knew of no such plan by Alan Gagloev. " * 300
    assert len(gazetteer.scan(text * 4)) == 4 * len(gazetteer.scan(text))
