"""Membership: somebody is in an organisation, joins it, leaves it, or suspends its part in it.

The organisation's type decides: one joins an alliance, a union or a body of states; to join a *state* is integration.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims import (
    members,
    membership_bids,
    membership_moves,
    membership_nouns,
    membership_prospects,
    membership_standing,
)
from foedus.reading.claims.membership_roles import drafts
from foedus.reading.drafts import Draft

if TYPE_CHECKING:
    from foedus.reading.context import Context


def find(context: Context) -> Iterator[Draft]:
    """A draft for each member and organisation."""
    finders = (
        membership_moves.find,
        membership_nouns.find,
        membership_bids.find,
        membership_prospects.find,
        membership_standing.find,
        members.find,
    )
    yield from drafts(context, (match for finder in finders for match in finder(context)))
