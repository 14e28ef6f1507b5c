"""Who takes which position towards whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def stances(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "stance"]


@pytest.mark.parametrize(
    ("text", "stance", "holder", "target"),
    [
        ("Kenya condemned Uganda.", "condemn", "KEN", "UGA"),
        ("Kenya's foreign ministry slammed Uganda's move.", "condemn", "KEN", "UGA"),
        ("Uganda was condemned by Kenya.", "condemn", "KEN", "UGA"),
        ("Kenya accused Uganda of lying.", "accuse", "KEN", "UGA"),
        ("Kenya warned Uganda against the plan.", "warn", "KEN", "UGA"),
        ("Kenya urged Uganda to wait.", "urge", "KEN", "UGA"),
        ("Kenya called on Uganda to wait.", "urge", "KEN", "UGA"),
        ("Kenya thanked Uganda for the offer.", "praise", "KEN", "UGA"),
        ("Kenya threw its weight behind Uganda.", "support", "KEN", "UGA"),
        ("Kenya voiced support for Uganda.", "support", "KEN", "UGA"),
        ("Kenya voiced concern about Uganda.", "condemn", "KEN", "UGA"),
        ("Kenya summoned the Ugandan ambassador.", "condemn", "KEN", "UGA"),
        ("Kenya broke off relations with Uganda.", "sanction", "KEN", "UGA"),
        ("Kenya imposed sanctions on Uganda.", "sanction", "KEN", "UGA"),
        ("Kenya is opposed to Uganda's plan.", "oppose", "KEN", "UGA"),
        ("Kenya was critical of Uganda.", "condemn", "KEN", "UGA"),
        ("Kenya refused to negotiate with Uganda.", "reject", "KEN", "UGA"),
        ("Kenya will not accept Uganda's offer.", "reject", "KEN", "UGA"),
        ("Kenya called Uganda's vote a sham.", "condemn", "KEN", "UGA"),
        ("Kenya described Uganda's move as a historic step.", "praise", "KEN", "UGA"),
        ("Uganda left the talks. Kenya condemned the decision.", "condemn", "KEN", "UGA"),
    ],
)
def test_a_position(reader: Reader, text: str, stance: str, holder: str, target: str) -> None:
    found = [(c.attribute("stance"), c.actors("holder"), c.actors("target")) for c in stances(reader, text)]
    assert (stance, (holder,), (target,)) in found


def test_a_cue_tells_one_stance(reader: Reader) -> None:
    assert len(stances(reader, "Kenya condemned Uganda's decision.")) == 1


def test_a_speaker_tells_another_state_what_it_must_do(reader: Reader) -> None:
    claims = stances(reader, "Uganda must return the ships, Kenyan President William Ruto said.")
    assert [(c.attribute("stance"), c.actors("target")) for c in claims] == [("urge", ("UGA",))]


def test_each_stance_has_its_event_type(reader: Reader) -> None:
    claims = stances(reader, "Kenya accused Uganda of lying. Kenya threatened Uganda. Kenya rejected Uganda's offer.")
    assert [c.attribute("event") for c in claims] == ["DISAPPROVE", "THREATEN", "REJECT"]


@pytest.mark.parametrize("text", ["The storm hit the coast.", "Prices rose in Kenya.", "Kenya called an election."])
def test_what_is_no_position(reader: Reader, text: str) -> None:
    assert stances(reader, text) == []


@pytest.mark.parametrize(
    ("text", "stance", "holder", "target"),
    [
        ("There was praise from Kenya for Uganda's mediation.", "praise", "KEN", "UGA"),
        ("Uganda's plan drew condemnation from Kenya.", "condemn", "KEN", "UGA"),
        ("Uganda enjoys the backing of Kenya.", "support", "KEN", "UGA"),
        ("Kenya is Uganda's staunchest ally.", "support", "KEN", "UGA"),
        ("Kenya condemned the Ugandan strike.", "condemn", "KEN", "UGA"),
        ("Kenya demanded an apology from Uganda.", "urge", "KEN", "UGA"),
        ("Kenya told Uganda to stop.", "urge", "KEN", "UGA"),
        ("Kenya expects Uganda to respect the border.", "urge", "KEN", "UGA"),
        ("Kenya poured cold water on Uganda's plan.", "reject", "KEN", "UGA"),
        ("Kenya turned down Uganda's offer.", "reject", "KEN", "UGA"),
        ("Kenya came to Uganda's defence.", "support", "KEN", "UGA"),
        ("Kenya teamed up with Uganda.", "cooperate", "KEN", "UGA"),
        ("Kenya closed its border with Uganda.", "sanction", "KEN", "UGA"),
        ("Kenya is at odds with Uganda over the dam.", "oppose", "KEN", "UGA"),
        ("The Ugandan move angered Kenya.", "condemn", "KEN", "UGA"),
        ("Kenya vowed to retaliate against Uganda.", "threaten", "KEN", "UGA"),
        ('"Uganda has betrayed us," said Kenyan President William Ruto.', "accuse", "KEN", "UGA"),
        ('"The Ugandan raid was illegal," said Kenyan President William Ruto.', "condemn", "KEN", "UGA"),
        ('"Ugandan claims are groundless," said Kenyan President William Ruto.', "reject", "KEN", "UGA"),
        ('"Uganda is a reliable partner," said Kenyan President William Ruto.', "praise", "KEN", "UGA"),
        ('"Uganda has to stop this," said Kenyan President William Ruto.', "urge", "KEN", "UGA"),
        ('"Uganda cannot stay silent," said Kenyan President William Ruto.', "urge", "KEN", "UGA"),
    ],
)
def test_other_ways_of_taking_a_position(reader: Reader, text: str, stance: str, holder: str, target: str) -> None:
    found = [(c.attribute("stance"), c.actors("holder"), c.actors("target")) for c in stances(reader, text)]
    assert found == [(stance, (holder,), (target,))]


def test_a_day_is_nobody_that_one_warns(reader: Reader) -> None:
    (claim,) = stances(reader, "Kenya warned Uganda on Wednesday.")
    assert claim.actors("target") == ("UGA",)


def test_evidence_stays_in_its_clause(reader: Reader) -> None:
    text = "The African Union urged Uganda to drop the law, while Kenya opposed the mention of penalties."
    (claim,) = [c for c in stances(reader, text) if c.attribute("stance") == "oppose"]
    assert "Uganda" not in claim.evidence[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Kenya told parliament that the break had come.",
        "Kenya insisted that the lake was clean.",
        "Kenya met its allies.",
        "The ships call there for supplies.",
    ],
)
def test_what_only_looks_like_a_position(reader: Reader, text: str) -> None:
    assert stances(reader, text) == []


def test_a_request_stands_though_it_was_not_heeded(reader: Reader) -> None:
    (claim,) = [c for c in stances(reader, "Kenya never read Uganda's request.") if c.actors("holder") == ("UGA",)]
    assert claim.polarity == "affirmed"


def test_a_critic_in_apposition(reader: Reader) -> None:
    (claim,) = stances(reader, "Kenya, a vocal critic of Uganda, sent a ship.")
    assert (claim.actors("holder"), claim.actors("target")) == (("KEN",), ("UGA",))


@pytest.mark.parametrize(
    ("text", "stance", "holder", "target"),
    [
        ("Kenya's opposition leader, Peter Weber, condemned Uganda.", "condemn", "peter-weber", "UGA"),
        ("Professor Ann Weber of Oslo University criticised Uganda.", "condemn", "ann-weber", "UGA"),
        ("Kenya's foreign minister, Ann Weber, criticised Uganda.", "condemn", "KEN", "UGA"),
        ("The host, Kenya, criticised Uganda.", "condemn", "KEN", "UGA"),
        ("Kenya has opened an embassy in Uganda.", "cooperate", "KEN", "UGA"),
        ("Kenya sells Uganda radars.", "cooperate", "KEN", "UGA"),
        ("Kenya has helped Uganda to mend ten aircraft.", "cooperate", "KEN", "UGA"),
        ("Kenya withheld aid from Uganda.", "sanction", "KEN", "UGA"),
        ("Kenya turned its back on Uganda.", "reject", "KEN", "UGA"),
        ("Kenya pinned the strike on Uganda.", "accuse", "KEN", "UGA"),
        ("Kenya spoke of a grave violation of its rights by Uganda.", "condemn", "KEN", "UGA"),
        ("Kenya says Uganda is trying to drag Chad into a war.", "accuse", "KEN", "UGA"),
    ],
)
def test_who_takes_a_position_and_how(reader: Reader, text: str, stance: str, holder: str, target: str) -> None:
    claim = next(c for c in stances(reader, text) if c.attribute("stance") == stance)
    assert claim.actors("holder") == (holder,)
    assert target in claim.actors("target")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya will demand that Uganda leave.", "actual"),
        ("Kenya may ask Uganda to leave.", "possible"),
        ("If Uganda left, Kenya would condemn it.", "conditional"),
    ],
)
def test_a_position_announced_is_taken(reader: Reader, text: str, status: str) -> None:
    assert {claim.status for claim in stances(reader, text)} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Should Peru attack Chile, Bolivia would not stay aside, La Paz said.",
        "The Peruvian base would have to close, Bolivia said.",
    ],
)
def test_what_is_only_supposed_urges_nobody(reader: Reader, text: str) -> None:
    assert not [claim for claim in stances(reader, text) if claim.attribute("stance") == "urge"]


def test_a_stance_is_not_held_on_the_day_that_it_looks_forward_to(reader: Reader) -> None:
    (expects,) = stances(reader, "Kenya expects Uganda to sign the accord in September.")
    assert (expects.status, expects.time) == ("actual", None)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Hillary Clinton backed the Lima Treaty.", ("lima-treaty",)),
        ("Senator Ted Cruz opposes the treaty.", ()),
        ("The Republic of Turkey condemned Peru.", ("PER",)),
    ],
)
def test_a_named_agreement_is_aimed_at_and_nobody_opposes_his_own_state(
    reader: Reader, text: str, targets: tuple[str, ...]
) -> None:
    (found,) = stances(reader, text)
    assert found.actors("target") == targets


def test_who_encourages_somebody_to_act_urges_him(reader: Reader) -> None:
    (found,) = stances(reader, "Kenya encouraged Uganda to release the files.")
    assert (found.attribute("stance"), found.actors("holder"), found.actors("target")) == ("urge", ("KEN",), ("UGA",))


def test_who_hails_from_a_place_praises_nobody(reader: Reader) -> None:
    assert stances(reader, "The envoy, who hails from Kenya, left.") == []


def test_nations_of_a_region_are_not_those_last_named(reader: Reader) -> None:
    found = stances(reader, "Peru and Chile signed the pact. European nations condemned Bolivia.")
    assert not {"PER", "CHL"} & {key for claim in found for key in claim.actors("holder")}
