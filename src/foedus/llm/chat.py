"""Asking a model: one request at a time, repeated where a repetition may help, and counted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedus.llm import failure
from foedus.llm.endpoint import PATH, Endpoint
from foedus.llm.failure import Failure
from foedus.llm.protocol import FORMATS, TOLD, NoAnswer, Written, json_object, read_answer, waiting
from foedus.model.extras import needed
from foedus.model.usage import Used

if TYPE_CHECKING:
    import httpx2

Message = Mapping[str, str]

AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which the same request may succeed a little later."""
_NOT_UNDERSTOOD = frozenset({400, 415, 422, 501})
"""Statuses by which servers say that they have no such response format."""
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 60.0
_LARGEST = 16_000_000
"""Bytes of an answer; more is no answer to our question."""
_PATIENCE = 3
"""Failures to connect in a row after which nothing more is sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote, as the JSON object that it is, and what it took."""

    value: dict[str, Any]
    used: Used


class Chat:
    """A conversation's other end: sends messages to one endpoint, nowhere else, and follows no redirection.

    sleep, clock: how to wait and what time it is.  Raises UsageError where the library that speaks HTTP is missing.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.endpoint = endpoint
        self._sleep, self._clock = sleep, clock
        self._client = _client(endpoint)
        self._format = 0
        self._unreachable = 0
        self._given_up: Failure | None = None

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Answer | NoAnswer:
        """The model's answer as a JSON object of the schema's form, as far as the server can hold a model to it.

        An answer that is no JSON is asked for once more.  After a failure that would only repeat itself nothing more
        is sent.
        """
        used = Used(self.endpoint.model, self.endpoint.host)
        failed: Failure | None = None
        for _ in range(2):
            got = self._content(messages, schema)
            used += got.used
            if isinstance(got, NoAnswer):
                return NoAnswer(got.failure, used)
            value, why = json_object(got.text)
            if value is not None:
                return Answer(value, used)
            failed = failure.no_json(why)
        assert failed is not None  # noqa: S101 - the loop runs
        return NoAnswer(failed, used)

    def _content(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> Written | NoAnswer:
        """The text of one answer, in the strictest format that the server has."""
        spent = Used(self.endpoint.model, self.endpoint.host)
        tried: Failure | None = None
        for level in range(self._format, len(FORMATS)):
            status, body, failed, requests = self._sent(self._request(messages, schema, level))
            spent += replace(spent, requests=requests, tokens_in=0, tokens_out=0, cost=None)
            if status in _NOT_UNDERSTOOD:
                tried = tried or failed
                continue
            if failed is not None:
                return NoAnswer(failed, spent)
            self._format = level
            return read_answer(body, spent)
        assert tried is not None  # noqa: S101 - the last format was refused too
        return NoAnswer(tried, spent)

    def _request(self, messages: Sequence[Message], schema: Mapping[str, Any], level: int) -> dict[str, Any]:
        request = {"model": self.endpoint.model, "messages": list(messages), "stream": False}
        return request | FORMATS[level](schema)

    def _sent(self, request: Mapping[str, Any]) -> tuple[int, bytes, Failure | None, int]:
        """Status, body, failure and the number of requests, after as many repetitions as make sense."""
        if self._given_up is not None:
            return 0, b"", self._given_up, 0
        for attempt in range(self.endpoint.retries + 1):
            status, body, failed, wait = self._once(request)
            again = status in AGAIN or (status == 0 and failed is not None and failed.code == "llm-unreachable")
            pause = wait if wait is not None else _FIRST_WAIT * 2**attempt
            if failed is None or not again or attempt == self.endpoint.retries or pause > _LONGEST_WAIT:
                self._learn(status, failed)
                return status, body, failed, attempt + 1
            self._sleep(pause)
        raise AssertionError("the last attempt returns")

    def _learn(self, status: int, failed: Failure | None) -> None:
        """Give up where going on is of no use: a text after another would be sent, waited for and not read."""
        lost = failed is not None and status == 0 and failed.code == "llm-unreachable"
        self._unreachable = self._unreachable + 1 if lost else 0
        if failed is not None and (failed.final or self._unreachable >= _PATIENCE):
            self._given_up = replace(failed, why=f"{failed.why}; {failure.GIVEN_UP}")

    def _once(self, request: Mapping[str, Any]) -> tuple[int, bytes, Failure | None, float | None]:
        """One request: status (0 for none), body, failure, and how long the server asks to wait."""
        import httpx2

        host = self.endpoint.host
        try:
            with self._client.stream("POST", self.endpoint.url + PATH, json=dict(request)) as response:
                body = self._body(response)
                status, headers = response.status_code, response.headers
        except (httpx2.TimeoutException, TimeoutError):
            return 0, b"", failure.too_slow(host, self.endpoint.timeout), None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return 0, b"", failure.unreachable(host, str(error) or type(error).__name__), None
        if body is None:
            return 0, b"", failure.no_answer(f"the answer is longer than {_LARGEST:,} bytes"), None
        if status == 200:
            return status, body, None, None
        return status, body, failure.of_status(status, self._told(body)), waiting(headers.get("retry-after"))

    def _body(self, response: httpx2.Response) -> bytes | None:
        """The body of a response; None where it does not end.  Raises TimeoutError where it takes too long."""
        until = self._clock() + self.endpoint.timeout
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > _LARGEST:
                return None
            if self._clock() > until:
                raise TimeoutError
        return b"".join(parts)

    def _told(self, body: bytes) -> str:
        """The server's own words on a failure, short, on one line, and without the key."""
        text = body.decode("utf-8", "replace")
        try:
            value = json.loads(text)
            error = value.get("error", value) if isinstance(value, dict) else value
            text = str(error.get("message", error)) if isinstance(error, dict) else str(error)
        except ValueError:
            pass
        text = " ".join(text.split())
        if self.endpoint.key:
            text = text.replace(self.endpoint.key, "…")
        return text[:TOLD] + ("…" if len(text) > TOLD else "")


def _client(endpoint: Endpoint) -> httpx2.Client:
    with needed("llm", "--reader llm"):
        import httpx2
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    return httpx2.Client(
        headers={"User-Agent": "foedus", **headers},
        timeout=endpoint.timeout,
        follow_redirects=False,
        trust_env=not endpoint.is_here,  # a proxy would take elsewhere what is meant for this machine
    )
