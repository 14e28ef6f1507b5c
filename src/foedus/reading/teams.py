"""National teams: "Russia beat Spain 3-2" tells of no state, and "France midfielder" of none either."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from foedus.model.ids import slug
from foedus.reading.lexicon import lexicon, words
from foedus.reading.namesakes import renamed

if TYPE_CHECKING:
    from foedus.reading.links import Link
    from foedus.reading.page import Page
    from foedus.reading.parse import Token

_SCORE = re.compile(r"\b(\d{1,2})[-–](\d{1,2})\b")
_MOST = 15
"""Points of a result by which a sentence is known to be of sport; a vote counts more."""
_SIDES = frozenset({"to", "with", "against", "by", "over", "past"})
_PARTS = frozenset({"compound", "poss", "nmod", "amod"})


def without_teams(page: Page, links: Sequence[Link]) -> Iterator[Link]:
    """The links with those renamed that mean a state's team."""
    if not _may_be_of_sport(page.document.text):
        yield from links
        return
    for link in links:
        token = page.passages[link.passage].parse[link.head]
        if link.known and link.type == "state" and link.role != "institution" and _is_team(token):
            yield renamed(link, slug(f"{link.mention.text} team"), "organisation")
        else:
            yield link


def _may_be_of_sport(text: str) -> bool:
    """Whether a text has anything of sport in it; to look for the bare letters first spares most texts the rest."""
    lowered = text.lower()
    letters = any(word.lower() in lowered for word in _of_sport()) or _SCORE.search(text)
    return bool(letters) and _sporting().search(text) is not None


@cache
def _of_sport() -> tuple[str, ...]:
    return (*lexicon("names")["sport"], *lexicon("names")["sport_events"])


@cache
def _sporting() -> re.Pattern[str]:
    known = _of_sport()
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b|{_SCORE.pattern}", re.IGNORECASE)


def _is_team(token: Token) -> bool:
    """Whether a state's name stands for who plays, in a sentence that is of sport and of nothing else."""
    head = token.head
    player = token.dep_ in _PARTS and head.lower_ in words("names", "players")
    if not (player or _plays(token)):
        return False
    sentence = token.sent
    said = {t.lower_ for t in sentence}
    if said & words("names", "hosting"):
        return False
    text = sentence.text
    scored = any(int(a) <= _MOST and int(b) <= _MOST for a, b in _SCORE.findall(text)) and not player
    event = any(name in text for name in lexicon("names")["sport_events"])
    found = _sporting().search(text)
    return scored or event or (found is not None and not _SCORE.fullmatch(found[0]))


def _plays(token: Token) -> bool:
    """Whether a name is who wins or loses: the verb's subject or object, or whom it is played with."""
    verb = token.head
    if token.dep_ == "pobj":
        if verb.lower_ not in _SIDES:
            return False
        verb = verb.head
    elif token.dep_ == "conj":
        return _plays(verb)
    elif not token.dep_.startswith("nsubj") and token.dep_ != "dobj":
        return False
    return verb.lemma_.lower() in words("names", "playing")
