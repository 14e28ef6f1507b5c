"""What takes long is worked out for a few at once, and lists and texts wait for nobody; warming asks without a turn."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse

from foedus.desk import Settings
from foedus.web import create_app
from foedus.web.turns import Turns
from foedus.web.warming import warm

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.types import Message, Receive, Scope, Send


def scope(path: str) -> Scope:
    return {"type": "http", "path": path, "method": "GET", "headers": [], "query_string": b""}


async def nothing() -> Message:
    return {"type": "http.request"}


def test_a_few_are_answered_at_once_some_wait_and_lists_go_past_them() -> None:
    done: list[str] = []

    async def run() -> None:
        going, most, free = 0, 0, asyncio.Event()

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal going, most
            if scope["path"] == "/scenario":
                going += 1
                most = max(most, going)
                await free.wait()
                going -= 1
            await PlainTextResponse("done")(scope, receive, send)

        turns = Turns(app, at_once=2, waiting=3)

        async def ask(path: str) -> None:
            async def told(message: Message) -> None:
                if message["type"] == "http.response.start":
                    done.append(f"{path} {message['status']}")

            await turns(scope(path), nothing, told)

        asking = [asyncio.create_task(ask("/scenario")) for _ in range(6)]
        await asyncio.sleep(0)
        await ask("/documents")
        assert done == ["/scenario 503", "/documents 200"]
        free.set()
        await asyncio.gather(*asking)
        assert most == 2

    asyncio.run(run())
    assert done.count("/scenario 200") == 5


def test_an_error_gives_the_turn_back() -> None:
    async def run() -> None:
        async def broken(scope: Scope, receive: Receive, send: Send) -> None:
            raise RuntimeError("out of order")

        async def nowhere(message: Message) -> None:
            raise AssertionError(message)

        turns = Turns(broken, at_once=1)
        for _ in range(3):
            with pytest.raises(RuntimeError, match="out of order"):
                await asyncio.wait_for(turns(scope("/map"), nothing, nowhere), 5)

    asyncio.run(run())


def test_what_the_first_visitor_needs_is_compiled_before(news: Path) -> None:
    app = create_app(Settings(ledger=str(news)), "a-token-of-the-tests", hosts=("127.0.0.1",))
    warm(app, "127.0.0.1", "a-token-of-the-tests").join(120)
    assert app.state.house.desk.answers._worlds.cache_info().currsize >= 1
    app.state.house.close()
