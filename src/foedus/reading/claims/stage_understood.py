"""What a clause on an agreement leaves out: the agreement itself, who does it, and who is said not to.

"Norway signed at once, Malta has yet to ratify", "ended the quarrel in a treaty signed in Lima", "but not by Y".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stage_draft import drafts
from foedus.reading.claims.stage_roles import LEXICON, sides
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL
from foedus.reading.predicates import excepted
from foedus.reading.syntax import is_passive, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token
    from foedus.reading.texts import Text

_ALONE = frozenset({"ROOT", "xcomp", "advcl", "parataxis", "dep", "acl", "conj", "ccomp"})
_FILLED = frozenset({"dobj", "xcomp", "ccomp", "prt", "dative", "oprd", "acomp"})
_WITHIN = frozenset({"in", "with", "through", "via", "by"})
_OF_TEXTS = frozenset({"ratify"})
"""Verbs that are said of agreements alone: what they leave out may stand a paragraph before."""
_PAIR = 2
_NEAR_SENTENCES = 2


def understood(context: Context, verb: Token, things: Sequence[Token]) -> tuple[Mention, ...]:
    """The agreement of a verb that names none: of "(signed in May)", and of "X has signed, Y has yet to ratify"."""
    if verb.lemma_.lower() in words(LEXICON, "bare") and _is_bare(verb, things):
        text = context.texts.topic(verb)
        doing = any(map(any, sides(context, subjects(verb))))
        near = text is not None and doing and (verb.lemma_.lower() in _OF_TEXTS or adjoins(context, verb, text))
        mention = context.texts.as_mention(verb, text if near else None)
        return (mention,) if mention is not None else ()
    if verb.tag_ != "VBN" or verb.dep_ not in _ALONE:
        return ()
    if any(c.dep_ in ("nsubj", "nsubjpass", "dobj", "aux", "auxpass") for c in verb.children):
        return ()
    bracketed = verb.i > 0 and verb.doc[verb.i - 1].text == "("
    if things and not bracketed:
        return ()
    if verb.lemma_.lower() not in words(LEXICON, "trusted") and not sides(context, subjects(verb))[1]:
        return ()
    mention = context.texts.as_mention(verb, context.texts.topic(verb))
    return (mention,) if mention is not None else ()


def _is_bare(verb: Token, things: Sequence[Token]) -> bool:
    """Whether an active verb has no object of its own ("Norway signed in 2011 but never ratified")."""
    if things or is_passive(verb) or verb.dep_ in ("acl", "amod") or verb.tag_ == "VBG":
        return False
    return not any(c.dep_ in _FILLED or (c.dep_ == "prep" and c.lower_ in ("to", "on", "for")) for c in verb.children)


def adjoins(context: Context, verb: Token, text: Text) -> bool:
    """Whether a text was spoken of in the same sentence or in the two before."""
    if text.passage != context.page.passage(verb).index:
        return False
    return sum(1 for t in verb.doc[text.head : verb.i + 1] if t.is_sent_start) <= _NEAR_SENTENCES


def implied_doers(verb: Token) -> tuple[Token, ...]:
    """Who signs what a clause says that they do something in: "A and B made peace in a pact signed in C"."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or noun.dep_ != "pobj" or noun.head.lower_ not in _WITHIN:
        return ()
    above = noun.head.head
    if above.dep_ == "dobj":  # "ended the quarrel *with a treaty*", as parsers hang it
        above = above.head
    doing = subjects(above) if above.pos_ in VERBAL and not is_passive(above) else ()
    named = [t for t in doing if t.pos_ == "PROPN" or t.tag_ == "NNS"]
    return doing if len(named) >= _PAIR or any(t.tag_ == "NNS" for t in named) else ()


def not_by(context: Context, verb: Token, stage: str, texts: Sequence[Mention]) -> Iterator[Draft]:
    """Those who are said not to: "ratified by both chambers, but not yet by the Diet"."""
    for name in excepted(verb, context.referents.link):
        parties, bodies = sides(context, (name,))
        if (parties or bodies) and any(above.i == verb.i for above in name.ancestors):
            yield from drafts(
                context, name, stage, texts, parties, bodies, told=name, polarity="negated", status="actual"
            )
