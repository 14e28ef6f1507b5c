"""Watching: what has changed between two looks at some actors, agreements and questions.

    state = facts(library, topics, day, label)
    changes = (*fact_changes(before, state), *contradiction_changes(…), *claim_changes(…))

States are JSON objects, so that a ledger keeps them; comparing two of them needs neither library nor ledger.
"""

from foedus.watching.changes import Change, contradiction_changes, fact_changes
from foedus.watching.facts import Topics, facts
from foedus.watching.news import Said, news, proposition

__all__ = [
    "Change",
    "Said",
    "Topics",
    "contradiction_changes",
    "fact_changes",
    "facts",
    "news",
    "proposition",
]
