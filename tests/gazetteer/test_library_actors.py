"""The actors that come with foedus: one entity, one key; no name that means two without saying so."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pycountry
import pytest

from foedus.gazetteer import Gazetteer
from foedus.gazetteer.fold import fold_name
from foedus.gazetteer.index import scanned, spellings
from foedus.library.actors_load import load_actors, load_tenures, load_words, script
from foedus.model.problems import LibraryError

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the optional data folder ../shared is absent")


def test_every_country_of_iso_3166_has_an_actor(gazetteer: Gazetteer) -> None:
    assert {country.alpha_3 for country in pycountry.countries} <= set(gazetteer.actors)
    assert {"SUN", "CSK", "DDR", "YUG"} <= set(gazetteer.actors)


def test_official_names_of_countries_resolve_to_them(gazetteer: Gazetteer) -> None:
    for country in pycountry.countries:
        official = getattr(country, "official_name", None)
        if official:
            assert gazetteer.resolve(official)[:1] == (country.alpha_3,), official


def test_no_name_means_two_actors_without_a_caution(gazetteer: Gazetteer) -> None:
    meant = defaultdict(set)
    cautions = defaultdict(list)
    for actor in gazetteer.actors.values():
        for name in filter(scanned, actor.names):
            for text in spellings(name.text):
                meant[fold_name(text)].add(actor.key)
                cautions[fold_name(text)].append(name.beware)
    silent = {text: keys for text, keys in meant.items() if len(keys) > 1 and not any(cautions[text])}
    assert silent == {}


def test_every_key_that_an_entry_refers_to_exists(gazetteer: Gazetteer) -> None:
    for actor in gazetteer.actors.values():
        named = (actor.of, actor.acts_for, *(key for name in actor.names for key in name.used_by))
        assert [key for key in named if key is not None and key not in gazetteer.actors] == [], actor.key


def test_every_entry_has_a_source() -> None:
    actors = load_actors()
    assert [actor.key for actor in actors if not actor.source] == []
    assert [tenure for tenure in load_tenures() if not tenure.source] == []


def test_tenures_of_a_chief_do_not_overlap() -> None:
    chief = defaultdict(list)
    for tenure in load_tenures():
        start, end = tenure.spell.start, tenure.spell.end
        if tenure.office in {"president", "prime-minister"} and tenure.confidence == "high" and start and end:
            chief[tenure.office, tenure.of].append((start, "9999" if end == ".." else end, tenure.person))
    for who, spells in chief.items():
        spells.sort()
        for (_, end, first), (start, _, second) in pairwise(spells):
            assert end <= start, f"{who}: {first} to {end}, {second} from {start}"


def test_codes_are_not_shared_among_states_of_one_time(gazetteer: Gazetteer) -> None:
    for code in ("cow", "gw"):
        keys = defaultdict(list)
        for actor in gazetteer.actors.values():
            if actor.type in {"state", "de-facto-state"} and getattr(actor, code):
                keys[getattr(actor, code)].append(actor.key)
        assert [both for both in keys.values() if len(both) > 1] == []


@pytest.mark.shared
@needs_shared
def test_codes_are_those_of_the_fields_own_lists(gazetteer: Gazetteer) -> None:
    states = [actor for actor in gazetteer.actors.values() if actor.type in {"state", "de-facto-state"}]
    with (SHARED / "data/cow/cow_states2016.csv").open(encoding="utf-8") as rows:
        cow = {int(row["ccode"]) for row in csv.DictReader(rows) if row["endyear"] == "2016"}
    with (SHARED / "data/states/cow_gw_panel.csv").open(encoding="utf-8-sig") as rows:
        gw = {
            int(float(row["gwcode"]))
            for row in csv.DictReader(rows)
            if row["year"] == "2015.0" and row["gwcode"] not in {"", "NA"}
        }
    assert {actor.cow for actor in states if actor.cow} == cow
    assert gw - {actor.gw for actor in states} == set()


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("source: here\nactors:\n- {key: AA, type: state, label: A}\n", "AA"),
        ("source: here\nactors:\n- {key: AAA, type: planet, label: A}\n", "planet"),
        ("source: here\nactors:\n- {key: AAA, type: state, label: A, nmaes: [A]}\n", "nmaes"),
        ("actors: []\n", "source"),
        ("source: here\nactors:\n- {key: AAA, type: state, label: A, names: ['']}\n", "names/0"),
    ],
)
def test_a_broken_file_says_where(tmp_path: Path, broken: str, complaint: str) -> None:
    (tmp_path / "a.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(LibraryError, match=rf"a\.yaml:\d+: .*{complaint}"):
        load_actors(tmp_path)


def test_a_key_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(
            "source: here\nactors:\n- {key: AAA, type: state, label: A}\n", encoding="utf-8"
        )
    with pytest.raises(LibraryError, match=r"b\.yaml: the key 'AAA' stands in .*a\.yaml too"):
        load_actors(tmp_path)


def test_an_empty_library_is_one_without_words(tmp_path: Path) -> None:
    assert load_actors(tmp_path) == ()
    assert load_tenures(tmp_path) == ()
    assert load_words(tmp_path).modifiers == ()


@pytest.mark.parametrize(("text", "code"), [("Հայաստան", "Armn"), ("日本", "Hani"), ("123", "Zyyy"), ("Ꮳ", "Zyyy")])
def test_scripts(text: str, code: str) -> None:
    assert script(text) == code


def test_every_state_has_somebody_at_its_head() -> None:
    ruled = {tenure.of for tenure in load_tenures() if tenure.office in {"president", "prime-minister", "head"}}
    states = {actor.key for actor in load_actors() if actor.type == "state"}
    # San Marino's two captains regent change every six months.
    assert states - ruled == {"SMR"}


@pytest.mark.parametrize(
    ("spelt", "key"),
    [
        ("Volodymyr Zelenskiy", "volodymyr-zelensky"),
        ("Bashar el-Assad", "bashar-al-assad"),
        ("Abdul Fattah al-Sisi", "abdel-fattah-el-sisi"),
        ("Nursultan Nazarbaev", "nursultan-nazarbayev"),
        ("Nikol Pashinian", "nikol-pashinyan"),
        ("Massoud Pezeshkian", "masoud-pezeshkian"),
        ("Ibrahim Raisi", "ebrahim-raisi"),
        ("Alyaksandr Lukashenka", "alexander-lukashenko"),
    ],
)
def test_a_name_in_other_letters_is_the_same_person(gazetteer: Gazetteer, spelt: str, key: str) -> None:
    assert gazetteer.resolve(spelt) == (key,)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Itamaraty", "BRA"),
        ("the Quai d'Orsay", "FRA"),
        ("Rashtrapati Bhavan", "IND"),
        ("Aso Rock", "NGA"),
        ("the Union Buildings", "ZAF"),
        ("Wisma Putra", "MYS"),
        ("Cotroceni Palace", "ROU"),
        ("the Thai foreign ministry", "THA"),
        ("Peru's defence ministry", "PER"),
        ("Global Affairs Canada", "CAN"),
        ("the Sabor", "croatian-parliament"),
        ("Jatiya Sangsad", "bangladeshi-parliament"),
        ("the Canadian House of Commons", "canadian-house-of-commons"),
        ("Dewan Rakyat", "dewan-rakyat"),
        ("MINUSCA", "united-nations-multidimensional-integrated-stabilization-mission-in-the-central-african-republic"),
        ("Doctors Without Borders", "medecins-sans-frontieres"),
        ("the Shebaa Farms", "shebaa-farms"),
    ],
)
def test_seats_ministries_and_parliaments_of_the_world(gazetteer: Gazetteer, text: str, key: str) -> None:
    assert [match.key for match in gazetteer.scan(f"On Monday {text} denied it.")] == [key]


def test_there_is_enough_of_every_sort(gazetteer: Gazetteer) -> None:
    actors = list(gazetteer.actors.values())
    states = [actor for actor in actors if actor.type == "state"]
    parliaments = {actor.of for actor in actors if actor.type == "parliament"}
    assert {actor.key for actor in states} - parliaments <= {"COK", "NIU", "VAT"}
    assert len([actor for actor in actors if actor.type in {"organisation", "alliance", "union"}]) > 300
    assert len([actor for actor in actors if actor.type in {"outlet", "agency"}]) > 400
    for actor in states:
        roles = {name.role for name in actor.names}
        assert "demonym" in roles or actor.key == "VAT", actor.key
        # Malé is a word too, and Alofi stands in its own file.
        assert "metonym" in roles or actor.key in {"MDV", "NIU"}, actor.key


@pytest.mark.parametrize(
    ("office", "of", "day", "person"),
    [
        ("president", "GRC", "2021-05-01", "katerina-sakellaropoulou"),
        ("prime-minister", "NLD", "2018-05-01", "mark-rutte"),
        ("prime-minister", "BGR", "2022-03-01", "kiril-petkov"),
        ("president", "PER", "2019-05-01", "martin-vizcarra"),
        ("foreign-minister", "POL", "2017-05-01", "witold-waszczykowski"),
        ("foreign-minister", "SWE", "2016-05-01", "margot-wallstrom"),
        ("foreign-minister", "UKR", "2011-05-01", "kostyantyn-hryshchenko"),
        ("defence-minister", "GBR", "2022-05-01", "ben-wallace"),
    ],
)
def test_who_held_an_office_between(gazetteer: Gazetteer, office: str, of: str, day: str, person: str) -> None:
    assert gazetteer.holders(office, of, date.fromisoformat(day))[0].person == person
