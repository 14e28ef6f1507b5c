"""The words that tell an event: verbs, verbs with their nouns, nouns, and what speakers say that others must do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.claims.event_types import put, sharpened
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.syntax import is_infinitive, nominal_agents, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "event"
_MODIFIERS = ("amod", "compound")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells an event, its PLOVER type, and the heads of the phrases that name who does it.

    said: whether its speaker does it, by saying so; done_to: whom it is done to, where grammar alone would not tell.
    """

    word: Token
    type: str
    doers: tuple[Token, ...]
    said: bool = False
    done_to: tuple[Token, ...] | None = None


def cues(context: Context) -> Iterator[Cue]:
    """Every cue on a page, those that say more before plain verbs."""
    acts = (_promises, _threats, _preparations, _idioms, _verbs, _readiness, _help, _nouns, _failures)
    for finder in (*acts, _messages, _duties, _unthinkable):
        yield from finder(context)


@cache
def _by_lemma() -> dict[str, str]:
    return {lemma: type_ for type_, lemmas in lexicon(_L)["verbs"].items() for lemma in lemmas}


def _finite(verb: Token) -> bool:
    armed = verb.dep_ == "acl" and verb.lemma_ == "arm"  # "men armed with knives" are not being armed
    return verb.pos_ == "VERB" and verb.dep_ not in _MODIFIERS and not armed


def _plain(verb: Token) -> str | None:
    """The type of what a verb tells as done, by its noun or by itself."""
    if not _finite(verb):
        return None
    lemma = verb.lemma_.lower()
    onto: str | None = lexicon(_L)["with_object"].get(lemma) if objects(verb) else None
    return _idiom(verb, lexicon(_L)["idioms"].get(lemma, {})) or onto or _by_lemma().get(lemma)


def _idiom(verb: Token, options: dict[str, str]) -> str | None:
    if not options:
        return None
    beside = [*objects(verb), *obliques(verb), *(c for c in verb.children if c.dep_ == "dative")]
    beside += [c for t in beside if t.pos_ == "NOUN" for c in (*obliques(t, "of"), *t.children) if c.pos_ == "NOUN"]
    beside += [c for c in verb.children if c.dep_ in ("prep", "prt", "advmod")]
    return next((options[t.lemma_.lower()] for t in beside if t.lemma_.lower() in options), None)


def _promises(context: Context) -> Iterator[Cue]:
    """ "Swore to attack" threatens, "promised not to leave" refuses; what is promised else is agreed to."""
    for verb in context.having(words(_L, "promising")):
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and is_infinitive(c)), None)
        if inner is None or not _finite(verb):
            continue
        type_ = _plain(inner)
        hostile = type_ in words(_L, "hostile") or inner.lemma_.lower() in words(_L, "harming")
        if any(c.dep_ == "neg" for c in inner.children):
            yield from _as_put(verb, "AGREE" if hostile else "REJECT")
        elif hostile:
            yield from _as_put(verb, "THREATEN")


def _threats(context: Context) -> Iterator[Cue]:
    """ "Would resist", "will crush": harm that somebody says will be done."""
    for verb in context.having(words(_L, "harming")):
        mood = modality(verb)
        if _finite(verb) and mood.status == "planned" and mood.polarity == "affirmed" and objects(verb):
            yield Cue(verb, "THREATEN", subjects(verb))


def _preparations(context: Context) -> Iterator[Cue]:
    """ "Prepared to resume bombing"."""
    for verb in context.having(words(_L, "preparing")):
        inner = [c for c in verb.children if c.dep_ == "xcomp"]
        inner += [c for t in inner for c in t.children if c.dep_ == "xcomp"]
        nouns = [o.lemma_.lower() for t in inner for o in objects(t)]
        fought = any(_plain(t) in ("FIGHT", "ASSAULT") for t in inner)
        if _finite(verb) and (fought or any(noun in words(_L, "arms") for noun in nouns)):
            yield from _as_put(verb, "MOBILIZE")


def _idioms(context: Context) -> Iterator[Cue]:
    table: dict[str, dict[str, str]] = lexicon(_L)["idioms"]
    for verb in context.having(table):
        if _finite(verb) and (type_ := _idiom(verb, table[verb.lemma_.lower()])) is not None:
            yield from _as_put(verb, type_)


def _verbs(context: Context) -> Iterator[Cue]:
    for verb in context.having({*_by_lemma(), *lexicon(_L)["with_object"]}):
        if (type_ := _plain(verb)) is not None:
            yield from _as_put(verb, sharpened(type_, verb, lambda c: c.dep_ in _MODIFIERS))


def _as_put(verb: Token, type_: str) -> Iterator[Cue]:
    told = put(type_, verb)
    if told is not None:
        yield Cue(verb, told, subjects(verb))


def _readiness(context: Context) -> Iterator[Cue]:
    """ "Is ready to talk", "is committed to cutting tariffs"."""
    for word in context.having({*words(_L, "willing"), "commit"}):
        onward = any(c.dep_ in ("xcomp", "prep") for c in word.children)
        if word.dep_ == "acomp" and onward and modality(word.head).polarity == "affirmed":
            yield Cue(word.head, "AGREE", subjects(word.head))
        elif word.lower_ == "committed" and word.tag_ == "VBN" and onward and objects(word):
            yield Cue(word, "AGREE", objects(word), done_to=())


def _help(context: Context) -> Iterator[Cue]:
    """ "Will help": a promise by its own words."""
    for verb in context.having(words(_L, "helping")):
        will = any(c.dep_ == "aux" and c.lower_ in ("will", "would") for c in verb.children)
        mood = modality(verb)
        if _finite(verb) and will and mood.polarity == "affirmed" and _plain(verb) is None:
            yield from _as_put(verb, "AID")


def _nouns(context: Context) -> Iterator[Cue]:
    """ "Kenyan riots go on": a noun whose verb only says that it takes place."""
    types = {lemma: type_ for type_, lemmas in lexicon(_L)["nouns"].items() for lemma in lemmas}
    for noun in context.having(types):
        verb = noun.head
        happens = noun.dep_ in ("nsubj", "nsubjpass") and verb.lemma_.lower() in words(_L, "taking_place")
        doers = nominal_agents(noun) or obliques(noun, "between", "with") or obliques(verb, "between", "with")
        if noun.pos_ == "NOUN" and happens and doers and modality(verb).polarity == "affirmed":
            crowd = any(t.lemma_.lower() in words(_L, "crowds") for t in doers)
            type_ = "PROTEST" if crowd else types[noun.lemma_.lower()]
            yield Cue(noun, type_, doers, done_to=obliques(noun, "against", "on", "in"))


def _failures(context: Context) -> Iterator[Cue]:
    """ "The talks between Kenya and Somalia collapsed"."""
    for noun in context.having(words(_L, "parleys")):
        verb = noun.head
        doers = (*obliques(noun, "between", "with"), *nominal_agents(noun))
        if noun.dep_ == "nsubj" and verb.lemma_.lower() in words(_L, "failing") and doers:
            yield Cue(verb, "REJECT", doers, done_to=())


def _messages(context: Context) -> Iterator[Cue]:
    """ "Issued a statement demanding that": whoever issued it does what its verb says."""
    stances: dict[str, list[str]] = lexicon("stance")["stances"]
    types: dict[str, str] = lexicon("stance")["events"]
    acts = {lemma: types[stance] for stance, lemmas in stances.items() for lemma in lemmas}
    for noun in context.having(words(_L, "messages")):
        issued = noun.head if noun.dep_ == "dobj" else None
        for verb in noun.children:
            type_ = acts.get(verb.lemma_.lower())
            if issued is not None and verb.dep_ == "acl" and verb.tag_ == "VBG" and type_ is not None:
                told = [s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in subjects(c)]
                yield Cue(verb, type_, subjects(issued), done_to=(*objects(verb), *told))


def _duties(context: Context) -> Iterator[Cue]:
    """ "Announced that Kenya must accept": what a speaker says that others must do."""
    for modal in context.having(words(_L, "telling")):
        verb = modal.head
        if modal.dep_ == "aux" and verb.dep_ != "advcl" and modality(verb).status == "demanded":
            yield Cue(verb, "DEMAND", (), said=True, done_to=subjects(verb) or objects(verb))


def _unthinkable(context: Context) -> Iterator[Cue]:
    """ "Lifting the embargo is out of the question", says whoever refuses it."""
    table: dict[str, str] = lexicon(_L)["unthinkable"]
    for noun in context.having(table):
        before = " ".join(t.lower_ for t in noun.doc[max(0, noun.i - 3) : noun.i] if t.lower_ != "the")
        if noun.dep_ == "pobj" and before.endswith(table[noun.lemma_.lower()]):
            yield Cue(noun, "REJECT", (), said=True, done_to=())
