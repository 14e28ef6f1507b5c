"""Search: the same words find the same texts in every store, in any script, as of any day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_making import FIRST, claim, day, statement

from foedus.ledger import ClaimFilter, StatementFilter
from foedus.ledger.store import Ledger
from foedus.ledger.words import passages, search, words
from foedus.model.documents import Document
from foedus.model.problems import UsageError

TEXTS = (
    "Russia recognised South Ossetia in 2008.",
    "Цхинвал — столица. Южная Осетия и Łódź.",
    "ცხინვალი is written so. The south of Ossetia, T-90 and AND or NEAR.",
    "word " * 3000 + "\n\nA treaty at the end.",
    "x" * 5000 + " lone \ud83d and nul \0 here",
)
QUERIES = (
    "south ossetia",
    '"south ossetia"',
    '"South   Osse*"',
    "RECOGNI*",
    "recogni",
    "Tskhinval*",
    "Цхинвал*",
    "tskhinvali",
    "lodz",
    "AND",
    "NEAR or",
    "t-90",
    "2008 russia",
    '"russia 2008"',
    "treaty end",
    "nul here",
    'unclosed "south ossetia',
    "NOT (south) ^ossetia: {x} 'a",
)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A document a day, each with a statement and a claim that are all of it."""
    for number, text in enumerate(TEXTS):
        document = Document(f"{number}.txt", text)
        said = statement(document, "BLR")
        ledger.append(
            document, [said], [claim(document, said=said, evidence=text)], reader=FIRST, recorded_at=day(number + 1)
        )
    return ledger


@pytest.mark.parametrize("query", QUERIES)
def test_a_store_finds_what_has_all_of_the_words(filled: Ledger, query: str) -> None:
    asked = search(query)
    wanted = [number for number, text in enumerate(TEXTS) if asked.finds(text)]
    ids = {Document(str(n), text).id: n for n, text in enumerate(TEXTS)}
    assert [ids[each.document] for each in filled.claims(ClaimFilter(text=query))] == wanted
    assert [ids[each.document] for each in filled.statements(StatementFilter(text=query))] == wanted
    found = list(filled.search(query))
    assert sorted({ids[each.document] for each in found}) == wanted
    for passage in found:
        assert TEXTS[ids[passage.document]][passage.start : passage.end] == passage.text
        assert asked.finds(passage.text)
        shown = " ".join(TEXTS[ids[passage.document]][start:end] for start, end in passage.matches)
        assert asked.finds(shown) or '"' in query


def test_either_of_two_names(filled: Ledger) -> None:
    found = filled.search(search("russia") | search("ცხინვალი"))
    assert [passage.path for passage in found] == ["0.txt", "2.txt"]


def test_what_was_not_known_yet_is_not_found(filled: Ledger) -> None:
    assert list(filled.search("treaty", day(3))) == []
    assert [passage.path for passage in filled.search("treaty", day(4))] == ["3.txt"]


@pytest.mark.parametrize("query", ["", "…", '""', "*", "word " * 500])
def test_a_search_without_words_is_refused(filled: Ledger, query: str) -> None:
    with pytest.raises(UsageError, match=r"no word|at most"):
        list(filled.search(query))


@given(st.text(alphabet=st.sampled_from("ab \n.я"), max_size=200).map(lambda text: text * 120))
def test_passages_are_all_of_a_text_in_order(text: str) -> None:
    found = list(passages(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(0 < end - start <= 4000 for start, end in found)


@given(st.text(max_size=50))
def test_words_of_any_text_are_letters_or_digits_and_are_found(text: str) -> None:
    for word in words(text):
        assert word.isascii()
        assert word.isalpha() or word.isdigit()
        assert search(word).finds(text)
