"""Forces and bases that later words take up: a bare number, "they", "its closure"; and words that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from presences import keys, one, presences

if TYPE_CHECKING:
    from foedus.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("Some 4,000 Ghanaian soldiers serve in Togo. About 900 were withdrawn in May.", "withdrawal", "GHA", "TGO"),
        ("Togo sent 3,000 soldiers to Mali. Most had left by June.", "withdrawal", "TGO", "MLI"),
        ("Chad has troops in Niger. A thousand or so are based in Agadez.", "deployment", None, None),
        ("Danish soldiers went to Latvia. Around 11,000 fought near Riga.", "activity", "DNK", "riga"),
        ("The Kenyan police landed in Haiti. Another 600 were sent to Haiti in May.", "deployment", "KEN", "HTI"),
        ("As many as 900 Belgian troops guarded Niger; most were home by 1988.", "withdrawal", "BEL", "NER"),
        ("The launchers that the US sent to Oman are old. Qatar would send them home.", "withdrawal", "USA", None),
        ("Spain runs a base in Chad. Its closure was announced in May.", "withdrawal", "ESP", "TCD"),
        ("Turkey runs a base in Somalia. It will be closed next year.", "withdrawal", "TUR", "SOM"),
    ],
)
def test_what_is_taken_up(reader: Reader, text: str, kind: str, actor: str | None, place: str | None) -> None:
    found = [claim for claim in presences(reader, text) if claim.attribute("type") == kind]
    if actor is None:
        assert not found
        return
    assert actor in {key for claim in found for key in claim.actors("actor")}
    assert place is None or place in {key for claim in found for key in claim.actors("location")}


def test_they_are_the_subject_of_the_sentence_before(reader: Reader) -> None:
    text = "Five thousand Ethiopian soldiers have been in Somalia since 2014. They guard the airport at Baidoa."
    assert any(keys(claim, "location") == ["baidoa"] for claim in presences(reader, text))


@pytest.mark.parametrize(
    "text",
    [
        "Chad has soldiers in Niger. About 900 euros were sent to Niger.",
        "Chad has soldiers in Niger. Prices rose, and 12 percent left the market.",
        "Farmers met Chadian soldiers in Niger. They left for home at noon.",
        "Chad has soldiers in Niger. One left for a better job.",
    ],
)
def test_what_stands_for_no_forces(reader: Reader, text: str) -> None:
    assert {claim.attribute("type") for claim in presences(reader, text)} <= {"contingent"}


@pytest.mark.parametrize(
    ("text", "kind", "actors", "places"),
    [
        ("The EU has eighty unarmed monitors in Moldova.", "contingent", ["eu"], ["MDA"]),
        ("The African Union keeps 50 observers in Goma.", "contingent", ["african-union"], None),
        ("American bombs are stored in Belgium.", "contingent", ["USA"], ["BEL"]),
        ("Denmark reinforced EUFOR in Bosnia with 150 soldiers.", "deployment", ["DNK"], ["BIH"]),
        ("NATO is growing. Alliance bases in Finland would help.", "base", ["nato"], ["FIN"]),
        ("Ankara built observation posts in Idlib.", "base", ["TUR"], None),
    ],
)
def test_others_who_are_somewhere(
    reader: Reader, text: str, kind: str, actors: list[str], places: list[str] | None
) -> None:
    claim = one(reader, text, kind)
    assert keys(claim, "actor") == actors
    assert places is None or keys(claim, "location") == places


def test_a_base_sends_its_owners_forces(reader: Reader) -> None:
    claim = one(reader, "The base in Gyumri sent two battalions to Ukraine.", "deployment")
    assert keys(claim, "actor") == []


@pytest.mark.parametrize(
    ("text", "actors", "places"),
    [
        ("Mali gave Peru the right to station troops on its soil.", {"PER"}, {"MLI"}),
        ("Kenya gave Uganda permission to build two naval bases.", {"UGA"}, {"KEN"}),
        (
            "Peru and Chile signed a treaty in 2008. Each gave the other the right to build military bases.",
            {"PER", "CHL"},
            {"PER", "CHL"},
        ),
    ],
)
def test_a_right_to_come_with_forces(reader: Reader, text: str, actors: set[str], places: set[str]) -> None:
    claim = one(reader, text, "basing")
    assert (set(keys(claim, "actor")), set(keys(claim, "location"))) == (actors, places)
    assert (claim.polarity, claim.status) == ("affirmed", "actual")


def test_other_rights_are_no_basing(reader: Reader) -> None:
    assert presences(reader, "Kenya gave Uganda the right to build houses.") == []
