"""Listening: the address, the token, and the server."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import threading
import webbrowser
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


def run(
    settings: Settings, host: str, port: int, token: str | None, *, browser: bool, disputed: Path | None = None
) -> None:
    """Serve until interrupted.

    Raises UsageError for a token that can be guessed, or an address that cannot be listened on.
    """
    if token is not None and len(token) < _SHORTEST:
        raise UsageError(f"the token has {len(token)} characters; give at least {_SHORTEST}, or none for a new one")
    alone = host in ("127.0.0.1", "localhost", "::1")
    name = f"[{host}]" if ":" in host else host
    held = token or secrets.token_urlsafe(24)
    hosts = LOOPBACK if alone else (*LOOPBACK, name.lower())
    app = create_app(settings, held, hosts=hosts, open_=alone, disputed=disputed, apart=True)
    listening = _listening(host, port)
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


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # so that a port can be had again at once; on Windows it would let another program share it
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen on {host} port {port} ({error.strerror}); give another --port or --host"
        ) from error
    return made
