"""A polity that becomes part of another: who, of whom, and how far it is; and what only sounds like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def integrations(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2025-03-28")
    return [claim for claim in read(document, reader).claims if claim.kind == "integration"]


@pytest.mark.parametrize(
    ("text", "actors", "target", "step"),
    [
        ("Indonesia annexed East Timor in 1976.", ("TLS",), "IDN", "absorption"),
        ("East Timor was annexed by Indonesia in 1976.", ("TLS",), "IDN", "absorption"),
        ("Indonesia's annexation of East Timor was condemned.", ("TLS",), "IDN", "absorption"),
        ("The annexation of East Timor by Indonesia was condemned.", ("TLS",), "IDN", "absorption"),
        ("The incorporation of Walvis Bay into Namibia took a year.", ("walvis-bay",), "NAM", "absorption"),
        ("East Germany acceded to the Federal Republic of Germany in 1990.", ("DDR",), "DEU", "absorption"),
        ("Hawaii became part of the United States in 1898.", ("hawaii",), "USA", "absorption"),
        ("Transnistria wants to join Russia.", ("transnistria",), "RUS", "goal"),
        ("Abkhazia does not intend to become part of Russia.", ("abkhazia",), "RUS", "goal"),
        ("Unification of Moldova with Romania has few supporters.", ("MDA",), "ROU", "goal"),
        ("South Ossetia will hold a referendum on joining Russia.", ("south-ossetia",), "RUS", "referendum"),
        ("South Ossetia has begun the legal steps to join Russia.", ("south-ossetia",), "RUS", "procedure"),
        ("The bill would turn Essequibo into a Venezuelan state.", ("essequibo",), "VEN", "procedure"),
        ("A treaty on the accession of Crimea to Russia was signed.", ("crimea",), "RUS", "treaty"),
        ("Gagauzia wants to enter the Union State.", ("gagauzia",), "union-state", "goal"),
        ("Joining Romania is an option for Moldova.", None, "ROU", "option"),
    ],
)
def test_who_becomes_part_of_whom(
    reader: Reader, text: str, actors: tuple[str, ...] | None, target: str, step: str
) -> None:
    (claim,) = integrations(reader, text)
    assert actors is None or claim.actors("actor") == actors
    assert claim.actors("target") == (target,)
    assert claim.attribute("step") == step


@pytest.mark.parametrize(
    ("text", "polarity", "status"),
    [
        ("Moscow denied that it would annex South Ossetia.", "affirmed", "denied"),
        ("Greenland will not become part of the United States.", "negated", "actual"),
        ("Israel plans to annex the West Bank.", "affirmed", "planned"),
        ("Moldova could join Romania one day.", "affirmed", "possible"),
        ("Several generals called for the annexation of Greenland.", "affirmed", "demanded"),
    ],
)
def test_how_sure_it_is(reader: Reader, text: str, polarity: str, status: str) -> None:
    (claim,) = integrations(reader, text)
    assert (claim.polarity, claim.status) == (polarity, status)


def test_a_referendum_is_on_the_question_before_it(reader: Reader) -> None:
    text = "Transnistria wants to join Russia. The question went to a referendum in 2006."
    steps = [(claim.attribute("step"), claim.actors("actor")) for claim in integrations(reader, text)]
    assert ("referendum", ("transnistria",)) in steps


def test_a_bare_annexation_is_that_of_the_place_last_spoken_of(reader: Reader) -> None:
    text = "Crimea has two million people. Russia has bases there. Many states condemned the annexation."
    (claim,) = integrations(reader, text)
    assert (claim.actors("actor"), claim.actors("target")) == (("crimea",), ("RUS",))


def test_a_part_is_of_the_place_spoken_of(reader: Reader) -> None:
    text = "Western Sahara was Spanish until 1976. Morocco annexed the north."
    (claim,) = integrations(reader, text)
    assert (claim.actors("actor"), claim.actors("target")) == (("ESH",), ("MAR",))


@pytest.mark.parametrize(
    "text",
    [
        "Norway joined Denmark in condemning the raid.",
        "Israeli troops entered Lebanon.",
        "People entering the United States need a visa.",
        "Tuvalu is slowly being swallowed by the rising sea.",
        "Slovenia joined the European Union in 2004.",
        "The economic integration of Asia goes on.",
        "The party absorbed its rivals.",
        "They turned the hall into a museum.",
    ],
)
def test_what_is_no_integration(reader: Reader, text: str) -> None:
    assert integrations(reader, text) == []


@pytest.mark.parametrize(
    ("text", "actors", "target"),
    [
        ("Abkhazian President Badra Gunba said that unification with Russia was a dream.", ("abkhazia",), "RUS"),
        ("Gagauzia has a parliament. Integration with Russia is its aim.", ("gagauzia",), "RUS"),
        ("A merger of Belarus and Russia is off the table.", ("RUS",), "BLR"),
        ("North Yemen wanted to unite with South Yemen, an old neighbour of Oman.", None, None),
        ("Romania wants to unite with Moldova.", ("ROU",), "MDA"),
        ("Crimea was one of the regions that asked to join Russia.", ("crimea",), "RUS"),
        ("Joining Russia is one of the options for Transnistria.", None, "RUS"),
        ("The decision of South Ossetia to join Russia was made.", ("south-ossetia",), "RUS"),
    ],
)
def test_who_would_unite_with_whom(
    reader: Reader, text: str, actors: tuple[str, ...] | None, target: str | None
) -> None:
    found = integrations(reader, text)
    assert target is None or [claim.actors("target") for claim in found] == [(target,)]
    assert actors is None or [claim.actors("actor") for claim in found] == [actors]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Abkhazian President Badra Gunba told reporters: “Joining Russia is our dream.”", ("abkhazia",)),
        ("Gagauzia is small. Joining Russia is a dream.", ("gagauzia",)),
        ("Joining Russia is South Ossetia's dream.", ("south-ossetia",)),
        ("The bill turns the hall into a Peruvian province.", None),
    ],
)
def test_who_would_join_where_the_clause_leaves_it_out(
    reader: Reader, text: str, actors: tuple[str, ...] | None
) -> None:
    assert [claim.actors("actor") for claim in integrations(reader, text)] == ([actors] if actors else [])


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Spain applied its law to Gibraltar.", "GIB", "ESP"),
        ("The leader threatened to take Transnistria out of Moldova and into Russia.", "transnistria", "RUS"),
        ("The decree made Abkhazia a Russian region.", "abkhazia", "RUS"),
        ("Russia admitted Abkhazia as its newest region.", "abkhazia", "RUS"),
        (
            "Transnistria's referendum, in which voters chose incorporation into Russia, was ignored.",
            "transnistria",
            "RUS",
        ),
        ("A merger between Moldova and Romania is unlikely.", "ROU", "MDA"),
        ("Greenland could become the 51st state.", "GRL", "USA"),
    ],
)
def test_other_ways_to_become_part(reader: Reader, text: str, actor: str, target: str) -> None:
    document = Document("text", text, published="2025-03-28")
    found = {(c.actors("actor"), c.actors("target")) for c in read(document, reader).claims if c.kind == "integration"}
    assert ((actor,), (target,)) in found


@pytest.mark.parametrize(
    "text",
    [
        "Spain applied its law to the case.",
        "The minister took Russia's guests into the hall.",
        "Spain admitted its mistake as a state.",
        "France made Lyon a safer city.",
        "The bank merged with its rival.",
        "The team returned Abkhazia's ball to Russia.",
    ],
)
def test_what_becomes_part_of_nothing(reader: Reader, text: str) -> None:
    document = Document("text", text, published="2025-03-28")
    assert [c for c in read(document, reader).claims if c.kind == "integration"] == []


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Vladimir Putin annexed Crimea.", ["crimea"], ["RUS"]),
        ("Russia annexed four Ukrainian regions.", ["four-ukrainian-regions"], ["RUS"]),
        ("Abkhazia will never enter the composition of Russia.", ["abkhazia"], ["RUS"]),
        ("Kenya and Uganda merged.", ["KEN", "UGA"], []),
        ("Nauru's president abandoned unification with Fiji.", ["NRU"], ["FJI"]),
        ("The treaty on joining Russia was signed by Abkhazia.", ["abkhazia"], ["RUS"]),
        ("Trump wants Greenland as the 51st state.", ["GRL"], ["USA"]),
    ],
)
def test_who_becomes_part_of_what(reader: Reader, text: str, actors: list[str], targets: list[str]) -> None:
    document = Document("text", text, published="2024-05-01")
    found = [claim for claim in read(document, reader).claims if claim.kind == "integration"]
    assert [(list(c.actors("actor")), list(c.actors("target"))) for c in found] == [(actors, targets)]


def test_an_accession_to_something_that_is_not_named_is_no_integration(reader: Reader) -> None:
    document = Document("text", "The accession of Montenegro was approved by the U.S. Senate on March 28, 2017.")
    assert not [claim for claim in read(document, reader).claims if claim.kind == "integration"]
