"""The demonstration as one text: documents, claims, contradictions, declarations, answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from foedus.views import bound, check
from foedus.views.claims import evidence, gist, manner, speaker
from foedus.views.documents import published, words
from foedus.views.proofs import named
from foedus.views.table import Label, Record, wrapped

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, the command that asks it, its answer, and the actor whom it is about (None: all)."""

    words: str
    command: str
    answer: Record
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was read and what follows, as records."""

    documents: tuple[Record, ...]
    statements: Mapping[str, Record]
    claims: tuple[Record, ...]
    disagreements: tuple[Record, ...]
    verdicts: tuple[Record, ...]
    questions: tuple[Asked, ...]


def text(shown: Demonstration, label: Label) -> str:
    """The demonstration for people; nothing in it depends on the clock or the terminal."""
    names = {document["id"]: PurePath(document["path"]).name for document in shown.documents}
    parts = [
        ("Documents", _documents(shown.documents, names)),
        ("Claims, each with its speaker and its words", _claims(shown, names, label)),
        ("Contradictions", _contradictions(shown, names, label)),
        ("Declared commitments, held against the texts in force", _verdicts(shown.verdicts, names, label)),
    ]
    lines = [line for title, body in parts for line in _section(title, list(body))]
    if shown.questions:
        lines += [*_heading("Answers"), *answers(shown.questions, label)]
    return "\n".join(piece for line in lines for piece in wrapped(line, WIDTH))


def answers(questions: Sequence[Asked], label: Label) -> Iterator[str]:
    """The questions with their answers and proofs."""
    for number, asked in enumerate(questions, 1):
        yield f"{number}. {asked.words}"
        yield f"   $ {asked.command}"
        answer = asked.answer
        if asked.about:
            answer = bound.about(answer, asked.about)
            yield f"   {_verdict(answer, asked.about, label)}"
        yield from (f"   {line}".rstrip() for line in bound.text(answer, label).splitlines())
        yield ""


def _verdict(answer: Record, actor: str, label: Label) -> str:
    if answer["obligations"]:
        return f"Yes, {label(actor)} is bound."
    return (
        f"It is not known whether {label(actor)} is bound."
        if answer["unknown"]
        else f"No, {label(actor)} is not bound."
    )


def _heading(title: str) -> list[str]:
    return [title, "=" * len(title)]


def _section(title: str, body: list[str]) -> list[str]:
    return [*_heading(title), *(body or ["None."]), ""]


def _documents(documents: Sequence[Record], names: Mapping[str, str]) -> Iterator[str]:
    for document in documents:
        outlet = f"{document['outlet']}, " if document["outlet"] else ""
        yield f"{names[document['id']]}: {outlet}{published(document)}, {words(document)} words"


def _claims(shown: Demonstration, names: Mapping[str, str], label: Label) -> Iterator[str]:
    for document in shown.documents:
        yield names[document["id"]]
        own = [claim for claim in shown.claims if claim["document"] == document["id"]]
        for _, group in groupby(own, _words_of):
            same = list(group)
            yield from (f"  {gist(claim, label)} ({manner(claim)})" for claim in same)
            yield f'    {speaker(same[0], shown.statements, label)}: "{evidence(same[0])}"'


def _words_of(claim: Record) -> tuple[object, ...]:
    """What claims share that are read from the same words of the same speaker (a list of members, of recognisers)."""
    return claim["kind"], claim["statement"], [(quote["start"], quote["end"]) for quote in claim["evidence"]]


def _contradictions(shown: Demonstration, names: Mapping[str, str], label: Label) -> Iterator[str]:
    by_id = {claim["id"]: claim for claim in shown.claims}
    for found in shown.disagreements:
        certain = "" if found["certain"] else " (if its dates mean what they most likely mean)"
        yield f"{named(found['explanation'], label)}{certain}"
        for side in found["sides"]:
            for claim in (by_id[key] for key in side["claims"] if key in by_id):
                yield f'  {side["value"]} – {names[claim["document"]]}: "{evidence(claim)}"'


def _verdicts(verdicts: Sequence[Record], names: Mapping[str, str], label: Label) -> Iterator[str]:
    """Each verdict once, although a text may repeat the commitment in other words."""
    seen = set()
    for verdict in verdicts:
        told = {**verdict, "said_in": names.get(verdict["claim"]["document"], verdict["said_in"])}
        first, _words, *rest = lines = check.text(told, label, proofs=False).splitlines()
        if (first, *rest) not in seen:
            yield from lines
        seen.add((first, *rest))
