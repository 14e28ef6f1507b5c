"""Runs a notebook in a process of its own: ``notebook_running.py IN OUT``, with the Python that runs this."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path


def run(source: Path, out: Path) -> None:
    """Write the notebook with what its cells show; a cell that fails ends the run with its error."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = Path(folder) / "kernels" / "own"
        kernel.mkdir(parents=True)
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        spec = {"argv": command, "display_name": "own", "language": "python"}
        (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        os.environ |= {"JUPYTER_PATH": folder, "JUPYTER_RUNTIME_DIR": folder}

        import nbformat
        from nbclient import NotebookClient

        notebook = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
        where = {"metadata": {"path": folder}}
        NotebookClient(notebook, kernel_name="own", timeout=300, resources=where).execute()
        nbformat.write(notebook, out)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
