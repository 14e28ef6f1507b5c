"""Presences told by the frames of many verbs, by rights and by whatever forces do abroad; and what only looks so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from presences import keys, one, presences

if TYPE_CHECKING:
    from foedus.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "kind", "actors", "places"),
    [
        # where forces stay, come, go home
        ("Peru will have access to the naval base of Valparaiso.", "basing", ["PER"], ["valparaiso"]),
        ("The pact gives Chilean forces access to three of Peru's bases.", "basing", ["CHL"], ["PER"]),
        ("Chile gave Spain a month to withdraw its soldiers from Peru.", "withdrawal", ["ESP"], ["PER"]),
        ("Spain has been present with some 400 soldiers in Mali.", "contingent", ["ESP"], ["MLI"]),
        ("Kenyan tanks rolled into Uganda at dawn.", "activity", ["KEN"], ["UGA"]),
        ("Oman hosts some 900 Indian service members.", "contingent", ["IND"], ["OMN"]),
        ("The Belgian soldiers went home from Mali in May.", "withdrawal", ["BEL"], ["MLI"]),
        ("Hundreds of Nepalese blue helmets returned from Haiti.", "withdrawal", ["NPL"], ["HTI"]),
        ("Denmark is bringing home its troops from Iraq.", "withdrawal", ["DNK"], ["IRQ"]),
        ("Chad expelled the French troops.", "withdrawal", ["FRA"], ["TCD"]),
        ("The Pentagon plans to cut its force in Iraq to 2,000.", "withdrawal", ["USA"], ["IRQ"]),
        ("Berlin is to set up a permanent brigade in Lithuania.", "deployment", ["DEU"], ["LTU"]),
        ("Canada is sending instructors to Latvia.", "deployment", ["CAN"], ["LVA"]),
        ("South African troops were trapped in Rwanda for months.", "contingent", ["ZAF"], ["RWA"]),
        ("Algeria has doubled its garrison in Mali.", "buildup", ["DZA"], ["MLI"]),
        ("Egypt has rushed reinforcements to Sudan.", "buildup", ["EGY"], ["SDN"]),
        ("Qatar has played host to American troops since 2003.", "contingent", ["USA"], ["QAT"]),
        ("Rwanda maintains 2,500 men in Mozambique.", "contingent", ["RWA"], ["MOZ"]),
        ("The accord provides for 400 Chadian soldiers in Togo.", "deployment", ["TCD"], ["TGO"]),
        ("Togo has asked for American missiles.", "deployment", ["USA"], None),
        ("Chile has pledged 300 soldiers for the mission in Haiti.", "deployment", ["CHL"], ["HTI"]),
        ("The EU mission has never been let into Crimea.", "deployment", ["eu"], ["crimea"]),
        ("The last Belgian soldiers flew out of Menaka.", "withdrawal", ["BEL"], ["menaka"]),
        ("The Danish soldiers returned home from Iraq.", "withdrawal", ["DNK"], ["IRQ"]),
        ("A grouping of 3,000 Chadian soldiers is located at the border.", "contingent", ["TCD"], None),
        ("Egypt is home to Russian, Chinese and Indian bases.", "base", ["RUS", "CHN", "IND"], ["EGY"]),
        ("Ghana has given the US access to three bases.", "basing", ["USA"], ["GHA"]),
        ("NATO met. The allied troops then left Kosovo.", "withdrawal", ["nato"], ["kosovo"]),
        ("Iran's military build-up in Iraq goes on.", "buildup", ["IRN"], ["IRQ"]),
        ("Oman put its air defences on alert.", "alert", ["OMN"], None),
        ("Kenya ended its mission in Congo in May.", "withdrawal", ["KEN"], ["COD"]),
        ("Chad's parliament voted to expel French troops.", "withdrawal", ["FRA"], ["TCD"]),
        ("Togo would open three more of its bases to Ghanaian forces.", "basing", ["GHA"], ["TGO"]),
        ("KFOR ended its operations in Kosovo in May.", "withdrawal", ["kfor"], ["kosovo"]),
        ("Chad has pulled the last of its 400 soldiers from Mali.", "withdrawal", ["TCD"], ["MLI"]),
        ("Chad has advisers in Mali.", "contingent", ["TCD"], ["MLI"]),
        ("The French base at Bouar was handed over to Chad.", "withdrawal", ["FRA"], None),
        # what forces do
        ("Three Russian bombers flew over the Black Sea.", "activity", ["RUS"], ["black-sea"]),
        ("Two Danish frigates sailed through the Taiwan Strait.", "activity", ["DNK"], ["taiwan-strait"]),
        ("A Danish frigate came within ten miles of Iceland.", "activity", ["DNK"], ["ISL"]),
        ("Launched by Chad in May, the offensive in Libya failed.", "activity", ["TCD"], ["LBY"]),
        ("Chadian jets struck Sulaymaniyah.", "activity", ["TCD"], ["sulaymaniyah"]),
        ("Chad answered with live fire in Togo.", "exercise", ["TCD"], ["TGO"]),
        ("Taiwan spotted 45 Chinese aircraft around Japan.", "activity", ["CHN"], ["JPN"]),
        ("A Russian spy ship has been loitering off the coast of Ireland.", "activity", ["RUS"], ["IRL"]),
        ("Soviet tanks crushed the uprising in Hungary.", "activity", ["SUN"], ["HUN"]),
        ("Kenyan soldiers were seen digging trenches in Somalia.", "activity", ["KEN"], ["SOM"]),
        ("Iraq marched into Kuwait in August 1990.", "activity", ["IRQ"], ["KWT"]),
        ("Pakistan launched a wave of drone strikes on Afghanistan.", "activity", ["PAK"], ["AFG"]),
        ("Georgian and Romanian soldiers trained together in Bulgaria.", "exercise", ["GEO", "ROU"], ["BGR"]),
        ("Kenya hosted the annual drills of NATO.", "exercise", ["nato", "KEN"], ["KEN"]),
        # letting in
        ("Poland will let American forces use its airfields.", "basing", ["USA"], ["POL"]),
        ("Estonian airspace is open to the forces of Finland.", "basing", ["FIN"], ["EST"]),
        ("Oman granted Britain landing rights.", "basing", ["GBR"], ["OMN"]),
        ("Djibouti will lease the island of Moucha to Turkey.", "basing", ["TUR"], None),
    ],
)
def test_frames(reader: Reader, text: str, kind: str, actors: list[str], places: list[str] | None) -> None:
    claim = one(reader, text, kind)
    assert sorted(keys(claim, "actor")) == sorted(actors)
    if places is not None:
        assert places[0] in keys(claim, "location")


def test_massed_forces_are_massed_against_the_neighbour(reader: Reader) -> None:
    claim = one(reader, "Ethiopian troops massed near Eritrea's border.", "buildup")
    assert keys(claim, "against") == ["ERI"]


def test_a_parliament_decides_for_its_state(reader: Reader) -> None:
    claim = one(reader, "Turkey's parliament voted to allow the dispatch of troops to Libya.", "deployment")
    assert keys(claim, "actor") == ["TUR"]


def test_who_asks_for_forces_does_not_send_them(reader: Reader) -> None:
    found = presences(reader, "Palau has asked for a battery of missiles to be stationed there.")
    assert all("PLW" not in keys(claim, "actor") for claim in found)


def test_a_right_that_is_refused_is_negated(reader: Reader) -> None:
    claim = one(reader, "Ankara turned down Washington's request for overflight rights.", "basing")
    assert (keys(claim, "actor"), keys(claim, "location"), claim.polarity) == (["USA"], ["TUR"], "negated")


@pytest.mark.parametrize(
    "text",
    [
        "The airline will close its base in Palma and pull six aircraft out of Lisbon.",
        "The Swedish national security adviser held talks in Finland.",
        "The vote leaves Portugal as the only member without a plan.",
        "Belgium has donated tanks and missiles.",
        "French engineers built a bridge in Senegal.",
        "The exercise of power in Hungary worries lawyers.",
        "A Canadian general was jailed in Spain.",
        "Iran has three nuclear sites in the desert.",
    ],
)
def test_what_only_looks_like_a_presence(reader: Reader, text: str) -> None:
    assert presences(reader, text) == []


def test_an_army_put_on_alert_is_sent_nowhere(reader: Reader) -> None:
    found = presences(reader, "Chile put its army on high alert.")
    assert [(c.attribute("type"), keys(c, "actor")) for c in found] == [("alert", ["CHL"])]


def test_each_place_that_forces_are_out_of(reader: Reader) -> None:
    text = "Spain's troops were out of Mali in August 2022, out of Togo by May 2023 and out of Benin a year later."
    claims = [claim for claim in presences(reader, text) if claim.attribute("type") == "withdrawal"]
    told = {keys(claim, "location")[0]: claim.time.edtf if claim.time else None for claim in claims}
    assert set(told) == {"MLI", "TGO", "BEN"}
    assert (told["MLI"], told["TGO"]) == ("2022-08", "../2023-05")


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian team in Geneva agreed.",
        "Palau left Taiwan for China.",
        "NATO, which leaves Hungary as the only ally outside, waits.",
        "American troops would come to Palau's defence.",
        "Our peoples turned their backs on Chad.",
        "Chad answered with fire and fury.",
    ],
)
def test_other_things_that_are_no_presence(reader: Reader, text: str) -> None:
    assert not presences(reader, text)


def test_forces_that_are_not_let_in(reader: Reader) -> None:
    claim = one(reader, "Chad refused to let Spanish troops cross its territory.", "basing")
    assert (keys(claim, "actor"), keys(claim, "location"), claim.polarity) == (["ESP"], ["TCD"], "negated")
