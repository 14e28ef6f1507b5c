"""Claims as values: frozen attributes come back as they were given, and no two different records share an id."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.claims import Claim, Quote, freeze, make_claim, thaw
from foedus.model.ids import record_id, slug, text_id

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=8)  # lone surrogates too
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3), max_leaves=8
)


def claim(attributes: dict[str, Any]) -> Claim:
    return make_claim(
        document="sha256:0", kind="commitment", roles={}, evidence=[Quote("x", 0, 1)], attributes=attributes
    )


def told_apart(one: Any, other: Any) -> bool:
    """Whether two JSON values differ, a number from a truth value included."""
    return json.dumps(one, sort_keys=True) != json.dumps(other, sort_keys=True)


@given(JSON)
def test_a_frozen_value_thaws_to_itself_and_can_be_hashed(value: Any) -> None:
    frozen = freeze(value)
    assert thaw(frozen) == value
    assert freeze(frozen) == frozen
    assert hash(frozen) == hash(freeze(value))


def test_an_empty_mapping_is_no_empty_list_and_a_list_of_pairs_no_mapping() -> None:
    assert thaw(freeze({"a": {}, "b": []})) == {"a": {}, "b": []}
    assert thaw(freeze([["low", 1]])) == [["low", 1]]
    assert freeze({}) != freeze([])
    assert freeze({"low": 1}) != freeze([["low", 1]])
    assert len({freeze({"low": 1}), freeze([["low", 1]])}) == 2


@given(st.dictionaries(ANY_TEXT, JSON, max_size=3))
def test_a_claim_is_rebuilt_from_its_record(attributes: dict[str, Any]) -> None:
    built = claim(attributes)
    assert Claim.from_record(built.record()) == built
    assert all(built.attribute(key) == value for key, value in attributes.items())


def test_attributes_of_different_shape_make_different_claims() -> None:
    shapes: tuple[Any, ...] = ({}, [], {"on": 1}, [["on", 1]], "", False, 0)
    assert len({claim({"trigger": shape}).id for shape in shapes}) == len(shapes)


@given(JSON, JSON)
def test_different_fields_have_different_ids(one: Any, other: Any) -> None:
    assert (record_id("claim", one) == record_id("claim", other)) is not told_apart(one, other)


def test_two_surrogates_are_not_the_character_that_they_would_encode() -> None:
    pair, character = "\ud83d\ude00", "\U0001f600"
    assert record_id("claim", pair) != record_id("claim", character)
    assert text_id(pair) != text_id(character)


@given(ANY_TEXT)
def test_a_slug_is_plain_and_stays_itself(name: str) -> None:
    key = slug(name)
    assert key
    assert key == key.lower()
    assert slug(key) == key
