"""Help: complete, with examples, and quick; and what the program does when a pipe closes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from calling import Run

from commands import COMMANDS
from foedus.model.claims import KINDS

FOEDUS = (sys.executable, "-m", "foedus")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_commands_help_has_an_example_of_itself(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"Example: foedus {command}" in done.out


def test_the_list_of_commands_is_complete(run: Run) -> None:
    done = run("--help")
    listed = done.out.split("Commands:")[1]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2].isalpha()][
        : len(COMMANDS)
    ] == list(COMMANDS)


def test_help_names_every_kind_of_claim(run: Run) -> None:
    text = " ".join(run("claims", "--help").out.split())
    assert all(kind in text for kind in KINDS)


def test_no_words_at_all_show_the_help(run: Run) -> None:
    done = run()
    assert "Usage: foedus" in done.out + done.err


def test_the_version_is_the_packages(run: Run) -> None:
    import foedus

    assert run("--version").out.strip() == f"foedus {foedus.__version__}"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_nothing_heavy(command: str) -> None:
    """What keeps help quick; how quick it is, `make bench` measures."""
    code = f"import sys; sys.argv = ['foedus', *'{command}'.split(), '--help']\n"
    code += "from foedus.cli import main\ntry: main()\n"
    code += "except SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert not loaded & {"spacy", "sqlalchemy", "trafilatura", "jsonschema", "yaml", "rich.table", "pydantic", "numpy"}


def test_a_closed_pipe_ends_quietly() -> None:
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [*FOEDUS, "agreements", "--format", "jsonl"], stdout=write_end, stderr=subprocess.PIPE
    ) as run:
        os.close(write_end)
        os.close(read_end)
        assert run.stderr is not None
        err = run.stderr.read()
    assert err == b""
    assert run.returncode == 0


def test_progress_goes_to_a_terminal_on_stderr_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from foedus.cli.output import progress

    with progress("reading") as step:
        step("1 done")
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with progress("reading") as step:
        step("1 done")
    assert capsys.readouterr().out == ""


def test_a_terminal_that_cannot_show_a_letter_gets_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from foedus.cli.output import put

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    put("Russia → Georgia")
    sys.stdout.flush()
    assert "Russia" in raw.getvalue().decode("utf-8")
    assert "Georgia" in raw.getvalue().decode("utf-8")
