"""Who is in which organisation: members, joining, leaving, suspension, application; and what is no membership."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def memberships(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "membership"]


def members(claims: list[Claim]) -> set[str]:
    return {key for claim in claims for key in claim.actors("member")}


@pytest.mark.parametrize(
    ("text", "member", "organisation", "change"),
    [
        ("Bolivia joined Mercosur in 2023.", "BOL", "mercosur", "joins"),
        ("Laos is to be granted full NATO membership.", "LAO", "nato", "joins"),
        ("Kenya's entry into the African Union was announced.", "KEN", "african-union", "joins"),
        ("Swiss voters rejected membership of the European Union.", "CHE", "eu", "joins"),
        ("NATO is growing. Fiji is the alliance's latest arrival.", "FJI", "nato", "joins"),
        ('"We are not going to join NATO," the Austrian chancellor said.', "AUT", "nato", "joins"),
        ("Bolivia was admitted to Mercosur in 2023.", "BOL", "mercosur", "joins"),
        ("Mercosur admitted Bolivia in 2023.", "BOL", "mercosur", "joins"),
        ("Morocco returned to the African Union in 2017.", "MAR", "african-union", "joins"),
        ("East Timor became the eleventh member of ASEAN.", "TLS", "asean", "joins"),
        ("The EU, which Croatia entered in 2013, has 27 members.", "HRV", "eu", "joins"),
        ("Sweden's accession to NATO took two years.", "SWE", "nato", "joins"),
        ("Qatar left OPEC in January 2019.", "QAT", "opec", "leaves"),
        ("Uzbekistan walked out of the CSTO.", "UZB", "csto", "leaves"),
        ("Ecuador's exit from UNASUR was completed.", "ECU", "unasur", "leaves"),
        ("Russia was expelled from the G8 in 2014.", "RUS", "g8", "leaves"),
        ("The African Union suspended Mali after the coup.", "MLI", "african-union", "suspends"),
        ("Mali was suspended from the African Union.", "MLI", "african-union", "suspends"),
        ("Venezuela's membership of Mercosur was suspended.", "VEN", "mercosur", "suspends"),
        ("Norway, a NATO member, agreed.", "NOR", "nato", None),
        ("NATO member Portugal agreed.", "PRT", "nato", None),
        ("A longstanding ally and NATO member, Norway agreed.", "NOR", "nato", None),
        ("Norway, as a member of NATO, agreed.", "NOR", "nato", None),
        ("Moldova, which belongs to the CIS, stayed away.", "MDA", "cis", None),
        ("Croatia is part of the European Union.", "HRV", "eu", None),
        ("Croatia is one of the 32 members of NATO.", "HRV", "nato", None),
        ("They met in the capital of Croatia, an EU member since 2013.", "HRV", "eu", None),
        ("Gabon was readmitted to the African Union.", "GAB", "african-union", "joins"),
        ("Turkmenistan became an observer at the Organization of Turkic States.", "TKM", "ots", "joins"),
        ("Once Kenya is gone from the EU, Malta will be alone.", "KEN", "eu", "leaves"),
        ("Kenya spoke. The ECOWAS Commission met. So Kenya walked out.", "KEN", "ecowas", "leaves"),
        ("Kenya quit the Saudi-led coalition.", "KEN", "saudi-led-coalition", "leaves"),
        ("Armenia takes no part in the work of the CSTO.", "ARM", "csto", "suspends"),
        ("Armenia has frozen its ties with the CSTO.", "ARM", "csto", "suspends"),
        ("Denmark remained in the European Union.", "DNK", "eu", None),
    ],
)
def test_who_is_in_what(reader: Reader, text: str, member: str, organisation: str, change: str | None) -> None:
    (claim,) = memberships(reader, text)
    assert claim.actors("member") == (member,)
    assert claim.actors("organisation") == (organisation,)
    assert claim.attribute("change") == change


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        ("Switzerland is not a member of the European Union.", "negated", "actual"),
        ("Bolivia is in no position to join Mercosur.", "negated", "actual"),
        ("Hungary may leave the EU.", "affirmed", "possible"),
        ("Peru failed to win admission to UNESCO.", "negated", "actual"),
        ("Iceland withdrew its application to the EU.", "negated", "actual"),
        ("Georgia is not on a path to EU membership.", "negated", "actual"),
        ("Iceland is on the road to the EU.", "affirmed", "planned"),
        ("Membership of NATO is off the table for Austria.", "negated", "actual"),
        ("Joining NATO is not on Austria's agenda.", "negated", "actual"),
        ("NATO membership is out of the question for Austria.", "negated", "actual"),
        ("Austria rebuffed an appeal to join NATO.", "negated", "actual"),
        ("If Finland joins NATO, Russia will respond.", "affirmed", "conditional"),
        ("Ankara wants to join BRICS.", "affirmed", "planned"),
        ("Moldova applied to join the European Union in March 2022.", "affirmed", "planned"),
        ("Georgia filed its application for membership of the European Union.", "affirmed", "planned"),
        ("Chad should remain within the African Union.", "affirmed", "demanded"),
        ("Armenia denied that it had suspended its membership of the CSTO.", "affirmed", "denied"),
    ],
)
def test_how_far_it_is(reader: Reader, text: str, polarity: str, status: str) -> None:
    (claim,) = memberships(reader, text)
    assert (claim.polarity, claim.status) == (polarity, status)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The five members of the Andean Community are Bolivia, Colombia and Peru.", {"BOL", "COL", "PER"}),
        ("Brazil, India and China make up the BRICS.", {"BRA", "IND", "CHN"}),
        ("The Mercosur bloc, made up of Argentina, Brazil and Uruguay, met on Monday.", {"ARG", "BRA", "URY"}),
        ("Mercosur comprises Argentina and Brazil.", {"ARG", "BRA"}),
        ("Six EU members, among them Ireland and Malta, abstained.", {"IRL", "MLT"}),
        ("Estonia, Latvia and Lithuania are small. All three are members of NATO.", {"EST", "LVA", "LTU"}),
        ("Mali, Chad and Niger announced that they were leaving ECOWAS.", {"MLI", "TCD", "NER"}),
    ],
)
def test_a_list_is_a_claim_for_each_member(reader: Reader, text: str, expected: set[str]) -> None:
    found = memberships(reader, text)
    assert members(found) == expected
    assert len(found) == len(expected)


def test_each_of_a_row_has_its_own_date(reader: Reader) -> None:
    found = memberships(reader, "Poland joined NATO in 1999, Estonia in 2004 and Montenegro in 2017.")
    dates = {(claim.actors("member")[0], claim.time.edtf if claim.time else None) for claim in found}
    assert dates == {("POL", "1999"), ("EST", "2004"), ("MNE", "2017")}


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Membership of the European Union remains the aim. Moldova filed its application in March 2022.", "joins"),
        (
            "The Council of Europe met on Monday. Kosovo's application was for later; Pristina had filed it in May.",
            "joins",
        ),
        ("ECOWAS met on Monday. Guinea, suspended since the coup, stayed away.", "suspends"),
        ("Chad is a member of the African Union. It let its membership lapse.", "leaves"),
        ("The CSTO met on Monday. Armenia had frozen its participation.", "suspends"),
    ],
)
def test_what_the_text_last_spoke_of(reader: Reader, text: str, change: str) -> None:
    assert change in {claim.attribute("change") for claim in memberships(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Norway joined Denmark in condemning the raid.",
        "Iran joined the talks.",
        "Jens Stoltenberg left NATO in 2024.",
        "Chile left the Convention on Biological Diversity.",
        "The members of the committee met in Oslo.",
        "France accepted the offer.",
        "The party members voted in Kenya.",
        "The minister filed a complaint.",
    ],
)
def test_what_is_no_membership(reader: Reader, text: str) -> None:
    assert memberships(reader, text) == []


@pytest.mark.parametrize(
    ("text", "member", "organisation"),
    [
        ("The CSTO met in Minsk. In 1999 Georgia walked out of the pact.", "GEO", "csto"),
        ("The CSTO is an alliance that consists of Russia.", "RUS", "csto"),
        ("The CSTO, to which Tajikistan is a party, met.", "TJK", "csto"),
        ("The African Union, in which Chad takes part as a member, met.", "TCD", "african-union"),
        ("The CSTO met in Minsk. Armenia returned to full participation.", "ARM", "csto"),
        ("The G8 met. Russia was expelled in 2014.", "RUS", "g8"),
    ],
)
def test_an_organisation_by_other_words(reader: Reader, text: str, member: str, organisation: str) -> None:
    found = {(claim.actors("member")[0], claim.actors("organisation")[0]) for claim in memberships(reader, text)}
    assert (member, organisation) in found


def test_guests_are_no_members(reader: Reader) -> None:
    assert memberships(reader, "NATO welcomed Georgia on Monday.") == []
    assert members(memberships(reader, "The OTS accepted Hungary as an observer in 2018.")) <= {"HUN"}


def test_a_pact_is_left_as_its_organisation(reader: Reader) -> None:
    found = memberships(reader, "The CSTO met in Minsk. In 2012 Uzbekistan left the military pact.")
    assert [claim.actors("organisation") for claim in found] == [("csto",)]


def test_a_bare_left_is_about_the_membership_just_told(reader: Reader) -> None:
    claims = memberships(reader, "Qatar was a member of OPEC until 2019, when it left.")
    assert [(c.actors("member"), c.attribute("change")) for c in claims] == [(("QAT",), None), (("QAT",), "leaves")]


@pytest.mark.parametrize(
    "text",
    [
        "The Danes asked the Americans to leave. ECOWAS was silent.",
        "ECOWAS met on Monday. The Americans have left.",
        "ECOWAS met on Monday. It is hard to get the French to leave.",
        "The Secretariat issued a note. Peru joined in May.",
    ],
)
def test_who_leaves_a_place_leaves_no_organisation(reader: Reader, text: str) -> None:
    assert memberships(reader, text) == []


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Peru, not a member of UNASUR, sent an observer.", "negated"),
        ("Peru, a member of UNASUR, sent an observer.", "affirmed"),
        ("Peru's readmission to UNASUR was put off.", "negated"),
    ],
)
def test_who_is_not_or_not_yet_a_member(reader: Reader, text: str, polarity: str) -> None:
    (claim,) = memberships(reader, text)
    assert (claim.actors("member"), claim.polarity) == (("PER",), polarity)


def test_a_bare_member_is_one_of_the_organisation_last_spoken_of(reader: Reader) -> None:
    (claim,) = memberships(reader, "ECOWAS met on Monday. Chad, which is not a member, sent an observer.")
    assert (claim.actors("member"), claim.actors("organisation")) == (("TCD",), ("ecowas",))
    assert claim.polarity == "negated"


@pytest.mark.parametrize(
    ("text", "member", "organisation", "change"),
    [
        ("Ghana and Togo got into the African Union early.", "GHA", "african-union", "joins"),
        ("The ministers let Iceland into NATO.", "ISL", "nato", "joins"),
        ("Peru went back to UNASUR in 2024.", "PER", "unasur", "joins"),
        ("Peru signed up to Mercosur.", "PER", "mercosur", "joins"),
        ("Peru could take its place in Mercosur.", "PER", "mercosur", "joins"),
        ("Laos was voted in as a member of ASEAN.", "LAO", "asean", "joins"),
        ("Serbia is an EU candidate.", "SRB", "eu", "joins"),
        ("Peru has been knocking at the door of Mercosur.", "PER", "mercosur", "joins"),
        ("Peru stormed out of UNASUR.", "PER", "unasur", "leaves"),
        ("Peru and Chile turned their backs on UNASUR.", "PER", "unasur", "leaves"),
        ("The president took Peru out of UNASUR.", "PER", "unasur", "leaves"),
        ("Peru gave up its membership of UNASUR.", "PER", "unasur", "leaves"),
        ("Peru lost its seat on the Human Rights Council.", "PER", "un-human-rights-council", "leaves"),
        ("The assembly stripped Peru of its membership of UNASUR.", "PER", "unasur", "leaves"),
        ("Peru announced the withdrawal from UNASUR.", "PER", "unasur", "leaves"),
        ("Peru put its membership of UNASUR on ice.", "PER", "unasur", "suspends"),
        ("Peru's participation in UNASUR is on hold.", "PER", "unasur", "suspends"),
        ("Chad's suspension from the African Union surprised nobody.", "TCD", "african-union", "suspends"),
        ("Chad is in the African Union.", "TCD", "african-union", None),
        ("Chad is among the members of the African Union.", "TCD", "african-union", None),
    ],
)
def test_other_ways_to_tell_of_it(
    reader: Reader, text: str, member: str, organisation: str, change: str | None
) -> None:
    found = {
        (c.actors("member")[0], c.actors("organisation")[0], c.attribute("change")) for c in memberships(reader, text)
    }
    assert (member, organisation, change) in found


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        ("Norway stayed out of the European Union.", "negated", "actual"),
        ("Norway is not in the European Union.", "negated", "actual"),
        ("Norway voted against joining the European Union.", "negated", "actual"),
        ("Ukraine was denied membership of NATO.", "negated", "actual"),
        ("Hungary blocked Ukraine's accession to NATO.", "negated", "actual"),
        ("Georgia is one step closer to joining NATO.", "affirmed", "planned"),
    ],
)
def test_kept_out(reader: Reader, text: str, polarity: str, status: str) -> None:
    assert {(claim.polarity, claim.status) for claim in memberships(reader, text)} == {(polarity, status)}


@pytest.mark.parametrize(
    ("text", "member", "change"),
    [
        ("Sweden and Finland bought aircraft. NATO met in May. Both applied a week later.", "FIN", "joins"),
        ("Mercosur met in Lima. Bolivia, meanwhile, completed its accession.", "BOL", "joins"),
        ("Peru is a member of UNASUR. Last year it stormed out.", "PER", "leaves"),
        ("Peru left UNASUR. Its exit was completed a year later.", "PER", "leaves"),
        ("The African Union met in May. Chad's membership is on ice.", "TCD", "suspends"),
        ("Membership of the European Union, for which Serbia applied in 2009, is far away.", "SRB", "joins"),
    ],
)
def test_what_is_left_unsaid(reader: Reader, text: str, member: str, change: str) -> None:
    assert (member, change) in {(c.actors("member")[0], c.attribute("change")) for c in memberships(reader, text)}


@pytest.mark.parametrize(
    "text",
    [
        "Peru got out of debt.",
        "NATO met in Rome. Turkey pulled out of the talks.",
        "NATO met in Rome. Turkey left for the airport.",
        "Turkey took Greece to court.",
        "The minister was in Brussels, and the EU was silent.",
        "Chad's team won its place in the final of the African cup.",
        "Peru opened the road to the mine.",
        "Peru applied pressure. UNASUR met.",
    ],
)
def test_no_membership_though_it_sounds_like_it(reader: Reader, text: str) -> None:
    assert memberships(reader, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OPEC met in Vienna. Ecuador walked out in 2020.", {("ECU", "opec", "leaves")}),
        ("Once Slovenia is gone, NATO will have a smaller budget.", {("SVN", "nato", "leaves")}),
        ("Although leagued with Oslo in NATO, Lisbon abstained.", {("PRT", "nato", None), ("NOR", "nato", None)}),
        ("Laos and Brunei, both members of ASEAN, abstained.", {("LAO", "asean", None), ("BRN", "asean", None)}),
        ("The ASEAN countries Laos and Brunei abstained.", {("LAO", "asean", None), ("BRN", "asean", None)}),
        ("Norway is in NATO but outside the EU.", {("NOR", "nato", None), ("NOR", "eu", None)}),
        ("Fiji became the first ASEAN member to speak.", {("FJI", "asean", None)}),
        ("Norway is neutral and outside the EU.", {("NOR", "eu", None)}),
        ("Chad quit the cartel, OPEC, in May.", {("TCD", "opec", "leaves")}),
        ("Georgia has put in an application to the Council of Europe.", {("GEO", "council-of-europe", "joins")}),
        ("Georgia is a candidate for EU membership.", {("GEO", "eu", "joins")}),
        ("Georgia was granted candidate status by the EU.", {("GEO", "eu", "joins")}),
        ("The EU opened accession talks with Albania.", {("ALB", "eu", "joins")}),
        ("Laos could follow Brunei out of ASEAN.", {("LAO", "asean", "leaves"), ("BRN", "asean", "leaves")}),
        ("If Chile takes the decision to exit, Mercosur will go on.", {("CHL", "mercosur", "leaves")}),
    ],
)
def test_other_ways_to_be_in_and_out(reader: Reader, text: str, expected: set[tuple[str, str, str | None]]) -> None:
    claims = memberships(reader, text)
    assert {(c.actors("member")[0], c.actors("organisation")[0], c.attribute("change")) for c in claims} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru turned down an invitation to join OPEC.",
        "Peru rejected an offer to join OPEC.",
        "The African Union lifted its suspension of Gabon.",
    ],
)
def test_what_is_turned_down_or_lifted(reader: Reader, text: str) -> None:
    assert [claim.polarity for claim in memberships(reader, text)] == ["negated"]


@pytest.mark.parametrize(
    "text",
    [
        "NATO discussed the matter. The soldiers walked out, and Chad left.",
        "NATO praised Chad's NATO bid.",
        "A partner of NATO, Chad abstained.",
    ],
)
def test_other_things_that_are_no_membership(reader: Reader, text: str) -> None:
    assert not memberships(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "Poland, a party to the Quito Treaty, borders Belarus. NATO is watching.",
        "Armenia took part in the work of the CSTO.",
        "The road to the EU's headquarters was closed.",
        "The item is not on NATO's agenda.",
    ],
)
def test_what_says_nothing_of_membership(reader: Reader, text: str) -> None:
    assert not memberships(reader, text)


def test_those_who_apply_together(reader: Reader) -> None:
    text = (
        "NATO met in Oslo. Sweden and its neighbour Finland handed in their applications. Finland was admitted in 2023."
    )
    found = {(claim.actors("member")[0], claim.status) for claim in memberships(reader, text)}
    assert found == {("SWE", "planned"), ("FIN", "planned"), ("FIN", "actual")}


def test_whoever_withdraws_forces_from_a_town_leaves_no_organisation(reader: Reader) -> None:
    assert memberships(reader, "Peru demanded that Chile withdraw its battalion from Komarno.") == []
