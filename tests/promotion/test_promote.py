"""Accepted claims become entries of a library that loads, answers accordingly, and says no more than they do."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from promoting import around, backed, home, loaded, only, promoted, stage

from foedus.library import Library, load_library
from foedus.model.situations import Act, Situation
from foedus.model.time import Truth
from foedus.obligations import answer
from foedus.promotion import Backed, Shelf, promote
from foedus.promotion.sheet import content
from foedus.world import compile_world

PACT = "agreements/pact-of-mutual-help.yaml"


def bound(library: Library, attacker: str, target: str, day: str, viewpoint: str | None = None) -> set[str]:
    """Who is bound by texts if one attacks the other."""
    given = Situation((Act(attacker, target),), date.fromisoformat(day), viewpoint)
    found = answer(given, compile_world(library, given.on, viewpoint)).record()
    return {each["bearer"] for each in found["obligations"] if each["duty"] == "defend"}


def test_an_agreement_that_is_not_known_begins_as_a_skeleton(tmp_path: Path) -> None:
    signed = stage("pact-of-mutual-help", "signed", "2026-01-12", party=["RUS", "NER"])
    found = promoted(signed, stage("pact-of-mutual-help", "in-force", "2026-02"))
    raw = content(found.texts[PACT])
    assert raw["parties"] == [{"actors": ["RUS", "NER"], "source": "gazette-2026-03-03"}]
    assert raw["in_force"] == {"start": "2026-02", "source": "gazette-2026-03-03"}
    assert (raw["provisions"], raw["checked"]) == ([], "2026-03-03")
    assert found.texts[PACT].count("TO FILL") == 4
    assert "kind and form" in found.findings[0].todo
    made = loaded(found, tmp_path).agreement["pact-of-mutual-help"]
    assert [(each.stage, each.date, each.actors) for each in made.stages] == [
        ("signed", "2026-01-12", ("RUS", "NER")),
        ("in-force", "2026-02", ()),
    ]
    assert made.bound("NER", date(2026, 2, 10)) is Truth.UNKNOWN
    assert f"“so it is” ({signed.id}; accepted by N. N. on 2026-03-10: read in the paper)" in (
        made.sources[0].note or ""
    )


def test_a_source_says_what_it_was_seen_to_say_and_who_accepted_it() -> None:
    first = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], words="they\nsigned", speaker="RUS")
    other = stage("x", "signed", "2026-01", party=["RUS", "NER"], outlet="Herald", words="signed it is")
    same = stage("x", "signed", party=["RUS", "NER"], outlet="Copyist", words="signed it is")
    raw = content(promoted(first, same, other).texts["agreements/x.yaml"])
    (row,) = raw["stages"]
    assert (row["date"], row["confidence"]) == ("2026-01-12", "high")
    assert row["note"] == "also by herald-2026-03-03, copyist-2026-03-03"
    assert set(raw["sources"]) == {"gazette-2026-03-03", "herald-2026-03-03", "copyist-2026-03-03"}
    assert raw["sources"]["gazette-2026-03-03"]["address"] == "https://example.org/Gazette"
    assert "“they signed” (said by RUS; claim:" in raw["sources"]["gazette-2026-03-03"]["note"]
    copies = content(promoted(other, same).texts["agreements/x.yaml"])
    assert copies["stages"][0]["confidence"] == "medium"  # the same words are one source


def test_without_parties_there_is_no_skeleton() -> None:
    found = promoted(stage("x", "in-force", "2026-02"))
    assert (only(found).outcome, found.diff) == ("refused", "")
    assert "who its parties are" in only(found).why
    assert "--agreement ID" in only(found).todo[0]


def test_a_new_stage_of_an_agreement_stands_in_a_copy_that_takes_its_place(tmp_path: Path) -> None:
    found = promoted(stage("ru-so-alliance-2015", "violated", "2025-05-01", party="RUS"))
    library = loaded(found, tmp_path)
    assert library.agreement["ru-so-alliance-2015"].stages[-1].stage == "violated"
    assert len(library.agreements) == len(load_library().agreements)
    (hunks,) = found.within.values()
    assert "+instead_of: " in hunks
    assert not [line for line in hunks.splitlines() if line.startswith("-")]


@pytest.mark.parametrize(
    ("claim", "outcome", "why"),
    [
        (stage("ru-so-alliance-2015", "signed", None), "already", "2015-03-18"),
        (stage("ru-so-alliance-2015", "signed", "2015-04-01"), "conflict", "it has signed by RUS, south-ossetia"),
        (stage("ru-so-alliance-2015", "in-force", "2016-01-01"), "conflict", "2015-07-30"),
        (stage("ru-so-alliance-2015", "ratified", "2016", party="narnia"), "refused", "'narnia'"),
        (stage("ru-so-alliance-2015", "signed", "2015-03-18", status="planned"), "refused", "planned"),
        (stage("ru-so-alliance-2015", "signed", "2015-03-18", polarity="negated"), "refused", "did not happen"),
        (stage("ru-so-alliance-2015", "ratified", None, published=None), "refused", "has a date"),
        (backed("membership", "2026-01-01", member="FIN", organisation="nato"), "refused", "none of its agreements"),
        (backed("commitment", debtor="RUS", attributes={"duty": "defend"}), "refused", "no text"),
        (backed("presence", actor="RUS"), "refused", "keeps no forces"),
        (backed("stance", holder="RUS"), "refused", "no stances"),
        (backed("recognition", "2010", recogniser="RUS", recognised="abkhazia"), "already", "2008-08-26"),
        (
            backed("recognition", "2009", recogniser="RUS", recognised="abkhazia", attributes={"change": "recognises"}),
            "conflict",
            "from 2008-08-26",
        ),
        (
            backed("recognition", None, recogniser="NRU", recognised="abkhazia", attributes={"change": "withdraws"}),
            "refused",
            "every earlier day unknown",
        ),
        (backed("recognition", "2026", recogniser="RUS", recognised="abkhazia", polarity="negated"), "conflict", "RUS"),
        (backed("recognition", "2026", recogniser="GEO", recognised="abkhazia", polarity="negated"), "already", "GEO"),
        (backed("validity", "2020", holder="GEO", agreement="ru-so-alliance-2015", polarity="negated"), "already", ""),
        (backed("validity", "2020", holder="GEO", agreement="ru-so-alliance-2015"), "conflict", "rejecting"),
        (
            backed("office", "2015", person="vladimir-putin", of="RUS", attributes={"office": "president"}),
            "already",
            "from 2012-05-07",
        ),
        (
            backed("agreement-link", agreement="ru-so-alliance-2015", parent="ru-so-friendship-2008",
                   attributes={"link": "based-on"}),
            "already",
            "based-on",
        ),
    ],
)  # fmt: skip
def test_what_is_not_proposed_is_told_with_the_reason(claim: Backed, outcome: str, why: str) -> None:
    found = promoted(claim)
    assert (only(found).outcome, found.diff) == (outcome, "")
    assert why in only(found).why
    assert (
        only(found).todo
        or outcome == "already"
        or "negated" in str(claim)
        or claim.claim.kind in ("presence", "stance")
    )


def test_a_member_that_leaves_is_no_longer_bound(tmp_path: Path) -> None:
    before = load_library()
    found = promoted(
        backed("membership", "2025-03-01", member="ARM", organisation="cst-1992", attributes={"change": "leaves"})
    )
    library = loaded(found, tmp_path)
    for day, same in (("2025-02-28", True), ("2025-03-01", False)):
        assert ("ARM" in bound(library, "POL", "BLR", day)) is same
        assert "ARM" in bound(before, "POL", "BLR", day)
    assert bound(library, "POL", "BLR", "2025-03-01") | {"ARM"} == bound(before, "POL", "BLR", "2025-03-01")


def test_a_member_that_joins_is_bound_from_then_on(tmp_path: Path) -> None:
    joins = backed("membership", "2025-03-01", member="MDA", organisation="north-atlantic-1949",
                   attributes={"change": "joins"})  # fmt: skip
    library = loaded(promoted(joins), tmp_path)
    assert "MDA" not in bound(library, "RUS", "EST", "2025-02-28")
    assert "MDA" in bound(library, "RUS", "EST", "2025-03-01")
    again = backed("membership", "2025-04-01", member="MDA", organisation="north-atlantic-1949",
                   attributes={"change": "joins"})  # fmt: skip
    found = promote([again], Shelf(promoted(joins).texts, home), around())
    assert only(found).outcome == "conflict"
    assert "# AGAINST THIS:" in found.diff
    name = "north-atlantic-1949"
    assert loaded(found, tmp_path / "again").agreement[name].parties == library.agreement[name].parties


def test_a_recognition_that_is_withdrawn_ends(tmp_path: Path) -> None:
    told: dict[str, Any] = {"recogniser": "NRU", "recognised": "south-ossetia", "attributes": {"change": "withdraws"}}
    found = promoted(backed("recognition", "2026-03-02", **told))
    library = loaded(found, tmp_path)
    rows = [each for each in library.recognitions if (each.recogniser, each.recognised) == ("NRU", "south-ossetia")]
    assert [(row.spell.start, row.spell.end) for row in rows] == [("2009-12-16", "2026-03-02")]
    assert "Pravda" in rows[0].source
    assert "the end by gazette-2026-03-03" in (rows[0].note or "")
    assert len(library.recognitions) == len(load_library().recognitions)
    later = backed("recognition", "2027-01-01", recogniser="NRU", recognised="south-ossetia",
                   attributes={"change": "recognises"}, outlet="Herald")  # fmt: skip
    again = promote([later], Shelf(found.texts, home), around())
    assert [line for line in again.diff.splitlines() if line.startswith("-") and line[1:2] != "-"] == []
    assert len(loaded(again, tmp_path / "again").recognitions) == len(library.recognitions) + 1


def test_a_recognition_whose_day_was_not_known_gets_it(tmp_path: Path) -> None:
    row = "{recogniser: CMR, recognised: somaliland, start: null, source: note, confidence: low}"
    own = {"recognitions.yaml": f"sources:\n  note: {{title: A note}}\nrecognitions:\n  - {row}\n"}
    told = backed(
        "recognition", "1999-05-05", recogniser="CMR", recognised="somaliland", attributes={"change": "recognises"}
    )
    library = loaded(promoted(told, own=own), tmp_path)
    found = [each.spell.start for each in library.recognitions if each.recogniser == "CMR"]
    assert found == ["1999-05-05"]


def test_who_rejects_an_agreement_does_not_see_anybody_bound_by_it(tmp_path: Path) -> None:
    holds = backed("recognition", "2019-01-01", recogniser="MDA", recognised="abkhazia")
    rejects = backed("validity", "2020-01-01", holder="MDA", agreement="cst-1992", polarity="negated")
    library = loaded(promoted(rejects, holds), tmp_path)
    assert "RUS" in bound(library, "POL", "BLR", "2019-06-01", "MDA")
    told = compile_world(library, date(2024, 1, 1), "MDA")
    found = answer(Situation((Act("POL", "BLR"),), date(2024, 1, 1), "MDA"), told).record()
    assert "cst-1992" not in {each["provision"]["agreement"] for each in found["obligations"]}
    assert "cst-1992" in {
        each["provision"]["agreement"] for each in found["not_bound"] if each["failed_code"] == "rejected"
    }


def test_an_office_of_somebody_new_leaves_its_days_to_a_person(tmp_path: Path) -> None:
    held = backed(
        "office", None, person="ilir-hoxha", of="ALB", attributes={"office": "president", "title": "president"}
    )
    found = promoted(held)
    library = loaded(found, tmp_path)
    tenure = next(each for each in library.tenures if each.person == "ilir-hoxha")
    assert (tenure.spell.start, tenure.spell.end) == (None, None)
    assert any(actor.key == "ilir-hoxha" and actor.label == "Ilir Hoxha" for actor in library.actors)
    assert any("bajram-begaj" in todo for todo in only(found).todo)
    assert only(promoted(held, own=found.texts)).outcome == "already"


def test_a_conflict_with_a_file_of_one_s_own_stands_beneath_it_as_a_comment(tmp_path: Path) -> None:
    first = promoted(stage("x", "signed", "2026-01-12", party=["RUS", "NER"]))
    found = promoted(stage("x", "signed", "2026-01-20", party=["RUS", "NER"], outlet="Herald"), own=first.texts)
    assert only(found).outcome == "conflict"
    text = found.texts["agreements/x.yaml"]
    assert "  # AGAINST THIS: x: signed by Russia, Niger, 2026-01-20, by claim:" in text
    assert "  #   date: 2026-01-20" in text or "# - {stage: signed, date: 2026-01-20" in text
    before, now = content(first.texts["agreements/x.yaml"]), content(text)
    assert now["stages"] == before["stages"]
    assert "herald-2026-03-03" in now["sources"]


def test_a_sharper_day_replaces_a_blunt_one(tmp_path: Path) -> None:
    first = promoted(stage("x", "signed", "2026-01", party=["RUS", "NER"]))
    found = promoted(stage("x", "signed", "2026-01-20", party=["RUS", "NER"], outlet="Herald"), own=first.texts)
    (row,) = content(found.texts["agreements/x.yaml"])["stages"]
    assert (only(found).outcome, row["date"]) == ("proposed", "2026-01-20")
    assert "before: 2026-01" in row["note"]


def test_one_name_for_a_treaty_that_papers_call_differently() -> None:
    found = promoted(
        stage("treaty-of-moscow", "signed", "2026-01-12", party=["RUS", "NER"]),
        stage("pact-with-niger", "ratified", "2026-02-01", party="NER", outlet="Herald"),
        agreement="ru-ne-2026",
    )
    assert list(found.changed) == ["agreements/ru-ne-2026.yaml"]
    wrong = promoted(stage("cst-1992", "violated", "2025-01-01"), agreement="ru-ne-2026")
    assert "not about ru-ne-2026" in only(wrong).why


def test_members_of_two_organisations_are_not_taken_for_one() -> None:
    joins = [
        backed("membership", "2025-01-01", member="MDA", organisation=key, attributes={"change": "joins"})
        for key in ("nato", "csto")
    ]
    found = promoted(*joins, agreement="cst-1992")
    assert [each.outcome for each in found.findings] == ["refused", "refused"]
    assert "csto, nato" in found.findings[0].why
    assert only(promoted(joins[1], agreement="cst-1992")).outcome == "proposed"


def test_a_file_with_a_fault_is_not_touched() -> None:
    told: dict[str, Any] = {"recogniser": "NRU", "recognised": "south-ossetia", "attributes": {"change": "withdraws"}}
    found = promoted(backed("recognition", "2026-03-02", **told), own={"recognitions.yaml": "sources: [\n"})
    assert (only(found).outcome, found.diff) == ("refused", "")
    assert "mend the YAML" in only(found).why


@pytest.mark.parametrize("tool", [("patch", "-p1", "-s"), ("git", "apply")], ids=lambda words: words[0])
def test_the_diff_is_one_that_tools_apply(tool: tuple[str, ...], tmp_path: Path) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"{tool[0]} is not installed")
    first = promoted(stage("x", "signed", "2026-01-12", party=["RUS", "NER"]))
    own = {path: text.rstrip("\n").replace("\n", "\r\n") for path, text in first.texts.items()}
    found = promoted(
        stage("x", "ratified", "2026-02-01", party="NER", outlet="Herald"),
        stage("cst-1992", "violated", "2025-05-01"),
        own=own,
    )
    for path, text in own.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    more = ("--binary",) if tool[0] == "patch" else ()
    told = b"# Proposed:\n#   and so on\n\n" + found.diff.encode()
    subprocess.run([*tool, *more], cwd=tmp_path, input=told, check=True)
    for path, text in found.texts.items():
        assert (tmp_path / path).read_bytes().decode() == text, path
