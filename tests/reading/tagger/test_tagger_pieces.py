"""Pieces and windows: whatever the text, each piece has its exact characters and stands in exactly one window."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.problems import DataError
from foedus.reading.tagger.model import OWN, VOCABULARY
from foedus.reading.tagger.pieces import Pieces
from foedus.reading.tagger.windows import NOTHING, windows

VOCAB = (OWN / VOCABULARY).read_text(encoding="utf-8").splitlines()
PIECES = Pieces.of(OWN / VOCABULARY)
WORDS = ["Unbelievably", "the", "Commissioners", "re-signed", "pacts", ",", "1994", "."]
ODD = st.sampled_from(
    ["İstanbul", "Straße", "ﬁnance", "naïve", "nai\u0308ve", "Ελλάδα", "北京", "\u202bשלום\u202c", "👩‍👩‍👧", "\ud83d",
     "a_b", "e\u0301\u0323", "\x00", "\ufeff", "ǅ", "…", "--", "U.S.", "Saakashvili’s", "\u00ad", "x" * 120, "ꙮ"]
)  # fmt: skip
TEXTS = st.lists(ODD | st.text(max_size=12), max_size=30).map(" ".join)


@given(TEXTS)
def test_pieces_stand_in_order_where_they_say(text: str) -> None:
    numbers, covered = PIECES.cut(text, 0, len(text))
    assert len(numbers) == len(covered)
    assert all(0 <= number < len(VOCAB) for number in numbers)
    assert all(0 <= low < high <= len(text) for low, high in covered)
    assert covered == sorted(covered)
    assert not any(text[low:high].isspace() for low, high in covered)
    missed = set(range(len(text))) - {at for low, high in covered for at in range(low, high)}
    assert all(text[at].isspace() for at in missed), "only white space belongs to no piece"


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_plain_words_are_cut_into_the_longest_pieces_of_the_vocabulary(words: list[str]) -> None:
    text = " ".join(words)
    known = set(VOCAB)
    for number, (low, high) in zip(*PIECES.cut(text, 0, len(text)), strict=True):
        piece = VOCAB[number]
        assert piece.removeprefix("##") == text[low:high].lower()
        longer = ("##" if piece.startswith("##") else "") + text[low : high + 1].lower()
        assert text[high : high + 1].isalpha() is False or longer not in known


def test_accents_that_are_written_apart_do_not_part_a_word() -> None:
    together, apart = "naïve Brontë", "nai\u0308ve Bronte\u0308"
    assert PIECES.cut(together, 0, len(together))[0] == PIECES.cut(apart, 0, len(apart))[0]
    assert PIECES.cut("naive Bronte", 0, 12)[0] == PIECES.cut(apart, 0, len(apart))[0]
    _, covered = PIECES.cut(apart, 0, len(apart))
    assert {covered[0], covered[-1]} == {(0, 6), (7, 14)}, "each piece covers the word"


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from(["word", "unbelievably", ".", '"', "”", "İ"]), max_size=90), max_size=5),
       st.integers(8, 40))  # fmt: skip
def test_windows_hold_every_piece_once_and_no_more_than_their_limit(lines: list[list[str]], limit: int) -> None:
    text = "\n".join(" ".join(words) for words in lines)
    at, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    made = windows(text, paragraphs, PIECES, limit)
    held = [pair for w in made for pair in zip(w.ids, w.offsets, strict=True) if pair[1] != NOTHING]
    whole = [pair for low, high in paragraphs for pair in zip(*PIECES.cut(text, low, high), strict=True)]
    assert held == whole
    assert all(0 < len(w.ids) <= limit for w in made)


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = " ".join(["They met in Geneva on Monday and left again ."] * 30)
    for window in windows(text, [(0, len(text))], PIECES)[:-1]:
        low, high = window.offsets[-1]
        assert text[low:high] == "."


def test_a_file_that_is_no_vocabulary_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("the\nof\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"\[CLS\]"):
        Pieces.of(path)
