"""Training's pure parts: annotations to labels and pointers, agreement with gold, and biases that are tuned to it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from training.attribution.measure import Agreement, agreement
from training.attribution.records import Attribution, Text, examples, paragraphs, read_texts, set_aside
from training.attribution.tune import measure, tuned
from training.attribution.twice import agreements, alone, pairs

from foedus.reading.tagger import Tagged, load_tagger
from foedus.reading.tagger.labels import LABELS, spans
from foedus.reading.tagger.model import OWN, VOCABULARY
from foedus.reading.tagger.pieces import Pieces

ROOT = Path(__file__).resolve().parents[2]
OWN_TEXTS = ROOT / "training" / "attribution" / "own-texts.jsonl"
PIECES = Pieces.of(OWN / VOCABULARY)
SAYING = "Reportedly it fell.\n“We stay,” Minsk said, “for good.”"


def at(words: str) -> tuple[int, int]:
    start = SAYING.index(words)
    return start, start + len(words)


ATTRIBUTIONS = (
    Attribution((at("Minsk"),), (at("said"),), (at("“We stay,”"), at("“for good.”"))),
    Attribution((), (at("Reportedly"),), (at("it fell"),)),
)


def test_annotations_become_labels_and_pointers_that_say_the_same() -> None:
    (example,) = examples(Text("a", SAYING, ATTRIBUTIONS), PIECES)
    told = {
        (part, SAYING[example.window.offsets[first][0] : example.window.offsets[last - 1][1]])
        for part, first, last in spans(list(example.labels))
    }
    assert told == {
        ("content", "“We stay,”"), ("content", "“for good.”"), ("content", "it fell"),
        ("cue", "said"), ("cue", "Reportedly"), ("source", "Minsk"),
    }  # fmt: skip
    where = {part: first for part, first, _ in spans(list(example.labels)) if part == "source"}
    says, who = example.pointers
    assert len(says) == 3
    assert where["source"] in {target for _, target in who}
    assert -1 in {target for _, target in who}, "a hidden source is nobody"


def test_nothing_is_learnt_of_a_pointer_into_another_window() -> None:
    filler = "\n" + "One word after another stood there and was read. " * 12 + "\n"
    text = f"Minsk said{filler}it would stay."
    start = text.index("it would")
    apart = Attribution(((0, 5),), ((6, 10),), ((start, start + 13),))
    made = examples(Text("a", text, (apart,)), PIECES)
    assert len(made) > 1
    assert [pair for example in made for pair in example.pointers[0]] == []


def test_every_annotation_of_the_texts_that_come_along_is_exact() -> None:
    texts = list(read_texts([OWN_TEXTS]))
    assert len(texts) == 199
    for line in OWN_TEXTS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for attribution in record["attributions"]:
            for part in ("source", "cue", "content"):
                assert all(record["text"][low:high] == words for low, high, words in attribution[part])
    assert 10 < sum(map(set_aside, texts)) < 30
    assert [set_aside(text) for text in texts] == [set_aside(replace(text, text="")) for text in texts]


def test_gold_agrees_with_itself_wholly() -> None:
    gold = ATTRIBUTIONS[:1]
    found = Tagged(gold[0].content, gold[0].cue[0], gold[0].source[0], 1.0)
    assert agreement(gold, [found]) == Agreement(1, 1, 1, 1)
    assert agreement(gold, [replace(found, source=None)]) == Agreement(1, 1, 1, 0)
    assert agreement(gold, []).content_f1 == 0.0
    assert (agreement(gold, [found]) + agreement(gold, [])).content_f1 == 200 / 3


Contents = list[tuple[tuple[int, int]]]
contents = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda t: ((t[0], sum(t)),)), max_size=6)


@given(contents, contents)
def test_no_more_agrees_than_is_there(one: Contents, other: Contents) -> None:
    gold = [Attribution((), (), content) for content in one]
    seen = agreement(gold, [Tagged(content, None, None, 1.0) for content in other])
    assert seen.both == 0
    assert seen.content <= min(len(one), len(other))
    assert agreement(gold, [Tagged(content, None, None, 1.0) for content in one]).content == len(one)


@pytest.mark.slow
def test_tuned_biases_are_never_worse_on_what_they_are_tuned_on() -> None:
    texts = [text for text in read_texts([OWN_TEXTS]) if set_aside(text)][:3]
    plain = replace(load_tagger(), biases=np.zeros(len(LABELS)))
    better = tuned(plain, texts)
    before, after = measure(plain, texts), measure(better, texts)
    assert after.content_f1 + after.both_f1 >= before.content_f1 + before.both_f1


def test_paragraphs_are_the_lines_that_hold_anything() -> None:
    assert paragraphs("One.\n \n\nTwo.") == [(0, 4), (8, 12)]


def test_who_annotates_twice_alike_agrees_with_oneself_and_hidden_sources_meet() -> None:
    text = Text("a", SAYING, ATTRIBUTIONS)
    content, both = agreements([(text, ATTRIBUTIONS)] * 2)
    assert content.startswith("content: F1 1.00")
    assert both.startswith("content and source: F1 1.00")
    assert list(alone(ATTRIBUTIONS, ATTRIBUTIONS[:1])) == [ATTRIBUTIONS[1]]


def test_the_second_annotation_is_exact_and_of_twenty_texts() -> None:
    twice = list(pairs())
    assert len(twice) == 20
    for text, second in twice:
        assert all(0 <= a < b <= len(text.text) for each in second for a, b in (*each.content, *each.cue, *each.source))
