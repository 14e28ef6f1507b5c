"""Whatever a model answers: no crash, exact words, whole records; whatever the text: every word in one piece."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from llm_answers import claim

from foedus.llm.making import Maker
from foedus.llm.names import Names
from foedus.llm.pieces import Piece, pieces
from foedus.llm.vocabulary import kinds
from foedus.llm.wording import places
from foedus.model.claims import FORMS, KINDS, STATUSES, Mention, Quote
from foedus.model.documents import Document
from foedus.reading.page import parse_page
from foedus.reading.reader import Reader, open_context

if TYPE_CHECKING:
    from foedus.reading.context import Context

TEXT = (
    "Peru’s president said: “We will defend Chile.” He added that Bolivia had left the alliance in 2019.\n"
    "Quito — which the  ministry blamed – did not answer. Ecuador recognised Kosovo."
)
pytestmark = pytest.mark.slow
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["n", "kind", "words", "x"]), inner),
    max_leaves=12,
)
bits = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 40)).map(lambda at: TEXT[at[0] : at[0] + at[1]])
words = bits | st.sampled_from(
    ["Peru", "He", "the ministry", "Atlantis", "", "\n", "“", "2019", "We will defend Chile."]
)
name = st.fixed_dictionaries({"words": words, "means": st.none() | words})


def claims() -> st.SearchStrategy[Any]:
    def of(kind: str) -> st.SearchStrategy[Any]:
        roles = st.fixed_dictionaries({role: st.lists(name, max_size=2) for role, _ in kinds()[kind].roles})
        attributes = st.fixed_dictionaries(
            {
                key: st.sampled_from(values) if isinstance(values, tuple) else st.none()
                for key, values in kinds()[kind].attributes
            }
        )
        time = st.none() | st.fixed_dictionaries({"words": words, "date": words | st.sampled_from(["2019", "2019-02"])})
        return st.builds(
            lambda **fields: claim(kind, *fields.pop("evidence"), **fields),
            evidence=st.lists(words, max_size=2),
            roles=roles,
            attributes=attributes,
            time=time,
            statement=st.none() | st.integers(1, 3),
            status=st.sampled_from(STATUSES),
        )

    return st.sampled_from(KINDS).flatmap(of)


statements = st.fixed_dictionaries(
    {
        "n": st.integers(1, 3),
        "speaker": st.none() | name,
        "via": st.lists(name, max_size=1),
        "cue": st.none() | words,
        "content": st.lists(words, max_size=2),
        "form": st.sampled_from(FORMS),
    }
)
answers = st.fixed_dictionaries(
    {"statements": st.lists(statements, max_size=3), "claims": st.lists(claims(), max_size=3)}
)


@pytest.fixture(scope="module")
def context(reader: Reader) -> Context:
    return open_context(parse_page(Document("a.txt", TEXT), reader.pipeline), reader.gazetteer)


@cache
def whole(document: Document) -> Piece:
    return next(pieces(document, 1000))


@SETTINGS
@given(answer=answers)
def test_every_record_that_is_made_has_the_texts_own_words(answer: Any, context: Context) -> None:
    clear = context.page.document  # what the reader hands on; a double space stands in TEXT alone
    maker = Maker(Names.of(context), whole(clear), "x")
    said, claimed = maker.make(answer)
    assert len(said) + len(claimed) + len(maker.problems) >= len(answer["statements"]) + len(answer["claims"])
    for statement in said:
        assert all(0 <= low < high <= len(clear.text) for low, high in statement.content)
    for found in claimed:
        assert found.statement is None or found.statement in {statement.id for statement in said}
        assert all(found.role(role) for role, _ in kinds()[found.kind].roles if role in kinds()[found.kind].required)
    words: list[Quote | Mention] = [quote for found in claimed for quote in found.evidence]
    words += [statement.cue for statement in said if statement.cue]
    words += [mention for found in claimed for _, fillers in found.roles for mention in fillers]
    words += [mention for statement in said for mention in (statement.speaker, *statement.via) if mention]
    for quote in words:
        assert quote.text
        assert clear.text[quote.start : quote.end] == quote.text


@SETTINGS
@given(statements=anything, claims=anything)
def test_an_answer_of_any_form_at_all_is_only_a_matter_of_problems(
    statements: Any, claims: Any, context: Context
) -> None:
    maker = Maker(Names.of(context), whole(context.page.document), "x")
    assert maker.make({"statements": statements, "claims": claims}) == ([], [])
    empty = [each for each in (statements, claims) if each == []]
    assert len(maker.problems) >= 2 - len(empty)


@SETTINGS
@given(text=st.text(st.sampled_from("ab .!?\n\r“”\u00a0"), max_size=400), chars=st.integers(5, 60))
def test_pieces_hold_every_word_once_and_in_order(text: str, chars: int) -> None:
    cut = list(pieces(Document("a", text), chars))
    spans = [span for piece in cut for span in piece.spans]
    assert spans == sorted(spans)
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    assert all(sum(b - a for a, b in piece.spans) <= chars for piece in cut)


@SETTINGS
@given(start=st.integers(0, len(TEXT)), length=st.integers(1, 30))
def test_whole_words_of_the_text_are_found_where_they_stand(start: int, length: int) -> None:
    given_ = TEXT[start : start + length]
    low, high = start, start + len(given_)
    cuts = (low > 0 and TEXT[low - 1 : low + 1].isalnum()) or (TEXT[high - 1 : high + 1].isalnum() and high < len(TEXT))
    if given_.strip() == given_ and given_ and not cuts:
        assert (low, high) in list(places(TEXT, given_, [(0, len(TEXT))]))
