"""Validity: somebody accepts, or does not accept, an agreement or another legal act as legal or binding.

Negated where it is not accepted ("has no legal force", "does not recognise the ruling", "declared it null and void").
The holder is the subject, or else the speaker: in the document's own voice "the treaty is void" is nobody's position.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims import validity_bonds
from foedus.reading.claims.recognition_roles import last_small
from foedus.reading.claims.validity_bonds import PREDICATIVE
from foedus.reading.claims.validity_roles import flipped, holders_of, positions, texts_of, viewers_of
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import governors, is_infinitive, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "validity"
_BONDS = frozenset({"bind", "binds", "bound"})
_PRONOUNS = frozenset({"it", "them", "they", "its", "their", "this"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each position on the validity of a text or act."""
    for verb in context.having(words(_L, "accept")):
        if verb.pos_ == "VERB":
            yield from _accepting(context, verb)
    for word in context.having(words(_L, "invalid") | words(_L, "valid") | {"bind"}):
        if word.lower_ in _BONDS:
            continue
        if word.pos_ in ("ADJ", "VERB", "NOUN") and word.dep_ in PREDICATIVE | {"ROOT"}:
            yield from _predicated(context, word)
    for noun in context.having(words(_L, "force")):
        if _is_denied_force(noun):
            yield from _without_force(context, noun)
    for verb in context.having(words(_L, "annul") | words(_L, "reject") | set(lexicon(_L)["annul_phrasal"])):
        if verb.pos_ == "VERB":
            yield from _refusing(context, verb)
    yield from validity_bonds.find(context)


def _accepting(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Does not recognise the legitimacy of the treaty", "declared it null and void"."""
    judged = _judged(verb)
    things = _things(verb, judged)
    texts = texts_of(context, things)
    polarity = modality(verb).polarity
    doers = subjects(verb)
    if judged is not None and not texts and (texts := _relative(context, verb)):
        doers = tuple(c for c in verb.children if c.dep_ == "nsubj" and c.tag_ != "WDT")
    if judged is not None and texts:
        bad = judged.lemma_.lower() in words(_L, "invalid") | words(_L, "spent") | words(_L, "force") or _is_non(judged)
        polarity = flipped(polarity) if bad != _is_denied(judged) else polarity
        yield from positions(context, verb, holders_of(context, doers, verb), texts, polarity, "regard")
    elif verb.lemma_.lower() in words(_L, "plain") and judged is None:
        legality = any(t.lemma_.lower() in words(_L, "legality") for t in things)
        of_state = all(t.pos_ == "PRON" for t in things) and _is_of_state(context, verb)
        if legality or (texts and polarity == "negated" and not of_state and not any(_is_open(t) for t in things)):
            yield from positions(context, verb, holders_of(context, doers, verb), texts, polarity, "accept")


def _is_of_state(context: Context, verb: Token) -> bool:
    """Whether "does not recognise it" is said of a state whose statehood is disputed, spoken of since the last text."""
    state = next(iter(last_small(context, verb, ())), None)
    text = context.texts.before(verb)
    recognising = verb.lemma_.lower() in words("recognition", "recognise")
    return recognising and state is not None and (text is None or state.start > text.mention.start)


def _relative(context: Context, verb: Token) -> tuple[Mention, ...]:
    """For "a pact with Y, which X considers null": the text that "which" stands for, though the parse hangs it on Y."""
    if verb.dep_ == "relcl" and any(c.tag_ == "WDT" for c in verb.children):
        for noun in (verb.head, *verb.head.ancestors):
            text = context.texts.mention(noun, acts=True)
            if text is not None:
                return (text,)
            if noun.dep_ not in ("pobj", "prep", "conj", "poss"):
                break
    loose = verb.dep_ in ("dep", "relcl", "ccomp", "acl", "advcl")
    if not loose or not any(c.lower_ in ("that", "which") for c in verb.children):
        return ()
    if any(c.dep_ == "dobj" and c.lemma_.lower() in words("texts", "strong") for c in verb.children):
        return ()
    before = context.texts.before(verb, acts=True)  # hung anywhere: "… with Y, dated 3 May, that X deems null"
    near = before is not None and before.mention.start >= begin(verb.sent[0])
    text = context.texts.as_mention(verb, before) if near else None
    return (text,) if text is not None else ()


def _judged(verb: Token) -> Token | None:
    """The word that says how a text is regarded: "as valid", "null and void"."""
    for token in verb.subtree:
        lemma = token.lemma_.lower()
        judging = bool({lemma, token.lower_} & (words(_L, "invalid") | words(_L, "valid") | words(_L, "spent")))
        judging = judging or (lemma in words(_L, "force") and _is_denied_force(token))
        if token.i > verb.i and judging and token.dep_ != "relcl":
            chain = [token, *token.ancestors]
            between = chain[: next((i for i, t in enumerate(chain) if t.i == verb.i), 0)]
            aside = token.dep_ == "amod" and token.head.lower_ != "as" and token.i < token.head.i
            # "rejects the pacts signed by X *as illegal*": a parse may hang the judgment on the participle
            strayed = token.head.lower_ == "as" and verb.lemma_.lower() not in words(_L, "plain")
            apart = (t for t in between if not (strayed and t.dep_ == "acl" and t.i == token.head.head.i))
            if not any(_is_apart(t) for t in apart) and not aside:
                return token
    return None


def _is_apart(token: Token) -> bool:
    """Whether a clause between a judgment and its verb keeps them apart; "regard it *as expired*" does not."""
    as_such = token.dep_ == "advcl" and any(c.lower_ == "as" for c in token.children)
    return token.dep_ in ("relcl", "acl", "advcl", "poss") and not as_such


def _is_non(word: Token) -> bool:
    """ "Non-binding", in three tokens."""
    return word.i > 1 and word.doc[word.i - 1].text == "-" and word.doc[word.i - 2].lower_ == "non"


def _is_denied(word: Token) -> bool:
    """ "As not binding", "no longer binding": the negation stands with the judging word itself."""
    return any(c.dep_ == "neg" or (c.lower_ == "longer" and c.dep_ == "advmod") for c in word.children)


def _things(verb: Token, judged: Token | None) -> tuple[Token, ...]:
    """What is accepted or judged: the object, also where the parse makes it the subject of "null and void"."""
    found = list(objects(verb))
    if judged is not None:
        # "declared the treaty null": a parse may take the treaty for a part of the noun "null".
        noun = judged.pos_ == "NOUN" or any(c.dep_ in ("det", "poss") for c in judged.children)
        taken = not found and judged.dep_ in ("oprd", "dobj", "attr") and noun
        found.extend(c for c in judged.children if c.dep_ == "compound" and (taken or judged.i in {t.i for t in found}))
        found.extend(c for c in judged.children if c.dep_ == "dobj")  # "considers worthless any contract that …"
        found.extend(c for node in (judged, *judged.ancestors) if node.i != verb.i for c in _own_subject(node, verb))
    return tuple({token.i: token for token in found}.values())


def _own_subject(node: Token, verb: Token) -> Iterator[Token]:
    if node.i in {t.i for t in verb.subtree}:
        yield from (c for c in node.children if c.dep_ in ("nsubj", "nsubjpass") and c.i > verb.i)


def _is_open(token: Token) -> bool:
    """Whether a thing is left open ("any settlement"), so that nothing that exists is refused."""
    return any(c.lower_ in ("any", "such", "a", "an", "some", "every") for c in token.children)


def _predicated(context: Context, word: Token) -> Iterator[Draft]:
    """ "The treaty is void", "the pact is the only valid instrument", "'Legally invalid', says the ministry"."""
    verb = word.head
    if word.dep_ == "amod" and not word.head.is_punct:
        if word.head.dep_ != "attr" or word.head.lemma_.lower() not in words(_L, "instrument"):
            return
        verb = word.head.head
    bad = word.lemma_.lower() in words(_L, "invalid") or _is_non(word)
    if word.dep_ == "conj":
        if bad and word.head.lemma_.lower() in words(_L, "invalid") | words(_L, "valid"):
            return  # "null and void" is one word
        verb = word.head.head
    if verb.pos_ in VERBAL and verb.lemma_.lower() not in words(_L, "accept") and word.dep_ != "ROOT":
        if (is_passive(verb) and verb.lemma_ != "be") or _is_regarded(verb, word):
            return
        texts = texts_of(context, subjects(verb))
        if texts:
            polarity = modality(verb).polarity
            yield from positions(
                context,
                verb,
                holders_of(context, viewers_of(verb), verb),
                texts,
                flipped(polarity) if bad else polarity,
                "predicate",
            )
    elif (
        bad and word.pos_ == "ADJ" and (word.dep_ in ("ROOT", "ccomp") or word.head.is_punct) and not _has_subject(word)
    ):
        topic = context.texts.as_mention(word, context.texts.topic(word))
        if topic is not None and context.speaker(word) is not None:
            yield from positions(context, word, holders_of(context, (), word), (topic,), "negated", "exclaimed")


def _is_regarded(verb: Token, word: Token) -> bool:
    """Whether "to be invalid" is what a verb above regards a text as, so that the verb tells it."""
    above = verb.head
    if not is_infinitive(verb) or above.i == verb.i or above.lemma_.lower() not in words(_L, "accept"):
        return False
    judged = _judged(above)
    return judged is not None and judged.i == word.i


def _has_subject(word: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "cop", "aux") for c in word.children)


def _is_denied_force(noun: Token) -> bool:
    """Whether legal force is denied: "has no legal force", "without legal effect", "of no validity"."""
    denied = any(c.lower_ == "no" for c in noun.children) or (noun.dep_ == "pobj" and noun.head.lower_ == "without")
    lacking = noun.dep_ == "dobj" and (noun.head.lemma_ == "lack" or modality(noun.head).polarity == "negated")
    legal = noun.lemma_.lower() == "validity" or any(c.lower_ in words(_L, "legal") for c in noun.children)
    legal = legal or any(t.lemma_.lower() in words(_L, "norms") for t in obliques(noun, "in", "under"))
    return (denied or lacking) and legal


def _without_force(context: Context, noun: Token) -> Iterator[Draft]:
    if any(g.lemma_.lower() in words(_L, "accept") for g in governors(noun)[:2]):
        return  # "regards it as having no legal force": the verb tells it
    verb = noun.head if noun.dep_ == "dobj" else next((g for g in governors(noun) if g.pos_ in VERBAL), noun)
    texts = texts_of(context, subjects(verb))
    if texts:
        yield from positions(context, verb, holders_of(context, viewers_of(verb), verb), texts, "negated", "predicate")


def _refusing(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Annulled the memorandum", "has vowed to ignore the ruling": a text that is voided, or a judgment not obeyed."""
    things = objects(verb)
    if _judged(verb) is not None:
        return  # "dismissed the ruling as void": told as what it is regarded as
    particle = lexicon(_L)["annul_phrasal"].get(verb.lemma_.lower())
    voiding = verb.lemma_.lower() in words(_L, "annul") or any(c.lower_ == particle for c in verb.children)
    if not voiding:
        things = tuple(t for t in things if t.lemma_.lower() in words(_L, "ruling") | words(_L, "legality"))
    if particle is not None:  # a court that strikes down a law of its own land takes no position on a bond
        things = tuple(t for t in things if t.lemma_.lower() not in ("law", "constitution"))
    texts = texts_of(context, things)
    if texts:
        polarity = flipped(modality(verb).polarity)
        rule = "annul" if voiding else "ignore"
        yield from positions(context, verb, holders_of(context, subjects(verb), verb), texts, polarity, rule)
