"""Stages that verbs tell of: "signed the treaty", "the pact lapsed", "withdrew from it", "put pen to paper"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.reading.claims.stage_accession import accession, admitted
from foedus.reading.claims.stage_astray import answer, doers_of, passed_over, things_before
from foedus.reading.claims.stage_draft import drafts, lemmas, table
from foedus.reading.claims.stage_roles import LEXICON, agreements, doers, is_legislative, sides
from foedus.reading.claims.stage_understood import adjoins, implied_doers, not_by, understood
from foedus.reading.drafts import Draft
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.phrases import resolved
from foedus.reading.referents import ORGANISATIONS
from foedus.reading.roles import is_polity, type_of
from foedus.reading.syntax import is_passive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_RATIFIABLE = frozenset({"treaty", "agreement", "pact", "accord", "deal", "convention", "protocol", "memorandum"})
_VALID = frozenset({"valid", "binding", "legal", "lawful", "legitimate", "final"})
_SUBMITTED_FOR = frozenset({"ratification", "approval", "consideration", "consent"})
_TOGETHER = frozenset({"together", "along"})
_ONE_SIDED = frozenset({"ratified", "violated", "submitted", "denounced"})
"""Stages that each side reaches by itself, so that "a treaty with X" does not make X one who does it."""
_TIMES = frozenset({"DATE", "TIME", "ORDINAL"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each stage that a verb tells of."""
    for verb in context.having(lemmas("object")):
        if _is_verb(verb) and _has_particle(verb, "object"):
            yield from _object(context, verb)
    for verb in context.having(lemmas("own")):
        if _is_verb(verb) and _has_particle(verb, "own"):
            yield from _own(context, verb)
    for verb in context.having(lemmas("from") | lemmas("to")):
        if verb.pos_ == "VERB":
            yield from _after_preposition(context, verb)
    yield from _with_complements(context)


def _with_complements(context: Context) -> Iterator[Draft]:
    """Verbs that tell of a stage with what they govern: by a parliament, "for signature", "pen to paper"."""
    for verb in context.having(words(LEXICON, "rejecting") | words(LEXICON, "considering")):
        if verb.pos_ == "VERB":
            yield from _decided(context, verb)
    for verb in context.having(words(LEXICON, "admitting")):
        if verb.pos_ == "VERB":
            yield from admitted(context, verb)
    for verb in context.having(words(LEXICON, "taking_out")):
        if verb.pos_ == "VERB":
            yield from _taken_out(context, verb)
    for verb in context.having({"open"}):
        if verb.pos_ == "VERB" and any(t.lemma_ == "signature" for t in obliques(verb, "for")):
            yield from drafts(context, verb, "signed", agreements(context, _things(verb), trusted=False))
    for verb in context.having(_idiomatic()):
        if verb.pos_ == "VERB":
            yield from _idiom(context, verb)
    for verb in context.having(words(LEXICON, "founding")):
        if verb.pos_ == "VERB":
            yield from _founded(context, verb)


def _is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or (
        token.pos_ == "ADJ" and token.dep_ == "amod" and token.lower_.endswith("ed")
    )


def _has_particle(verb: Token, form: str) -> bool:
    if form == "object" and any(
        c.dep_ == "prt" and c.lower_ in words(LEXICON, "undoing_particles") for c in verb.children
    ):
        return table("object")[verb.lemma_.lower()] not in ("signed", "proposed")  # "struck the accord down"
    wanted = lexicon(LEXICON)["particles"][form].get(verb.lemma_.lower())
    return wanted is None or any(c.lower_ in wanted for c in verb.children)


def _things(verb: Token) -> tuple[Token, ...]:
    """The objects of a verb; also the noun before "that X signed", where the parse takes "that" for a conjunction."""
    if verb.pos_ == "ADJ":
        return (verb.head,)
    found = objects(verb)
    if not found and verb.dep_ == "acl" and not is_passive(verb) and any(c.dep_ == "mark" for c in verb.children):
        return (verb.head,)
    return found


def _alongside(verb: Token) -> tuple[Token, ...]:
    """What is signed "together with" the object."""
    found: list[Token] = []
    for child in verb.children:
        nested = [c for c in child.children if c.lower_ == "with"] if child.lower_ in _TOGETHER else []
        if child.lower_ == "with" and child.i > 0 and child.doc[child.i - 1].lower_ in _TOGETHER:
            nested = [child]
        found.extend(thing for with_ in nested for thing in with_.children if thing.dep_ == "pobj")
    return resolved(found)


def _object(context: Context, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    if _is_aside(verb):
        return
    things = (*(answer(verb) or _things(verb)), *_alongside(verb))
    trusted = lemma in words(LEXICON, "trusted") or any(is_legislative(context, t) for t in subjects(verb))
    texts = agreements(context, things, trusted=trusted)
    astray = passed_over(context, verb)
    if not texts and (before := astray.things or things_before(context, verb)):
        things = before
        texts = agreements(context, things, trusted=trusted)
    if not texts:
        texts = understood(context, verb, things)
    narrow = lexicon(LEXICON)["narrow"].get(lemma)
    if texts and narrow is not None and not any(t.lemma_.lower() in narrow for t in things):
        return
    if not texts and table("object")[lemma] == "ratified":
        texts = accession(context, verb, things)
    if not texts:
        return
    who = astray.who or doers_of(context, verb) or implied_doers(verb)
    who = doers(who) if table("object")[lemma] == "violated" else who
    others = () if table("object")[lemma] in _ONE_SIDED else _counterparts(verb, things)
    parties, bodies = sides(context, (*who, *others))
    stage = _stage_of(verb, things, bodies)
    if stage is None:
        return
    if stage == "submitted":
        bodies = (*bodies, *(b for b in sides(context, obliques(verb, "to"))[1] if b not in bodies))
    if lemma in words(LEXICON, "go_between"):
        parties = sides(context, _counterparts(verb, things))[0]
    if lemma in ("adopt", "pass") and not bodies:
        bodies = tuple(p for p in parties if type_of(context, p) in ORGANISATIONS)
        parties = tuple(p for p in parties if p not in bodies)
    agentless = not who
    yield from drafts(context, verb, stage, texts, parties, bodies, about=things, agentless=agentless)
    yield from _second(context, verb, stage, parties, bodies)
    yield from not_by(context, verb, stage, texts)


def _is_aside(verb: Token) -> bool:
    """Whether a verb tells of no stage here: "the Oslo-brokered truce", "left unratified", "he broke our agreement"."""
    lemma = verb.lemma_.lower()
    if verb.dep_ == "amod" and lemma in words(LEXICON, "go_between"):
        return True
    if lemma == "leave" and any(c.dep_ in ("oprd", "acomp", "xcomp", "dative") for c in verb.children):
        return True
    if lemma == "denounce" and any(c.dep_ == "prep" and c.lower_ in ("as", "for") for c in verb.children):
        return True  # "denounced the deal as a betrayal" only condemns it
    private = any(c.dep_ == "nsubj" and c.lower_ in ("i", "you", "my") for c in verb.children)
    return private and table("object")[lemma] in ("violated", "denounced", "terminated")


def _second(
    context: Context, verb: Token, stage: str, parties: Sequence[Mention], bodies: Sequence[Mention]
) -> Iterator[Draft]:
    """What the verb is left out of: "ratified the first in May and the second in June"."""
    mood = modality(verb)
    for other in (c for c in verb.children if c.dep_ == "conj" and c.pos_ in ("ADJ", "NOUN") and c.i > verb.i):
        texts = agreements(context, (other,), trusted=False) if context.texts.at(other) is None else ()
        yield from drafts(
            context, other, stage, texts, parties, bodies, told=other, polarity=mood.polarity, status=mood.status
        )


def _stage_of(verb: Token, things: Sequence[Token], bodies: Sequence[Mention]) -> str | None:
    """The stage that a verb tells of here; None where it tells of something else."""
    lemma = verb.lemma_.lower()
    stage = table("object")[lemma]
    if any(t.lemma_ == "law" for t in obliques(verb, "into")):  # a bill is no agreement, a treaty is ratified so
        return "ratified" if any(t.lemma_.lower() in _RATIFIABLE for t in things) else None
    if lemma in words(LEXICON, "by_body"):
        resolution = any(t.lemma_.lower() in ("resolution", "declaration", "communique") for t in things)
        if bodies and lemma != "accept":
            return "signed" if resolution else "ratified"
        if lemma in ("endorse", "pass", "back"):
            return "signed" if resolution and lemma == "pass" else None
        if lemma == "accept" and (
            modality(verb).polarity == "negated" or any(t.lower_ in _VALID for t in verb.subtree)
        ):
            return None
        return "signed"
    if stage == "ratified" and not bodies and lemma != "ratify":  # "the presidents approved a joint doctrine"
        return "signed" if things and all(t.lemma_.lower() in words("texts", "adopted") for t in things) else stage
    if lemma == "negotiate":
        if any(c.dep_ == "conj" and c.lemma_.lower() in lemmas("object") for c in verb.children):
            return None
        return "proposed" if verb.tag_ in ("VBG", "VB") else "signed"
    if stage == "submitted" and lemma != "submit":
        given = {t.lemma_.lower() for t in obliques(verb, "for")}
        return stage if given & _SUBMITTED_FOR else None
    return stage


def _counterparts(verb: Token, things: Sequence[Token]) -> tuple[Token, ...]:
    """The other side: "signed a treaty with X", "a treaty between A and B"."""
    found = list(obliques(verb, "with", *(("between",) if verb.dep_ == "acl" else ())))
    for thing in things:
        found.extend(obliques(thing, "with", "between"))
    return tuple(t for t in found if t.ent_type_ not in _TIMES)


def _own(context: Context, verb: Token) -> Iterator[Draft]:
    if any(c.dep_ in ("dobj", "xcomp", "ccomp") for c in verb.children) or is_passive(verb):
        return
    lemma = verb.lemma_.lower()
    things = subjects(verb)
    texts = agreements(context, things, trusted=lemma in words(LEXICON, "trusted"))
    yield from drafts(context, verb, table("own")[lemma], texts, about=things)


def _after_preposition(context: Context, verb: Token) -> Iterator[Draft]:
    lemma = verb.lemma_.lower()
    if lemma in lemmas("from") and _has_particle(verb, "from") and not any(c.dep_ == "dobj" for c in verb.children):
        things, stage = obliques(verb, "from", "of", "out of"), table("from")[lemma]
    elif lemma in lemmas("to"):
        if any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children):
            return  # "signed off on the deal" approves it
        things, stage = obliques(verb, "to", "on", "onto", "up to"), table("to")[lemma]
    else:
        return
    texts = agreements(context, things, trusted=lemma in ("accede", "withdraw"))
    if texts:
        others = _counterparts(verb, things) if stage == "signed" else ()
        parties, bodies = sides(context, (*subjects(verb), *others))
        yield from drafts(context, verb, stage, texts, parties, bodies, about=things)


def _taken_out(context: Context, verb: Token) -> Iterator[Draft]:
    """ "X pulled his country out of the pact": it is the country that leaves."""
    things = obliques(verb, "out of", "from")
    parties, _ = sides(context, objects(verb))
    states = tuple(m for m in parties if is_polity(context, m))
    if states:
        texts = agreements(context, things, trusted=False)
        yield from drafts(context, verb, "denounced", texts, states, about=things)


def _decided(context: Context, verb: Token) -> Iterator[Draft]:
    """What a parliament or the voters do with an agreement: turned down, or still to be considered."""
    particles = lexicon(LEXICON)["rejecting_particles"].get(verb.lemma_.lower())
    if particles is not None and not any(c.lower_ in particles for c in verb.children):
        return
    things = objects(verb) or obliques(verb, *(particles or ()))  # "voted down the pact", down as a preposition
    texts = agreements(context, things)
    if not texts:
        return
    deciding = (*subjects(verb), *obliques(verb, "in", "at"))
    voters = any(t.lemma_.lower() in words(LEXICON, "voters") for t in deciding)
    bodies = sides(context, subjects(verb))[1]
    if verb.lemma_.lower() in words(LEXICON, "rejecting"):
        if (voters or bodies) and modality(verb).polarity == "affirmed":
            yield from drafts(context, verb, "ratified", texts, (), bodies, about=things, polarity="negated")
    elif bodies and modality(verb).status in ("planned", "demanded"):
        yield from drafts(context, verb, "ratified", texts, (), bodies, about=things, status="planned")


def _idiomatic() -> frozenset[str]:
    return frozenset(verb for idiom in lexicon(LEXICON)["idioms"] for verb in idiom["verb"])


def _idiom(context: Context, verb: Token) -> Iterator[Draft]:
    for idiom in lexicon(LEXICON)["idioms"]:
        if verb.lemma_.lower() not in idiom["verb"]:
            continue
        thing = next((t for t in objects(verb) if t.lemma_.lower() in idiom["object"]), None)
        if thing is None:
            continue
        wanted = idiom.get("of")
        if wanted and not any(t.lemma_.lower() in wanted for t in obliques(thing, "of")):
            continue
        if idiom["stage"] == "denounced":
            yield from _notice(context, verb, thing)
            continue
        own = subjects(verb)
        texts = agreements(context, own, trusted=False) if idiom.get("own") else _target(context, verb, thing)
        parties, bodies = ((), ()) if idiom.get("own") else sides(context, own)
        if idiom["stage"] == "ratified" and not (bodies or obliques(verb, "to") or (wanted and verb.dep_ != "advcl")):
            continue
        yield from drafts(context, verb, idiom["stage"], texts, parties, bodies, about=(thing,))


def _target(context: Context, verb: Token, thing: Token) -> tuple[Mention, ...]:
    """The agreement of an idiom: after "to", or the topic where that names none ("put pen to paper")."""
    paper = [c for c in verb.children if c.lower_ == "paper"]  # "put pen to paper on the pact", taken for a verb
    to = (*obliques(verb, "to"), *obliques(thing, "to", "of"), *(t for c in paper for t in obliques(c, "on", "to")))
    texts = agreements(context, to)
    if not texts:
        inner = [part for t in obliques(thing, "of") for part in obliques(t, "of", "to")]
        texts = agreements(context, inner)
    if texts or any(t.lemma_ != "paper" and t.lemma_.lower() != "ratification" for t in to):
        return texts
    mention = context.texts.as_mention(verb, context.texts.topic(verb))
    return (mention,) if mention is not None else ()


def _notice(context: Context, verb: Token, notice: Token) -> Iterator[Draft]:
    """ "Gave notice that it would terminate the pact", "handed in notice of withdrawal from it"."""
    things: list[Token] = []
    for ending in (*verb.children, *notice.children):
        if ending.dep_ in ("ccomp", "acl", "xcomp") and table("object").get(ending.lemma_.lower()) in (
            "terminated",
            "denounced",
        ):
            things.extend(objects(ending))
        elif ending.dep_ in ("ccomp", "acl", "xcomp") and ending.lemma_.lower() in lemmas("from"):
            things.extend(obliques(ending, "from", "of", "out of"))
    for leaving in obliques(notice, "of"):
        if table("noun").get(leaving.lemma_.lower()) in ("denounced", "terminated"):
            things.extend(obliques(leaving, "from", "of"))
    things.extend(obliques(notice, "under", "to"))
    texts = agreements(context, things)
    parties, _ = sides(context, (*subjects(verb), *(t for thing in things for t in obliques(thing, "with"))))
    if not texts and parties and _is_bare(verb, notice):
        text = context.texts.before(verb)
        mention = context.texts.as_mention(verb, text if text and adjoins(context, verb, text) else None)
        texts = (mention,) if mention is not None else ()
    yield from drafts(context, verb, "denounced", texts, parties, about=things)


def _is_bare(verb: Token, notice: Token) -> bool:
    """Whether nothing says of what, or to whom, notice is given."""
    beside = (*verb.children, *notice.children)
    governed = any(c.dep_ in ("ccomp", "acl", "xcomp", "dative", "relcl", "compound", "poss") for c in beside)
    return not governed and not obliques(notice) and not obliques(verb, "to", "on", "of")


def _founded(context: Context, verb: Token) -> Iterator[Draft]:
    """An organisation's founding is its founding agreement signed; its key stands for a treaty that is not named."""
    parties, _ = sides(context, subjects(verb))
    counted = any(t.lemma_.lower() in words(LEXICON, "members") for t in subjects(verb))
    if not is_passive(verb) and not parties and not counted:
        return
    for thing in objects(verb):
        for mention in context.who(thing):
            kind = context.gazetteer.actor(mention.actor)
            if kind is not None and kind.type in ("alliance", "union", "organisation"):
                yield from drafts(context, verb, "signed", (mention,), parties, about=(thing,))
