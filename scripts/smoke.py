"""Tries an installed foedus as a user would: every step runs in this Python's environment, none in the repository.

Usage: python smoke.py [EXTRAS]   (scripts/dist.py calls this in a fresh environment; it needs nothing but foedus)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOEDUS = Path(sys.executable).with_name("foedus.exe" if sys.platform == "win32" else "foedus")
PATIENCE = 300


def foedus(*words: str, code: int = 0) -> str:
    """What the installed command prints; it has to end with the code."""
    done = subprocess.run([str(FOEDUS), *words], capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
    if done.returncode != code:
        raise AssertionError(f"foedus {' '.join(words)} ended with {done.returncode}: {done.stderr[-1500:]}")
    return done.stdout + (done.stderr if code else "")


def told(words: str, *parts: str) -> None:
    """See that an answer has some parts."""
    missing = [part for part in parts if part not in words]
    assert not missing, f"{missing} not in: {words[:1500]}"


def it_is_the_installed_one() -> None:
    """The package that is imported is the environment's, typed and whole."""
    import foedus as package

    home = Path(package.__file__).parent
    assert Path(sys.prefix) in home.parents, home
    assert (home / "py.typed").is_file()
    told(foedus("--version"), package.__version__)


def the_doctor_is_content() -> None:
    """Nothing fails; model, library and the explorer's files are whole."""
    checks = {each["name"]: each["state"] for each in json.loads(foedus("doctor", "--format", "json"))}
    for name in ("python", "packages", "language model", "library", "ledger", "explorer's files", "tagger's weights"):
        assert checks[name] == "ok", (name, checks)
    for extra in _extras():
        assert checks.get(f"extra {extra}", "ok") == "ok", extra


def the_demo_reads_and_answers() -> None:
    """Three articles, three questions, proofs."""
    told(foedus("demo"), "Claims, each with its speaker", "Answers", "defend")


def articles_are_read_and_found() -> None:
    """Read into a ledger, listed, searched, checked."""
    foedus("demo", "--copy", "articles")
    read = foedus("read", "articles", "--format", "jsonl")
    assert sum('"type": "claim"' in line for line in read.splitlines()) > 20
    told(foedus("claims", "--kind", "commitment", "--format", "jsonl"), "evidence")
    told(foedus("search", "Belarus", "--format", "json"), "passage")


def who_is_bound_is_answered() -> None:
    """From the library that the wheel carries."""
    words = ("--attacker", "Georgia", "--target", "South Ossetia", "--on", "2022-02-20", "--viewpoint", "RUS")
    answer = json.loads(foedus("bound", *words, "--format", "json"))
    assert any(each["bearer"] == "RUS" and each["duty"] == "defend" for each in answer["obligations"])


def the_explorer_answers() -> None:
    """Its pages, its JSON, and others' files that they load."""
    with _serving() as address:
        for path in ("/api/v1/health", "/", "/static/vendor/d3.js", "/static/vendor/world-110m.json"):
            with urllib.request.urlopen(address + path, timeout=60) as answer:  # noqa: S310 - our own server
                assert answer.status == 200, path


def an_assistant_is_answered() -> None:
    """By the SDK's client over standard input and output."""
    code = (
        "import asyncio, sys\nfrom mcp import Client, StdioServerParameters, stdio_client\n"
        "async def main():\n"
        "    async with Client(stdio_client(StdioServerParameters(command=sys.argv[1], args=['mcp']))) as client:\n"
        "        assert len((await client.list_tools()).tools) == 10\n"
        "        told = await client.call_tool('agreement', {'name': 'north-atlantic-1949'})\n"
        "        assert not told.is_error\n"
        "asyncio.run(main())"
    )
    subprocess.run([sys.executable, "-c", code, str(FOEDUS)], check=True, timeout=PATIENCE)


def a_missing_extra_is_named() -> None:
    """What is not installed is answered with what installs it."""
    told(foedus("serve", "--no-browser", code=2), "pip install 'foedus[web]'")


def _extras() -> tuple[str, ...]:
    from foedus.model.extras import EXTRAS

    asked = tuple(sys.argv[1].split(",")) if len(sys.argv) > 1 and sys.argv[1] else ()
    return tuple(EXTRAS) if "all" in asked else asked


@contextmanager
def _serving() -> Iterator[str]:
    """The address of the explorer, while it is there."""
    command = [str(FOEDUS), "serve", "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as server:
        try:
            assert server.stderr is not None
            address = next(part for part in server.stderr.readline().split() if part.startswith("http"))
            base = address.partition("/enter")[0]
            _wait_for(base)
            yield base
        finally:
            server.terminate()


def _wait_for(base: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"{base}/api/v1/health", timeout=60):  # noqa: S310 - our own server
                return
        except urllib.error.HTTPError:
            raise
        except OSError:  # not yet
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


def main() -> int:
    """Zero where every step went well."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in [name for name in os.environ if name.startswith(("FOEDUS_", "PYTHONPATH"))]:
            del os.environ[name]
        os.environ |= {"FOEDUS_LEDGER": str(Path(folder) / "news.sqlite"), "PYTHONUTF8": "1"}
        steps: list[Callable[[], None]] = [
            it_is_the_installed_one, the_doctor_is_content, the_demo_reads_and_answers, articles_are_read_and_found,
            who_is_bound_is_answered,
        ]  # fmt: skip
        steps.append(the_explorer_answers if "web" in _extras() else a_missing_extra_is_named)
        if "mcp" in _extras():
            steps.append(an_assistant_is_answered)
        for step in steps:
            began = time.monotonic()
            step()
            print(f"ok   {step.__name__.replace('_', ' ')} ({time.monotonic() - began:.1f} s)", flush=True)
        os.chdir(Path(folder).parent)
    return 0


if __name__ == "__main__":
    sys.exit(main())
