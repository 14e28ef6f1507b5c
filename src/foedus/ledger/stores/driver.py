"""Which SQLite keeps ledgers: Python's own, or the newer one that the package pysqlite3 brings with it.

A process uses one of them for all its ledgers: two copies of SQLite in one process would each undo the other's locks
on a file that both have open.  Who opens a ledger's file in the same process as foedus takes :func:`driver` too.
"""

from __future__ import annotations

import sqlite3
from functools import cache
from types import ModuleType

# Before this release, two connections that checkpoint and write a write-ahead log in the same instant could
# corrupt the file ("WAL-reset bug"); the rollback journal never had it.
_WAL_IS_SAFE = (3, 51, 3)


@cache
def driver() -> ModuleType:
    """The module that opens SQLite's files: the first whose write-ahead log is safe, else Python's own."""
    return next((each for each in _installed() if wal_is_safe(each.sqlite_version_info)), sqlite3)


def _installed() -> tuple[ModuleType, ...]:
    if wal_is_safe(sqlite3.sqlite_version_info):
        return (sqlite3,)
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return (sqlite3,)
    return (sqlite3, dbapi2)


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether a SQLite of this version keeps a write-ahead log without danger to the file.

    >>> wal_is_safe((3, 40, 1)), wal_is_safe((3, 51, 3))
    (False, True)
    """
    return version >= _WAL_IS_SAFE
