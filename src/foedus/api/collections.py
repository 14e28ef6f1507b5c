"""Collections: sequences of the field's nouns that show themselves and become records and frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from foedus.model.problems import Problem, UsageError
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T_co = TypeVar("T_co", covariant=True)
SHOWN = 20
"""Rows of a collection that a notebook shows."""


def _itself(held: Any) -> Any:
    return held


@dataclass(frozen=True, slots=True)
class Kind:
    """What the items of a collection are, and how they are told.

    noun: in the plural.  record: an item as the JSON object that the command line prints; table: some as a table.
    public: what a reader gets for what is held.  schema: the corpus's table whose columns a frame has.
    rows: an item as rows of a frame, where that is not its record; columns: those of a frame without rows.
    """

    noun: str
    record: Callable[[Any], Mapping[str, Any]]
    table: Callable[[Sequence[Any]], Table]
    public: Callable[[Any], Any] = _itself
    schema: str | None = None
    rows: Callable[[Any], Iterable[Mapping[str, Any]]] | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Collection(Sequence[T_co], Generic[T_co]):
    """Some claims, statements, obligations … in their order: a sequence that shows itself as a table.

    It has a length, is iterated and indexed as a tuple is (a slice is a collection again), and never changes.  In a
    notebook it is a table of its first rows, with the total told.

    Attributes:
        problems (tuple[Problem, ...]): What could not be read, asked or done, each with where, why and what to do.

    Examples:
        >>> import foedus
        >>> found = foedus.recognitions("South Ossetia", on="2022-02-20")
        >>> len(found), found[0].recogniser, len(found[1:])
        (11, 'RUS', 10)
        >>> found.filter(recogniser="RUS")
        <recognitions: 1>
    """

    _held: tuple[Any, ...]
    _kind: Kind
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> Self: ...
    def __getitem__(self, at: int | slice) -> T_co | Self:
        if isinstance(at, slice):
            return replace(self, _held=self._held[at])
        item: T_co = self._kind.public(self._held[at])
        return item

    def __iter__(self) -> Iterator[T_co]:
        return map(self._kind.public, self._held)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, Collection) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        count = len(self.problems)
        told = f", {count:,} problem{'s' if count > 1 else ''}" if count else ""
        return f"<{self._kind.noun}: {len(self):,}{told}>"

    def filter(self, keep: Callable[[T_co], bool] | None = None, **fields: object) -> Self:
        """The items that pass: a test of one's own, or values that fields have.

        Args:
            keep: A function of an item; without it every item passes.
            fields: Names of an item's attributes with the value that each must have: ``kind="commitment"``.

        Returns:
            A collection of the same kind, in the same order, with the same problems.

        Raises:
            UsageError: For a field that the items have not.
        """
        return replace(self, _held=tuple(held for held in self._held if self._passes(held, keep, fields)))

    def _passes(self, held: Any, keep: Callable[[T_co], bool] | None, fields: Mapping[str, object]) -> bool:
        item = self._kind.public(held)
        for name, value in fields.items():
            if not hasattr(item, name):
                raise UsageError(f"{self._kind.noun} have no {name!r}; they have {', '.join(_attributes(item))}")
            if getattr(item, name) != value:
                return False
        return keep is None or bool(keep(item))

    def to_dicts(self) -> list[dict[str, Any]]:
        """The items as JSON objects, those that the command line prints with ``--format jsonl``.

        Returns:
            One new dictionary for each item; what is not known is None.
        """
        return [dict(self._kind.record(held)) for held in self._held]

    def to_polars(self) -> pl.DataFrame:
        """The items as rows of a polars frame.

        Returns:
            A frame with the fields of ``to_dicts`` as columns.  Documents, statements and claims have the columns
            of a corpus's tables, nested where they are nested; elsewhere what is nested stands as JSON.  Null is
            unknown.
        """
        from foedus.api.frames import flat, nested

        rows = self._kind.rows or (lambda held: (self._kind.record(held),))
        records = [row for held in self._held for row in rows(held)]
        return nested(records, self._kind.schema) if self._kind.schema else flat(records, self._kind.columns)

    def to_pandas(self) -> pd.DataFrame:
        """The items as rows of a pandas frame, with the columns of ``to_polars``.

        Returns:
            A frame whose whole numbers and truths are of types that can say that nothing is known.

        Raises:
            UsageError: Where pandas is not installed; the message has the command that installs it.
        """
        from foedus.api.frames import pandas_frame

        return pandas_frame(self.to_polars())

    def _table_html(self) -> str:
        shown = self._kind.table(self._held[:SHOWN])
        return html.table(shown, len(self), self._kind.noun, "; .to_polars() has all")

    def _repr_html_(self) -> str:
        return html.page((self._table_html(), html.problems(self.problems)))


def _attributes(item: Any) -> list[str]:
    return [name for name in dir(item) if not name.startswith("_") and not callable(getattr(item, name, None))]
