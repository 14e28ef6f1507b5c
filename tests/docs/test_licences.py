"""Licences: whatever is installed with foedus or with one of its extras may be used by anybody for anything."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ALLOWED = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|MPL|Mozilla|PSF|Python Software Foundation|Python-2\.0|zlib|Zlib|LGPL|Lesser|Unlicense"
    r"|CC0|Public Domain|HPND|CNRI|W3C)\b"
)
REFUSED = re.compile(
    r"\bA?GPL|(?<!Lesser )General Public|\bSSPL|Commercial|Proprietary|NonCommercial|\bNC\b", re.IGNORECASE
)
LOOKED_UP = {"pysqlite3": "zlib", "pyicu": "MIT"}
"""Packages whose metadata names no licence, and what their source says."""


def told(package: Distribution) -> str:
    """What a package says of its licence: the expression, else the classifiers, else the field's beginning."""
    about = package.metadata
    expression = about.get("License-Expression")
    if expression:
        return str(expression)
    classified = [each for each in about.get_all("Classifier") or () if each.startswith("License :: OSI Approved ::")]
    return "; ".join(classified) or str(about.get("License") or "")[:200] or LOOKED_UP.get(package.name, "")


def allows(words: str) -> bool:
    """Whether a licence does; of several that one may choose from, one is enough."""
    return any(ALLOWED.search(each) and not REFUSED.search(each) for each in words.split(" OR "))


def needed(*extras: str) -> dict[str, Distribution]:
    """All packages that foedus brings with some extras, as far as they are installed here."""
    listed = [*PROJECT["dependencies"], *(each for extra in extras for each in PROJECT["optional-dependencies"][extra])]
    found: dict[str, Distribution] = {}
    waiting = [(Requirement(each), "") for each in listed]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        asked, extra = waiting.pop()
        key = (asked.name.lower(), frozenset(asked.extras))
        if asked.name == "foedus" or key in seen or (asked.marker and not asked.marker.evaluate({"extra": extra})):
            continue
        seen.add(key)
        try:
            package = distribution(asked.name)
        except PackageNotFoundError:
            continue
        found[package.name] = package
        for each in package.requires or ():
            waiting += [(Requirement(each), one) for one in ("", *asked.extras)]
    return found


def test_every_package_that_foedus_brings_has_a_licence_that_allows_it() -> None:
    extras = [name for name in PROJECT["optional-dependencies"] if name != "docs"]
    packages = needed(*extras)
    if len(packages) < 60:
        pytest.skip("few of the packages are installed here")
    said = {name: told(package) for name, package in packages.items()}
    assert {name: words for name, words in said.items() if not allows(words)} == {}


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        ("GPL-3.0-or-later", False),
        ("License :: OSI Approved :: GNU Affero General Public License v3", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", True),
        ("LGPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("CC-BY-NC-4.0", False),
        ("", False),
    ],
)
def test_licences(words: str, allowed: bool) -> None:
    assert allows(words) is allowed


def test_whatever_is_contained_is_named_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in (
        "en_core_web_md",
        "MiniLM",
        "Wikinews",
        "pycountry",
        "d3",
        "cytoscape",
        "htmx",
        "topojson",
        "Natural Earth",
    ):
        assert name in notice, name
