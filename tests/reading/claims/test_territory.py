"""Which place stands in which relation to whom: by modifiers, verbs and nouns; and what is no such relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def territories(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-05-01")
    return [claim for claim in read(document, reader).claims if claim.kind == "territory"]


def keys(claim: Claim, role: str) -> list[str]:
    return list(claim.actors(role))


@pytest.mark.parametrize(
    ("text", "relation", "places", "of"),
    [
        ("Transnistria, a breakaway region of Moldova, held a vote.", "breakaway-from", ["transnistria"], ["MDA"]),
        ("Georgia's breakaway region of Abkhazia held a vote.", "breakaway-from", ["abkhazia"], ["GEO"]),
        ("Moroccan-occupied Western Sahara is rich in phosphates.", "occupied-by", ["ESH"], ["MAR"]),
        ("He visited the occupied West Bank.", "occupied-by", ["west-bank"], []),
        ("Israel has occupied the Golan Heights since 1967.", "occupied-by", ["golan-heights"], ["ISR"]),
        ("The Golan Heights are occupied by Israel.", "occupied-by", ["golan-heights"], ["ISR"]),
        ("The Israeli occupation of the West Bank continues.", "occupied-by", ["west-bank"], ["ISR"]),
        ("Argentina claims the Falkland Islands.", "claimed-by", ["FLK"], ["ARG"]),
        ("Vietnam's claims to the Paracel Islands are old.", "claimed-by", ["paracel-islands"], ["VNM"]),
        ("Spain regards Gibraltar as part of its territory.", "part-of", ["GIB"], ["ESP"]),
        ("Crimea is part of Ukraine.", "part-of", ["crimea"], ["UKR"]),
        ("Kosovo, a former Serbian province, has a parliament.", "breakaway-from", ["kosovo"], ["SRB"]),
        ("Zanzibar makes up a part of Tanzania.", "part-of", ["zanzibar"], ["TZA"]),
        ("Idlib is controlled by Hayat Tahrir al-Sham.", "controlled-by", ["idlib"], None),
        ("Khartoum fell under the control of the Rapid Support Forces.", "controlled-by", None, ["rsf-sudan"]),
        ("The rebel-held city of Aleppo was shelled.", "controlled-by", ["aleppo"], None),
        ("Beijing considers Taiwan a part of China.", "part-of", ["TWN"], ["CHN"]),
        ("Both India and Pakistan claim Kashmir in full.", "claimed-by", ["kashmir"], ["IND", "PAK"]),
        ("The Houthis, who control most of northern Yemen, agreed.", "controlled-by", ["YEM"], ["houthis"]),
        ("Aleppo is in the hands of the Kurds.", "controlled-by", ["aleppo"], ["kurds"]),
        ("Most of Western Sahara is occupied by Morocco.", "occupied-by", ["ESH"], ["MAR"]),
        ("China controls the Paracel Islands, claimed by Vietnam.", "claimed-by", ["paracel-islands"], ["VNM"]),
        ("They fled Abkhazia, recognised as part of Georgia.", "part-of", ["abkhazia"], ["GEO"]),
        ("Russia occupies Abkhazia. The breakaway territory is part of Georgia.", "part-of", ["abkhazia"], ["GEO"]),
        ("Peru claims Ruritania province.", "claimed-by", ["ruritania"], ["PER"]),
        ("The M23 controls Ruritania.", "controlled-by", ["ruritania"], ["m23"]),
        ("The region of Zubrowka is occupied by Peru.", "occupied-by", ["zubrowka"], ["PER"]),
        ("Crimea was returned to Ukraine by Russia in 1954.", "controlled-by", ["crimea"], ["UKR"]),
        ("Serbia's sovereignty over Kosovo is disputed.", "part-of", ["kosovo"], ["SRB"]),
        ("Morocco's claim to Western Sahara was recognised.", "claimed-by", ["ESH"], ["MAR"]),
        ("Abkhazia was at war. It broke away in 1993.", "breakaway-from", ["abkhazia"], []),
        ("Moldova is divided. The east broke away in 1990.", "breakaway-from", ["transnistria"], []),
        ("Vietnam, another claimant to the Spratly Islands, left.", "claimed-by", ["spratly-islands"], ["VNM"]),
        ("Crimea is poor. Kyiv says it has been its territory for long.", "part-of", ["crimea"], ["UKR"]),
    ],
)
def test_who_holds_what(
    reader: Reader, text: str, relation: str, places: list[str] | None, of: list[str] | None
) -> None:
    found = [claim for claim in territories(reader, text) if claim.attribute("relation") == relation]
    assert len(found) == 1
    assert places is None or keys(found[0], "territory") == places
    assert of is None or keys(found[0], "of") == of


def test_several_places_of_a_phrase_are_one_claim(reader: Reader) -> None:
    (claim,) = territories(reader, "Abkhazia and South Ossetia are part of Georgia, he said.")
    assert keys(claim, "territory") == ["abkhazia", "south-ossetia"]


def test_what_is_considered_so_is_told_as_fact(reader: Reader) -> None:
    found = territories(reader, "Georgia considers Abkhazia to be under Russian occupation.")
    assert [(claim.attribute("relation"), claim.status) for claim in found] == [("occupied-by", "actual")]


def test_a_denial_of_belonging_is_negated(reader: Reader) -> None:
    (claim,) = territories(reader, "Somaliland is not part of Somalia, its president said.")
    assert claim.polarity == "negated"


def test_a_modifier_holds_whatever_its_sentence_says(reader: Reader) -> None:
    (claim,) = territories(reader, "Nobody would go to the breakaway region of Transnistria.")
    assert (claim.polarity, claim.status) == ("affirmed", "actual")


def test_land_outside_of_control(reader: Reader) -> None:
    (claim,) = territories(reader, "Idlib remains outside the control of Syria.")
    assert (keys(claim, "territory"), keys(claim, "of"), claim.polarity) == (["idlib"], ["SYR"], "negated")


def test_it_is_not_whoever_regards_it(reader: Reader) -> None:
    text = "Kosovo declared independence in 2008. Serbia regards it as part of its own territory."
    (claim,) = [c for c in territories(reader, text) if c.attribute("relation") == "part-of"]
    assert (keys(claim, "territory"), keys(claim, "of")) == (["kosovo"], ["SRB"])


@pytest.mark.parametrize(
    "text",
    [
        "North Korea is run by a dynasty.",
        "The party controls the parliament of Poland.",
        "Sweden claimed a victory in the final.",
        "Sunni-dominated Saudi Arabia protested.",
        "France took part in the talks.",
        "The occupation of the building ended.",
    ],
)
def test_what_is_no_relation_of_land(reader: Reader, text: str) -> None:
    assert territories(reader, text) == []


@pytest.mark.parametrize(
    ("text", "relation", "places", "of"),
    [
        ("Crimea fell to Russia in 2014.", "controlled-by", ["crimea"], ["RUS"]),
        ("Sudanese troops recaptured Khartoum in March.", "controlled-by", ["khartoum"], ["SDN"]),
        ("It lost the war after Azerbaijan retook Nagorno-Karabakh.", "controlled-by", ["artsakh"], ["AZE"]),
        ("Gibraltar is British territory.", "part-of", ["GIB"], ["GBR"]),
        ("Abkhazia is Georgian territory, occupied by Russia.", "part-of", ["abkhazia"], ["GEO"]),
        ("Abkhazia is Georgian territory, occupied by Russia.", "occupied-by", ["abkhazia"], ["RUS"]),
    ],
)
def test_lands_lost_retaken_and_owned(
    reader: Reader, text: str, relation: str, places: list[str], of: list[str]
) -> None:
    found = [claim for claim in territories(reader, text) if claim.attribute("relation") == relation]
    assert [(keys(claim, "territory"), keys(claim, "of")) for claim in found] == [(places, of)]


def test_a_breakaway_territory_is_never_a_recognised_state(reader: Reader) -> None:
    found = territories(reader, "Moldova and Russia met. Russia has kept soldiers in the breakaway territory.")
    assert all(keys(claim, "territory") not in (["MDA"], ["RUS"]) for claim in found)


@pytest.mark.parametrize("text", ["Exports fell to Russia's neighbours.", "The task fell to France in 2014."])
def test_other_falls_are_no_change_of_hands(reader: Reader, text: str) -> None:
    assert territories(reader, text) == []


@pytest.mark.parametrize(
    ("text", "relation", "places", "of"),
    [
        ("Puntland broke away from Somalia for a day, elders recalled.", "breakaway-from", ["puntland"], ["SOM"]),
        ("Transnistria, a strip of land, split off from Moldova.", "breakaway-from", ["transnistria"], ["MDA"]),
        ("Anjouan seceded from the Comoros in 1997.", "breakaway-from", ["anjouan"], ["COM"]),
        ("Catalonia declared independence from Spain.", "breakaway-from", ["catalonia"], ["ESP"]),
        ("Rebels proclaimed the independence of Cabinda from Angola.", "breakaway-from", ["cabinda"], ["AGO"]),
        ("Abkhazia has long been independent of Georgia.", "breakaway-from", ["abkhazia"], ["GEO"]),
        ("The army lost the city of Lashio to the Arakan Army.", "controlled-by", ["lashio"], ["arakan-army"]),
        ("Hong Kong was returned to Chinese rule.", "controlled-by", ["HKG"], ["CHN"]),
        ("Hong Kong reverted to China in 1997.", "controlled-by", ["HKG"], ["CHN"]),
        ("Kashmir is divided between India and Pakistan.", "controlled-by", ["kashmir"], ["IND", "PAK"]),
        ("Hamas is still in charge of the Gaza Strip.", "controlled-by", ["gaza"], ["hamas"]),
        ("Kidal was retaken by Malian soldiers.", "controlled-by", ["kidal"], ["MLI"]),
        ("Namibia was ruled by South Africa until 1990.", "controlled-by", ["NAM"], ["ZAF"]),
        ("People live under Israeli occupation in the West Bank.", "occupied-by", ["west-bank"], ["ISR"]),
        ("Rabat asserts sovereignty over Western Sahara.", "claimed-by", ["ESH"], ["MAR"]),
        ("Kashmir, claimed in full by both India and Pakistan, is cold.", "claimed-by", ["kashmir"], ["IND", "PAK"]),
        ("Western Sahara is Moroccan, the minister said.", "part-of", ["ESH"], ["MAR"]),
        ("Transnistria lies within the borders of Moldova.", "part-of", ["transnistria"], ["MDA"]),
        ("Taiwan, which Beijing sees as a renegade province, held drills.", "part-of", ["TWN"], ["CHN"]),
        ("Serbia deems Kosovo to be its southern province.", "part-of", ["kosovo"], ["SRB"]),
    ],
)
def test_how_land_comes_to_be_held(reader: Reader, text: str, relation: str, places: list[str], of: list[str]) -> None:
    found = [claim for claim in territories(reader, text) if claim.attribute("relation") == relation]
    assert [(keys(claim, "territory"), keys(claim, "of")) for claim in found] == [(places, of)]


def test_land_that_slips_out_of_control(reader: Reader) -> None:
    (claim,) = territories(reader, "South Ossetia slipped out of Tbilisi's control.")
    assert (keys(claim, "of"), claim.polarity) == (["GEO"], "negated")


@pytest.mark.parametrize(
    "text",
    [
        "Britain broke away from the European Union.",
        "France split from the United States over the war.",
        "The two friends are independent of each other.",
        "Greenland is self-governing.",
        "Macron lost to a rival.",
        "The Swede is Norwegian by birth.",
        "The trophy was returned to Brazil.",
    ],
)
def test_partings_that_move_no_land(reader: Reader, text: str) -> None:
    assert territories(reader, text) == []


@pytest.mark.parametrize(
    ("text", "relation", "places", "of"),
    [
        ("Gibraltar is Spain, he cried.", "part-of", ["GIB"], ["ESP"]),
        ('Kosovo was "de jure" Serbia, he said.', "part-of", ["kosovo"], ["SRB"]),
        ("Spain considers Gibraltar its own.", "claimed-by", ["GIB"], ["ESP"]),
        ("Chad backed Morocco's territorial integrity, including Western Sahara.", "part-of", ["ESH"], ["MAR"]),
        ("Chad would recognise Morocco's borders, Western Sahara included.", "part-of", ["ESH"], ["MAR"]),
        ("Chad recognised Morocco's sovereignty over Western Sahara.", "part-of", ["ESH"], ["MAR"]),
        ("Serbia insists that Kosovo is part of its territory.", "part-of", ["kosovo"], ["SRB"]),
        ("Serbia says Kosovo is one of its provinces.", "part-of", ["kosovo"], ["SRB"]),
        ("Spain has never given up its claim to Gibraltar.", "claimed-by", ["GIB"], ["ESP"]),
        ("Kenya claims Uganda.", "claimed-by", ["UGA"], ["KEN"]),
        (
            "Serbia ignores Kosovo, which it considers an integral part of its territory.",
            "part-of",
            ["kosovo"],
            ["SRB"],
        ),
        ("Spain maintains that Gibraltar is theirs.", "claimed-by", ["GIB"], ["ESP"]),
        ("Kosovo broke with Serbia in 2008.", "breakaway-from", ["kosovo"], ["SRB"]),
        ("Algeria rejects Morocco's claim of sovereignty over Western Sahara.", "claimed-by", ["ESH"], ["MAR"]),
        ("Algeria regards Western Sahara as occupied.", "occupied-by", ["ESH"], []),
    ],
)
def test_views_of_whose_a_place_is(reader: Reader, text: str, relation: str, places: list[str], of: list[str]) -> None:
    found = [c for c in territories(reader, text) if c.attribute("relation") == relation]
    assert [(keys(c, "territory"), keys(c, "of")) for c in found] == [(places, of)]


def test_a_place_cut_off_has_not_seceded(reader: Reader) -> None:
    text = "Ceuta is cut off from the rest of Spain."
    assert not [c for c in territories(reader, text) if c.attribute("relation") == "breakaway-from"]
