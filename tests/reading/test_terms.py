"""Loaded terms in a claim's words: names and modifiers that take a position."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Term
    from foedus.reading.reader import Reader


def terms(reader: Reader, text: str) -> list[Term]:
    return [term for claim in read(Document("text", text), reader).claims for term in claim.terms]


@pytest.mark.parametrize(
    ("text", "words", "actor", "sense"),
    [
        ("Peru recognised so-called South Ossetia.", "so-called South Ossetia", "south-ossetia", "contests-statehood"),
        (
            "Peru recognised the self-proclaimed Republic of Abkhazia.",
            "self-proclaimed Republic of Abkhazia",
            "abkhazia",
            None,
        ),
        ("Peru recognised the Tskhinvali region.", "Tskhinvali", "south-ossetia", None),
    ],
)
def test_a_loaded_term_is_told(reader: Reader, text: str, words: str, actor: str, sense: str | None) -> None:
    found = terms(reader, text)
    assert any(words in term.text and term.actor == actor and term.sense in (sense, term.sense) for term in found)
    assert sense is None or sense in {term.sense for term in found}
    assert all(text[term.start : term.end] == term.text for term in found)


def test_a_modifier_does_not_load_who_stands_before_it(reader: Reader) -> None:
    found = terms(reader, "Peru recognised the self-proclaimed Republic of Abkhazia.")
    assert {term.actor for term in found} == {"abkhazia"}


@pytest.mark.parametrize("text", ["Peru recognised Kosovo.", "Peru recognised Palestine, Chile said."])
def test_plain_names_load_nothing(reader: Reader, text: str) -> None:
    assert terms(reader, text) == []


def test_a_modifier_does_not_load_a_name_behind_a_verb_or_an_and(reader: Reader) -> None:
    text = '"The recognition of Abkhazia was illegal and Peru will never accept it," Chile said.'
    assert {term.actor for term in terms(reader, text)} <= {"abkhazia"}
    text = "Abkhazia's self-styled president asked Peru to send troops."
    assert {term.actor for term in terms(reader, text)} == {"abkhazia"}
