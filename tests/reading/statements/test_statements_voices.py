"""Whose words a span is when a tagger has told the statements otherwise than the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.library.actors_load import load_gazetteer
from foedus.model.claims import Mention, Quote, Statement
from foedus.model.documents import Document
from foedus.reading import Reader, read
from foedus.reading.statements import Attributions
from foedus.reading.statements.voices import agreed
from foedus.reading.tagger import Tagged

if TYPE_CHECKING:
    from spacy.language import Language


def says(who: str | None, *content: tuple[int, int], cue: int | None = None) -> Statement:
    speaker = None if who is None else Mention(who, 0, len(who), who)
    return Statement("document:1", speaker, None if cue is None else Quote("x", cue, cue + 1), content, "indirect")


def test_without_a_tagger_the_statements_speak_and_are_recorded() -> None:
    outer, inner = says("MLT", (10, 90)), says("PER", (30, 60))
    found = Attributions.of((outer, inner))
    assert found.innermost(35, 40) == inner
    assert found.innermost(15, 40) == outer
    assert found.innermost(5, 12) is None
    assert found.recorded({outer.id}) == (outer, inner)


def test_what_the_tagger_alone_saw_speaks_for_nothing() -> None:
    assert Attributions.of((says("MLT", (10, 90)),), ()).innermost(20, 30) is None


def test_the_list_answers_where_the_same_speaker_says_the_span() -> None:
    ours, theirs = says("MLT", (10, 60)), says("MLT", (20, 90))
    found = Attributions.of((theirs,), (ours,))
    assert found.innermost(25, 40) == theirs
    assert found.recorded({theirs.id}) == (theirs,)


def test_of_several_statements_of_the_speaker_the_one_with_the_same_content_answers() -> None:
    ours, wide, narrow = says("MLT", (10, 60)), says("MLT", (0, 90)), says("MLT", (20, 40))
    assert Attributions.of((wide, ours, narrow), (ours,)).innermost(25, 30) == ours
    assert Attributions.of((wide, narrow), (ours,)).innermost(25, 30) == narrow


def test_the_grammars_statement_answers_where_the_list_has_another_speaker_and_is_recorded_then() -> None:
    ours, theirs = says("MLT", (10, 60)), says("PER", (40, 90))
    found = Attributions.of((theirs,), (ours,))
    assert found.innermost(15, 20) == ours
    assert found.innermost(45, 50) == ours
    assert found.statements == (theirs,)
    assert found.recorded({ours.id, None}) == (ours, theirs)
    assert found.recorded({None}) == (theirs,)


def test_where_the_list_ends_the_speakers_words_earlier_the_act_around_is_asked() -> None:
    outer, ours, shorter = says("PER", (0, 100)), says("MLT", (10, 60)), says("MLT", (10, 40))
    assert Attributions.of((shorter,), (ours,)).innermost(45, 55) is None
    assert Attributions.of((outer, shorter), (outer, ours)).innermost(45, 55) == outer


def test_a_hidden_speaker_of_the_grammar_answers_only_where_the_list_tells_the_same() -> None:
    hidden = says(None, (10, 60))
    assert Attributions.of((), (hidden,)).innermost(20, 30) is None
    assert Attributions.of((says("MLT", (10, 60)),), (hidden,)).innermost(20, 30) == says("MLT", (10, 60))


def test_what_a_cue_opens_is_told_by_the_list_too() -> None:
    ours, shorter = says("MLT", (10, 60), cue=5), says("MLT", (10, 40), cue=4)
    assert Attributions.of((shorter,), (ours,)).opened(5) == shorter
    assert Attributions.of((), (ours,)).opened(5) == ours
    assert Attributions.of((shorter,), (ours,)).opened(4) is None


def test_where_both_tell_the_same_words_the_grammars_speaker_stays() -> None:
    malta = Mention("MLT", 0, 3, "MLT")
    carried = Statement("document:1", Mention("it", 5, 7, "PER"), None, ((10, 60),), "indirect", None, (malta,))
    (told,) = agreed((carried,), (says("MLT", (10, 60)),))
    assert told.speaker == malta
    assert told.via == ()
    assert agreed((carried,), (says(None, (10, 60)), says("MLT", (10, 61)))) == (carried,)


spans = st.tuples(st.integers(0, 1500), st.integers(1, 900)).map(lambda pair: (pair[0], sum(pair)))
statements = st.lists(
    st.builds(says, st.sampled_from([None, "MLT", "PER"]), spans), max_size=6, unique_by=lambda s: s.content
).map(tuple)


@given(statements, statements, spans)
def test_an_answer_holds_the_span_and_is_one_that_somebody_told(
    listed: tuple[Statement, ...], voices: tuple[Statement, ...], span: tuple[int, int]
) -> None:
    found = Attributions.of(listed, voices)
    answer = found.innermost(*span)
    if answer is not None:
        assert answer.covers(*span)
        assert answer in found.recorded({answer.id})
        assert any(voice.covers(*span) and voice.speaker in (None, answer.speaker) for voice in voices)
    assert set(listed) <= set(found.recorded({voice.id for voice in voices}))


class Told:
    """A tagger that tells what it was told to."""

    signature = "tagger:told"

    def __init__(self, *tagged: Tagged) -> None:
        self.tagged = list(tagged)

    def tag(self, text: str, paragraphs: object) -> list[Tagged]:
        return self.tagged


@pytest.mark.parametrize("seen", ["NATO", "the treaty was signed in May"])
def test_every_claim_names_a_statement_that_is_recorded(pipeline: Language, seen: str) -> None:
    text = "Latvia said that Peru had joined NATO after the treaty was signed in May."
    content, cue, source = ((text.index(part), text.index(part) + len(part)) for part in (seen, "joined", "Peru"))
    tagged = Tagged((content,), cue, source, 1.0)
    reader = Reader(pipeline, load_gazetteer(), "test", tagger=Told(tagged))  # type: ignore[arg-type]
    reading = read(Document(path="test", text=text), reader)
    told = {statement.id: statement for statement in reading.statements}
    membership = next(claim for claim in reading.claims if claim.kind == "membership")
    assert membership.statement is not None
    speaker = told[membership.statement].speaker
    assert speaker is not None
    assert speaker.actor == "LVA"
    assert all(claim.statement is None or claim.statement in told for claim in reading.claims)
