"""ATOP's alliances as agreements: they bind whom the member file binds, and what is only a flag is never sure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from atop_making import members, row
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.library import load_library
from foedus.library.alliance_duties import AllianceDuty, load_alliance_duties
from foedus.library.state_codes import load_state_codes
from foedus.library.values import Library
from foedus.model.agreements import Agreement, Source
from foedus.model.time import OPEN, Spell, Truth
from foedus.obligations.checker import check
from foedus.obligations.standing import standing
from foedus.panels import Member, load_members, provisions
from foedus.panels.agreements import agreements, unnamed
from foedus.world import compile_world
from treaties import ask, owed

DAY = date(1939, 6, 1)
CODES = load_state_codes()


def texts(*rows: dict[str, object], duties: tuple[AllianceDuty, ...] = (), day: date | None = None) -> Library:
    return Library(agreements=agreements(members(*rows), duties, CODES, day))


def pair(**cells: object) -> Library:
    """Britain owes what the cells say to France, in alliance 1 of 1939 to the fall of France."""
    return texts(row(1, 200, "1939-01-01", None, **cells), row(1, 220, "1939-02-01", "1940-06-22"))


def test_a_member_is_bound_by_the_duty_that_its_row_has() -> None:
    lib = pair(defense=1)
    found = ask(lib, "DEU", "FRA", DAY)
    assert owed(found) == {("GBR", "defend", "FRA", "atop-1", 1)}
    (duty,) = found.obligations
    assert (duty.provision and duty.provision.article, duty.in_force_since) == ("defense", "1939-02-01")
    assert all("ATOP alliance 1" in fact.source for fact in duty.because if fact.kind in ("in-force", "wording"))
    assert check(found, lib) == ()
    assert not ask(lib, "DEU", "GBR", DAY).obligations
    assert not ask(lib, "DEU", "FRA", date(1940, 6, 22)).obligations


@pytest.mark.parametrize("flag", ["defcoloc", "defcoadv", "defcocon", "defconum", "defcodem", "olimob"])
def test_what_the_data_only_flag_makes_the_answer_unknown(flag: str) -> None:
    found = ask(pair(defense=1, **{flag: 1}), "DEU", "FRA", DAY)
    assert not found.obligations
    assert [(gap.actor, gap.provision and gap.provision.article) for gap in found.unknown] == [("GBR", "defense")]


def test_after_the_data_end_nothing_is_sure() -> None:
    lib = texts(row(1, 200, "1949-04-04", None, defense=1), row(1, 220, "1949-04-04", None, defense=1))
    assert owed(ask(lib, "RUS", "FRA", date(2018, 12, 31))) == {("GBR", "defend", "FRA", "atop-1", 1)}
    later = ask(lib, "RUS", "FRA", date(2019, 1, 1))
    assert (later.obligations, {gap.why for gap in later.unknown}) == (
        (),
        {"the library's facts of atop-1 reach to 2018-12-31 only"},
    )


def test_an_unprovoked_attack_is_told_from_a_provoked_one() -> None:
    lib = pair(defense=1, defconpr=1)
    assert ask(lib, "DEU", "FRA", DAY).obligations
    assert not ask(lib, "DEU", "FRA", DAY, provoked=True).obligations


def test_a_number_means_the_state_of_the_day() -> None:
    lib = texts(row(1, 365, "1921-03-16", "1925-12-17", neutral=1), row(1, 640, "1921-03-16", "1925-12-17"))
    parties = {party.actor: (party.spell, party.succeeds) for party in lib.agreements[0].parties}
    assert parties == {
        "RUS": (Spell("1921-03-16", "1922-12-30"), None),
        "SUN": (Spell("1922-12-30", "1925-12-17"), "RUS"),
        "ottoman-empire": (Spell("1921-03-16", "1922-11-01"), None),
        "TUR": (Spell("1922-11-01", "1925-12-17"), "ottoman-empire"),
    }
    assert {o.bearer for o in ask(lib, "GRC", "TUR", date(1922, 12, 1)).obligations} == {"RUS"}
    assert {o.bearer for o in ask(lib, "GRC", "TUR", date(1923, 1, 1)).obligations} == {"SUN"}


def test_a_state_that_only_numbers_name_can_be_asked_about() -> None:
    rows = row(1, 240, "1850-01-01", "1866-06-14", defense=1), row(1, 255, "1850-01-01", "1866-06-14")
    hanover = {"HAN": 240}
    made = Library(agreements=agreements([*_known(rows)], (), CODES))
    assert owed(ask(made, "FRA", "DEU", date(1860, 1, 1))) == {("cow-240", "defend", "DEU", "atop-1", 1)}
    assert {actor.key: actor.cow for actor in unnamed(CODES)}["cow-240"] == hanover["HAN"]


def _known(rows: tuple[dict[str, object], ...]) -> tuple[Member, ...]:
    from atop_making import text

    return load_members(text(rows).splitlines(keepends=True), "m.csv", range(10_000)).records


def test_a_treaty_says_to_whom_a_duty_is_owed() -> None:
    source = Source("t", "a treaty", "https://example.org/t")
    duty = AllianceDuty(1, (0,), (200, 220), "defense", (640,), "3", "to the Porte alone", source, "high")
    cells = {"defense": 1, "obvary": 1}
    rows = [row(1, state, "1854-03-12", "1856-03-30", **cells) for state in (200, 220)]
    lib = texts(*rows, row(1, 640, "1854-03-12", "1856-03-30"), duties=(duty,))
    day = date(1855, 1, 1)
    assert {o.bearer for o in ask(lib, "RUS", "ottoman-empire", day).obligations} == {"GBR", "FRA"}
    assert not ask(lib, "RUS", "FRA", day).obligations
    (said, _) = ask(lib, "RUS", "ottoman-empire", day).obligations
    (wording,) = [fact for fact in said.because if fact.kind == "wording"]
    assert "article" in wording.fact
    assert "to the Porte alone" in wording.fact
    assert wording.source == "a treaty <https://example.org/t>"


def test_a_promise_of_peace_is_broken_only_where_it_is_sure() -> None:
    day = date(1938, 1, 1)
    both = [row(1, 255, "1934-01-26", "1939-04-28", nonagg=1), row(1, 290, "1934-01-26", "1939-04-28", nonagg=1)]
    sure, open_ = _known(tuple(both)), _known(tuple({**each, "olimob": 1} for each in both))
    for rows, broken in ((sure, 1), (open_, 0)):
        lib = Library(agreements=agreements(rows, (), CODES))
        found = ask(lib, "DEU", "POL", day)
        assert [conflict.kind for conflict in found.conflicts] == ["own-act"] * broken
        assert check(found, lib) == ()
        told = standing(compile_world(lib, day), "DEU", "POL", "not-attack")
        assert (len(told.obligations), len(told.unknown)) == (broken, 1 - broken)


def test_each_phase_is_an_agreement_and_only_those_of_the_day_are_made() -> None:
    rows = [
        row(7, state, entry, left, phase=phase, defense=1)
        for state in (200, 220)
        for entry, left, phase in (("1900-01-01", "1910-01-01", 1), ("1910-01-01", "1920-01-01", 2))
    ]
    every = texts(*rows).agreements
    assert [(each.id, each.in_force) for each in every] == [
        ("atop-7-1", Spell("1900-01-01", "1910-01-01")),
        ("atop-7-2", Spell("1910-01-01", "1920-01-01")),
    ]
    assert [each.id for each in texts(*rows, day=date(1905, 1, 1)).agreements] == ["atop-7-1"]
    assert not texts(*rows, day=date(1930, 1, 1)).agreements


def test_days_that_the_data_leave_open_stay_open() -> None:
    lib = texts(row(1, 200, "1939-01", None, defense=1), row(1, 220, "1939-01-20", "1940-06"))
    assert lib.agreements[0].in_force == Spell("[1939-01-01..1939-01-20]", OPEN)
    early, late = (ask(lib, "DEU", "FRA", day) for day in (date(1939, 1, 25), date(1940, 6, 10)))
    assert {gap.actor for gap in early.unknown} == {gap.actor for gap in late.unknown} == {"GBR"}


cells = st.fixed_dictionaries(
    {}, optional={name: st.just(1) for name in ("defense", "neutral", "nonagg", "defcoloc", "neucoatt", "olimob")}
)
dates = st.dates(date(1935, 1, 1), date(1936, 12, 31)).map(date.isoformat)


@st.composite
def memberships(draw: st.DrawFn) -> list[dict[str, object]]:
    rows = []
    for state in draw(st.lists(st.sampled_from([2, 20, 200, 220, 255, 325]), min_size=2, max_size=6)):
        entry, left = sorted((draw(dates), draw(dates)))
        rows.append(row(draw(st.integers(1, 2)), state, entry, left, **draw(cells)))
    return rows


@given(memberships(), st.dates(date(1935, 1, 1), date(1937, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_who_owes_what_to_whom_is_what_the_memberships_say(rows: list[dict[str, object]], day: date) -> None:
    held = members(*rows)
    _same(held, agreements(held, (), CODES, day), (), day)


def _same(held: tuple[Member, ...], made: tuple[Agreement, ...], duties: tuple[AllianceDuty, ...], day: date) -> None:
    """The duties of a day, pair by pair, from the memberships and from the agreements."""
    wanted: dict[tuple[str, str, str, str], Truth] = {}
    for each in provisions(held, duties):
        for ally, spell in each.beneficiaries:
            key = (_key(each.bearer, day), _key(ally, day), each.duty, f"atop-{each.alliance}")
            truth = spell.on(day) & Truth.UNKNOWN if each.conditions else spell.on(day)
            if truth is not Truth.NO:
                wanted[key] = wanted.get(key, Truth.NO) | truth
    found: dict[tuple[str, str, str, str], Truth] = {}
    for instrument in compile_world(Library(agreements=made), day).instruments:
        name = "-".join(instrument.agreement.id.split("-")[:2])
        for rule in instrument.rules:
            trigger = rule.provision.trigger
            open_ = bool(rule.exempt) or bool(trigger and trigger.conditions)
            for who in rule.obliged.possible():
                for whom in (rule.protected if trigger else rule.beneficiary).possible():
                    held_ = rule.wording & instrument.members[who][0] & instrument.members[whom][0]
                    held_ &= Truth.UNKNOWN if open_ else Truth.YES
                    if who != whom and held_ is not Truth.NO:
                        place = who, whom, rule.provision.duty, name
                        found[place] = found.get(place, Truth.NO) | held_
    assert found == wanted


def _key(state: int, day: date) -> str:
    code = CODES.cow.get(state) or CODES.atop[state]
    return code.actor(day) or f"cow-{state}"


@pytest.mark.shared
@pytest.mark.parametrize("day", [date(1866, 6, 14), date(1914, 7, 28), date(1939, 9, 1), date(1968, 8, 20)])
def test_atop_s_own_members_bind_as_provisions_and_as_agreements_alike(shared: Path, day: date) -> None:
    path = shared / "data" / "atop" / "atop5_1m.csv"
    if not path.is_file():
        pytest.skip("the optional data file of ATOP's members is not there")
    with path.open(encoding="utf-8") as lines:
        held = load_members(lines, path.name, range(10_000)).records
    duties = load_alliance_duties().duties
    made = agreements(held, duties, CODES, day)
    assert not {each.id for each in made} & load_library().agreement.keys()
    _same(held, made, duties, day)
