"""Grammar's acts and the learned tagger's as one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.library.actors_load import load_gazetteer
from foedus.model.documents import Document
from foedus.reading.page import parse_page
from foedus.reading.parse import Parse
from foedus.reading.reader import open_context
from foedus.reading.statements.acts import Act
from foedus.reading.statements.blending import SURE, alike, blended, trusted
from foedus.reading.tagger import Tagged, Tagger, load_tagger

if TYPE_CHECKING:
    from spacy.language import Language


def act(*content: tuple[int, int], form: str = "indirect", frame: str = "clause") -> Act:
    return Act(0, content, form, frame=frame)


def learned(*content: tuple[int, int]) -> Act:
    return act(*content, frame="learned")


def test_what_both_see_stays_the_grammars_and_what_the_tagger_alone_sees_is_added() -> None:
    ours, theirs, other = act((10, 40)), learned((14, 42)), learned((60, 90))
    assert blended([ours], [theirs, other]) == [ours, other]


def test_a_speaker_that_the_grammar_does_not_know_is_the_taggers(pipeline: Language) -> None:
    malta, peru = Parse.of(pipeline("Malta Peru"))
    unknown, known = act((10, 40)), replace(act((10, 40)), source=malta)
    theirs = replace(learned((12, 40)), source=peru)
    assert blended([unknown], [theirs]) == [replace(unknown, source=peru)]
    assert blended([known], [theirs]) == [known]
    turn = replace(unknown, label=(0, 5))
    assert blended([turn], [theirs]) == [turn]


def test_an_indirect_act_that_only_overlaps_what_the_tagger_saw_goes() -> None:
    wrong, right = act((10, 30)), learned((25, 90))
    assert blended([wrong], [right]) == [right]
    assert blended([act((10, 30), form="direct")], [right]) == [act((10, 30), form="direct"), right]


def test_what_stands_inside_another_stays() -> None:
    inner, outer = act((30, 40)), learned((10, 90))
    assert blended([inner], [outer]) == [outer, inner]


def test_what_touches_nothing_stays() -> None:
    ours = [act((0, 9)), act((20, 29), form="interview")]
    assert blended(ours, []) == ours
    assert blended(ours, [learned((900, 950))])[:2] == ours


def test_of_the_tagger_only_what_is_sure_and_has_a_source_is_heard() -> None:
    heard = Tagged(((0, 9),), (10, 14), (15, 20), SURE)
    assert trusted([heard, Tagged(((0, 9),), (10, 14), None, 1.0), Tagged(((0, 9),), None, (1, 2), SURE - 0.01)]) == [
        heard
    ]


spans = st.integers(0, 400).flatmap(lambda low: st.tuples(st.just(low), st.integers(low + 1, low + 1200)))
acts = st.lists(st.builds(act, spans, form=st.sampled_from(["direct", "indirect", "mixed", "interview"])), max_size=8)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(acts, st.lists(spans.map(learned), max_size=8))
def test_nothing_is_made_up_nothing_comes_twice_and_quotations_are_never_lost(
    grammar: list[Act], taught: list[Act]
) -> None:
    ordered = sorted(grammar, key=lambda each: (each.start, -each.end))
    made = blended(ordered, taught)
    rest = [*grammar, *taught]
    for each in made:
        rest.remove(each)
    assert all(each.form == "indirect" for each in rest)
    assert [each.start for each in made] == sorted(each.start for each in made)
    assert all(0 <= alike(one, other) <= 1 for one in grammar for other in taught)


Told = Callable[[str, bool], Sequence[tuple[str | None, str]]]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="module")
def told(pipeline: Language, tagger: Tagger) -> Told:
    """Who says what in a text by the tagger, with the grammar or alone."""
    gazetteer = load_gazetteer()

    def read(text: str, grammar: bool) -> Sequence[tuple[str | None, str]]:
        page = parse_page(Document(path="test", text=text), pipeline)
        found = open_context(page, gazetteer, tagger, grammar).attributions.statements
        return [(s.speaker.actor if s.speaker else None, " … ".join(text[a:b] for a, b in s.content)) for s in found]

    return read


def test_the_tagger_sees_what_no_rule_knows_and_speakers_are_resolved_all_the_same(told: Told) -> None:
    text = "Latvia made no secret of its wish to join the pact. The price, said Finland, is known."
    assert told(text, True) == [("LVA", "to join the pact"), ("FIN", "The price … is known")]
    assert ("LVA", "to join the pact") in told(text, False)


def test_alone_the_tagger_tells_all_that_it_sees(told: Told) -> None:
    text = "Estonia warned that the convoy was near. The port is expected to close."
    alone = told(text, False)
    assert any(speaker == "EST" and "the convoy was near" in content for speaker, content in alone)


def test_any_mark_may_stand_anywhere(told: Told) -> None:
    for text in (
        "",
        "\n\n",
        "” said “",
        "He said: \ud800",
        "“We will stay,” Georgia said. “ “ \u202e Minsk warned that",
        "that that",
    ):
        for grammar in (True, False):
            for _, content in told(text, grammar):
                assert content
