"""Asking: formats, repetitions, and every way in which no answer comes."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from llm_stub import Reply, Script, Stub, completion, fails, says, serving

from foedus.llm.chat import Answer, Chat
from foedus.llm.endpoint import Endpoint
from foedus.llm.protocol import NoAnswer

EMPTY: dict[str, Any] = {"statements": [], "claims": []}
MESSAGES = [{"role": "user", "content": "Minsk denied it."}]
SCHEMA = {"type": "object"}


class Asked:
    """A chat that never really waits, and the waits that it wanted."""

    def __init__(self, stub: Stub, **more: Any) -> None:
        self.waits: list[float] = []
        self.chat = Chat(replace(Endpoint(stub.url, "m"), **more), sleep=self.waits.append)

    def ask(self) -> Answer | NoAnswer:
        return self.chat.ask(MESSAGES, SCHEMA)


@pytest.fixture
def opened() -> Iterator[list[Chat]]:
    chats: list[Chat] = []
    yield chats
    for chat in chats:
        chat.close()


def ask(stub: Stub, opened: list[Chat], **more: Any) -> tuple[Answer | NoAnswer, list[float]]:
    asked = Asked(stub, **more)
    opened.append(asked.chat)
    return asked.ask(), asked.waits


def failure(answer: Answer | NoAnswer) -> str:
    assert isinstance(answer, NoAnswer)
    return answer.failure.code


def test_an_answer_is_a_json_object_with_what_it_took(opened: list[Chat]) -> None:
    with serving(says(EMPTY)) as stub:
        answer, waits = ask(stub, opened, key="secret")
    assert isinstance(answer, Answer)
    assert answer.value == EMPTY
    assert (answer.used.requests, answer.used.tokens_in, answer.used.tokens_out) == (1, 100, 20)
    assert answer.used.served == "stub-1"
    assert waits == []
    assert stub.paths == ["/v1/chat/completions"]
    assert stub.headers[0]["Authorization"] == "Bearer secret"
    assert stub.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA


def test_without_a_key_none_is_sent(opened: list[Chat]) -> None:
    with serving(says(EMPTY)) as stub:
        ask(stub, opened)
    assert "Authorization" not in stub.headers[0]


@pytest.mark.parametrize(
    "text",
    ["```json\n{}\n```", "<think>{no}</think>Here it is: {} Anything else?", "\n {} "],
    ids=["fence", "thoughts", "space"],
)
def test_what_stands_around_the_object_is_passed_over(text: str, opened: list[Chat]) -> None:
    with serving(says(text)) as stub:
        answer, _ = ask(stub, opened)
    assert isinstance(answer, Answer)
    assert answer.value == {}


def test_a_server_without_schemas_is_asked_for_json_then_for_plain_text_and_that_is_remembered(
    opened: list[Chat],
) -> None:
    def choosy(request: dict[str, Any]) -> Reply:
        known = "response_format" not in request and "temperature" in request
        return completion(EMPTY) if known else fails(400, "unknown response_format")(request)

    with serving(choosy) as stub:
        asked = Asked(stub)
        opened.append(asked.chat)
        first, second = asked.ask(), asked.ask()
    assert isinstance(first, Answer)
    assert isinstance(second, Answer)
    assert first.used.requests == 3
    assert second.used.requests == 1
    formats = [request.get("response_format", {}).get("type") for request in stub.asked]
    assert formats == ["json_schema", "json_object", None, None]


def test_a_request_that_no_format_helps_is_told_in_the_servers_words(opened: list[Chat]) -> None:
    with serving(fails(400, "the context is too long")) as stub:
        answer, waits = ask(stub, opened)
    assert failure(answer) == "llm-request"
    assert isinstance(answer, NoAnswer)
    assert "the context is too long" in answer.failure.why
    assert waits == []


def test_no_json_is_asked_for_once_more(opened: list[Chat]) -> None:
    with serving(says("I think that Minsk denied it."), says(EMPTY)) as stub:
        answer, _ = ask(stub, opened)
    assert isinstance(answer, Answer)
    assert answer.used.tokens_out == 40


@pytest.mark.parametrize("text", ["no braces", "", '{"claims": [', "[]"], ids=["prose", "empty", "half", "list"])
def test_no_json_twice_is_a_failure(text: str, opened: list[Chat]) -> None:
    with serving(says(text)) as stub:
        answer, _ = ask(stub, opened)
    assert failure(answer) == "llm-json"
    assert len(stub.asked) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_longer_and_longer_waits(status: int, opened: list[Chat]) -> None:
    with serving(fails(status), fails(status), says(EMPTY)) as stub:
        answer, waits = ask(stub, opened)
    assert isinstance(answer, Answer)
    assert answer.used.requests == 3
    assert len(waits) == 2
    assert waits[0] < waits[1]


def test_the_server_says_how_long_to_wait(opened: list[Chat]) -> None:
    with serving(fails(429, Retry_After="7"), says(EMPTY)) as stub:
        answer, waits = ask(stub, opened)
    assert isinstance(answer, Answer)
    assert waits == [7.0]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(opened: list[Chat]) -> None:
    with serving(fails(429, "quota used up", Retry_After="3600")) as stub:
        answer, waits = ask(stub, opened)
    assert failure(answer) == "llm-rate"
    assert waits == []
    assert len(stub.asked) == 1


@pytest.mark.parametrize(("status", "code"), [(429, "llm-rate"), (502, "llm-server"), (408, "llm-server")])
def test_a_server_that_stays_busy_is_a_failure_after_the_last_repetition(
    status: int, code: str, opened: list[Chat]
) -> None:
    with serving(fails(status)) as stub:
        answer, waits = ask(stub, opened, retries=2)
    assert failure(answer) == code
    assert len(stub.asked) == 3
    assert len(waits) == 2


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "llm-key"), (403, "llm-key"), (404, "llm-address"), (402, "llm-paid"), (307, "llm-address")],
)
def test_after_a_failure_that_would_repeat_itself_nothing_more_is_sent(
    status: int, code: str, opened: list[Chat]
) -> None:
    with serving(fails(status, Location="http://127.0.0.1:9/elsewhere")) as stub:
        asked = Asked(stub)
        opened.append(asked.chat)
        first, second = asked.ask(), asked.ask()
    assert failure(first) == failure(second) == code
    assert len(stub.asked) == 1
    assert second.used.requests == 0


def test_a_text_that_is_too_long_is_told_so(opened: list[Chat]) -> None:
    with serving(fails(413)) as stub:
        answer, _ = ask(stub, opened)
    assert failure(answer) == "llm-too-long"


def test_the_key_is_never_in_a_message(opened: list[Chat]) -> None:
    with serving(fails(401, "the key top-secret-key is wrong")) as stub:
        answer, _ = ask(stub, opened, key="top-secret-key")
    assert isinstance(answer, NoAnswer)
    assert "top-secret-key" not in answer.failure.why
    assert "is wrong" in answer.failure.why
    assert "top-secret-key" not in repr(Endpoint("http://x/v1", "m", "top-secret-key"))


def test_a_refusal_a_filter_and_an_answer_cut_short_are_told_apart(opened: list[Chat]) -> None:
    refusing = says("", refusal="I cannot help with weapons.")
    for script, code, words in (
        (refusing, "llm-refusal", "weapons"),
        (says("", ended="content_filter"), "llm-refusal", "filter"),
        (says('{"claims": [', ended="length"), "llm-cut", "cut off"),
    ):
        with serving(script) as stub:
            answer, _ = ask(stub, opened)
        assert failure(answer) == code
        assert isinstance(answer, NoAnswer)
        assert words in answer.failure.why
        assert answer.used.tokens_in == 100


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"choices": []}', b"[1]", b"\xff\xfe"])
def test_an_answer_outside_the_protocol_is_a_failure_whose_cost_is_not_known(body: bytes, opened: list[Chat]) -> None:
    with serving(lambda _: (200, {}, body)) as stub:
        answer, _ = ask(stub, opened)
    assert failure(answer) == "llm-answer"
    assert answer.used.tokens_in is None


@pytest.mark.parametrize("usage", [None, ("many", -1), (True, 2.5)])
def test_tokens_that_the_server_does_not_count_are_not_guessed(usage: Any, opened: list[Chat]) -> None:
    with serving(says(EMPTY, usage=usage)) as stub:
        answer, _ = ask(stub, opened)
    assert answer.used.tokens_in is None
    assert answer.used.tokens_out is None


def slow(seconds: float) -> Script:
    def script(_: dict[str, Any]) -> Reply:
        time.sleep(seconds)
        return completion(EMPTY)

    return script


def test_an_answer_that_does_not_come_in_time_is_a_failure_and_not_asked_for_again(opened: list[Chat]) -> None:
    with serving(slow(0.6)) as stub:
        answer, _ = ask(stub, opened, timeout=0.2)
    assert failure(answer) == "llm-timeout"
    assert len(stub.asked) == 1


def test_an_answer_that_drips_is_cut_off_when_its_time_is_up(opened: list[Chat]) -> None:
    clock = iter([0.0, 1.0, 1000.0, 2000.0, 3000.0])
    with serving(says(EMPTY)) as stub:
        chat = Chat(Endpoint(stub.url, "m", timeout=0.5), clock=lambda: next(clock))
        opened.append(chat)
        answer = chat.ask(MESSAGES, SCHEMA)
    assert failure(answer) == "llm-timeout"


def test_an_endless_answer_is_not_taken_in(opened: list[Chat], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foedus.llm.chat._LARGEST", 50)
    with serving(says(EMPTY)) as stub:
        answer, _ = ask(stub, opened)
    assert failure(answer) == "llm-answer"


def test_a_server_that_is_not_there_is_given_up_after_three_texts(opened: list[Chat]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    waits: list[float] = []
    chat = Chat(Endpoint(f"http://127.0.0.1:{port}/v1", "m", retries=1), sleep=waits.append)
    opened.append(chat)
    answers = [chat.ask(MESSAGES, SCHEMA) for _ in range(4)]
    assert {failure(answer) for answer in answers} == {"llm-unreachable"}
    assert [answer.used.requests for answer in answers] == [2, 2, 2, 0]
    assert len(waits) == 3


def test_a_proxy_of_the_environment_does_not_get_what_is_meant_for_this_machine(
    opened: list[Chat], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(says(EMPTY)) as stub:
        answer, _ = ask(stub, opened)
    assert isinstance(answer, Answer)
