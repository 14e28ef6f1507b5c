"""Which documents are copies of one story, and which are stories of their own on one event."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from foedus.ledger.reprints import Signature, contained, in_common, shingles, sign, stories
from foedus.model.judgements import Judgement, Sameness, sameness

_WORDS = [f"word{number}" for number in range(4000)]
_chance = random.Random(7)  # noqa: S311  (texts for a test)


def words(count: int) -> str:
    return " ".join(_chance.choices(_WORDS, k=count))


WIRE = words(350)
HALF = " ".join(WIRE.split()[:175])
QUOTE = words(100)
COPIES = {
    "as it is": WIRE,
    "in capitals and other marks": WIRE.upper().replace(" ", ",\n"),
    "with a lead of its own": f"{words(60)} {WIRE}",
    "with a long lead": f"{words(120)} {WIRE}",
    "cut to a half": HALF,
    "cut, with a lead": f"{words(40)} {' '.join(WIRE.split()[:230])}",
    "some words changed": " ".join(w if n % 25 else "other" for n, w in enumerate(WIRE.split())),
}


def judged(verdict: str, one: str, other: str) -> Sameness:
    return sameness([Judgement(verdict, one, "N. N.", datetime(2024, 1, 1, tzinfo=UTC), "looked at both", other)])


def told(*texts: str, held: Sameness | None = None) -> list[str]:
    """Of each text the number of the first that tells the same story."""
    signed = {str(number): sign(text) for number, text in enumerate(texts)}
    return list(stories(signed, held).values())


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_a_copy_is_of_the_same_story_whichever_came_first(copy: str) -> None:
    assert told(WIRE, words(300), copy) == ["0", "1", "0"]
    assert told(copy, WIRE) == ["0", "0"]


def test_stories_of_their_own_are_none_though_they_quote_the_same() -> None:
    first, second = f"{words(100)} {QUOTE} {words(150)}", f"{words(60)} {QUOTE} {words(190)}"
    assert told(first, second) == ["0", "1"]


def test_a_round_up_makes_no_one_story_of_two() -> None:
    other = words(350)
    assert told(WIRE, other, f"{WIRE} {other}")[:2] == ["0", "1"]
    assert told(WIRE, f"{WIRE} {words(1500)}") == ["0", "1"]


def test_what_is_not_the_article_does_not_count() -> None:
    frame = words(200)
    page = f"{frame}\n{WIRE}"
    assert sign(page, [(0, len(frame))]) == sign(WIRE)
    assert contained(sign(f"{frame} {words(100)}"), sign(f"{frame} {words(90)}")) > 0.5


def test_people_may_hold_otherwise() -> None:
    other = words(300)
    assert told(WIRE, WIRE + " end", held=judged("not-same-as", "0", "1")) == ["0", "1"]
    assert told(WIRE, other, held=judged("same-as", "0", "1")) == ["0", "0"]
    assert told(WIRE, other, f"{WIRE} end", held=judged("not-same-as", "1", "2")) == ["0", "1", "0"]


def test_shares_are_estimated_closely() -> None:
    one, half = sign(WIRE), sign(HALF)
    assert in_common(one, half) == pytest.approx(len(shingles(HALF)) / len(shingles(WIRE)), abs=0.15)
    assert contained(one, half) == pytest.approx(1, abs=0.2)
    assert Signature.unpack(one.method, one.shingles, one.pack()) == one


def test_short_and_empty_texts_are_texts_too() -> None:
    assert told("", "Minsk denied it.", "minsk denied it", "Minsk confirmed it.") == ["0", "1", "1", "3"]


def test_a_thousand_copies_take_no_thousand_looks_each() -> None:
    same, others = sign(WIRE), [sign(words(40)) for _ in range(50)]
    signed = {str(n): same if n % 2 else others[n % 50] for n in range(2000)}
    found = stories(signed)
    assert len(set(found.values())) == 26
