"""The surface is whole: every command has its function, every name its documentation, and importing it is instant."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_overloads, get_type_hints

import pytest
import typer

import foedus

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
NOUNS = {"Agreement", "Claim", "Document", "Obligation", "Problem", "Recognition", "Statement", "Truth"}
"""Values of the core, whose own docstrings have their own form."""
ERRORS = {"DataError", "FoedusError", "UnknownName", "UsageError"}
OWN = sorted(set(foedus.__all__) - NOUNS - ERRORS)
FUNCTIONS = [name for name in OWN if inspect.isfunction(getattr(foedus, name))]
CLASSES = [name for name in OWN if inspect.isclass(getattr(foedus, name))]


RENAMED = {
    "least": "min_confidence",
    "paths": "sources",
    "again": "replace",
    "with_library": "library_dates",
    "change": "changes",
    "target": "of",
    "agreement": "name",
    "tellers": "provoked_according_to",
    "deniers": "unprovoked_according_to",
    "hit": "hits",
    "forces_of": "hits",
    "file": "situation",
    "met": "given",
    "unmet": "not_given",
    "entangled": "entanglement",
    "duty": "duties",
    "up_to": "most",
    "columns": "beside",
}
"""Options under another word in Python, where they are not under their own."""
ALSO = {"kind": ("kinds", "act"), "out": ("path", "folder"), "target": ("questions",), "file": ("path", "backup")}
OTHERWISE = {
    **dict.fromkeys(("reader", "llm_url", "llm_model", "llm_price", "llm_timeout", "llm_chars"), "endpoint"),
    **dict.fromkeys(("ledger", "library", "keep"), "open_ledger"),
    "by_outlet": "Comparison.by_outlet",
    "contradictions": "Ledger.contradictions",
    "apply": "Promotion.apply",
    "listed": "Ledger.watches",
    "cases": "cases",
    "each": "Answer.viewpoints",
    "explain": "Answer.explain",
    "flip": "Answer.flip",
    "figure": "Backtest.svg",
    "war": "Backtest.bonds",
    "misses": "Evaluation.to_dicts",
    "copy": "demo_articles",
    "no_record": "read",
    **dict.fromkeys(("attacker", "territory", "viewpoint", "basis"), "watch"),
}
"""Options that are a function or a method of their own."""
PRINTING = {"form", "out", "quiet", "signal", "help"}
"""Options that say how something is printed."""


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of the command line, as it is typed."""
    for name, command in getattr(group, "commands", {}).items():
        typed = f"{before} {name}".strip()
        yield from commands(command, typed) if getattr(command, "commands", None) else ((typed, command),)


def every() -> dict[str, Any]:
    """The commands by what is typed."""
    from foedus.cli.app import app

    return dict(commands(typer.main.get_command(app)))


def table() -> dict[str, list[str]]:
    """What the guide says is each command in Python."""
    rows = re.findall(r"^\| `foedus ([^`|]+)` \| (.+?) \|", GUIDE, re.MULTILINE)
    return {typed: re.findall(r"`([A-Za-z_.]+)\(", told) for typed, told in rows}


def found(dotted: str) -> Any:
    """What a name of the guide means: a function of foedus, or a method of a class."""
    value: Any = foedus
    for part in dotted.removeprefix("foedus.").split("."):
        value = getattr(value, part)
    return value


def methods(name: str) -> list[tuple[str, Any]]:
    """The public methods and properties of a class that foedus itself defines."""
    every = inspect.getmembers(getattr(foedus, name))
    return [
        (key, value.fget if isinstance(value, property) else value)
        for key, value in every
        if not key.startswith("_")
        and (isinstance(value, property) or inspect.isfunction(value))
        and inspect.getmodule(value.fget if isinstance(value, property) else value).__name__.startswith("foedus")  # type: ignore[union-attr]
    ]


def test_every_command_has_its_function_and_the_guide_lists_it() -> None:
    listed = table()
    assert set(listed) == set(every())
    for command, names in listed.items():
        assert names, command
        assert all(callable(found(name)) for name in names), command


@pytest.mark.parametrize("typed", sorted(every()))
def test_every_option_has_its_word_in_python(typed: str) -> None:
    words = {word for name in table()[typed] for word in inspect.signature(found(name)).parameters}
    for option in {each.name for each in every()[typed].params} - PRINTING - words:
        others = {RENAMED.get(option), *ALSO.get(option, ())}
        assert others & words or found(OTHERWISE[option]), f"foedus {typed}: {option}"


def test_all_is_what_there_is() -> None:
    assert len(set(foedus.__all__)) == len(foedus.__all__)
    assert {name for name in foedus.__all__ if not hasattr(foedus, name)} == set()
    assert set(foedus.__all__) <= set(dir(foedus))
    assert set(foedus._MODULE) == set(foedus.__all__)


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'bond'; dir\(foedus\) lists what it has"):
        foedus.bond  # type: ignore[attr-defined]  # noqa: B018 - what is asked for is not there


def test_types_are_those_of_the_lazy_names() -> None:
    text = Path(foedus.__file__).read_text(encoding="utf-8")
    typed = text.partition("if TYPE_CHECKING:")[2].partition("_HOME")[0]
    for name, module in foedus._MODULE.items():
        assert re.search(rf"from {re.escape(module)} import (\([^)]*\b{name}\b|[^\n(]*\b{name}\b)", typed), name


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_documented_whole(name: str) -> None:
    function = getattr(foedus, name)
    text = inspect.getdoc(function) or ""
    documented(name, function, text)
    for section in ("Returns", "Raises", "Examples") if name != "demo_articles" else ("Returns", "Examples"):
        assert f"\n{section}:\n" in text, f"{name} has no section {section}"
    assert ">>> " in text
    assert "return" in get_type_hints_of(function), name


@pytest.mark.parametrize("name", CLASSES)
def test_classes_and_their_methods_are_documented(name: str) -> None:
    text = inspect.getdoc(getattr(foedus, name)) or ""
    assert text.splitlines()[0].endswith((".", ",", ";")) or len(text.splitlines()[0]) > 60, name
    if name != "Result":
        assert "\nExamples:\n" in text, name
        assert ">>> " in text, name
    for key, method in methods(name):
        documented(f"{name}.{key}", method, inspect.getdoc(method) or "")


def documented(name: str, function: Any, text: str) -> None:
    """A sentence, every argument, every type."""
    assert text, f"{name} has no docstring"
    assert re.match(r"[A-Z`][^\n]{8,}", text), f"{name} does not begin with a sentence"
    wanted = [each for each in inspect.signature(function).parameters if each != "self"]
    for each in wanted:
        assert re.search(rf"^    {each}: \S", text, re.MULTILINE), f"{name} does not say what {each} is"
    hints = get_type_hints_of(function)
    assert set(wanted) <= hints.keys(), f"{name} has arguments without types"


def get_type_hints_of(function: Any) -> dict[str, Any]:
    """The annotations; names that are imported for types alone need not be there."""
    assert not get_overloads(function)
    try:
        return get_type_hints(function)
    except NameError:
        return dict(inspect.get_annotations(function))


def test_importing_it_loads_nothing_else() -> None:
    code = "import sys, foedus; print(sorted(m for m in sys.modules if m.startswith('foedus') or m in sys.argv[1:]))"
    heavy = ("polars", "pandas", "spacy", "sqlalchemy", "typer", "dataclasses", "yaml")
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['foedus']"
