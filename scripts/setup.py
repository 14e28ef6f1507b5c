"""Makes .venv from a lock with Python's own venv and pip, and does nothing where it is up to date.

Usage: python scripts/setup.py run|dev   (scripts/setup finds the Python and calls this)
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
NO_NETWORK = re.compile(r"Connection|Max retries|Network is unreachable|resolution|timed out|No matching distribution")


def say(text: str) -> None:
    """Progress goes to stderr, so that what foedus prints stays clean."""
    print(f"setup: {text}", file=sys.stderr, flush=True)


def stamp(kind: str) -> str:
    """What the environment depends on: the lock, the project's own metadata, and where it stands."""
    content = LOCKS[kind].read_bytes() + (ROOT / "pyproject.toml").read_bytes() + str(ROOT).encode()
    return hashlib.sha256(content).hexdigest()


def stamp_file(kind: str) -> Path:
    return VENV / f"stamp-{kind}"


def fresh(kind: str) -> bool:
    """Whether a finished installation from these very files is there; the test environment holds the other one."""
    kinds = [kind] if kind == "dev" else ["run", "dev"]
    return any(stamp_file(k).is_file() and stamp_file(k).read_text() == stamp(k) for k in kinds)


def make_environment() -> None:
    home = VENV / "home"
    if VENV.exists() and not (home.is_file() and home.read_text() == str(ROOT)):
        shutil.rmtree(VENV)  # scripts in an environment name its folder, so a copied or foreign one cannot be mended
    if not VENV.exists():
        base = getattr(sys, "_base_executable", sys.executable)
        say(f"making .venv with Python {sys.version.split()[0]}")
        subprocess.run([base, "-m", "venv", str(VENV)], check=True)
        home.write_text(str(ROOT))


def pip(*arguments: str, packages: int) -> None:
    """Runs pip with its output in a log, and a line of progress now and then; exits with one sentence on failure."""
    log = VENV / "setup.log"
    command = [str(PYTHON), "-m", "pip", "--no-input", "--disable-pip-version-check", *arguments]
    fetched = 0
    with (
        log.open("a") as out,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process,
    ):
        for line in process.stdout or ():
            out.write(line)
            if line.startswith("Collecting "):
                fetched += 1
                if fetched % 15 == 0:
                    say(f"fetched {fetched} of about {packages} packages")
            elif line.startswith("Installing collected") and fetched:
                say(f"installing {fetched} packages")
    if process.returncode:
        lines = log.read_text().strip().splitlines()
        errors = [line for line in lines if re.match(r"\W*error\b|\w*Error:", line, re.IGNORECASE)]
        why = next(
            (
                "the package index could not be reached or lacks a locked package"
                for e in errors
                if NO_NETWORK.search(e)
            ),
            (errors or lines or ["pip said nothing"])[-1],
        )
        sys.exit(f"setup: the packages could not be installed: {why}; check the network and try again (log: {log})")


def main(kind: str) -> None:
    if fresh(kind):
        return
    began = time.monotonic()
    make_environment()
    for each in LOCKS:
        stamp_file(each).unlink(missing_ok=True)
    (VENV / "setup.log").unlink(missing_ok=True)
    lock = LOCKS[kind]
    packages = len(re.findall(r"^\w", lock.read_text(), re.MULTILINE))
    say(f"fetching about {packages} packages from {lock.name}")
    pip("install", "--require-hashes", "--no-compile", "--progress-bar", "off", "-r", str(lock), packages=packages)
    pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT), packages=1)
    say("compiling them")
    # foedus as well: where nobody may write bytecode later, each of its processes would compile it anew.
    folders = [str(VENV / "lib"), str(ROOT / "src")]
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", "-j", "0", *folders], stderr=subprocess.DEVNULL, check=False)
    stamp_file(kind).write_text(stamp(kind))
    say(f"ready in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"setup: the environment in .venv could not be made: {error}")
