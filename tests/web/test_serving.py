"""Where the explorer listens, under which names, and to whom it shows what."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from foedus.web.serving import hosts_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_it_has_this_machine_s_names_alone(host: str) -> None:
    assert hosts_of(host) == ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - nothing listens
def test_on_every_address_it_has_the_machine_s_own_name_and_those_that_are_given(host: str) -> None:
    names = hosts_of(host, ["Desk.example", "fd00::1"])
    assert {socket.gethostname().lower(), "desk.example", "[fd00::1]", "localhost"} <= set(names)
    assert host not in names


def test_behind_a_proxy_it_is_asked_under_another_name_and_shows_nothing_without_the_token(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "foedus", "serve", "--no-browser", "--port", "0", "--name", "desk.example"]
    environment = {**os.environ, "FOEDUS_LEDGER": str(tmp_path / "ledger.sqlite"), "PYTHONUTF8": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as running:
        try:
            assert running.stderr is not None
            found = re.search(r"http://([^/]+)/enter\?token=(\S+)", running.stderr.readline())
            assert found
            where, token = f"http://{found[1]}/api/v1/health", found[2]
            shown = {"Authorization": f"Bearer {token}", "Host": "desk.example"}
            with urlopen(Request(where, headers=shown), timeout=60) as answer:
                assert answer.status == 200
            for headers, status in (({"Host": "desk.example"}, 401), ({**shown, "Host": "other.example"}, 421)):
                with pytest.raises(HTTPError) as refused:
                    urlopen(Request(where, headers=headers), timeout=60)
                assert refused.value.code == status
                refused.value.close()
        finally:
            running.terminate()
            running.wait(30)
