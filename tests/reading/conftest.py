"""Fixtures of the reading tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.reading.nlp import load_pipeline

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The language model that foedus brings, loaded once."""
    return load_pipeline()
