"""A ledger's counts and erasures, as tables for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from foedus.views.plain import plain
from foedus.views.table import Record, Table

if TYPE_CHECKING:
    from foedus.ledger.archive import Manifest
    from foedus.ledger.records import Kept
    from foedus.ledger.stats import Stats
    from foedus.model.erasures import Erasure
    from foedus.model.problems import Problem

    class Look(Protocol):
        """What a ledger holds and what keeps it."""

        @property
        def place(self) -> str: ...
        @property
        def known_on(self) -> str | None: ...
        @property
        def kept(self) -> Kept: ...
        @property
        def stats(self) -> Stats: ...

    class Verified(Protocol):
        """A ledger that was gone through."""

        @property
        def place(self) -> str: ...
        @property
        def looked_at(self) -> Counts: ...
        @property
        def faults(self) -> tuple[Problem, ...]: ...

    class Gone(Protocol):
        """An erasure and what came of it."""

        @property
        def erasure(self) -> Erasure: ...
        @property
        def new(self) -> bool: ...
        @property
        def claims(self) -> int: ...
        @property
        def purged(self) -> bool: ...


Counts = tuple[tuple[str, int], ...]

_COUNTED = ("kinds", "outlets", "languages", "problems", "judgements")
_MOST = 12


def stats_record(look: Look) -> Record:
    """What a ledger holds, as a JSON object."""
    held = look.stats
    numbers = ("entries", "documents", "sightings", "readings", "statements", "statements_ever", "claims",
               "claims_ever", "erasures", "uses")  # fmt: skip
    return {
        "type": "ledger",
        "place": look.place,
        "store": look.kept.store,
        "schema": look.kept.schema,
        "size": look.kept.size,
        "known_on": look.known_on,
        "first": _moment(held.first),
        "last": _moment(held.last),
        **{name: getattr(held, name) for name in numbers},
        "kept": dict(held.kept),
        **{name: [{"name": key or None, "count": number} for key, number in getattr(held, name)] for name in _COUNTED},
        "readers": [_dated(plain(each)) for each in held.readers],
        "libraries": [
            {**each.version.record(), "entries": each.entries, **_dated({"first": each.first, "last": each.last})}
            for each in held.libraries
        ],
    }


def stats_tables(look: Look) -> Iterator[Table]:
    """What a ledger holds, for people: all of it in a table, then what there are several of in tables of their own."""
    yield Table("Ledger", ("what", "how much"), tuple(_rows(look)), _notes(look))
    held = look.stats
    for title, column, counts in (
        ("Claims by kind", "kind", held.kinds),
        ("Documents by outlet", "outlet", held.outlets),
        ("Documents by language", "language", held.languages),
        ("Problems", "code", held.problems),
        ("Judgements", "verdict", held.judgements),
    ):
        if counts:
            yield _counts_table(title, column, counts)
    if held.readers:
        rows = (
            (each.version, each.model, f"{each.readings:,}", *_span(each.first, each.last)) for each in held.readers
        )
        yield Table("Readers", ("foedus", "model", "readings", "first", "last"), tuple(rows))
    if held.libraries:
        rows = (
            (each.version.id, each.version.foedus, "yes" if each.version.own else "no", f"{each.entries:,}",
             *_span(each.first, each.last))
            for each in held.libraries
        )  # fmt: skip
        columns = ("id", "foedus", "own files", "entries", "first", "last")
        yield Table("Libraries that stood when something was recorded", columns, tuple(rows))


def _rows(look: Look) -> Iterator[tuple[str, str]]:
    held, kept = look.stats, dict(look.stats.kept)
    yield "place", look.place
    yield "kept by", f"{look.kept.store}, schema {look.kept.schema}, {_size(look.kept.size)}"
    if look.known_on:
        yield "as known on", look.known_on
    yield "recorded", " to ".join(_span(held.first, held.last)) or "nothing yet"
    parts = [f"{kept[name]:,} {word}" for name, word in _KEPT if kept.get(name)]
    yield "documents", f"{held.documents:,}{' (' + ', '.join(parts) + ')' if set(kept) - {'text'} else ''}"
    yield "places that they were found at", f"{held.sightings:,}"
    yield "readings", f"{held.readings:,}"
    yield "statements", _now_and_ever(held.statements, held.statements_ever)
    yield "claims", _now_and_ever(held.claims, held.claims_ever)
    yield "judgements", f"{sum(number for _, number in held.judgements):,}"
    yield "erasures", f"{held.erasures:,}"
    if held.uses:
        yield "readings by a language model", f"{held.uses:,}"


_KEPT = (("text", "whole"), ("evidence", "only as far as quoted"), ("erased", "erased"))


def _now_and_ever(now: int, ever: int) -> str:
    return f"{now:,}" if now == ever else f"{now:,} in the latest readings, {ever:,} ever"


def _notes(look: Look) -> tuple[str, ...]:
    return () if look.stats.documents else ("Read something into it: foedus read PATH",)


def _counts_table(title: str, column: str, counts: Counts) -> Table:
    rows = tuple((name or "not told", f"{number:,}") for name, number in counts[:_MOST])
    more = len(counts) - _MOST
    return Table(title, (column, "count"), rows, (f"… and {more:,} more (--format json has all)",) if more > 0 else ())


def _span(first: datetime | None, last: datetime | None) -> tuple[str, ...]:
    return (f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}") if first and last else ()


def _size(number: int) -> str:
    """Bytes in a unit that people read.

    >>> _size(900), _size(53_477_376)
    ('900 bytes', '53.5 MB')
    """
    if number < 1000:
        return f"{number} bytes"
    power = min((len(str(number)) - 1) // 3, 4)
    return f"{number / 1000**power:.1f} {('', 'kB', 'MB', 'GB', 'TB')[power]}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _moment(when: datetime | None) -> str | None:
    return when.isoformat() if when else None


def _dated(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in record.items()}


def backup_record(manifest: Manifest, path: str) -> Record:
    """What a backup holds, as a JSON object."""
    tables = {part.name: part.rows for part in manifest.tables}
    told = ("id", "foedus", "schema", "entries", "last")
    return {"type": "backup", "path": path, **{name: getattr(manifest, name) for name in told}, "tables": tables}


def backup_line(manifest: Manifest) -> str:
    """What a backup holds, in a sentence."""
    counts = ", ".join(_counted(manifest.rows(f"{name}s"), name) for name in ("document", "claim", "judgement"))
    until = f", recorded until {manifest.last[:16].replace('T', ' ')} UTC" if manifest.last else ""
    return f"{counts}{until} ({manifest.id})"


def verified_record(found: Verified) -> Record:
    """What was looked at and what is wrong, as a JSON object."""
    return {
        "type": "verification",
        "place": found.place,
        "looked_at": dict(found.looked_at),
        "faults": [plain(fault) for fault in found.faults],
    }


def verified_line(found: Verified) -> str:
    """What was looked at and whether anything is wrong, in a sentence."""
    counts = ", ".join(f"{number:,} {name}" for name, number in found.looked_at)
    wrong = _counted(len(found.faults), "fault") if found.faults else "all is as it was recorded"
    return f"{found.place}: {wrong} ({counts})" if counts else f"{found.place}: {wrong}"


def erasure_lines(gone: Gone) -> Iterable[str]:
    """What an erasure did, for people."""
    erasure = gone.erasure
    if gone.new:
        claims = _counted(gone.claims, "claim")
        yield f"The words of {erasure.document} are erased; {claims} of it stay, marked, without their words."
    else:
        yield (
            f"The words of {erasure.document} were erased before, on {erasure.at:%Y-%m-%d} by {erasure.by}: "
            f"{erasure.reason}."
        )
    yield f"{erasure.id} stands in their place."
    if not gone.purged:
        yield (
            "Others have the ledger open, so its file may still hold traces of them. "
            "Give the same command again once they are done."
        )
    yield "Backups that were made before still have them: make a new one and delete the old."
