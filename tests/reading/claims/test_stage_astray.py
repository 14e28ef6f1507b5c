"""Stages round parses that go astray, accession by other names, and who "each" is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def told(reader: Reader, text: str, stage: str) -> Claim:
    document = Document("text", text, published="2024-06-15")
    found = [c for c in read(document, reader).claims if c.kind == "agreement-stage" and c.attribute("stage") == stage]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The accord, concluded in Lima on 3 May by Peru and Chile, would have cut tariffs.", {"PER", "CHL"}),
        ("The Quito Treaty, which Kenya and its neighbour, Uganda, signed on 2 June, is short.", {"KEN", "UGA"}),
        ("The treaty, to which Peru and Chile had set their hands, is short.", {"PER", "CHL"}),
    ],
)
def test_a_text_signs_nothing_itself(reader: Reader, text: str, parties: set[str]) -> None:
    assert set(told(reader, text, "signed").actors("party")) == parties


def test_the_agreement_before_a_participle(reader: Reader) -> None:
    claim = told(reader, "In the Quito Treaty, concluded on 30 August 1951, each party says as much.", "signed")
    assert claim.actors("agreement") == ("quito-treaty",)


@pytest.mark.parametrize(
    "text",
    [
        "Turkey's parliament backs Sweden's NATO bid.",
        "Turkey's parliament voted on Tuesday to let Sweden into NATO.",
        "The Turkish parliament approved Sweden's membership.",
    ],
)
def test_accession_by_other_names(reader: Reader, text: str) -> None:
    assert told(reader, text, "ratified").actors("agreement") == ("accession-of-sweden",)


def test_a_government_that_backs_a_bid_ratifies_nothing(reader: Reader) -> None:
    found = read(Document("text", "Turkey backs Sweden's Olympic bid. Turkey backs its NATO bid."), reader).claims
    assert not [claim for claim in found if claim.attribute("stage") == "ratified"]


def test_what_awaits_ratification_has_none(reader: Reader) -> None:
    claim = told(reader, "The Quito Treaty still awaits ratification.", "ratified")
    assert claim.polarity == "negated"


def test_each_is_whoever_a_subject_names_together(reader: Reader) -> None:
    text = "Iran and Iraq signed a truce in May; each now says the other is not honouring it."
    assert set(told(reader, text, "violated").actors("party")) == {"IRN", "IRQ"}


def test_a_text_s_own_abbreviation_means_the_agreement(reader: Reader) -> None:
    text = "The River Cooperation Agreement (RCA) was signed in May. Kenya has ratified the RCA."
    assert told(reader, text, "ratified").actors("agreement") == ("river-cooperation-agreement",)
