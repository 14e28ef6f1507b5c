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
