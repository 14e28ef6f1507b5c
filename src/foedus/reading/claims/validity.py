"""Validity: somebody accepts, or does not accept, an agreement or another legal act as legal or binding.

Negated where it is not accepted ("has no legal force", "does not recognise the ruling", "declared it null and void").
The holder is the subject, or else the speaker: in the document's own voice "the treaty is void" is nobody's position.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import words
from foedus.reading.modality import modality
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.roles import can_act
from foedus.reading.syntax import agents, governors, is_infinitive, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "validity"
_PREDICATIVE = frozenset({"acomp", "attr", "oprd", "ccomp", "dobj", "xcomp", "conj", "amod", "advcl"})
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
        if word.pos_ in ("ADJ", "VERB", "NOUN") and word.dep_ in _PREDICATIVE | {"ROOT"}:
            yield from _predicated(context, word)
    for noun in context.having(words(_L, "force")):
        if _is_denied_force(noun):
            yield from _without_force(context, noun)
    for verb in context.having(words(_L, "annul") | words(_L, "reject")):
        if verb.pos_ == "VERB":
            yield from _refusing(context, verb)
    for verb in context.having(words(_L, "bonds")):
        if verb.pos_ == "VERB":
            yield from _bonds(context, verb)


def _texts(context: Context, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The agreements and legal acts that some noun phrases mean, or whose return or legality they mean."""
    found: dict[str, Mention] = {}
    for token in tokens:
        inner = (token, *obliques(token, "of", "to", "in"), *(c for c in token.children if c.dep_ == "poss"))
        legal = token.lemma_.lower() in words(_L, "legality") | words(_L, "passing") | words("texts", "parts")
        text = context.texts.mention(token, acts=True)
        if text is None and legal:
            text = next((m for part in inner if (m := context.texts.mention(part, acts=True)) is not None), None)
        if text is None:
            text = next((_act(context, part) for part in (inner if legal else (token,)) if _is_act(part)), None)
        if text is not None:
            found.setdefault(text.actor, text)
    return tuple(found.values())


def _is_act(token: Token) -> bool:
    return token.lemma_.lower() in words(_L, "act")


def _act(context: Context, token: Token) -> Mention:
    """A legal act that has no name of its own, under the slug of its phrase ("the annexation of Crimea")."""
    rights = [t.right_edge.i for t in token.rights if t.dep_ == "prep" and t.lower_ == "of"]
    lefts = [t.left_edge.i for t in token.lefts if t.dep_ in ("amod", "compound", "poss", "nmod")]
    first, last = token.doc[min(lefts, default=token.i)], token.doc[max(rights, default=token.i)]
    start, end = begin(first), finish(last)
    text = context.page.document.text[start:end]
    return Mention(text, start, end, slug(text))


def _holders(context: Context, tokens: Iterable[Token], near: Token) -> tuple[Mention, ...]:
    heads = tuple(tokens)
    named = tuple(m for m in context.actors(heads) if can_act(context, m) or m.text.lower() in ("we", "our"))
    if not named:
        named = context.actors(head for head in heads if head.lemma_.lower() in words(_L, "holding"))
    if named:
        return named
    speaker = context.speaker(near)
    return (context.referents.polity(speaker),) if speaker is not None else ()


def _drafts(
    context: Context,
    predicate: Token,
    holders: tuple[Mention, ...],
    texts: tuple[Mention, ...],
    polarity: str,
    rule: str,
) -> Iterator[Draft]:
    """A draft for each holder."""
    status = modality(predicate).status
    for holder in holders:
        yield Draft(
            kind="validity",
            predicate=predicate,
            roles={"holder": (holder,), "agreement": texts} if texts else {"holder": (holder,)},
            evidence=around(context, predicate, (holder, *texts)),
            polarity=polarity,
            status="actual" if status == "denied" else status,
            confidence=0.7,
            rule=rule,
        )


def _flip(polarity: str) -> str:
    return "affirmed" if polarity == "negated" else "negated"


def _accepting(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Does not recognise the legitimacy of the treaty", "declared it null and void"."""
    judged = _judged(verb)
    things = _things(verb, judged)
    texts = _texts(context, things)
    polarity = modality(verb).polarity
    doers = subjects(verb)
    if judged is not None and not texts and (texts := _relative(context, verb)):
        doers = tuple(c for c in verb.children if c.dep_ == "nsubj" and c.tag_ != "WDT")
    if judged is not None and texts:
        bad = judged.lemma_.lower() in words(_L, "invalid") | words(_L, "force")
        polarity = _flip(polarity) if bad else polarity
        yield from _drafts(context, verb, _holders(context, doers, verb), texts, polarity, "regard")
    elif verb.lemma_.lower() in words(_L, "plain") and judged is None:
        legality = any(t.lemma_.lower() in words(_L, "legality") for t in things)
        if legality or (texts and polarity == "negated" and not any(_is_open(t) for t in things)):
            yield from _drafts(context, verb, _holders(context, doers, verb), texts, polarity, "accept")


def _relative(context: Context, verb: Token) -> tuple[Mention, ...]:
    """For "a pact with Y, which X considers null": the text that "which" stands for, though the parse hangs it on Y."""
    if verb.dep_ != "relcl" or not any(c.tag_ == "WDT" for c in verb.children):
        return ()
    for noun in (verb.head, *verb.head.ancestors):
        text = context.texts.mention(noun, acts=True)
        if text is not None:
            return (text,)
        if noun.dep_ not in ("pobj", "prep", "conj", "poss"):
            break
    return ()


def _judged(verb: Token) -> Token | None:
    """The word that says how a text is regarded: "as valid", "null and void"."""
    for token in verb.subtree:
        lemma = token.lemma_.lower()
        judging = bool({lemma, token.lower_} & (words(_L, "invalid") | words(_L, "valid")))
        judging = judging or (lemma in words(_L, "force") and _is_denied_force(token))
        if token.i > verb.i and judging and token.dep_ != "relcl":
            chain = [token, *token.ancestors]
            between = chain[: next((i for i, t in enumerate(chain) if t.i == verb.i), 0)]
            aside = token.dep_ == "amod" and token.head.lower_ != "as"
            if not any(t.dep_ in ("relcl", "acl", "advcl", "poss") for t in between) and not aside:
                return token
    return None


def _things(verb: Token, judged: Token | None) -> tuple[Token, ...]:
    """What is accepted or judged: the object, also where the parse makes it the subject of "null and void"."""
    found = list(objects(verb))
    if judged is not None:
        # "declared the treaty null": a parse may take the treaty for a part of the noun "null".
        found.extend(c for t in found if t.i == judged.i for c in t.children if c.dep_ == "compound")
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
    bad = word.lemma_.lower() in words(_L, "invalid")
    if word.dep_ == "conj":
        if bad and word.head.lemma_.lower() in words(_L, "invalid") | words(_L, "valid"):
            return  # "null and void" is one word
        verb = word.head.head
    if verb.pos_ in VERBAL and verb.lemma_.lower() not in words(_L, "accept") and word.dep_ != "ROOT":
        if (is_passive(verb) and verb.lemma_ != "be") or _is_regarded(verb, word):
            return
        texts = _texts(context, subjects(verb))
        if texts:
            polarity = modality(verb).polarity
            yield from _drafts(
                context,
                verb,
                _holders(context, _viewers(verb), verb),
                texts,
                _flip(polarity) if bad else polarity,
                "predicate",
            )
    elif (
        bad and word.pos_ == "ADJ" and (word.dep_ in ("ROOT", "ccomp") or word.head.is_punct) and not _has_subject(word)
    ):
        topic = context.texts.as_mention(word, context.texts.topic(word))
        if topic is not None and context.speaker(word) is not None:
            yield from _drafts(context, word, _holders(context, (), word), (topic,), "negated", "exclaimed")


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
    return (denied or lacking) and legal


def _without_force(context: Context, noun: Token) -> Iterator[Draft]:
    if any(g.lemma_.lower() in words(_L, "accept") for g in governors(noun)[:2]):
        return  # "regards it as having no legal force": the verb tells it
    verb = noun.head if noun.dep_ == "dobj" else next((g for g in governors(noun) if g.pos_ in VERBAL), noun)
    texts = _texts(context, subjects(verb))
    if texts:
        yield from _drafts(context, verb, _holders(context, _viewers(verb), verb), texts, "negated", "predicate")


def _viewers(verb: Token) -> tuple[Token, ...]:
    """ "In our view", "for Kyiv": whose position a clause gives without a verb of saying."""
    found: list[Token] = []
    for view in obliques(verb, "in"):
        if view.lemma_ in ("view", "opinion", "eye", "judgement", "judgment"):
            found.extend(c for c in view.children if c.dep_ == "poss")
            found.extend(obliques(view, "of"))
    return (*found, *(t for t in obliques(verb, "for", "to") if t.ent_type_ in ("GPE", "ORG")))


def _refusing(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Annulled the memorandum", "has vowed to ignore the ruling": a text that is voided, or a judgment not obeyed."""
    things = objects(verb)
    if _judged(verb) is not None:
        return  # "dismissed the ruling as void": told as what it is regarded as
    voiding = verb.lemma_.lower() in words(_L, "annul")
    if not voiding:
        things = tuple(t for t in things if t.lemma_.lower() in words(_L, "ruling") | words(_L, "legality"))
    texts = _texts(context, things)
    if texts:
        polarity = _flip(modality(verb).polarity)
        rule = "annul" if voiding else "ignore"
        yield from _drafts(context, verb, _holders(context, subjects(verb), verb), texts, polarity, rule)


def _bonds(context: Context, verb: Token) -> Iterator[Draft]:
    """ "Does not feel bound by the treaty", "the pact still stands", "the text binds both": positions."""
    if verb.lemma_ == "bind" and agents(verb):
        yield from _feeling_bound(context, verb)
        return
    viewers = _viewers(verb)
    if verb.lemma_ == "bind":
        said = verb.lower_ in ("binds", "bind") or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)
    else:
        filled = any(c.dep_ in ("dobj", "prt", "xcomp", "acomp", "oprd") for c in verb.children)
        said = not filled and bool(viewers or not obliques(verb))
    if said and not is_passive(verb):
        texts = tuple(m for t in subjects(verb) if t.pos_ != "PRON" and (m := context.texts.mention(t)) is not None)
        if texts:
            yield from _drafts(context, verb, _holders(context, viewers, verb), texts, modality(verb).polarity, "bond")


def _feeling_bound(context: Context, verb: Token) -> Iterator[Draft]:
    texts = _texts(context, agents(verb))
    polarity = modality(verb).polarity
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")] or list(objects(verb))
    above = verb.head
    reflexive = any(t.lower_.endswith(("self", "selves")) for t in (*who, *objects(above)))
    if reflexive and verb.dep_ in _PREDICATIVE and above.lemma_.lower() in words(_L, "feeling"):
        who = list(subjects(above))
        polarity = modality(above).polarity if polarity == "affirmed" else polarity
    if not texts or verb.dep_ in ("acl", "amod") or any(c.dep_ == "xcomp" for c in verb.children):
        return  # "the states bound by the treaty" says who is meant, "bound by treaty to defend it" tells of a duty
    holders = tuple(m for m in context.actors(who) if can_act(context, m) or m.text.lower() in ("we", "it"))
    if polarity == "affirmed" and not reflexive and any(t.pos_ == "PRON" for t in who):
        speaker = context.speaker(verb)
        own = context.referents.polity(speaker).actor if speaker is not None else None
        holders = tuple(m for m in holders if m.actor == own)  # those whom others call bound take no position
    yield from _drafts(context, verb, holders, texts, polarity, "bound")
