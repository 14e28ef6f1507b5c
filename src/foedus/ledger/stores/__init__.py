"""Where a ledger is kept: SQLite in a file or in memory, PostgreSQL at an address; one interface to both."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from foedus.ledger.stores.base import WRITES, Store, explained, readable
from foedus.model.problems import UsageError

__all__ = ["WRITES", "Store", "explained", "readable", "store_at"]


def store_at(place: str | Path) -> Store:
    """The store that a path or an address names; nothing is opened or made yet.

    place: a file, ``sqlite:///FILE`` (``sqlite://`` alone is a store in memory) or
    ``postgresql://USER@HOST/DATABASE``.

    Raises UsageError for an address of any other kind of store.

    >>> store_at("news.sqlite").name, store_at("sqlite://").name
    ('news.sqlite', 'in memory')
    >>> store_at("postgresql://desk:secret@db.example/news").name
    'postgresql://desk:***@db.example/news'
    """
    from foedus.ledger.stores import postgres, sqlite

    if isinstance(place, Path) or "://" not in place:
        return sqlite.at_path(str(place))
    for made in (sqlite.at_url, postgres.at_url):
        if store := made(_address(place)):
            return store
    raise _unknown(place)


def _address(place: str) -> sa.URL:
    try:
        return sa.make_url(place)
    except (sa.exc.ArgumentError, ValueError):
        raise _unknown(place) from None


def _unknown(place: str) -> UsageError:
    scheme = place.split("://", 1)[0]  # and no more of it: what follows may hold a password
    return UsageError(
        f"no ledger can be kept at {scheme}://…: give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE"
    )
