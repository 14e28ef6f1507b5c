"""What a shell asks to complete a line: the script that it loads, and the words that it is given."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

FOEDUS = (sys.executable, "-m", "foedus")


def asked(**settings: str) -> str:
    done = subprocess.run(FOEDUS, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "told"),
    [("bash", "complete -o default"), ("zsh", "#compdef foedus"), ("fish", "complete --command foedus")],
)
def test_every_shell_gets_its_script(shell: str, told: str) -> None:
    script = asked(_FOEDUS_COMPLETE=f"source_{shell}")
    assert told in script
    program = shutil.which(shell)
    if program:
        subprocess.run([program, "-n"], input=script, text=True, check=True)


def test_commands_and_options_are_completed() -> None:
    assert asked(_FOEDUS_COMPLETE="complete_bash", COMP_WORDS="foedus bou", COMP_CWORD="1").split() == ["bound"]
    words = asked(_FOEDUS_COMPLETE="complete_bash", COMP_WORDS="foedus bound --view", COMP_CWORD="2")
    assert "--viewpoint" in words.split()
