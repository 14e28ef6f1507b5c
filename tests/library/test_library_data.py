"""The library's own data: sources, dates, keys and spells hang together; the figures that everybody knows come out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from foedus.library import Library, load_library
from foedus.model.agreements import Agreement
from foedus.model.ids import slug
from foedus.model.time import OPEN, Spell, Truth, bounds
from foedus.model.viewpoints import DE_FACTO

LIBRARY = load_library()

REQUIRED = [
    "cst-1992",
    "csto-charter-2002",
    "union-state-1999",
    "ru-by-guarantees-2024",
    "ru-so-friendship-2008",
    "ru-so-base-2010",
    "ru-so-alliance-2015",
    "ru-so-army-2017",
    "ru-ab-friendship-2008",
    "ru-ab-base-2010",
    "ru-ab-alliance-2014",
    "ru-ab-joint-group-2015",
    "ab-so-friendship-2005",
    "ceasefire-2008",
    "ceasefire-measures-2008",
    "north-atlantic-1949",
    "teu-42-7",
    "budapest-1994",
    "ru-dpr-friendship-2022",
    "ru-lpr-friendship-2022",
    "ru-kp-2024",
]
HOLDERS = [
    "RUS",
    "BLR",
    "GEO",
    "south-ossetia",
    "abkhazia",
    "USA",
    "UKR",
    "eu",
    "GBR",
    "nato",
    "ARM",
    "AZE",
    "CHN",
    "MDA",
]
UNSEEN = re.compile(r"as generally reported|[Gg]eneral knowledge|not looked up|[Ss]tanding position")


@pytest.fixture(scope="module")
def library() -> Library:
    return LIBRARY


def each(agreement: Agreement) -> Iterator[tuple[str, str, str]]:
    """Every sourced fact of an agreement: what it is, its source key, its confidence."""
    yield "in force", agreement.in_force_source, "medium"
    for party in agreement.parties:
        yield f"party {party.actor}", party.source, party.confidence
    for stage in agreement.stages:
        yield f"stage {stage.stage} {stage.date}", stage.source, stage.confidence
    for provision in agreement.provisions:
        yield f"article {provision.article}", provision.source, provision.confidence
    for position in agreement.positions:
        yield f"position of {position.holder}", position.source, position.confidence


def spells(agreement: Agreement) -> Iterator[tuple[str, Spell]]:
    yield from ((party.actor, party.spell) for party in agreement.parties)
    yield from ((f"article {provision.article}", provision.spell) for provision in agreement.provisions)


def members(library: Library, agreement: str, day: str) -> set[str]:
    found, on = library.agreement[agreement], date.fromisoformat(day)
    return {actor for actor in found.members() if found.bound(actor, on) is Truth.YES}


def recognisers(library: Library, entity: str, day: str) -> set[str]:
    """States with a UN seat, by their alpha-3 keys, that recognise an entity on a day."""
    on = date.fromisoformat(day)
    rows = (row for row in library.recognitions if row.recognised == entity and row.spell.on(on) is Truth.YES)
    return {row.recogniser for row in rows if row.recogniser.isupper() and row.recogniser != "ESH"}


@pytest.mark.parametrize("name", REQUIRED)
def test_the_agreements_of_the_region_are_there(library: Library, name: str) -> None:
    assert library.agreement[name].provisions


@pytest.mark.parametrize("agreement", LIBRARY.agreements, ids=lambda a: a.id)
def test_every_fact_has_a_source_that_was_seen_if_it_is_held_to_be_sure(agreement: Agreement) -> None:
    titles = {source.key: source.title for source in agreement.sources}
    for what, source, confidence in each(agreement):
        assert titles.get(source), f"{what}: no source {source}"
        assert confidence != "high" or not UNSEEN.search(titles[source]), (
            f"{what}: sure, though its source was not seen"
        )


def test_recognitions_and_positions_have_sources_that_were_seen_if_they_are_held_to_be_sure(library: Library) -> None:
    rows = [(r.source, r.confidence) for r in library.recognitions]
    rows += [(p.source, p.confidence) for p in library.positions]
    rows += [(c.source, c.confidence) for c in library.control]
    for source, confidence in rows:
        assert source.strip()
        assert confidence != "high" or not UNSEEN.search(source), source


def test_every_date_is_a_date(library: Library) -> None:
    dates = [stage.date for agreement in library.agreements for stage in agreement.stages]
    every = [agreement.in_force for agreement in library.agreements]
    every += [spell for agreement in library.agreements for _, spell in spells(agreement)]
    every += [p.spell for agreement in library.agreements for p in agreement.positions]
    every += [r.spell for r in library.recognitions] + [p.spell for p in library.positions]
    every += [c.spell for c in library.control]
    every += [place.spell for place in library.territories]
    dates += [edge for spell in every for edge in (spell.start, spell.end) if edge is not None and edge != OPEN]
    assert all(bounds(text)[0] <= bounds(text)[1] for text in dates)


@pytest.mark.parametrize("agreement", LIBRARY.agreements, ids=lambda a: a.id)
def test_parties_and_articles_live_within_the_agreement(agreement: Agreement) -> None:
    life = agreement.in_force
    for what, spell in spells(agreement):
        if life.start and spell.start:
            assert bounds(spell.start)[0] >= bounds(life.start)[0], f"{what} begins before the agreement"
        if life.end not in (None, OPEN):
            assert spell.end not in (None, OPEN), f"{what} outlives the agreement"
            assert bounds(spell.end or "")[1] <= bounds(life.end or "")[1], f"{what} outlives the agreement"


def test_every_key_is_an_actor_of_the_gazetteer(library: Library) -> None:
    if not library.actors:
        pytest.skip("no actors are loaded")
    known = {actor.key for actor in library.actors} | {place.id for place in library.territories}
    known |= {place for region in library.regions for place in (*region.inside, *region.outside)} | {DE_FACTO}
    used = {actor for agreement in library.agreements for actor in agreement.members()}
    used |= {position.holder for agreement in library.agreements for position in agreement.positions}
    used |= {actor for agreement in library.agreements for stage in agreement.stages for actor in stage.actors}
    used |= {key for row in library.recognitions for key in (row.recogniser, row.recognised)}
    used |= {key for p in library.positions for key in (p.holder, p.subject, p.of) if key}
    used |= {key for row in library.control for key in (row.territory, row.by)}
    used |= {view.holder for view in library.viewpoints}
    assert not used - known


@pytest.mark.parametrize("agreement", LIBRARY.agreements, ids=lambda a: a.id)
def test_a_denial_has_a_holder_a_day_and_never_comes_from_a_party_that_still_keeps_it(agreement: Agreement) -> None:
    denials = [position for position in agreement.positions if not position.accepts]
    assert all(position.holder and position.spell.start for position in denials)
    renounced = {actor for stage in agreement.stages if stage.stage == "denounced" for actor in stage.actors}
    assert {position.holder for position in denials} & set(agreement.members()) <= renounced


@pytest.mark.parametrize("name", [a.id for a in LIBRARY.agreements if a.rests_on])
def test_what_rests_on_contested_statehood_is_denied_by_somebody(library: Library, name: str) -> None:
    agreement = library.agreement[name]
    assert any(not position.accepts for position in agreement.positions)
    assert set(agreement.rests_on) <= set(agreement.members())


@pytest.mark.parametrize("holder", [*HOLDERS, DE_FACTO])
def test_the_viewpoints_are_there(library: Library, holder: str) -> None:
    assert holder in {view.holder for view in library.viewpoints}


def test_georgia_and_its_partners_deny_the_russian_south_ossetian_texts(library: Library) -> None:
    for name in ("ru-so-friendship-2008", "ru-so-base-2010", "ru-so-alliance-2015", "ru-so-army-2017"):
        deniers = {p.holder for p in library.agreement[name].positions if not p.accepts}
        assert deniers == {"GEO", "USA", "eu", "GBR", "UKR", "nato"}


@pytest.mark.parametrize(
    ("agreement", "day", "count"),
    [
        ("north-atlantic-1949", "1949-08-24", 12),
        ("north-atlantic-1949", "1955-05-05", 14),
        ("north-atlantic-1949", "1955-05-06", 15),
        ("north-atlantic-1949", "1999-03-12", 19),
        ("north-atlantic-1949", "2004-03-29", 26),
        ("north-atlantic-1949", "2022-02-24", 30),
        ("north-atlantic-1949", "2024-06-01", 32),
        ("cst-1992", "1996-01-01", 9),
        ("cst-1992", "2000-01-01", 6),
        ("cst-1992", "2010-01-01", 7),
        ("cst-1992", "2014-01-01", 6),
        ("csto-charter-2002", "2010-01-01", 7),
        ("teu-42-7", "2010-01-01", 27),
        ("teu-42-7", "2014-01-01", 28),
        ("teu-42-7", "2020-01-31", 28),
        ("teu-42-7", "2020-02-01", 27),
        ("warsaw-1955", "1960-01-01", 8),
        ("warsaw-1955", "1970-01-01", 7),
        ("warsaw-1955", "1990-10-03", 6),
        ("gcc-jda-2000", "2025-01-01", 6),
    ],
)
def test_how_many_are_bound(library: Library, agreement: str, day: str, count: int) -> None:
    assert len(members(library, agreement, day)) == count


def test_article_four_of_the_collective_security_treaty_has_two_wordings(library: Library) -> None:
    wordings = [p for p in library.agreement["cst-1992"].provisions if p.article == "4"]
    on_request = {}
    for day in (date(2012, 12, 18), date(2012, 12, 19)):
        (holding,) = [p for p in wordings if p.spell.on(day) is Truth.YES]
        assert holding.trigger is not None
        on_request[day.day] = holding.trigger.on_request
    assert on_request == {18: False, 19: True}


@pytest.mark.parametrize(
    ("name", "before", "edge", "after"),
    [
        ("ru-so-base-2010", "2011-10-05", "2012-03-01", "2013-01-01"),
        ("ru-ab-base-2010", "2011-10-05", "2012-03-01", "2013-01-01"),
        ("ru-ab-joint-group-2015", "2016-11-01", "2016-12-15", "2018-01-01"),
        ("ru-ab-friendship-2008", "2008-12-22", "2009-01-10", "2009-01-21"),
        ("ru-so-army-2017", "2018-01-31", "2018-03-01", "2019-01-01"),
    ],
)
def test_where_the_day_of_entry_into_force_is_not_known_neither_is_the_answer(
    library: Library, name: str, before: str, edge: str, after: str
) -> None:
    days = (date.fromisoformat(day) for day in (before, edge, after))
    held = [library.agreement[name].in_force.on(day) for day in days]
    assert held == [Truth.NO, Truth.UNKNOWN, Truth.YES]


def test_no_text_binds_belarus_to_south_ossetia(library: Library) -> None:
    both = {"BLR", "south-ossetia"}
    assert not [agreement.id for agreement in library.agreements if both <= set(agreement.members())]


def test_abkhazia_and_south_ossetia_owe_each_other_talks_and_no_more(library: Library) -> None:
    duties = {p.duty for p in library.agreement["ab-so-friendship-2005"].provisions if p.trigger is not None}
    assert duties == {"consult"}


def test_the_budapest_memorandum_promises_no_defence(library: Library) -> None:
    assert {p.duty for p in library.agreement["budapest-1994"].provisions} & {"defend", "attack"} == set()


def test_only_the_finnish_treaty_of_1948_has_a_transit_clause(library: Library) -> None:
    with_transit = {
        agreement.id
        for agreement in library.agreements
        for provision in agreement.provisions
        if provision.trigger is not None and provision.trigger.through is not None
    }
    assert with_transit == {"ussr-fi-1948"}


def test_no_area_and_no_spell_of_a_territory_is_written_twice(library: Library) -> None:
    areas = Counter(region.id for region in library.regions)
    rows = Counter((place.id, place.of, place.spell.start) for place in library.territories)
    assert {key for key, count in (*areas.items(), *rows.items()) if count > 1} == set()


def test_no_area_both_holds_a_place_and_leaves_it_out(library: Library) -> None:
    for region in library.regions:
        assert not {*region.homelands, *region.inside} & {*region.outside, *region.partly}, region.id


def test_the_area_of_the_north_atlantic_treaty_leaves_hawaii_out(library: Library) -> None:
    (article,) = [p for p in library.agreement["north-atlantic-1949"].provisions if p.article == "5"]
    assert article.trigger is not None
    area = library.region[article.trigger.region or ""]
    assert "hawaii" in area.outside
    assert "canary-islands" in area.inside
    assert members(library, "north-atlantic-1949", "2024-06-01") <= set(area.homelands)


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        ("Collective Security Treaty", "cst-1992"),
        ("Tashkent Treaty", "cst-1992"),
        ("Union State Treaty", "union-state-1999"),
        ("Treaty on Alliance and Integration", "ru-so-alliance-2015"),
        ("Treaty on Alliance and Strategic Partnership", "ru-ab-alliance-2014"),
        ("Alliance and Strategic Partnership", "ru-ab-alliance-2014"),
        ("2008 ceasefire agreement", "ceasefire-2008"),
        ("six-point plan", "ceasefire-2008"),
        ("Washington Treaty", "north-atlantic-1949"),
        ("Budapest Memorandum", "budapest-1994"),
    ],
)
def test_agreements_carry_the_names_of_the_news(library: Library, text: str, agreement: str) -> None:
    found = library.agreement[agreement]
    assert text in {found.title, *(name.text for name in found.names)}


def test_no_name_means_two_agreements(library: Library) -> None:
    named = Counter(
        text.casefold()
        for agreement in library.agreements
        for text in {agreement.title.casefold(), *(name.text.casefold() for name in agreement.names)}
    )
    assert [text for text, count in named.items() if count > 1] == []


@pytest.mark.parametrize(
    "generic", ["military agreement", "ceasefire agreement", "mutual defense treaty", "big treaty"]
)
def test_generic_names_are_nobodys(library: Library, generic: str) -> None:
    assert not [a.id for a in library.agreements if generic in {name.text.casefold() for name in a.names}]


def test_recognition_begins_and_is_withdrawn(library: Library) -> None:
    assert recognisers(library, "abkhazia", "2012-01-01") == {"RUS", "NIC", "VEN", "NRU", "VUT", "TUV"}
    assert recognisers(library, "south-ossetia", "2012-01-01") == {"RUS", "NIC", "VEN", "NRU", "TUV"}
    for entity in ("abkhazia", "south-ossetia"):
        assert recognisers(library, entity, "2008-08-25") == set()
        assert recognisers(library, entity, "2022-02-20") == {"RUS", "NIC", "VEN", "NRU", "SYR"}
    assert recognisers(library, "donetsk", "2022-02-20") == set()
    assert recognisers(library, "donetsk", "2022-08-01") == {"RUS", "SYR", "PRK"}


def test_a_withdrawal_that_only_one_side_claims_leaves_the_answer_open(library: Library) -> None:
    (row,) = [r for r in library.recognitions if (r.recogniser, r.recognised) == ("TGO", "kosovo")]
    assert row.spell.on(date(2021, 1, 1)) is Truth.UNKNOWN


def test_everybody_whose_statehood_an_agreement_rests_on_has_a_row_of_control(library: Library) -> None:
    contested = {entity for agreement in library.agreements for entity in agreement.rests_on}
    assert contested <= {row.territory for row in library.control}


def test_a_person_s_key_leaves_no_letter_of_the_name_out() -> None:
    special = [actor for actor in LIBRARY.actors if actor.type == "person" and set(actor.label) & set("øłđßæœıðþəŁĐØ")]
    assert len(special) > 5
    words = {actor.key: set(slug(actor.label).split("-")) for actor in special}
    assert {key: names for key, names in words.items() if not names & set(key.split("-"))} == {}
