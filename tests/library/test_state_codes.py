"""State codes and alliance duties: the data are whole, and a bad file says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedus.library import Library
from foedus.library.alliance_duties import FILE, duties_of, load_alliance_duties
from foedus.library.files import read_yaml
from foedus.library.state_codes import load_state_codes
from foedus.model.problems import LibraryError


def test_every_actor_of_a_code_is_one_that_the_library_has(library: Library) -> None:
    codes = load_state_codes()
    known = {actor.key for actor in library.actors}
    meant = {key for codes in (codes.cow, codes.gw) for each in codes.values() for key, _ in each.actors}
    assert meant <= known
    assert len(codes.cow) == 217


@pytest.mark.parametrize(
    ("code", "day", "actor"),
    [
        (365, date(1914, 8, 1), "RUS"),
        (365, date(1949, 4, 4), "SUN"),
        (365, date(2000, 1, 1), "RUS"),
        (345, date(2007, 1, 1), "SRB"),
        (300, date(1900, 1, 1), "austria-hungary"),
        (240, date(1850, 1, 1), None),
    ],
)
def test_a_code_means_the_actor_of_the_day(code: int, day: date, actor: str | None) -> None:
    assert load_state_codes().cow[code].actor(day) == actor


def test_a_code_means_one_actor_on_any_day() -> None:
    for each in load_state_codes().cow.values():
        for (_, earlier), (_, later) in zip(each.actors, each.actors[1:], strict=False):
            assert earlier.end == later.start


def test_gleditsch_and_wards_microstates_have_cows_codes() -> None:
    codes = load_state_codes()
    assert [codes.cow[codes.as_cow(gw, 2000)].name for gw in (970, 971, 972, 973)] == [
        "Kiribati", "Nauru", "Tonga", "Tuvalu",
    ]  # fmt: skip


def test_each_duty_has_its_article_and_source() -> None:
    known = load_alliance_duties()
    assert all(entry.article and entry.source.title for entry in known.duties)
    assert {entry.atopid for entry in known.duties}.isdisjoint(question.atopid for question in known.open)


def test_a_source_that_is_not_listed_is_told_with_its_line(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("source: sevres", "source: hearsay")
    path = tmp_path / "alliance_duties.yaml"
    path.write_text(text, encoding="utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "hearsay" in each)
    with pytest.raises(LibraryError, match=rf"alliance_duties.yaml:{line}: no source 'hearsay'"):
        duties_of(read_yaml(path, "alliance_duties"), path)
