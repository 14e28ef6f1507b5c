"""Writes what commands print into the documents that show it.

In every ```console block of README.md and docs/*.md a line `$ foedus …` (or `$ cat article.txt`) is run, and what it
prints replaces the lines under it.  Other commands stay as they are.  `--check` only says which documents are stale.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"(?P<open>^```console\n)(?P<body>.*?)(?P<close>^```$)", re.DOTALL | re.MULTILINE)
ARTICLE = """\
MINSK, 9 September 2020 - Belarus will defend Russia if Russia is attacked, President Alexander Lukashenko said.

Russia recognised South Ossetia on 26 August 2008.
"""
SITUATION = """\
on: 1938-09-28
retaliation: helpers
acts:
  - {act: Poland threatens Czechoslovakia, step: 1}
  - attacker: Germany
    target: Czechoslovakia
    step: 2
"""


def documents() -> list[Path]:
    """Every document whose console blocks are kept."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def regenerated(text: str) -> str:
    """A document with what its commands print today."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "article.txt").write_text(ARTICLE, encoding="utf-8")
        (Path(folder) / "situation.yaml").write_text(SITUATION, encoding="utf-8")
        return BLOCK.sub(lambda block: block["open"] + "".join(_run(block["body"], folder)) + block["close"], text)


def _run(body: str, folder: str) -> Iterator[str]:
    shown = True
    for line in body.splitlines(keepends=True):
        if not line.startswith("$ "):
            if shown:
                yield line
            continue
        program, *arguments = shlex.split(line[2:])
        shown = program not in ("foedus", "cat")
        yield line
        if program == "foedus":
            yield output(arguments, folder)
        elif program == "cat":
            yield (Path(folder) / arguments[0]).read_text(encoding="utf-8")


def output(arguments: list[str], folder: str) -> str:
    """What `foedus` prints with these arguments, in a folder of its own with a ledger of its own."""
    settings = {key: value for key, value in os.environ.items() if not key.startswith("FOEDUS_")}
    settings |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONPATH": str(ROOT / "src")}
    settings |= {"FOEDUS_LEDGER": str(Path(folder) / "ledger.sqlite"), "PYTHONIOENCODING": "utf-8"}
    settings |= {"FOEDUS_DATA": str(Path(folder) / "data")}
    command = [sys.executable, "-m", "foedus", *arguments]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"foedus {shlex.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def main() -> int:
    stale = []
    for path in documents():
        old = path.read_text(encoding="utf-8")
        new = regenerated(old)
        if new != old:
            stale.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    sys.stdout.write("".join(f"{'stale' if '--check' in sys.argv else 'written'}: {path}\n" for path in stale))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
