"""A server of the tests' own on the loopback, which answers as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]
Script = Callable[[dict[str, Any]], Reply]


@dataclass
class Stub:
    """What the server answers, in turn, the last for ever; and what it was asked."""

    script: list[Script]
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def next(self) -> Script:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]

    @property
    def texts(self) -> list[str]:
        """What was sent of texts, request by request."""
        return [request["messages"][-1]["content"] for request in self.asked]


def completion(content: Any, *, usage: Any = (100, 20), ended: str = "stop", refusal: str | None = None) -> Reply:
    """An answer in the protocol's form; content: a JSON value or a string as it is."""
    text = content if isinstance(content, str) else json.dumps(content)
    body: dict[str, Any] = {
        "model": "stub-1",
        "choices": [
            {"message": {"role": "assistant", "content": text, "refusal": refusal}, "finish_reason": ended, "index": 0}
        ],
    }
    if usage is not None:
        body["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return 200, {}, json.dumps(body).encode()


def says(content: Any, **more: Any) -> Script:
    """A script that always gives this answer."""
    return lambda _: completion(content, **more)


def fails(status: int, message: str = "no", **headers: str) -> Script:
    """A script that always gives this status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: (status, named, json.dumps({"error": {"message": message}}).encode())


@contextmanager
def serving(*script: Script) -> Iterator[Stub]:
    """The server, for as long as the block runs."""
    stub = Stub(list(script))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(body)
            stub.headers.append(dict(self.headers))
            stub.paths.append(self.path)
            status, headers, answer = stub.next()(body)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:
                pass  # the caller lost patience, as the test wants it to

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
