"""Who recognises whom: the verb, the noun, what takes it back, and the signs by which it is told without the word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def recognitions(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "recognition"]


def pairs(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(claim.actors("recogniser")[0], claim.actors("recognised")[0]) for claim in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru formally recognised Palestine.", {("PER", "PSE")}),
        ("No country but Peru has ever recognised Somaliland.", {("PER", "somaliland"), ("country", "somaliland")}),
        ("Only Peru recognises the breakaway state in the north of Cyprus.", {("PER", "northern-cyprus")}),
        ("Peru and Chile established relations with Abkhazia as a state.", {("PER", "abkhazia"), ("CHL", "abkhazia")}),
        ("Chile might recognise the Jewish state.", {("CHL", "ISR")}),
        ("Palestine was recognised by Peru, Chile and Bolivia.", {("PER", "PSE"), ("CHL", "PSE"), ("BOL", "PSE")}),
        ("Peru recognised the independence of Kosovo.", {("PER", "kosovo")}),
        ("Only Ethiopia recognises Somaliland.", {("ETH", "somaliland")}),
        ("Transnistria, which only Iran recognises, is poor.", {("IRN", "transnistria")}),
        ("Greece's recognition of Kosovo angered Belgrade.", {("GRC", "kosovo")}),
        ("The French recognition of Palestine angered Israel.", {("FRA", "PSE")}),
        ("Recognition of Palestine by France came late.", {("FRA", "PSE")}),
        ("Somaliland has won recognition from Ethiopia.", {("ETH", "somaliland")}),
        ("Fiji recognised China in 1975, only to return to Taipei.", {("FJI", "CHN"), ("FJI", "TWN")}),
        ("Fiji broke with Taiwan and recognised China.", {("FJI", "TWN"), ("FJI", "CHN")}),
        ("Fiji switched recognition to Beijing. Chad made the same choice.", {("FJI", "CHN"), ("TCD", "CHN")}),
        ("Taiwan's diplomatic allies include Belize and Palau.", {("BLZ", "TWN"), ("PLW", "TWN")}),
        ("Belize, one of Taiwan's diplomatic allies, agreed.", {("BLZ", "TWN")}),
        (
            "Bolivia and the Sahrawi republic agreed to recognise each other.",
            {("BOL", "sahrawi-republic"), ("sahrawi-republic", "BOL")},
        ),
        (
            "Seven governments recognise Somaliland, among them Kenya and Chad.",
            {("KEN", "somaliland"), ("TCD", "somaliland")},
        ),
        (
            "Four governments, including Peru and Bolivia, do not recognise Kosovo.",
            {("PER", "kosovo"), ("BOL", "kosovo")},
        ),
        ("“We will recognise the State of Palestine,” Prime Minister Pedro Sánchez of Spain said.", {("ESP", "PSE")}),
        ("Fiji established diplomatic relations with Abkhazia in 2013.", {("FJI", "abkhazia")}),
    ],
)
def test_who_recognises_whom(reader: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    found = {
        tuple("sahrawi-republic" if key == "ESH" else key for key in pair) for pair in pairs(recognitions(reader, text))
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "change", "polarity", "status"),
    [
        ("Peru recognised Palestine.", "recognises", "affirmed", "actual"),
        ("Peru recognises Palestine.", None, "affirmed", "actual"),
        ("Peru does not recognise Kosovo.", None, "negated", "actual"),
        ("Peru has never recognised Kosovo.", None, "negated", "actual"),
        ("Peru refuses to recognise Kosovo.", "recognises", "negated", "actual"),
        ("Peru may recognise Kosovo.", "recognises", "affirmed", "possible"),
        ("If Peru recognises Kosovo, Belgrade will protest.", None, "affirmed", "conditional"),
        ("Peru promised to recognise Palestine.", "recognises", "affirmed", "planned"),
        ("Peru denied that it had recognised Abkhazia.", "recognises", "affirmed", "denied"),
        ("Peru withdrew its recognition of Kosovo.", "withdraws", "affirmed", "actual"),
        ("Peru took back its recognition of Kosovo.", "withdraws", "affirmed", "actual"),
        ("Peru cut diplomatic ties with Taiwan.", "withdraws", "affirmed", "actual"),
    ],
)
def test_what_becomes_of_it(reader: Reader, text: str, change: str | None, polarity: str, status: str) -> None:
    (claim,) = recognitions(reader, text)
    assert (claim.attribute("change"), claim.polarity, claim.status) == (change, polarity, status)


def test_whoever_is_urged_to_take_it_back_has_given_it(reader: Reader) -> None:
    (claim,) = recognitions(reader, "Belgrade urged Ghana to withdraw its recognition of Kosovo.")
    assert claim.actors("recogniser") == ("GHA",)
    assert (claim.attribute("change"), claim.status) == (None, "actual")


@pytest.mark.parametrize(
    ("text", "given", "taken"),
    [
        ("Honduras switched recognition from Taipei to Beijing in March 2023.", "CHN", "TWN"),
        ("The Solomon Islands abandoned Taiwan for China in 2019.", "CHN", "TWN"),
        ("The Dominican Republic ditched Taipei in favour of Beijing.", "CHN", "TWN"),
        ("Haiti shifted recognition from Beijing to Taipei.", "TWN", "CHN"),
    ],
)
def test_turning_from_one_rival_to_the_other(reader: Reader, text: str, given: str, taken: str) -> None:
    found = {c.attribute("change"): c.actors("recognised") for c in recognitions(reader, text)}
    assert found == {"recognises": (given,), "withdraws": (taken,)}


def test_a_switch_is_recognition_where_the_text_speaks_of_it(reader: Reader) -> None:
    text = "Paraguay recognises Taiwan. After the election it could switch to Beijing."
    assert ("PRY", "CHN") in pairs(recognitions(reader, text))
    assert recognitions(reader, "Exporters in Paraguay could switch to Beijing.") == []


def test_members_of_a_list_have_dates_of_their_own(reader: Reader) -> None:
    found = recognitions(reader, "Palestine was recognised by Sweden in 2014, Ireland on 28 May 2024 and Peru in 2025.")
    dates = {claim.actors("recogniser")[0]: claim.time.edtf for claim in found if claim.time}
    assert dates["SWE"] == "2014"
    assert dates["IRL"] == "2024-05-28"


@pytest.mark.parametrize(
    "text",
    [
        "Japan recognises the importance of Vietnam.",
        "Peru recognised the result of the election in Chile.",
        "The court recognised the treaty between Peru and Chile.",
        "Brazil established diplomatic relations with Vietnam.",
        "The minister moved to Beijing.",
        "Panama dropped the charges.",
        "Facial recognition is banned in Bolivia.",
    ],
)
def test_what_is_no_recognition_of_a_state(reader: Reader, text: str) -> None:
    assert recognitions(reader, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Abkhazia is poor. Vanuatu withdrew its recognition in 2013.", {("VUT", "abkhazia")}),
        ("Peru recognised Abkhazia and South Ossetia. Chile has never recognised them.", {("CHL", "abkhazia")}),
        ("Peru granted recognition to Kosovo.", {("PER", "kosovo")}),
        ("Paraguay maintains diplomatic relations with Taiwan.", {("PRY", "TWN")}),
        ("Peru keeps formal ties with Abkhazia.", {("PER", "abkhazia")}),
        ("The independence of Abkhazia and of South Ossetia was recognised by Nauru.", {("NRU", "abkhazia")}),
        ("Nobody but Peru recognises the Republic of Abkhazia, a land on the Black Sea.", {("PER", "abkhazia")}),
    ],
)
def test_recognition_by_other_words(reader: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= pairs(recognitions(reader, text)) | {("PER", "abkhazia")}


@pytest.mark.parametrize("text", ["Peru switched trains in Beijing.", "Ties with Taiwan matter.", "Peru has ties."])
def test_ties_that_say_nothing(reader: Reader, text: str) -> None:
    assert recognitions(reader, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mexico accepted the independence of Kosovo.", {("MEX", "kosovo", "affirmed")}),
        ("Cuba does not regard Kosovo as an independent state.", {("CUB", "kosovo", "negated")}),
        ("Somaliland remains unrecognised by Kenya.", {("KEN", "somaliland", "negated")}),
        ("Chile derecognised Somaliland.", {("CHL", "somaliland", "affirmed")}),
        (
            "Kosovo has been recognised by Peru, but not by Spain.",
            {("PER", "kosovo", "affirmed"), ("ESP", "kosovo", "negated")},
        ),
        (
            "Peru and Chile, neither of which recognises Kosovo, abstained.",
            {("PER", "kosovo", "negated"), ("CHL", "kosovo", "negated")},
        ),
        (
            "Peru and Chile, both of which recognise Palestine, agreed.",
            {("PER", "PSE", "affirmed"), ("CHL", "PSE", "affirmed")},
        ),
        (
            "Five governments, those of Peru and Chile among them, recognised Palestine.",
            {("PER", "PSE", "affirmed"), ("CHL", "PSE", "affirmed")},
        ),
        ("Peru signed the accord, in effect recognising Kosovo.", {("PER", "kosovo", "affirmed")}),
        ("The recognition that Fiji had extended to Abkhazia was short.", {("FJI", "abkhazia", "affirmed")}),
        ("Kosovo asked Spain for recognition.", {("ESP", "kosovo", "affirmed")}),
        ("Pristina called on Madrid to recognise Kosovo.", {("ESP", "kosovo", "affirmed")}),
        ("Fiji recognised Palestine alongside Tonga.", {("FJI", "PSE", "affirmed"), ("TON", "PSE", "affirmed")}),
        (
            "Fiji became the third country to recognise Abkhazia, after Russia and Nauru.",
            {("FJI", "abkhazia", "affirmed"), ("RUS", "abkhazia", "affirmed"), ("NRU", "abkhazia", "affirmed")},
        ),
    ],
)
def test_other_ways_to_tell_of_it(reader: Reader, text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(c.actors("recogniser")[0], c.actors("recognised")[0], c.polarity) for c in recognitions(reader, text)}
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mexico accepted the invitation of Kosovo.",
        "France regards Spain as a friend of Morocco.",
        "The German view of Kosovo is sober.",
        "Peru considered Chile a rival.",
        "Kosovo asked Spain for patience.",
    ],
)
def test_what_is_accepted_is_no_statehood(reader: Reader, text: str) -> None:
    assert recognitions(reader, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Somaliland is recognised by no state except Fiji.", {("FJI", "somaliland", "affirmed")}),
        (
            "Never recognised by any government, not even by Fiji, Somaliland mints coins.",
            {("government", "somaliland", "negated"), ("FJI", "somaliland", "negated")},
        ),
        ("Fiji is the only Pacific country that still recognises Kosovo.", {("FJI", "kosovo", "affirmed")}),
        ("Kosovo, unrecognised by Fiji, holds elections.", {("FJI", "kosovo", "negated")}),
        ("Kosovo, whose independence Fiji does not recognise, applied.", {("FJI", "kosovo", "negated")}),
        (
            "Fiji joined Tonga in recognising Kosovo.",
            {("FJI", "kosovo", "affirmed"), ("TON", "kosovo", "affirmed")},
        ),
        (
            "Only three states have recognised Kosovo: Fiji, Tonga and Peru.",
            {("FJI", "kosovo", "affirmed"), ("TON", "kosovo", "affirmed"), ("PER", "kosovo", "affirmed")},
        ),
        ("Fiji has still to recognise Kosovo.", {("FJI", "kosovo", "negated")}),
        ("Fiji keeps its embassy in Taipei.", {("FJI", "TWN", "affirmed")}),
        ("Fiji keeps its embassy in Beijing.", set()),
        ("Fiji withdrew recognition from Kosovo.", {("FJI", "kosovo", "affirmed")}),
        ("Fiji is considering recognition of Kosovo.", {("FJI", "kosovo", "affirmed")}),
        (
            "Who recognises Kosovo? A hundred states, Fiji and Tonga among them.",
            {("FJI", "kosovo", "affirmed"), ("TON", "kosovo", "affirmed")},
        ),
        (
            "Taiwan is down to ten diplomatic allies, Fiji and Tonga among them.",
            {("FJI", "TWN", "affirmed"), ("TON", "TWN", "affirmed")},
        ),
        ("Recognition matters to Taiwan. Fiji stays loyal to Taiwan.", {("FJI", "TWN", "affirmed")}),
        ("Kosovo was declared in 2008. Never recognised by Fiji, it seeks friends.", {("FJI", "kosovo", "negated")}),
    ],
)
def test_more_ways_to_tell_of_it(reader: Reader, text: str, expected: set[tuple[str, str, str]]) -> None:
    found = {(c.actors("recogniser")[0], c.actors("recognised")[0], c.polarity) for c in recognitions(reader, text)}
    assert {tuple(x) for x in found if not (x[0] == "state" and x[2] == "negated")} == expected


def test_the_entries_of_a_timeline(reader: Reader) -> None:
    text = "May 2017: Fiji drops Taiwan for China after talks on recognition.\n\n3 June 2018: Tonga, at last."
    found = {(c.actors("recogniser")[0], c.actors("recognised")[0]): c.time for c in recognitions(reader, text)}
    time = found["TON", "TWN"]
    assert time is not None
    assert time.edtf == "2018-06-03"


def test_a_year_that_opens_an_entry_is_that_of_its_dates(reader: Reader) -> None:
    text = "2018: Fiji recognised Kosovo on 1 May."
    assert [c.time.edtf for c in recognitions(reader, text) if c.time] == ["2018-05-01"]


@pytest.mark.parametrize(
    "text",
    [
        "Chile no longer recognises Kosovo.",
        "Chile ceased to recognise Kosovo in 2020.",
        "Chile has stopped recognising Kosovo.",
    ],
)
def test_recognition_that_ends(reader: Reader, text: str) -> None:
    (claim,) = recognitions(reader, text)
    assert (claim.attribute("change"), claim.polarity) == ("withdraws", "affirmed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile and Peru still withhold recognition from Kosovo.", {("CHL", "kosovo"), ("PER", "kosovo")}),
        ("Chile has blocked recognition of Kosovo.", {("CHL", "kosovo")}),
        ("Chile stopped short of recognising Kosovo.", {("CHL", "kosovo")}),
        ("Chile shied away from recognising Kosovo.", {("CHL", "kosovo")}),
        (
            "Of the bloc's 12 members, three, Chile and Peru among them, withhold recognition from Kosovo.",
            {("CHL", "kosovo"), ("PER", "kosovo")},
        ),
    ],
)
def test_recognition_that_is_held_back(reader: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    claims = recognitions(reader, text)
    assert pairs(claims) == expected
    assert {claim.polarity for claim in claims} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "Belize is one of twelve countries that recognise Taiwan.",
        "Belize, one of twelve countries that recognise Taiwan, sent a minister.",
        "Belize is among the twelve states that recognise Taiwan.",
    ],
)
def test_one_of_those_who_recognise(reader: Reader, text: str) -> None:
    assert pairs(recognitions(reader, text)) == {("BLZ", "TWN")}


def test_both_as_states(reader: Reader) -> None:
    text = "Abkhazia and South Ossetia broke away in the nineties. Peru recognised both as independent."
    assert pairs(recognitions(reader, text)) == {("PER", "abkhazia"), ("PER", "south-ossetia")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taipei lost Fiji to Beijing in 2023.", {("FJI", "TWN"), ("FJI", "CHN")}),
        ("Belize is Taiwan's last remaining ally.", {("BLZ", "TWN")}),
        ("Belize restored ties with Taiwan in 2007.", {("BLZ", "TWN")}),
        ("Peru broke off relations with Abkhazia.", {("PER", "abkhazia")}),
    ],
)
def test_signs_of_recognition(reader: Reader, text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(recognitions(reader, text)) == expected


@pytest.mark.parametrize("text", ["Peru is Taiwan's largest customer.", "Chile won recognition of its claims."])
def test_no_sign_of_recognition(reader: Reader, text: str) -> None:
    assert not recognitions(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Fiji's recognition of Abkhazia ended in 2013.",
        "Fiji's recognition of Abkhazia lapsed in 2013.",
        "Fiji paused its recognition of Abkhazia in 2013.",
    ],
)
def test_recognition_that_is_no_more(reader: Reader, text: str) -> None:
    document = Document("text", text, published="2024-06-15")
    (claim,) = (claim for claim in read(document, reader).claims if claim.kind == "recognition")
    assert (claim.actors("recogniser"), claim.attribute("change")) == (("FJI",), "withdraws")
    assert claim.time is not None
    assert claim.time.edtf == "2013"
