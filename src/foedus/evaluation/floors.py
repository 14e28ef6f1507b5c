"""Floors: what hardly any understanding reads, so that a figure can be seen against it.

``keyword``: a sentence with a tell-tale word and a known name makes a claim, one with "said" a statement.
``majority``: every sentence with a known name makes a claim of the commonest kind; whatever is asked of a matched claim
is answered with the commonest answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from foedus.evaluation.counts import Counts
from foedus.evaluation.figures import Figure
from foedus.evaluation.gold import KEY_ATTRIBUTES, GoldSet
from foedus.evaluation.scoring import Read
from foedus.gazetteer import Gazetteer
from foedus.model.claims import Claim, Mention, Quote, Statement, make_claim
from foedus.model.documents import Document

_KEYWORDS = Path(__file__).parent / "keywords.yaml"
_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’)]*(?=\s|$)|(?=\n|$))")
_PERSON = re.compile(r"(?:[A-Z][\w'’-]+\s?){1,3}")
_QUOTED = re.compile(r"[“\"]([^”\"\n]{8,})[”\"]")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, lower case beside it, and the names in it that the gazetteer knows."""

    start: int
    text: str
    names: tuple[Mention, ...]

    def quote(self) -> Quote:
        return Quote(self.text, self.start, self.start + len(self.text))


@cache
def _lists() -> Mapping[str, Any]:
    import yaml

    content: Mapping[str, Any] = yaml.safe_load(_KEYWORDS.read_text(encoding="utf-8"))
    return content


def by_keywords(document: Document, gazetteer: Gazetteer) -> Read:
    """A document as tell-tale words and known names alone would have it."""
    claims: dict[str, Claim] = {}
    statements: list[Statement] = []
    for sentence in _sentences(document, gazetteer):
        claims |= {claim.id: claim for claim in _told(document, sentence)}
        statements.extend(_said(document, sentence))
    return Read(document, tuple(statements), tuple(claims.values()))


def by_majority(document: Document, gazetteer: Gazetteer, gold: GoldSet) -> Read:
    """A document of which every sentence that names somebody tells the annotations' commonest kind of claim."""
    found = [claim for each in gold.documents for claim in each.claims if not claim.borderline]
    if not found:
        return Read(document, (), ())
    kind = Counter(claim.kind for claim in found).most_common(1)[0][0]
    roles = [role for role, _ in next(claim.roles for claim in found if claim.kind == kind)]
    values = Counter(claim.values[:1] for claim in found if claim.kind == kind).most_common(1)[0][0]
    name = KEY_ATTRIBUTES.get(kind)
    claims = [
        make_claim(
            document=document.id,
            kind=kind,
            roles={role: (who,) for role, who in zip(roles, sentence.names, strict=False)},
            evidence=(sentence.quote(),),
            attributes={name: values[0]} if name and values else {},
        )
        for sentence in _sentences(document, gazetteer)
        if sentence.names
    ]
    return Read(document, (), tuple(claims))


def majority_answers(documents: Iterable[Counts]) -> tuple[Figure, ...]:
    """For each slot, and for events, the share that the commonest annotated answer gets right."""
    total: Counts = Counter()
    own: Counter[str] = Counter()
    for counts in documents:
        total.update(counts)
        own.update({key.name for key in counts if key.measure == "value"})
    answers: dict[str, Counter[str]] = {}
    for key, count in total.items():
        if key.measure == "value":
            answers.setdefault(key.name, Counter())[key.what] += count
    return tuple(
        Figure(*(("events", "all") if slot == "event" else ("slot", slot)), "right", values.total(), None,
               max(values.values()), 0, own[slot])
        for slot, values in sorted(answers.items())
    )  # fmt: skip


def _sentences(document: Document, gazetteer: Gazetteer) -> Iterator[_Sentence]:
    matches = [m for m in gazetteer.scan(document.text) if not _outside(document, m.start)]
    for found in _SENTENCE.finditer(document.text):
        if not _outside(document, found.start()):
            names = (m for m in matches if found.start() <= m.start and m.end <= found.end())
            mentions = tuple(Mention(m.text, m.start, m.end, m.key) for m in names)
            yield _Sentence(found.start(), found[0], mentions)


def _outside(document: Document, offset: int) -> bool:
    return any(a <= offset < b for a, b in document.boilerplate)


def _told(document: Document, sentence: _Sentence) -> Iterator[Claim]:
    lower = sentence.text.lower()
    for kind, entry in _lists()["claims"].items():
        found = next(((lower.find(word), value) for word, value in entry["words"].items() if word in lower), None)
        if found is None:
            continue
        at, value = sentence.start + found[0], found[1]
        roles = _fillers(document, sentence, entry["roles"], at)
        if roles:
            attributes = {entry["attribute"]: value} if entry.get("attribute") and value else {}
            yield _claim(document, kind, roles, sentence, attributes)
    event = next((type_ for word, type_ in _lists()["events"].items() if word in lower), None)
    if event is not None:
        yield _claim(document, "event", {"actor": sentence.names[:1]}, sentence, {"event": event})


def _claim(
    document: Document, kind: str, roles: Mapping[str, Sequence[Mention]], sentence: _Sentence, attributes: Any
) -> Claim:
    return make_claim(document=document.id, kind=kind, roles=roles, evidence=(sentence.quote(),), attributes=attributes)


def _fillers(document: Document, sentence: _Sentence, roles: Sequence[str], at: int) -> dict[str, tuple[Mention, ...]]:
    """The last name before a word and the first after it; an office's holder is what is written large after it."""
    before = [name for name in sentence.names if name.end <= at]
    after = [name for name in sentence.names if name.start >= at]
    first, second = (before[-1:], after[:1]) if before else (after[:1], after[1:2])
    if roles[0] == "person":
        found = _PERSON.search(document.text, at + 1, sentence.start + len(sentence.text))
        words = found[0].strip() if found else ""
        person = [Mention(words, found.start(), found.start() + len(words), words)] if found else []
        first, second = person, before[-1:] or after[:1]
    pairs = zip(roles, (first, second), strict=True)
    return {role: tuple(names) for role, names in pairs} if first and second else {}


def _said(document: Document, sentence: _Sentence) -> Iterator[Statement]:
    """The quotation in a sentence, or where a word tells an attribution what follows it, or what comes before it."""
    lower = sentence.text.lower()
    word = next((word for word in _lists()["saying"] if re.search(rf"\b{word}\b", lower)), None)
    speaker = sentence.names[0] if sentence.names else None
    quoted = _QUOTED.search(sentence.text)
    if quoted:
        span = (sentence.start + quoted.start(1), sentence.start + quoted.end(1))
    elif word is not None:
        at = lower.index(word)
        tail = (at + len(word) + 1, len(sentence.text))
        low, high = tail if tail[1] - tail[0] > at else (0, at)
        span = (sentence.start + low, sentence.start + high)
    else:
        return
    if span[0] < span[1]:
        yield Statement(document.id, speaker, None, (span,), "direct" if quoted else "indirect")
