"""Claims told again without their words: "did so too", "neither do", "followed", and gaps with a name and a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def recognitions(reader: Reader, text: str) -> dict[str, Claim]:
    document = Document("text", text, published="2025-03-28")
    found = [claim for claim in read(document, reader).claims if claim.kind == "recognition"]
    return {claim.actors("recogniser")[0]: claim for claim in found}


@pytest.mark.parametrize(
    ("echo", "who", "polarity", "change"),
    [
        ("Chile did so in February 2024.", "CHL", "affirmed", "recognises"),
        ("Chile later did the same.", "CHL", "affirmed", "recognises"),
        ("Chile followed on Monday.", "CHL", "affirmed", "recognises"),
        ("Chile did not.", "CHL", "negated", None),
        ("Chile has not.", "CHL", "negated", None),
        ("Chile has, too.", "CHL", "affirmed", "recognises"),
    ],
)
def test_others_did_so_too(reader: Reader, echo: str, who: str, polarity: str, change: str | None) -> None:
    found = recognitions(reader, f"Peru recognised Kosovo in 2019. {echo}")
    assert found[who].actors("recognised") == ("kosovo",)
    assert (found[who].polarity, found[who].attribute("change")) == (polarity, change)


def test_neither_do_others(reader: Reader) -> None:
    found = recognitions(reader, "Peru does not recognise Kosovo. Neither do Chile and Bolivia.")
    assert {key: claim.polarity for key, claim in found.items()} == dict.fromkeys(("PER", "CHL", "BOL"), "negated")


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        ("Peru will not recognise Kosovo. Chile won't either.", "negated", "actual"),
        ("Peru will not recognise Kosovo, and neither will Chile.", "negated", "actual"),
        ("Peru would not recognise Kosovo, and neither would Chile.", "negated", "actual"),
        ("Peru will recognise Kosovo, and so will Chile.", "affirmed", "planned"),
        ("Peru will recognise Kosovo. Chile will too.", "affirmed", "planned"),
    ],
)
def test_what_others_will_do_too(reader: Reader, text: str, polarity: str, status: str) -> None:
    found = recognitions(reader, text)["CHL"]
    assert (found.polarity, found.status, "Chile" in found.evidence[0].text) == (polarity, status, True)


def test_what_it_would_do_is_another_thing(reader: Reader) -> None:
    assert set(recognitions(reader, "Peru recognised Kosovo. Chile said that it would.")) == {"PER"}


def test_only_one_does(reader: Reader) -> None:
    found = recognitions(reader, "Peru does not recognise Kosovo. Only Chile does.")
    assert found["CHL"].polarity == "affirmed"


def test_an_echo_has_its_own_date(reader: Reader) -> None:
    found = recognitions(reader, "Peru recognised Kosovo in 2019. Chile did so in February 2020.")
    assert found["CHL"].time is not None
    assert found["CHL"].time.edtf == "2020-02"


def test_a_gap_repeats_the_claim_before_it(reader: Reader) -> None:
    found = recognitions(reader, "Peru recognised Kosovo on 3 May 2019, Chile on 7 June and Bolivia a week later.")
    assert found["CHL"].time is not None
    assert found["CHL"].time.edtf == "2019-06-07"
    assert "BOL" in found


def test_an_echo_repeats_every_object(reader: Reader) -> None:
    document = Document("text", "Peru recognised Abkhazia and South Ossetia. Chile did the same.")
    claims = [claim for claim in read(document, reader).claims if claim.actors("recogniser") == ("CHL",)]
    assert {claim.actors("recognised") for claim in claims} == {("abkhazia",), ("south-ossetia",)}


def test_a_question_can_be_echoed_and_is_no_claim(reader: Reader) -> None:
    found = recognitions(reader, "Who else has recognised Somaliland? Ethiopia did so last year.")
    assert set(found) == {"ETH"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru recognised Kosovo. Chile did its best.",
        "Peru recognised Kosovo. Chile followed the talks.",
        "Peru recognised Kosovo. Chile has not a care in the world.",
        "Peru recognised Kosovo. Chile has troops, too.",
        "Peru signed nothing. Chile did so.",
    ],
)
def test_what_is_no_echo(reader: Reader, text: str) -> None:
    assert "CHL" not in recognitions(reader, text)


def test_an_act_on_a_treaty_is_echoed_by_a_parliament_and_by_a_party(reader: Reader) -> None:
    text = "Peru ratified the Treaty of Tlatelolco in 1969. Chile did so in 1974. The State Duma did the same."
    document = Document("text", text, published="2025-03-28")
    found = [claim for claim in read(document, reader).claims if claim.kind == "agreement-stage"]
    assert ("CHL",) in [claim.actors("party") for claim in found]
    assert ("state-duma",) in [claim.actors("body") for claim in found]


def test_whom_others_joined(reader: Reader) -> None:
    found = recognitions(reader, "Peru recognised Kosovo on Monday. Chile followed on Tuesday, joined by Bolivia.")
    assert {"CHL", "BOL"} <= set(found)


def test_the_same_step(reader: Reader) -> None:
    found = recognitions(reader, "Peru recognised Kosovo on Monday. Chile took the same step.")
    assert "CHL" in found


@pytest.mark.parametrize(
    ("echo", "polarity", "status"),
    [
        ("Chile followed suit in May.", "affirmed", "actual"),
        ("Chile came on board a month later.", "affirmed", "actual"),
        ("Chile climbed aboard in June.", "affirmed", "actual"),
        ("Chile fell into line soon after.", "affirmed", "actual"),
        ("Chile followed Peru's example.", "affirmed", "actual"),
        ("Chile took the same path.", "affirmed", "actual"),
        ("Chile may follow suit.", "affirmed", "possible"),
        ("Chile will follow in August.", "affirmed", "planned"),
        ("Chile refused to follow suit.", "negated", "actual"),
        ("Chile has withstood pressure to follow suit.", "negated", "actual"),
        ("Would Chile follow suit? Not yet, said its president.", "negated", "actual"),
    ],
)
def test_idioms_of_doing_the_same(reader: Reader, echo: str, polarity: str, status: str) -> None:
    found = recognitions(reader, f"Peru recognised Kosovo in 2019. {echo}")["CHL"]
    assert found.actors("recognised") == ("kosovo",)
    assert (found.polarity, found.status) == (polarity, status)


@pytest.mark.parametrize("text", ["The inspectors came on board in May.", "The road fell into disrepair in May."])
def test_who_boards_a_ship_recognises_nobody(reader: Reader, text: str) -> None:
    assert set(recognitions(reader, f"Peru recognised Kosovo in 2019. {text}")) == {"PER"}


def test_what_is_recognised_later(reader: Reader) -> None:
    document = Document("text", "Peru recognised Kosovo on 3 May 2019 and Somaliland two days later.")
    found = {
        (claim.actors("recogniser")[0], claim.actors("recognised")[0], claim.time.edtf if claim.time else None)
        for claim in read(document, reader).claims
        if claim.kind == "recognition"
    }
    assert found == {("PER", "kosovo", "2019-05-03"), ("PER", "somaliland", "2019-05-05")}


def test_a_bare_auxiliary_repeats_a_clause_and_nothing_said_in_passing(reader: Reader) -> None:
    def stages(text: str) -> set[tuple[str, str]]:
        document = Document("text", text, published="2025-03-28")
        found = [claim for claim in read(document, reader).claims if claim.kind == "agreement-stage"]
        return {(actor, claim.polarity) for claim in found for actor in claim.actors("party")}

    assert ("CHL", "negated") in stages("Peru ratified the Treaty of Tlatelolco in 1969. Chile has not.")
    assert ("CHL", "negated") not in stages("Peru lives by the Treaty of Tlatelolco signed in 1967. Chile has not.")
