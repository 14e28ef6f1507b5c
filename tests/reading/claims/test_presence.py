"""Whose forces are where, doing what: told actively, passively and by nouns; and what is no presence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from presences import keys, one, presences

if TYPE_CHECKING:
    from foedus.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "kind", "actors", "places"),
    [
        ("France keeps about 1,500 soldiers in Djibouti.", "contingent", ["FRA"], ["DJI"]),
        ("Japan hosts some 54,000 American troops.", "contingent", ["USA"], ["JPN"]),
        ("There are 300 Turkish soldiers in Qatar.", "contingent", ["TUR"], ["QAT"]),
        ("Rwandan troops are stationed in Mozambique.", "contingent", ["RWA"], ["MOZ"]),
        ("The French military presence in Niger ended in December.", "contingent", ["FRA"], ["NER"]),
        ("Poland will deploy two battalions to Latvia next year.", "deployment", ["POL"], ["LVA"]),
        ("Kenya has sent 400 police officers to Haiti.", "deployment", ["KEN"], ["HTI"]),
        ("Danish soldiers were sent to Estonia in March.", "deployment", ["DNK"], ["EST"]),
        ("The dispatch of 200 Nigerian troops to Gambia was announced.", "deployment", ["NGA"], ["GMB"]),
        ("Germany did not send any tanks to Ukraine.", "deployment", ["DEU"], ["UKR"]),
        ("The United States withdrew its troops from Chad.", "withdrawal", ["USA"], ["TCD"]),
        ("The withdrawal of American forces from Niger began in May.", "withdrawal", ["USA"], ["NER"]),
        ("The Wagner Group withdrew its fighters from Mali.", "withdrawal", ["wagner-group"], ["MLI"]),
        ("India massed troops on the border with Pakistan.", "buildup", ["IND"], ["PAK"]),
        ("China opened its first naval base in Djibouti in 2017.", "base", ["CHN"], ["DJI"]),
        ("Russia keeps military bases in Armenia and Kyrgyzstan.", "base", ["RUS"], ["ARM", "KGZ"]),
        ("Norway put its army on high alert.", "alert", ["NOR"], []),
        (
            "South Korea and the United States held a joint exercise in the Yellow Sea.",
            "exercise",
            ["KOR", "USA"],
            None,
        ),
        ("Saudi jets bombed Sanaa.", "activity", ["SAU"], None),
        ("Sanaa was bombed by Saudi jets.", "activity", ["SAU"], None),
        ("Turkish troops pushed into Syria.", "activity", ["TUR"], ["SYR"]),
        ("Thailand's F-16s hit targets in Cambodia.", "activity", ["THA"], ["KHM"]),
        ("NATO has long been active in Kosovo.", "activity", ["nato"], ["kosovo"]),
        ("Uganda sent tanks across the border into Congo.", "deployment", ["UGA"], ["COD"]),
        ("Lithuania opened its airspace to German jets.", "basing", ["DEU"], ["LTU"]),
        ("Australia gained access to two Indonesian bases.", "basing", ["AUS"], ["IDN"]),
    ],
)
def test_who_is_where(reader: Reader, text: str, kind: str, actors: list[str], places: list[str] | None) -> None:
    claim = one(reader, text, kind)
    assert keys(claim, "actor") == actors
    if places is not None:
        assert keys(claim, "location") == places


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        ("Germany did not send any tanks to Ukraine.", "negated", "actual"),
        ("Poland will deploy two battalions to Latvia.", "affirmed", "planned"),
        ("If China invaded Taiwan, war would follow.", "affirmed", "conditional"),
        ("Ethiopia denied that its forces had crossed into Eritrea.", "affirmed", "denied"),
        ("The president ordered his generals to send troops to Haiti.", "affirmed", "ordered"),
    ],
)
def test_how_real_it_is(reader: Reader, text: str, polarity: str, status: str) -> None:
    (claim, *_) = presences(reader, text)
    assert (claim.polarity, claim.status) == (polarity, status)


def test_there_is_the_place_last_spoken_of(reader: Reader) -> None:
    found = presences(reader, "Rwanda is at odds with its neighbours over Burundi. It has 400 soldiers there.")
    assert [keys(claim, "location") for claim in found] == [["BDI"]]


def test_the_kingdom_is_a_kingdom(reader: Reader) -> None:
    text = "Egypt and Jordan signed a pact in Qatar. Egyptian soldiers have long been stationed in the kingdom."
    assert keys(one(reader, text, "contingent"), "location") == ["JOR"]


def test_its_soil_is_not_the_soil_of_whose_forces_they_are(reader: Reader) -> None:
    text = "Armenia complained on Monday. Azerbaijani troops had pushed into its territory, it said."
    assert keys(one(reader, text, "activity"), "location") == ["ARM"]


def test_whom_a_strike_is_against(reader: Reader) -> None:
    claim = one(reader, "Israel launched strikes on Hezbollah positions in Lebanon.", "activity")
    assert (keys(claim, "actor"), keys(claim, "against"), keys(claim, "location")) == (["ISR"], ["hezbollah"], ["LBN"])


def test_no_troops_are_a_negated_contingent(reader: Reader) -> None:
    claim = one(reader, "Turkey has no troops in Armenia.", "contingent")
    assert (keys(claim, "actor"), keys(claim, "location"), claim.polarity) == (["TUR"], ["ARM"], "negated")


def test_the_shoal_is_the_one_that_was_named(reader: Reader) -> None:
    text = "Ships met near Scarborough Shoal and off Luzon. Chinese marines landed on the shoal."
    assert keys(one(reader, text, "deployment"), "location")[:1] == ["scarborough-shoal"]


def test_they_are_the_forces_last_named(reader: Reader) -> None:
    text = "Rwanda has sent 2,000 soldiers to Mozambique. They will stay in Mozambique, it said."
    assert keys(one(reader, text, "contingent"), "actor") == ["RWA"]


def test_the_backer_of_a_group_is_not_its_owner(reader: Reader) -> None:
    claim = one(reader, "Iran-backed Houthi militants fired missiles at Riyadh.", "activity")
    assert keys(claim, "actor") == ["houthis"]


def test_troops_in_a_country_are_not_that_country_s(reader: Reader) -> None:
    claim = one(reader, "France has about 300 troops in Chad.", "contingent")
    assert (keys(claim, "actor"), keys(claim, "location")) == (["FRA"], ["TCD"])


def test_a_base_in_a_town_is_a_base_in_its_state(reader: Reader) -> None:
    assert set(keys(one(reader, "The Russian base in Gyumri is old.", "base"), "location")) == {"gyumri", "ARM"}


def test_a_closure_is_a_withdrawal_besides_the_base(reader: Reader) -> None:
    found = presences(reader, "The closure of the French base in Dakar was announced.")
    assert {claim.attribute("type") for claim in found} == {"base", "withdrawal"}


def test_a_demanded_withdrawal_is_no_presence(reader: Reader) -> None:
    found = presences(reader, "Georgia demanded that Russia withdraw its troops from Abkhazia.")
    assert not [claim for claim in found if claim.attribute("type") == "withdrawal"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("France keeps about 1,500 soldiers in Djibouti.", 1500, 1500),
        ("France keeps up to 1,500 soldiers in Djibouti.", None, 1500),
        ("France keeps more than 1,500 soldiers in Djibouti.", 1500, None),
        ("France keeps between 1,000 and 1,500 soldiers in Djibouti.", 1000, 1500),
        ("France keeps six hundred soldiers in Djibouti.", 600, 600),
    ],
)
def test_how_many(reader: Reader, text: str, low: int | None, high: int | None) -> None:
    quantity = one(reader, text, "contingent").attribute("quantity")
    assert (quantity["low"], quantity["high"]) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "The minister exercised his right to speak.",
        "The company sent its engineers to Brazil.",
        "The president attacked the deal.",
        "The bank has a customer base in Spain.",
        "The United Kingdom left the European Union.",
        "The United States withdrew from the agreement with Iran.",
        "The inspectors described their verification activities in Iran.",
        "Mexico fights inflation.",
        "The Spanish football team left Qatar on Monday.",
        "Hundreds of Cuban doctors were sent to Venezuela.",
        "The strike by nurses in Britain continued.",
        "The members suspended the operation of the treaty.",
    ],
)
def test_what_is_no_presence(reader: Reader, text: str) -> None:
    assert presences(reader, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "actors", "places"),
    [
        ("Some 900 American soldiers are to be out of Chad by 30 June.", "withdrawal", ["USA"], ["TCD"]),
        ("American troops will be out of Iraq by 2026.", "withdrawal", ["USA"], ["IRQ"]),
        ("Russian troops are gone from Kherson.", "withdrawal", ["RUS"], ["kherson"]),
        ("Iranian trainers showed up in Port Sudan last year.", "deployment", ["IRN"], ["SDN"]),
        ("Kenyan police officers touched down in Haiti in June.", "deployment", ["KEN"], ["HTI"]),
        ("Wagner's men are still in Bangui.", "contingent", ["wagner-group"], ["bangui"]),
        ("France has an outpost at Madama in Niger.", "base", ["FRA"], ["madama", "NER"]),
        (
            "The force in Haiti was made up of soldiers from Kenya, Jamaica and Belize.",
            "contingent",
            ["KEN", "JAM", "BLZ"],
            ["HTI"],
        ),
        ("Egypt retook Sinai in 1973.", "activity", ["EGY"], ["sinai"]),
        ("China opened an outpost in Cambodia.", "base", ["CHN"], ["KHM"]),
        ("No base has been set up by China in Cambodia.", "base", ["CHN"], ["KHM"]),
    ],
)
def test_presences_in_everyday_words(
    reader: Reader, text: str, kind: str, actors: list[str], places: list[str]
) -> None:
    claim = one(reader, text, kind)
    assert (keys(claim, "actor"), keys(claim, "location")) == (actors, places)


def test_a_list_of_countries_left_is_a_withdrawal_from_each(reader: Reader) -> None:
    found = presences(reader, "The last French soldiers left Chad in January 2025 and Senegal in July.")
    assert [keys(claim, "location") for claim in found] == [["TCD"], ["SEN"]]


@pytest.mark.parametrize(
    "text",
    [
        "The minister turned up in Nairobi.",
        "Kenyan police officers turned down the offer.",
        "The deal is out of reach.",
        "The Chadian army is made up of soldiers from Chad.",
        "The German company has an outpost in Vietnam.",
    ],
)
def test_arrivals_and_exits_of_others_are_no_presence(reader: Reader, text: str) -> None:
    assert presences(reader, text) == []


def test_forces_that_take_no_part_in_fighting_are_a_denied_activity(reader: Reader) -> None:
    text = "Ethiopia sent 400 soldiers to Somalia in May. They took no part in hostilities."
    claim = one(reader, text, "activity")
    assert (keys(claim, "actor"), claim.polarity) == (["ETH"], "negated")


def test_a_landing_without_a_place_is_where_the_passage_is(reader: Reader) -> None:
    text = "Mali has turned to Moscow for help. About 80 Russian instructors landed on 3 April."
    claim = one(reader, text, "deployment")
    assert (keys(claim, "actor"), keys(claim, "location")) == (["RUS"], ["MLI"])


def test_forces_that_are_ordered_somewhere_are_ordered(reader: Reader) -> None:
    assert one(reader, "Norway ordered two battalions to Latvia.", "deployment").status == "ordered"


def test_several_ministers_act_for_their_states(reader: Reader) -> None:
    text = "The foreign ministers of Peru and Chile agreed to hold joint drills with Bolivia off Arica next month."
    (drill,) = presences(reader, text)
    assert sorted(drill.actors("actor")) == ["BOL", "CHL", "PER"]


def test_a_clause_with_when_has_the_date_before_it(reader: Reader) -> None:
    found = presences(
        reader, "Peruvian troops have been stationed in Bolivia since 1974, when Lima invaded the country."
    )
    assert {claim.time.edtf for claim in found if claim.time} == {"1974/..", "1974"}
