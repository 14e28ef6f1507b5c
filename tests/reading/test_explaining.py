"""Explanations: the cue, the rule's place, the word list's entry, and how each filler came to mean whom."""

from __future__ import annotations

import importlib.resources
import sys

import pytest

from foedus.model.documents import Document
from foedus.reading import Reader, read
from foedus.reading.explaining import Explained, Filler, explain

TEXT = (
    "Malta recognised Kosovo in 2010. President Alexander Lukashenko of Belarus condemned Lithuania on Monday. "
    "Zubrowka signed a treaty with Fiji. It then joined NATO."
)


@pytest.fixture(scope="module")
def explained(reader: Reader) -> dict[str, Explained]:
    """One claim of each kind."""
    return {each.claim.kind: each for each in explain(Document("a.txt", TEXT), reader)}


def filler(each: Explained, role: str) -> Filler:
    return next(one for one in each.fillers if one.claim_role == role)


def test_every_claim_of_the_reading_is_explained_and_nothing_else(reader: Reader) -> None:
    document = Document("a.txt", TEXT)
    assert {each.claim for each in explain(document, reader)} == set(read(document, reader).claims)


def test_the_cue_stands_in_the_text_and_its_lemma_in_a_word_list(explained: dict[str, Explained]) -> None:
    each = explained["recognition"]
    assert (each.cue.text, each.lemma) == ("recognised", "recognise")
    assert TEXT[each.cue.start : each.cue.end] == "recognised"
    assert any(entry.startswith("recognition: ") for entry in each.entries)


def test_the_rules_place_is_a_file_of_the_rules_with_that_function(explained: dict[str, Explained]) -> None:
    for each in explained.values():
        assert each.steps, each.claim.kind
        for step in each.steps:
            source = importlib.resources.files("foedus.reading.claims").joinpath(step.file).read_text(encoding="utf-8")
            assert f"def {step.function.split('.')[0]}(" in source
            assert 0 < step.line <= source.count("\n")


def test_a_filler_tells_whether_it_is_named_acts_for_or_is_referred_to(explained: dict[str, Explained]) -> None:
    assert filler(explained["recognition"], "recogniser").way == "named"
    acting = filler(explained["stance"], "holder")
    assert (acting.way, acting.whom, acting.mention.actor) == ("acts for", "alexander-lukashenko", "BLR")
    meant = filler(explained["membership"], "member")
    assert meant.mention.text == "It"
    assert meant.way == "refers"
    assert meant.antecedent is not None
    assert TEXT[meant.antecedent.start : meant.antecedent.end] == meant.antecedent.text


def test_sureness_adds_up_to_the_confidence(explained: dict[str, Explained]) -> None:
    import math

    for each in explained.values():
        odds = sum(value for _, value in each.sureness)
        assert each.claim.confidence == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.02)


def test_explaining_leaves_no_watch_behind_and_reads_no_other_language(reader: Reader) -> None:
    before = sys.getprofile()
    assert explain(Document("a.txt", "Malta a reconnu le Kosovo.", language="fr"), reader) == ()
    explain(Document("a.txt", TEXT), reader)
    assert sys.getprofile() is before
