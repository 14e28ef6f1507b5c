"""Ledgers of any size for benchmarks: invented news in which real actors do what such news tells, the same each time.

Actors, agreements and outlets are drawn as in news, a few of them again and again and most of them seldom.  Every claim
stands in a sentence of its document's text, many of them in a statement of somebody's; some sources contradict others.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from foedus.library import Library
from foedus.model.claims import Claim, Mention, Quote, Statement, TimeReference, make_claim
from foedus.model.documents import Document

SEED = 1949
CLAIMS_A_DOCUMENT = 10
OUTLETS = 300
FIRST = date(1992, 1, 1)
DAYS = 12_000
_SPEAKERS = ("the foreign minister of {}", "a spokesman for {}", "the president of {}", "officials in {}")
_FILLERS = (
    "Observers in several capitals had expected the step for months, and few of them were surprised.",
    "The talks went on late into the night and were to be resumed at the end of the week.",
    "Nobody at the ministry wished to say more about what had been agreed behind closed doors.",
)

Made = tuple[Document, tuple[Statement, ...], tuple[Claim, ...]]


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who may appear, each with how often."""

    names: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]

    @staticmethod
    def of(names: Sequence[tuple[str, str]]) -> _Cast:
        """The n-th of the list appears once where the first appears n times (Zipf's law)."""
        return _Cast(tuple(names), tuple(accumulate(1 / rank for rank in range(1, len(names) + 1))))

    def pick(self, chance: random.Random) -> tuple[str, str]:
        """One of them."""
        return chance.choices(self.names, cum_weights=self.weights)[0]


def made(library: Library, claims: int, seed: int = SEED) -> Iterator[Made]:
    """Documents that have so many claims together, with their statements."""
    chance = random.Random(seed)
    states = [(each.key, each.label) for each in library.actors if each.type in ("state", "country")]
    states = states or [(each.key, each.label) for each in library.actors if len(each.key) == 3]
    agreements = [(each.id, each.title) for each in library.agreements]
    chance.shuffle(states)
    chance.shuffle(agreements)
    actors, texts = _Cast.of(states), _Cast.of(agreements)
    outlets = _Cast.of([(f"outlet-{n}", f"Outlet No. {n}") for n in range(OUTLETS)])
    for number in range(-(-claims // CLAIMS_A_DOCUMENT)):
        count = min(CLAIMS_A_DOCUMENT, claims - number * CLAIMS_A_DOCUMENT)
        yield _document(number, count, chance, actors, texts, outlets.pick(chance)[1])


def _document(number: int, count: int, chance: random.Random, actors: _Cast, texts: _Cast, outlet: str) -> Made:
    day = FIRST + timedelta(days=chance.randrange(DAYS))
    page = _Page(f"News of {day.isoformat()}, report No. {number}.\n\n")
    drafts = [page.draft(chance, actors, texts, day) for _ in range(count)]
    page.text += chance.choice(_FILLERS)
    document = Document(
        f"news/{number // 1000:04}/{number:07}.txt",
        page.text,
        title=f"Report No. {number}",
        outlet=outlet,
        published=day.isoformat(),
        published_basis="stated",
    )
    statements, claims = [], []
    for draft in drafts:
        said = draft.statement(document.id)
        if said is not None:
            statements.append(said)
        claims.append(draft.claim(document.id, said))
    return document, tuple(statements), tuple(claims)


@dataclass(slots=True)
class _Page:
    text: str

    def add(self, words: str) -> tuple[int, int]:
        """Add words; where they stand."""
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def mention(self, who: tuple[str, str]) -> Mention:
        """Add a name."""
        start, end = self.add(who[1])
        return Mention(who[1], start, end, who[0])

    def draft(self, chance: random.Random, actors: _Cast, texts: _Cast, day: date) -> _Draft:
        """Add a sentence with a claim."""
        start = len(self.text)
        first, second, third = (actors.pick(chance) for _ in range(3))
        speaker = cue = None
        if chance.random() < 0.6:
            before, after = chance.choice(_SPEAKERS).split("{}")
            self.add(before[:1].upper() + before[1:])
            speaker = self.mention(first)
            self.add(f"{after} ")
            at = self.add("said")
            cue = Quote("said", *at)
            self.add(" that ")
        content = len(self.text)
        kind = chance.choices(_KINDS, cum_weights=_OFTEN)[0]
        roles, attributes = _FORMS[kind](self, chance, second, third, texts.pick(chance))
        when = day - timedelta(days=chance.choice((0, 1, 2, 7, 30, 365, 4000)))
        self.add(" on ")
        where = self.add(when.isoformat())
        time = TimeReference(when.isoformat(), when.isoformat(), *where, "stated")
        self.add(".")
        end = len(self.text)
        self.add("\n\n" if chance.random() < 0.3 else " ")
        denied = chance.random() < 0.06
        quote = Quote(self.text[start:end], start, end)
        return _Draft(kind, roles, attributes, time, quote, (content, end), speaker, cue, denied, chance.random())


@dataclass(frozen=True, slots=True)
class _Draft:
    kind: str
    roles: dict[str, list[Mention]]
    attributes: dict[str, object]
    time: TimeReference
    quote: Quote
    content: tuple[int, int]
    speaker: Mention | None
    cue: Quote | None
    denied: bool
    sure: float

    def statement(self, document: str) -> Statement | None:
        """Who says it, where somebody does."""
        if self.speaker is None:
            return None
        return Statement(document, self.speaker, self.cue, (self.content,), "indirect", self.speaker.actor)

    def claim(self, document: str, said: Statement | None) -> Claim:
        """The claim."""
        return make_claim(
            document=document,
            statement=said.id if said else None,
            kind=self.kind,
            roles=self.roles,
            attributes=self.attributes,
            status="denied" if self.denied else "actual",
            time=self.time,
            evidence=[self.quote],
            confidence=round(0.5 + self.sure / 2, 3),
            extractor="benchmark-1",
        )


Parts = tuple[dict[str, list[Mention]], dict[str, object]]
_Name = tuple[str, str]


def _recognition(page: _Page, chance: random.Random, one: _Name, other: _Name, _: _Name) -> Parts:
    who = page.mention(one)
    page.add(" recognised ")
    return {"recogniser": [who], "recognised": [page.mention(other)]}, {"change": "recognises"}


def _stage(page: _Page, chance: random.Random, one: _Name, other: _Name, text: _Name) -> Parts:
    stage = chance.choice(("signed", "ratified", "denounced"))
    who = page.mention(one)
    page.add(f" {stage} the ")
    return {"agreement": [page.mention(text)], "party": [who]}, {"stage": stage}


def _commitment(page: _Page, chance: random.Random, one: _Name, other: _Name, text: _Name) -> Parts:
    duty = chance.choice(("defend", "aid", "consult", "not-attack"))
    who = page.mention(one)
    page.add(f" would {duty} ")
    whom = page.mention(other)
    page.add(" under the ")
    return {"debtor": [who], "beneficiary": [whom], "basis": [page.mention(text)]}, {"duty": duty}


def _stance(page: _Page, chance: random.Random, one: _Name, other: _Name, _: _Name) -> Parts:
    stance, told = chance.choice((("condemn", "condemned"), ("support", "backed"), ("accuse", "accused")))
    who = page.mention(one)
    page.add(f" {told} ")
    return {"holder": [who], "target": [page.mention(other)]}, {"stance": stance}


def _presence(page: _Page, chance: random.Random, one: _Name, other: _Name, _: _Name) -> Parts:
    kind = chance.choice(("base", "exercise", "deployment"))
    who = page.mention(one)
    page.add(f" had troops ({kind}) in ")
    return {"actor": [who], "location": [page.mention(other)]}, {"type": kind}


_FORMS = {
    "stance": _stance,
    "agreement-stage": _stage,
    "commitment": _commitment,
    "presence": _presence,
    "recognition": _recognition,
}
_KINDS = tuple(_FORMS)
_OFTEN = tuple(accumulate((0.35, 0.2, 0.2, 0.15, 0.1)))
