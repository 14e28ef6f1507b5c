"""What went wrong: values for bad data, exceptions for a caller's mistake.

The tree of exceptions::

    FoedusError
    ├── UsageError      the call's words are off                (exit code 2)
    │   ├── BadDate     not a date that the calendar or EDTF has
    │   ├── UnknownName no such actor, agreement or viewpoint
    │   └── Erased      a text that was erased from the ledger, and is not recorded again
    └── DataError       the ledger or the library is unusable   (exit code 3)
        ├── LibraryError  a library file breaks its schema, with file and line
        └── LedgerError   the store cannot be opened, read or trusted

Bad *input* (a file that cannot be read, a language that is not read) is never an exception:
it becomes a :class:`Problem`, the rest is done, and the exit code is 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be done, kept and counted beside what could.

    what: a sentence that names the failure ("not read: language ka").
    where: path, address or document id; a line number after a colon where there is one.
    why: the cause, in words that its reader can act on.
    todo: what to do next.
    code: a stable short word for machines ("language", "empty", "binary", "too-large", "fault", …).

    >>> Problem("language", "not read: language ka", "a.txt", "only English is read", "translate it").line()
    'a.txt: not read: language ka (only English is read). translate it'
    """

    code: str
    what: str
    where: str
    why: str = ""
    todo: str = ""

    def line(self) -> str:
        """The problem as one line for a person."""
        why = f" ({self.why})" if self.why else ""
        todo = f". {self.todo}" if self.todo else ""
        return f"{self.where}: {self.what}{why}{todo}"


def each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, although loading and reading may both have met it (a language that is not read)."""
    return tuple({(problem.what, problem.where): problem for problem in reversed(tuple(problems))}.values())[::-1]


class FoedusError(Exception):
    """What every error that foedus raises on purpose inherits from."""


class UsageError(FoedusError):
    """The caller's words are off: what was given, what is possible instead."""


class BadDate(UsageError):
    """A date that neither the calendar nor EDTF has."""


class UnknownName(UsageError):
    """No actor, agreement or viewpoint has this name; near ones are suggested."""


class Erased(UsageError):
    """The document's words were erased from the ledger; the message names the tombstone."""


class DataError(FoedusError):
    """The library or the ledger cannot be used."""


class LibraryError(DataError):
    """A library file breaks its schema; the message names file, line and remedy."""


class LedgerError(DataError):
    """The ledger's store cannot be opened, read or trusted."""
