"""Indirect speech, thought and demand: a verb that says, and the words of its sentence that are said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.statements.acts import Act, Spans, trimmed
from foedus.reading.statements.cues import cues
from foedus.reading.statements.matrix import clause_end
from foedus.reading.statements.sources import source_of
from foedus.reading.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.page import Page, Passage

_SPEECH = frozenset({"clause", "quote", "motion"})
_WH = frozenset({"WDT", "WP", "WP$", "WRB"})
_PRONOUNS = frozenset(
    "it that this them him her us me so these those one which what who they himself herself itself themselves".split()
)
_FIRST = frozenset({"i", "we", "you"})


def indirect_acts(page: Page) -> Iterator[Act]:
    """Every act of saying that a verb of the cue lexicon opens."""
    known = cues().verbs
    misread = cues().misread
    for passage in page.passages:
        for token in passage.parse:
            if token.pos_ in VERBAL:
                lemma = token.lemma_.lower()
                frames = known.get(misread.get(lemma, lemma))
                if frames and (act := _act(page, passage, token, frames)) is not None:
                    yield act


def _act(page: Page, passage: Passage, verb: Token, frames: frozenset[str]) -> Act | None:
    if verb.dep_ in ("amod", "compound", "aux", "auxpass"):
        return None
    if _supposed(verb):
        return None
    frame, content = _content(page, verb, frames)
    if not content or _empty(page, content):
        return None
    source = source_of(verb)
    if source is None and not is_passive(verb):
        return None
    if source is not None and (source.lower_ in cues().nobody or (source.lower_ in _FIRST and verb.tag_ != "VBD")):
        return None
    cue = (begin(verb), finish(verb))
    return Act(passage.index, content, "indirect", verb, cue, source, frame=frame)


def _supposed(verb: Token) -> bool:
    """Whether an act of saying is only supposed: "if they say", "unless it agrees"."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _empty(page: Page, content: Spans) -> bool:
    """Whether the content is a bare pronoun."""
    text = page.document.text
    return len(content) == 1 and text[content[0][0] : content[0][1]].lower() in _PRONOUNS


def _content(page: Page, verb: Token, frames: frozenset[str]) -> tuple[str, Spans]:
    if is_passive(verb):
        return "passive", _passive(page, verb, frames)
    for frame, find in _FRAMES:
        if (frame in frames or (frame == "clause" and frames & {"written", "quote", "motion"})) and (
            spans := find(page, verb, frames)
        ):
            return frame, spans
    return "", ()


# Frames of an active verb


def _clause(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            if not _opens_clause(child, frames):
                continue
            return _from_to(page, _clause_start(verb, child), clause_end(verb, child))
    for child in verb.children:
        if child.dep_ in ("ccomp", "nsubj") and child.i < verb.i and child.pos_ in VERBAL and frames & _SPEECH:
            before = _before_cue(page, verb)
            if before:
                return before
    if frames & _SPEECH:
        return _set_off(page, verb) or _stray_that(page, verb, frames) or _around(page, verb)
    return ()


def _stray_that(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """A "that" clause which the parse hangs on a date or a noun between: "said on the day after the vote that"."""
    if "clause" not in frames:
        return ()
    doc, sentence = verb.doc, verb.sent
    for token in doc[verb.i + 1 : min(sentence.end, verb.i + 14)]:
        if token.text in (",", ";", ":") or token.pos_ in VERBAL:
            return ()
        if (
            token.lower_ == "that"
            and token.head.i > token.i
            and token.head.dep_ in ("relcl", "acl")
            and _finite(token.head)
        ):
            noun = token.head.head
            if noun.ent_type_ in ("DATE", "TIME", "EVENT") or any(
                a.dep_ in ("npadvmod", "prep") and a.head.i == verb.i for a in (noun, noun.head)
            ):
                return _from_to(page, doc[token.i + 1], clause_end(verb, token.head))
    return ()


def _opens_clause(clause: Token, frames: frozenset[str]) -> bool:
    """Whether a clause after the verb is what is said; weak verbs need "that" or "whether" for it."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod", "nsubj", "dobj", "attr")}
    if any(c.tag_ == "TO" for c in clause.children) and clause.tag_ == "VB":
        return False
    if "clause" in frames:
        return _finite(clause) or clause.tag_ == "VBG"
    if "written" in frames:
        return "that" in marks or (_finite(clause) and bool(marks & {"how", "whether"}))
    return False


def _finite(clause: Token) -> bool:
    if clause.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "expl", "cop") for c in clause.children)


def _clause_start(verb: Token, clause: Token) -> Token:
    first = clause.left_edge
    if first.i <= verb.i:
        return verb.doc[verb.i + 1]
    if first.lower_ == "that" and first.i < clause.i and first.tag_ in ("IN", "WDT", "DT") and first.dep_ == "mark":
        return verb.doc[first.i + 1]
    return first


def _before_cue(page: Page, verb: Token) -> Spans:
    """What stands before "…, X said": from the sentence's beginning to the cue."""
    first = _cue_start(verb)
    sentence = verb.sent
    if first.i <= sentence.start:
        return ()
    return _from_to(page, sentence[0], verb.doc[first.i - 1])


def _cue_start(verb: Token) -> Token:
    """The first token of a cue that follows what is said: its subject, or the verb itself where the order is inverted."""
    first = verb
    for child in verb.children:
        if (
            child.i < verb.i
            and child.dep_ in ("nsubj", "aux", "advmod", "neg", "nsubjpass")
            and child.pos_ not in VERBAL
        ):
            edge = child.left_edge
            if edge.i < first.i and not _crosses_comma(edge, verb):
                first = edge
    return first


def _crosses_comma(first: Token, verb: Token) -> bool:
    """Whether a "subject" is in truth what is said: the parser took the fronted words for it."""
    inner = verb.doc[first.i : verb.i]
    return any(t.text in ("”", '"', "''") for t in inner)


def _set_off(page: Page, verb: Token) -> Spans:
    """What is said where the cue is set into it: "The treaty, he stressed, is not directed at anyone"."""
    doc, sentence = verb.doc, verb.sent
    first, last = _cue_bounds(verb)
    if first is None or last is None or first.i - 2 < sentence.start or last.i + 2 >= sentence.end:
        return ()
    if doc[first.i - 1].text not in _SETTING or doc[last.i + 1].text not in _SETTING:
        return ()
    if any(c.dep_ in ("xcomp", "ccomp") and first.i < c.i <= last.i + 1 for c in verb.children):
        return ()
    low, high = sentence[0], sentence[len(sentence) - 1]
    for token in doc[sentence.start : first.i - 1]:
        if token.text in (";", ":") and token.i + 1 < first.i - 1:
            low = doc[token.i + 1]
    for token in doc[last.i + 2 : sentence.end]:
        if token.text == ";":
            high = doc[token.i - 1]
            break
    left = _from_to(page, low, doc[first.i - 1])
    after = doc[last.i + 2]
    whole = low.lower_ not in _SUBORDINATORS and any(_finite_verb(t) for t in doc[low.i : first.i - 1])
    if whole and (after.lower_ not in _GOING_ON or after.tag_ == "VBG"):
        return left
    if after.lower_ in ("and", "but", "or") and after.i < high.i:
        after = doc[after.i + 1]
    return (*left, *_from_to(page, after, high))


_SETTING = frozenset({",", "–", "—", "--"})
_SUBORDINATORS = frozenset(
    "if when while were should although though unless because as once until after before since had whether".split()
)
_GOING_ON = frozenset("and but or nor because that so unless if though although while whose who which".split())


def _finite_verb(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("relcl", "acl", "advcl")


def _cue_bounds(verb: Token) -> tuple[Token | None, Token | None]:
    """The first and last token of a cue that stands between commas, its subject on either side of the verb."""
    doc = verb.doc
    subjects_ = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_ not in _WH]
    if not subjects_:
        return None, None
    subject = min(subjects_, key=lambda c: abs(c.i - verb.i))
    first = min(verb.i, subject.left_edge.i)
    while doc[first].is_punct and first < verb.i:
        first += 1
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("aux", "advmod", "mark") and child.i == first - 1:
            first = child.i
    last = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    for child in verb.children:
        if (
            child.i > last
            and child.i - last <= 2
            and child.dep_ in ("advmod", "prep", "npadvmod", "prt", "dobj", "dative")
        ):
            last = child.right_edge.i
    while doc[last].is_punct and last > verb.i:
        last -= 1
    inner = doc[first:last]
    if any(t.text in _SETTING and t.i < verb.i for t in inner) and not any(c.dep_ == "appos" for c in subject.children):
        return None, None
    return doc[first], doc[last]


def _around(page: Page, verb: Token) -> Spans:
    """What stands before a final cue that the parse left without a clause: "…, the ministry said on Friday."."""
    if any(c.dep_ in ("dobj", "xcomp", "ccomp", "prep") and c.i > verb.i and c.dep_ != "prep" for c in verb.children):
        return ()
    if verb.dep_ != "ROOT" or "clause" not in cues().frames(verb):
        return ()
    first = _cue_start(verb)
    if first.i <= verb.sent.start + 2 or verb.doc[first.i - 1].text not in (",", "”", '"', "’"):
        return ()
    if not any(t.pos_ in VERBAL for t in verb.doc[verb.sent.start : first.i]):
        return ()
    return _from_to(page, verb.sent[0], verb.doc[first.i - 1])


def _infinitive(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and _to(child):
            if child.dep_ != "xcomp" and any(c.dep_ == "dobj" for c in verb.children):
                continue
            return _from_to(page, child.left_edge, child.right_edge)
    return ()


def _to(clause: Token) -> bool:
    return any(c.tag_ == "TO" for c in clause.children)


def _order(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """Somebody and what they are to do: "urged Minsk to ratify"."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("ccomp", "xcomp", "advcl") and _to(child):
            received = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i]
            own = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < child.i]
            if received or own:
                first = (received or own)[0].left_edge
                if first.i > verb.i and received and received[0].tag_ in _WH:
                    first = child.left_edge
                return _from_to(page, first, child.right_edge)
    return ()


def _as(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """An object and what it is said to be: "called the vote a sham", "regards it as its own"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    predicates = [
        c
        for c in verb.children
        if c.i > verb.i
        and (
            c.dep_ == "oprd"
            or (c.dep_ in ("prep", "advcl", "mark") and c.lower_ == "as")
            or (c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("NOUN", "ADJ", "PROPN", "VERB", "AUX") and not _to(c))
            or (c.dep_ == "prep" and c.lower_ == "to" and cues().lemma(verb) == "liken")
        )
    ]
    predicates += [p for o in objects for p in o.children if p.dep_ == "prep" and p.lower_ == "as"]
    if not predicates:
        return ()
    last = max((p.right_edge for p in predicates), key=lambda t: t.i)
    heads = [*objects, *predicates]
    spoken = [h for h in heads if h.tag_ not in _WH]
    first = min((h.left_edge for h in spoken), key=lambda t: t.i, default=last)
    if first.i <= verb.i:
        first = verb.doc[verb.i + 1]
    if first.i > last.i or (objects and objects[0].lower_ == "what"):
        return ()
    return _from_to(page, first, last)


def _preposition(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    wanted = cues().verb_prepositions[cues().lemma(verb)]
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    for holder in (verb, *objects):
        for child in holder.children:
            if child.dep_ in ("prep", "dative", "prt", "agent") and child.lower_ in wanted and child.i > verb.i:
                inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                last = child.right_edge
                if not inner and holder is verb:
                    inner = [
                        c for c in verb.children if c.i > child.i and c.dep_ in ("dobj", "xcomp", "advcl", "ccomp")
                    ]
                    last = inner[-1].right_edge if inner else last
                if inner and inner[0].tag_ not in _WH - {"WP", "WRB"}:
                    # "called on Minsk to ratify": the infinitive hangs on the verb.
                    order = [
                        c for c in verb.children if c.i > last.i and c.dep_ in ("xcomp", "advcl", "ccomp") and _to(c)
                    ]
                    last = order[0].right_edge if order else last
                    first = objects[0].left_edge if objects and cues().lemma(verb) == "accuse" else inner[0].left_edge
                    return _from_to(page, first, last)
    return ()


def _object(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ == "dobj" and child.i > verb.i and child.tag_ not in _WH:
            if child.ent_type_ in ("DATE", "TIME") or child.lower_ in ("itself", "themselves", "himself", "herself"):
                continue
            last = child.right_edge
            for other in verb.children:
                if (
                    other.i > last.i
                    and other.dep_ == "prep"
                    and other.lower_ in ("of", "for", "as", "over", "to", "against")
                ):
                    last = other.right_edge
            return _from_to(page, child.left_edge, last)
    return ()


def _gerund(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VBG" and child.i > verb.i:
            return _from_to(page, child.left_edge, child.right_edge)
    return ()


_FRAMES = (
    ("clause", _clause),
    ("infinitive", _infinitive),
    ("order", _order),
    ("as", _as),
    ("preposition", _preposition),
    ("gerund", _gerund),
    ("object", _object),
)


# Passive verbs


def _passive(page: Page, verb: Token, frames: frozenset[str]) -> Spans:
    """ "It is believed that", "is expected to", "was told that", "was condemned by X"."""
    if not frames - {"quote", "motion"}:
        return ()
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i and _finite(child) and not _to(child):
            return _from_to(page, _clause_start(verb, child), clause_end(verb, child))
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "csubjpass")), None)
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.i > verb.i and _to(child):
            clause = _from_to(page, child.left_edge, child.right_edge)
            if subject is None or ("order" in frames and cues().lemma(verb) not in cues().hearing):
                return clause
            if frames & {"clause", "infinitive", "order"} and cues().lemma(verb) in cues().hearing:
                return (*_from_to(page, subject.left_edge, subject.right_edge), *clause)
    agent = any(c.dep_ == "agent" for c in verb.children)
    if subject is not None and subject.tag_ not in _WH:
        said = [c for c in verb.children if c.dep_ in ("oprd", "prep") and c.lower_ == "as"]
        said += [c for c in verb.children if c.dep_ == "oprd"]
        if "as" in frames and said and agent:
            return (
                *_from_to(page, subject.left_edge, subject.right_edge),
                *_from_to(page, said[0].left_edge, said[0].right_edge),
            )
        if agent and frames & {"object", "clause"}:
            return _from_to(page, subject.left_edge, subject.right_edge)
    return ()


def _from_to(page: Page, first: Token, last: Token) -> Spans:
    span = trimmed(page.document.text, begin(first), finish(last))
    return (span,) if span else ()
