"""``compare`` and ``timeline`` over invented articles that contradict one another, themselves and the library."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from calling import Done, Run

from foedus.desk import Desk, Settings, read_into
from foedus.desk.judging import judge
from foedus.reading import Reader

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]

WIRE = (
    "Russia and Abkhazia signed the Treaty on Alliance and Strategic Partnership in Sochi on 24 November 2014. "
    "President Vladimir Putin and President Raul Khajimba signed it in the afternoon. The treaty provides for a joint "
    "group of forces. “We will defend Abkhazia if it is attacked,” Putin told reporters after the ceremony. Georgia "
    "condemned the treaty.\n\nThe talks had lasted three months. Officials on both sides said that the draft was "
    "amended several times after members of the parliament in Sukhum objected to clauses on a common customs area."
)
LEAD = "Our readers have waited for this day, and it came with snow on the beaches; the embankment was calm.\n\n"
ARTICLES: dict[str, tuple[str, str, str]] = {
    "wire": ("TASS", "2014-11-24", WIRE),
    "copy": ("Volga Morning", "2014-11-25", LEAD + WIRE),
    "cut": ("Kuban Observer", "2014-11-25", WIRE.split("\n\n", maxsplit=1)[0]),
    "citing": (
        "Rioni Post",
        "2014-11-27",
        "Russia and Abkhazia signed the Treaty on Alliance and Strategic Partnership on 24 November 2014, "
        "TASS reported.",
    ),
    "other": (
        "Caucasus Courier",
        "2014-11-26",
        "Russia and Abkhazia signed their Treaty on Alliance and Strategic Partnership in Moscow on 25 November 2014. "
        "Russia will not defend Abkhazia if it is attacked, an analyst in Tbilisi, Giorgi Example, said.",
    ),
    "ratified": (
        "Duma Chronicle",
        "2015-01-23",
        "The State Duma ratified the Treaty on Alliance and Strategic Partnership between Russia and Abkhazia on 23 "
        "January 2015.",
    ),
    "submitted": (
        "Enguri Herald",
        "2015-02-10",
        "The Treaty on Alliance and Strategic Partnership between Russia and Abkhazia was submitted to the State Duma "
        "for ratification on 9 February 2015.",
    ),
    "held": ("Pacific Daily", "2013-06-01", "Vanuatu recognises Abkhazia, a diplomat said."),
    "withdrew": ("Island Courier", "2013-07-12", "Vanuatu withdrew its recognition of Abkhazia on 20 May 2013."),
    "president": (
        "Sukhum Today",
        "2014-09-25",
        "President Raul Khajimba of Abkhazia met officials in Sukhum on 25 September 2014.",
    ),
    "another": (
        "Gagra Mail",
        "2014-09-25",
        "The president of Abkhazia, Valeri Bganba, received the ambassador on 25 September 2014.",
    ),
    "contests": ("Tbilisi Line", "2015-03-18", "Georgia condemned the deal with the Tskhinvali region."),
    "asserts": (
        "Ossetian Voice",
        "2015-03-18",
        "Russia and the Republic of South Ossetia signed the Treaty on Alliance and Integration on 18 March 2015.",
    ),
    "itself": (
        "Terek News",
        "2015-01-28",
        "The treaty with Abkhazia was submitted to the State Duma three days ago, on 20 January.",
    ),
}


@pytest.fixture(scope="module")
def ledger(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("news")
    for number, (name, (outlet, published, text)) in enumerate(ARTICLES.items(), 1):
        record = {"title": name, "outlet": outlet, "published": published, "text": text}
        (folder / f"{number:02}-{name}.json").write_text(json.dumps(record), encoding="utf-8")
    place = str(folder / "l.sqlite")
    with Desk(Settings(ledger=place)).with_reader(reader) as desk:
        list(read_into(desk, [str(folder)]))
    return place


def records(done: Done) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


@pytest.fixture
def differ(run: Run, ledger: str) -> dict[str, dict[str, Any]]:
    found = records(run("compare", "--ledger", ledger, "--format", "jsonl"))
    return {each["subject"]: each for each in found}


@pytest.mark.parametrize(
    ("subject", "type_", "values"),
    [
        ("ru-ab-alliance-2014: signed", "stage-dates", ["2014-11-24", "2014-11-25"]),
        ("ru-ab-alliance-2014: how far it has come", "stage-order", ["ratified", "submitted"]),
        ("recognition of abkhazia by VUT", "recognition", ["recognised", "withdrawn"]),
        ("president of abkhazia", "office", ["raul-khajimba", "valery-bganba"]),
        ("time of agreement-stage in one text", "date-in-text", ["2015-01-20", "2015-01-25"]),
        ("commitment (defend) of debtor RUS, beneficiary abkhazia", "proposition", ["affirmed", "negated"]),
    ],
)
def test_contradictions_are_found_over_the_ledger(
    differ: dict[str, dict[str, Any]], subject: str, type_: str, values: list[str]
) -> None:
    one = differ[subject]
    assert (one["type"], [side["value"] for side in one["sides"]]) == (type_, values)


def test_names_that_take_sides_are_told_with_who_uses_them(differ: dict[str, dict[str, Any]]) -> None:
    asserts, contests = differ["names of south-ossetia"]["sides"]
    assert (asserts["value"], contests["value"]) == (
        "asserts-statehood: Republic of South Ossetia",
        "contests-statehood: Tskhinvali region",
    )


def test_copies_and_who_cites_them_are_one_source(differ: dict[str, dict[str, Any]]) -> None:
    first, second = differ["ru-ab-alliance-2014: signed"]["sides"]
    assert (len(first["documents"]), first["independent"]) == (4, 1)
    assert (len(second["documents"]), second["independent"]) == (1, 1)
    assert "2014-11-24 by Russia and Abkhazia" in differ["ru-ab-alliance-2014: signed"]["library"]
    assert "Valery Bganba 2014-06-01 to 2014-09-25" in differ["president of abkhazia"]["library"]


def test_who_says_so_and_who_denies_it(run: Run, ledger: str) -> None:
    (one,) = [
        each
        for each in records(run("compare", "Russia", "Abkhazia", "--ledger", ledger, "--format", "jsonl"))
        if each["what"] == "defend" and each["actors"]["debtor"] == ["RUS"]
    ]
    assert (one["says"]["speakers"], one["says"]["documents"], one["says"]["independent"]) == (["vladimir-putin"], 3, 1)
    assert one["denies"]["documents"] == 1
    assert [each["type"] for each in one["disagreements"]] == ["proposition"]
    assert {each["put"] for each in one["accounts"]} == {"says", "denies"}
    page = run("compare", "Russia", "Abkhazia", "--kind", "commitment", "--ledger", ledger).out
    assert "says so: Vladimir Putin – 3 documents, 1 independent source, 2014-11-24 to 2014-11-25" in page
    assert "TASS, Vladimir Putin (for Russia): " in page
    assert "Said and denied: Russia → Abkhazia: defend" in page


def test_topics_are_claims_kinds_and_words_too(run: Run, ledger: str) -> None:
    first = records(run("compare", "VUT", "--ledger", ledger, "--format", "jsonl"))[0]
    (again,) = records(run("compare", first["accounts"][0]["claim"], "--ledger", ledger, "--format", "jsonl"))
    assert again["proposition"] == first["proposition"]
    kinds = {each["kind"] for each in records(run("compare", "office", "--ledger", ledger, "--format", "jsonl"))}
    assert kinds == {"office"}
    words = records(run("compare", "joint", "forces", "--ledger", ledger, "--format", "jsonl"))
    assert words
    assert all("joint" in each["accounts"][0]["evidence"][0]["text"] for each in words)
    assert "holds nothing on the words qwerty" in run("compare", "qwerty", "--ledger", ledger).out
    assert run("compare", "claim:none", "--ledger", ledger).code == 2
    assert run("compare", "Russia", "--kind", "mood", "--ledger", ledger).code == 2


def test_sources_stand_side_by_side(run: Run, ledger: str) -> None:
    call = ("compare", "Vanuatu", "--by-outlet", "--ledger", ledger)
    rows = list(csv.DictReader(io.StringIO(run(*call, "--format", "csv").out)))
    assert {(row["outlet"], row["proposition"], row["says"]) for row in rows} == {
        ("Pacific Daily", "Vanuatu recognises Abkhazia", "1"),
        ("Island Courier", "Vanuatu withdraws its recognition of Abkhazia", "1"),
    }
    assert "Island Courier" in run(*call).out


def test_what_is_asked_for_may_be_narrowed(run: Run, ledger: str) -> None:
    def subjects(*more: str) -> list[str]:
        call = ("compare", "Abkhazia", "--contradictions", "--ledger", ledger, "--format", "json", *more)
        return [each["subject"] for each in json.loads(run(*call).out)]

    assert "president of abkhazia" in subjects()
    assert subjects("--kind", "recognition") == ["recognition of abkhazia by VUT"]
    assert "president of abkhazia" not in subjects("--from", "2014-11-01")
    assert subjects("--to", "2013-12-31") == ["recognition of abkhazia by VUT"]
    assert subjects("--known-on", "2001-01-01") == []
    limited = run("compare", "Abkhazia", "--limit", "1", "--ledger", ledger).out
    assert "more: --limit" in limited
    assert "Contradictions" in run("compare", "--format", "table", "--ledger", ledger).out


def test_a_timeline_has_both_dates_the_library_and_what_contradicts(run: Run, ledger: str) -> None:
    call = ("timeline", "ru-ab-alliance-2014", "--kind", "agreement-stage", "--ledger", ledger)
    events = records(run(*call, "--format", "jsonl"))
    signed = [each for each in events if "signed" in each["what"] and each["when"]]
    assert [(each["when"], each["source"]) for each in signed] == [
        ("2014-11-24", "library"),
        ("2014-11-24", "ledger"),
        ("2014-11-25", "ledger"),
    ]
    assert (signed[1]["published_first"], signed[1]["published_last"]) == ("2014-11-24", "2014-11-27")
    assert (signed[1]["documents"], signed[1]["independent"]) == (4, 1)
    assert any(words.startswith("The library has it on 2014-11-24") for words in signed[2]["conflicts"])
    shown = run(*call, "--from", "2015-01-01", "--to", "2015-02-28").out
    assert "≠" in shown
    assert "2014-11-24 " not in shown
    assert "the library: " not in run(*call, "--no-library-dates").out


def test_a_timeline_of_an_actor(run: Run, ledger: str) -> None:
    shown = run("timeline", "Vanuatu", "--kind", "recognition", "--ledger", ledger).out
    assert "no time given" in shown
    assert "Vanuatu withdraws its" in shown
    assert run("timeline", "Nobody At All", "--ledger", ledger).code == 2
    assert run("timeline", "Vanuatu", "--kind", "mood", "--ledger", ledger).code == 2


def test_judgements_settle_contradictions(run: Run, ledger: str, tmp_path: Path) -> None:
    place = tmp_path / "judged.sqlite"
    place.write_bytes(Path(ledger).read_bytes())

    def subjects() -> list[str]:
        return [each["subject"] for each in records(run("compare", "--ledger", str(place), "--format", "jsonl"))]

    with Desk(Settings(ledger=str(place))) as desk:
        judge(desk, "same-as", ["raul-khajimba", "valery-bganba"], by="N. N.", reason="for the test")
    assert "president of abkhazia" not in subjects()
    with Desk(Settings(ledger=str(place))) as desk:
        judge(desk, "same-as", ["abkhazia", "raul-khajimba"], by="N. N.", reason="for the test")
        judge(desk, "not-same-as", ["abkhazia", "valery-bganba"], by="N. N.", reason="for the test")
    told = run("compare", "Abkhazia", "--ledger", str(place)).out
    assert "Held to be one and not to be one: Abkhazia and Valery Bganba" in told
