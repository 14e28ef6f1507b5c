"""An entry that a library has gets the sources of later claims that agree with it, each once, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from promoting import around, backed, home, loaded, only, promoted, stage

from foedus.library import load_library
from foedus.promotion import Backed, Proposal, Shelf, promote
from foedus.promotion.sheet import content

ALLIANCE = "agreements/ru-so-alliance-2015.yaml"
OWN = """\
# The pact, as our desk has it.
id: x
title: A pact
names: [{text: pact of Niamey}]
kind: other
form: treaty
in_force: {start: 2026-02-01, source: gazette}
checked: 2026-03-03
parties:
  - {actors: [RUS, NER], source: gazette}  # both at once
  - {actors: [MLI], start: 2026-02-20, end: 2026-02-27, source: gazette}
stages:
  # seen in the paper
  - {stage: signed, date: 2026-01-12, actors: [RUS, NER], source: gazette, confidence: medium}  # in Niamey
positions:
  - {holders: [GEO, MDA], accepts: false, start: 2026-02-02, source: gazette, note: as it said}
provisions: []
sources:
  gazette:
    title: The Gazette
    address: https://example.org/Gazette/
confidence: high
"""

KNOWN = replace(around(), agreements=around().agreements | {"x"})


def again(found: Proposal, *accepted: Backed) -> Proposal:
    """What more claims would change once a proposal is applied."""
    return promote(accepted, Shelf(found.texts, home), KNOWN)


def added(*accepted: Backed) -> Proposal:
    """What claims would change in a library that has the pact."""
    return promote(accepted, Shelf({"agreements/x.yaml": OWN}, home), KNOWN)


def lines(found: Proposal, mark: str) -> list[str]:
    """The lines that a diff adds or takes away."""
    return [each[1:] for each in found.diff.splitlines() if each.startswith(mark) and each[1:2] != mark]


def test_a_stage_gets_the_source_of_a_later_claim_and_keeps_the_rest(tmp_path: Path) -> None:
    claim = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Herald", words="signed it is")
    found = added(claim)
    assert only(found).outcome == "proposed"
    assert only(found).why.endswith("(The Gazette); it gets the source herald-2026-03-03")
    assert only(found).todo == ("its confidence is medium: raise it if its sources are independent of one another",)
    assert len(lines(found, "-")) == 1
    text = found.texts["agreements/x.yaml"]
    assert all(each in text for each in ("# in Niamey", "  # seen in the paper\n", "# both at once"))
    before, now = content(OWN), content(text)
    assert now["stages"] == [{**before["stages"][0], "note": "also by herald-2026-03-03"}]
    assert claim.id in now["sources"]["herald-2026-03-03"]["note"]
    assert {key for key in now if now[key] != before[key]} == {"stages", "sources"}
    loaded(found, tmp_path)


def test_no_source_is_offered_twice() -> None:
    claim = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Herald")
    first = added(claim)
    assert (only(again(first, claim)).outcome, again(first, claim).diff) == ("already", "")
    other_words = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Herald", words="it was signed")
    assert again(first, other_words).diff == ""
    same_page = stage("x", "signed", "2026-01-12", party=["RUS", "NER"])  # the entry has https://example.org/Gazette/
    assert added(same_page).diff == ""
    third = again(first, claim, stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Courier"))
    (row,) = content(third.texts["agreements/x.yaml"])["stages"]
    assert row["note"] == "also by herald-2026-03-03; also by courier-2026-03-03"


def test_a_text_without_an_address_is_known_by_its_file() -> None:
    claim = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Herald")
    read = replace(claim, address=None, path="in/herald.txt")
    first = added(read)
    assert only(first).outcome == "proposed"
    assert again(first, replace(read, title="Other words")).diff == ""
    elsewhere = again(first, replace(read, path="in/second.txt"))
    assert sorted(content(elsewhere.texts["agreements/x.yaml"])["sources"]) == [
        "gazette", "herald-2026-03-03", "herald-2026-03-03-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "claim",
    [
        stage("x", "signed", None, party=["RUS", "NER"], outlet="Herald"),
        backed("membership", "2026-02-24", member="MLI", organisation="x", outlet="Herald"),
        backed("validity", "2026-03-01", holder="GEO", agreement="x", polarity="negated", outlet="Herald"),
        backed("validity", None, holder="GEO", agreement="x", polarity="negated", outlet="Herald"),
    ],
    ids=lambda each: each.claim.kind,
)
def test_a_text_that_does_not_give_the_entry_s_day_is_no_source_of_it(claim: Backed) -> None:
    found = added(claim)
    assert (only(found).outcome, found.diff) == ("already", "")


def test_of_claims_that_tell_one_fact_only_those_with_the_day_are_added() -> None:
    dated = stage("x", "signed", "2026-01-12", party=["RUS", "NER"], outlet="Herald")
    blunt = stage("x", "signed", None, party=["RUS", "NER"], outlet="Courier")
    found = added(blunt, dated)
    assert sorted(content(found.texts["agreements/x.yaml"])["sources"]) == ["gazette", "herald-2026-03-03"]


@pytest.mark.parametrize(
    ("claim", "where", "note"),
    [
        (
            backed("membership", "2026-02-01", member="NER", organisation="x", outlet="Herald"),
            ("parties", 0),
            "also by herald-2026-03-03 (NER)",
        ),
        (
            backed("membership", "2026-02-27", member="MLI", organisation="x", outlet="Herald",
                   attributes={"change": "leaves"}),
            ("parties", 1),
            "also by herald-2026-03-03",
        ),
        (
            backed("validity", "2026-02-02", holder="MDA", agreement="x", polarity="negated", outlet="Herald"),
            ("positions", 0),
            "as it said; also by herald-2026-03-03 (MDA)",
        ),
        (
            stage("x", "signed", "2026-01-12", party=["RUS"], outlet="Herald"),
            ("stages", 0),
            "also by herald-2026-03-03 (RUS)",
        ),
    ],
    ids=["joins", "leaves", "position", "stage"],
)  # fmt: skip
def test_an_entry_of_several_says_of_whom_the_source_is(claim: Backed, where: tuple[str, int], note: str) -> None:
    found = added(claim)
    before, now = content(OWN), content(found.texts["agreements/x.yaml"])
    name, i = where
    assert now[name][i] == {**before[name][i], "note": note}
    assert again(found, claim).diff == ""


def test_an_entry_that_says_otherwise_gets_no_source() -> None:
    claim = stage("x", "signed", "2026-01-13", party=["RUS", "NER"], outlet="Herald")
    found = added(claim)
    assert only(found).outcome == "conflict"
    assert content(found.texts["agreements/x.yaml"])["stages"] == content(OWN)["stages"]


def test_an_entry_of_foedus_s_own_gets_it_in_the_copy_that_takes_its_place(tmp_path: Path) -> None:
    found = promoted(stage("ru-so-alliance-2015", "signed", "2015-03-18", party=["RUS", "south-ossetia"]))
    before, after = load_library(), loaded(found, tmp_path)
    one, other = (each.agreement["ru-so-alliance-2015"] for each in (before, after))
    assert [replace(each, note=None) for each in other.stages] == [replace(each, note=None) for each in one.stages]
    assert [each.key for each in other.sources][-1] == "gazette-2026-03-03"
    (hunks,) = found.within.values()
    assert "+instead_of: " in hunks


def test_a_recognition_gets_it_in_the_user_s_rows(tmp_path: Path) -> None:
    told: dict[str, Any] = {"recogniser": "NRU", "recognised": "south-ossetia"}
    begins = backed("recognition", "2009-12-16", **told, attributes={"change": "recognises"})
    found = promoted(begins)
    library, before = loaded(found, tmp_path), load_library()
    (row,) = (each for each in library.recognitions if (each.recogniser, each.recognised) == tuple(told.values()))
    (was,) = (each for each in before.recognitions if (each.recogniser, each.recognised) == tuple(told.values()))
    assert (row.spell, row.source) == (was.spell, was.source)
    assert (row.note or "").endswith("also by gazette-2026-03-03")
    assert len(library.recognitions) == len(before.recognitions)
    assert again(found, begins).diff == ""
    ends = backed("recognition", "2026-03-02", **told, attributes={"change": "withdraws"}, outlet="Herald")
    ended = again(found, ends)
    second = backed("recognition", "2026-03-02", **told, attributes={"change": "withdraws"}, outlet="Courier")
    (row_,) = content(again(ended, ends, second).texts["recognitions.yaml"])["recognitions"]
    assert row_["end"] == "2026-03-02"
    assert row_["note"].endswith("the end by herald-2026-03-03; also by courier-2026-03-03")


def test_a_denied_recognition_of_one_s_own_gets_it_and_foedus_s_own_stays() -> None:
    denies = {
        outlet: backed("recognition", "2010-05-05", recogniser="MNG", recognised="abkhazia", polarity="negated",
                       outlet=outlet)
        for outlet in ("Gazette", "Herald")
    }  # fmt: skip
    first = promoted(denies["Gazette"])
    (row,) = content(again(first, denies["Herald"]).texts["viewpoints.yaml"])["positions"]
    assert row["note"] == "also by herald-2026-03-03"
    held = next(each for each in content(home("viewpoints.yaml") or "")["positions"] if each["about"] == "statehood")
    known = backed("recognition", held["start"], recogniser=held["holders"][0], recognised=held["subject"],
                   polarity="negated")  # fmt: skip
    assert promoted(known).diff == ""
