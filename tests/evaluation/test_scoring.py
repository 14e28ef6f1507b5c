"""What counts as right: fillers, words, values, borderline annotations, statements, attributions, events."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.evaluation import Aliases, GoldDocument, Read, figures, score
from foedus.evaluation.figures import Figure
from foedus.evaluation.gold import GoldEvent, GoldQuotation, claim_of, statement_of
from foedus.model.claims import Claim, Mention, Quote, Statement, TimeReference, make_claim
from foedus.model.documents import Document

TEXT = "Malta recognised Kosovo on 5 May 2010. Fiji did not join NATO, the envoy said."
DOCUMENT = Document("a.txt", TEXT)


def mention(words: str, actor: str) -> Mention:
    at = TEXT.index(words)
    return Mention(words, at, at + len(words), actor)


def quote(words: str) -> Quote:
    at = TEXT.index(words)
    return Quote(words, at, at + len(words))


def recognition(**changes: Any) -> Claim:
    fields: dict[str, Any] = {
        "document": DOCUMENT.id,
        "kind": "recognition",
        "roles": {"recogniser": [mention("Malta", "MLT")], "recognised": [mention("Kosovo", "kosovo")]},
        "evidence": [quote("Malta recognised Kosovo")],
    }
    return make_claim(**(fields | changes))


def annotated(**changes: Any) -> Any:
    record = {
        "kind": "recognition",
        "roles": {"recogniser": ["MLT"], "recognised": ["kosovo"]},
        "evidence": "recognised Kosovo",
    }
    return claim_of(record | changes)


def scored(
    gold: list[Any], claims: list[Claim], statements: tuple[Statement, ...] = (), aliases: Aliases | None = None
) -> dict[tuple[str, str], Figure]:
    read = Read(DOCUMENT, statements, tuple(claims))
    done = score(GoldDocument("a", tuple(gold)), read, aliases or Aliases())
    return {(figure.name, figure.match): figure for figure in figures([done.counts], times=0)}


def rights(found: dict[tuple[str, str], Figure]) -> tuple[int, int]:
    return found["all", "relaxed"].right, found["all", "strict"].right


@pytest.mark.parametrize(
    ("gold", "claim", "expected"),
    [
        ({}, {}, (1, 1)),
        ({"roles": {"recogniser": ["MLT"], "recognised": ["abkhazia"]}}, {}, (1, 0)),  # half of the fillers
        ({"roles": {"recogniser": ["ITA"], "recognised": ["abkhazia"]}}, {}, (0, 0)),
        ({"roles": {"recogniser": ["MLT"]}}, {}, (1, 1)),  # a role that is not annotated is nobody's error
        ({"polarity": "negated"}, {}, (1, 0)),
        ({"change": "withdraws"}, {}, (1, 0)),
        ({}, {"attributes": {"change": "withdraws"}}, (1, 0)),  # that it holds is annotated by silence
        ({}, {"attributes": {"change": "recognises"}}, (1, 1)),
        ({"evidence": "Fiji did not join NATO"}, {}, (0, 0)),
        ({"evidence": [6, 23]}, {}, (1, 1)),
        ({"evidence": ["Malta", "Kosovo"]}, {}, (1, 1)),
        ({"kind": "validity"}, {}, (0, 0)),
    ],
)
def test_a_claim_is_right_by_kind_words_fillers_polarity_and_value(
    gold: dict[str, Any], claim: dict[str, Any], expected: tuple[int, int]
) -> None:
    assert rights(scored([annotated(**gold)], [recognition(**claim)])) == expected


def test_a_filler_too_many_is_not_strictly_right() -> None:
    both = [mention("Malta", "MLT"), mention("Fiji", "FJI")]
    claim = recognition(roles={"recogniser": both, "recognised": [mention("Kosovo", "kosovo")]})
    assert rights(scored([annotated()], [claim])) == (1, 0)


def test_aliases_stand_for_one_actor() -> None:
    claim = recognition(roles={"recogniser": [mention("Malta", "government-of-malta")], "recognised": []})
    gold = annotated(roles={"recogniser": ["MLT"]})
    assert rights(scored([gold], [claim])) == (0, 0)
    assert rights(scored([gold], [claim], aliases=Aliases.of({"MLT": ["*of-malta"]}))) == (1, 1)


def test_what_is_borderline_is_neither_missed_nor_wrong() -> None:
    found = scored([annotated(optional=True)], [recognition()])
    assert (found["all", "strict"].gold, found["all", "strict"].read, found["all", "strict"].borderline) == (0, 0, 1)
    missed = scored([annotated(optional=True), annotated(where="headline")], [])
    assert (missed["all", "strict"].gold, missed["all", "strict"].read) == (0, 0)


def test_a_sure_annotation_is_matched_before_a_borderline_one() -> None:
    found = scored([annotated(optional=True), annotated()], [recognition()])
    assert (found["all", "strict"].right, found["all", "strict"].gold, found["all", "strict"].read) == (1, 1, 1)


def test_one_claim_answers_one_annotation() -> None:
    found = scored([annotated(), annotated()], [recognition()])
    assert found["all", "strict"].right == 1
    assert found["all", "strict"].recall == 0.5


def test_precision_counts_what_is_annotated_completely_alone() -> None:
    stance = make_claim(
        document=DOCUMENT.id, kind="stance", roles={"holder": [mention("Fiji", "FJI")]}, evidence=[quote("Fiji")]
    )
    found = scored([annotated()], [recognition(), stance])
    assert found["all", "strict"].precision == 1.0
    asked = claim_of({"kind": "stance", "roles": {"holder": ["FJI"]}, "evidence": "Fiji did not", "stance": "reject"})
    with_stance = scored([asked], [stance])
    assert with_stance["stance", "relaxed"].read is None
    assert (with_stance["stance", "relaxed"].value, with_stance["stance", "strict"].value) == (1.0, 0.0)


def said(speaker: Mention | None, words: str = "Fiji did not join NATO") -> Statement:
    at = TEXT.index(words)
    return Statement(DOCUMENT.id, speaker, None, ((at, at + len(words)),), "indirect")


def test_slots_are_asked_of_matched_claims() -> None:
    statement = said(mention("the envoy", "envoy"), "Malta recognised Kosovo on 5 May 2010")
    time = TimeReference("2010-05-05", "5 May 2010", 27, 37, "stated")
    gold = annotated(speaker="envoy", time="2010-05-05", status="planned")
    found = scored([gold], [recognition(statement=statement.id, time=time)], (statement,))
    slots = {name: figure.value for (name, match), figure in found.items() if figure.measure == "slot"}
    assert slots == {"speaker": 1.0, "time": 1.0, "status": 0.0, "polarity": 1.0}
    own = scored([annotated()], [recognition(statement=statement.id)], (statement,))
    assert own["own voice", "right"].value == 0.0
    other = scored([annotated(speaker_alt=["envoy"])], [recognition(statement=statement.id)], (statement,))
    assert other["own voice", "right"].value == 1.0


def test_a_minister_of_no_told_portfolio_is_any_minister() -> None:
    office = make_claim(
        document=DOCUMENT.id, kind="office", roles={"person": [mention("the envoy", "envoy")]},
        attributes={"office": "minister"}, evidence=[quote("the envoy")],
    )  # fmt: skip
    gold = {"kind": "office", "roles": {"person": ["envoy"]}, "evidence": "the envoy"}
    assert rights(scored([claim_of(gold | {"office": "foreign-minister"})], [office])) == (1, 1)
    assert rights(scored([claim_of(gold | {"office": "president"})], [office])) == (1, 0)


def test_statements_match_by_content_and_then_by_source() -> None:
    statements = (said(mention("the envoy", "envoy")), said(None, "Malta recognised Kosovo"))
    gold = [
        statement_of({"content": "did not join NATO", "speaker": "envoy"}),
        statement_of({"content": "Malta recognised Kosovo", "speaker": None}),
        statement_of({"content": "on 5 May 2010", "speaker": "envoy", "optional": True}),
    ]
    done = score(GoldDocument("a", statements=tuple(gold)), Read(DOCUMENT, statements, ()), Aliases())
    found = {figure.match: figure for figure in figures([done.counts], times=0) if figure.measure == "statements"}
    assert (found["content"].right, found["content"].gold, found["content"].borderline) == (2, 2, 1)
    assert found["source"].right == 2


def test_attributions_match_the_outermost_statement_by_its_characters() -> None:
    outer, inner = said(mention("the envoy", "envoy")), said(None, "join NATO")
    at = TEXT.index("Fiji")
    source = TEXT.index("envoy")
    gold = GoldQuotation(((at, at + 22),), ((source, source + 5),))
    done = score(GoldDocument("a", quotations=(gold,)), Read(DOCUMENT, (outer, inner), ()), Aliases())
    found = {figure.match: figure for figure in figures([done.counts], times=0)}
    assert (found["content"].right, found["content"].read, found["source"].right) == (1, 1, 1)


def test_an_event_is_told_by_the_claim_that_covers_its_words() -> None:
    claims = [
        make_claim(document=DOCUMENT.id, kind="event", roles={}, attributes={"event": event}, evidence=[quote(words)])
        for event, words in (("AGREE", "Malta recognised Kosovo"), ("REJECT", "did not join NATO"))
    ]
    read = Read(DOCUMENT, (), tuple(claims))
    right = score(GoldDocument("a", event=GoldEvent("REJECT", "not join")), read, Aliases())
    assert next(f for f in figures([right.counts], times=0) if f.name == "all").value == 1.0
    first = score(GoldDocument("a", event=GoldEvent("REJECT", "")), read, Aliases())
    assert next(f for f in figures([first.counts], times=0) if f.name == "all").value == 0.0


def test_what_is_right_in_part_tells_what_was_read_otherwise() -> None:
    claim = recognition(polarity="negated", attributes={"change": "withdraws"})
    gold = annotated(roles={"recogniser": ["MLT", "FJI"], "recognised": ["kosovo"]})
    done = score(GoldDocument("a", (gold,)), Read(DOCUMENT, (), (claim,)), Aliases())
    assert [(miss.way, miss.why) for miss in done.misses] == [
        ("partly", ("recogniser: read MLT", "change: read withdraws, not nothing", "polarity: read negated"))
    ]


def test_what_was_not_read_is_missed_and_annotated_words_that_are_not_there_are_told() -> None:
    unread = score(GoldDocument("a", (annotated(), annotated(optional=True))), None, Aliases())
    assert [miss.way for miss in unread.misses] == ["missed"]
    astray = score(GoldDocument("a", (annotated(evidence="no such words"),)), Read(DOCUMENT, (), ()), Aliases())
    assert astray.astray == ("no such words",)
    wrong = GoldDocument("a", (annotated(evidence="no such words"),))
    extra = score(wrong, Read(DOCUMENT, (), (recognition(),)), Aliases())
    assert {miss.way for miss in extra.misses} == {"missed", "extra"}
    assert [each.verdict for each in extra.verdicts] == ["extra"]
