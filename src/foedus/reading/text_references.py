"""Which earlier agreement a noun phrase takes up: "the treaty", "that document", "the Agreement"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from foedus.reading.lexicon import words
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import subjects
from foedus.reading.titles import is_pointing

if TYPE_CHECKING:
    from foedus.reading.page import Page
    from foedus.reading.parse import Token
    from foedus.reading.texts import Text

_RECENT = 8
"""Mentions back up to which the same noun means the same agreement, whatever was spoken of since."""
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
ANOTHER = frozenset({"new", "second", "similar", "another", "such", "separate", "third", "further", "later", "earlier"})
"""Words that make an agreement another than the one spoken of."""


def predicated(page: Page, token: Token, earlier: list[Text]) -> str | None:
    """The key of the subject that a predicate noun describes: "which does not constitute a valid agreement"."""
    verb = token.head
    if verb.pos_ not in VERBAL or verb.lemma_ not in ("be", "constitute", "become", "remain", "represent"):
        return None
    if token.dep_ not in ("attr", "dobj") or any(t.lower_ in ("no", "another") for t in token.children):
        return None
    for subject in subjects(verb):
        here = page.passage(subject).index
        if subject.lower_ in ("it", "this", "that") and earlier and here - earlier[-1].passage <= 1:
            return earlier[-1].key
        known = next((text.key for text in reversed(earlier) if (text.passage, text.head) == (here, subject.i)), None)
        if known is not None:
            return known
    return None


def headed(page: Page, token: Token, noun: str, earlier: list[Text]) -> str | None:
    """The agreement that the section's heading names, unless the section has spoken of another with the same noun."""
    here = page.passage(token).index
    top = next((i for i in range(here - 1, -1, -1) if page.passages[i].heading), None)
    if top is None or noun in words("texts", "apart") or any(c.lower_ in ANOTHER for c in token.children):
        return None
    since = [text for text in earlier if text.passage >= top and not text.act]
    if not since or since[0].passage != top or any(text.noun == noun for text in since[1:] if text.key != since[0].key):
        return None
    return since[0].key


def taken_up(page: Page, token: Token, noun: str, content: frozenset[str], earlier: list[Text]) -> str | None:
    """The earlier agreement that a definite description means: one that its words fit, the same noun first.

    Among those with the same noun the last counts, but what the text dwells on before what it mentions in passing.
    "That document" is what the same sentence has just named; "the Agreement" of an official text, which one is first
    called so.
    """
    act = noun in words("texts", "acts")
    year = next(iter(content)) if len(content) == 1 and not act else ""
    dated = _of_year(page, token, year, earlier) if _YEAR.fullmatch(year) else None
    if dated is not None:
        return dated
    if not content and is_pointing(token) and (near := _just_named(page, token, earlier)) is not None:
        return near
    fitting = [text for text in reversed(earlier) if _fits(content, text) and text.act == act]
    same = [text for text in fitting[:_RECENT] if text.noun == noun] or [t for t in fitting if t.noun == noun][:1]
    if content or act or (noun in words("texts", "apart") and same):
        return same[0].key if same else None
    if same and not content and token.tag_ == "NNP" and not token.is_sent_start and len(same) > 1:
        counts = Counter(text.key for text in same)
        return max(reversed(same), key=lambda text: counts[text.key]).key
    if same:
        return max(same, key=lambda text: 2 * text.prominent - fitting.index(text)).key
    if noun in words("texts", "apart"):
        return next((text.key for text in fitting if noun in text.content), None)
    return fitting[0].key if fitting else None


def _of_year(page: Page, token: Token, year: str, earlier: list[Text]) -> str | None:
    """The agreement that "the 2021 accord" takes up: the last that an earlier sentence dates to that year alone."""
    here, first = page.passage(token).index, token.sent.start
    single = token.tag_ in ("NN", "NNP")
    before = [text for text in earlier if not text.act and (text.passage, text.head) < (here, first)]
    fitting = [text for text in reversed(before) if text.plural != single and _year(page, text, before) == year]
    return fitting[0].key if fitting else None


def _year(page: Page, text: Text, others: list[Text]) -> str | None:
    """The year of an agreement: in its own name, else the only one in its sentence, where no other is named with it."""
    named = _YEAR.findall(f"{text.key} {text.mention.text}")
    if named:
        return str(named[0])
    sentence = page.passages[text.passage].parse[text.head].sent
    told = {token.text for token in sentence if _YEAR.fullmatch(token.text)}
    beside = any(
        other.passage == text.passage and sentence.start <= other.head < sentence.end and other.key != text.key
        for other in others
    )
    return told.pop() if len(told) == 1 and not beside else None


def _fits(content: frozenset[str], text: Text) -> bool:
    known = text.content | {_singular(word) for word in text.content}
    return content <= known or (len(text.content) > 2 and text.content - {text.noun} <= content)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word


def _just_named(page: Page, token: Token, earlier: list[Text]) -> str | None:
    """The agreement that the same sentence has named with another noun, for a noun that names none by itself."""
    here = page.passage(token).index
    if token.lemma_.lower() not in words("texts", "weak") | words("texts", "joint"):
        return None
    for text in reversed(earlier):
        if text.passage != here or text.head < token.sent.start:
            return None
        if not text.act:
            return text.key
    return None
