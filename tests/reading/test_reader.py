"""Reading as a whole: exact spans, stable ids, no boilerplate, any text at all, and time that grows with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from foedus.model.documents import Document
from foedus.reading import read, read_all
from foedus.reading.reader import read_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.reading.page import Page
    from foedus.reading.reader import Reader, Reading

NEWS = (
    "Peru recognised Kosovo on 3 May 2019, and Chile did so in June. “We will never leave the Andean Community,” "
    "Peruvian President Ana Quispe said. Bolivia joined Mercosur, its foreign minister, Luis Rojas, told reporters in "
    "La Paz on Monday. He denied that 500 Brazilian troops had been deployed to the border. If Bolivia is attacked, "
    "Brazil will defend it. The treaty, which was signed in 2001, has been in force since 2003. "
    "Transnistria wants to join Russia. "
)
WORDS = [
    *("Peru", "Abkhazia", "so-called", "South Ossetia", "NATO", "President", "Ana Quispe", "the treaty", "troops"),
    *("“", "”", '"', "’s", ",", ".", ";", ":", "-", "(", ")", "\n", "\n\n", "😀", "السلام", "\u202e", "\x00", "\ud800"),
    *("recognised", "joined", "left", "signed", "said", "did so", "withdrew", "to join", "annexed", "attack"),
    *(
        "that",
        "it",
        "they",
        "its",
        "which",
        "both countries",
        "among them",
        "such as",
        "and",
        "of",
        "not",
        "if",
        "will",
    ),
    *("recognition", "members", "referendum", "in 2008", "on Monday"),
]


def article(text: str, *boilerplate: tuple[int, int]) -> Document:
    return Document("text", text, published="2024-05-01", boilerplate=boilerplate)


def spans(reading: Reading) -> Iterator[tuple[str, int, int]]:
    """Every stretch of text that a reading points to, with its words."""
    for statement in reading.statements:
        for quote in (statement.speaker, statement.cue, *statement.via):
            if quote is not None:
                yield quote.text, quote.start, quote.end
    for claim in reading.claims:
        for mention in (m for _, fillers in claim.roles for m in fillers):
            yield mention.text, mention.start, mention.end
        for evidence in claim.evidence:
            yield evidence.text, evidence.start, evidence.end
        for term in claim.terms:
            yield term.text, term.start, term.end
        if claim.time is not None:
            yield claim.time.text, claim.time.start, claim.time.end


def assert_exact(document: Document, reading: Reading) -> None:
    for words, start, end in spans(reading):
        assert document.text[start:end] == words
    for statement in reading.statements:
        assert all(0 <= start < end <= len(document.text) for start, end in statement.content)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(WORDS), max_size=40))
@example(pieces=["and", "of", "signed", "referendum", "such as", "the treaty", "attack", "joined", "of", ":", "Peru"])
@example(pieces=["Ana Quispe", "\ud800", "South Ossetia"])
def test_any_text_reads_and_every_span_is_exact(reader: Reader, pieces: list[str]) -> None:
    document = article(" ".join(pieces))
    reading = read(document, reader)
    assert_exact(document, reading)
    again = read(document, reader)
    assert [claim.id for claim in again.claims] == [claim.id for claim in reading.claims]
    assert [statement.id for statement in again.statements] == [statement.id for statement in reading.statements]


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=300))
def test_any_characters_at_all_read(reader: Reader, text: str) -> None:
    document = article(text)
    assert_exact(document, read(document, reader))


@settings(max_examples=15, deadline=None)
@given(start=st.integers(0, len(NEWS) - 1), length=st.integers(1, 200))
def test_nothing_is_read_from_boilerplate(reader: Reader, start: int, length: int) -> None:
    end = min(start + length, len(NEWS))
    document = article(NEWS, (start, end))
    for words, low, high in spans(read(document, reader)):
        assert not (low < end and start < high), words


def test_claims_stand_in_statements_of_the_same_reading(reader: Reader) -> None:
    reading = read(article(NEWS), reader)
    known = {statement.id for statement in reading.statements}
    assert reading.claims
    assert all(claim.statement is None or claim.statement in known for claim in reading.claims)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims)


def test_claims_are_signed_with_model_and_rule(reader: Reader) -> None:
    assert all(claim.extractor.startswith(reader.extractor) for claim in read(article(NEWS), reader).claims)


def test_another_language_is_a_problem_not_a_reading(reader: Reader) -> None:
    reading = read(Document("text", "Perú reconoció a Kosovo.", language="es"), reader)
    assert (reading.statements, reading.claims) == ((), ())
    assert reading.problems[0].code == "language"


def test_an_empty_text_reads_as_nothing(reader: Reader) -> None:
    assert read(article(""), reader).claims == ()


AWKWARD = {
    "punctuation": ".,;:!?“”\"()[]-–—" * 300,
    "emoji": "😀🇵🇪 Peru 👨‍👩‍👧 signed. " * 60,
    "right to left": "السلام عليكم Egypt signed מצרים שלום. " * 60,
    "surrogates and NUL": "Peru \ud800 signed \udfff the treaty \x00 with Chile. " * 40,
    "nested quotes": "“" * 150 + "‘\"«(We recognise Kosovo)»\"’" + "”" * 150,
    "quotes in quotes": "He said “she said ‘they said “we recognise it”’”. " * 60,
    "endless names": "President " + "Karl " * 200 + "of Peru met " + " ".join(f"Van{i}" for i in range(200)) + ".",
    "capitals": "PERU RECOGNISES KOSOVO " * 150,
    "a list": "Peru, Chile, " * 500,
    "reported reports": "He said that he said that " * 120,
    "empty lines": "\n" * 5000 + "Peru left.",
}  # fmt: skip


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_texts_read(reader: Reader, name: str) -> None:
    document = article(AWKWARD[name])
    assert_exact(document, read(document, reader))


@pytest.mark.slow
def test_one_line_of_100_000_characters_reads(reader: Reader) -> None:
    document = article((NEWS * 300)[:100_000])
    reading = read(document, reader)
    assert len(reading.claims) > 1000
    assert_exact(document, reading)


def test_documents_read_together_give_what_each_gives_alone(reader: Reader) -> None:
    documents = [
        article(NEWS),
        Document("empty", ""),
        Document("in Georgian", "ქართული", language="ka"),
        *(Document(f"no. {n}", f"{sentence}.") for n, sentence in enumerate(NEWS.split(". ")[:-1])),
        article(NEWS * 8),
    ]
    assert list(read_all(documents, reader)) == [read(document, reader) for document in documents]


def test_documents_are_not_all_taken_before_the_first_is_read(reader: Reader) -> None:
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for n in range(500):
            taken.append(n)
            yield article(NEWS)

    next(read_all(documents(), reader))
    assert len(taken) < 50


def test_a_rule_that_fails_costs_one_document_and_says_so(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(page: Page, reader: Reader) -> Reading:
        if "Peru" in page.document.text:
            raise KeyError("treaty")
        return read_page(page, reader)

    monkeypatch.setattr("foedus.reading.reader.read_page", failing)
    failed, done = read_all([Document("a.txt", "Peru joined."), Document("b.txt", "Chile recognised Kosovo.")], reader)
    (problem,) = failed.problems
    assert (problem.code, problem.where, failed.claims) == ("fault", "a.txt", ())
    assert "KeyError" in problem.what
    assert [claim.kind for claim in done.claims] == ["recognition"]
