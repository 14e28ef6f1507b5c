"""The pipeline as it is fed: what it finds is what it finds in a text of its own, with less work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import spacy

from foedus.reading.nlp import parsed

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

TEXTS = (
    "Nobody there was asked, and nothing was signed.",
    "They had promised it before, he said, and would again.",
    "Lisbon agreed.",
    "Portuguese nurses walked out.",
    "Israelis left.",
    "The deputies of both chambers of Paraguay agreed.",
    "it was said in vilnius on tuesday",
    "Three brigades stayed for two years.",
    "The last week was quiet, the century was not.",
    "Under article 7 they help.",
    'The so-called "Meridian Pact" is void.',
    "",
)


def told(docs: list[Doc]) -> list[object]:
    return [
        (doc.text, [(t.text, t.pos_, t.dep_, t.lemma_, t.head.i) for t in doc], [(e.text, e.label_) for e in doc.ents])
        for doc in docs
    ]


@pytest.mark.parametrize("batch", [1, 3, 50])
def test_texts_parsed_are_what_the_pipeline_makes_of_them(pipeline: Language, batch: int) -> None:
    assert told(list(parsed(pipeline, TEXTS, batch))) == told(list(pipeline.pipe(TEXTS)))


def test_a_recogniser_that_sees_through_another_component_is_left_in_its_place() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 8,
        "maxout_pieces": 2,
        "use_upper": False,
        "tok2vec": listener,
    }
    recogniser: Any = pipeline.add_pipe("ner", config={"model": model})
    recogniser.add_label("GPE")
    pipeline.initialize()
    assert told(list(parsed(pipeline, TEXTS, 4))) == told(list(pipeline.pipe(TEXTS)))
