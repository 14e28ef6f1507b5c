"""The YAML that the library's files are written in: dates are strings, and a key stands once.

Values are built straight from the parser's nodes: the library has some hundred thousand of them, which are read at
every start.
"""

from __future__ import annotations

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

__all__ = ["SafeLoader", "StringDates"]

_TAG = "tag:yaml.org,2002:"
_STRING, _SEQUENCE, _MAPPING = f"{_TAG}str", f"{_TAG}seq", f"{_TAG}map"
_PLAIN = {yaml.ScalarNode: _STRING, yaml.SequenceNode: _SEQUENCE, yaml.MappingNode: _MAPPING}


class _NotPlainError(Exception):
    """A node that is more than words, lists and tables of words: PyYAML's own way is taken."""


class StringDates(SafeLoader):
    """Dates stay strings, since EDTF says more than a calendar day; duplicate keys are errors."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node that is written without one; as PyYAML's, without what the library has no use for."""
        if kind is yaml.ScalarNode and implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return str(tag)
        return _PLAIN[kind]

    def construct_document(self, node: yaml.Node) -> Any:
        """The value of a document."""
        try:
            return self._plain(node, {})
        except (_NotPlainError, RecursionError):
            return super().construct_document(node)

    def _plain(self, node: yaml.Node, made: dict[int, Any]) -> Any:
        if node.tag == _STRING and type(node) is yaml.ScalarNode:
            return node.value
        if id(node) in made:
            return made[id(node)]  # an alias: the same value again
        if type(node) is yaml.ScalarNode:
            return self.construct_object(node, deep=True)
        if node.tag not in (_SEQUENCE, _MAPPING):
            raise _NotPlainError
        if type(node) is yaml.SequenceNode:
            value: Any = [self._plain(each, made) for each in node.value]
        else:
            value = {self._key(key): self._plain(each, made) for key, each in node.value}
            if len(value) != len(node.value):
                raise _NotPlainError  # a key stands twice, which is told where it does
        made[id(node)] = value
        return value

    def _key(self, node: yaml.Node) -> Any:
        if type(node) is not yaml.ScalarNode or node.tag == f"{_TAG}merge":
            raise _NotPlainError
        return node.value if node.tag == _STRING else self.construct_object(node, deep=True)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str) and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key if isinstance(key, str) else str(key))
        return super().construct_mapping(node, deep=deep)


def _words_of(first: str) -> tuple[str, ...]:
    """What is read as a word although YAML 1.1 reads more into it: dates, and on, off, yes and no (as in YAML 1.2)."""
    dates, truths = "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"
    return (dates,) if first in "tTfF" else (dates, truths)


StringDates.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _words_of(first)]
    for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
}
