"""Library files: safe YAML with line numbers, checked against a JSON Schema.

A file that breaks its schema stops the load with every fault listed as ``file:line: what is wrong``,
because an agreement that is half read would answer wrongly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from foedus.library.nodes import SafeLoader, StringDates
from foedus.library.seal import digest, sealed
from foedus.model.problems import LibraryError

SCHEMAS = Path(__file__).parent / "schema"

MOST_VALUES = 1_000_000
"""More than any list of facts that people write by hand."""

DEEPEST = 50
"""More than any schema of the library asks for."""


def read_yaml(path: Path, schema: str) -> Any:
    """The content of a YAML file that satisfies the named schema.

    path: the file; schema: the stem of a file in ``library/schema``.

    Raises LibraryError with every fault as ``file:line: …``; unsafe tags are refused.
    """
    text = _text(path)
    if digest(schema, text) in sealed():
        return _content(path, text)
    content = _bounded(path, text)
    faults = list(_faults(content, schema))
    if faults:
        root = yaml.compose(text, Loader=SafeLoader)
        lines = sorted(f"{path}:{_line(root, where)}: {what}" for where, what in faults)
        raise LibraryError("\n".join(lines))
    return content


def load_yaml(path: Path) -> Any:
    """The content of a YAML file that is checked elsewhere: dates as strings, no key twice, of a size people write.

    Raises LibraryError where it cannot be read; unsafe tags are refused.
    """
    return _bounded(path, _text(path))


def parse(text: str, name: str) -> Any:
    """The content of a YAML text, under the same rules; name: what errors call it.

    Raises LibraryError where it is no YAML.
    """
    return _bounded(Path(name), text)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"{path}: cannot be read ({error}); check the file and its encoding (UTF-8)") from error


def _bounded(path: Path, text: str) -> Any:
    """The content of a text that nobody has looked through yet."""
    content = _content(path, text, bounded=True)
    if _size(content, {}) > MOST_VALUES:
        why = f"its aliases make more than {MOST_VALUES:,} values of it, or one that holds itself"
        raise LibraryError(f"{path}: {why}; write the values out")
    return content


def _content(path: Path, text: str, *, bounded: bool = False) -> Any:
    try:
        if bounded and (line := _too_deep(text)):
            raise LibraryError(f"{path}:{line}: values are nested more than {DEEPEST} deep; lay them out flat")
        return yaml.load(text, Loader=StringDates)  # noqa: S506  (a subclass of the safe loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LibraryError(f"{path}:{line}: {error.problem}; mend the YAML and try again") from error
    except (yaml.YAMLError, ValueError) as error:
        raise LibraryError(f"{path}: {error}; mend the YAML and try again") from error


def _too_deep(text: str) -> int | None:
    """The line where values are nested so deeply that building them could exhaust the stack, or None."""
    depth = 0
    for event in yaml.parse(text, Loader=SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


def _size(content: Any, known: dict[int, int]) -> int:
    """How many values a file says, every alias counted in full, since each fault would be told with all of them."""
    if not isinstance(content, (dict, list)):
        return 1
    if id(content) not in known:
        known[id(content)] = MOST_VALUES  # what holds itself has no end
        inner = content.values() if isinstance(content, dict) else content
        known[id(content)] = 1 + sum(_size(value, known) for value in inner)
    return known[id(content)]


def line_of(path: Path, where: tuple[Any, ...]) -> int:
    """The line of a YAML file at which the entry on a path of keys and indices stands."""
    return _line(yaml.compose(path.read_text(encoding="utf-8"), Loader=SafeLoader), where)


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8")))


def _faults(content: Any, schema: str) -> Iterable[tuple[tuple[Any, ...], str]]:
    for error in _validator(schema).iter_errors(content):
        where = "/".join(map(str, error.absolute_path)) or "the file"
        message = _message(error)
        message = message if len(message) < 200 else message[:200] + "…"
        yield tuple(error.absolute_path), f"{where}: {message}; see library/schema/{schema}.schema.json"


def _message(error: Any) -> str:
    """What is wrong; of several forms that an entry may have, what is wanting for the one that it comes nearest to."""
    if error.validator not in ("anyOf", "oneOf") or not error.context:
        return str(error.message)
    from jsonschema.exceptions import relevance

    branches: dict[int, list[Any]] = {}
    for each in error.context:
        branches.setdefault(each.schema_path[0], []).append(each)
    other = ("type", "enum", "const")  # it is of another form altogether
    nearest = min(
        branches.values(), key=lambda several: (any(e.validator in other and not e.path for e in several), len(several))
    )
    told = max(nearest, key=relevance)
    inside = "/".join(map(str, told.path))
    return f"{inside}: {_message(told)}" if inside else _message(told)


def _line(node: yaml.Node | None, where: tuple[Any, ...]) -> int:
    """The line of the deepest node on a path."""
    line = 1
    for step in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if not found:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line
