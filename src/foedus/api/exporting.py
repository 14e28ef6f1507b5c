"""Claims in the formats of other tools."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from foedus.api.desks import Place, opened
from foedus.api.words import Day, Moment, day, moment
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger


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
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> bytes:
    """Write a ledger's claims in a format that other tools read; docs/exchange.md says what each keeps and loses.

    Every claim comes with its id, its document, its exact words, what people hold of it, and the days that it was asked
    as of.  The same ledger gives the same bytes.

    Args:
        form: The format, such as ``csv``, ``parquet``, ``web-annotation``, ``turtle``, ``bibtex`` or ``stata``.
        path: The file to write, whole or not at all; none without it.
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
        ledger: An open ledger, a file or a database's address; the user's own without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The bytes of the format; nothing where they were written to a file.

    Raises:
        UsageError: For a format that there is not, or whose extra is not installed.
        DataError: Where the file cannot be written, which then is as it was.

    Examples:
        >>> import foedus
        >>> with foedus.open_ledger(":memory:") as ledger:
        ...     print(foedus.export("csv", ledger=ledger).decode().partition(",")[0])
        claim
    """
    from foedus.desk.exchanging import Wanted, export_claims

    if not 0 <= min_confidence <= 1:
        raise UsageError(f"a confidence is from 0 to 1, not {min_confidence}")
    wanted = Wanted(
        kind, actor, speaker, document, status, text, day(on), moment(known_on), limit, min_confidence, standing
    )
    with opened(ledger, library=library) as desk:
        return b"".join(export_claims(desk, form, wanted, None if path is None else os.fspath(path)))
