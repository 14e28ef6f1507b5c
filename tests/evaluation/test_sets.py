"""Sets evaluated together and apart, and the floors under them."""

from __future__ import annotations

import pytest

from foedus.evaluation import (
    Aliases,
    Evaluation,
    Figure,
    GoldDocument,
    GoldSet,
    Part,
    Read,
    evaluate,
    floors,
    part_of,
    score_sets,
)
from foedus.evaluation.evaluate import TOGETHER
from foedus.evaluation.floors import by_keywords, by_majority
from foedus.evaluation.gold import GoldEvent, GoldQuotation, claim_of, statement_of
from foedus.gazetteer import Gazetteer
from foedus.model.documents import Document

TEXT = (
    "Russia recognised South Ossetia in 2008. Foreign Minister Sergei Lavrov of Russia met reporters.\n\n"
    "Georgia said that Russian troops must leave. “This is our land and nobody else's,” Moldova replied.\n"
    "Subscribe to Russia Today, which will defend Armenia."
)
DOCUMENT = Document("a.txt", TEXT, boilerplate=((TEXT.index("Subscribe"), len(TEXT)),))
RECOGNITION = claim_of(
    {
        "kind": "recognition",
        "roles": {"recogniser": ["RUS"], "recognised": ["south-ossetia"]},
        "evidence": "Russia recognised South Ossetia",
        "time": "2008",
    }
)
OFFICE = claim_of(
    {"kind": "office", "roles": {"person": ["x"], "of": ["RUS"]}, "office": "head", "evidence": "Sergei Lavrov"}
)
HEARD = statement_of({"content": "that Russian troops must leave", "speaker": "GEO"})


def wires(*names: str) -> GoldSet:
    return GoldSet("wires", tuple(GoldDocument(name, (RECOGNITION, OFFICE), (HEARD,)) for name in names), Aliases())


def figure(
    found: list[Evaluation], of: str, name: str, match: str, *, part: str = "all", reader: str = "foedus"
) -> Figure:
    each = next(e for e in found if (e.set, e.part, e.reader) == (of, part, reader))
    return next(f for f in each.figures if (f.name, f.match) == (name, match))


def test_keywords_read_what_a_tell_tale_word_and_known_names_tell(gazetteer: Gazetteer) -> None:
    read = by_keywords(DOCUMENT, gazetteer)
    claims = {claim.kind: claim for claim in read.claims}
    assert claims["recognition"].actors("recogniser") == ("RUS",)
    assert claims["recognition"].actors("recognised") == ("south-ossetia",)
    assert claims["office"].attribute("office") == "foreign-minister"
    assert [TEXT[a:b] for statement in read.statements for a, b in statement.content] == [
        "that Russian troops must leave.",
        "This is our land and nobody else's,",
    ]
    assert [s.form for s in read.statements] == ["indirect", "direct"]
    end = TEXT.index("Subscribe")
    assert all(quote.end <= end for claim in read.claims for quote in claim.evidence)


def test_the_majority_sees_the_commonest_kind_wherever_somebody_is_named(gazetteer: Gazetteer) -> None:
    gold = GoldSet("wires", (GoldDocument("a", (RECOGNITION, RECOGNITION, OFFICE)),))
    found = by_majority(DOCUMENT, gazetteer, gold)
    assert {claim.kind for claim in found.claims} == {"recognition"}
    assert len(found.claims) == 4
    assert by_majority(DOCUMENT, gazetteer, GoldSet("none", ())).claims == ()


def test_sets_stand_alone_and_together_and_by_their_sides(gazetteer: Gazetteer) -> None:
    names = [f"text-{n}" for n in range(9)]
    read = by_keywords(DOCUMENT, gazetteer)
    radio = GoldSet("radio", (GoldDocument("r", (RECOGNITION,)),))
    readings = {"wires": dict.fromkeys(names, read), "radio": {"r": read}}
    part = Part.of("1/3")
    found = list(evaluate(score_sets([wires(*names), radio], readings), part))
    held = sum(part_of(name, part) == "held" for name in names)
    assert 0 < held < 9
    assert figure(found, "wires", "recognition", "strict", part="held").gold == held
    assert figure(found, "wires", "recognition", "strict", part="open").gold == 9 - held
    assert figure(found, TOGETHER, "recognition", "strict").right == 10
    assert figure(found, "wires", "all", "content").right == 9
    alone = list(evaluate(score_sets([radio], readings)))
    assert {each.set for each in alone} == {"radio"}


def test_floors_are_told_for_every_set_and_answers_for_every_slot(gazetteer: Gazetteer) -> None:
    read = by_keywords(DOCUMENT, gazetteer)
    low = list(floors([wires("a", "b")], {"wires": {"a": read, "b": read}}, gazetteer, Part.of("1/2")))
    assert figure(low, "wires", "recognition", "strict", reader="keyword").right == 2
    assert figure(low, "wires", "recognition", "strict", reader="majority").read is not None
    assert figure(low, "wires", "time", "right", reader="majority").value == 1.0  # one time alone is annotated
    assert not [f for each in low if each.reader == "keyword" for f in each.figures if f.measure == "slot"]


def test_the_commonest_event_type_is_the_floor_of_events(gazetteer: Gazetteer) -> None:
    types = ["AGREE", "AGREE", "FIGHT"]
    gold = GoldSet("events", tuple(GoldDocument(str(n), event=GoldEvent(t)) for n, t in enumerate(types)))
    read = Read(DOCUMENT, (), ())
    low = list(floors([gold], {"events": {str(n): read for n in range(3)}}, gazetteer))
    assert figure(low, "events", "all", "right", reader="majority").value == pytest.approx(2 / 3)


def test_what_was_not_read_counts_as_missed_in_every_measure() -> None:
    documents = (
        GoldDocument("a", (RECOGNITION,)),
        GoldDocument("b", quotations=(GoldQuotation(((0, 4),)),)),
        GoldDocument("c", event=GoldEvent("AGREE")),
    )
    found = list(evaluate(score_sets([GoldSet("wires", documents)], {})))
    assert figure(found, "wires", "recognition", "strict").recall == 0.0
    assert {f.measure for f in found[0].figures} == {"claims", "quotations", "events"}
    assert all(f.right == 0 and f.record()["documents"] == 1 for f in found[0].figures)
