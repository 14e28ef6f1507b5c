"""The machine: Python, the system, the characters that can be printed, settings in the environment."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

import foedus
from foedus.views.checkup import Check

if TYPE_CHECKING:
    from foedus.desk.opening import Settings

OLDEST, NEWEST = (3, 11), (3, 14)
"""The Pythons for which foedus is made: nothing older runs it, nothing newer was tried."""

SUPPORTED = {"Linux": "", "Darwin": "", "Windows": "Windows is supported as well as it goes; tell what does not work"}
VARIABLES = (
    "FOEDUS_DATA", "FOEDUS_KEEP", "FOEDUS_LEDGER", "FOEDUS_LIBRARY", "FOEDUS_LLM_CHARS", "FOEDUS_LLM_KEY",
    "FOEDUS_LLM_MODEL", "FOEDUS_LLM_PRICE", "FOEDUS_LLM_TIMEOUT", "FOEDUS_LLM_URL", "FOEDUS_MODEL", "FOEDUS_REVIEWER",
    "FOEDUS_TAGGER", "FOEDUS_TOKEN",
)  # fmt: skip
"""Every setting that a command takes from the environment."""


def machine(settings: Settings) -> Iterator[Check]:
    """What foedus runs on."""
    yield Check("foedus", "ok", f"{foedus.__version__} in {os.path.dirname(foedus.__file__)}")  # noqa: PTH120 - as it is
    yield _python(sys.version_info[:2])
    yield _system(platform.system())
    yield _printing(getattr(sys.stdout, "encoding", None), sys.getfilesystemencoding())
    yield _variables(tuple(name for name in os.environ if name.startswith("FOEDUS_")))


def _python(version: tuple[int, int]) -> Check:
    told = f"{platform.python_version()} ({platform.python_implementation()})"
    if version < OLDEST:
        return Check("python", "fail", told, f"install Python {'.'.join(map(str, OLDEST))} or later")
    if version > NEWEST:
        newest = ".".join(map(str, NEWEST))
        return Check("python", "warn", told, f"foedus was tried up to Python {newest}; use that if something fails")
    return Check("python", "ok", told)


def _system(name: str) -> Check:
    told = f"{platform.system()} {platform.release()} on {platform.machine()}"
    todo = SUPPORTED.get(name, "foedus is made for Linux and macOS; tell what does not work")
    return Check("system", "warn" if todo else "ok", told, todo)


def _printing(output: str | None, files: str) -> Check:
    told = f"output {output or 'closed'}, names of files {files}"
    names = {(each or "utf-8").lower().replace("-", "").replace("_", "") for each in (output, files)}
    if names <= {"utf8"}:
        return Check("characters", "ok", told)
    todo = "set PYTHONUTF8=1, or a UTF-8 locale such as LANG=C.UTF-8: other scripts are printed as codes until then"
    return Check("characters", "warn", told, todo)


def _variables(names: tuple[str, ...]) -> Check:
    unknown = sorted(set(names) - set(VARIABLES))
    told = ", ".join(sorted(names)) or "none set"  # their values may be secrets
    if not unknown:
        return Check("settings", "ok", told)
    near = [(name, get_close_matches(name, VARIABLES, n=1)) for name in unknown]
    hints = ", ".join(f"{name} (did you mean {like[0]}?)" if like else name for name, like in near)
    return Check("settings", "warn", told, f"no setting is called {hints}; it does nothing")
