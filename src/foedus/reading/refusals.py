"""What is asked and turned down: pleas that are rebuffed, questions to which the next sentence says no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.reading.lexicon import lexicon, words

if TYPE_CHECKING:
    from foedus.reading.parse import Token


def spurns(verb: Token, lemma: str, complement: Token) -> bool:
    """Whether what is demanded or offered is turned down: "resisted pressure to sign", "brushed aside calls for it"."""
    if lemma not in words("modality", "spurning") or complement.dep_ not in ("dobj", "nsubjpass"):
        return False
    asking = complement.lemma_.lower() in words("modality", "demanded_nouns") or complement.lemma_.lower() in words(
        "modality", "offers"
    )
    return asking and has_one_of("spurning_particles", verb, lemma)


def is_spurned(verb: Token, clause: Token) -> bool:
    """Whether an infinitive right after what a verb turns down says what was asked for."""
    asked = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < clause.i), None)
    if asked is None or clause.left_edge.i - asked.right_edge.i > 1:
        return False
    return spurns(verb, verb.lemma_.lower(), asked)


def has_one_of(table: str, verb: Token, lemma: str) -> bool:
    """Whether a verb has one of the small words without which a table's verb means something else."""
    wanted = lexicon("modality")[table].get(lemma)
    return wanted is None or any(c.lower_ in wanted for c in verb.children)


def denying_answer(verb: Token) -> Token | None:
    """The word by which the next sentence says no to a question: "Would X join? Not yet, …"."""
    end = verb.sent.end
    if end >= len(verb.doc) or verb.sent[-1].text != "?":
        return None
    first = verb.doc[end]
    while first.is_punct and first.i + 1 < len(verb.doc):
        first = verb.doc[first.i + 1]
    return first if first.lower_ in words("modality", "denying_answers") else None


def neither(preposition: Token) -> Token | None:
    """The "neither" of "belongs to neither A nor B", which a parse hangs on the preposition or on what follows it."""
    after = (*preposition.children, *(c for t in preposition.children if t.dep_ == "pobj" for c in t.children))
    return next((t for t in after if t.lower_ == "neither"), None)
