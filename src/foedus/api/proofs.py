"""Proofs, reasons why not, what would flip an answer, in whose eyes a duty follows, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foedus.api.results import Result
from foedus.model.problems import Problem, UsageError
from foedus.views import explained as explained_view
from foedus.views import html
from foedus.views.graph import proof_graph
from foedus.views.svg import svg
from foedus.views.table import Label

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Told(Result):
    """A record of the desk's with the words for it."""

    _record: Record
    _label: Label
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {str(self).splitlines()[0]}>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """It as one JSON object, that which the command line prints with ``--format json``."""
        return [dict(self._record)]

    def _parts(self) -> Iterator[str]:
        yield html.paragraph(str(self))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Explanation(_Told):
    """The proof of an obligation, or why somebody is not bound, condition by condition.

    Examples:
        >>> import foedus
        >>> answer = foedus.bound("RUS", "FIN", on="2022-02-20")
        >>> reasons = {case["provision"]["agreement"]: case["conditions"] for case in answer.explain("USA").why_not}
        >>> [each["code"] for each in reasons["north-atlantic-1949"] if each["met"] == "no"]
        ['not-party']
    """

    def __str__(self) -> str:
        return explained_view.explanation(self._record, self._label)

    @property
    def proofs(self) -> list[dict[str, Any]]:
        """Each proof with its steps, as JSON objects."""
        return list(self._record["proofs"])

    @property
    def why_not(self) -> list[dict[str, Any]]:
        """Each article that does not bind, with every condition and whether it is met, as JSON objects."""
        return list(self._record["why_not"])

    def svg(self) -> str:
        """The proof as a picture with the facts that each step rests on; an SVG document.

        Raises:
            UsageError: Where there is no proof to draw.
        """
        if not self._record["proofs"]:
            raise UsageError("nothing is proved here, so there is no proof to draw; print it instead")
        return svg(proof_graph(self._record["question"], self._record["proofs"], self._label))

    def _parts(self) -> Iterator[str]:
        if self._record["proofs"]:
            graph = proof_graph(self._record["question"], self._record["proofs"], self._label)
            yield html.picture(svg(graph), graph.text)
        yield html.paragraph(str(self))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Flips(_Told):
    """The smallest sets of facts whose change flips whether an actor is bound.

    Examples:
        >>> import foedus
        >>> flips = foedus.bound("RUS", "FIN", on="2022-02-20").flip("USA", most=1)
        >>> flips.to_dicts()[0]["bound"], flips.complete
        ('no', True)
    """

    def __str__(self) -> str:
        return explained_view.flips(self._record, self._label)

    @property
    def complete(self) -> bool:
        """Whether every set was tried, so that there are no others."""
        return bool(self._record["complete"])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Viewpoints(_Told):
    """In whose eyes each duty follows.

    Examples:
        >>> import foedus
        >>> seen = foedus.bound("GEO", "south-ossetia", on="2022-02-20").viewpoints()
        >>> sorted(set(seen.to_polars()["bearer"]))
        ['RUS', 'abkhazia']
    """

    def __str__(self) -> str:
        from foedus.views.viewpoints import text

        return text(self._record, self._label)

    def _rows(self) -> Sequence[Record]:
        from foedus.views.viewpoints import flat

        return flat(self._record)

    def _columns(self) -> tuple[str, ...]:
        from foedus.views.viewpoints import COLUMNS

        return COLUMNS

    def _parts(self) -> Iterator[str]:
        from foedus.views.viewpoints import table

        yield html.table(table(self._record, self._label))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Difference(_Told):
    """Who becomes bound and who is no longer, between two questions, and which facts differ.

    Examples:
        >>> import foedus
        >>> found = foedus.diff(
        ...     "GEO", "south-ossetia", on="2022-02-20", viewpoint="RUS", other_viewpoint="GEO"
        ... )
        >>> len(found.no_longer), len(found.becomes)
        (7, 0)
    """

    def __str__(self) -> str:
        from foedus.views.difference import text

        return text(self._record, self._label)

    @property
    def no_longer(self) -> list[dict[str, Any]]:
        """Obligations of the first answer alone, each with why the second has it not, as JSON objects."""
        return list(self._record["no_longer"])

    @property
    def becomes(self) -> list[dict[str, Any]]:
        """Obligations of the second answer alone, as JSON objects."""
        return list(self._record["becomes"])

    @property
    def changed(self) -> list[dict[str, Any]]:
        """Obligations of both that are not alike, with what differs, as JSON objects."""
        return list(self._record["changed"])

    @property
    def same(self) -> int:
        """How many obligations both answers have."""
        return int(self._record["same"])

    def _rows(self) -> Sequence[Record]:
        from foedus.views.difference import flat

        return flat(self._record)

    def _columns(self) -> tuple[str, ...]:
        from foedus.views.difference import COLUMNS

        return COLUMNS

    def _parts(self) -> Iterator[str]:
        from foedus.views.difference import table

        yield html.table(table(self._record, self._label))
        yield html.folded("In words", (html.paragraph(str(self)),))
