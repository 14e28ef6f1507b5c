"""A YAML text, changed in one place at a time: comments, order and layout of all the rest stay as they are.

Each change is made in the characters, at the place that the parser's marks give, and is held against the same change
made in the content: a text whose layout this does not understand is refused, never spoilt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

import yaml

from foedus.library.files import parse
from foedus.model.problems import LibraryError

Path = tuple[str | int, ...]
"""Keys and indices from the top of the content."""

WIDTH = 120


class _Plain(yaml.SafeDumper):
    """Dates stand without quotation marks, as people write them: the library reads them as words."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


@lru_cache(maxsize=32)
def content(text: str) -> Any:
    """What a text says, dates as words; not to be changed by whoever asks.

    Raises LibraryError where it is no YAML.
    """
    return parse(text, "the text")


@lru_cache(maxsize=32)
def _composed(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.SafeLoader)


def flow(value: Any) -> str:
    """A value on one line.

    >>> flow({"stage": "signed", "date": "2015-03-18", "actors": ["RUS", "BLR"], "start": None})
    '{stage: signed, date: 2015-03-18, actors: [RUS, BLR], start: null}'
    """
    made = yaml.dump(
        [value], Dumper=_Plain, default_flow_style=True, width=10**9, sort_keys=False, allow_unicode=True
    )  # inside brackets, where more has to be quoted
    return str(made).strip("\n")[1:-1]


def block(value: Any, indent: int) -> str:
    """A value as the library's files lay it out: on one line where that is short, else key by key.

    >>> print(block([{"stage": "signed", "date": "2015"}], 2))
      - {stage: signed, date: '2015'}
    """
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "\n".join(_item(each, indent) for each in value)
    short = flow(value)
    if not isinstance(value, dict) or len(short) + indent <= WIDTH:
        return " " * indent + short
    return _lines(value, indent)


def _item(value: Any, indent: int) -> str:
    short = f"{' ' * indent}- {flow(value)}"
    if len(short) <= WIDTH or not isinstance(value, dict):
        return short
    body = _lines(value, indent + 2)
    return f"{' ' * indent}- {body[indent + 2 :]}"


def _lines(value: dict[str, Any], indent: int) -> str:
    found = []
    for key, inner in value.items():
        if isinstance(inner, (dict, list)):
            found.append(f"{flow(key)}: {flow(inner)}")
            continue
        made = yaml.dump(
            {key: inner}, Dumper=_Plain, width=WIDTH - indent - 12, allow_unicode=True, default_flow_style=False
        )
        found += made.rstrip("\n").split("\n")
    return "\n".join(" " * indent + line for line in found)


def append(text: str, where: Path, item: Any) -> str:
    """The text with one item more at the end of a list; a list that is not there yet is made.

    >>> print(append("a: 1\\nstages:\\n  - {stage: signed}  # seen\\nb: 2\\n", ("stages",), {"stage": "ratified"}))
    a: 1
    stages:
      - {stage: signed}  # seen
      - {stage: ratified}
    b: 2
    <BLANKLINE>
    """

    def change(whole: Any) -> None:
        parent = _at(whole, where[:-1])
        parent[where[-1]] = [*(parent.get(where[-1]) or ()), deepcopy(item)]

    node = _node(text, where)
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        made = put(text, where, [item]) if node is None else _replaced(text, node, where, [item])
    elif not node.flow_style:
        made = _after(text, node, _item(item, node.start_mark.column))
    elif not node.value:
        made = _opened(text, node, [item], _column(text, where) + 2)
    else:
        made = _inside(text, node, flow(item))
    return _checked(text, made, change)


def put(text: str, where: Path, value: Any, *, before: str | None = None) -> str:
    """The text with a value at a key of a mapping: in the place of the one that is there, or added to the mapping.

    before: the key of the top mapping ahead of which a new key goes, where that stands there.

    >>> put("force: {start: 2015, source: a}  # sure\\n", ("force", "end"), "2020-01-01")
    'force: {start: 2015, source: a, end: 2020-01-01}  # sure\\n'
    """

    def change(whole: Any) -> None:
        _at(whole, where[:-1])[where[-1]] = deepcopy(value)

    node = _node(text, where)
    made = _replaced(text, node, where, value) if node is not None else _added(text, where, value, before)
    return _checked(text, made, change)


def remark(text: str, where: Path, lines: Sequence[str]) -> str:
    """The text with lines of comment after a list or a mapping; what it says stays."""
    node = _node(text, where)
    while where and (node is None or isinstance(node, yaml.ScalarNode) or node.flow_style):
        where = where[:-1]
        node = _node(text, where)
    indent = " " * (node.start_mark.column if where else 0)
    made = _after(text, node, "\n".join(f"{indent}# {line}" for line in lines))
    return _checked(text, made, lambda whole: None)


def _checked(text: str, made: str, change: Callable[[Any], None]) -> str:
    wanted = deepcopy(content(text))
    change(wanted)
    try:
        same = content(made) == wanted
    except LibraryError:
        same = False
    if not same:
        raise LibraryError("it is laid out so that lines cannot be added; lay it out plainly, or change it by hand")
    return made


def _at(whole: Any, where: Path) -> Any:
    for step in where:
        whole = whole[step]
    return whole


def _node(text: str, where: Path) -> Any:
    """The node on a path; None where there is none."""
    node: Any = _composed(text)
    for step in where:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node


def _end(text: str, node: Any) -> int:
    """The place after a node's last character."""
    if isinstance(node, yaml.ScalarNode):
        end = int(node.end_mark.index)
        return len(text[:end].rstrip()) if node.style in ("|", ">") else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last) if isinstance(node, yaml.SequenceNode) else max(_end(text, each) for each in last)


def _after(text: str, node: Any, lines: str) -> str:
    """The text with lines after the line on which a node ends."""
    eol = "\r\n" if "\r\n" in text else "\n"
    at = text.find("\n", _end(text, node))
    head, tail = (text + eol, "") if at < 0 else (text[: at + 1], text[at + 1 :])
    return head + lines.replace("\n", eol) + eol + tail


def _inside(text: str, node: Any, more: str) -> str:
    """The text with more at the end of a list or mapping in brackets."""
    close = int(node.end_mark.index) - 1
    kept = text[:close].rstrip()
    comma = "" if not node.value else " " if kept.endswith(",") else ", "
    made = kept + comma + more + text[close:]
    start, stop = made.rfind("\n", 0, close) + 1, made.find("\n", close)
    long = (len(made) if stop < 0 else stop) - start > WIDTH
    return _wrapped(text, made, node) if long else made


def _wrapped(text: str, made: str, node: Any) -> str:
    """The changed text with a long list or mapping in brackets on several lines; as it is where comments are inside."""
    start, more = int(node.start_mark.index), len(made) - len(text)
    end = int(node.end_mark.index) + more
    inside = made[start:end]
    if "#" in inside:
        return made
    indent = int(node.start_mark.column)
    lines = yaml.dump(
        content(inside),
        Dumper=_Plain,
        default_flow_style=True,
        width=WIDTH - indent - 14,
        sort_keys=False,
        allow_unicode=True,
    )
    eol = "\r\n" if "\r\n" in text else "\n"
    return made[:start] + lines.strip().replace("\n", eol + " " * indent) + made[end:]


def _on_line(node: Any) -> bool:
    """Whether a value stands beside its key."""
    return isinstance(node, yaml.ScalarNode) or bool(node.flow_style)


def _key_of(text: str, where: Path) -> int:
    """The place of the key under which a value stands."""
    parent = _node(text, where[:-1])
    return int(next(key.start_mark.index for key, _ in parent.value if key.value == str(where[-1])))


def _column(text: str, where: Path) -> int:
    """The column of the key under which a value stands."""
    at = _key_of(text, where)
    return at - text.rfind("\n", 0, at) - 1


def _opened(text: str, node: Any, value: Any, indent: int) -> str:
    """The text with an empty pair of brackets replaced by lines of their own; a comment after them stays above."""
    eol = "\r\n" if "\r\n" in text else "\n"
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    stop = text.find("\n", end)
    rest = text[end:] if stop < 0 else text[end:stop].rstrip("\r")
    tail = eol if stop < 0 else text[stop + 1 :]
    lines = "\n".join(_entry(flow(key), each, indent) for key, each in value.items()) if isinstance(value, dict) else ""
    made = (lines or block(value, indent)).replace("\n", eol)
    return text[:start].rstrip() + rest.rstrip() + eol + made + eol + tail


def _replaced(text: str, node: Any, where: Path, value: Any) -> str:
    start, end = int(node.start_mark.index), _end(text, node)
    if isinstance(node, yaml.ScalarNode) and not node.value and start == end:
        return text[:start] + " " + flow(value) + text[end:]
    parent = _node(text, where[:-1])
    if isinstance(where[-1], str) and not parent.flow_style and (isinstance(value, str) or not _on_line(node)):
        start, indent = _key_of(text, where), int(parent.start_mark.column)
        eol = "\r\n" if "\r\n" in text else "\n"
        return text[:start] + _entry(flow(where[-1]), value, indent).lstrip().replace("\n", eol) + text[end:]
    return text[:start] + flow(value) + text[end:]


def _added(text: str, where: Path, value: Any, before: str | None) -> str:
    parent, key = _node(text, where[:-1]), flow(where[-1])
    if not isinstance(parent, yaml.MappingNode):
        raise LibraryError(f"{'/'.join(map(str, where[:-1]))} is no mapping; mend the file")
    if parent.flow_style and (parent.value or len(where) == 1):
        return _inside(text, parent, f"{key}: {flow(value)}")
    if parent.flow_style:
        return _opened(text, parent, {where[-1]: value}, _column(text, where[:-1]) + 2)
    indent = int(parent.start_mark.column)
    follows = next((i for i, (each, _) in enumerate(parent.value) if before is not None and each.value == before), None)
    last = parent if not follows else parent.value[follows - 1][1]
    return _after(text, last, _entry(key, value, indent))


def _entry(key: str, value: Any, indent: int) -> str:
    """A key and its value, as lines of a mapping."""
    space = " " * indent
    short = f"{space}{key}: {flow(value)}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{space}{key}:\n{block(value, indent + 2)}"
    if isinstance(value, dict) and len(short) > WIDTH:
        return f"{space}{key}:\n{_lines(value, indent + 2)}"
    if isinstance(value, str) and len(short) > WIDTH:
        return _lines({key: value}, indent)
    return short
