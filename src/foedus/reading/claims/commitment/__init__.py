"""Commitment: somebody is bound, promises, is asked or may be called on to do something for somebody.

A duty's verb ("defend", "come to the aid of", "withdraw its forces") counts where its context binds: an infinitive
under "obliges", "is bound to", "pledges"; a promise with "will"; a demand; a treaty that says so.  Nouns bind too: a
"guarantor", a clause on mutual defence, an attack on one that is an attack on all.  What happened ("Russia defended …")
is no commitment.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment import nouns, pacts, verbs
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.repeats import completed, merged, repeats
from foedus.reading.drafts import Draft

if TYPE_CHECKING:
    from foedus.reading.context import Context


def find(context: Context) -> Iterator[Draft]:
    """A draft for each commitment; several debtors of one duty stay in one claim."""
    parties = Parties(context)
    told = list(
        completed([*verbs.find(context, parties), *pacts.find(context, parties), *nouns.find(context, parties)])
    )
    yield from merged(context, [*told, *repeats(context, told)])
