"""Listening: the address, the token, and the server."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
import webbrowser
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from foedus.model.problems import UsageError
from foedus.web.app import create_app
from foedus.web.guard import LOOPBACK
from foedus.web.warming import warm

if TYPE_CHECKING:
    from foedus.desk import Settings

_SHORTEST = 16
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what a user may ask for, not what is listened on by itself


def run(
    settings: Settings,
    host: str,
    port: int,
    token: str | None,
    *,
    browser: bool,
    names: Sequence[str] = (),
    disputed: Path | None = None,
) -> None:
    """Serve until interrupted.

    names: further names under which others ask for it, as those of a server that stands before it; then, as on another
    host, nothing is shown without the token.

    Raises UsageError for a token that can be guessed, or an address that cannot be listened on.
    """
    if token is not None and len(token) < _SHORTEST:
        raise UsageError(f"the token has {len(token)} characters; give at least {_SHORTEST}, or none for a new one")
    alone = host in _LOOPBACK and not names
    held = token or secrets.token_urlsafe(24)
    hosts = hosts_of(host, names)
    app = create_app(settings, held, hosts=hosts, open_=alone, disputed=disputed, apart=True)
    listening = _listening(host, port)
    name = LOOPBACK[0] if host in _ANYWHERE else _bracketed(host)
    address = f"http://{name}:{listening.getsockname()[1]}/enter?token={held}"
    print(f"foedus is at {address}\n(end it with Ctrl-C)", file=sys.stderr)  # noqa: T201 - the one line that it is for
    if browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none")
    warm(app, name, held)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        app.state.readings.close()
        app.state.house.close()


def hosts_of(host: str, names: Sequence[str] = ()) -> tuple[str, ...]:
    """The names under which a visitor may ask, where foedus listens on a host.

    Where it listens on every address of the machine, those are the machine's name and its addresses.

    >>> hosts_of("127.0.0.1", ["Foedus.example"])
    ('127.0.0.1', 'localhost', '[::1]', 'foedus.example')
    """
    own = () if host in _LOOPBACK else _of_machine() if host in _ANYWHERE else (host,)
    return tuple(dict.fromkeys((*LOOPBACK, *(_bracketed(each.strip()).lower() for each in (*own, *names)))))


def _of_machine() -> Iterator[str]:
    name = socket.gethostname()
    yield from (name, socket.getfqdn())
    with suppress(OSError):
        yield from (str(found[4][0]).partition("%")[0] for found in socket.getaddrinfo(name, None))


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # so that a port can be had again at once; on Windows it would let another program share it
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen()  # at once: who opens the address as soon as it is printed waits, and is not refused
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen on {host} port {port} ({error.strerror}); give another --port or --host"
        ) from error
    return made
