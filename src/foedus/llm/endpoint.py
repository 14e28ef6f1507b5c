"""An endpoint: where texts go, to which model, at what price, as a person chose it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from foedus.model.problems import UsageError

PATH = "/chat/completions"
_MILLION = 1_000_000
_LEAST, _MOST = 500, 200_000
"""Characters of the text in one request."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, those sent and those received, in whatever currency the user thinks in."""

    sent: float
    received: float

    def of(self, tokens_in: int | None, tokens_out: int | None) -> float | None:
        """The cost of some tokens; None where they were not counted.

        >>> Price(0.5, 1.5).of(2_000_000, 1_000_000)
        2.5
        """
        if tokens_in is None or tokens_out is None:
            return None
        return (tokens_in * self.sent + tokens_out * self.received) / _MILLION


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where texts go and how they are asked about; :func:`endpoint` makes one of a person's words.

    url: the base address, to which ``/chat/completions`` is added.  key: sent as a bearer token; never printed.
    timeout: seconds that one answer may take.  retries: how often a request that may succeed later is sent again.
    chars: the most characters of a text in one request.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    price: Price | None = None
    timeout: float = 120.0
    retries: int = 3
    chars: int = 6000

    @property
    def host(self) -> str:
        """Host and port, without path and scheme.

        >>> Endpoint("http://localhost:11434/v1", "m").host
        'localhost:11434'
        """
        return urlsplit(self.url).netloc

    @property
    def is_here(self) -> bool:
        """Whether it is this very machine, so that the text does not leave it."""
        name = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(name).is_loopback
        except ValueError:
            return name == "localhost" or name.endswith(".localhost")

    def destination(self) -> str:
        """Where a text goes, for people.

        >>> Endpoint("http://192.168.1.7:8000/v1", "m").destination()
        '192.168.1.7:8000, unencrypted'
        """
        if self.is_here:
            return f"{self.host}, on this machine"
        return self.host if self.url.startswith("https:") else f"{self.host}, unencrypted"


def endpoint(
    url: str | None,
    model: str | None,
    *,
    key: str | None = None,
    price: str | None = None,
    timeout: float | None = None,
    chars: int | None = None,
) -> Endpoint:
    """The endpoint that a person's words mean.

    url, model: both have to be given.  price: ``IN,OUT``, each for a million tokens.
    Raises UsageError for what is missing or is no address, key, price, time or number of characters.

    >>> endpoint("http://localhost:11434/v1/", "qwen3", price="0.1,0.4").price
    Price(sent=0.1, received=0.4)
    """
    if not url or not model:
        missing = " and ".join(
            name for name, value in (("--llm-url (FOEDUS_LLM_URL)", url), ("--llm-model (FOEDUS_LLM_MODEL)", model))
            if not value
        )  # fmt: skip
        raise UsageError(f"--reader llm needs {missing}: which model to ask, and where; docs/llm.md has examples")
    if timeout is not None and not 0 < timeout < float("inf"):
        raise UsageError(f"--llm-timeout {timeout:g} is no number of seconds; give one above 0")
    if chars is not None and not _LEAST <= chars <= _MOST:
        raise UsageError(f"--llm-chars {chars} is out of range; give {_LEAST} to {_MOST}")
    made = Endpoint(_address(url), model, _key(key), _price(price))
    return replace(made, timeout=timeout or made.timeout, chars=chars or made.chars)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1)
    except ValueError:  # a port that is no number, a broken IPv6 address
        known = None
    if not known or any(c.isspace() or not c.isprintable() for c in url):
        raise UsageError(f"--llm-url {url!r} is no address; give one like http://localhost:11434/v1")
    if parts.username or parts.password:
        raise UsageError("--llm-url holds a name or password; give the key in the environment variable FOEDUS_LLM_KEY")
    if parts.query or parts.fragment:
        raise UsageError(f"--llm-url {url!r} goes on after its path; give the base address, up to /v1")
    return url.rstrip("/").removesuffix(PATH).rstrip("/")


def _key(text: str | None) -> str | None:
    key = (text or "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError("FOEDUS_LLM_KEY holds characters that no key has; copy the key again")
    return key or None


def _price(text: str | None) -> Price | None:
    if not text:
        return None
    try:
        sent, received = (float(part) for part in text.split(","))
    except ValueError:
        sent = received = -1.0
    if not (0 <= sent < float("inf") and 0 <= received < float("inf")):
        raise UsageError(f"--llm-price {text!r} is no price; give what a million tokens cost, in and out: 0.15,0.60")
    return Price(sent, received)
