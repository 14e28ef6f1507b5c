"""Notebooks run from the first cell to the last, and are kept without what they showed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
NEEDED = ("nbclient", "nbformat", "ipykernel")


def cells(path: Path) -> list[dict[str, Any]]:
    """The cells with code."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [each for each in found if each["cell_type"] == "code"]


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) == 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_clean(path: Path) -> None:
    for each in cells(path):
        assert each["outputs"] == []
        assert each["execution_count"] is None


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(path: Path, tmp_path: Path) -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    out = tmp_path / path.name
    own = {"PYTHONPATH": str(ROOT / "src"), "HOME": str(tmp_path), "PYTHONWARNINGS": "error::DeprecationWarning:foedus"}
    command = [sys.executable, str(Path(__file__).with_name("notebook_running.py")), str(path), str(out)]
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    shown = [output for each in cells(out) for output in each["outputs"]]
    pages = ["".join(each["data"]["text/html"]) for each in shown if "text/html" in each.get("data", {})]
    assert any(page.startswith('<div class="foedus"') for page in pages)
    assert not any("<script" in page for page in pages)
    assert [each for each in shown if each.get("name") == "stderr"] == []
