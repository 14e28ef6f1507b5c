"""Commitment: somebody is bound, promises, is asked or may be called on to do something for somebody.

A duty's verb ("defend", "come to the aid of", "withdraw its forces") counts where its context binds: an infinitive
under "obliges", "is bound to", "pledges"; a promise with "will"; a demand; a treaty that says so.  Nouns bind too: a
"guarantor", a clause on mutual defence, an attack on one that is an attack on all.  What happened ("Russia defended …")
is no commitment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment import demands, nouns, pacts, standing, treaty_clauses, verbs
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.repeats import completed, merged, repeats
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.syntax import governors, is_infinitive

if TYPE_CHECKING:
    from foedus.reading.context import Context


def find(context: Context) -> Iterator[Draft]:
    """A draft for each commitment; several debtors of one duty stay in one claim."""
    parties = Parties(context)
    found = (part.find(context, parties) for part in (verbs, pacts, treaty_clauses, nouns, standing, demands))
    told = list(completed([draft for drafts in found for draft in drafts]))
    yield from (_voiced(draft) for draft in merged(context, [*told, *repeats(context, told)]))


def _voiced(draft: Draft) -> Draft:
    """A promise with the voice that tells it: "vowed to help" is the text's own, "vowed that …" the promiser's."""
    if not draft.rule.endswith("-promised") or (draft.predicate.dep_ == "ccomp" and not is_infinitive(draft.predicate)):
        return draft
    for above in governors(draft.predicate)[:3]:
        if above.pos_ == "VERB" and above.lemma_.lower() in words("commitment", "promising"):
            return replace(draft, predicate=above)
    return draft
