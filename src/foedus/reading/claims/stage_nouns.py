"""Stages that nominals tell of: "the ratification of the pact by the Duma", "in breach of it", "X's withdrawal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stage_draft import drafts, lemmas, table
from foedus.reading.claims.stage_roles import LEXICON, agreements, doers, sides
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import nominal_agents, nominal_objects, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token
    from foedus.reading.texts import Text

_TO_AGREEMENT = ("from", "of", "to", "under", "with", "for")
_REACH = 2000
"""Characters back within which a step that was told is the one that is resumed."""
_UPRIGHT = frozenset({"nsubj", "nsubjpass", "ROOT", "appos", "attr", "conj", "npadvmod", "dobj", "pobj"})
_SIGNATORIES = frozenset({"signatory"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stage that a nominal tells of, with its agreement."""
    for noun in context.having(lemmas("noun") | {"entry"}):
        ceremony = noun.dep_ == "compound" and noun.head.lemma_.lower() == "ceremony"
        if noun.pos_ in ("NOUN", "PROPN") and (noun.dep_ != "compound" or ceremony):
            yield from _entry(context, noun) if noun.lemma_.lower() == "entry" else _nominal(context, noun)
    for noun in context.having(_SIGNATORIES):
        yield from _signatory(context, noun)


def _nominal(context: Context, noun: Token) -> Iterator[Draft]:
    stage = table("noun")[noun.lemma_.lower()]
    if noun.lemma_ == "end" and noun.dep_ not in ("dobj", "nsubj", "nsubjpass"):
        return  # "by the end of the truce"
    taken_back = noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in words(LEXICON, "undoing")
    if taken_back and stage == "signed":
        return  # "withdrew its signature": the verb tells it
    things = _about(noun)
    texts = agreements(context, things) or (_broken(context, things) if stage == "violated" else ())
    if not texts and noun.lemma_.lower() in words(LEXICON, "plain") and noun.dep_ in _UPRIGHT and not _is_purpose(noun):
        mention = context.texts.as_mention(noun, _subject_of_line(context, noun))
        texts = (mention,) if mention is not None else ()
    if texts:
        denied = noun.lemma_.lower() in words(LEXICON, "denying") or _is_rejected(noun)
        who = _breakers(noun) if stage == "violated" else nominal_agents(noun) or _announcers(noun)
        parties, bodies = sides(context, [t for t in who if context.texts.mention(t) is None])
        yield from drafts(
            context,
            noun,
            "ratified" if noun.lemma_.lower() in words(LEXICON, "denying") and bodies else stage,
            texts,
            parties,
            bodies,
            about=things,
            told=_told(noun),
            polarity="negated" if denied or taken_back else None,
        )


def _broken(context: Context, things: Sequence[Token]) -> tuple[Mention, ...]:
    """The acts that are no agreements but can be broken: "in breach of the embargo"."""
    acts = (t for t in things if t.lemma_.lower() in words(LEXICON, "breakable"))
    return tuple(m for t in acts if (m := context.texts.mention(t, acts=True)) is not None)


def _announcers(noun: Token) -> tuple[Token, ...]:
    """Who announces or decrees what a nominal names: his own step ("the junta announced the end of the pact")."""
    own = noun.dep_ == "dobj" and noun.head.lemma_ in words(LEXICON, "announcing")
    return subjects(noun.head) if own else ()


def _is_rejected(noun: Token) -> bool:
    """ "Rejected a renewal of the pact", "voted its extension down"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in words(LEXICON, "rejecting"):
        return False
    particles = lexicon(LEXICON)["rejecting_particles"].get(verb.lemma_)
    return particles is None or any(c.lower_ in particles for c in verb.children)


def _is_purpose(noun: Token) -> bool:
    """Whether a nominal is what something else is for or about ("for ratification", "instruments of ratification")."""
    return noun.dep_ == "pobj" or (
        noun.dep_ == "dobj" and noun.head.lemma_ in ("await", "require", "need", "discuss", "delay")
    )


def _subject_of_line(context: Context, noun: Token) -> Text | None:
    """The agreement of a nominal that names none: its sentence's, its section's, or the one that the text is about."""
    last = context.texts.before(noun)
    if last is not None and last.passage == context.page.passage(noun).index:
        return last
    return context.texts.heading(noun) or context.texts.main(noun)


def _about(noun: Token) -> tuple[Token, ...]:
    """The noun phrases in which the agreement of a nominal can stand."""
    if noun.dep_ == "compound":
        return obliques(noun.head, "for", "of")  # "the signing ceremony for the pact"
    compounds = tuple(c for c in noun.children if c.dep_ in ("compound", "poss"))
    after = tuple(t for by in obliques(noun, "by") for t in obliques(by, "of"))  # "the suspension by X of its pact"
    return tuple(dict.fromkeys((*nominal_objects(noun), *obliques(noun, *_TO_AGREEMENT), *after, *compounds)))


def _told(noun: Token) -> Token:
    """The verb of which a nominal is the subject or object, for the evidence."""
    return noun.head if noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.pos_ in VERBAL else noun


def _entry(context: Context, noun: Token) -> Iterator[Draft]:
    force = [t for t in obliques(noun, "into") if t.lemma_.lower() in words(LEXICON, "force")]
    if not force:
        return
    things = (*_about(noun), *obliques(force[0], "of"))
    texts = agreements(context, things)
    if not texts and noun.dep_ in _UPRIGHT:
        mention = context.texts.as_mention(noun, _subject_of_line(context, noun))
        texts = (mention,) if mention is not None else ()
    yield from drafts(context, noun, "in-force", texts, about=things, told=_told(noun))


def _breakers(noun: Token) -> tuple[Token, ...]:
    """Who breaks: "X's breach of …", "X is in breach of …", "X's tests are a breach of …"."""
    owners = nominal_agents(noun)
    if owners:
        return owners
    node = noun
    while node.head.i != node.i and node.dep_ in ("pobj", "prep", "attr", "oprd", "conj", "pcomp", "dobj", "acomp"):
        node = node.head
        if node.pos_ in VERBAL:
            break
    if node.pos_ not in VERBAL:
        return ()
    if noun.dep_ in ("dobj", "nsubjpass") and node.lemma_ not in words(LEXICON, "committing"):
        return tuple(t for t in obliques(node, "by") if t.i > noun.i)
    if node.lemma_ in ("see", "regard", "view", "consider", "describe", "accuse", "guilty", "call", "deem", "find"):
        return doers(objects(node))
    return doers(subjects(node))


def _signatory(context: Context, noun: Token) -> Iterator[Draft]:
    """ "X is a signatory to the treaty", "X, one of its signatories"."""
    things = obliques(noun, "to", "of")
    texts = agreements(context, things)
    node = noun
    while node.dep_ in ("pobj", "prep") and node.head.lower_ in ("of", "one", "among", "original"):
        node = node.head
    if not texts:
        return
    if node.dep_ == "attr":
        who: tuple[Token, ...] = subjects(node.head)
    elif node.dep_ == "appos":
        who = (node.head,)
    else:
        who = nominal_agents(noun)
    parties, _ = sides(context, who)
    if parties:
        yield from drafts(
            context, noun, "signed", texts, parties, about=things, told=node.head if node.dep_ == "attr" else noun
        )


def resumed(context: Context, told: Sequence[Draft]) -> Iterator[Draft]:
    """Steps that take up the one told before: "X's withdrawal followed", "revoked its notice"."""
    for noun in context.having(words(LEXICON, "topical") | {"notice", "notification"}):
        if noun.pos_ == "NOUN" and not any(
            draft.predicate.i == noun.i and draft.predicate.doc is noun.doc for draft in told
        ):
            yield from _resumed(context, noun, told)
    for verb in context.having(words(LEXICON, "undoing")):
        if verb.pos_ == "VERB":
            yield from _undone(context, verb, told)


def _resumed(context: Context, noun: Token, told: Sequence[Draft]) -> Iterator[Draft]:
    if (
        agreements(context, _about(noun))
        or obliques(noun, "from", "of")
        or any(c.dep_ in ("acl", "relcl", "ccomp") for c in noun.children)
    ):
        return
    notice = noun.lemma_.lower() in ("notice", "notification")
    stage = "denounced" if notice else table("noun")[noun.lemma_.lower()]
    if notice and not (
        noun.dep_ in ("nsubj", "nsubjpass", "dobj")
        and noun.head.lemma_ in ("hand", "deposit", "submit", "deliver", "send", "serve")
    ):
        return
    mention = _last_step(context, noun, stage, told)
    if mention is None or noun.dep_ not in _UPRIGHT:
        return
    who = nominal_agents(noun)
    if noun.dep_ == "dobj" and noun.head.pos_ in VERBAL and not who and notice:
        who = subjects(noun.head)
    if noun.dep_ == "nsubj" and noun.head.pos_ in VERBAL and noun.head.lemma_ not in words(LEXICON, "happening"):
        return
    parties, _ = sides(context, who)
    for draft in drafts(context, noun, stage, (mention,), parties, told=_told(noun)):
        yield replace(draft, rule=f"{stage}-resumed")


def _last_step(context: Context, token: Token, stage: str, told: Sequence[Draft]) -> Mention | None:
    """The agreement of the last step of one kind; else the one that a heading makes the topic."""
    at = begin(token)
    for draft in reversed(told):
        where = begin(draft.predicate)
        if (
            where < at
            and at - where <= _REACH
            and draft.attributes["stage"] == stage
            and draft.rule.endswith(("noun", "verb"))
        ):
            text = draft.roles["agreement"][0]
            return Mention(token.text, at, at + len(token), text.actor)
    top = context.texts.heading(token)
    return context.texts.as_mention(token, top if top and top.noun not in words("texts", "adopted") else None)


def _undone(context: Context, verb: Token, told: Sequence[Draft]) -> Iterator[Draft]:
    """ "Withdrew that decision", "revoked its notice": the step told before is taken back."""
    thing = next((t for t in objects(verb) if t.lemma_.lower() in words(LEXICON, "undone")), None)
    if thing is None:
        return
    lemma = thing.lemma_.lower()
    stages = ("denounced", "suspended", "terminated") if lemma not in lemmas("noun") else (table("noun")[lemma],)
    for stage in stages:
        mention = _last_step(context, verb, stage, told)
        if mention is not None:
            parties, _ = sides(context, subjects(verb))
            yield from drafts(context, verb, stage, (mention,), parties, polarity="negated", about=(thing,))
            return
