"""Endpoints: what a person's words mean, and which words mean nothing; what a model is told of the contract."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from foedus.llm.endpoint import endpoint
from foedus.llm.vocabulary import answer_schema, kinds, prompt
from foedus.model.claims import KINDS, STATUSES
from foedus.model.problems import UsageError
from foedus.reading.lexicon import lexicon

HERE = "http://localhost:11434/v1"


@pytest.mark.parametrize(
    ("url", "model", "more", "words"),
    [
        (None, "m", {}, "--llm-url"),
        (HERE, None, {}, "--llm-model"),
        ("", "", {}, "FOEDUS_LLM_URL"),
        ("localhost:11434", "m", {}, "no address"),
        ("ftp://localhost/v1", "m", {}, "no address"),
        ("http:///v1", "m", {}, "no address"),
        ("http://localhost:port/v1", "m", {}, "no address"),
        ("http://local host/v1", "m", {}, "no address"),
        ("http://localhost/v1\n", "m", {}, "no address"),
        (HERE, "m", {"key": "secret\u200b"}, "FOEDUS_LLM_KEY"),
        (HERE, "m", {"key": "secret\nX-More: 1"}, "FOEDUS_LLM_KEY"),
        ("https://me:secret@example.org/v1", "m", {}, "FOEDUS_LLM_KEY"),
        ("https://example.org/v1?api=2", "m", {}, "after its path"),
        (HERE, "m", {"price": "cheap"}, "no price"),
        (HERE, "m", {"price": "1,2,3"}, "no price"),
        (HERE, "m", {"price": "-1,2"}, "no price"),
        (HERE, "m", {"price": "nan,2"}, "no price"),
        (HERE, "m", {"timeout": 0.0}, "no number of seconds"),
        (HERE, "m", {"timeout": float("nan")}, "no number of seconds"),
        (HERE, "m", {"chars": 3}, "out of range"),
    ],
)
def test_words_that_mean_no_endpoint_are_refused(
    url: str | None, model: str | None, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        endpoint(url, model, **more)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "where"),
    [
        (HERE, "localhost:11434, on this machine"),
        ("http://127.0.0.7/v1", "127.0.0.7, on this machine"),
        ("http://[::1]:8080/v1", "[::1]:8080, on this machine"),
        ("https://api.example.org/v1/", "api.example.org"),
        ("http://box.lan:8000/v1", "box.lan:8000, unencrypted"),
        ("https://localhost.example.org/v1", "localhost.example.org"),
    ],
)
def test_it_is_said_where_texts_go(url: str, where: str) -> None:
    assert endpoint(url, "m").destination() == where


def test_a_key_may_end_with_the_line_of_its_file() -> None:
    assert endpoint(HERE, "m", key="secret\n").key == "secret"
    assert endpoint(HERE, "m", key="").key is None


def test_the_whole_address_of_the_protocol_is_taken_too() -> None:
    assert endpoint(HERE + "/chat/completions", "m").url == HERE


def test_a_model_is_told_of_every_kind_role_value_and_status() -> None:
    assert tuple(kinds()) == KINDS
    told = prompt()
    for kind in kinds().values():
        assert f"`{kind.name}`" in told
        assert all(role in told for role, _ in kind.roles)
        for _, values in kind.attributes:
            assert all(value in told for value in (values if isinstance(values, tuple) else ()))
    assert all(status in told for status in STATUSES)
    assert "{" not in told.replace('{"words": …, "means": …}', "")


def test_stances_and_event_types_are_those_of_the_grammar() -> None:
    values = dict(kinds()["stance"].attributes)
    assert set(values["stance"]) == set(lexicon("stance")["events"])
    assert set(lexicon("stance")["events"].values()) <= set(values["event"])
    assert set(lexicon("event")["verbs"]) <= set(values["event"])


def test_the_schema_is_one_that_servers_hold_a_model_to() -> None:
    Draft202012Validator.check_schema(answer_schema())

    def objects(schema: Any) -> list[dict[str, Any]]:
        inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        own = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
        return own + [found for each in inner for found in objects(each)]

    for each in objects(answer_schema()):
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])
