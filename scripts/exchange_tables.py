"""Writes into docs/exchange.md what the code says of formats: what each keeps, which there are, what the terms mean.

`--check` only says whether the page is stale.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "exchange.md"
ROWS = r"\n\|[-|]+\n)(?:\|.*\n)*"


def tables(text: str) -> str:
    """The page with its tables as they should be."""
    from foedus.exchange.fields import FIELDS
    from foedus.exchange.formats import FORMATS, format_named
    from foedus.exchange.vocabulary import TERMS

    def kept(found: re.Match[str]) -> str:
        form = format_named(found["name"])
        return "".join(f"| {name} | {form.kept.get(name, '–')} |\n" for name in form.fields)

    text = _rows(r"\| of an? \w+ \| where in `(?P<name>[\w-]+)` \|", text, kept)
    text = _rows(r"\| field \| meaning \|", text, lambda _: "".join(f"| {k} | {v} |\n" for k, v in FIELDS.items()))
    text = _rows(r"\| term \| meaning \|", text, lambda _: "".join(f"| {k} | {v} |\n" for k, v in TERMS.items()))
    return _rows(r"\| format \| of \|.*", text, lambda _: "".join(each.line() for each in FORMATS))


def _rows(head: str, text: str, made: Callable[[re.Match[str]], str]) -> str:
    return re.sub(f"(?P<head>^{head}{ROWS}", lambda found: found["head"] + made(found), text, flags=re.MULTILINE)


def main() -> int:
    """Write or check the page."""
    text = PAGE.read_text(encoding="utf-8")
    made = tables(text)
    if made == text:
        return 0
    if "--check" in sys.argv:
        sys.stdout.write(f"stale: {PAGE.name}\n")
        return 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
