"""What stands between the network and the explorer: who may ask, from where, how much, and what a page may load."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "foedus-token"
LARGEST = 12_000_000
"""Bytes of a request's body: an article of ten megabytes and its form."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
"""What every answer says of what its page may load and do."""

_ASKING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not answered, and what to do."""

    status: int
    what: str
    todo: str

    def answer(self, path: str) -> Response:
        """It for a person, or for a script as every other error of the API."""
        headers = {"www-authenticate": "Bearer"} if self.status == 401 else None
        if path.startswith("/api/"):
            told = {"what": f"{self.what}.", "where": path, "todo": self.todo}
            return JSONResponse({"error": told}, self.status, headers)
        return PlainTextResponse(f"{self.what}: {self.todo}.", self.status, headers)


TOO_LARGE = Refusal(413, f"More than {LARGEST:,} bytes are not taken", "read large files with `foedus read`")


class TooLarge(Exception):
    """A body that went on past what is taken."""


class Guard:
    """Refuses what should not be answered, and says in every answer what the page may load.

    token: whoever has it may write, and may ask where the explorer is open to other machines.
    hosts: the names under which it is asked; another one is a page elsewhere that had its name pointed here.
    open_: whether asking alone needs no token, which is so on this machine only.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Collection[str] = LOOPBACK, *, open_: bool = True) -> None:
        self.app, self.token, self.hosts, self.open_ = app, token, frozenset(hosts), open_

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        answer: Response | None = self._entering(scope)
        if answer is None and (refusal := self._refusal(scope["method"], scope["path"], headers)):
            answer = refusal.answer(scope["path"])
        if answer is not None:
            await answer(scope, receive, _with_headers(send))
            return
        scope.setdefault("state", {})["may_write"] = self._known(headers)
        try:
            await self.app(scope, _bounded(receive), _with_headers(send))
        except TooLarge:
            await TOO_LARGE.answer(scope["path"])(scope, receive, _with_headers(send))

    def _entering(self, scope: Scope) -> RedirectResponse | None:
        """Whoever comes with the token in the address gets it as a cookie, and an address without it."""
        if scope["path"] != "/enter" or _name(Headers(scope=scope).get("host", "")) not in self.hosts:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not _same(given, self.token):
            return None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _refusal(self, method: str, path: str, headers: Headers) -> Refusal | None:
        if _name(headers.get("host", "")) not in self.hosts:
            return Refusal(421, "This address is not one that foedus serves", "see `foedus serve --help`")
        known = self._known(headers)
        if not known and not (self.open_ and method in _ASKING) and not path.startswith("/static/"):
            return Refusal(
                401,
                "This needs the token that `foedus serve` printed",
                "open the address that it printed, or send it as `Authorization: Bearer TOKEN`",
            )
        if method not in _ASKING and not _from_here(headers):
            what = "This was sent by a page of another site, so nothing was done"
            return Refusal(403, what, "send it from the explorer's own pages, or with the token and no cookie")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdecimal() and len(length) < 20) or int(length) > LARGEST:
            return TOO_LARGE
        return None

    def _known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        return (scheme.lower() == "bearer" and _same(given.strip(), self.token)) or _same(_cookie(headers), self.token)


def _name(host: str) -> str:
    """The host of a Host header, without its port.

    >>> _name("localhost:8000"), _name("[::1]:8000"), _name("[::1]")
    ('localhost', '[::1]', '[::1]')
    """
    name, colon, port = host.rpartition(":")
    return (name if colon and (port.isdecimal() or not port) and name else host).lower()


def _cookie(headers: Headers) -> str:
    jar = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _from_here(headers: Headers) -> bool:
    """Whether a page of this explorer sent it, or no page at all: a script that shows the token itself."""
    origin = headers.get("origin")
    if origin is None:
        return "authorization" in headers and "cookie" not in headers
    return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def more() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise TooLarge
        return message

    return more


def _with_headers(send: Send) -> Send:
    async def answer(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return answer
