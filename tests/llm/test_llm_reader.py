"""Reading by a model: its words are held against the text, its names settled as for the grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from llm_answers import answer, claim, named, statement
from llm_stub import Script, Stub, fails, says, serving

from foedus.llm.chat import Chat
from foedus.llm.endpoint import endpoint
from foedus.llm.reader import LlmReader
from foedus.model.claims import Mention, Quote
from foedus.model.documents import Document

if TYPE_CHECKING:
    from foedus.model.usage import Used
    from foedus.reading import Reader, Reading

TEXT = (
    "Chisinau is worried. Moldovan President Ana Rotaru said on Friday that Moldova “will never recognise  "
    "Transnistria”.\n\n"
    "Trade news and adverts.\n\n"
    "She added that Romania had promised to help her country. The ministry in Tiraspol, led by Ion Lupu, called "
    "her words a threat. Nicaragua recognised Abkhazia in September 2008."
)
ADVERT = (TEXT.index("Trade"), TEXT.index("adverts.") + 8)
DOCUMENT = Document("news.txt", TEXT, published="2024-05-10", published_basis="stated", boilerplate=(ADVERT,))
NEVER = claim(
    "recognition",
    'will never recognise Transnistria',
    statement=1,
    polarity="negated",
    status="planned",
    roles={"recogniser": [named("Moldova")], "recognised": [named("Transnistria")]},
)  # fmt: skip
SAID = statement(1, named("Moldovan President Ana Rotaru", "Ana Rotaru"),
                 'Moldova "will never recognise Transnistria"', cue="said", form="mixed")  # fmt: skip


def told(reader: Reader, *script: Script, document: Document = DOCUMENT, **more: Any) -> tuple[Reading, Used, Stub]:
    with serving(*script) as stub:
        asked = LlmReader(reader, Chat(endpoint(stub.url, "tiny", **more), sleep=lambda _: None))
        reading, used = next(asked.read_all([document]))
        asked.close()
    return reading, used, stub


def codes(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_what_the_text_bears_out_becomes_statements_and_claims_with_exact_words(reader: Reader) -> None:
    reading, used, _ = told(reader, says(answer([SAID], [NEVER])), price="1,2")
    assert not reading.problems
    (said,), (found,) = reading.statements, reading.claims
    assert said.speaker is not None
    assert (said.speaker.actor, said.on_behalf_of, said.form) == ("ana-rotaru", "MDA", "mixed")
    assert said.cue is not None
    assert said.cue.text == "said"
    assert found.statement == said.id
    assert found.actors("recogniser") == ("MDA",)
    assert found.actors("recognised") == ("transnistria",)
    assert found.evidence[0].text == "will never recognise  Transnistria"
    exact: list[Quote | Mention] = [*found.evidence, said.cue, said.speaker, *found.role("recogniser")]
    for quote in exact:
        assert TEXT[quote.start : quote.end] == quote.text
    assert found.extractor.startswith("foedus-")
    assert "+llm:tiny@127.0.0.1:" in found.extractor
    assert found.extractor.endswith("/recognition")
    assert used.cost == pytest.approx((100 * 1 + 20 * 2) / 1e6)


def test_words_that_the_text_does_not_have_are_dropped_each_with_a_problem(reader: Reader) -> None:
    invented = [
        claim("recognition", "Russia recognised Transnistria", roles={"recogniser": [named("Russia")],
                                                                     "recognised": [named("Transnistria")]}),
        claim("stance", "called her words a threat", attributes={"stance": "condemn"},
              roles={"holder": [named("The ministry in Tiraspol")], "target": [named("the Americans")]}),
        claim("stance", "called her words a threat", attributes={"stance": "condemn"},
              roles={"holder": [named("the Kremlin")]}),
    ]  # fmt: skip
    reading, _, _ = told(reader, says(answer([statement(1, named("Vlad Nemo"), "is worried")], invented)))
    assert not reading.statements
    (kept,) = reading.claims
    assert kept.role("target") == ()
    assert codes(reading) == ["llm-words", "llm-words", "llm-words", "llm-words", "llm-form"]
    lines = [problem.line() for problem in reading.problems]
    assert "Vlad Nemo" in lines[0]
    assert "Russia recognised Transnistria" in lines[1]
    assert "has no holder" in lines[4]
    assert all(line.startswith("news.txt: ") for line in lines)


def test_a_claim_is_not_given_to_another_speaker_where_its_statement_was_dropped(reader: Reader) -> None:
    reading, _, _ = told(reader, says(answer([statement(1, named("Ana Rotaru"), "we shall see")], [NEVER])))
    assert not reading.claims
    assert codes(reading) == ["llm-words", "llm-form"]


def test_a_claim_of_the_documents_voice_inside_a_statement_is_that_statements(reader: Reader) -> None:
    reading, _, _ = told(reader, says(answer([SAID], [NEVER | {"statement": None}])))
    assert reading.claims[0].statement == reading.statements[0].id


def test_a_claim_outside_its_statements_words_is_dropped(reader: Reader) -> None:
    astray = claim(
        "recognition",
        "Nicaragua recognised Abkhazia",
        statement=1,
        roles={"recogniser": [named("Nicaragua")], "recognised": [named("Abkhazia")]},
    )
    reading, _, _ = told(reader, says(answer([SAID], [astray])))
    assert not reading.claims
    assert codes(reading) == ["llm-form"]


def test_pronouns_mean_whom_the_model_says_if_the_text_names_them(reader: Reader) -> None:
    help_ = {
        "roles": {"debtor": [named("Romania")], "beneficiary": [named("her country", "Moldova")]},
        "attributes": {"duty": "aid", "trigger": {"act": "Attack", "on": "Moldova", "through": None, "near": "Mars",
                                                  "from": None}},
    }  # fmt: skip
    said = statement(1, named("She", "Ana Rotaru"), "Romania had promised to help her country", cue="added")
    reading, _, _ = told(reader, says(answer([said], [claim("commitment", "promised to help", statement=1, **help_)])))
    assert reading.statements[0].speaker is not None
    assert reading.statements[0].speaker.actor == "ana-rotaru"
    (found,) = reading.claims
    assert found.actors("beneficiary") == ("MDA",)
    assert found.attribute("trigger") == {"act": "attack", "on": "MDA"}
    assert codes(reading) == ["llm-words"]


def test_a_name_that_the_text_never_gives_is_not_believed(reader: Reader) -> None:
    said = statement(1, named("The ministry in Tiraspol", "Sergey Lavrov"), "her words a threat", cue="called")
    reading, _, _ = told(reader, says(answer([said])))
    assert reading.statements[0].speaker is not None
    assert "lavrov" not in reading.statements[0].speaker.actor
    assert codes(reading) == ["llm-name"]


def test_dates_are_reckoned_as_the_grammar_does_or_rest_on_the_text(reader: Reader) -> None:
    def dated(words: str, date: str) -> dict[str, Any]:
        roles = {"recogniser": [named("Nicaragua")], "recognised": [named("Abkhazia")]}
        return claim("recognition", "Nicaragua recognised Abkhazia", roles=roles, time={"words": words, "date": date})

    for words, date, found, problems in (
        ("in September 2008", "1999", "2008-09", []),
        ("on Friday", "2024-05-09", "2024-05-10", []),
        ("is worried", "2024", "2024", []),
        ("is worried", "some day", None, ["llm-time"]),
        ("in October", "2008-10", None, ["llm-time"]),
    ):
        reading, _, _ = told(reader, says(answer([], [dated(words, date)])))
        time = reading.claims[0].time
        assert (time.edtf if time else None) == found, words
        assert codes(reading) == problems, words


def test_a_date_that_nothing_settles_is_dropped(reader: Reader) -> None:
    text = "Nicaragua recognised Abkhazia when the leaves fell."
    raw = claim(
        "recognition",
        "Nicaragua recognised Abkhazia",
        roles={"recogniser": [named("Nicaragua")], "recognised": [named("Abkhazia")]},
        time={"words": "when the leaves fell", "date": "2008-10"},
    )
    reading, _, _ = told(reader, says(answer([], [raw])), document=Document("a.txt", text))
    assert reading.claims[0].time is None
    assert codes(reading) == ["llm-time"]


def test_loaded_terms_are_found_in_a_models_evidence_too(reader: Reader) -> None:
    raw = claim(
        "presence",
        "Russian troops are in the so-called Republic of South Ossetia",
        attributes={"type": "contingent", "quantity": {"low": 500.0, "high": None, "unit": "troops"}},
        roles={
            "actor": [named("Russian troops", "Russia")],
            "location": [named("so-called Republic of South Ossetia", "South Ossetia")],
        },
    )
    text = "Georgia says that Russian troops are in the so-called Republic of South Ossetia. Russia denies it."
    reading, _, _ = told(reader, says(answer([], [raw])), document=Document("a.txt", text))
    (found,) = reading.claims
    assert found.actors("actor") == ("RUS",)
    assert found.attribute("quantity") == {"low": 500, "unit": "troops"}
    assert [term.sense for term in found.terms]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({"claims": "none"}, 2),
        ({"statements": [], "claims": [7, {"kind": "weather"}, {"kind": "office"}, {"kind": ["office"]}]}, 4),
        ({"statements": [statement(1, None, "is worried"), statement(1, None, "help")], "claims": []}, 1),
        ({"statements": [{"n": 1}, "x"], "claims": []}, 2),
        ({"statements": [], "claims": [NEVER]}, 1),
        ({"statements": [], "claims": [claim("office", "is worried", roles={"person": [named("Ana Rotaru")]})]}, 1),
    ],
    ids=["no lists", "not claims", "one number twice", "not statements", "of no statement", "incomplete"],
)
def test_what_is_not_in_the_form_is_dropped_and_the_rest_is_read(
    given: dict[str, Any], number: int, reader: Reader
) -> None:
    reading, _, _ = told(reader, says(given))
    assert codes(reading) == ["llm-form"] * number
    assert not reading.claims


def test_boilerplate_is_not_sent_and_paragraphs_stay_whole(reader: Reader) -> None:
    _, used, stub = told(reader, says(answer()), chars=500)
    assert used.requests == len(stub.texts) == 1
    assert "Trade" not in stub.texts[0]
    assert "Published: 2024-05-10" in stub.texts[0]
    assert "recognise Transnistria”.\n\nShe added" in stub.texts[0]


def test_a_long_text_goes_in_pieces_with_the_names_that_came_before(reader: Reader) -> None:
    text = "\n\n".join(f"Peru recognised Kosovo in {year}. " + "It rained. " * 40 for year in range(1990, 1996))
    found = claim("recognition", "Peru recognised Kosovo in 1995", roles={"recogniser": [named("Peru")],
                                                                          "recognised": [named("Kosovo")]})  # fmt: skip
    reading, used, stub = told(reader, says(answer([], [found])), document=Document("a.txt", text), chars=1000)
    assert used.requests == len(stub.texts) == 3
    assert "Named earlier in this text: Kosovo, Peru" in stub.texts[1]
    assert "Named earlier" not in stub.texts[0]
    assert [claim.evidence[0].start for claim in reading.claims] == [text.index("Peru recognised Kosovo in 1995")]
    assert codes(reading) == ["llm-words", "llm-words"]
    sent = " ".join(stub.texts)
    assert all(f"Kosovo in {year}" in sent for year in range(1990, 1996))


def test_a_piece_without_an_answer_is_a_problem_and_the_others_are_read(reader: Reader) -> None:
    text = "\n\n".join(["It rained. " * 50, "Peru recognised Kosovo. " + "It rained. " * 50])
    found = claim("recognition", "Peru recognised Kosovo", roles={"recogniser": [named("Peru")],
                                                                  "recognised": [named("Kosovo")]})  # fmt: skip
    script = [says("", refusal="no"), says(answer([], [found]))]
    reading, used, _ = told(reader, *script, document=Document("a.txt", text), chars=600)
    assert len(reading.claims) == 1
    assert codes(reading) == ["llm-refusal"]
    assert "piece 1 of 2" in reading.problems[0].what
    assert used.tokens_in == 200


def test_a_batch_goes_on_after_a_text_that_could_not_be_read(reader: Reader) -> None:
    texts = [Document("1", "Minsk denied it."), Document("2", "ქართული", language="ka"), Document("3", "Kyiv said so.")]
    with serving(*[fails(500)] * 4, says(answer([statement(1, named("Kyiv"), "so", cue="said")]))) as stub:
        asked = LlmReader(reader, Chat(endpoint(stub.url, "tiny"), sleep=lambda _: None))
        found = [reading for reading, _ in asked.read_all(texts)]
        asked.close()
    assert [len(reading.statements) for reading in found] == [0, 0, 1]
    assert [codes(reading) for reading in found] == [["llm-server"], ["language"], []]
    assert not any("ქართული" in text for text in stub.texts)


def test_any_text_can_be_sent(reader: Reader) -> None:
    reading, _, stub = told(reader, says(answer()), document=Document("a.txt", "Minsk \ud800 said\x00 so. " * 3))
    assert not reading.problems
    assert "\ufffd" in stub.texts[0]
