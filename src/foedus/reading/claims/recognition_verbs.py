"""The verbs of recognition: "recognise", and what says as much of a state's independence ("accept", "regard as")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.recognition_roles import last_small, pairs, recognisers
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import words
from foedus.reading.lists import names
from foedus.reading.modality import modality
from foedus.reading.predicates import bearers, excepted
from foedus.reading.roles import RECIPROCAL, polities
from foedus.reading.syntax import agents, is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "recognition"
_TURNING = frozenset({"now", "hereby", "will", "would", "shall", "'ll", "formally", "officially"})
"""Words beside the verb that make it the act, also in the present tense or with "never"."""
_NOBODY = frozenset({"not", "no", "none", "nobody", "neither", "nothing", "few"})
_COLONS = frozenset({":", "–", "—"})
_ANY_MORE = frozenset({"longer", "anymore"})
_SAVE = frozenset({"but", "except", "save", "bar", "besides", "excepting", "barring"})
_SAVE_PAIRS = frozenset({("other", "than"), ("apart", "from"), ("aside", "from"), ("except", "for"), ("save", "for")})


def told(context: Context, verb: Token, last: Sequence[Mention]) -> Iterator[Draft]:
    """What one verb or participle tells.

    last: whom the text last spoke of as recognised, for "them" and "both".
    """
    if verb.lemma_.lower() in words(_L, "accept") and not _as_state(verb):
        return
    doers, done_to = _arguments(verb)
    if not _as_state(verb) and any(
        t.lemma_.lower() in words(_L, "not_of_states") for token in done_to for t in (token, *_partitive(token))
    ):
        return
    recognising = recognisers(context, (*doers, *obliques(verb, "alongside", "along with", "together with")))
    if any(token.lower_ in RECIPROCAL for token in done_to):
        yield from _mutual(context, verb, recognising)
        return
    if not done_to and verb.tag_ == "VBN" and verb.dep_ == "ROOT" and doers:
        # "Never recognised by X, Y mints coins": who it is said of may follow.
        done_to = tuple(t for c in verb.children if c.dep_ in ("conj", "ccomp") and c.i > verb.i for t in subjects(c))
        recognised = polities(context, done_to) or tuple(last) or last_small(context, verb, recognising)
    else:
        recognised = _whom(context, verb, done_to, recognising, last)
    alone = _save(context, verb)
    if alone:
        apart = {m.actor for m in alone}
        recognising = tuple(m for m in recognising if m.actor not in apart)
        yield from pairs(context, verb, alone, recognised, change=_change(verb), rule="save", polarity="affirmed")
    known = {m.actor for m in recognised} if any(token.pos_ == "PROPN" for token in done_to) else set()
    apart_from = tuple(m for m in recognisers(context, excepted(verb, context.referents.link)) if m.actor not in known)
    out = {m.actor for m in apart_from}
    recognising, recognised = (tuple(m for m in side if m.actor not in out) for side in (recognising, recognised))
    never = verb.lemma_.lower() in words(_L, "unrecognised") or verb.lower_ in words(_L, "unrecognised")
    ended = not never and _ends(verb)
    polarity = "negated" if never else "affirmed" if ended else None
    change = "withdraws" if ended or (not never and _takes_back(verb)) else None if polarity else _change(verb)
    yield from pairs(context, verb, recognising, recognised, change=change, rule="verb", polarity=polarity)
    yield from pairs(context, verb, apart_from, recognised, change=None, rule="except", polarity="negated")


def _whom(
    context: Context, verb: Token, done_to: Sequence[Token], recognising: Sequence[Mention], last: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Who is recognised: the polities that the words mean, for pronouns those whom the text last spoke of so."""
    taken = {m.actor for m in recognising}
    if done_to and last and all(token.lower_ in ("them", "they", "both") for token in done_to):
        return tuple(last)
    found = tuple(m for m in polities(context, done_to) if m.actor not in taken)
    found = found or _rulers(context, verb, done_to)
    if not found and any(t.lower_ == "both" for token in done_to for t in (token, *token.children)):
        found = tuple(m for t in done_to for m in context.referents.group(t) if m.actor not in taken)
    if not found and done_to and all(token.pos_ == "PRON" for token in done_to):
        return tuple(last) or last_small(context, verb, recognising)
    return found


def _rulers(context: Context, verb: Token, done_to: Sequence[Token]) -> tuple[Mention, ...]:
    """A group that is recognised as a country's government: "the Zs' government", "the Zs as the rulers of X"."""
    ruling = words(_L, "ruling")
    shaped = any(t.lemma_.lower() in ruling for t in obliques(verb, "as"))
    heads = (t for token in done_to for t in (token, *token.children) if shaped or token.lemma_.lower() in ruling)
    links = (context.referents.link(t) for t in heads)
    return tuple(link.mention for link in links if link is not None and link.type in ("armed-group", "party"))


def _arguments(verb: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Who recognises, and what."""
    done_to = objects(verb) or ((verb.head,) if verb.dep_ == "amod" else ())
    doers = subjects(verb)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and verb.head.head.lemma_ in ("join", "follow"):
        doers = (*doers, *objects(verb.head.head))  # "X joined Y in recognising Z"
    if verb.pos_ == "ADJ" and verb.dep_ in ("acomp", "oprd"):
        return obliques(verb, "by"), subjects(verb.head)  # "remains unrecognised by X"
    if verb.pos_ == "ADJ" and not doers:
        doers = obliques(verb, "by")
    if (
        verb.dep_ == "relcl"
        and not done_to
        and (named := [c for c in verb.children if c.dep_ == "compound" and c.pos_ == "PROPN"])
    ):
        # "which only Turkey recognises": the parser takes the subject for part of the verb.
        doers, done_to = tuple(named), (verb.head,)
    listed = _listed(verb, doers)
    if not done_to:  # "recognised both as independent": a parse may hang "both" on "as"
        done_to = tuple(t for t in verb.doc[verb.i + 1 : verb.i + 2] if t.lower_ == "both")
    if listed:  # "Only five countries recognise Z: A, B …": names after the colon are no object
        return listed, tuple(t for t in done_to if t.i < listed[0].i)
    return tuple({who.i: who for doer in doers for who in _described(doer)}.values()), done_to


def _listed(verb: Token, doers: Sequence[Token]) -> tuple[Token, ...]:
    """The names after a colon or dash at the end that spell out those whom the subject counts."""
    counted = [t for t in doers if t.tag_ == "NNS" and any(c.dep_ == "nummod" for c in t.children)]
    end = verb.sent.end
    if verb.doc[end - 1].text in _COLONS and end < len(verb.doc):  # a parse may end the sentence with the colon
        end = verb.doc[end].sent.end
    mark = next((t.i for t in verb.doc[verb.i + 1 : end] if t.text in _COLONS), None)
    if not counted or mark is None:
        return ()
    found = tuple(t for t in verb.doc[mark + 1 : end] if t.pos_ == "PROPN" and t.dep_ != "compound")
    return found if len(found) > 1 else ()


def _described(doer: Token) -> tuple[Token, ...]:
    """Whom a predicate or an apposition describes: "X is the only country that …", "X, the first state to …"."""
    if doer.pos_ != "NOUN" or doer.lemma_.lower() not in words("nouns", "polity") | words("nouns", "plural"):
        return (doer,)
    return bearers(doer) or (doer,)


def _as_state(verb: Token) -> bool:
    """Whether the words say that it is statehood: "accept X's independence", "regard X as a sovereign state"."""
    statehood = words(_L, "statehood")
    if any(t.lemma_.lower() in statehood for t in objects(verb)):
        return True
    shaped = (t for t in (*obliques(verb, "as"), *(c for c in verb.children if c.dep_ in ("oprd", "xcomp", "acomp"))))
    return any(
        t.lemma_.lower() in words(_L, "as_what") or any(c.lower_ in ("independent", "sovereign") for c in t.children)
        for t in (*shaped, *(c for by in verb.children if by.lower_ == "as" for c in by.children))
        if t.pos_ in ("NOUN", "ADJ") and not any(c.lower_ == "of" for c in t.children)
    )


def _takes_back(verb: Token) -> bool:
    """Whether "de-" undoes the recognition, in one word or before a hyphen."""
    if verb.lemma_.lower() in words(_L, "derecognise"):
        return True
    return verb.i > 1 and verb.doc[verb.i - 1].text in ("-", "‑") and verb.doc[verb.i - 2].lower_ in ("de", "un")


def _ends(verb: Token) -> bool:
    """Whether recognition ends: "no longer recognises", "ceased to recognise", "does not recognise it any more"."""
    if verb.lemma_.lower() not in words(_L, "recognise"):
        return False
    beside = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "npadvmod")}
    if beside & _ANY_MORE and modality(verb).polarity == "negated":
        return True
    above = verb.head
    ceased = verb.dep_ in ("xcomp", "pcomp") and above.lemma_.lower() in words(_L, "cease")
    return ceased and not any(child.dep_ == "neg" for child in above.children)


def _save(context: Context, verb: Token) -> tuple[Mention, ...]:
    """Who alone does it: "no country but X has recognised it", "nobody recognises it apart from Y"."""
    doc, sentence = verb.doc, verb.sent
    denied = next((t.i for t in doc[sentence.start : verb.i] if t.lower_ in _NOBODY), None)
    if denied is None:
        by = (t for agent in agents(verb) for t in (agent, *agent.children))  # "by no state but X"
        denied = next((t.i for t in by if t.lower_ in _NOBODY), None)
    if denied is None:
        return ()
    for i in range(denied + 1, sentence.end - 1):
        pair = (doc[i].lower_, doc[i + 1].lower_)
        first = i + 2 if pair in _SAVE_PAIRS else i + 1 if doc[i].lower_ in _SAVE else 0
        found = names(doc[first : sentence.end], context.referents.link) if first else ()
        if found and found[0].i - first < 3:
            return recognisers(context, found)
    return ()


def _partitive(token: Token) -> tuple[Token, ...]:
    """What "any of the treaties" is about."""
    return obliques(token, "of") if token.pos_ in ("DET", "PRON") else ()


def _mutual(context: Context, verb: Token, doers: Sequence[Mention]) -> Iterator[Draft]:
    for doer in doers:
        # "X and the two republics recognised each other": the two are one party.
        others = [other for other in doers if other.start != doer.start]
        yield from pairs(context, verb, (doer,), others, change=_change(verb), rule="mutual")


def _change(verb: Token) -> str | None:
    """Whether a verb tells of the act, not of the state that lasts ("recognises", "is recognised by")."""
    tenses = {child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    beside = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "aux")}
    if beside & _TURNING:
        return "recognises"
    lasting = any(child.lower_ in ("still", "never", "already", "only") for child in verb.children)
    if verb.tag_ in ("VBZ", "VBP") or (is_passive(verb) and tenses & {"VBZ", "VBP"} and "VBN" not in tenses) or lasting:
        return None
    if "do" in {child.lemma_ for child in verb.children if child.dep_ == "aux"}:
        return None
    return "recognises"
