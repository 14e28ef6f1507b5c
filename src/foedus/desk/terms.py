"""Loaded terms: whose usage a name or a word is, and what it implies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.gazetteer.fold import fold_name
from foedus.views.terms import Usage

if TYPE_CHECKING:
    from foedus.desk.opening import Desk
    from foedus.model.claims import Term


def usage(desk: Desk, term: Term) -> Usage:
    """Who uses a loaded term, by the library's names of what it refers to and its list of loaded words."""
    actor = desk.gazetteer.actor(term.actor)
    said = fold_name(term.text.casefold())
    for name in actor.names if actor else ():
        if name.sense == term.sense and fold_name(name.text.casefold()) == said:
            return Usage(term.text, term.actor, term.sense, name.used_by, name.source)
    words = term.text.split()
    for n in range(len(words), 0, -1):
        for first in range(len(words) - n + 1):
            for each in desk.gazetteer.modifier_senses(" ".join(words[first : first + n])):
                if each.sense == term.sense:
                    return Usage(term.text, term.actor, term.sense, each.used_by, each.source)
    return Usage(term.text, term.actor, term.sense)
