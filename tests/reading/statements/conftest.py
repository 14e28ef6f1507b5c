"""A reader of statements for the tests: text in, statements out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from foedus.library.actors_load import load_gazetteer
from foedus.model.documents import Document
from foedus.reading.links import find_links
from foedus.reading.offices import find_offices
from foedus.reading.page import parse_page
from foedus.reading.referents import Referents
from foedus.reading.statements import Attributions, find_statements

if TYPE_CHECKING:
    from spacy.language import Language

Read = Callable[[str], Attributions]


@pytest.fixture(scope="session")
def read(pipeline: Language) -> Read:
    """The attributions of a text."""
    gazetteer = load_gazetteer()

    def attributions(text: str) -> Attributions:
        page = parse_page(Document(path="test", text=text), pipeline)
        links = find_links(page, gazetteer)
        referents = Referents(page, links, gazetteer, find_offices(page, links, gazetteer))
        return find_statements(page, links, referents)

    return attributions
