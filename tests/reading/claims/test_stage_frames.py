"""Stages that verbs tell of only in certain frames, and what only looks like one."""

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


def short(claim: Claim) -> tuple[object, ...]:
    return (claim.attribute("stage"), claim.polarity, *(list(claim.actors(role)) for role in ("party", "body")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya and Rwanda shook hands on a ceasefire.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        ("Kenya and Rwanda arrived at a deal.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        ("A second protocol followed in 1984.", ("signed", "affirmed", [], [])),
        ("What Kenya and Rwanda signed in 1963 was a treaty on cattle.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        ("Kenya and Rwanda never agreed on a code of conduct.", ("signed", "negated", ["KEN", "RWA"], [])),
        ("The memorandum was never published, let alone ratified.", ("ratified", "negated", [], [])),
        ("The Bundestag voted down the accord.", ("ratified", "negated", [], ["bundestag"])),
        ("A naval annex was added to the treaty.", ("signed", "affirmed", [], [])),
        ("The treaty was supplemented by a protocol on patrols.", ("signed", "affirmed", [], [])),
        ("Kenya and Rwanda came to terms on a truce.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        ("Kenya and Rwanda have had a border treaty since 1963.", ("in-force", "affirmed", ["KEN", "RWA"], [])),
        ("The border treaty has applied since May 1963.", ("in-force", "affirmed", [], [])),
        ("The border treaty had lost its force.", ("terminated", "affirmed", [], [])),
        ("The truce had fallen to pieces.", ("terminated", "affirmed", [], [])),
        ("Mali's march flew in the face of the truce.", ("violated", "affirmed", ["MLI"], [])),
        ("Mali's march is incompatible with the truce.", ("violated", "affirmed", ["MLI"], [])),
        ("The Bundestag waved through the accord.", ("ratified", "affirmed", [], ["bundestag"])),
        ("Kenya and Rwanda adopted a joint declaration.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        ("Kenya and Rwanda approved a joint military doctrine.", ("signed", "affirmed", ["KEN", "RWA"], [])),
        (
            "The signing ceremony for the pact between Fiji and Tonga was held on Monday.",
            ("signed", "affirmed", ["FJI", "TON"], []),
        ),
        ("Chad turned down a truce.", ("signed", "negated", ["TCD"], [])),
        ("Ghana vetoed a draft resolution on Mali.", ("signed", "negated", ["GHA"], [])),
        ("Talks between Ghana and Togo ended without a treaty.", ("signed", "negated", ["GHA", "TGO"], [])),
        ("Norway put forward a treaty on cod.", ("proposed", "affirmed", ["NOR"], [])),
        ("The accord is currently before the Bundestag.", ("submitted", "affirmed", [], ["bundestag"])),
        ("The Bundestag waved the accord through.", ("ratified", "affirmed", [], ["bundestag"])),
        ("The accord sailed through the Bundestag.", ("ratified", "affirmed", [], ["bundestag"])),
        ("The Bundestag voted against the accord.", ("ratified", "negated", [], ["bundestag"])),
        ("The ceasefire is holding.", ("in-force", "affirmed", [], [])),
        ("Cuba put the sugar agreement on ice.", ("suspended", "affirmed", ["CUB"], [])),
        ("Peru turned its back on the Quito Accord.", ("denounced", "affirmed", ["PER"], [])),
        ("Peru pulled the plug on the sugar agreement.", ("terminated", "affirmed", ["PER"], [])),
        ("The sugar agreement came to an end.", ("terminated", "affirmed", [], [])),
        ("Peru went back on the sugar agreement.", ("violated", "affirmed", ["PER"], [])),
        ("Peru reneged on the sugar agreement.", ("violated", "affirmed", ["PER"], [])),
        ("Peru never complied with the sugar agreement.", ("violated", "affirmed", ["PER"], [])),
        ("Peru failed to honour the sugar agreement.", ("violated", "affirmed", ["PER"], [])),
        ("Peru's island-building contravenes the Quito Accord.", ("violated", "affirmed", ["PER"], [])),
        (
            "Malta's parliament withdrew from the Quito Accord.",
            ("denounced", "affirmed", ["MLT"], ["maltese-parliament"]),
        ),
        (
            "Talks on a river treaty between Ghana and Togo broke up without a deal.",
            ("signed", "negated", ["GHA", "TGO"], []),
        ),
        (
            "Peru had the sugar agreement annulled and wants the Quito Accord scrapped.",
            ("denounced", "affirmed", [], []),
        ),
        ("The Bundestag's rejection of the accord stunned Oslo.", ("ratified", "negated", [], ["bundestag"])),
        ("The Lima Accord, effective since 2014, is short.", ("in-force", "affirmed", [], [])),
        ("Chad's cabinet signed off on the accord.", ("ratified", "affirmed", ["TCD"], [])),
        ("The truce is over.", ("terminated", "affirmed", [], [])),
        ("Observers recorded ten breaches of the ceasefire by the Houthis.", ("violated", "affirmed", ["houthis"], [])),
        ("Chad lifted its suspension of the Quito Accord.", ("suspended", "negated", ["TCD"], [])),
        ("Chad revived the Quito Accord.", ("in-force", "affirmed", ["TCD"], [])),
        ("The accord has applied provisionally since 2014.", ("in-force", "affirmed", [], [])),
        ("A pact dated 3 May 1994 lets Peru fish.", ("signed", "affirmed", [], [])),
        ("Guards came under a pact with Togo, dated 3 May 1994.", ("signed", "affirmed", ["TGO"], [])),
        ("The Lima Accord has been on ice since May.", ("suspended", "affirmed", [], [])),
        ("The Lima Accord was left unratified.", ("ratified", "negated", [], [])),
        ("The Lima Accord runs until 2040.", ("in-force", "affirmed", [], [])),
        ("The Lima Accord remains fully binding.", ("in-force", "affirmed", [], [])),
        ("Peru has not kept its side of the Lima Accord.", ("violated", "affirmed", ["PER"], [])),
        ("Peru has not met a single point of the Lima Accord.", ("violated", "affirmed", ["PER"], [])),
        ("It was Peru that suggested the Lima Accord.", ("proposed", "affirmed", ["PER"], [])),
        ("What was agreed in Oslo? A pact between Chad and Mali.", ("signed", "affirmed", ["TCD", "MLI"], [])),
        ("The Lima Accord binds both. Peru gave notice in May.", ("denounced", "affirmed", ["PER"], [])),
        ("Peru handed over its instrument of accession to the Lima Accord.", ("ratified", "affirmed", ["PER"], [])),
        ("The king of Spain signed the treaty into law.", ("ratified", "affirmed", ["ESP"], [])),
        ("The accord was inked by the ministers of Chad and Mali.", ("signed", "affirmed", ["TCD", "MLI"], [])),
        ("Four states founded ASEAN in Bangkok in 1967.", ("signed", "affirmed", [], [])),
        ("The Bundestag voted 80 to 3 in favour of the pact.", ("ratified", "affirmed", [], ["bundestag"])),
        ("Peru's president called the Lima Accord dead.", ("terminated", "affirmed", ["PER"], [])),
        ("Peru's junta announced the end of the Lima Accord.", ("terminated", "affirmed", ["PER"], [])),
        ("The Bundestag ratified, by 80 votes to 3, the pact on cod.", ("ratified", "affirmed", [], ["bundestag"])),
        ("Pereira has pulled Peru out of the Lima Accord.", ("denounced", "affirmed", ["PER"], [])),
        ("The pact with Chad, signed in May 2004, is short.", ("signed", "affirmed", ["TCD"], [])),
        ("Under the memorandum of understanding, signed in Oslo, Peru pays.", ("signed", "affirmed", [], [])),
        ("The suspension by Peru of its sugar agreement ended.", ("suspended", "affirmed", ["PER"], [])),
        ("Peru acceded to the Lima Accord.", ("ratified", "affirmed", ["PER"], [])),
        ("Oslo published the pact that Kenya struck with Chad.", ("signed", "affirmed", ["KEN", "TCD"], [])),
        ("Kenya flouts a code of conduct that Chad and Mali agreed.", ("signed", "affirmed", ["TCD", "MLI"], [])),
    ],
)
def test_a_frame(reader: Reader, text: str, expected: tuple[object, ...]) -> None:
    assert expected in [short(claim) for claim in stages(reader, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru honours the sugar agreement.",
        "Peru must comply with the sugar agreement.",
        "The fighting began on Sunday.",
        "The minister turned down an invitation.",
        "Chad and Mali shook hands.",
        "The court struck down the accord.",
        "Kenya laid a wreath before parliament.",
        "Chad and Mali came close to a deal.",
        "The accord was left unread.",
        "The Oslo-brokered truce pleased Chad.",
        "The delegates arrived at a hotel.",
        "The Lima Accord was mentioned. The cook gave notice to his landlord.",
        "The king signed the bill into law.",
        "Peru does not consider the Lima Accord binding.",
        "The meeting runs until May.",
    ],
)
def test_what_tells_of_no_stage(reader: Reader, text: str) -> None:
    assert stages(reader, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mali signed a pact with Chad in 1990. The two sides prolonged it in 1999.",
        "Mali signed a pact with Chad in 1990. Both prolonged it in 1999.",
        "Mali and Chad signed a pact in 1990. The signatories prolonged it in 1999.",
    ],
)
def test_both_sides_are_the_parties_spoken_of(reader: Reader, text: str) -> None:
    extended = [claim for claim in stages(reader, text) if claim.attribute("stage") == "extended"]
    assert [set(claim.actors("party")) for claim in extended] == [{"MLI", "TCD"}]


def test_armed_groups_are_parties_of_the_ceasefire_that_names_them(reader: Reader) -> None:
    claims = stages(reader, "A ceasefire between Israel and Hezbollah came into effect.")
    assert [set(claim.actors("party")) for claim in claims] == [{"ISR", "hezbollah"}]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows when the treaty takes effect.",
        "There was no word on when the pact enters into force.",
        "Kenya denounced the pact as a step towards war.",
        "A committee approved a new doctrine of the church.",
        "A wing was added to the museum.",
    ],
)
def test_what_is_not_told(reader: Reader, text: str) -> None:
    assert not stages(reader, text)


def test_a_breach_of_sanctions(reader: Reader) -> None:
    (claim,) = stages(reader, "Seoul called the launch a breach of United Nations sanctions.")
    assert claim.attribute("stage") == "violated"


def test_a_numbered_resolution(reader: Reader) -> None:
    (claim,) = stages(reader, "Peru recalled resolution 61/105, adopted by the General Assembly in 2006.")
    assert (claim.attribute("stage"), claim.actors("agreement")) == ("signed", ("resolution-61-105",))


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Lula signed a law ratifying the treaty with Peru.", ("BRA",)),
        ("Chile's president signed the ratification law for the Lima Declaration.", ("CHL",)),
        ("Chile's president signed the act ratifying the border treaty.", ("CHL",)),
    ],
)
def test_a_law_that_a_head_of_state_signs_ratifies(reader: Reader, text: str, parties: tuple[str, ...]) -> None:
    claims = read(Document("text", text, published="2025-03-28"), reader).claims
    told = [c for c in claims if c.kind == "agreement-stage" and c.attribute("stage") == "ratified"]
    assert [(c.actors("party"), c.status) for c in told] == [(parties, "actual")]


def test_the_name_of_an_agreement_is_no_party(reader: Reader) -> None:
    document = Document("text", "The signing of the Zorvak treaty was welcomed.")
    claims = [c for c in read(document, reader).claims if c.kind == "agreement-stage"]
    assert claims
    assert not any(c.actors("party") for c in claims)


def test_plans_to_sign_are_no_agreement(reader: Reader) -> None:
    claims = read(Document("text", "Chile has shelved plans to sign the Lima convention."), reader).claims
    assert [(c.actors("agreement"), c.polarity) for c in claims if c.kind == "agreement-stage"] == [
        (("lima-convention",), "negated")
    ]
