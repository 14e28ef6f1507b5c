"""Drafts of an agreement's stage, made alike for verbs, nominals and idioms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, TimeReference
from foedus.reading import times
from foedus.reading.claims.stage_roles import LEXICON, described, places, sides
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon, words
from foedus.reading.modality import modality
from foedus.reading.page import begin
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import agents, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_OF_ALL_PARTIES = frozenset({"signed", "proposed", "in-force", "submitted", "terminated", "extended", "ratified"})
"""Stages at which those whom an agreement's description names are its parties, if no others are named."""

_OF_STATES = frozenset({"denounced", "suspended", "terminated", "extended"})
_ADJOINING = 3
_CLOSE = 40
"""Characters between a nominal and the date that its evidence takes along."""


@cache
def table(form: str) -> dict[str, str]:
    """The stage of each lemma of a form; the first stage that lists it counts."""
    found: dict[str, str] = {}
    for stage, forms in lexicon(LEXICON).items():
        if isinstance(forms, dict):
            for lemma in forms.get(form, ()):
                found.setdefault(lemma, stage)
    return found


@cache
def lemmas(form: str) -> frozenset[str]:
    """The lemmas of a form, whatever their stage."""
    return frozenset(table(form))


def drafts(
    context: Context,
    predicate: Token,
    stage: str,
    texts: Sequence[Mention],
    parties: Sequence[Mention] = (),
    bodies: Sequence[Mention] = (),
    *,
    about: Sequence[Token] = (),
    told: Token | None = None,
    polarity: str | None = None,
    status: str | None = None,
    agentless: bool = False,
) -> Iterator[Draft]:
    """A draft for each agreement.

    about: the noun phrases that mean the agreements, for the parties and places that hang on them.
    agentless: whether the clause names nobody who does it, so that the description's parties count beside the others.
    told: the verb that the evidence is taken from, where the predicate is a bare noun.
    """
    if _is_asked(predicate):
        return
    read = times.time_of(predicate, context.page)
    time = times.began(_date_after(context, predicate) or read)
    told_at = (predicate,) if told is None else (predicate, told)
    where = places(context, (*told_at, *about, *(agents(predicate) if predicate.pos_ in VERBAL else ())))
    status = status or _status(predicate, stage)
    if stage == "ratified" and not bodies and (law := _signed_law(predicate)) is not None:
        lawgivers = sides(context, subjects(law))[0]
        parties, agentless = lawgivers or parties, agentless and not lawgivers
        status = status or modality(law).status
    parties = parties or _represented(context, bodies, stage)
    actors = (*parties, *bodies) if predicate.dep_ == "xcomp" else ()
    for text in texts:
        bound = _bound(context, text, about, parties, agentless) if stage in _OF_ALL_PARTIES else tuple(parties)
        roles = {"agreement": (text,), "party": bound, "body": tuple(bodies), "place": where}
        yield Draft(
            kind="agreement-stage",
            predicate=predicate,
            roles={role: fillers for role, fillers in roles.items() if fillers},
            attributes={"stage": stage},
            evidence=around(context, told if told is not None else predicate, (text, *_near(predicate, time), *actors)),
            polarity=polarity,
            status=status,
            time=time if time != read else None,  # what is read as usual also tells where two dates differ
            rule=f"{stage}-{'noun' if predicate.pos_ in ('NOUN', 'PROPN') else 'verb'}",
        )


def _signed_law(predicate: Token) -> Token | None:
    """The verb of "signed a law ratifying the treaty": who signs it ratifies."""
    for above in islice(predicate.ancestors, _ADJOINING):
        if above.lemma_.lower() in words(LEXICON, "laws"):
            verb = above.head
            signed = above.dep_ == "dobj" and verb.lemma_.lower() in words(LEXICON, "enacting")
            return verb if signed else None
    return None


def _represented(context: Context, bodies: Sequence[Mention], stage: str) -> tuple[Mention, ...]:
    """The states whose parliaments leave or suspend an agreement: they do it for them."""
    if stage not in _OF_STATES:
        return ()
    keys = {body: context.gazetteer.polity(body.actor, context.page.day) for body in bodies}
    return tuple(Mention(m.text, m.start, m.end, key) for m, key in keys.items() if key and key != m.actor)


def _bound(
    context: Context, text: Mention, about: Sequence[Token], parties: Sequence[Mention], agentless: bool
) -> tuple[Mention, ...]:
    """The parties that a clause names, and those of the description where it names none or nobody who acts."""
    if parties and not agentless:
        return tuple(parties)
    named = {mention.actor: mention for mention in (*described(context, text, about), *parties)}
    return tuple(named.values())


def _date_after(context: Context, predicate: Token) -> TimeReference | None:
    """The date right after a nominal ("in force since 2 May 1990", "In force: 5 February 2011")."""
    if predicate.pos_ in VERBAL:
        return None
    here = context.page.passage(predicate).index
    for expression in times.expressions(context.page):
        if expression.passage == here and 0 < expression.first - predicate.i <= _ADJOINING:
            return expression.reference()
    return None


def _status(predicate: Token, stage: str) -> str | None:
    """The status where an agreement's stage knows better than the general reading; None where it does not.

    What comes into force "once" something has happened is conditional; "the proposed treaty" has been proposed.
    """
    if stage == "proposed" and predicate.dep_ == "amod":
        return "actual"
    above = predicate.head
    if predicate.dep_ in ("xcomp", "ccomp") and above.lemma_ in ("let", "allow") and modality(above).status == "actual":
        return "actual"  # "was allowed to lapse"
    if modality(predicate).status not in ("planned", "possible"):
        return None
    if predicate.dep_ == "nsubjpass" and predicate.head.lemma_ == "agree" and predicate.head.tag_ == "VBN":
        return modality(predicate.head).status  # "the extension was agreed"
    if predicate.dep_ == "xcomp" and predicate.head.lemma_ == "vote" and modality(predicate.head).status == "actual":
        return "actual"
    clauses = [c for c in predicate.children if c.dep_ == "advcl"]
    if predicate.dep_ == "advcl":
        clauses.append(predicate)
    marks = {c.lower_ for clause in clauses for c in clause.children if c.dep_ in ("mark", "advmod")}
    return "conditional" if marks & words(LEXICON, "once") else None


def _near(predicate: Token, time: TimeReference | None) -> tuple[Mention, ...]:
    """A nominal's date as a stretch of its evidence, where it stands close by."""
    at = begin(predicate)
    if predicate.pos_ in VERBAL or time is None or not -_CLOSE < time.start - at < _CLOSE:
        return ()
    return (Mention(time.text, time.start, time.end, ""),)


def _is_asked(predicate: Token) -> bool:
    """Whether a question takes the stage for granted and asks for something else ("When did they take effect?")."""
    sentence = predicate.sent
    if _is_left_open(predicate):
        return True
    own = any(c.lower_ == "what" and c.dep_ in ("nsubjpass", "dobj") for c in predicate.children)
    return sentence[-1].text == "?" and sentence[0].tag_ in ("WRB", "WP", "WDT") and not own


def _is_left_open(predicate: Token) -> bool:
    """Whether a clause asks what nobody answers ("no word on when it takes effect", "would not say when it lapses")."""
    above = predicate.head
    if predicate.dep_ not in ("ccomp", "pcomp", "advcl") or above.i > predicate.i:
        return False
    if not any(c.tag_ == "WRB" and c.lower_ in ("when", "where", "how") for c in predicate.children):
        return False
    above = above.head if predicate.dep_ == "pcomp" else above
    lemma = above.lemma_.lower()
    asking = [above, *(c for c in above.children if c.dep_ in ("attr", "dobj", "acomp"))]
    if any(t.lemma_.lower() in words(LEXICON, "open_questions") for t in asking):
        return True
    verb = above.head if above.pos_ == "ADJ" else above
    return lemma in words(LEXICON, "unanswered") and modality(verb).polarity == "negated"
