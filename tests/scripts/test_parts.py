"""The list of a release's parts, and what an advisory service's answer means."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def sbom() -> dict[str, Any]:
    pytest.importorskip("cyclonedx", reason="cyclonedx-bom is not installed")
    return runpy.run_path(str(ROOT / "scripts" / "sbom.py"))


def test_every_locked_package_and_everything_vendored_is_listed(sbom: dict[str, Any]) -> None:
    listed = {each["purl"] for each in json.loads(sbom["text"]())["components"] if "purl" in each}
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", lock, re.MULTILINE)
    assert {f"pkg:pypi/{name.lower().replace('_', '-')}@{version}" for name, version in pinned} <= listed
    assert any(each.startswith("pkg:npm/d3@") for each in listed)
    assert any(each.startswith("pkg:npm/%40observablehq/plot@") for each in listed)


def test_the_list_is_valid_and_the_same_on_every_machine_and_day(sbom: dict[str, Any]) -> None:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = sbom["text"]()
    assert text == sbom["text"]()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert "timestamp" not in text
    assert str(ROOT) not in text
    assert {each["type"] for each in json.loads(text)["components"]} >= {"library", "machine-learning-model"}


def test_an_audit_that_looked_nothing_up_is_not_clean() -> None:
    audit = runpy.run_path(str(ROOT / "scripts" / "audit.py"))
    clean = {"name": "a", "version": "1", "vulns": []}
    skipped = {"name": "b", "skip_reason": "not found"}
    known = {"name": "c", "version": "1", "vulns": [{"id": "X-1", "aliases": ["CVE-1"], "fix_versions": ["2"]}]}
    assert list(audit["findings"]([clean])) == []
    assert "nothing was audited" in next(audit["findings"]([skipped]))
    assert list(audit["findings"]([clean, skipped])) == ["not looked up: b"]
    assert list(audit["findings"]([known])) == ["c 1: X-1 (mended in 2)"]
