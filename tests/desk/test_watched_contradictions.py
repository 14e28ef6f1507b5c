"""Of very many contradictions a watch looks at some, says how many it left out, and takes none of these for gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from foedus.desk import Desk, Settings, watched_contradictions
from foedus.desk.watches import Watched
from foedus.desk.watching import Report, watch
from foedus.ledger import ReadBy
from foedus.model.claims import Mention, Quote, make_claim
from foedus.model.documents import Document
from foedus.views import watching as view
from foedus.watching import contradiction_changes

POLITIES = ("abkhazia", "south-ossetia", "XKX")


@pytest.fixture
def look(tmp_path: Path, desk: Desk) -> Iterator[Desk]:
    """A desk with a new ledger; it shares the library and the gazetteer."""
    with Desk(Settings(ledger=str(tmp_path / "l.sqlite"))) as opened:
        vars(opened).update(gazetteer=desk.gazetteer, library=desk.library)
        yield opened


def record(desk: Desk, name: str, whom: str, polarity: str, day: int) -> None:
    """A paper says that Nauru recognises somebody, or not."""
    document = Document(f"{name}.txt", f"{name}: so it is.", outlet=name, published="2026-03-01")
    roles = {"recogniser": [Mention("Nauru", 0, 2, "NRU")], "recognised": [Mention(whom, 0, 2, whom)]}
    quote = [Quote(document.text[:2], 0, 2)]
    claim = make_claim(document=document.id, kind="recognition", roles=roles, evidence=quote, polarity=polarity)
    desk.writable.append(
        document, [], [claim], reader=ReadBy("0.1.0", "md"), recorded_at=datetime(2026, 3, day, tzinfo=UTC)
    )


def contrasts(found: Report) -> list[tuple[str, str]]:
    """The changes in what sources contradict one another on."""
    return [(each.change, each.told) for each in found.changes if each.kind == "contradiction"]


def at(day: int) -> datetime:
    """Noon of a day in March 2026."""
    return datetime(2026, 3, day, 12, tzinfo=UTC)


def test_what_is_left_out_is_told_and_is_not_taken_for_gone(look: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched_contradictions, "MOST", 1)
    for whom in POLITIES[:2]:
        record(look, f"Gazette on {whom}", whom, "affirmed", 1)
        record(look, f"Herald on {whom}", whom, "negated", 1)
    first = watch(look, "w", Watched(("NRU",)), at=at(1))
    assert first.counts["contradictions"] == 1
    assert first.record()["contradictions_left_out"] == [{"topic": "NRU", "label": "Nauru", "points": 1}]
    told = (
        "Of the contradictions on Nauru those that most stands against were looked at; answers differ on 1 point more"
    )
    assert told in view.text(first.record(), [])
    record(look, "Courier", POLITIES[0], "negated", 2)  # now more stands against the other one
    second = watch(look, "w", at=at(2))
    assert look.ledger.latest_look("w").state["contradictions"] != next(look.ledger.looks("w")).state["contradictions"]  # type: ignore[union-attr]
    assert {change for change, _ in contrasts(second)} <= {"appeared"}
    for name, polarity in (("a", "affirmed"), ("b", "negated"), ("c", "negated"), ("d", "negated")):
        record(look, name, POLITIES[2], polarity, 3)
    third = watch(look, "w", at=at(3))
    assert [change for change, _ in contrasts(third)] == ["appeared"]
    assert [(each.topic, each.points) for each in third.left_out] == [("NRU", 2)]


def test_all_of_few_are_looked_at(look: Desk) -> None:
    record(look, "Gazette", "abkhazia", "affirmed", 1)
    watch(look, "w", Watched(("NRU", "abkhazia")), at=at(1))
    record(look, "Herald", "abkhazia", "negated", 2)
    found = watch(look, "w", at=at(2))
    assert ([change for change, _ in contrasts(found)], found.left_out) == (["appeared"], ())
    assert watch(look, "w", at=at(3)).changes == ()


def entry(*topics: str, **more: Any) -> dict[str, Any]:
    """A contradiction as a look keeps it."""
    return {"type": "denial", "told": "they differ", "claims": ["claim:1"], "topics": list(topics), **more}


def key(*sides: str) -> str:
    """Its key."""
    return json.dumps(["denial", "on this", list(sides)])


@pytest.mark.parametrize(
    ("before", "now", "cut", "new", "told"),
    [
        ({key("a"): entry("NRU")}, {}, ((), ()), False, ["vanished"]),
        ({key("a"): entry("NRU")}, {}, ((), ("RUS",)), False, ["vanished"]),
        ({key("a"): entry("NRU")}, {}, ((), ("NRU",)), False, []),
        ({key("a"): {"type": "denial", "told": "as once kept", "claims": []}}, {}, ((), ("RUS",)), False, ["vanished"]),
        ({}, {key("a"): entry("NRU")}, ((), ()), False, ["appeared"]),
        ({}, {key("a"): entry("NRU")}, (("NRU",), ()), False, []),
        ({}, {key("a"): entry("NRU")}, (("NRU",), ()), True, ["appeared"]),
        ({key("a"): entry("NRU", of=200)}, {key("b"): entry("NRU", of=201)}, ((), ()), False, []),
        ({key("a"): entry("NRU", of=200)}, {key("b"): entry("NRU", of=201)}, ((), ()), True, ["appeared"]),
        ({key("a"): entry("NRU", of=200)}, {}, ((), ()), False, ["vanished"]),
    ],
)  # fmt: skip
def test_what_was_not_looked_at_neither_comes_nor_goes(
    before: dict[str, Any], now: dict[str, Any], cut: Any, new: bool, told: list[str]
) -> None:
    found = contradiction_changes(before, now, cut=cut, new=lambda claims: new)
    assert [each.change for each in found] == told
