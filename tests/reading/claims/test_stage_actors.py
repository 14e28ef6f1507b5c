"""Who takes an agreement from stage to stage: states, their parliaments and chambers, voters, and who gives notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def stages(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-05-01")
    return [claim for claim in read(document, reader).claims if claim.kind == "agreement-stage"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Lawmakers in Kyiv ratified the Lima Pact.", "verkhovna-rada"),
        ("Danish deputies approved the Lima Pact on 3 May 2019.", "folketing"),
        ("The upper house of the Polish parliament ratified the Lima Pact.", "sejm"),
    ],
)
def test_lawmakers_and_chambers_ratify_as_their_parliament(reader: Reader, text: str, body: str) -> None:
    (claim,) = stages(reader, text)
    assert (claim.attribute("stage"), claim.actors("agreement")) == ("ratified", ("lima-pact",))
    assert (claim.actors("body"), claim.actors("party")) == ((body,), ())


def test_a_chamber_of_another_state_is_not_the_one_that_goes_by_the_plain_name(reader: Reader) -> None:
    (claim,) = stages(reader, "Bolivia's Senate ratified the Lima Pact.")
    (body,) = claim.role("body")
    assert body.actor != "us-senate"
    assert "Senate" in body.text


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Voters in Denmark rejected the Maastricht Treaty in June 1992.", ()),
        ("The Senate rejected the Treaty of Versailles in 1919.", ("us-senate",)),
    ],
)
def test_what_voters_or_a_parliament_turn_down_is_not_ratified(
    reader: Reader, text: str, bodies: tuple[str, ...]
) -> None:
    (claim,) = stages(reader, text)
    assert (claim.attribute("stage"), claim.polarity, claim.actors("body")) == ("ratified", "negated", bodies)


def test_what_goes_to_a_parliament_is_submitted(reader: Reader) -> None:
    (claim,) = stages(reader, "The Lima Pact was submitted to the Duma for ratification.")
    assert (claim.attribute("stage"), claim.actors("body")) == ("submitted", ("state-duma",))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Together with Chile, Peru signed the Lima Pact.", ("PER", "CHL")),
        ("The foreign ministers of Peru and Chile signed the Lima Pact.", ("PER", "CHL")),
        ("The foreign minister, Luis Rojas, signed the Lima Pact.", ("luis-rojas",)),
        ("More than 160 states signed the Ottawa Treaty.", ()),
        ("Twelve states founded NATO in 1949.", ()),
        ("The Treaty of Rome was opened for signature in 1957.", ()),
    ],
)
def test_who_signs_is_named_or_nobody_is(reader: Reader, text: str, parties: tuple[str, ...]) -> None:
    (claim,) = stages(reader, text)
    assert (claim.attribute("stage"), claim.actors("party")) == ("signed", parties)


@pytest.mark.parametrize(
    ("text", "agreement", "party"),
    [
        ("Putin pulled his country out of the Open Skies Treaty.", "open-skies-treaty", "RUS"),
        ("Trump took the United States out of the Paris Agreement in 2017.", "paris-agreement", "USA"),
        ("Peru gave notice that it would terminate the Lima Pact.", "lima-pact", "PER"),
        ("Peru handed in its notice of withdrawal from the Lima Pact.", "lima-pact", "PER"),
        ("Peru and Chile signed a treaty on trade. Peru gave notice in May.", "treaty-on-trade", "PER"),
    ],
)
def test_who_is_taken_out_or_gives_notice_leaves(reader: Reader, text: str, agreement: str, party: str) -> None:
    (claim,) = (claim for claim in stages(reader, text) if claim.attribute("stage") == "denounced")
    assert (claim.actors("agreement"), claim.actors("party")) == ((agreement,), (party,))


def test_an_agreement_that_ends_by_itself_ends_between_its_parties(reader: Reader) -> None:
    (claim,) = stages(reader, "The pact between Peru and Chile lapsed in 2010.")
    assert (claim.attribute("stage"), claim.actors("party")) == ("terminated", ("PER", "CHL"))
    assert claim.time is not None
    assert claim.time.edtf == "2010"


@pytest.mark.parametrize(
    ("text", "stage", "who", "status", "time"),
    [
        ("The signing of the Lima Pact by Peru took place in 2001.", "signed", "PER", "actual", "2001"),
        ("Peru's withdrawal from the Lima Pact takes effect in 2025.", "denounced", "PER", "planned", "2025"),
        (
            "The ratification of the Lima Pact by the Chilean parliament is expected in May.",
            "ratified", "chilean-parliament", "planned", "2024-05",
        ),
    ],
)  # fmt: skip
def test_a_noun_tells_a_stage_with_who_takes_it_and_when(
    reader: Reader, text: str, stage: str, who: str, status: str, time: str
) -> None:
    (claim,) = stages(reader, text)
    assert (claim.attribute("stage"), claim.status) == (stage, status)
    assert (*claim.actors("party"), *claim.actors("body")) == (who,)
    assert claim.time is not None
    assert claim.time.edtf == time


def test_both_stages_of_an_agreement_that_a_sentence_goes_on_about(reader: Reader) -> None:
    first, second = stages(reader, "Peru and Chile signed the Lima Pact, and ratified it in 2003.")
    assert (first.attribute("stage"), second.attribute("stage")) == ("signed", "ratified")
    assert first.actors("party") == second.actors("party") == ("PER", "CHL")
    assert first.actors("agreement") == second.actors("agreement") == ("lima-pact",)


def test_what_is_left_unratified_reaches_no_stage(reader: Reader) -> None:
    (claim,) = stages(reader, "Peru signed the Lima Pact. Chile left it unratified.")
    assert (claim.attribute("stage"), claim.actors("party")) == ("signed", ("PER",))
