"""Questions to the gazetteer about actors, offices and names."""

from __future__ import annotations

from datetime import date

import pytest

from foedus.gazetteer import Gazetteer
from foedus.model.actors import Actor, Name, Tenure
from foedus.model.problems import LibraryError
from foedus.model.time import Spell


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("RUS", ("RUS",)),
        ("rus", ("RUS",)),
        ("russia", ("RUS",)),
        ("the kremlin", ("RUS",)),
        ("South Ossetia", ("south-ossetia",)),
        ("south-ossetia", ("south-ossetia",)),
        ("tskhinvali REGION", ("south-ossetia",)),
        ("so called nowhere", ()),
        ("NATO", ("nato",)),
        ("lukashenka", ("alexander-lukashenko",)),
        ("Gagloyev", ("alan-gagloev",)),
        ("georgian foreign ministry", ()),
        ("Georgian Foreign Ministry", ("GEO",)),
        ("Russian Foreign Ministry", ("RUS",)),
        ("pentagon", ("pentagon",)),
        ("The Pentagon", ("USA",)),
        ("Ivory Coast", ("CIV",)),
        ("", ()),
    ],
)
def test_a_typed_name_resolves_whatever_its_case(gazetteer: Gazetteer, name: str, keys: tuple[str, ...]) -> None:
    assert gazetteer.resolve(name) == keys


def test_near_names_are_suggested(gazetteer: Gazetteer) -> None:
    assert "Abkhazia" in gazetteer.suggest("Abhkazia")
    assert gazetteer.suggest("zzzzqqqq") == ()


@pytest.mark.parametrize(
    ("key", "day", "polity"),
    [
        ("GEO", None, "GEO"),
        ("nato", None, "nato"),
        ("south-ossetia", None, "south-ossetia"),
        ("state-duma", None, "RUS"),
        ("pentagon", None, "USA"),
        ("gudauta", None, "abkhazia"),
        ("reuters", None, None),
        ("united-russia", None, None),
        ("nobody-at-all", None, None),
        ("donald-tusk", date(2016, 1, 1), "eu"),
        ("donald-tusk", date(2024, 6, 1), "POL"),
        ("dmitry-medoev", date(2018, 1, 1), "south-ossetia"),
        ("dmitry-medoev", date(2025, 1, 1), "south-ossetia"),
        ("andrei-klimov", date(2022, 3, 30), "RUS"),
        ("jens-stoltenberg", date(1990, 1, 1), "nato"),
        ("marine-le-pen", date(2022, 1, 1), "FRA"),
    ],
)
def test_whom_an_actor_acts_for(gazetteer: Gazetteer, key: str, day: date | None, polity: str | None) -> None:
    assert gazetteer.polity(key, day) == polity


def test_who_held_an_office_on_a_day(gazetteer: Gazetteer) -> None:
    day = date(2022, 2, 20)
    assert [t.person for t in gazetteer.holders("president", "south-ossetia", day)] == ["anatoly-bibilov"]
    assert [t.person for t in gazetteer.holders("president", "RUS", date(2010, 1, 1))] == ["dmitry-medvedev"]
    assert [(t.office, t.of) for t in gazetteer.offices("sergei-shoigu", day)] == [("defence-minister", "RUS")]
    assert gazetteer.offices("sergei-shoigu", date(1990, 1, 1)) == ()
    assert len(gazetteer.offices("sergei-shoigu")) == 2


def test_a_date_too_coarse_to_say_comes_after_the_certain_ones() -> None:
    state = Actor("AAA", "state", "A", (Name("A"),))
    people = [Actor(key, "person", key, (Name(key),)) for key in ("old", "new", "gone")]
    tenures = [
        Tenure("new", "president", "AAA", Spell("2012", None)),
        Tenure("old", "president", "AAA", Spell("2000-01-01", "2012-03-01")),
        Tenure("gone", "president", "AAA", Spell("1990", "1999")),
    ]
    gazetteer = Gazetteer([state, *people], tenures)
    assert [t.person for t in gazetteer.holders("president", "AAA", date(2012, 2, 1))] == ["old", "new"]
    assert [t.person for t in gazetteer.holders("president", "AAA")] == ["new", "old", "gone"]
    assert gazetteer.polity("gone", date(2020, 1, 1)) == "AAA"


def test_persons_by_surname(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.persons_named("BUSH")) >= {"george-w-bush", "jeb-bush"}
    assert gazetteer.persons_named("Vucic") == gazetteer.persons_named("Vučić") == ("aleksandar-vucic",)
    assert gazetteer.persons_named("von der Leyen") == ("ursula-von-der-leyen",)
    assert gazetteer.persons_named("Nobodyson") == ()


def test_words_around_names(gazetteer: Gazetteer) -> None:
    senses = {(m.position, m.sense) for m in gazetteer.modifier_senses("So-called")}
    assert ("before", "contests-statehood") in senses
    assert gazetteer.modifier_senses("sunny") == ()
    assert gazetteer.institution("the Foreign Ministry") == "foreign-ministry"
    assert gazetteer.institution("bakery") is None


def test_agreements_are_actors_when_they_are_given(gazetteer: Gazetteer) -> None:
    treaty = Actor("cst-1992", "agreement", "Collective Security Treaty", (Name("Collective Security Treaty"),))
    more = Gazetteer([*gazetteer.actors.values(), treaty], words=gazetteer.words)
    text = "the Collective Security Treaty and the Collective Security Treaty Organization"
    assert [match.key for match in more.scan(text)] == ["cst-1992", "csto"]
    assert more.polity("cst-1992") is None


def test_labels(gazetteer: Gazetteer) -> None:
    assert gazetteer.label("GEO") == "Georgia"
    assert gazetteer.label("no-such-thing") == "no-such-thing"
    assert gazetteer.actor("no-such-thing") is None


def test_a_key_stands_once() -> None:
    twice = Actor("AAA", "state", "A", (Name("A"),))
    with pytest.raises(LibraryError, match="'AAA' stands twice"):
        Gazetteer([twice, twice])


@pytest.mark.parametrize(("person", "of"), [("nobody", "AAA"), ("p", "BBB")])
def test_a_tenure_names_known_actors(person: str, of: str) -> None:
    actors = [Actor("AAA", "state", "A", (Name("A"),)), Actor("p", "person", "P", (Name("P"),))]
    with pytest.raises(LibraryError, match="add it to library/actors"):
        Gazetteer(actors, [Tenure(person, "president", of, Spell(None))])
