"""Builds the documentation's site, and looks whether it asks another machine for anything.

Usage: python scripts/website.py [FOLDER]   (site/ without it)

The generator is Zensical, which follows every link and anchor between the pages: one that leads nowhere ends the build.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOADS = {"script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset")}
LOADS |= {
    "object": ("data",),
    "video": ("src",),
    "audio": ("src",),
    "embed": ("src",),
    "use": ("href",),
    "image": ("href",),
}
FETCHED = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "icon", "manifest"}
REMOTE = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
IN_STYLES = re.compile(r"(?:@import\s+|url\(\s*)['\"]?((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


class Loads(HTMLParser):
    """The addresses on other machines from which a page would load something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at what a tag loads."""
        has = {name: value or "" for name, value in attrs}
        names = LOADS.get(tag, ())
        if tag == "link" and FETCHED & set(has.get("rel", "").split()):
            names = ("href",)
        self.found += [has[name] for name in names if REMOTE.match(has.get(name, ""))]
        self.found += IN_STYLES.findall(has.get("style", ""))


def remote_loads(site: Path) -> Iterator[str]:
    """What pages and styles would load from other machines: file and address."""
    for page in sorted(site.rglob("*.html")):
        loads = Loads()
        text = page.read_text(encoding="utf-8")
        loads.feed(text)
        inline = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
        for address in (*loads.found, *(each for style in inline for each in IN_STYLES.findall(style))):
            yield f"{page.relative_to(site)}: {address}"
    for style in sorted(site.rglob("*.css")):
        for address in IN_STYLES.findall(style.read_text(encoding="utf-8")):
            yield f"{style.relative_to(site)}: {address}"


def left_out(site: Path) -> Iterator[str]:
    """Pages that no menu leads to."""
    menu = (site / "index.html").read_text(encoding="utf-8")
    for page in sorted((ROOT / "docs").rglob("*.md")):
        place = page.relative_to(ROOT / "docs").with_suffix(".html").as_posix()
        if f'href="./{place}"' not in menu and place != "index.html":
            yield f"{place}: stands in no menu; give it a line in mkdocs.yml"


def page_of(notebook: Path) -> str:
    """A notebook as a page: its words and its code, without what the code prints."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    told = ["".join(cell["source"]) for cell in cells]
    parts = [
        text if cell["cell_type"] == "markdown" else f"```python\n{text}\n```"
        for cell, text in zip(cells, told, strict=True)
    ]
    note = f"*A [notebook]({notebook.name}) that the tests run, here without what it prints.*"
    return "\n\n".join((parts[0], note, *parts[1:])) + "\n"


def build(site: Path) -> None:
    """The site, in a folder of its own; RuntimeError with what is wrong in a page."""
    with tempfile.TemporaryDirectory() as made:
        project = Path(made)
        shutil.copy(ROOT / "mkdocs.yml", project)
        shutil.copytree(ROOT / "docs", project / "docs")
        shutil.copy(ROOT / "CHANGELOG.md", project / "docs" / "changelog.md")
        for notebook in (project / "docs" / "notebooks").glob("*.ipynb"):
            notebook.with_suffix(".md").write_text(page_of(notebook), encoding="utf-8")
        (project / "src").symlink_to(ROOT / "src")
        command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the site was not built:\n{done.stdout}\n{done.stderr.partition('Traceback')[0]}")
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(project / "site", site)


def main() -> int:
    """Build it; 1 where a link leads nowhere or a page would load something from elsewhere."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    try:
        build(site)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    faults = [*remote_loads(site), *left_out(site)]
    print("\n".join(faults) or f"{site}: open index.html, or `make docs-serve` for its search")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
