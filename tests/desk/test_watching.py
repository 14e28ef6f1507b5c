"""A watch says what has changed since it was last looked at, and why, and keeps every look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from foedus.desk import Desk, Settings
from foedus.desk.watches import Watched, read_watch, watched
from foedus.desk.watching import Report, watch
from foedus.ledger import ReadBy
from foedus.library import load_library
from foedus.model.claims import Claim, Mention, Quote, TimeReference, make_claim
from foedus.model.documents import Document
from foedus.model.judgements import Judgement
from foedus.model.problems import UsageError
from foedus.views import watching as view

READER = ReadBy("0.1.0", "md")
ATTACK = {"attacker": "POL", "target": "BLR", "on": "2025-11-01"}
LEFT = """\
sources:
  note: {title: A note}
recognitions:
  - {recogniser: NRU, recognised: south-ossetia, start: 2009-12-16, end: 2026-03-02, source: note}
"""


def at(day: int, hour: int = 12) -> datetime:
    """An hour of a day in March 2026."""
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def paper(name: str) -> Document:
    """A paper's article of the first of March."""
    return Document(f"{name}.txt", f"{name}: so it is.", outlet=name, published="2026-03-01")


def told(document: Document, kind: str = "recognition", time: str | None = None, **fields: Any) -> Claim:
    """A claim of a document; keywords that are no field of a claim are roles."""
    own = {key: fields.pop(key) for key in list(fields) if key in ("attributes", "polarity", "status")}
    roles = {role: [Mention(key, 0, 2, key)] for role, key in fields.items()}
    when = TimeReference(time, time, 0, 2, "stated") if time else None
    return make_claim(
        document=document.id, kind=kind, roles=roles, evidence=[Quote(document.text[:2], 0, 2)], time=when, **own
    )


def record(desk: Desk, document: Document, *claims: Claim, day: int = 1) -> None:
    """Records a reading."""
    desk.writable.append(document, [], claims, reader=READER, recorded_at=at(day))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty library of one's own."""
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


@pytest.fixture
def look(tmp_path: Path, folder: Path, desk: Desk) -> Iterator[Desk]:
    """A desk with a new ledger and a library of one's own that is still empty; it shares the gazetteer."""
    load_library.cache_clear()
    with Desk(Settings(ledger=str(tmp_path / "l.sqlite"), library=folder)) as opened:
        vars(opened)["gazetteer"] = desk.gazetteer
        yield opened


def again(desk: Desk) -> None:
    """The library is read anew, as another call would."""
    load_library.cache_clear()
    for opened in ("library", "answers"):
        vars(desk).pop(opened, None)


def of(report: Report, kind: str) -> list[tuple[str, str]]:
    """The changes of a kind: what, and in words."""
    return [(each.change, each.told) for each in report.changes if each.kind == kind]


def test_the_first_look_sets_the_base_and_the_next_needs_only_the_name(look: Desk) -> None:
    first = watch(look, "caucasus", Watched(("south-ossetia",), questions=(ATTACK,)), at=at(1))
    assert (first.first, first.changes, first.problems) == (True, (), ())
    assert first.counts["obligations"] > 0
    assert "This is its first look" in view.text(first.record(), [])
    second = watch(look, "caucasus", at=at(2))
    assert (second.since, second.changes) == (at(1), ())
    assert "nothing changed" in view.text(second.record(), [])
    assert look.ledger.watches() == {"caucasus": (2, at(2))}
    with pytest.raises(UsageError, match="never looked at"):
        watch(look, "elsewhere")


def test_a_state_that_stays_is_the_same_from_day_to_day(look: Desk) -> None:
    question = {"attacker": "POL", "target": "BLR", "basis": "both"}
    for day in (1, 2):
        report = watch(look, "w", Watched(("NRU",), questions=(question,)), on=f"2025-03-0{day}", at=at(day))
    assert (report.changes, report.counts["obligations"] > 0) == ((), True)
    first, second = look.ledger.looks("w")
    assert first.state == second.state
    assert (first.asked["on"], second.asked["on"]) == ("2025-03-01", "2025-03-02")
    unknown = watch(look, "w", on="2030-01-01", at=at(3))
    assert (unknown.counts["obligations"], unknown.counts["unknown"] > 0) == (0, True)
    assert any("unknown" in why for each in unknown.changes if each.kind == "obligation" for why in each.why)


def test_a_lost_recognition_and_a_member_that_left(look: Desk, folder: Path) -> None:
    watch(look, "w", Watched(("south-ossetia",), questions=(ATTACK,)), at=at(1))
    (folder / "recognitions.yaml").write_text(LEFT, encoding="utf-8")
    (folder / "agreements").mkdir()
    home = Path(load_library.__wrapped__.__code__.co_filename).parent / "agreements" / "cst-1992.yaml"
    text = home.read_text(encoding="utf-8")
    from foedus.library.own import entry_digest

    mine = text.replace("[RUS, ARM, KAZ, KGZ, TJK]", "[RUS, KAZ, KGZ, TJK]").replace(
        "stages:", "  - {actors: [ARM], start: 1994-04-20, end: 2025-03-01, source: protocol-2010}\nstages:", 1
    )
    mine = mine.replace("title:", f"instead_of: '{entry_digest(text)}'\ntitle:", 1)
    (folder / "agreements" / "cst-1992.yaml").write_text(mine, encoding="utf-8")
    again(look)
    assert look.library.problems == ()
    found = watch(look, "w", at=at(1), record=False)
    assert ("changed", "Nauru recognises South Ossetia") in of(found, "library")  # it still holds on that day
    later = watch(look, "w", at=at(4))
    assert ("ended", "Nauru recognises South Ossetia") in of(later, "library")
    owed = [each for each in later.changes if each.kind == "obligation"]
    assert {each.change for each in owed} == {"vanished"}
    assert all("Armenia" in each.told for each in owed)
    assert any("it left on 2025-03-01" in why for each in owed for why in each.why)
    shown = view.text(later.record(), [each.record() for each in later.changes])
    assert "recognition lost: Nauru recognises South Ossetia" in shown
    assert "no longer bound: Armenia: defend" in shown
    assert watch(look, "w", at=at(5)).changes == ()
    assert {each.told for each in watch(look, "w", at=at(5), since="2026-03-01").changes} == {
        each.told for each in later.changes
    }


def test_a_day_that_passes_is_a_change_too(look: Desk, folder: Path) -> None:
    (folder / "recognitions.yaml").write_text(LEFT, encoding="utf-8")
    again(look)
    watch(look, "w", Watched(("NRU",)), at=at(1))
    found = watch(look, "w", at=at(2))
    (change,) = (each for each in found.changes if each.type == "recognition")
    assert (change.change, change.was, change.now) == ("ended", "yes", "no")
    assert "the day" in change.why[0]


def test_the_day_is_that_of_the_zone(look: Desk, folder: Path) -> None:
    watch(look, "w", Watched(("NRU",), zone="Asia/Tbilisi"), at=at(1, 12))
    found = watch(look, "w", at=at(1, 21))
    assert found.day.isoformat() == "2026-03-02"
    assert found.record()["at"] == "2026-03-02T01:00:00+04:00"
    assert watch(look, "w", since="2026-03-01", at=at(3)).since == at(1, 12)


def test_claims_that_are_new_and_such_as_were_said_before(look: Desk) -> None:
    record(look, paper("Gazette"), told(paper("Gazette"), recogniser="NRU", recognised="abkhazia"))
    watch(look, "w", Watched(("NRU",)), at=at(1))
    more: dict[str, Any] = {"recogniser": "NRU", "recognised": "south-ossetia", "attributes": {"change": "withdraws"}}
    for name in ("Herald", "Courier"):
        same = told(paper(name), recogniser="NRU", recognised="abkhazia")
        record(look, paper(name), same, told(paper(name), time="2026-03-02", **more), day=2)
    record(
        look,
        paper("Other"),
        told(paper("Other"), "stance", holder="NRU"),
        told(paper("Other"), "membership", member="FIN"),
    )
    found = watch(look, "w", at=at(3))
    assert of(found, "claim") == [
        ("said", "Nauru withdraws its recognition of South Ossetia, 2026-03-02"),
        ("said-again", "Nauru recognises Abkhazia"),
    ]
    assert found.changes[0].why == ("Herald, 2026-03-01", "Courier, 2026-03-01")
    assert len(found.changes[0].claims) == 2
    shown = view.text(found.record(), [each.record() for each in found.changes])
    assert "said before, and again: Nauru recognises Abkhazia" in shown
    back = watch(look, "w", at=at(5), since="2026-03-01", known_on="2026-03-01")
    assert (back.recorded, of(back, "claim")) == (False, [])


def test_contradictions_and_judgements(look: Desk) -> None:
    one = told(paper("Gazette"), "office", "2026-03", person="a-b", of="NRU", attributes={"office": "president"})
    two = told(paper("Herald"), "office", "2026-03", person="c-d", of="NRU", attributes={"office": "president"})
    record(look, paper("Gazette"), one)
    watch(look, "w", Watched(("NRU",)), at=at(1))
    record(look, paper("Herald"), two, day=2)
    found = watch(look, "w", at=at(3))
    assert [each[0] for each in of(found, "contradiction")] == ["appeared"]
    look.writable.judge(Judgement("reject", two.id, "N. N.", at(4), "a misprint"))
    look.writable.judge(Judgement("same-as", "NRU", "N. N.", at(4), "its own name", "naoero"))
    found = watch(look, "w", at=at(5))
    assert [each[0] for each in of(found, "contradiction")] == ["vanished"]
    assert [each[1] for each in of(found, "judgement")] == [
        "N. N. rejects: c-d is president of Nauru, 2026-03",
        "N. N. holds that Nauru and naoero are one",
    ]


def test_what_is_watched_may_change(look: Desk) -> None:
    watch(look, "w", Watched(("NRU",), questions=(ATTACK,)), at=at(1))
    other = {**ATTACK, "target": "KAZ"}
    found = watch(look, "w", Watched(("NRU", "VUT"), ("cst-1992",), questions=(other,)), at=at(2))
    assert {each.kind for each in found.changes} == {"question"}
    assert "Vanuatu is watched from now on" in {each.told for each in found.changes}
    assert any(each.told.startswith("no longer asked") for each in found.changes)
    assert watch(look, "w", at=at(3)).changes == ()


def test_a_question_that_cannot_be_asked_any_more_keeps_its_answer(look: Desk, tmp_path: Path) -> None:
    file = tmp_path / "attack.yaml"
    file.write_text("on: 2025-11-01\nacts:\n  - Poland attacks Belarus\n", encoding="utf-8")
    (tmp_path / "watch.yaml").write_text("name: w\nbound:\n  - {situation: attack.yaml}\n", encoding="utf-8")
    name, what = read_watch(look, tmp_path / "watch.yaml")
    assert name == "w"
    assert watch(look, "w", what, at=at(1)).counts["obligations"] > 0
    file.unlink()
    found = watch(look, "w", at=at(2))
    assert (found.changes, found.counts["obligations"] > 0) == ((), True)
    assert "cannot be asked" in found.problems[0].what


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kinds": ("gossip",)}, "no kind of claim"),
        ({"zone": "UTC"}, "say what is watched"),
        ({"actors": ("nobody at all",)}, "no actor is known"),
        ({"actors": ("NRU",), "zone": "Mars/Olympus"}, "no time zone"),
        ({"questions": ({"attacker": "RUS", "target": "RUS"},)}, "two sides"),
    ],
)
def test_what_cannot_be_watched(desk: Desk, given: dict[str, Any], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        watched(desk, **given)


def test_a_look_that_was_never_taken_cannot_be_compared_with(look: Desk) -> None:
    watch(look, "w", Watched(("NRU",)), at=at(3))
    with pytest.raises(UsageError, match="first was at 2026-03-03"):
        watch(look, "w", since="2026-03-02", at=at(4))
    with pytest.raises(UsageError, match="no moment"):
        watch(look, "w", since="2026-03-02T99", at=at(4))
    assert watch(look, "w", since="2026-03-03T13:00+00:00", at=at(4)).since == at(3)


def test_a_watch_file_names_its_faults(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "watch.yaml"
    for text, why in (
        ("actors: []\n", "watch.yaml:1"),
        ("name: x\n", "names nothing"),
        ("bound: [{on: x}]\n", "required"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match=why):
            read_watch(desk, file)
