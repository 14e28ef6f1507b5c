"""Which agreement a noun phrase or pronoun means, and the keys that agreements get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.page import parse_page
from foedus.reading.reader import open_context

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.reader import Reader


def opened(reader: Reader, text: str) -> Context:
    return open_context(parse_page(Document("text", text), reader.pipeline), reader.gazetteer)


def keys(reader: Reader, text: str) -> list[str]:
    return [found.key for found in opened(reader, text).texts.ordered]


def meant(reader: Reader, text: str, word: str) -> str | None:
    """The agreement that the last occurrence of a word means."""
    context = opened(reader, text)
    token = [t for t in context.page.tokens() if t.text == word][-1]
    mention = context.texts.mention(token)
    return mention.actor if mention is not None else None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Chile and Peru signed a treaty on border trade.", "treaty-on-border-trade"),
        ("Peru joined the accord on a common border guard.", "accord-on-common-border-guard"),
        ("Peru joined the accord on the common border guard.", "accord-on-common-border-guard"),
        ("Peru joined the accord with the European Union.", "accord-with-the-european-union"),
        ("Chile and Peru signed a treaty on border trade in Quito on 3 May.", "treaty-on-border-trade"),
        ("They quit the Lima Convention.", "lima-convention"),
        ("The Warsaw Pact dissolved itself.", "warsaw-1955"),
        ("Chile signed a pact with Peru.", "pact-between-chile-and-peru"),
        ("The deal between Chile and Peru is dead.", "deal-between-chile-and-peru"),
        ("They refer to the status of forces agreement.", "status-of-forces-agreement"),
        ("The council adopted Resolution 242.", "resolution-242"),
        ("Both observe the Oslo Accords.", "oslo-accords"),
        ("Moscow left New START.", "new-start"),
        ("The partnership between Chile and Peru is old.", "partnership-between-chile-and-peru"),
    ],
)
def test_the_key_of_an_agreement(reader: Reader, text: str, key: str) -> None:
    assert keys(reader, text)[:1] == [key]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Chile signed the Lima Convention. The treaty is short.", "lima-convention"),
        ("Chile signed the Lima Convention. The document is short.", "lima-convention"),
        ("Chile signed the Lima Convention and the Quito Accord. The accord is short.", "quito-accord"),
        (
            "Chile signed the Lima Convention. Under a 2008 pact, it sells copper. The convention is short.",
            "lima-convention",
        ),
    ],
)
def test_a_definite_description_takes_up_an_agreement(reader: Reader, text: str, key: str) -> None:
    assert keys(reader, text)[-1] == key


def test_a_pronoun_means_the_agreement_before_it(reader: Reader) -> None:
    assert meant(reader, "Chile signed the Lima Convention. Peru ratified it.", "it") == "lima-convention"


def test_they_are_several_and_it_is_one(reader: Reader) -> None:
    text = "Chile signed the Lima Convention under the Quito Accords. Peru ratified {} too."
    assert meant(reader, text.format("it"), "it") == "lima-convention"
    assert meant(reader, text.format("them"), "them") == "quito-accords"


def test_a_relative_pronoun_means_its_antecedent(reader: Reader) -> None:
    assert meant(reader, "The Lima Convention, which Peru signed, is short.", "which") == "lima-convention"


def test_a_pronoun_without_an_agreement_means_none(reader: Reader) -> None:
    assert meant(reader, "The river is long. Peru uses it.", "it") is None


def test_the_pact_that_is_told_apart_is_a_new_one(reader: Reader) -> None:
    found = keys(reader, "Chile signed the Lima Treaty, unlike the pact that Peru concluded with Brazil.")
    assert found == ["lima-treaty", "pact-between-peru-and-brazil"]


def test_a_ruling_is_no_agreement_but_a_legal_act(reader: Reader) -> None:
    context = opened(reader, "Chile rejects the ruling.")
    (found,) = context.texts.ordered
    token = next(t for t in context.page.tokens() if t.text == "ruling")
    assert found.act
    assert context.texts.mention(token) is None
    assert context.texts.mention(token, acts=True) is not None


@pytest.mark.parametrize(
    "text",
    [
        "A great deal is at stake.",
        "The settlers left the settlements.",
        "Conflict resolution takes time.",
        "The party convention opened.",
        "The document was blank.",
    ],
)
def test_what_names_no_agreement(reader: Reader, text: str) -> None:
    assert keys(reader, text) == []
