"""Which stage an agreement is said to reach, who is bound, who approves, where; and what is no agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def stages(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "agreement-stage"]


def told(reader: Reader, text: str, stage: str) -> Claim:
    found = [claim for claim in stages(reader, text) if claim.attribute("stage") == stage]
    assert len(found) == 1, [(c.attribute("stage"), c.polarity, c.roles) for c in stages(reader, text)]
    return found[0]


@pytest.mark.parametrize(
    ("text", "stage", "agreement", "parties"),
    [
        ("Kenya and Rwanda signed a defence pact.", "signed", "defence-pact", ["KEN", "RWA"]),
        ("A fisheries accord was signed by Ghana and Togo.", "signed", "fisheries-accord", ["GHA", "TGO"]),
        ("Chad and Sudan put their names to a border treaty.", "signed", "border-treaty", ["TCD", "SDN"]),
        ("Portugal and Angola inked a transit memorandum.", "signed", "transit-memorandum", ["PRT", "AGO"]),
        ("He criticised a gas deal reached with Oman in July.", "signed", "gas-deal", ["OMN"]),
        ("Greece agreed to a naval truce with Turkey.", "signed", "naval-truce-with-turkey", ["GRC", "TUR"]),
        ("Nauru acceded to the Apia Convention in 1990.", "ratified", "apia-convention", ["NRU"]),
        ("Peru is a signatory to the Lima Accords.", "signed", "lima-accords", ["PER"]),
        ("Fiji and Tonga are negotiating a security treaty.", "proposed", "security-treaty", ["FJI", "TON"]),
        ("Gambia ratified the river protocol.", "ratified", "river-protocol", ["GMB"]),
        ("Chile withdrew from the Quito Convention.", "denounced", "quito-convention", ["CHL"]),
        ("Cuba pulled out of the sugar agreement.", "denounced", "sugar-agreement", ["CUB"]),
        ("Mongolia tore up the railway treaty.", "denounced", "railway-treaty", ["MNG"]),
        ("Laos left the Mekong compact.", "denounced", "mekong-compact", ["LAO"]),
        ("Jordan cancelled the water agreement.", "terminated", "water-agreement", ["JOR"]),
        ("Iran suspended its participation in the Muscat Treaty.", "suspended", "muscat-treaty", ["IRN"]),
        ("India put the Indus Waters Treaty in abeyance.", "suspended", "indus-waters-treaty", ["IND"]),
        ("Poland and Japan extended the missile pact by a year.", "extended", "missile-pact", ["POL", "JPN"]),
        ("Eritrea accused Ethiopia of violating the Asmara Accord.", "violated", "asmara-accord", ["ETH"]),
        ("Ethiopia is in breach of the Asmara Accord.", "violated", "asmara-accord", ["ETH"]),
        ("Algeria closed the pipeline, in violation of the Rabat Treaty.", "violated", "rabat-treaty", ["DZA"]),
    ],
)
def test_a_stage_with_its_agreement_and_parties(
    reader: Reader, text: str, stage: str, agreement: str, parties: list[str]
) -> None:
    claim = told(reader, text, stage)
    assert claim.actors("agreement") == (agreement,)
    assert list(claim.actors("party")) == parties
    assert claim.polarity == "affirmed"


@pytest.mark.parametrize(
    ("text", "stage", "agreement", "date"),
    [
        ("The Apia Convention entered into force on 1 March 2014.", "in-force", "apia-convention", "2014-03-01"),
        ("The trade accord between Chile and Peru took effect in 2016.", "in-force", None, "2016"),
        ("The Lima Treaty has been in force since 2 May 2011.", "in-force", "lima-treaty", "2011-05-02"),
        ("The Lima Treaty, in force since 2 May 2011, binds both.", "in-force", "lima-treaty", "2011-05-02"),
        ("The entry into force of the Lima Treaty followed in 2011.", "in-force", "lima-treaty", "2011"),
        ("The Quito Protocol lapsed in 1996.", "terminated", "quito-protocol", "1996"),
        ("The Quito Protocol expired last year.", "terminated", "quito-protocol", "2023"),
        ("The convention was opened for signature in 1997.", "signed", "convention", "1997"),
        ("The bloc's charter was signed in Bogota in 1969.", "signed", None, "1969"),
    ],
)
def test_an_agreements_own_fate(reader: Reader, text: str, stage: str, agreement: str | None, date: str) -> None:
    claim = told(reader, text, stage)
    assert agreement is None or claim.actors("agreement") == (agreement,)
    assert claim.time is not None
    assert claim.time.edtf == date


@pytest.mark.parametrize(
    ("text", "stage", "body"),
    [
        ("The State Duma ratified the cotton agreement with Uzbekistan.", "ratified", "state-duma"),
        ("The cotton agreement was approved by the State Duma.", "ratified", "state-duma"),
        ("The State Duma gave its approval to the cotton agreement.", "ratified", "state-duma"),
        ("The ratification of the cotton agreement by the State Duma took place in May.", "ratified", "state-duma"),
        ("Russia submitted the cotton agreement to the State Duma for ratification.", "submitted", "state-duma"),
        ("Lawmakers in Kyiv approved the cotton agreement.", "ratified", "verkhovna-rada"),
        ("The State Duma voted to ratify the cotton agreement.", "ratified", "state-duma"),
    ],
)
def test_a_parliament_approves_and_is_no_party(reader: Reader, text: str, stage: str, body: str) -> None:
    claim = told(reader, text, stage)
    assert claim.actors("body") == (body,)
    assert body not in claim.actors("party")
    assert claim.status == "actual"


@pytest.mark.parametrize(
    ("text", "stage", "polarity", "status"),
    [
        ("Egypt has not signed the Nile accord.", "signed", "negated", "actual"),
        ("Egypt refused to sign the Nile accord.", "signed", "negated", "actual"),
        ("The Nile accord has yet to be ratified.", "ratified", "negated", "actual"),
        ("Egypt may denounce the Nile accord.", "denounced", "affirmed", "possible"),
        ("Sudan urged Egypt to ratify the Nile accord.", "ratified", "affirmed", "demanded"),
        ("Egypt plans to sign the Nile accord.", "signed", "affirmed", "planned"),
        (
            "The Nile accord will enter into force once both sides have ratified it.",
            "in-force",
            "affirmed",
            "conditional",
        ),
        ("If Egypt leaves the Nile accord, Sudan loses.", "denounced", "affirmed", "conditional"),
    ],
)
def test_polarity_and_status(reader: Reader, text: str, stage: str, polarity: str, status: str) -> None:
    claim = told(reader, text, stage)
    assert (claim.polarity, claim.status) == (polarity, status)


def test_people_count_for_their_states_and_a_city_is_a_place(reader: Reader) -> None:
    text = "Kenyan President William Ruto and his Rwandan counterpart Paul Kagame signed a transit treaty in Kigali."
    claim = told(reader, text, "signed")
    assert claim.actors("party") == ("KEN", "RWA")
    assert claim.actors("place") == ("kigali",)


def test_the_other_side_is_a_party(reader: Reader) -> None:
    claim = told(reader, "Finland has concluded a radar agreement with Norway.", "signed")
    assert claim.actors("party") == ("FIN", "NOR")


def test_texts_that_are_signed_together_are_told_each(reader: Reader) -> None:
    text = "The Lima Treaty was signed on 3 May 1955 together with the Quito Treaty and the Bogota Treaty."
    found = [claim.actors("agreement") for claim in stages(reader, text)]
    assert found == [("lima-treaty",), ("quito-treaty",), ("bogota-treaty",)]


def test_a_bare_description_takes_the_parties_into_its_key(reader: Reader) -> None:
    claim = told(reader, "Chile and Peru signed a treaty.", "signed")
    assert claim.actors("agreement") == ("treaty-between-chile-and-peru",)


def test_it_means_the_agreement_spoken_of(reader: Reader) -> None:
    text = "Chile and Peru concluded a lithium pact in May. It was ratified in June. The accord takes effect in July."
    assert {claim.actors("agreement") for claim in stages(reader, text)} == {("lithium-pact",)}
    assert [claim.attribute("stage") for claim in stages(reader, text)] == ["signed", "ratified", "in-force"]


def test_a_further_pact_is_another_one(reader: Reader) -> None:
    text = "Chile and Peru signed a lithium pact in 2001. A new one, signed by Chile and Bolivia in 2020, is broader."
    first, second = (claim.actors("agreement")[0] for claim in stages(reader, text))
    assert first != second


def test_a_notice_denounces_and_can_be_taken_back(reader: Reader) -> None:
    text = (
        "Hungary gave notice in May that it would terminate the Vienna Compact. In June Hungary withdrew that decision."
    )
    denounced = [claim for claim in stages(reader, text) if claim.attribute("stage") == "denounced"]
    assert [claim.polarity for claim in denounced] == ["affirmed", "negated"]
    assert {claim.actors("agreement") for claim in denounced} == {("vienna-compact",)}


def test_a_withdrawal_resumes_the_one_before(reader: Reader) -> None:
    text = "In May Chile withdrew from the Quito Convention. Ecuador's withdrawal followed on 3 June 2024."
    denounced = [claim for claim in stages(reader, text) if claim.attribute("stage") == "denounced"]
    assert [claim.actors("party") for claim in denounced] == [("CHL",), ("ECU",)]
    assert denounced[1].actors("agreement") == ("quito-convention",)


def test_a_line_of_a_chronology_is_about_its_heading(reader: Reader) -> None:
    text = "The Lima Treaty\n\n8 April 2010. Signed in Lima by Chile and Peru.\n\n5 May 2011. Entry into force."
    found = {claim.attribute("stage"): claim for claim in stages(reader, text)}
    assert found["signed"].actors("agreement") == found["in-force"].actors("agreement") == ("lima-treaty",)
    assert found["signed"].time is not None
    assert found["signed"].time.edtf == "2010-04-08"


def test_an_organisations_founding_is_its_founding_agreement_signed(reader: Reader) -> None:
    claim = told(reader, "The African Union was founded in 2002.", "signed")
    assert claim.actors("agreement") == ("african-union",)


def test_a_library_agreement_keeps_its_id(reader: Reader) -> None:
    claim = told(reader, "The Collective Security Treaty was signed in Tashkent on 15 May 1992.", "signed")
    assert claim.actors("agreement") == ("cst-1992",)
    assert claim.actors("place") == ("tashkent",)


@pytest.mark.parametrize(
    "text",
    [
        "A great deal of pressure was put on Chile.",
        "Settlers left the settlement.",
        "The police used force.",
        "The president signed the budget into law.",
        "Officials discussed conflict resolution.",
        "The ambassador left the party convention.",
        "Chile withdrew its troops from the island.",
        "The court broke with tradition.",
        "When did the treaty take effect?",
    ],
)
def test_what_is_no_stage_of_an_agreement(reader: Reader, text: str) -> None:
    assert stages(reader, text) == []


@pytest.mark.parametrize("decided", ["voted it down", "turned it down", "threw it out", "shot it down"])
def test_a_parliament_that_turns_an_agreement_down_does_not_ratify_it(reader: Reader, decided: str) -> None:
    claim = told(reader, f"Kenya signed the transit agreement. On Friday the parliament {decided}.", "ratified")
    assert (claim.polarity, claim.actors("agreement")) == ("negated", ("transit-agreement",))


def test_a_bare_ordinal_means_one_of_two_agreements(reader: Reader) -> None:
    signed = "Peru and Chile signed a fishing treaty and a border agreement."
    found = stages(reader, f"{signed} Chile ratified the first in May 2023 and the second in June 2023.")
    ratified = {c.actors("agreement"): c.time and c.time.edtf for c in found if c.attribute("stage") == "ratified"}
    assert ratified == {("fishing-treaty",): "2023-05", ("border-agreement",): "2023-06"}
    assert told(reader, f"{signed} Chile ratified the latter.", "ratified").actors("agreement") == ("border-agreement",)


def test_a_bare_ordinal_means_nothing_where_one_agreement_was_named(reader: Reader) -> None:
    assert len(stages(reader, "Ghana ratified the water treaty. Togo approved the second.")) == 1
