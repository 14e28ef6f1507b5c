"""Why a claim was read: the word that made it, the rule, the word lists, and how each filler came to mean whom.

Explaining reads the document again with the same rules and watches where each draft is made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from foedus.model.claims import Claim, Mention, Quote, Statement
from foedus.reading.claims import find_drafts
from foedus.reading.confidence import features, load_weights
from foedus.reading.drafts import Draft, complete
from foedus.reading.ledback import led_back, stretch
from foedus.reading.lexicon import entries_of
from foedus.reading.page import Page, begin, finish, parse_page

if TYPE_CHECKING:
    from foedus.model.documents import Document
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.reader import Reader

_RULES = Path(__file__).parent / "claims"


@dataclass(frozen=True, slots=True)
class Step:
    """A function that was at work when the claim was made: its file among the rules, its name, the line it was at."""

    file: str
    function: str
    line: int


@dataclass(frozen=True, slots=True)
class Filler:
    """How a filler came to mean whom.

    way: ``named`` (a name of the gazetteer's), ``introduced`` (a name of the text's own), ``acts for`` (a person, body
    or capital that counts for its polity), ``refers`` (a pronoun or description), ``unknown`` (its words are its key).
    role: how a name names (``name``, ``metonym``, ``demonym``, ``surname`` …); whom: the actor that the words
    themselves name, where it is another; antecedent: the words before it that name the actor.
    """

    claim_role: str
    mention: Mention
    way: str
    role: str | None = None
    whom: str | None = None
    antecedent: Quote | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim and why it was read.

    cue: the word that carries it; lemma: its lemma; rule: the rule's name; steps: from the kind's finder to the rule.
    entries: where the word lists have the lemma, as ``stance: verbs/condemn``, those of the claim's kind first.
    statement: whose claim it is; None for the document's own voice.
    sureness: the logarithm of the odds that any claim is right (``base``), then what each feature adds to it, the
    strongest first.
    """

    claim: Claim
    cue: Quote
    lemma: str
    rule: str
    steps: tuple[Step, ...]
    entries: tuple[str, ...]
    fillers: tuple[Filler, ...]
    statement: Statement | None
    sureness: tuple[tuple[str, float], ...]


def explain(document: Document, reader: Reader) -> tuple[Explained, ...]:
    """Every claim of a document with why it was read; nothing for a language that is not read."""
    return (
        tuple(explain_page(parse_page(document, reader.pipeline, reader.gazetteer), reader))
        if document.is_english
        else ()
    )


def explain_page(page: Page, reader: Reader) -> Iterator[Explained]:
    """As :func:`explain`, for a parsed page."""
    context = reader.open(page)
    with _watched() as seen:
        drafts = find_drafts(context)
    told = set()
    for draft in drafts:
        claim = complete(draft, context, reader.extractor)
        if claim.id not in told:
            told.add(claim.id)
            yield _led(_explained(claim, draft, seen.get(_key(draft), ()), context), page)


def _led(told: Explained, page: Page) -> Explained:
    """The same in the words and offsets of the text as it was given."""
    source, cleared = page.source, page.cleared
    if source is None or not cleared.steps:
        return told
    statements, claims = led_back((told.statement,) if told.statement else (), (told.claim,), page)
    fillers = tuple(
        replace(
            each,
            mention=stretch(each.mention, source, cleared),
            antecedent=each.antecedent and stretch(each.antecedent, source, cleared),
        )
        for each in told.fillers
    )
    cue = stretch(told.cue, source, cleared)
    return replace(told, claim=claims[0], cue=cue, fillers=fillers, statement=statements[0] if statements else None)


def _key(draft: Draft) -> Any:
    """What stays of a draft that is given an attribute on its way."""
    fillers = tuple((role, tuple(mentions)) for role, mentions in draft.roles.items())
    return draft.kind, begin(draft.predicate), draft.rule, draft.evidence, fillers


@contextmanager
def _watched() -> Iterator[dict[Any, tuple[Step, ...]]]:
    """The functions that were at work when each draft was made, the outermost first."""
    seen: dict[Any, tuple[Step, ...]] = {}
    made = Draft.__init__.__code__
    before = sys.getprofile()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "return" and frame.f_code is made:
            seen.setdefault(_key(frame.f_locals["self"]), tuple(_steps(frame))[::-1])

    sys.setprofile(watch)
    try:
        yield seen
    finally:
        sys.setprofile(before)


def _steps(frame: FrameType | None) -> Iterator[Step]:
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(_RULES) and not frame.f_code.co_name.startswith("<"):
            yield Step(file.relative_to(_RULES).as_posix(), frame.f_code.co_qualname, frame.f_lineno)
        frame = frame.f_back


def _explained(claim: Claim, draft: Draft, steps: tuple[Step, ...], context: Context) -> Explained:
    word = draft.predicate
    lemma = word.lemma_.lower()
    statements = context.attributions.recorded((claim.statement,))
    statement = next((each for each in statements if each.id == claim.statement), None)
    return Explained(
        claim=claim,
        cue=context.page.quote(begin(word), finish(word)),
        lemma=lemma,
        rule=draft.rule,
        steps=steps,
        entries=entries_of(lemma, claim.kind),
        fillers=tuple(_filler(role, mention, context) for role, found in claim.roles for mention in found),
        statement=statement,
        sureness=_sureness(claim, context),
    )


def _filler(role: str, mention: Mention, context: Context) -> Filler:
    """How a mention came to mean its actor: by its own name, by whom it acts for, or by what it refers to."""
    inside = list(context.links.within(mention.start, mention.end))
    own = next((link for link in inside if link.key == mention.actor), None)
    if own is not None:
        return Filler(role, mention, "named" if own.known else "introduced", own.role)
    acting = next((link for link in inside if context.referents.polity_key(link.key) == mention.actor), None)
    if acting is not None:
        return Filler(role, mention, "acts for", acting.role, acting.key)
    before = next((link for link in context.links.before(mention.start) if _means(link, mention, context)), None)
    if before is not None:
        named = before.mention
        return Filler(role, mention, "refers", before.role, before.key, Quote(named.text, named.start, named.end))
    known = context.gazetteer.actor(mention.actor) is not None
    return Filler(role, mention, "refers" if known else "unknown")


def _means(link: Link, mention: Mention, context: Context) -> bool:
    return mention.actor in (link.key, context.referents.polity_key(link.key))


def _sureness(claim: Claim, context: Context) -> tuple[tuple[str, float], ...]:
    """The base of the logarithm of the odds, then what each feature adds to it, the strongest first."""
    weights = load_weights()
    present = features(claim, lambda key: context.gazetteer.actor(key) is not None)
    added = ((name, weight * present.get(name, 0.0)) for name, weight in weights.features)
    told = [(name, round(value, 2)) for name, value in added if abs(value) >= 0.005]
    return (("base", round(weights.base + weights.shift, 2)), *sorted(told, key=lambda each: -abs(each[1])))
