"""Pages: paragraphs without what is not the article, parsed, every token where it stands in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.documents import Document
from foedus.model.problems import DataError
from foedus.reading.lexicon import lexicon, words
from foedus.reading.nlp import load_pipeline, model_name
from foedus.reading.page import LONGEST, begin, finish, paragraphs, parse_page

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def document(text: str, *boilerplate: tuple[int, int]) -> Document:
    return Document("text", text, boilerplate=boilerplate)


@given(st.text(), st.lists(st.integers(0, 80), max_size=6))
def test_paragraphs_are_disjoint_stripped_and_outside_boilerplate(text: str, cuts: list[int]) -> None:
    ordered = sorted({min(cut, len(text)) for cut in cuts})
    spans = tuple(zip(ordered[::2], ordered[1::2], strict=False))
    found = list(paragraphs(text, spans))
    last = 0
    for start, end in found:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not any(low < end and start < high for low, high in spans)
        last = end


@given(st.text(alphabet=st.sampled_from("ab .\n\t“”"), max_size=400))
def test_nothing_but_white_space_is_lost(text: str) -> None:
    kept = "".join(text[start:end] for start, end in paragraphs(text))
    assert "".join(kept.split()) == "".join(text.split())


@pytest.mark.parametrize("glue", ["x", "x ", "A word. "])
def test_an_endless_line_is_cut_into_pieces_without_loss(glue: str) -> None:
    text = (glue * (3 * LONGEST))[: 3 * LONGEST].strip()
    found = list(paragraphs(text))
    assert len(found) > 2
    assert all(end - start <= LONGEST for start, end in found)
    assert sum(end - start for start, end in found) >= len(text) - len(found)


def test_an_endless_line_is_cut_after_a_sentence() -> None:
    text = "Chad left the talks. " * 2000
    start, end = next(iter(paragraphs(text)))
    assert text[start:end].endswith("talks.")


def test_tokens_know_where_they_stand(pipeline: Language) -> None:
    text = "Lima, 3 May.\n\n  Peru left. “We go,” it said.\nChile stayed."
    page = parse_page(document(text), pipeline)
    for token in page.tokens():
        assert text[begin(token) : finish(token)] == token.text
        assert token in list(page.passage(token).parse)


def test_boilerplate_is_not_parsed(pipeline: Language) -> None:
    text = "Peru left. READ MORE Chile stayed."
    page = parse_page(document(text, (11, 20)), pipeline)
    assert [passage.parse.text for passage in page.passages] == ["Peru left.", "Chile stayed."]


def test_evidence_runs_from_the_first_to_the_last_token(pipeline: Language) -> None:
    page = parse_page(document("x\n\nPeru left the talks."), pipeline)
    parse = page.passages[1].parse
    assert page.evidence([parse[2], parse[1]]).text == "left the"


@pytest.mark.parametrize("text", ["Peru \ud800 left \udfff Chile.", "Peru\x00left.", "\u2028Peru left.\u2029", ""])
def test_broken_characters_keep_their_places(pipeline: Language, text: str) -> None:
    page = parse_page(document(text), pipeline)
    for passage in page.passages:
        assert len(passage.parse.text) == passage.end - passage.start


def test_the_day_is_the_last_that_a_coarse_date_allows(pipeline: Language) -> None:
    page = parse_page(Document("text", "Peru left.", published="2024-02"), pipeline)
    assert str(page.day) == "2024-02-29"
    assert parse_page(document("Peru left."), pipeline).day is None


@pytest.mark.parametrize("name", ["no_such_model_at_all", "no.such.package", "/no/such/folder"])
def test_a_model_that_is_not_installed_is_trouble_with_the_data(name: str) -> None:
    with pytest.raises(DataError, match="cannot be loaded"):
        load_pipeline(name)


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(DataError, match="lacks"):
        load_pipeline(str(tmp_path / "blank"))


def test_a_model_has_a_name_and_a_version(pipeline: Language) -> None:
    assert model_name(pipeline).startswith("en_")


def test_every_group_of_a_lexicon_is_a_set_of_words() -> None:
    assert "country" in words("nouns", "polity")
    assert lexicon("membership")["moves"]
    with pytest.raises(FileNotFoundError):
        lexicon("no-such-lexicon")


@settings(max_examples=25, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("Peru Chad’s“”.,;:()-–—\n“‘\"' 0123😀ا"), max_size=200))
def test_any_text_makes_a_page(pipeline: Language, text: str) -> None:
    page = parse_page(document(text), pipeline)
    for token in page.tokens():
        assert text[begin(token) : finish(token)] == token.text
