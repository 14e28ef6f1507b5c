"""Reads the example sentences of docs/codebook.md, and writes the records that they give into its tables.

A row whose third column is a sentence in quotation marks gets its last column anew: every claim of the
row's section that foedus reads in the sentence, without the words.  Sentences are invented.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
PAGE = ROOT / "docs" / "codebook.md"
ROW = re.compile(r"^\| `(?P<code>[^`]+)` \| (?P<means>[^|]*) \| “(?P<sentence>[^|]*)” \|(?P<record>[^|\n]*)\|$")
HEADING = re.compile(r"^#+ .*?`(?P<section>[^`]+)`")


def rows(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every row with an example, and the section that it stands in."""
    section = ""
    for line in text.splitlines():
        if heading := HEADING.match(line):
            section = heading["section"]
        if row := ROW.match(line):
            yield section, row


def regenerated(text: str) -> str:
    """The page with what foedus reads in its sentences today."""
    from foedus.desk import Desk, Settings
    from foedus.model.claims import KINDS
    from foedus.model.documents import Document
    from foedus.reading import read

    found = list(rows(text))
    with Desk(Settings(ledger="sqlite://")) as desk:
        reader = desk.reader
        for section, row in found:
            document = Document(
                path="-", text=row["sentence"].replace("<br>", "\n"), published="2026-11-23", published_basis="stated"
            )
            reading = read(document, reader)
            if section == "event":
                told = [
                    f"{each.kind} · {claim_told(each.record())}" for each in reading.claims if each.attribute("event")
                ]
            elif section in KINDS:
                told = [claim_told(claim.record()) for claim in reading.claims if claim.kind == section]
            elif section == "form":
                told = [statement_told(each.record()) for each in reading.statements]
            else:
                told = [f"{claim.kind} · " + claim_told(claim.record()) for claim in reading.claims]
            record = "<br>".join(dict.fromkeys(told)) or "–"
            new = f"| `{row['code']}` | {row['means']} | “{row['sentence']}” | {record} |"
            text = text.replace(row[0], new)
    return text


def claim_told(record: dict[str, object]) -> str:
    """A claim without its words."""
    roles: dict[str, list[dict[str, str]]] = record["roles"]  # type: ignore[assignment]
    attributes: dict[str, object] = record["attributes"]  # type: ignore[assignment]
    parts = [f"{role}: {', '.join(each['actor'] for each in fillers)}" for role, fillers in roles.items() if fillers]
    parts += [f"**{name}: {value_told(value)}**" for name, value in attributes.items()]
    parts.append(f"{record['polarity']}, {record['status']}")
    time: dict[str, str] | None = record["time"]  # type: ignore[assignment]
    parts += [f"{time['edtf']} ({time['basis']})"] if time else []
    return " · ".join(parts)


def value_told(value: object) -> str:
    """An attribute's value in a table."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {value_told(inner)}" for name, inner in value.items() if inner not in (None, []))
    if isinstance(value, list):
        return " and ".join(map(value_told, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def statement_told(record: dict[str, object]) -> str:
    """A statement without its words."""
    speaker: dict[str, str] | None = record["speaker"]  # type: ignore[assignment]
    via: list[dict[str, str]] = record["via"]  # type: ignore[assignment]
    parts = [f"speaker: {speaker['actor'] if speaker else 'null'}"]
    parts += [f"on_behalf_of: {record['on_behalf_of']}"] if record["on_behalf_of"] else []
    parts += [f"via: {', '.join(each['actor'] for each in via)}"] if via else []
    return " · ".join((*parts, f"**form: {record['form']}**"))


def main() -> int:
    """Write the page, or only say with --check whether it is stale."""
    old = PAGE.read_text(encoding="utf-8")
    new = regenerated(old)
    if new != old and "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8")
    return 1 if new != old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
