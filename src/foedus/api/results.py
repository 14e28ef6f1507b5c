"""Results that are more than a list: an answer, a reading, a comparison; what they have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from foedus.model.problems import Problem
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T = TypeVar("T")


class Result:
    """What every result can do: become records and frames, show itself, and tell what went wrong.

    ``str(result)`` is the text that the command line prints.
    """

    __slots__ = ()
    problems: tuple[Problem, ...]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The result as JSON objects, those that the command line prints with ``--format jsonl``."""
        raise NotImplementedError

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        """The records that are the rows of a frame."""
        return self.to_dicts()

    def _columns(self) -> tuple[str, ...]:
        return ()

    def _parts(self) -> Iterator[str]:
        """The result as pieces of HTML."""
        raise NotImplementedError

    def to_polars(self) -> pl.DataFrame:
        """The result's rows as a polars frame; what is nested stands as JSON, null is unknown."""
        from foedus.api.frames import flat

        return flat(self._rows(), self._columns())

    def to_pandas(self) -> pd.DataFrame:
        """The rows of ``to_polars`` as a pandas frame.

        Raises:
            UsageError: Where pandas is not installed; the message has the command that installs it.
        """
        from foedus.api.frames import pandas_frame

        return pandas_frame(self.to_polars())

    def _repr_html_(self) -> str:
        return html.page((*self._parts(), html.problems(self.problems)))


@dataclass(frozen=True, slots=True, repr=False)
class Summary(Result, Generic[T]):
    """One thing that was done or counted: what it is, and how it is told.

    Attributes:
        value: The value itself, frozen, with its fields.
        problems (tuple[Problem, ...]): What could not be done, each with where, why and what to do.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     ledger.stats().value.stats.documents
        0
    """

    value: T
    _record: Mapping[str, Any]
    _tables: tuple[Table, ...]
    _text: str = ""
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self.value).__name__}: {', '.join(f'{k}={v!r}' for k, v in list(self._record.items())[:6])}>"

    def __str__(self) -> str:
        return self._text or repr(self)

    def to_dicts(self) -> list[dict[str, Any]]:
        """It as one JSON object, that which the command line prints with ``--format json``."""
        return [dict(self._record)]

    def _parts(self) -> Iterator[str]:
        if self._text and not self._tables:
            yield html.paragraph(self._text)
        yield from map(html.table, self._tables)
