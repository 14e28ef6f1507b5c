"""Files that go with a release: how it is cited, built into a container, and what of it stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import jsonschema
import pytest
import yaml
from packaging.requirements import Requirement

import foedus
from foedus.model.extras import EXTRAS

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CITATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["cff-version", "message", "title", "authors"],
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": {"type": "string"},
        "type": {"enum": ["software", "dataset"]},
        "title": {"type": "string"},
        "abstract": {"type": "string"},
        "authors": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
        "version": {"type": "string"},
        "license": {"type": "string"},
        "keywords": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
        "date-released": {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
        "doi": {"type": "string"},
        "url": {"type": "string"},
        "repository-code": {"type": "string"},
    },
}
"""Of the Citation File Format's schema 1.2.0, what this file may use."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_it_is_cited_as_what_it_is() -> None:
    held = yaml.safe_load(text("CITATION.cff"))
    jsonschema.validate(held, CITATION)
    assert held["version"] == PROJECT["version"] == foedus.__version__
    assert held["license"] == PROJECT["license"]
    assert held["keywords"] == PROJECT["keywords"]


def test_the_container_rests_on_a_version_and_on_hashes_and_runs_as_a_user_of_its_own() -> None:
    steps = text("Dockerfile")
    assert all(re.fullmatch(r"python:\d+\.\d+\.\d+-slim-\w+", base) for base in re.findall(r"^FROM (\S+)", steps, re.M))
    assert "--require-hashes" in steps
    *_, last = steps.split("\nFROM ")
    assert re.search(r"^USER foedus$", last, re.M)
    assert last.index("USER foedus") < last.index("ENTRYPOINT")
    for word in ("VOLUME /data", "HEALTHCHECK", "FOEDUS_LEDGER=/data/"):
        assert word in last


def test_what_the_container_copies_is_there_and_sent_to_its_builder() -> None:
    sent = [line[1:] for line in text(".dockerignore").splitlines() if line.startswith("!")]
    copied = re.findall(r"^COPY (?!--from)(?:--chmod=\d+ )?(.+) \S+$", text("Dockerfile"), re.M)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists(), name
        assert any(fnmatch(name, each) for each in sent), name


def test_the_container_has_the_versions_that_were_tested() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", text(name), re.M))

    tested = pins("requirements-dev.lock")
    assert {
        name: held for name, held in pins("requirements-image.lock").items() if tested.get(name, held) != held
    } == {}


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ((), "foedus serve --host 0.0.0.0 --no-browser"),
        (("serve", "--port", "1"), "foedus serve --host 0.0.0.0 --no-browser --port 1"),
        (("bound", "--target", "South Ossetia"), "foedus bound --target South Ossetia"),
    ],
)
def test_what_a_container_runs(tmp_path: Path, given: tuple[str, ...], called: str) -> None:
    if shutil.which("sh") is None:
        pytest.skip("there is no shell")
    fake = tmp_path / "foedus"
    fake.write_text('#!/bin/sh\necho "foedus $*"\n')
    fake.chmod(0o755)
    command = ["sh", str(ROOT / "scripts" / "container"), *given]
    done = subprocess.run(
        command, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == called


def test_every_extra_is_told_of_where_one_installs_it() -> None:
    table = text("docs/install.md")
    assert [name for name in PROJECT["optional-dependencies"] if f"`{name}`" not in table] == []
    assert [name for name in EXTRAS if not re.search(rf"^\| `{name}`", table, re.M)] == []


def test_what_stays_names_the_formats_that_are_promised() -> None:
    told = text("docs/stability.md")
    for word in ("/api/v1", "Ledgers", "exit codes", "foedus.__all__", "DeprecationWarning", "Windows"):
        assert word in told


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-image.lock"])
def test_what_is_locked_is_what_the_package_asks_for(lock: str) -> None:
    pins = {name.lower(): held for name, held in re.findall(r"^([\w.-]+)(?:\[.*?\])?==([^\s;\\]+)", text(lock), re.M)}
    listed = [*PROJECT["dependencies"], *(each for of in PROJECT["optional-dependencies"].values() for each in of)]
    asked = [Requirement(each) for each in listed]
    assert [
        f"{each} but {pins[each.name.lower()]}"
        for each in asked
        if each.name.lower() in pins and not each.specifier.contains(pins[each.name.lower()])
    ] == []
