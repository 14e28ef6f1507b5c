"""What is handed out: wheel and source distribution, looked through, and tried where packages can be fetched."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIST: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "dist.py"))
VERSION = DIST["PROJECT"]["version"]
ABOUT = f"Version: {VERSION}\n" + "".join(
    f"Provides-Extra: {name}\n" for name in DIST["PROJECT"]["optional-dependencies"]
)
NO_NETWORK = re.compile(r"No matching distribution|Connection|Temporary failure|npm could not fetch|timed out")


def wheel(folder: Path, names: set[str], about: str = ABOUT) -> Path:
    path = folder / f"foedus-{VERSION}-py3-none-any.whl"
    info = f"foedus-{VERSION}.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        for name in (*names, f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"):
            archive.writestr(name, "")
        archive.writestr(f"{info}/METADATA", about)
    return path


def test_a_wheel_with_all_of_the_package_is_fine(tmp_path: Path) -> None:
    assert list(DIST["faults_of_wheel"](wheel(tmp_path, DIST["_wanted"]()))) == []


@pytest.mark.parametrize(
    "name", ["foedus/py.typed", "foedus/web/static/vendor/LICENSES.txt", "foedus/library/viewpoints.yaml"]
)
def test_a_wheel_that_lacks_something_is_found(tmp_path: Path, name: str) -> None:
    (told,) = DIST["faults_of_wheel"](wheel(tmp_path, DIST["_wanted"]() - {name}))
    assert told.endswith(f"lacks {name}")


@pytest.mark.parametrize(
    "name", ["tests/test_all.py", "foedus/own-texts.jsonl", "foedus/__pycache__/a.pyc", "setup.cfg"]
)
def test_a_wheel_that_holds_what_is_nothing_for_users_is_found(tmp_path: Path, name: str) -> None:
    (told,) = DIST["faults_of_wheel"](wheel(tmp_path, DIST["_wanted"]() | {name}))
    assert name in told


def test_a_wheel_without_its_extras_or_of_another_version_is_found(tmp_path: Path) -> None:
    told = list(DIST["faults_of_wheel"](wheel(tmp_path, DIST["_wanted"](), "Version: 0\n")))
    assert any("the extra web" in each for each in told)
    assert any("is not of version" in each for each in told)


def test_a_source_distribution_with_training_data_or_without_a_licence_is_found(tmp_path: Path) -> None:
    path = tmp_path / f"foedus-{VERSION}.tar.gz"
    data = tmp_path / "texts.jsonl"
    data.touch()
    with tarfile.open(path, "w:gz") as archive:
        archive.add(data, f"foedus-{VERSION}/training/attribution/texts.jsonl")
    told = list(DIST["faults_of_source"](path))
    assert any("training" in each for each in told)
    assert any(each.endswith("lacks LICENSE") for each in told)


@pytest.mark.slow
def test_what_is_built_works_in_an_environment_of_its_own(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "dist.py"), "--out", str(tmp_path), "--extras", "web,mcp"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and NO_NETWORK.search(done.stderr):
        pytest.skip("packages cannot be fetched here")
    assert done.returncode == 0, done.stderr[-3000:]
    assert "ok   the explorer answers" in done.stdout
