"""Proofs step by step: the core lets pass what follows, and nothing that a hand has changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library.values import Library
from foedus.model.actors import Actor, Name
from foedus.model.situations import Act, Situation
from foedus.model.time import Spell
from foedus.model.viewpoints import Control, Position, Recognition, Region, Territory, Viewpoint
from foedus.obligations.checker import Proofs, check, proof_steps
from foedus.obligations.checker.core import Rule, Step, WrongStepError, shown
from foedus.obligations.checker.law import LAW, law
from treaties import DAY, agreement, library, provision, solve

pytestmark = pytest.mark.slow

ATTACK: dict[str, Any] = {"act": "attack", "attackers": "anyone", "protected": "parties"}
NOTE = {"start": "2001-01-01", "source": "text"}


def chain() -> tuple[Library, Situation]:
    """Helpers who are struck back, the foe's friends, and a duty that waits for another."""
    hanging = ATTACK | {"act": "performance", "protected": ["A"], "performers": ["B"], "performing": ["defend"]}
    lib = library(
        agreement("ab", "A", "B"),
        agreement("bc", "B", "C"),
        agreement("ad", "A", "D", provisions=[provision("7", trigger=hanging, obliged=["D"])]),
        agreement("xy", "X", "Y", provisions=[provision(trigger=ATTACK | {"act": "war"}, duty="attack")]),
    )
    return lib, Situation((Act("X", "A"),), DAY, retaliation="both")


def seen() -> tuple[Library, Situation]:
    """A viewpoint that has to hold a party to be a state; somebody denies it."""
    pact = agreement("ab", "A", "B", "C", rests_on_statehood_of=["A", "B"])
    lib = library(
        pact | {"positions": [{"holders": ["E"], "accepts": False} | NOTE]},
        positions=(Position("F", "statehood", "A", True, Spell("2001"), "a note"),),
        recognitions=(Recognition("F", "B", Spell("2005"), "a note"),),
    )
    return lib, Situation((Act("X", "A"),), DAY, "F")


def de_facto() -> tuple[Library, Situation]:
    """Who governs in fact, and a place that another holds."""
    home = provision(trigger=ATTACK | {"objects": ["territory"], "region": "sea", "unprovoked": True})
    lib = library(
        agreement("ab", "A", "B", provisions=[home], rests_on_statehood_of=["A"]),
        control=(Control("A", "A", Spell("2001"), "a map"), Control("isle", "A", Spell("2001"), "a map")),
        regions=(Region("sea", "the sea", ("A",), (), ("isle",), (), "a chart"),),
        territories=(Territory("isle", "isle", "Z", Spell("1900"), "a map"),),
    )
    return lib, Situation((Act("X", "A", "isle"),), DAY, "de-facto")


def between() -> tuple[Library, Situation]:
    """A suspension between some, a reservation to which one objects, and a modified article."""
    words = {
        "actor": "B",
        "articles": ["1"],
        "text": "Not so.",
        "towards": "not-objecting",
        "effect": "modifies",
    } | NOTE
    instead = {"duty": "consult", "strength": "consult-first", "text": "It consults."}
    objections = [{"actors": ["D"]} | NOTE]
    pause = {"text": "a quarrel", "actors": ["C"], "towards": ["A"]} | NOTE
    pact = agreement(
        "pact",
        "A",
        "B",
        "C",
        "D",
        suspensions=[pause],
        reservations=[words | {"instead": instead, "objections": objections}],
    )
    return library(pact), Situation((Act("X", "A"), Act("X", "D")), DAY)


def torn() -> tuple[Library, Situation]:
    """Neutrality, non-aggression and two sides at once; forces abroad, and a way through somebody's land."""
    peace = provision("2", trigger=None, duty="not-attack", obliged="parties", beneficiary="parties")
    calm = provision("3", trigger=ATTACK, duty="stay-neutral", beneficiary="parties")
    host = provision("4", trigger=None, duty="host-forces", obliged=["C"], beneficiary=["X"])
    way = provision("5", trigger=ATTACK | {"through": ["C"], "on_request": True})
    lib = library(
        agreement("ab", "A", "B", provisions=[provision(), way]),
        agreement("bx", "B", "X", provisions=[peace, calm]),
        agreement("cx", "C", "X", provisions=[host]),
        agreement("ax", "A", "X", provisions=[peace]),
        agreement("ac", "A", "C"),
        agreement("yb", "Y", "B"),
    )
    return lib, Situation((Act("X", "A", through=("C",)), Act("A", "Y")), DAY, retaliation="helpers")


def sets() -> tuple[Library, Situation]:
    """Whom expressions mean, in every form that they have."""
    nested = {"all-of": ["states", {"any-of": [["QQQ"], "non-parties"]}, {"all-but": {"all-of": [["RRR"], "parties"]}}]}
    both = {"all-but": {"any-of": [["RRR"], {"all-but": {"any-of": [["A"], ["V"]]}}]}}
    rebels, others, way = {"all-but": "states"}, {"members-of": ["t2", "t3"]}, ATTACK | {"through": ["C"]}
    lib = library(
        agreement("t2", "B", "C"),
        agreement("t3", "D"),
        agreement(
            "t1",
            "A",
            "B",
            "D",
            provisions=[
                provision("1", trigger=ATTACK | {"attackers": nested, "protected": both}, obliged=others)
                | {"exemptions": [{"text": "Not he.", "bearers": ["D"], "source": "text"}]},
                provision("2", trigger=ATTACK | {"attackers": rebels}, obliged=["Z"], beneficiary=["B", "A"]),
                provision("3", trigger=way | {"act": "war"}, duty="aid", beneficiary="performer"),
                provision("4", trigger=way | {"act": "performance"}, duty="aid", beneficiary="performer"),
            ],
        ),
        actors=(Actor("rebels", "armed-group", "rebels", (Name("rebels"),)),),
    )
    return lib, Situation((Act("XXX", "A", through=("C",)), Act("rebels", "A", through=("C",))), DAY)


def abroad() -> tuple[Library, Situation]:
    """Forces elsewhere than at home, wherever that is, and a host."""
    forces = provision("1", trigger=ATTACK | {"objects": ["forces"]})
    everything = provision("2", trigger=ATTACK | {"objects": ["forces", "territory"]}, duty="consult")
    held = provision("5", trigger=None, duty="host-forces", obliged=["Z"], beneficiary=["A"])
    lib = library(
        agreement("ab", "A", "B", provisions=[forces, everything]),
        agreement("az", "A", "Z", provisions=[held]),
        territories=(Territory("rock", "rock", "Z", Spell("1900"), "a map"),),
        positions=(Position("E", "part-of", "reef", True, Spell("2000"), "a map", of="A"),),
    )
    hit: dict[str, Any] = {"objects": ("forces",)}
    acts = (Act("X", "A", "rock", **hit), Act("Y", "A", "reef", **hit), Act("W", "A", **hit), Act("V", "A", "A", **hit))
    return lib, Situation(acts, DAY)


def views() -> tuple[Library, Situation]:
    """A viewpoint that says so, one that is a party, and what silence means."""
    own = {"positions": [{"holders": ["E"], "accepts": True} | NOTE], "rests_on_statehood_of": ["A"]}
    early = {"parties": [{"actors": ["A", "B"], "start": "2001-01-01", "provisional": True, "source": "text"}]}
    lib = library(
        agreement("own", "A", "B", **own),
        agreement("party", "A", "E"),
        agreement("silent", "A", "C"),
        agreement("early", **early, in_force={"start": "2025-01-01", "source": "text"}),
        agreement("e-rests", "A", "D", rests_on_statehood_of=["E", "S"]),
        viewpoints=(Viewpoint("E", "E", silence_statehood="accepted"),),
    )
    return lib, Situation((Act("X", "A"),), DAY, "E")


def author() -> tuple[Library, Situation]:
    """The one attacked has modified the article, so that the others owe it no more than it owes them."""
    instead = {"duty": "consult", "strength": "consult-first", "text": "It consults."}
    words = {"actor": "A", "articles": ["1"], "text": "Not so.", "effect": "modifies", "instead": instead} | NOTE
    return library(agreement("pact", "A", "B", reservations=[words])), Situation((Act("X", "A"),), DAY)


def ranked() -> tuple[Library, Situation]:
    """A duty against a promise, each of which an article puts before the other."""
    over = {"prevails_over": ["pact"], "articles": ["2"], "text": "It goes first.", "article": "8", "source": "text"}
    under = {"prevails_over": ["league"], "text": "So does this.", "article": "9", "source": "text"}
    peace = provision("2", trigger=None, duty="not-attack", obliged="parties", beneficiary="other-parties")
    lib = library(
        agreement("league", "A", "B", "X", provisions=[peace], precedence=[over]),
        agreement("pact", "A", "B", "X", provisions=[provision(obliged=["B"])], precedence=[under]),
    )
    return lib, Situation((Act("X", "A"),), DAY)


def yielding() -> tuple[Library, Situation]:
    """Duties to both sides, one of which gives way of its own accord by one of its articles."""
    way = {"yields_to": ["ab"], "articles": ["1"], "text": "It gives way.", "article": "8", "source": "text"}
    lib = library(agreement("ab", "A", "B"), agreement("bx", "B", "X", precedence=[way]))
    return lib, Situation((Act("X", "A"), Act("A", "X")), DAY)


MADE = (chain, seen, de_facto, between, torn, sets, abroad, views, author, ranked, yielding)
CASES = {made.__name__: made for made in MADE}


def proofs(name: str) -> Proofs:
    lib, situation = CASES[name]()
    found = solve(lib, situation)
    assert found.obligations
    assert check(found, lib) == ()
    return needed(proof_steps(found, lib))


def needed(made: Proofs) -> Proofs:
    """Only the steps on which a goal rests: what else was found on the way shows nothing that is claimed."""
    atoms = [each.atom for each in shown(made.steps, LAW, made.facts)]
    goals = {goal for _, several in made.goals for goal in several}
    todo, used = [i for i, atom in enumerate(atoms) if atom in goals], set()
    while todo:
        one = todo.pop()
        if one not in used:
            used.add(one)
            todo += made.steps[one].premises
    number = {old: new for new, old in enumerate(sorted(used))}
    steps = (
        step._replace(premises=tuple(number[i] for i in step.premises)) for step in map(made.steps.__getitem__, number)
    )
    return replace(made, steps=tuple(steps))


def holds(made: Proofs, steps: Sequence[Step]) -> bool:
    """Whether the core lets the steps pass and they show all that is claimed."""
    try:
        atoms = {each.atom for each in shown(steps, LAW, made.facts)}
    except WrongStepError:
        return False
    return all(goal in atoms for _, several in made.goals for goal in several)


PROOFS = {name: proofs(name) for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_what_was_found_passes_and_no_step_can_be_spared(name: str) -> None:
    made = PROOFS[name]
    assert holds(made, made.steps)
    for i in range(len(made.steps)):
        assert not holds(made, made.steps[:i] + made.steps[i + 1 :])


def changes(made: Proofs, at: int, dice: random.Random) -> list[Step]:
    """One step with each of its fields changed in turn: rule, values, premises."""
    step, values = made.steps[at], sorted({value for each in made.steps for value in each.values}, key=repr)
    found = [step._replace(rule=name) for name in dice.sample(sorted(LAW), 5)]
    for i in range(len(step.values)):
        others = dice.sample(values, 3)
        found += [step._replace(values=(*step.values[:i], other, *step.values[i + 1 :])) for other in others]
    for i in range(len(step.premises)):
        other = dice.randrange(-2, len(made.steps) + 1)
        found.append(step._replace(premises=(*step.premises[:i], other, *step.premises[i + 1 :])))
        found.append(step._replace(premises=step.premises[:i] + step.premises[i + 1 :]))
    found += [step._replace(premises=(*step.premises, at)), step._replace(values=(*step.values, "A"))]
    found += [step._replace(values=step.values[:-1]), step._replace(premises=step.premises[::-1])]
    return [each for each in found if each != step]


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_no_field_of_a_step_can_be_changed(name: str, data: st.DataObject) -> None:
    made = PROOFS[name]
    at = data.draw(st.integers(0, len(made.steps) - 1))
    for step in changes(made, at, data.draw(st.randoms(use_true_random=False))):
        steps = (*made.steps[:at], step, *made.steps[at + 1 :])
        if holds(made, steps):  # the same can be shown by another fact that is given: a duty's two ways to be met
            assert shown(steps, LAW, made.facts)[at].atom == shown(made.steps, LAW, made.facts)[at].atom


@pytest.mark.parametrize("name", CASES)
def test_a_proof_needs_every_fact_that_it_uses(name: str) -> None:
    made = PROOFS[name]
    values = [dict(zip(LAW[step.rule].variables, step.values, strict=True)) for step in made.steps]
    for step, value in zip(made.steps, values, strict=True):
        for kind, pattern in LAW[step.rule].body:
            atom = tuple(value.get(term, term) for term in pattern)
            if kind == "given":
                assert not holds(replace(made, facts={f: s for f, s in made.facts.items() if f != atom}), made.steps)
            if kind == "lacking":
                assert not holds(replace(made, facts={**made.facts, atom: frozenset()}), made.steps)


def test_only_what_is_given_is_asked_for_its_absence() -> None:
    heads = {rule.head[0] for rule in LAW.values()}
    lacking = {atom[0] for rule in LAW.values() for kind, atom in rule.body if kind == "lacking"}
    assert not lacking & heads
    assert all(kind in ("given", "shown", "lacking", "differ", "assumed") for r in LAW.values() for kind, _ in r.body)


TOY = law(
    "likes  likes(A, B) :- knows(A, B), not fights(A, B), A != B\nfriends friends(A, B) :- likes(A, B), likes(B, A)"
)
KNOWN = {
    ("knows", "x", "y"): frozenset({("", "x knows y", "x")}),
    ("knows", "y", "x"): frozenset[tuple[str, str, str]](),
}
FRIENDS = [Step("likes", ("x", "y"), ()), Step("likes", ("y", "x"), ()), Step("friends", ("x", "y"), (0, 1))]


def test_a_law_in_a_few_lines() -> None:
    assert TOY["likes"] == Rule(
        ("A", "B"),
        ("likes", "A", "B"),
        (("given", ("knows", "A", "B")), ("lacking", ("fights", "A", "B")), ("differ", ("!=", "A", "B"))),
    )
    found = shown(FRIENDS, TOY, KNOWN)
    assert found[-1].atom == ("friends", "x", "y")
    assert found[-1].reasons == {("", "x knows y", "x")}


@pytest.mark.parametrize(
    ("steps", "facts", "why"),
    [
        ([Step("loves", ("x", "y"), ())], KNOWN, "no rule 'loves'"),
        ([Step("likes", ("x",), ())], KNOWN, "of 1 values"),
        ([Step("likes", ("x", "z"), ())], KNOWN, "needs given"),
        (FRIENDS[:1], {**KNOWN, ("fights", "x", "y"): frozenset()}, "needs lacking"),
        ([Step("likes", ("x", "x"), ())], {("knows", "x", "x"): frozenset()}, "needs differ"),
        ([*FRIENDS[:2], Step("friends", ("x", "y"), (0,))], KNOWN, "needs shown"),
        ([*FRIENDS[:2], Step("friends", ("x", "y"), (1, 0))], KNOWN, "needs shown"),
        ([*FRIENDS[:2], Step("friends", ("x", "y"), (0, 2))], KNOWN, "needs shown"),
        ([*FRIENDS[:2], Step("friends", ("x", "y"), (0, 1, 1))], KNOWN, "1 premises too many"),
    ],
)
def test_what_the_core_refuses(steps: list[Step], facts: dict[Any, Any], why: str) -> None:
    with pytest.raises(WrongStepError, match=why):
        shown(steps, TOY, facts)


def test_most_of_the_law_is_applied_here() -> None:
    used = {step.rule for made in PROOFS.values() for step in made.steps}
    assert len(set(LAW) - used) <= 10, sorted(set(LAW) - used)
