"""Texts as mail, scanners and careless copying leave them: all read, every span is exact, light damage is undone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_reader import assert_exact

from foedus.desk.demo import ARTICLES
from foedus.documents import load
from foedus.documents.load import describe
from foedus.evaluation.mangling import MANGLINGS, Mangling
from foedus.model.documents import Document
from foedus.model.rewriting import Rewriting
from foedus.reading import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading import Reader, Reading

DEMO = tuple(loaded.document.text for loaded in load([ARTICLES]) if loaded.document is not None)
LIGHT = [way for way in MANGLINGS if not way.heavy]
NEWS = (
    "Bolivia's foreign minister denies plan to leave Mercosur\n\n"
    "LA PAZ, 4 May 2021 (Nord Wire) - Bolivia and Paraguay signed a treaty of friendship in La Paz on Tuesday, the "
    "Bolivian foreign minister, Luis Rojas, said.\n\n"
    "“We will never leave Mercosur,” Rojas told reporters. “Paraguay recognises Kosovo, and that is its own affair,” "
    "he added.\n\n"
    "Some 500 Brazilian troops were deployed to the border in April 2020. Brazil’s president, Ana Quispe, said that "
    "Brazil would defend Bolivia if Peru attacked it.\n\n"
    "Chile recognised Kosovo in June 2019. The Andean Community condemned the move, and Ecuador’s parliament has yet "
    "to ratify the agreement on accession to the Organisation of American States."
)


@st.composite
def mangled_texts(draw: st.DrawFn) -> str:
    """Some paragraphs of the demonstration's articles, mangled in several ways, one after another."""
    paragraphs = [paragraph for text in DEMO for paragraph in text.split("\n") if paragraph.strip()]
    chosen = draw(st.lists(st.sampled_from(paragraphs), min_size=1, max_size=6))
    ways = draw(st.lists(st.sampled_from(MANGLINGS), max_size=4))
    text = draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(chosen)
    return reduce(_mangled, ways, text)


def _mangled(text: str, way: Mangling) -> str:
    return way.apply(text).text.encode(way.encoding, "replace").decode(way.encoding)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=mangled_texts())
def test_mangled_texts_read_and_every_span_is_exact(reader: Reader, text: str) -> None:
    document = describe(Document("mangled.txt", text))
    assert all(0 <= start < end <= len(text) for start, end in document.boilerplate)
    reading = read(document, reader)
    assert_exact(document, reading)
    known = {statement.id for statement in reading.statements}
    assert all(claim.statement is None or claim.statement in known for claim in reading.claims)
    assert {claim.document for claim in reading.claims} <= {document.id}
    assert {statement.document for statement in reading.statements} <= {document.id}


def told(reading: Reading, rewriting: Rewriting | None = None) -> Iterator[tuple[object, ...]]:
    """What claims say, by whom they say it, where their evidence begins in the text before it was mangled."""
    speakers = {statement.id: statement.speaker and statement.speaker.actor for statement in reading.statements}
    for claim in reading.claims:
        quote = claim.evidence[0]
        at = rewriting.back(quote.start, quote.end) if rewriting else (quote.start, quote.end)
        yield claim.kind, _actors(claim), claim.polarity, claim.status, speakers.get(claim.statement or ""), at[0]


def _actors(claim: Claim) -> tuple[tuple[str, str], ...]:
    return tuple((role, mention.actor) for role, fillers in claim.roles for mention in fillers)


@pytest.mark.parametrize("way", LIGHT, ids=lambda way: way.name)
def test_light_damage_is_undone(reader: Reader, way: Mangling) -> None:
    plain = set(told(read(describe(Document("a.txt", NEWS)), reader)))
    assert len(plain) >= 8
    rewriting = way.apply(NEWS)
    (loaded,) = load(["-"], stdin=BytesIO(rewriting.text.encode(way.encoding, "replace")))
    document = loaded.document
    assert document is not None
    reading = read(document, reader)
    assert_exact(document, reading)
    assert document.published == "2021-05-04"
    kept = plain & set(told(reading, rewriting))
    assert len(kept) >= len(plain) - 1
