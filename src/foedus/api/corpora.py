"""Corpora: any number of articles, read into a folder of Parquet that any tool reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from foedus.api.desks import Place, settings
from foedus.api.results import Result
from foedus.api.words import paths
from foedus.model.problems import Problem, UsageError
from foedus.views import html
from foedus.views.table import Table

if TYPE_CHECKING:
    import polars as pl

    from foedus.desk.corpora import Progress

CorpusTable = Literal["documents", "statements", "claims", "problems", "sightings"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Corpus(Result):
    """A folder of Parquet tables: documents, statements, claims, problems, and where else texts were found.

    Args:
        folder: What ``read_corpus`` or ``foedus corpus read`` wrote.

    Attributes:
        folder (str): The folder.
        problems (tuple[Problem, ...]): Those met while it was read just now; all are in its table of problems.

    Raises:
        UsageError: Where the folder holds no corpus.

    Examples:
        >>> import foedus
        >>> try:
        ...     foedus.Corpus("no-such-folder")
        ... except foedus.UsageError as error:
        ...     print(error)
        there is no corpus at no-such-folder; make one: foedus corpus read SOURCE... --out no-such-folder
    """

    folder: str
    problems: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        from foedus.corpora.folder import read_about

        object.__setattr__(self, "folder", os.fspath(self.folder))
        if read_about(Path(self.folder)) is None:
            raise UsageError(
                f"there is no corpus at {self.folder}; make one: foedus corpus read SOURCE... --out {self.folder}"
            )

    def __repr__(self) -> str:
        counts = self.counts()
        return f"<Corpus: {self.folder}, {counts['documents']:,} documents, {counts['claims']:,} claims>"

    def counts(self) -> dict[str, int]:
        """How many rows each table has.

        Returns:
            A number for each of documents, statements, claims, problems and sightings.
        """
        from foedus.corpora.columns import TABLES
        from foedus.corpora.folder import shards

        held = list(shards(Path(self.folder)))
        return {table: sum(each.rows[table] for each in held) for table in TABLES}

    def scan(self, table: CorpusTable = "claims") -> pl.LazyFrame:
        """A table as a lazy polars frame, of which only what a question needs is read.

        Args:
            table: ``documents``, ``statements``, ``claims``, ``problems`` or ``sightings``.

        Returns:
            The frame, with a claim's roles and attributes as structs.

        Raises:
            UsageError: For a table that there is not.
        """
        import polars as pl

        from foedus.corpora.columns import TABLES, schemas
        from foedus.corpora.folder import shards

        if table not in TABLES:
            raise UsageError(f"a corpus has no table {table!r}; it has {', '.join(TABLES)}")
        files = [Path(self.folder) / table / f"{shard.name}.parquet" for shard in shards(Path(self.folder))]
        there = [file for file in files if file.exists()]
        return pl.scan_parquet(there) if there else pl.LazyFrame(schema=schemas()[table])

    def to_dicts(self) -> list[dict[str, Any]]:
        """How much it holds, as one JSON object."""
        return [{"folder": self.folder, **self.counts()}]

    def to_polars(self) -> pl.DataFrame:
        """The claims as a polars frame; ``scan`` has every table without reading all of it."""
        return self.scan("claims").collect()

    def _parts(self) -> Iterator[str]:
        rows = tuple((name, f"{count:,}") for name, count in self.counts().items())
        yield html.table(Table(f"Corpus {self.folder}", ("table", "rows"), rows))


def read_corpus(
    sources: Place | Iterable[Place],
    folder: Place,
    *,
    engine: Literal["local", "ray"] = "local",
    workers: int | None = None,
    shard_size: int | None = None,
    replace: bool = False,
    model: str | None = None,
    library: Place | None = None,
    tagger: bool | None = None,
    weights: Place | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Corpus:
    """Read any number of articles into tables of documents, statements, claims and problems, as Parquet.

    It goes on where it was stopped: what the folder holds is not read again, and no document is in it twice.

    Args:
        sources: Folders; files of any kind that ``read`` takes; .jsonl, .parquet, .warc, .warc.gz.
        folder: Where the Parquet goes; made if need be.
        engine: Processes of this machine, or a Ray cluster (extra ``ray``).
        workers: How many read at once; all cores without it.
        shard_size: Characters of a shard; 500,000 without it.
        replace: Remove what another reader read in the folder, and read it anew.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        library: A folder of one's own agreements and positions, beside the library.
        tagger: Whether the learned tagger finds statements beside the grammar; needs the extra ``tagger``.
        weights: The folder of a tagger of one's own.
        progress: Called after each step with how far it has come.

    Returns:
        The corpus; what could not be read is in its table of problems.

    Raises:
        UsageError: Where the folder holds another reader's work, or an engine is not installed.

    Examples:
        >>> import foedus, inspect
        >>> inspect.signature(foedus.read_corpus).parameters["engine"].default
        'local'
    """
    from foedus.desk.corpora import Plan
    from foedus.desk.corpora import read_corpus as run

    chosen = settings(model=model, library=library, tagger=tagger, weights=weights)
    problems: list[Problem] = []
    plan = Plan(engine, workers, shard_size, replace)
    for done in run(paths(sources), os.fspath(folder), chosen, plan):
        problems.extend((done.step.problems if done.step else ())[: _KEPT - len(problems)])
        if progress is not None:
            progress(done)
    return Corpus(os.fspath(folder), tuple(problems))


_KEPT = 1_000
"""Problems that a result lists; a corpus may have millions, all of which stand in its table."""
