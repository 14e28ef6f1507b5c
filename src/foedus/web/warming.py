"""Asking the explorer's pages once when it starts, so that its first visitor finds the library read and compiled."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from foedus.web.pages.scenario import EXAMPLES
from foedus.web.turns import OWN

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import Message, Scope

PAGES = ("/documents", "/actors/RUS", "/agreements", "/map", "/recognition", "/disagreements", "/search?q=a")


def warm(app: FastAPI, host: str, token: str) -> threading.Thread:
    """Begin to ask; what fails will be told to whoever asks for it."""
    paths = (f"/scenario?{EXAMPLES[0][1]}", *PAGES)
    made = threading.Thread(target=_ask, args=(app, host, token, paths), name="foedus-warming", daemon=True)
    made.start()
    return made


def _ask(app: FastAPI, host: str, token: str, paths: tuple[str, ...]) -> None:
    for path in paths:
        asyncio.run(_page(app, host, token, path))


async def _page(app: FastAPI, host: str, token: str, address: str) -> None:
    path, _, query = address.partition("?")
    headers = [(b"host", host.encode()), (b"authorization", f"Bearer {token}".encode())]
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "", "headers": headers,
        "server": (host, 80), "client": None, "state": {}, "extensions": {OWN: {}},
    }  # fmt: skip

    async def nothing_more() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def nowhere(message: Message) -> None:
        pass

    await app(scope, nothing_more, nowhere)
