"""How one agreement stands to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def links(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "agreement-link"]


@pytest.mark.parametrize(
    ("text", "link", "agreement", "parent"),
    [
        ("The Lima Pact replaces the Quito Accord.", "replaces", "lima-pact", "quito-accord"),
        ("The Quito Accord was superseded by the Lima Pact.", "replaces", "lima-pact", "quito-accord"),
        ("The Lima Protocol amends the Quito Accord.", "amends", "lima-protocol", "quito-accord"),
        ("The Lima Protocol builds on the Quito Accord.", "based-on", "lima-protocol", "quito-accord"),
        ("The Lima Pact is based on the Quito Accord.", "based-on", "lima-pact", "quito-accord"),
        ("The Lima Protocol is part of the Quito Accord.", "part-of", "lima-protocol", "quito-accord"),
        ("The Lima Pact takes the place of the Quito Accord.", "replaces", "lima-pact", "quito-accord"),
        ("Chile replaced the Quito Accord with the Lima Pact.", "replaces", "lima-pact", "quito-accord"),
        ("The Lima Pact, a successor to the Quito Accord, is short.", "replaces", "lima-pact", "quito-accord"),
        ("The Lima Pact flows from Article 7 of the Quito Accord.", "based-on", "lima-pact", "quito-accord"),
        ("The Quito Accord is the basis for the Lima Pact.", "based-on", "lima-pact", "quito-accord"),
        ("The Quito Accord includes the Lima Protocol.", "part-of", "lima-protocol", "quito-accord"),
        ("Chile and Peru added a security annex to the Quito Accord.", "part-of", "security-annex", "quito-accord"),
        ("As part of the Quito Accord, Chile signed the Lima Protocol.", "part-of", "lima-protocol", "quito-accord"),
        ("Instead of the Quito Accord, Chile signed the Lima Pact.", "replaces", "lima-pact", "quito-accord"),
        ("The ten-year plan rests on the Quito Accord.", "based-on", "ten-year-plan", "quito-accord"),
        (
            "Chile left the Quito Accord. The Lima Protocol, which amends it, stays.",
            "amends",
            "lima-protocol",
            "quito-accord",
        ),
    ],
)
def test_a_link(reader: Reader, text: str, link: str, agreement: str, parent: str) -> None:
    found = [(c.attribute("link"), c.actors("agreement"), c.actors("parent")) for c in links(reader, text)]
    assert found == [(link, (agreement,), (parent,))]


@pytest.mark.parametrize(
    "text",
    ["The Lima Pact replaces the old fears.", "Peru replaced its minister.", "The bridge was built on the river."],
)
def test_what_links_no_agreements(reader: Reader, text: str) -> None:
    assert links(reader, text) == []


@pytest.mark.parametrize(
    ("text", "link", "agreement", "parent"),
    [
        ("An annex to the accord lists the ports.", "part-of", "annex", "accord"),
        ("The Lima Pact replaces one signed in 1951.", "replaces", "lima-pact", "pact-signed-in-1951"),
        ("The arrangement under the Lima Pact covers visas.", "based-on", "arrangement", "lima-pact"),
        ("The text is an update of the Lima Pact.", "amends", "text", "lima-pact"),
        ("In place of the Lima Pact came the Quito Accord.", "replaces", "quito-accord", "lima-pact"),
        ("The Lima Pact gave rise to the Quito Accord.", "based-on", "quito-accord", "lima-pact"),
        ("The Lima Pact took over from the Quito Accord.", "replaces", "lima-pact", "quito-accord"),
    ],
)
def test_more_links(reader: Reader, text: str, link: str, agreement: str, parent: str) -> None:
    claim = links(reader, text)[0]
    told = (claim.attribute("link"), list(claim.actors("agreement")), list(claim.actors("parent")))
    assert told == (link, [agreement], [parent])


def test_two_pronouns_mean_the_two_texts_spoken_of(reader: Reader) -> None:
    first, second = links(reader, "The Lima Pact supplements the Quito Accord; it does not replace it.")
    assert (first.attribute("link"), second.attribute("link"), second.polarity) == ("amends", "replaces", "negated")
    assert [list(second.actors(role)) for role in ("agreement", "parent")] == [["lima-pact"], ["quito-accord"]]
