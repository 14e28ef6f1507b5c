"""Turns: what takes long to work out is worked out for few visitors at once, so that others find the explorer free."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from foedus.web.guard import Refusal

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN = "foedus.own"
"""The extension of the scope by which the explorer knows what it asks itself."""
AT_ONCE = 4
WAITING = 60
_LONG = (
    "/scenario", "/proof", "/map", "/recognition", "/compare", "/disagreements", "/actors/", "/agreements/",
    "/api/v1/bound", "/api/v1/roles", "/api/v1/explain", "/api/v1/map", "/api/v1/recognition", "/api/v1/compare",
    "/api/v1/contradictions", "/api/v1/timeline", "/api/v1/check", "/api/v1/actors/",
)  # fmt: skip
_BUSY = Refusal(503, "Too many wait for an answer already", "try again in a moment")


class Turns:
    """Lets a few at once ask what may take long; the rest wait without keeping a thread, and lists, texts and searches
    wait for nobody.

    A turn ends when the answer begins to be sent, so that whoever takes it slowly keeps nobody waiting.
    """

    def __init__(self, app: ASGIApp, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self.app, self.most = app, at_once + waiting
        self._free = asyncio.Semaphore(at_once)
        self._here = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # What the explorer asks itself when it starts runs in a loop of its own, and turns belong to one loop.
        itself = OWN in scope.get("extensions", {})
        if scope["type"] != "http" or itself or not scope["path"].startswith(_LONG):
            await self.app(scope, receive, send)
            return
        if self._here >= self.most:
            await _BUSY.answer(scope["path"])(scope, receive, send)
            return
        self._here += 1
        try:
            await self._free.acquire()
            await self._answer(scope, receive, send)
        finally:
            self._here -= 1

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        mine = True

        def leave() -> None:
            nonlocal mine
            if mine:
                mine = False
                self._free.release()

        async def told(message: Message) -> None:
            leave()
            await send(message)

        try:
            await self.app(scope, receive, told)
        finally:
            leave()
