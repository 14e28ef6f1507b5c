"""Open duties: whatever a treaty binds somebody to, or a state vows about its arms, where no lexicon names the deed.

Who is bound to anything by an agreement is bound to comply with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.binders import Bond
from foedus.reading.claims.commitment.duties import Duty
from foedus.reading.claims.commitment.parties import Parties
from foedus.reading.claims.commitment.places import at
from foedus.reading.lexicon import words
from foedus.reading.page import begin
from foedus.reading.syntax import is_infinitive, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_MODALS = frozenset({"must", "shall", "will", "would", "may", "should"})


_SAME = frozenset({"do", "be", "have", "act", "take"})
"""Verbs that take up a deed told before, or name none."""


def open_duties(context: Context, parties: Parties, known: Collection[int]) -> Iterator[Duty]:
    """A duty to comply for each deed that a treaty or a vow binds to.

    known: the offsets of the verbs that name a duty of their own.
    """
    seen = set(known)
    for verb in (*_bound(context, parties), *_under(context)):
        if begin(verb) not in seen and verb.lemma_ not in _SAME and not _before_known(verb, known):
            seen.add(begin(verb))
            yield Duty(verb, "comply", group="open")


def _before_known(verb: Token, known: Collection[int]) -> bool:
    """Whether a deed only leads to one that names its duty: "agreed to *take* steps to disarm"."""
    return any(c.pos_ == "VERB" and begin(c) in known for c in verb.subtree)


def _bound(context: Context, parties: Parties) -> Iterator[Token]:
    binding = words(L, "obliging") | words(L, "promising") | words(L, "forbidding") | words(L, "provides")
    for word in context.having(binding):
        if word.pos_ != "VERB":
            continue
        only_says = word.lemma_.lower() not in binding - words(L, "provides") | words(L, "obliging")
        if only_says and not any(parties.treaty(t) is not None for t in subjects(word)):
            continue
        for child in word.children:
            for verb in child.children if child.dep_ == "prep" else (child,):
                if verb.pos_ in ("VERB", "AUX") and _is_deed(verb, only_says=only_says):
                    yield verb
                    yield from (c for c in verb.children if c.dep_ == "conj" and is_infinitive(c))


def _is_deed(verb: Token, *, only_says: bool) -> bool:
    if verb.dep_ == "ccomp":
        return any(c.dep_ == "aux" and c.lower_ in _MODALS for c in verb.children)
    return not only_says and (verb.dep_ in ("xcomp", "pcomp") or (verb.dep_ == "advcl" and is_infinitive(verb)))


def _under(context: Context) -> Iterator[Token]:
    """The verbs of "under the accord X must …"."""
    for text in context.texts.ordered:
        token = context.page.passages[text.passage].parse[text.head]
        if token.dep_ == "pobj" and token.head.lower_ in ("under", "per"):
            verb = token.head.head
            if verb.lemma_ == "be":
                verb = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), verb)
            if verb.pos_ == "VERB":
                yield verb


def about_arms(duty: Duty, bond: Bond) -> bool:
    """Whether a vow is about arms, an army or an alliance."""
    word = bond.word
    if bond.kind != "promised" or word is None or word.lemma_.lower() not in words(L, "vowing"):
        return False
    near = at(duty.verb, "object words|on words|to words|with words|for words|against words|subject words")
    return any(t.lemma_.lower() in words(L, "security") for t in near)
