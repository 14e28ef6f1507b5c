"""Names and whom they mean: the gazetteer's, those that the text introduces, and names that only look like them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.documents import Document
from foedus.reading.links import Link, Links, find_links
from foedus.reading.page import parse_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from foedus.gazetteer import Gazetteer


@pytest.fixture
def links(pipeline: Language, gazetteer: Gazetteer) -> Callable[[str], Links]:
    return lambda text: find_links(parse_page(Document("text", text), pipeline), gazetteer)


def named(found: Links) -> list[tuple[str, str]]:
    return [(link.mention.text, link.key) for link in found.ordered]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru signed.", ("Peru", "PER")),
        ("Peruvian officials signed.", ("Peruvian", "PER")),
        ("Lima signed.", ("Lima", "PER")),
        ("The Kremlin signed.", ("Kremlin", "RUS")),
        ("Mr Putin signed.", ("Putin", "vladimir-putin")),
        (
            "The Organisation for Balkan Trade signed.",
            ("Organisation for Balkan Trade", "organisation-for-balkan-trade"),
        ),
        ("Ana Quispe signed.", ("Ana Quispe", "ana-quispe")),
    ],
)
def test_whom_a_name_means(links: Callable[[str], Links], text: str, expected: tuple[str, str]) -> None:
    assert expected in [(t.removeprefix("The ").removeprefix("the "), k) for t, k in named(links(text))]


def test_a_surname_means_whom_the_text_introduced(links: Callable[[str], Links]) -> None:
    found = links("Ana Quispe arrived in Lima. Later Quispe left.")
    assert [link.key for link in found.ordered if "Quispe" in link.mention.text] == ["ana-quispe", "ana-quispe"]


def test_a_surname_first_is_a_surname_too(links: Callable[[str], Links]) -> None:
    found = links("Endo Kazuya arrived in Lima. Later Endo left.")
    assert {link.key for link in found.ordered if "Endo" in link.mention.text} == {"endo-kazuya"}


def test_an_abbreviation_is_its_name(links: Callable[[str], Links]) -> None:
    found = links("The Union of Andean Miners (UAM) met. The UAM said so.")
    keys = [link.key for link in found.ordered if "UAM" in link.mention.text and "(" not in link.mention.text]
    assert set(keys) == {"union-of-andean-miners"} or set(keys) == {"the-union-of-andean-miners"}


@pytest.mark.parametrize(
    ("text", "not_key"),
    [
        ("Ivanka Trump opened a shop.", "donald-trump"),
        ("Jordan Peterson gave a talk.", "JOR"),
        ("Chad Smith plays the drums.", "TCD"),
        ("Michael Jordan retired.", "JOR"),
        ("Denzel Washington was there.", "USA"),
        ("In Georgia, Republicans and Democrats fight over each county.", "GEO"),
    ],
)
def test_whom_a_name_does_not_mean(links: Callable[[str], Links], text: str, not_key: str) -> None:
    assert not_key not in [key for _, key in named(links(text))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Mr Trump opened a shop.", "donald-trump"),
        ("Jordan signed the treaty with Chad.", "JOR"),
        ("Chad signed the treaty.", "TCD"),
        ("Washington signed the treaty.", "USA"),
        ("Georgia signed the treaty.", "GEO"),
        ("In Georgia the governor of Adjara spoke to Georgian reporters.", "GEO"),
        ("Secretary John F. Kerry signed.", "john-kerry"),
    ],
)
def test_whom_it_does_mean(links: Callable[[str], Links], text: str, key: str) -> None:
    assert key in [found for _, found in named(links(text))]


def test_looking_up_by_place(links: Callable[[str], Links]) -> None:
    text = "Peru met Chile. Bolivia stayed away."
    found = links(text)
    at = text.index("Bolivia")
    assert [link.key for link in found.before(at)] == ["CHL", "PER"]
    assert [link.key for link in found.after(at)] == ["BOL"]
    assert [link.key for link in found.within(0, at)] == ["PER", "CHL"]


def _exact(text: str, found: tuple[Link, ...]) -> bool:
    return all(text[link.mention.start : link.mention.end] == link.mention.text for link in found)


@settings(max_examples=30, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            ["Peru", "Peru’s", "U.S.", "the US", "NATO", "(", ")", "Ana Quispe", "Quispe", "Mr", "Putin’s", ",", "“",
             "😀", "ا", "-", "\n", "\n\n", "Washington", "Georgia", "Jr.", "von", "der", "Leyen", "South"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_links_are_exact_and_disjoint(pipeline: Language, gazetteer: Gazetteer, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_links(parse_page(Document("text", text), pipeline), gazetteer).ordered
    assert _exact(text, found)
    assert all(first.mention.end <= second.mention.start for first, second in pairwise(found))
