"""What can go wrong between a text and a model's answer, in the words of a problem."""

from __future__ import annotations

from dataclasses import dataclass

from foedus.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came.

    code: the problem's; why, todo: as a problem has them.
    final: whether every further request would fail too (a wrong key, an unknown model), so that none is sent.
    """

    code: str
    why: str
    todo: str
    final: bool = False

    def problem(self, what: str, where: str) -> Problem:
        """It as the problem of something that was not read."""
        return Problem(self.code, what, where, self.why, self.todo)


_KEY = "give the key that the server wants in the environment variable FOEDUS_LLM_KEY"
_MODEL = "look at the address and the model's name: --llm-url ends in /v1 with most servers"
_LATER = "try again later"
_SMALLER = "send less at once with --llm-chars, or ask another model"


def of_status(status: int, told: str) -> Failure:
    """The failure that an HTTP status means; told: the server's own words."""
    why = f"the server answered {status}{': ' + told if told else ''}"
    if status in (401, 403):
        return Failure("llm-key", why, _KEY, final=True)
    if status == 404:
        return Failure("llm-address", why, _MODEL, final=True)
    if 300 <= status < 400:
        return Failure("llm-address", why + "; a text is never sent on to another address", _MODEL, final=True)
    if status == 402:
        return Failure("llm-paid", why, "look at your account with the server", final=True)
    if status == 429:
        return Failure("llm-rate", why, _LATER)
    if status == 413:
        return Failure("llm-too-long", why, _SMALLER)
    if status >= 500 or status == 408:
        return Failure("llm-server", why, _LATER)
    return Failure("llm-request", why, "look at what the server says; " + _SMALLER)


def unreachable(host: str, error: str) -> Failure:
    """No connection, or a broken one."""
    return Failure("llm-unreachable", f"{host} cannot be reached: {error}", "start the server, or correct --llm-url")


def too_slow(host: str, seconds: float) -> Failure:
    """No whole answer in time."""
    return Failure(
        "llm-timeout",
        f"{host} gave no whole answer within {seconds:g} seconds",
        "give it longer with --llm-timeout, or send less at once with --llm-chars",
    )


def no_answer(why: str) -> Failure:
    """An answer that is not in the protocol's form."""
    return Failure("llm-answer", why, "look whether --llm-url is an OpenAI-compatible server's")


def refused(why: str) -> Failure:
    """The model, or a filter before it, would not answer."""
    return Failure("llm-refusal", f"the model would not answer: {why}", "ask another model, or read it by grammar")


def cut_short() -> Failure:
    """The answer ended at the server's limit."""
    return Failure("llm-cut", "the answer was cut off at the server's limit of tokens", _SMALLER)


def no_json(why: str) -> Failure:
    """An answer that holds no JSON object."""
    return Failure("llm-json", f"the answer is no JSON object: {why}", "ask a model that keeps to a format")


GIVEN_UP = "nothing more was sent after this failure"
