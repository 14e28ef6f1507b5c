"""Writes what commands print into the documents that show it, and runs whatever else they tell the reader to do.

A page of docs/, and the README, is followed from top to bottom in an empty folder:

- In a ```console block the lines `$ …` are run, and what they print replaces the lines under them.
- In a ```sh block every line is run; it has to succeed, and what it prints is not shown.
- A block with `title="FILE"` is that file, which the reader is asked to write.
- `<!-- before: …lines… -->` holds lines that are run unseen, `<!-- ends with 1 -->` the exit code of the next block's
  commands (what they say on standard error is shown then), `<!-- not run: REASON -->` says why a block is not run.

`--check` only says which documents are stale; names of documents after it limit the work to these.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import codebook  # noqa: E402
from consoles import Console  # noqa: E402

PIECE = re.compile(
    r"^<!-- before:\n(?P<before>.*?)\n-->$"
    r"|(?:^<!-- (?P<mark>not run: [^\n]+|ends with \d+) -->\n\n?)?"
    r"^(?P<open>```(?P<language>[\w-]*)(?P<info>[^\n`]*)\n)(?P<body>.*?)(?P<close>^```$)",
    re.DOTALL | re.MULTILINE,
)
TITLE = re.compile(r'title="([^"]+)"')
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
RUN = ("console", "sh")
"""Languages whose blocks are run; Python's examples are doctests, or files that a later command runs."""


def documents() -> list[Path]:
    """Every document whose commands are run."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@dataclass(slots=True)
class Page:
    """A page that is being followed: its folder, and how many commands have been given."""

    folder: Path
    console: Console
    steps: int = 0
    settings: dict[str, str] = field(default_factory=dict)

    def piece(self, found: re.Match[str]) -> str:
        """A block with what its commands print today."""
        if found["before"] is not None:
            for line in found["before"].splitlines():
                self.output(line)
            return found[0]
        mark = found["mark"] or ""
        if mark.startswith("not run"):
            return found[0]
        if title := TITLE.search(found["info"]):
            place = self.folder / title[1]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(found["body"], encoding="utf-8")
            return found[0]
        code = int(mark.removeprefix("ends with ") or 0)
        if found["language"] == "sh":
            for line in joined(found["body"]):
                self.output(line, code)
        if found["language"] != "console":
            return found[0]
        before = found[0][: found.start("open") - found.start()]
        return before + found["open"] + "".join(self._shown(found["body"], code)) + found["close"]

    def _shown(self, body: str, code: int) -> Iterator[str]:
        for line in re.findall(r"^\$ (?:[^\n]*\\\n)*[^\n]*\n", body, re.MULTILINE):
            yield line
            yield self.output(line[2:].replace("\\\n", " ").strip(), code)

    def output(self, line: str, code: int = 0) -> str:
        """What a command prints in the page's folder; it has to end with the code."""
        self.steps += 1
        ended, out, err = self._call(line)
        if ended != code:
            raise RuntimeError(f"$ {line}\nended with {ended}: {err.strip()}\n{out}")
        return out + (err if code else "")

    def _call(self, line: str) -> tuple[int, str, str]:
        plain = line.split("  # ", maxsplit=1)[0].strip()
        if plain.startswith("foedus ") and not re.search(r"[|><;&$`]", re.sub(r"'[^']*'|\"[^\"]*\"", "", plain)):
            return self.console.run(shlex.split(plain)[1:], self.folder, self.settings, self.steps)
        shell = ["sh", "-c", plain]
        done = subprocess.run(shell, cwd=self.folder, env=self.settings, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr


def joined(body: str) -> Iterator[str]:
    """The commands of a block; a backslash at a line's end joins it to the next."""
    for line in body.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def regenerated(text: str, console: Console | None = None) -> str:
    """A document with what its commands print today."""
    runs = console or Console()
    try:
        with tempfile.TemporaryDirectory() as made:
            home, folder = Path(made) / "home", Path(made) / "work"
            for each in (home, folder):
                each.mkdir()
            (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
            (folder / "situation.yaml").write_text(SITUATION, encoding="utf-8")
            return PIECE.sub(Page(folder, runs, settings=settings(home)).piece, text)
    finally:
        if console is None:
            runs.close()


def settings(home: Path) -> dict[str, str]:
    """The environment of a page: a home of its own, with a ledger of its own, and `foedus` among the programs."""
    programs = home / "bin"
    programs.mkdir()
    for name, arguments in (("foedus", "-m foedus"), ("python", "")):
        (programs / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n')
        (programs / name).chmod(0o755)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("FOEDUS_", "XDG_", "COVERAGE_"))}
    return kept | {
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "HOME": str(home),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONIOENCODING": "utf-8",
        "FOEDUS_LEDGER": str(home / "ledger.sqlite"),
        "FOEDUS_DATA": str(home / "data"),
        "FOEDUS_SOURCE": str(ROOT / "src"),
    }


def unrun(text: str) -> Iterator[str]:
    """First lines of blocks with commands or examples that nobody runs, and that do not say why."""
    for found in PIECE.finditer(text):
        if found["before"] is not None or found["mark"] or TITLE.search(found["info"]):
            continue
        body, language = found["body"], found["language"]
        commands = re.search(r"^(\$ |foedus )", body, re.MULTILINE)
        lines = body.splitlines()
        if language == "console":
            fine = bool(lines) and lines[0].startswith("$ ")
        elif language in ("python", "pycon"):
            fine = bool(lines) and lines[0].startswith(">>> ")
        elif language == "sh":
            fine = True
        else:
            fine = language in ("yaml", "json", "text", "diff", "xml", "csv", "", "turtle", "sparql") and not commands
        if not fine:
            yield f"```{language}: {lines[0] if lines else ''}"


def main() -> int:
    """Write or check the documents; 1 where any is stale."""
    named = [Path(each).resolve() for each in sys.argv[1:] if not each.startswith("-")]
    stale, console = [], Console()
    for path in named or documents():
        old = path.read_text(encoding="utf-8")
        new = regenerated(old, console)
        if path == codebook.PAGE:
            new = codebook.regenerated(new)
        if new != old:
            stale.append(path.relative_to(ROOT))
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    console.close()
    sys.stdout.write("".join(f"{'stale' if '--check' in sys.argv else 'written'}: {path}\n" for path in stale))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
