"""Collections stay sequences, their records are the contract's, and what they show is whole and harmless."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_making import any_document, any_reading

import foedus
from foedus.api import kinds
from foedus.api.collections import SHOWN
from foedus.corpora.columns import claim_record, schemas
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem


class Seen(HTMLParser):
    """The words and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def document(words: str) -> Document:
    return Document("a.txt", words, title=words)


@pytest.fixture(scope="module")
def several() -> foedus.Documents:
    return kinds.documents([document(f"text {number}") for number in range(30)])


def test_a_collection_is_a_sequence(several: foedus.Documents) -> None:
    assert len(several) == 30
    assert several[0].text == "text 0"
    assert several[-1] in several
    assert [each.text for each in several[28:]] == ["text 28", "text 29"]
    assert isinstance(several[:2], foedus.Documents)
    assert next(reversed(several)).text == "text 29"
    assert several[:2] == kinds.documents([document("text 0"), document("text 1")])
    assert several[:2] != several[:3]
    assert hash(several[:1]) == hash(several[:1])
    assert repr(several) == "<documents: 30>"
    with pytest.raises(AttributeError):
        several.problems = ()  # type: ignore[misc]
    with pytest.raises(IndexError):
        several[30]


def test_filters_take_a_test_or_fields_and_keep_the_problems() -> None:
    problem = Problem("language", "not read", "b.txt")
    found = kinds.documents([document("one"), document("two")], (problem,))
    assert [each.text for each in found.filter(lambda each: "w" in each.text)] == ["two"]
    assert [each.text for each in found.filter(text="one", language="en")] == ["one"]
    assert found.filter(text="three").problems == (problem,)
    with pytest.raises(foedus.UsageError, match="documents have no 'colour'; they have address, boilerplate"):
        found.filter(colour="red")


def test_a_notebook_shows_the_first_rows_with_the_total(several: foedus.Documents) -> None:
    page = several._repr_html_()
    assert page.count("<tr>") == SHOWN + 1
    assert f"The first {SHOWN} of 30 documents; .to_polars() has all." in Seen(page).words
    assert "No documents." in Seen(several[:0]._repr_html_()).words


def test_problems_are_shown_and_counted() -> None:
    problem = Problem("language", "not read: <ka>", "b.txt", "only English is read", "translate it")
    found = kinds.documents([], (problem,) * 25)
    assert repr(found) == "<documents: 0, 25 problems>"
    words = Seen(found._repr_html_()).words
    assert "25 problems:" in words
    assert "b.txt: not read: <ka> (only English is read). translate it" in words
    assert "… and 5 more" in words


@settings(max_examples=60)
@given(st.lists(any_document, max_size=3))
def test_nothing_that_a_text_says_becomes_markup(found: list[Document]) -> None:
    page = kinds.documents(found)._repr_html_()
    page.encode("utf-8")
    json.dumps(page)
    seen = Seen(page)
    allowed = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert {tag for tag, _ in seen.tags} <= allowed
    assert not any(name.startswith("on") for _, names in seen.tags for name in names)
    assert len([tag for tag, _ in seen.tags if tag == "td"]) == 6 * len(found)


@settings(max_examples=60)
@given(any_reading())
def test_records_are_the_contracts_and_come_back(
    read: tuple[Document, list[Statement], list[Claim], list[Problem]],
) -> None:
    text, statements, claims, problems = read
    said = {each.id: each for each in statements}
    held = kinds.claims([kinds.Said(each, said.get(each.statement or "")) for each in claims], str, tuple(problems))
    assert held.to_dicts() == [each.record() for each in claims]
    assert [Claim.from_record(each) for each in held.to_dicts()] == claims
    told = kinds.statements(statements, {text.id: text.text}, str)
    assert [Statement.from_record(each) for each in told.to_dicts()] == statements
    assert [Document.from_record(each) for each in kinds.documents([text]).to_dicts()] == [text]
    assert held.to_polars().height == len(claims)
    held._repr_html_().encode("utf-8")
    assert held.problems == tuple(problems)


def test_a_frame_of_claims_has_a_corpuss_columns_and_its_records_come_back() -> None:
    read = foedus.read_text('Lukashenko said: "Belarus will defend Russia." Syria recognised Abkhazia on 29 May 2018.')
    frame = read.to_polars()
    assert frame.columns == [name for name in schemas()["claims"] if name != "type"]
    back = [{"type": "claim", **claim_record(row)} for row in frame.to_dicts()]
    assert [Claim.from_record(row) for row in back] == list(read.claims)
    assert read.claims[:0].to_polars().schema == frame.schema


def test_a_frame_keeps_what_is_unknown_apart_from_no_and_nought() -> None:
    from foedus.api.frames import flat, pandas_frame

    frame = flat(
        [{"n": 1, "b": True, "x": 0.5, "l": ["a"], "d": {"k": 1}}, {"n": None, "b": None, "x": 1, "l": None}],
        ("n", "z"),
    )
    assert [str(each) for each in frame.dtypes] == ["Int64", "String", "Boolean", "Float64", "List(String)", "String"]
    assert frame["d"].to_list() == ['{"k": 1}', None]
    told = pandas_frame(frame)
    assert [str(each) for each in told.dtypes[:4]] == ["Int64", "object", "boolean", "Float64"]
    assert told["n"].isna().tolist() == [False, True]


def test_what_a_claim_says_is_at_hand() -> None:
    read = foedus.read_text("Lukashenko said that Belarus would defend Russia. Syria recognised Abkhazia.")
    commitment = read.claims.filter(kind="commitment")[0]
    speaker = read.claims.statement(commitment)
    assert speaker is not None
    assert speaker.speaker is not None
    assert speaker.speaker.actor == "alexander-lukashenko"
    recognition = read.claims.filter(kind="recognition")[0]
    assert read.claims.statement(recognition) is None
    assert [each.kind for each in read.claims.of("SYR")] == ["recognition"]
    assert [said is None for _, said in read.claims.said()] == [claim.statement is None for claim in read.claims]
    assert read.claims.recorded == ()
    assert re.fullmatch(r"<Reading: 1 documents, \d statements, \d claims>", repr(read))
