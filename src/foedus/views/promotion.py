"""Promoted claims as sentences, rows and a diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.views.table import Record, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Protocol

    class Found(Protocol):
        """What became of one fact."""

        @property
        def outcome(self) -> str: ...
        @property
        def fact(self) -> str: ...
        @property
        def claims(self) -> tuple[str, ...]: ...
        @property
        def file(self) -> str | None: ...
        @property
        def why(self) -> str: ...
        @property
        def todo(self) -> tuple[str, ...]: ...
        def record(self) -> Record: ...


COLUMNS = ("outcome", "fact", "claims", "file", "why", "todo")
_WORDS = {
    "proposed": "Proposed",
    "already": "Said already",
}
"""What the page tells; conflicts and refusals are problems, and told as such."""


def text(findings: Sequence[Found], within: Mapping[str, str], *, changes: bool) -> str:
    """Findings for people as comments, to stand before the diff: ``patch -p1`` reads the whole and takes the diff.

    within: what is otherwise in copies of foedus's own files.
    """
    return "\n".join(f"# {line}".rstrip() for line in _lines(findings, within, changes))


def _lines(findings: Sequence[Found], within: Mapping[str, str], changes: bool) -> Iterator[str]:
    for outcome, title in _WORDS.items():
        found = [each for each in findings if each.outcome == outcome]
        if found:
            yield f"{title}:"
        for each in found:
            yield f"  {each.fact} ({', '.join(each.claims)}){f' -> {each.file}' if outcome == 'proposed' else ''}"
            if each.why:
                yield f"    {each.why}"
            yield from (f"    to do: {todo}" for todo in each.todo)
    for path, hunks in within.items():
        yield f"{path} is foedus's own entry but for:"
        yield from (f"  {line}" for line in hunks.splitlines() if not line.startswith("@@"))
    if not changes:
        yield "Nothing to change."


def table(findings: Sequence[Found]) -> Table:
    """Findings as rows."""
    rows = tuple(
        (
            each.outcome,
            "\n".join((each.fact, *each.claims)),
            "\n".join(filter(None, (each.file or "", each.why, *(f"to do: {todo}" for todo in each.todo)))),
        )
        for each in findings
    )
    return Table("Promotion", ("outcome", "fact", "what follows"), rows)
