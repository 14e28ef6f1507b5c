"""Where claims contradict one another, and where they only seem to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_making import FIRST, any_claim, any_document, any_reading, claim, day, statement

from foedus.ledger import Disagreement, disagreements, open_ledger
from foedus.model.claims import Claim, Statement, Term
from foedus.model.documents import Document

EARLY = Document("early.txt", "An early text.", published="2014-11-24")
LATE = Document("late.txt", "A later text.", published="2014-11-30")
UNDATED = Document("undated.txt", "A text without a date.")
PAPERS = [EARLY, LATE, UNDATED]
PUTIN = statement(EARLY, "vladimir-putin")
SAAKASHVILI = statement(LATE, "mikheil-saakashvili")
VOICES = [PUTIN, SAAKASHVILI]


def found(*claims: Claim, documents: list[Document] | None = None) -> tuple[Disagreement, ...]:
    return disagreements(claims, VOICES, PAPERS if documents is None else documents)


def answers(*claims: Claim) -> dict[str, list[str]]:
    """The values that stand against each other, by the type of the disagreement."""
    return {one.type: [side.value for side in one.sides] for one in found(*claims)}


def stage(name: str, time: str | None = None, paper: Document = EARLY, **fields: Any) -> Claim:
    return claim(paper, "agreement-stage", time, agreement="pact", attributes={"stage": name}, **fields)


def recognition(paper: Document = EARLY, time: str | None = None, change: str | None = None, **fields: Any) -> Claim:
    given = {"attributes": {"change": change}, "recogniser": "VUT", "recognised": "abkhazia", **fields}
    return claim(paper, "recognition", time, **given)


def office(person: str | list[str], time: str | None = None, paper: Document = EARLY, **attributes: Any) -> Claim:
    given = {"office": "president", **attributes}
    return claim(paper, "office", time, person=person, of="abkhazia", attributes=given)


def named(text: str, sense: str, **fields: Any) -> Claim:
    terms = [Term(text, 0, len(text), "south-ossetia", sense)]
    return claim(fields.pop("paper", EARLY), "stance", holder="RUS", terms=terms, **fields)


def test_two_dates_for_one_stage_are_explained_with_who_says_so() -> None:
    (one,) = found(stage("signed", "2014-11-24", said=PUTIN), stage("signed", "2014-11-25", LATE))
    assert (one.type, one.subject, one.certain) == ("stage-dates", "pact: signed", True)
    first, second = one.sides
    assert (first.value, first.speakers, first.documents) == ("2014-11-24", ("vladimir-putin",), (EARLY.id,))
    assert (second.value, second.speakers, second.documents) == ("2014-11-25", (), (LATE.id,))
    assert first.claims == (stage("signed", "2014-11-24", said=PUTIN).id,)
    assert one.explanation == (
        "pact is said to have been signed on differing dates: 2014-11-24 (said by vladimir-putin in 1 document) "
        "against 2014-11-25 (said by 1 document)."
    )
    assert one.record()["sides"][1]["value"] == "2014-11-25"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (stage("signed", "2014-11"), stage("signed", "2014-11-24")),  # less precise, not different
        (stage("violated", "2014-11-24"), stage("violated", "2015-02-01")),  # happens more than once
        (stage("signed", "2014-11-24"), stage("signed", "2015-02-01", status="planned")),
        (stage("signed", "2014-11-24"), stage("signed", "2015-02-01", polarity="negated")),
        (stage("signed", "2014-11-24"), stage("signed", "no date")),
        (stage("signed", "1992-05-15", party=["RUS", "ARM"]), stage("signed", "1993-12-31", party="BLR")),
        (stage("ratified", "1993-05-20", party="RUS"), stage("ratified", "1994-04-20", party="BLR")),
        (stage("ratified", "1993-05-20", party="RUS"), stage("ratified", "1994-04-20")),
    ],
)
def test_dates_that_can_all_be_right(one: Claim, other: Claim) -> None:
    assert answers(one, other) == {}


def test_a_partys_own_date_and_the_agreements_date_are_compared() -> None:
    assert answers(stage("signed", "2014", party="RUS"), stage("signed", "2015")) == {"stage-dates": ["2014", "2015"]}
    two = [stage("ratified", date, party=["RUS", other]) for date, other in (("2014", "BLR"), ("2015", "ARM"))]
    assert answers(*two) == {"stage-dates": ["2014", "2015"]}


def test_only_the_dates_that_contradict_another_are_sides() -> None:
    three = [stage("in-force", date) for date in ("2015", "2015-03", "2016-06")]
    assert answers(*three) == {"stage-dates": ["2015", "2015-03", "2016-06"]}
    assert answers(*three[:2]) == {}


def test_ratified_and_on_the_same_day_or_later_only_submitted() -> None:
    assert answers(stage("ratified"), stage("submitted", paper=LATE)) == {"stage-order": ["ratified", "submitted"]}
    same = found(stage("in-force", "2015-06-30"), stage("submitted", "2015-06-30"))
    assert [(one.type, one.certain) for one in same] == [("stage-order", True)]
    assert not found(stage("ratified"), stage("submitted", paper=LATE))[0].certain


@pytest.mark.parametrize(
    ("ratified", "submitted"),
    [
        (stage("ratified", paper=LATE), stage("submitted")),
        (stage("ratified", "2015-03-31"), stage("submitted", "2015-02-01", LATE)),
        (stage("ratified", party="RUS"), stage("submitted", party="BLR", paper=LATE)),
        (stage("ratified", paper=UNDATED), stage("submitted", paper=LATE)),
    ],
)
def test_submitted_first_and_ratified_then_is_the_usual_course(ratified: Claim, submitted: Claim) -> None:
    assert answers(ratified, submitted) == {}


def test_a_text_that_gives_a_date_in_two_ways_is_flagged() -> None:
    conflict = {"text": "three days ago", "edtf": "2014-11-27"}
    two = [
        claim(
            EARLY,
            "agreement-stage",
            "2014-11-25",
            agreement="pact",
            party=party,
            attributes={"stage": "submitted", "time_conflict": conflict},
        )
        for party in ("RUS", "BLR")
    ]
    (one,) = found(*two)
    assert one.type == "date-in-text"
    assert [side.value for side in one.sides] == ["2014-11-25", "2014-11-27"]
    assert set(one.sides[0].claims) == {c.id for c in two}
    assert "“three days ago” (2014-11-27)" in one.explanation


@pytest.mark.parametrize(
    "conflict", ["x", ["x"], {"text": "x"}, {"edtf": "bad"}, {"edtf": 5}, {"text": "in November", "edtf": "2014-11"}]
)
def test_a_conflict_that_is_none_or_cannot_be_read_is_passed_over(conflict: Any) -> None:
    assert answers(claim(EARLY, "stance", "2014-11-25", holder="RUS", attributes={"time_conflict": conflict})) == {}
    assert answers(claim(EARLY, "stance", holder="RUS", attributes={"time_conflict": conflict})) == {}


def test_several_ways_of_giving_a_date_may_be_listed() -> None:
    ways = [{"text": "on Monday", "edtf": "2014-11-24"}, {"text": "a year ago", "edtf": "2013"}]
    said = claim(EARLY, "stance", "2014-11-25", holder="RUS", attributes={"time_conflict": ways})
    assert answers(said) == {"date-in-text": ["2013", "2014-11-24", "2014-11-25"]}


def test_one_text_published_on_two_days() -> None:
    again = Document("mirror.txt", EARLY.text, published="2014-12-01")
    vague = Document("mirror.txt", EARLY.text, published="2014-11")
    (one,) = found(documents=[EARLY, again])
    assert (one.type, [side.value for side in one.sides]) == ("publication-dates", ["2014-11-24", "2014-12-01"])
    assert found(documents=[EARLY, vague]) == ()
    # A text that may be of either day places no claim on one.
    assert found(office("ankvab"), office("khajimba"), documents=[EARLY, again]) == (one,)


def test_recognition_held_and_withdrawn() -> None:
    gone = recognition(time="2013-05-20", change="withdraws")
    assert answers(gone, recognition(LATE)) == {"recognition": ["recognised", "withdrawn"]}
    assert answers(gone, recognition(LATE, "2011-05-31", "recognises")) == {}
    assert answers(gone, recognition(LATE, "2012")) == {}
    assert answers(gone, recognition(LATE, "2013-05-20", "recognises")) == {"recognition": ["recognised", "withdrawn"]}
    assert answers(gone, recognition(LATE, "2015", "recognises")) == {}


def test_recognition_held_and_not_held() -> None:
    denied = recognition(LATE, status="denied")
    assert answers(recognition(), denied) == {"recognition": ["not recognised", "recognised"]}
    assert answers(recognition(), recognition(LATE, polarity="negated", status="denied")) == {}
    assert answers(recognition(), recognition(LATE, recognised="south-ossetia", polarity="negated")) == {}
    before = recognition(time="2010", polarity="negated")
    assert answers(before, recognition(LATE, "2011-05-31", "recognises")) == {}
    assert answers(before, recognition(LATE, "2012")) == {}
    assert answers(recognition(), recognition(change="withdraws", polarity="negated")) == {}
    assert answers(recognition(change="mislays"), recognition(LATE)) == {}
    (one,) = found(recognition(time="2010-01-01"), recognition(LATE, "2010-01-01", polarity="negated"))
    assert one.certain
    assert not found(recognition(), denied)[0].certain


def deployment(said: Statement | None, **fields: Any) -> Claim:
    paper = LATE if said is SAAKASHVILI else EARLY
    given = {"attributes": {"type": "deployment"}, "actor": "RUS", "location": "GEO", **fields}
    time = given.pop("time", None)
    return claim(paper, "presence", time, said=said, **given)


def test_what_one_source_says_and_another_denies() -> None:
    said, denied = deployment(SAAKASHVILI), deployment(PUTIN, status="denied")
    (one,) = found(said, denied)
    assert (one.type, one.subject) == ("proposition", "presence (deployment) of actor RUS, location GEO")
    assert [(side.value, side.speakers) for side in one.sides] == [
        ("affirmed", ("mikheil-saakashvili",)),
        ("denied", ("vladimir-putin",)),
    ]
    assert answers(said, deployment(None, polarity="negated")) == {"proposition": ["affirmed", "negated"]}
    assert answers(deployment(SAAKASHVILI, status="planned"), denied) == {"proposition": ["affirmed", "denied"]}


def test_what_is_not_the_same_proposition_or_the_same_time_or_another_source() -> None:
    denied = deployment(PUTIN, status="denied")
    elsewhere = statement(LATE, "vladimir-putin")
    given: dict[str, Any] = {"actor": "RUS", "location": "GEO"}
    changed = claim(LATE, "presence", said=elsewhere, attributes={"type": "deployment"}, **given)
    assert disagreements([changed, denied], [*VOICES, elsewhere], PAPERS) == ()
    assert answers(deployment(SAAKASHVILI, status="demanded"), denied) == {}
    assert answers(deployment(SAAKASHVILI, location="UKR"), denied) == {}
    assert answers(deployment(SAAKASHVILI, attributes={"type": "base"}), denied) == {}
    assert answers(deployment(SAAKASHVILI, status="planned"), deployment(PUTIN, polarity="negated")) == {}
    assert answers(deployment(SAAKASHVILI, time="2008-08-08"), deployment(PUTIN, time="2014", status="denied")) == {}
    assert answers(deployment(SAAKASHVILI, actor=[]), deployment(PUTIN, actor=[], status="denied")) == {}


def test_a_text_that_affirms_and_denies_in_one_voice() -> None:
    (one,) = found(deployment(None), deployment(None, polarity="negated"))
    assert (one.type, one.certain) == ("in-one-text", False)
    assert [(side.value, side.documents) for side in one.sides] == [("affirmed", (EARLY.id,)), ("denied", (EARLY.id,))]
    assert one.explanation.startswith("One text both affirms and denies the presence (deployment) of actor RUS")
    (own,) = found(deployment(PUTIN), deployment(PUTIN, status="denied"))
    assert own.explanation.startswith("vladimir-putin, in one text, both affirms and denies")
    before = deployment(None, time="2008-08-08", polarity="negated")
    assert found(deployment(None, time="2014-01-01"), before) == ()


def test_a_duty_under_a_condition_is_denied_under_the_same_condition_alone() -> None:
    def duty(said: Statement, on: str, **fields: Any) -> Claim:
        trigger: dict[str, Any] = {"duty": "defend", "trigger": {"act": "attack", "on": on}}
        paper = LATE if said is SAAKASHVILI else EARLY
        given: dict[str, Any] = {
            "debtor": "BLR",
            "beneficiary": "RUS",
            "attributes": trigger,
            "status": "conditional",
            **fields,
        }
        return claim(paper, "commitment", said=said, **given)

    denied = duty(SAAKASHVILI, "RUS", polarity="negated")
    assert answers(duty(PUTIN, "RUS"), denied) == {"proposition": ["affirmed", "negated"]}
    assert answers(duty(PUTIN, "BLR"), denied) == {}


def test_actors_that_are_held_to_be_one_do_not_contradict_one_another() -> None:
    two = [office("ankvab", "2014-05-01"), office("a-ankvab", "2014-05-01", LATE)]
    assert disagreements(two, (), PAPERS, names={"a-ankvab": "ankvab"}) == ()
    others = [stage("signed", "2014-11-24"), claim(LATE, "agreement-stage", "2014-11-25", agreement="the-pact",
                                                   attributes={"stage": "signed"})]  # fmt: skip
    assert disagreements(others, (), PAPERS) == ()
    (one,) = disagreements(others, (), PAPERS, names={"the-pact": "pact"})
    assert {side.claims for side in one.sides} == {(each.id,) for each in others}


def test_only_what_concerns_an_actor_may_be_asked_for() -> None:
    given = [stage("signed", "2014-11-24", party="RUS"), stage("signed", "2014-11-25", LATE), office("a"), office("b")]
    assert [one.type for one in disagreements(given, (), PAPERS, about=frozenset({"RUS"}))] == ["stage-dates"]
    assert [one.type for one in disagreements(given, (), PAPERS, about=frozenset({"abkhazia"}))] == ["office"]


def test_copies_of_one_story_are_one_source() -> None:
    given = [stage("signed", "2014-11-24"), stage("signed", "2014-11-25", LATE), stage("signed", "2014-11-25", UNDATED)]
    story = {given[0].id: "a", given[1].id: "b", given[2].id: "b"}
    (one,) = disagreements(given, (), PAPERS, origins=story)
    assert [side.independent for side in one.sides] == [1, 1]
    assert one.explanation.endswith("2014-11-25 (said by 2 documents from 1 independent source).")


def test_two_persons_in_one_office() -> None:
    (one,) = found(office("ankvab"), office("khajimba"))
    assert (one.type, one.subject, one.certain) == ("office", "president of abkhazia", False)
    assert [side.value for side in one.sides] == ["ankvab", "khajimba"]
    assert found(office("ankvab", "2014-05-01"), office("khajimba", "2014-05-01"))[0].certain
    assert answers(office("ankvab"), office("khajimba", paper=LATE)) == {}
    assert answers(office("ankvab", former=True), office("khajimba")) == {}
    assert answers(office("ankvab", paper=UNDATED), office("khajimba", paper=UNDATED)) == {}
    assert answers(office("ankvab", office="minister"), office("khajimba", office="minister")) == {}
    assert answers(office(["ankvab", "khajimba"])) == {}


def test_names_that_take_opposite_sides() -> None:
    contests = named("Tskhinvali  region", "contests-statehood", said=PUTIN)
    asserts = named("Republic of South Ossetia", "asserts-statehood", paper=LATE)
    assert answers(contests, asserts) == {
        "names": ["asserts-statehood: Republic of South Ossetia", "contests-statehood: Tskhinvali region"]
    }
    assert answers(contests, named("the republic", "asserts-statehood", said=PUTIN)) == {}
    assert answers(contests, named("the rebels", "asserts-control", paper=LATE)) == {}
    assert answers(contests, named("the rebels", "pejorative", paper=LATE)) == {}


few = settings(max_examples=60, deadline=None)
# Claims about few things, so that they meet.
_keys = st.sampled_from(["RUS", "BLR"])
_dates = st.none() | st.sampled_from(["2014-11-24", "2014-11", "2015", "2014/2016", "2016-01-01"])
_statuses = st.sampled_from(["actual", "actual", "denied", "planned"])
_polarities = st.sampled_from(["affirmed", "affirmed", "negated"])
_kinds: dict[str, tuple[tuple[str, ...], str, list[str | None]]] = {
    "agreement-stage": (("agreement", "party"), "stage", ["signed", "ratified", "submitted", "in-force"]),
    "recognition": (("recogniser", "recognised"), "change", [None, "recognises", "withdraws"]),
    "office": (("person", "of"), "office", ["president"]),
    "presence": (("actor", "location"), "type", ["base"]),
}


@st.composite
def meeting_claim(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(sorted(_kinds)))
    roles, attribute, values = _kinds[kind]
    said = draw(st.sampled_from([None, *VOICES]))
    paper = next(p for p in PAPERS if p.id == said.document) if said else draw(st.sampled_from(PAPERS))
    sense = draw(st.sampled_from(["contests-statehood", "asserts-statehood"]))
    fillers = {role: draw(st.lists(_keys, max_size=2)) for role in roles}
    return claim(
        paper, kind, draw(_dates), said=said, attributes={attribute: draw(st.sampled_from(values))},
        status=draw(_statuses), polarity=draw(_polarities), terms=[Term("it", 0, 2, "abkhazia", sense)], **fillers,
    )  # fmt: skip


@few
@given(st.lists(meeting_claim(), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_arrival_and_repetition_decide_nothing(claims: list[Claim], random: Any) -> None:
    expected = disagreements(claims, VOICES, PAPERS)
    shuffled = claims * 2
    random.shuffle(shuffled)
    assert disagreements(shuffled, VOICES[::-1], PAPERS[::-1] * 2) == expected
    for one in expected:
        assert len(one.sides) > 1
        assert len({side.value for side in one.sides}) == len(one.sides)
        assert one.explanation.endswith(".")
        assert {key for side in one.sides for key in side.claims} <= {c.id for c in claims}


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(meeting_claim(), max_size=12), st.sampled_from([None, "RUS", "abkhazia"]))
def test_a_ledger_finds_by_its_index_what_the_rules_find_among_all_claims(
    claims: list[Claim], actor: str | None
) -> None:
    with open_ledger("sqlite://") as ledger:
        for number, paper in enumerate(PAPERS, 1):
            said = [each for each in VOICES if each.document == paper.id]
            own = list({each.id: each for each in claims if each.document == paper.id}.values())
            ledger.append(paper, said, own, reader=FIRST, recorded_at=day(number))
        indexed = ledger.contradictions(actor).disagreements
        limited = ledger.contradictions(actor, limit=1).disagreements
    whole = disagreements(claims, VOICES, PAPERS, about=None if actor is None else frozenset({actor}))
    assert [told(each) for each in indexed] == [told(each) for each in whole]
    assert {told(each) for each in limited} <= {told(each) for each in whole}
    assert bool(limited) == bool(whole)


def told(one: Disagreement) -> tuple[Any, ...]:
    return (one.type, one.subject, one.certain, tuple((side.value, side.claims, side.documents) for side in one.sides))


@few
@given(meeting_claim() | any_document.flatmap(any_claim), st.integers(1, 4))
def test_identical_claims_never_disagree(one: Claim, copies: int) -> None:
    assert disagreements([one] * copies, VOICES, PAPERS) == ()


@pytest.mark.slow
@few
@given(st.lists(any_reading(), max_size=3))
def test_anything_at_all_is_looked_at_without_a_crash(readings: list[Any]) -> None:
    claims = [one for reading in readings for one in reading[2]]
    statements = [one for reading in readings for one in reading[1]]
    disagreements(claims, statements, [reading[0] for reading in readings])


@pytest.mark.slow
def test_many_claims_about_one_thing_take_time_in_proportion() -> None:
    """Twenty thousand accounts of one recognition, each of its own day: every pair would be 10⁸ comparisons."""
    papers = [
        Document(f"{i}.txt", f"text {i}", published=f"{1000 + i // 300:04}-{i // 28 % 12 + 1:02}-{i % 28 + 1:02}")
        for i in range(5000)
    ]
    claims = [
        one
        for i, paper in enumerate(papers)
        for one in (
            recognition(paper, polarity="negated" if i % 2 else "affirmed"),
            stage("signed", paper.published, paper),
            office(f"person-{i % 50}", "2014", paper),
            named("it", "asserts-x" if i % 2 else "contests-x", paper=paper),
        )
    ]
    types = {one.type for one in disagreements(claims, (), papers)}
    assert types == {"recognition", "stage-dates", "office", "names"}
