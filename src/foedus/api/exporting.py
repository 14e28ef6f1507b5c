"""What the ledger and the library hold, in the formats of other tools."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from foedus.api.desks import Place, opened
from foedus.api.words import Day, Moment, Names, day, moment, several
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class Export:
    """A file in another tool's format.

    Attributes:
        form (str): The format.
        data (bytes): What the file holds; nothing where it was written to a path.
        notes (tuple[str, ...]): What a reader should know of it.

    Examples:
        >>> import foedus
        >>> foedus.Export("csv", b"claim,kind\\n").text()
        'claim,kind\\n'
    """

    form: str
    data: bytes = b""
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Export: {self.form}, {len(self.data):,} bytes>"

    def text(self) -> str:
        """What the file holds, as text, for the formats that are text."""
        return self.data.decode("utf-8")


def export(
    form: str,
    path: Place | None = None,
    *,
    kind: str | None = None,
    actor: str | None = None,
    speaker: str | None = None,
    document: str | None = None,
    status: str | None = None,
    text: str | None = None,
    on: Day | None = None,
    known_on: Moment | None = None,
    limit: int | None = None,
    min_confidence: float = 0.0,
    standing: bool = False,
    viewpoint: str | None = None,
    origin: Literal["ledger", "library", "both"] | None = None,
    agreements: Names = (),
    layer: Literal["recognition", "membership", "obligations", "forces"] | None = None,
    of: str | None = None,
    attackers: Names = (),
    targets: Names = (),
    shapes: Place | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Export:
    """Write what the ledger or the library holds in a format of other tools; docs/exchange.md says what each keeps.

    Most formats are of claims; ``gexf`` and ``graphml`` are graphs of claims or of the library's facts, ``geojson`` is
    a map of a day, ``icalendar`` the days of agreements.  Every claim comes with its id, its document, its exact words,
    what people hold of it, and the days that it was asked as of.  The same ledger gives the same bytes.

    Args:
        form: The format, such as ``csv``, ``parquet``, ``web-annotation``, ``turtle``, ``bibtex`` or ``stata``.
        path: The file to write (of ``brat`` the folder), whole or not at all; none without it.
        kind: The kind of claim, such as ``commitment``.
        actor: Who stands in any role of the claim, by name or key.
        speaker: Who says it, or in whose name it is said.
        document: The document that it stands in, by id or by the path that it was read from.
        status: ``actual``, ``planned``, ``possible``, ``conditional``, ``demanded``, ``ordered`` or ``denied``.
        text: Words of the evidence, in any script.
        on: Leaves out claims whose own time excludes the day.
        known_on: What the ledger knew at the end of that day (UTC), or at that moment.
        limit: At most so many.
        min_confidence: Leaves out claims that are less sure, from 0 to 1.
        standing: As they count after judgements: without the rejected and retracted, corrected.
        viewpoint: Of graphs, maps and calendars: whose positions are applied.
        origin: Of graphs: claims, the library's facts, or both; claims without it.
        agreements: Of calendars: which agreements; all without any.
        layer: Of maps: what they show.
        of: Of maps: recognition of, members of, forces of whom.
        attackers: Of maps of obligations: who attacks.
        targets: Of maps of obligations: who is attacked.
        shapes: Of maps: a GeoJSON file of countries, for those that foedus lacks.
        ledger: An open ledger, a file or a database's address; the user's own without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The bytes of the format, with notes; no bytes where they were written to a file.

    Raises:
        UsageError: For a format that there is not, whose extra is not installed, or that does not take what is given.
        DataError: Where the file cannot be written, which then is as it was.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     print(foedus.export("csv", ledger=ledger).text().partition(",")[0])
        claim
    """
    from foedus.desk.exchanging import Wanted
    from foedus.desk.exporting import Further
    from foedus.desk.exporting import export as exported

    if not 0 <= min_confidence <= 1:
        raise UsageError(f"a confidence is from 0 to 1, not {min_confidence}")
    wanted = Wanted(
        kind, actor, speaker, document, status, text, day(on), moment(known_on), limit, min_confidence, standing
    )
    drawn = None if shapes is None else os.fspath(shapes)
    more = Further(viewpoint, origin, several(agreements), layer, of, several(attackers), several(targets), drawn)
    with opened(ledger, library=library) as desk:
        made = exported(desk, form, wanted, more, None if path is None else os.fspath(path))
        return Export(form, b"".join(made.pieces), made.notes)
