"""Cues between commas that the tagger took for a noun: "…, the bulletin *records*, …", "…, the paper *notes*, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.page import begin, finish
from foedus.reading.statements.acts import Act
from foedus.reading.statements.cues import cues
from foedus.reading.statements.spans import from_to

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_JOINING = frozenset({",", ";", "and", "while", "but"})
_LONGEST = 8
_SHORTEST = 3


def inset_acts(page: Page) -> Iterator[Act]:
    """Every act whose cue, at the end of a phrase between commas, looks like a plural of its source."""
    for cue in page.index.written(cues().misheard):
        doc = cue.doc
        source = doc[cue.i - 1] if cue.i > 0 else None
        last = cue.i + 1 >= len(doc) or doc[cue.i + 1].text in (",", ".")
        if source is None or not last or source.tag_ not in ("NN", "NNP") or not _speaks(source):
            continue
        if cue.tag_ == "NNS" or any(t.dep_ == "compound" and t.i == source.i for t in cue.children):
            yield from _around(page, source, cue)


def quoted_acts(page: Page) -> Iterator[Act]:
    """Whom the end of a sentence quotes after his title: "…, X, an adviser to Y, is quoted as saying by Reuters"."""
    for verb in page.index.having({"quote", "cite"}):
        saying = next((c for p in verb.children if p.lower_ == "as" for c in p.children if c.dep_ == "pcomp"), None)
        be = next((c for c in verb.children if c.dep_ == "auxpass" and c.i < verb.i), None)
        if saying is None or be is None or any(c.dep_ == "nsubjpass" for c in verb.children):
            continue
        doc, opening = verb.doc, verb.sent.start
        commas = [t.i for t in doc[opening : be.i] if t.text == ","]
        if len(commas) < _SHORTEST - 1 or commas[-1] != be.i - 1:
            continue
        names = (t for t in reversed(doc[commas[0] + 1 : commas[-1]]) if t.pos_ == "PROPN" and t.ent_type_ == "PERSON")
        source = next((t for t in names if doc[t.left_edge.i - 1].text == ","), None)
        spans = from_to(page, doc[opening], doc[source.left_edge.i - 2]) if source is not None else ()
        if source is not None and spans:
            cue = (begin(saying), finish(saying))
            yield Act(page.passage(verb).index, spans, "indirect", None, cue, source, frame="clause")


def gapped_acts(page: Page, acts: list[Act]) -> list[Act]:
    """The acts, those split whose words end in another's without a cue: "A says that it won, B that it lost"."""
    made: list[Act] = []
    for act in acts:
        gap = _gap(page, act) if act.frame == "clause" and act.verb is not None and len(act.content) == 1 else None
        if gap is None:
            made.append(act)
            continue
        source, that = gap
        first = page.passage(that).parse[source.left_edge.i - 1]
        end = first.i - (first.text not in (",", ";"))
        low = next(t for t in that.doc if begin(t) >= act.start)
        last = next(t for t in reversed(that.doc[that.i :]) if finish(t) <= act.end)
        told, other = from_to(page, low, that.doc[end]), from_to(page, that.doc[that.i + 1], last)
        made.append(act.saying(told or act.content))
        if told and other:
            made.append(Act(act.passage, other, "indirect", source=source, frame="gap"))
    return made


def _gap(page: Page, act: Act) -> tuple[Token, Token] | None:
    """The second source and its "that", inside an act's content after a comma or "and"."""
    verb = act.verb
    if verb is None:
        return None
    for that in verb.doc[verb.i + 2 : verb.sent.end]:
        if that.lower_ != "that" or not act.holds(begin(that), finish(that)) or that.head.dep_ == "relcl":
            continue
        source = that.doc[that.i - 1]
        before = that.doc[source.left_edge.i - 1]
        if (
            source.pos_ == "PROPN"
            and source.left_edge.i > verb.i
            and before.lower_ in (",", ";", "and", "while", "but")
        ):
            return source, that
    return None


def _speaks(source: Token) -> bool:
    lemma = source.lemma_.lower()
    return lemma in cues().texts or any(lemma in words("nouns", group) for group in ("person", "outlet", "institution"))


def _around(page: Page, source: Token, cue: Token) -> Iterator[Act]:
    doc, sentence = cue.doc, cue.sent
    first = source.i
    while first > sentence.start and doc[first - 1].text != "," and source.i - first < _LONGEST:
        first -= 1
    if first - 1 <= sentence.start + _SHORTEST - 2 or doc[first - 1].text != ",":
        return
    spans = from_to(page, sentence[0], doc[first - 2])
    if doc[cue.i + 1].text == "," and cue.i + 2 < sentence.end:
        spans = (*spans, *from_to(page, doc[cue.i + 2], doc[sentence.end - 1]))
    if spans:
        yield Act(page.passage(cue).index, spans, "indirect", None, (begin(cue), finish(cue)), source, frame="clause")
