"""The checker bears out what the evaluator finds and finds what a hand has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from foedus.library import load_library
from foedus.library.values import Library
from foedus.model.answers import Answer, Cited, Fact, Obligation
from foedus.model.time import Spell
from foedus.model.viewpoints import Position, Recognition
from foedus.obligations.checker import BadProofError, check, proof_steps, verify
from treaties import agreement, ask, library, provision

HANGING = {
    "act": "performance",
    "attackers": "anyone",
    "protected": ["A"],
    "performers": ["B"],
    "performing": ["defend"],
}
LIBRARY = library(
    agreement(
        "ab",
        "A",
        "B",
        rests_on_statehood_of=["A"],
        positions=[{"holders": ["E"], "accepts": False, "start": "2001-01-01", "source": "text"}],
        provisions=[
            provision("1", end="2010-01-01"),
            provision(
                "1",
                start="2010-01-01",
                trigger={"act": "attack", "attackers": "anyone", "protected": "parties", "on_request": True},
            ),
            provision("2", duty="consult", strength="consult-first"),
        ],
    ),
    agreement("ac", "A", "C", provisions=[provision("7", trigger=HANGING, obliged=["C"])]),
    agreement("old", "A", "D", in_force={"start": "1950", "end": "1960", "source": "text"}),
    positions=(Position("D", "statehood", "A", False, Spell("2000-01-01"), "a decree"),),
    recognitions=(Recognition("F", "A", Spell("2005-05-05"), "a note"),),
)
FOUND = ask(LIBRARY, "X", "A", date(2020, 1, 1), viewpoint="F")
Change = Callable[[Obligation], Obligation]


def test_the_answer_as_it_was_given_passes() -> None:
    assert [(o.bearer, o.duty, o.depth) for o in FOUND.obligations] == [
        ("B", "defend", 1),
        ("B", "consult", 1),
        ("C", "defend", 2),
    ]
    assert check(FOUND, LIBRARY) == ()
    verify(FOUND, LIBRARY)


def tampered(change: Change, number: int = 0) -> Answer:
    made = list(FOUND.obligations)
    made[number] = change(made[number])
    return replace(FOUND, obligations=tuple(made))


CHANGES: list[tuple[str, Change]] = [
    ("bearer", lambda o: replace(o, bearer="C")),
    ("beneficiary", lambda o: replace(o, beneficiary="E")),
    ("duty", lambda o: replace(o, duty="aid")),
    ("strength", lambda o: replace(o, strength="discretionary")),
    ("depth", lambda o: replace(o, depth=2)),
    ("article", lambda o: replace(o, provision=Cited("ab", "9"))),
    ("agreement", lambda o: replace(o, provision=Cited("old", "1"))),
    ("no agreement", lambda o: replace(o, provision=Cited("zz", "1"))),
    ("nothing cited", lambda o: replace(o, provision=None)),
    ("since", lambda o: replace(o, in_force_since="1999-01-01")),
    ("wording", lambda o: replace(o, wording_since="2000-01-01")),
    ("dispute hushed up", lambda o: replace(o, disputed_by=("D",))),
    ("dispute made up", lambda o: replace(o, disputed_by=("D", "E", "G"))),
    ("adversary", lambda o: replace(o, against=("Y",))),
    ("no reasons", lambda o: replace(o, because=())),
    ("presupposes", lambda o: replace(o, after=(1,))),
    ("presupposes nothing there", lambda o: replace(o, after=(99,))),
    ("level", lambda o: replace(o, level="declared")),
]


def without(at: int) -> Change:
    return lambda o: replace(o, because=o.because[:at] + o.because[at + 1 :])


def unsourced(at: int) -> Change:
    def change(o: Obligation) -> Obligation:
        bare = replace(o.because[at], source="the question")
        return replace(o, because=(*o.because[:at], bare, *o.because[at + 1 :]))

    return change


CHANGES += [(f"reason {at} left out", without(at)) for at in range(5)]
CHANGES += [(f"reason {at} without a source", unsourced(at)) for at in range(5)]


def adding(*facts: Fact) -> Change:
    return lambda o: replace(o, because=(*o.because, *facts))


def otherwise(at: int, **changes: str) -> Change:
    def change(o: Obligation) -> Obligation:
        facts = list(o.because)
        facts[at] = replace(facts[at], **changes)
        return replace(o, because=tuple(facts))

    return change


CHANGES += [
    ("party made up", adding(Fact("party", "C is a party to ab since 2000-01-01", "Text of ab"))),
    ("party that is nobody in it", adding(Fact("party", "D is a party to old since 1950", "Text of old"))),
    ("place made up", adding(Fact("place", "the moon is territory of A since 1969", "a map"))),
    ("viewpoint made up", adding(Fact("viewpoint", "F holds that ab is valid, since 2001", "a note"))),
    ("another's recognition", adding(Fact("viewpoint", "G recognises A since 2005-05-05", "a note"))),
    ("help made up", adding(Fact("performance", "assumed: B helps A, as ab article 1 obliges it", "assumption"))),
    ("a condition too many", adding(Fact("condition", "A did not provoke it", "the question"))),
    ("a word of the article changed", otherwise(3, fact="article 1 (since 2010-01-01): Whoever attacks is forgiven.")),
]
CHANGES += [(f"reason {at} of another kind", otherwise(at, kind="place")) for at in range(5)]
CHANGES += [(f"reason {at} from elsewhere", otherwise(at, source="hearsay")) for at in range(5)]


@pytest.mark.parametrize(("name", "change"), CHANGES, ids=[name for name, _ in CHANGES])
def test_a_changed_answer_is_found_out(name: str, change: Change) -> None:
    answer = tampered(change)
    assert check(answer, LIBRARY), name
    with pytest.raises(BadProofError, match="obligation 0"):
        verify(answer, LIBRARY)


@pytest.mark.parametrize(
    "change",
    [
        lambda o: replace(o, depth=1),
        lambda o: replace(o, after=()),
        lambda o: replace(o, after=(1,)),
        lambda o: replace(o, bearer="B"),
    ],
)
def test_a_broken_chain_is_found_out(change: Change) -> None:
    assert check(tampered(change, 2), LIBRARY)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"on": date(1999, 1, 1)}, "in force"),
        ({"on": date(2035, 1, 1)}, "in force"),
        ({"viewpoint": "D"}, "viewpoint"),
        ({"viewpoint": "E"}, "viewpoint"),
        ({"viewpoint": "de-facto"}, "viewpoint"),
        ({"viewpoint": "G"}, "viewpoint"),
    ],
)
def test_an_answer_to_another_question_is_found_out(changes: dict[str, object], why: str) -> None:
    other = replace(FOUND, situation=replace(FOUND.situation, **changes))  # type: ignore[arg-type]
    assert any(why in each for each in check(other, LIBRARY))


def test_a_changed_library_is_found_out() -> None:
    shorter = replace(LIBRARY, agreements=tuple(a for a in LIBRARY.agreements if a.id != "ac"))
    assert any("cites no agreement" in each for each in check(FOUND, shorter))


@pytest.fixture(scope="module")
def real() -> Library:
    return load_library()


@pytest.mark.parametrize("view", [None, "RUS", "BLR", "GEO", "USA", "south-ossetia", "de-facto"])
@pytest.mark.parametrize(
    ("attacker", "target", "on", "more"),
    [
        ("any", "RUS", date(2021, 9, 1), {"through": ("BLR",)}),
        ("GEO", "south-ossetia", date(2022, 2, 20), {}),
        ("GEO", "RUS", date(2022, 2, 20), {"territory": "south-ossetia"}),
        ("RUS", "UKR", date(2022, 2, 24), {"through": ("BLR",)}),
        ("RUS", "FIN", date(2024, 1, 1), {}),
        ("UKR", "RUS", date(2024, 8, 6), {"territory": "crimea", "provoked": True}),
        ("PRK", "USA", date(2024, 6, 1), {"territory": "hawaii"}),
        ("DEU", "CSK", date(1938, 9, 28), {}),
        ("DEU", "RUS", date(1914, 8, 1), {}),
    ],
)
def test_the_library_s_answers_pass(
    real: Library, view: str | None, attacker: str, target: str, on: date, more: dict[str, Any]
) -> None:
    assert check(ask(real, attacker, target, on, viewpoint=view, **more), real) == ()


RULE = {"prevails_over": "any", "text": "Obligations under it prevail.", "article": "103", "source": "text"}
PEACE = provision("2", trigger=None, duty="not-attack", obliged="parties", beneficiary="other-parties")
CLASH = library(
    agreement("league", "A", "B", "X", provisions=[PEACE], precedence=[RULE]),
    agreement("shield", "A", "B"),
)
TORN = ask(CLASH, "X", "A", date(2020, 1, 1))


def test_what_goes_before_what_is_proved_by_the_article_that_says_so() -> None:
    (own,) = [conflict for conflict in TORN.conflicts if conflict.actor == "B"]
    (goes,) = own.prevails
    assert (goes.first, goes.gives_way, goes.rule) == (
        Cited("league", "2"),
        Cited("shield", "1"),
        Cited("league", "103"),
    )
    assert check(TORN, CLASH) == ()
    number = TORN.conflicts.index(own)
    shown = {step.rule for step in proof_steps(TORN, CLASH).steps}
    assert {"prevails", "promise-first", "concerns-party"} <= shown
    for wrong in (
        replace(goes, first=goes.gives_way, gives_way=goes.first),
        replace(goes, rule=Cited("league", "104")),
        replace(goes, rule=Cited("shield", "1")),
        replace(goes, first=Cited("league", "9")),
        replace(goes, text="Nothing prevails."),
        replace(goes, source="hearsay"),
    ):
        conflicts = list(TORN.conflicts)
        conflicts[number] = replace(own, prevails=(wrong,))
        (fault,) = check(replace(TORN, conflicts=tuple(conflicts)), CLASH)
        assert fault.startswith(f"conflict {number}: nothing bears out prevails")


@pytest.mark.parametrize(
    "rule",
    [
        RULE | {"articles": ["9"]},  # it is about another article
        {**RULE, "prevails_over": ["treaty"]},  # it speaks of another agreement
        {"yields_to": ["shield"], "text": "It gives way.", "article": "103", "source": "text"},
    ],
)
def test_no_promise_goes_before_another_where_no_article_says_so(rule: dict[str, Any]) -> None:
    lib = library(
        agreement("league", "A", "B", "X", provisions=[PEACE], precedence=[rule]), agreement("shield", "A", "B")
    )
    assert check(TORN, lib) != ()
