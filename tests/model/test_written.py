"""Records written by hand are, letter for letter, what the standard library's encoder makes of them: ids rest on it."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.claims import KINDS, STATUSES, Claim, Mention, Quote, Statement, Term, TimeReference, make_claim
from foedus.model.ids import record_id
from foedus.model.written import claim_identity, claim_kept, statement_identity, statement_kept

TEXT = st.text(st.characters(exclude_categories=()), max_size=8)  # lone surrogates, quotes and controls too
NUMBER = st.integers()
JSON = st.recursive(
    st.none() | st.booleans() | NUMBER | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
MENTION = st.builds(Mention, TEXT, NUMBER, NUMBER, TEXT)
QUOTE = st.builds(Quote, TEXT, NUMBER, NUMBER)
STATEMENT = st.builds(
    Statement, TEXT, st.none() | MENTION, st.none() | QUOTE, st.lists(st.tuples(NUMBER, NUMBER), max_size=3).map(tuple),
    TEXT, st.none() | TEXT, st.lists(MENTION, max_size=2).map(tuple), st.none() | TEXT,
)  # fmt: skip
CLAIM = st.builds(
    make_claim, document=TEXT, kind=st.sampled_from(KINDS), status=st.sampled_from(STATUSES),
    roles=st.dictionaries(TEXT, st.lists(MENTION, max_size=3), max_size=3), evidence=st.lists(QUOTE, max_size=2),
    statement=st.none() | TEXT, attributes=st.dictionaries(TEXT, JSON, max_size=3),
    polarity=st.sampled_from(("affirmed", "negated")), held_as=st.none() | TEXT,
    time=st.none() | st.builds(TimeReference, TEXT, TEXT, NUMBER, NUMBER, TEXT),
    terms=st.lists(st.builds(Term, TEXT, NUMBER, NUMBER, TEXT, TEXT), max_size=1),
)  # fmt: skip


def as_json(value: Any, *, ordered: bool) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=ordered, separators=(",", ":"))


@given(CLAIM)
def test_a_claim_is_written_as_its_record_and_its_identity(claim: Claim) -> None:
    assert claim_identity(claim) == as_json(claim.identity(), ordered=True)
    fields = {k: v for k, v in claim.fields().items() if k not in ("confidence", "extractor", "terms")}
    assert claim_kept(claim) == as_json(fields, ordered=False)
    assert claim.id == (claim.held_as or record_id("claim", *claim.identity()))


@given(STATEMENT)
def test_a_statement_is_written_as_its_record_and_its_identity(statement: Statement) -> None:
    assert statement_identity(statement) == as_json(statement.identity(), ordered=True)
    assert statement_kept(statement) == as_json(statement.fields(), ordered=False)
    assert statement.id == (statement.held_as or record_id("statement", *statement.identity()))


def test_what_is_of_another_type_is_written_as_before() -> None:
    odd: Any = Mention("x", "1", None, 1.5)  # type: ignore[arg-type]
    claim = make_claim(document="d", kind="event", roles={"actor": [odd]}, evidence=[])
    assert claim_identity(claim) == as_json(claim.identity(), ordered=True)
    assert '"start":"1","end":null,"actor":1.5' in claim_kept(claim)
    statement = Statement("d", odd, None, (("a", None),), "direct")  # type: ignore[arg-type]
    assert statement_identity(statement) == as_json(statement.identity(), ordered=True)
    assert statement_kept(statement) == as_json(statement.fields(), ordered=False)
