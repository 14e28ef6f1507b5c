"""Agreements of the library that a text tells of by their parties and year, and those that it must not find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.desk.opening import agreement_actors
from foedus.library import load_library
from foedus.library.actors_load import load_gazetteer
from foedus.model.documents import Document
from foedus.reading.page import parse_page
from foedus.reading.reader import open_context

if TYPE_CHECKING:
    from spacy.language import Language

    from foedus.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(agreement_actors(load_library()))


def keys(pipeline: Language, gazetteer: Gazetteer, text: str) -> list[str]:
    context = open_context(parse_page(Document("text", text), pipeline), gazetteer)
    return [found.key for found in context.texts.ordered]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The 1951 treaty between Washington and Manila is old.", "us-ph-1951"),
        ("China renewed its 1961 treaty with North Korea.", "cn-kp-1961"),
        ("NATO's founding treaty says so.", "north-atlantic-1949"),
        ("The treaty that Russia and North Korea signed in June 2024 is in force.", "ru-kp-2024"),
        ("Japan's security treaty with the United States is under review.", "us-jp-1960"),
    ],
)
def test_parties_and_year_find_an_agreement(pipeline: Language, gazetteer: Gazetteer, text: str, key: str) -> None:
    assert keys(pipeline, gazetteer, text)[:1] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "Japan and the United States signed a trade agreement in 1960.",
        "Chile signed a pact with Peru.",
        "The 1977 treaty between Washington and Manila is old.",
        "The treaty between Brazil and Peru is old.",
        "Japan signed a treaty with the United States.",
    ],
)
def test_what_does_not_fit_keeps_its_own_key(pipeline: Language, gazetteer: Gazetteer, text: str) -> None:
    found = keys(pipeline, gazetteer, text)
    assert found
    assert not {actor.key for actor in agreement_actors(load_library())} & set(found)
