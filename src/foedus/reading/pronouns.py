"""Whom a pronoun means: the speaker, the antecedent of its relative clause, the most salient name that agrees."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.salience import is_antecedent, is_subject, overlap, sentences_between
from foedus.reading.syntax import is_infinitive, subjects

if TYPE_CHECKING:
    from foedus.model.claims import Mention
    from foedus.reading.links import Link
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents

FIRST_PERSON = frozenset({"we", "our", "us", "ours", "ourselves"})
NEUTER = frozenset({"it", "its", "itself"})
PERSONAL = frozenset({"he", "his", "him", "himself", "she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "their", "them", "theirs", "themselves"})
_SINGULAR_SELF = frozenset({"i", "my", "me", "mine", "myself"})
_POLITIES = frozenset({"state", "former-state", "de-facto-state", "region", "place", "city", "union", "people"})
_BODIES = frozenset({"alliance", "union", "organisation"})
_ACTING = _POLITIES | _BODIES | {"armed-group"}
_NEUTERS = _ACTING | {"parliament", "ministry", "outlet", "agency"}
_DEEPEST = 12
"""Clauses of a sentence that a pronoun looks up through."""


def pronoun(referents: Referents, token: Token, speaker: Mention | None) -> tuple[Mention, ...]:
    """The actors that a pronoun means; empty where nobody can be."""
    lower = token.lower_
    if lower in FIRST_PERSON:
        return (referents.word_as(token, referents.polity(speaker).actor),) if speaker else ()
    if lower in _SINGULAR_SELF:
        return (referents.word_as(token, speaker.actor),) if speaker else ()
    if token.tag_ in ("WDT", "WP", "WP$"):
        antecedent = _relative(token)
        return referents.who(antecedent, speaker) if antecedent is not None and antecedent.i != token.i else ()
    bound = _bound(referents, token) if lower in ("its", "their") else ()
    if bound:
        return bound
    parallel = _parallel(token) if lower in NEUTER | PLURAL else None
    if parallel is not None:
        return referents.who(parallel, speaker)
    if lower in PERSONAL:
        return _of_matrix(referents, token, frozenset({PERSON})) or nearest(referents, token, frozenset({PERSON}))
    if lower in NEUTER:
        return nearest(referents, token, _NEUTERS)
    if lower in PLURAL:
        return (
            _of_plural_matrix(referents, token)
            or referents.group(token)
            or _people(referents, token)
            or nearest(referents, token, _ACTING)
        )
    return ()


def _relative(token: Token) -> Token | None:
    clause = next((t for t in [token, *token.ancestors] if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else None


def _bound(referents: Referents, token: Token) -> tuple[Mention, ...]:
    """Whose what somebody is given or told to move is: his own ("gave *X* a month to withdraw *its* troops")."""
    verb = token.head.head
    if token.dep_ != "poss" or token.head.dep_ != "dobj" or not is_infinitive(verb):
        return ()
    links = [link for t in subjects(verb) if (link := referents.link(t)) is not None and t.i < token.i]
    named = {link.key for link in links if link.type in _POLITIES | _BODIES}
    fits_one = len(named) == 1 or token.lower_ == "their"
    return tuple(referents.word_as(token, key) for key in named) if fits_one else ()


def _parallel(token: Token) -> Token | None:
    """The object before it that an object pronoun takes up: "would recognise the region and absorb it"."""
    verb = token.head
    if token.dep_ != "dobj" or verb.dep_ != "conj" or verb.head.pos_ != "VERB":
        return None
    return next((c for c in verb.head.children if c.dep_ == "dobj" and c.pos_ != "PRON"), None)


def _of_matrix(referents: Referents, token: Token, types: frozenset[str]) -> tuple[Mention, ...]:
    """The subject of a clause that a pronoun's own clause depends on: "the president said that his country …"."""
    for verb in islice(token.ancestors, _DEEPEST):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        for subject in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")):
            if subject.i >= token.i or overlap(subject, token):
                continue
            link = referents.link(subject)
            if link is not None and link.type in types and referents.genders.agree(token.lower_, link.key):
                return (referents.word_as(token, link.key),)
            if link is None and PERSON in types and subject.lemma_.lower() in words("nouns", "person"):
                found = referents.described(subject, None)
                return (referents.word_as(token, found[0].actor),) if found else ()
    return ()


def _of_plural_matrix(referents: Referents, token: Token) -> tuple[Mention, ...]:
    """The several who say what a clause with "they" tells: "the three said *they* were leaving"."""
    clause = next((t for t in token.ancestors if t.dep_ == "ccomp"), None)
    if clause is None or clause.head.i >= token.i:
        return ()
    subject = next((c for c in clause.head.children if c.dep_ == "nsubj" and c.i < token.i), None)
    if subject is None or (subject.pos_ != "NUM" and subject.tag_ not in ("NNS", "NNPS")):
        return ()
    found = referents.who(subject)
    named = all(referents.gazetteer.actor(mention.actor) is not None for mention in found)
    return tuple(referents.word_as(token, mention.actor) for mention in found) if named else ()


def _people(referents: Referents, token: Token) -> tuple[Mention, ...]:
    """The plural noun before it that somebody owns: "Rwandan soldiers ... *they* must leave" are Rwanda's."""
    low = token.doc[token.sent.start - 1].sent.start if token.sent.start > 0 else token.sent.start
    for noun in reversed(token.doc[low : token.i]):
        if noun.tag_ != "NNS" or noun.lemma_.lower() not in words("nouns", "institution") or overlap(noun, token):
            continue
        owner = referents.owner(noun)
        return (referents.word_as(token, referents.polity_key(owner.actor)),) if owner is not None else ()
    return ()


def nearest(referents: Referents, token: Token, types: frozenset[str]) -> tuple[Mention, ...]:
    """The most salient earlier name: subjects before others, near before far."""
    best: tuple[float, Link] | None = None
    here = referents.page.passage(token)
    for link in referents.earlier(token):
        if link.type not in types or link.role == "demonym" or not referents.genders.agree(token.lower_, link.key):
            continue
        if here.index - link.passage > 2:
            break
        head = referents.page.passages[link.passage].parse[link.head]
        if _co_argument(head, token) or _within(head, token):
            continue
        distance = sentences_between(head, token)
        prominent = is_subject(head) or is_antecedent(head, token)
        score = -1.5 * distance + (1.2 if prominent else 0.0) + (0.3 if link.known else 0.0)
        if best is None or score > best[0] + 1e-9:
            best = (score, link)
    return (referents.word_as(token, best[1].key),) if best else ()


def _within(head: Token, token: Token) -> bool:
    """Whether a pronoun is the subject of the clause that tells of a noun: "X, whose silence *it* deplored"."""
    if head.doc is not token.doc or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return token.head.dep_ == "relcl" and token.head.head.i == head.i


def _co_argument(head: Token, token: Token) -> bool:
    """A pronoun that is no possessive does not mean another argument of its own verb, a shared subject included."""
    if head.doc is not token.doc or token.dep_ == "poss" or head.i == token.i:
        return False
    if token.dep_ in ("nsubj", "nsubjpass"):
        return head.head.i == token.head.i
    return head.head.i == token.head.i or any(subject.i == head.i for subject in subjects(token.head))
