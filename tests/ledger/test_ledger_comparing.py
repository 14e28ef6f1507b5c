"""What sources say on a topic and when, in every store, after what people held, as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ledger_making import FIRST, claim, day, statement

from foedus.ledger.comparing import Proposition, compare
from foedus.ledger.store import Ledger
from foedus.ledger.timelines import Dated, Event, timeline
from foedus.model.claims import Claim
from foedus.model.documents import Document
from foedus.model.judgements import Judgement
from foedus.model.problems import UnknownName

EARLY = Document("early.txt", "Sukhum has a text.", outlet="Morning Post", published="2014-11-24")
LATE = Document("late.txt", "Tbilisi has another text.", outlet="Evening Post", published="2014-12-01")
BARE = Document("bare.txt", "A text of nobody in particular.")
SAID = statement(LATE, "vladimir-putin", on_behalf_of="RUS")
HIDDEN = replace(statement(EARLY, "x"), speaker=None)


def duty(paper: Document, **fields: Any) -> Claim:
    given = {"debtor": "RUS", "beneficiary": "abkhazia", "attributes": {"duty": "defend"}, **fields}
    return claim(paper, "commitment", **given)


def signed(paper: Document, when: str | None, **fields: Any) -> Claim:
    return claim(paper, "agreement-stage", when, agreement="pact", attributes={"stage": "signed"}, **fields)


CLAIMS = {
    "early": [
        duty(EARLY, status="conditional", evidence="Sukhum"),
        duty(EARLY, polarity="negated", said=HIDDEN),
        signed(EARLY, "2014-11-24", party="RUS"),
        claim(EARLY, "office", person="khajimba", of="abkhazia", attributes={"office": "president"}),
    ],
    "late": [duty(LATE, said=SAID), duty(LATE, status="planned"), signed(LATE, "2014-11-25", party="RUS")],
    "bare": [
        duty(BARE, status="demanded"),
        duty(BARE, status="possible"),
        claim(BARE, "stance", holder="RUS", target="GEO", attributes={"stance": "warn"}),
        claim(BARE, "office", person="khajimba", of="abkhazia", attributes={"office": "president", "former": True}),
    ],
}


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.append(EARLY, [HIDDEN], CLAIMS["early"], reader=FIRST, recorded_at=day(1))
    ledger.append(LATE, [SAID], CLAIMS["late"], reader=FIRST, recorded_at=day(2))
    ledger.append(BARE, [], CLAIMS["bare"], reader=FIRST, recorded_at=day(3))
    return ledger


def propositions(ledger: Ledger, *actors: str, kinds: tuple[str, ...] = (), **asked: Any) -> list[Proposition]:
    found = ledger.weigh(actors, kinds, **asked)
    return list(compare(found.accounts, found.disagreements, found.groups, kinds))


def events(ledger: Ledger, actor: str, *library: Dated, **asked: Any) -> list[Event]:
    found = ledger.timeline(actor, **asked)
    return list(timeline(found.accounts, found.disagreements, library, asked.get("span", (None, None))))


def test_who_says_so_who_denies_it_and_who_leaves_it_open(filled: Ledger) -> None:
    (one,) = propositions(filled, "RUS", "abkhazia")
    assert [held.put for held in one.held] == ["says", "denies", "hedges", "plans", "demands"]
    says, denies, *_ = one.held
    assert (says.speakers, says.own_voice, says.documents, says.independent) == (("vladimir-putin",), 1, 2, 2)
    assert (denies.speakers, denies.own_voice) == ((), 0)
    assert says.published == ("2014-11-24", "2014-12-01")
    assert one.held[2].published is None
    assert one.outlets == ("Evening Post", "Morning Post", None)
    assert one.by_outlet("Morning Post") == {"says": 1, "denies": 1}
    assert one.independent == 3


def test_what_is_contested_comes_first(filled: Ledger) -> None:
    first, second, last = propositions(filled, "RUS")
    assert [each.type for each in first.disagreements] == ["proposition"]
    assert [each.type for each in second.disagreements] == ["stage-dates"]
    assert [held.times for held in second.held] == [("2014-11-24", "2014-11-25")]
    assert (last.point.type, last.disagreements) == ("stance", ())
    assert filled.weigh(["RUS"], limit=1).of == 3
    assert first.point.number in filled.weigh(["RUS"], limit=1).points
    assert last.point.number not in filled.weigh(["RUS"], limit=1).points


def test_topics_of_every_kind(filled: Ledger) -> None:
    kinds = [each.point.parts[-1] for each in propositions(filled, kinds=("office",))]
    assert sorted(kinds) == ["former president", "president"]
    found = filled.weigh(claim=CLAIMS["late"][0].id)
    assert {account.claim.kind for account in found.accounts} == {"commitment"}
    assert found.points
    assert {each.claim.kind for each in filled.weigh(text="sukhum").accounts} == {"commitment"}
    assert filled.weigh(text="qwerty").accounts == ()
    assert filled.weigh().disagreements == filled.contradictions().disagreements
    assert filled.names("khajimba")
    assert not filled.names("nobody")
    with pytest.raises(UnknownName, match="holds no claim"):
        filled.weigh(claim="claim:none")


def test_a_topic_as_it_was_known_published_and_judged(filled: Ledger) -> None:
    (one,) = propositions(filled, "RUS", "abkhazia", known_on=day(1))
    assert [held.put for held in one.held] == ["says", "denies"]
    (one,) = propositions(filled, "RUS", "abkhazia", published=(date(2014, 11, 30), None))
    assert [held.put for held in one.held] == ["says", "plans"]
    filled.judge(Judgement("reject", CLAIMS["early"][1].id, "N. N.", day(4), "he quotes another"))
    (one,) = propositions(filled, "RUS", "abkhazia")
    assert "denies" not in [held.put for held in one.held]
    filled.judge(Judgement("same-as", "abkhazia", "N. N.", day(5), "one land", "apsny"))
    assert len(propositions(filled, "apsny", "RUS")) == 1


def test_a_timeline_has_what_has_a_time_and_lives_without_one(filled: Ledger) -> None:
    found = events(filled, "abkhazia")
    assert [(each.when, each.accounts[0].claim.kind) for each in found] == [(None, "office"), (None, "office")]
    assert found[0].published == ("2014-11-24", "2014-11-24")
    assert found[1].days is None
    assert events(filled, "abkhazia", span=(date(2015, 1, 1), None)) == []


def test_a_timeline_marks_what_contradicts_it(filled: Ledger) -> None:
    held = Dated("2014-11-24", "the pact: signed", "a source", ("agreement-stage", "pact", "signed"), ("RUS",))
    found = events(filled, "pact", held)
    assert [(each.when, each.put, each.library is not None) for each in found] == [
        ("2014-11-24", "library", True),
        ("2014-11-24", "says", False),
        ("2014-11-25", "says", False),
    ]
    assert [len(each.conflicts) for each in found] == [0, 1, 2]
    assert found[2].conflicts[1] == "The library has it on 2014-11-24 [a source]."
    assert found[2].independent == 1
    others = Dated("2013", "the pact: signed", "a source", ("agreement-stage", "pact", "signed"), ("ABW",))
    assert [len(each.conflicts) for each in events(filled, "pact", others) if each.accounts] == [1, 1]
    assert [each.when for each in events(filled, "pact", span=(None, date(2014, 11, 24)))] == ["2014-11-24"]
    assert events(filled, "RUS", kinds=("membership",)) == []
