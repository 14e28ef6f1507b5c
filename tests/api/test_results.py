"""Results: the same values as the command line prints, with what is unknown and what went wrong beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from atop_making import row, text
from typer.testing import CliRunner

import foedus
from foedus.cli.app import app
from foedus.model.time import Truth
from foedus.views.html import picture


def printed(*words: str) -> list[Any]:
    """What a command prints as JSON lines."""
    done = CliRunner().invoke(app, [*words, "--format", "jsonl"])
    assert done.exit_code in (0, 1), done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


Same = Mapping[str, tuple[tuple[str, ...], Callable[[foedus.Ledger], Any]]]
SAME: Same = {
    "claims": (("claims", "--kind", "commitment"), lambda ledger: ledger.claims(kind="commitment")),
    "standing": (("claims", "--standing", "--actor", "RUS"), lambda ledger: ledger.claims(standing=True, actor="RUS")),
    "statements": (("statements", "--limit", "5"), lambda ledger: ledger.statements(limit=5)),
    "search": (("search", "defence space"), lambda ledger: ledger.search("defence space")),
    "compare": (("compare", "Belarus"), lambda ledger: ledger.compare("Belarus")),
    "contradictions": (("compare",), lambda ledger: ledger.contradictions()),
    "timeline": (("timeline", "South Ossetia"), lambda ledger: ledger.timeline("South Ossetia")),
    "bound": (
        ("bound", "--attacker", "GEO", "--target", "south-ossetia", "--on", "2022-02-20", "--basis", "both"),
        lambda ledger: foedus.bound("GEO", "south-ossetia", on="2022-02-20", basis="both", ledger=ledger),
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_python_gives_what_the_command_line_prints(name: str, ledger: foedus.Ledger) -> None:
    words, ask = SAME[name]
    assert ask(ledger).to_dicts() == printed(*words, "--ledger", ledger.place)


LIBRARY: Mapping[str, tuple[tuple[str, ...], Callable[[], Any]]] = {
    "agreements": (("agreements", "--party", "Abkhazia"), lambda: foedus.agreements("Abkhazia")),
    "agreement": (("agreements", "cst-1992"), lambda: foedus.agreement("cst-1992")),
    "cases": (("agreements", "ru-so-base-2010", "--cases"), lambda: foedus.cases("ru-so-base-2010")),
    "actor": (("actor", "Lukashenko", "--on", "2022-02-20"), lambda: foedus.actor("Lukashenko", on=date(2022, 2, 20))),
    "recognition": (("recognition", "Abkhazia"), lambda: foedus.recognitions("Abkhazia")),
    "diff": (
        ("diff", "--attacker", "RUS", "--target", "FIN", "--on", "2022-02-20", "--other-on", "2024-01-01"),
        lambda: foedus.diff("RUS", "FIN", on="2022-02-20", other_on="2024-01-01"),
    ),
    "acts": (
        ("bound", "--attacker", "DEU", "--target", "RUS", "--on", "1914-08-01",
         "--then", "Germany attacks Belgium on 1914-08-04"),
        lambda: foedus.bound("DEU", "RUS", on="1914-08-01", then="Germany attacks Belgium on 1914-08-04"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LIBRARY)
def test_the_library_says_the_same_in_python(name: str) -> None:
    words, ask = LIBRARY[name]
    assert ask().to_dicts() == printed(*words)


def test_every_result_shows_itself(ledger: foedus.Ledger) -> None:
    answer = foedus.bound("GEO", "south-ossetia", on="2022-02-20", viewpoint="RUS", basis="both", ledger=ledger)
    path = ledger.documents()[1].path
    results = (
        ledger,
        ledger.read(path),
        ledger.claims()[:3],
        ledger.statements(),
        ledger.search("defence"),
        ledger.compare("Belarus"),
        ledger.contradictions(),
        ledger.timeline("South Ossetia"),
        ledger.stats(),
        ledger.check(path),
        ledger.judgements(),
        ledger.watches(),
        answer,
        answer.obligations,
        answer.not_bound,
        answer.conflicts,
        answer.unknown,
        answer.explain(1),
        answer.explain("Belarus"),
        answer.flip("Abkhazia", most=1),
        foedus.World("2022-02-20", viewpoint="RUS").commitments("Abkhazia"),
        foedus.actor("Abkhazia"),
        foedus.agreement("cst-1992"),
    )
    for each in results:
        page = each._repr_html_()
        assert page.startswith('<div class="foedus"'), repr(each)
        assert "<script" not in page
        assert " style=" in page
        assert "color:" not in page.replace("background-color:", ""), "letters have the notebook's own colour"
        assert len(repr(each)) < 300
        if not isinstance(each, foedus.Ledger):
            assert each.to_polars().height >= 0
            assert isinstance(each.to_dicts(), list)


def test_pictures_are_whole_documents_that_stand_alone(ledger: foedus.Ledger) -> None:
    answer = foedus.bound("GEO", "south-ossetia", on="2022-02-20", viewpoint="RUS")
    for drawn in (answer.svg(), answer.explain(1).svg(), ledger.timeline("South Ossetia").svg()):
        assert ElementTree.fromstring(drawn).tag.endswith("svg")  # noqa: S314 - what foedus itself has drawn
    assert answer.dot().startswith("digraph")
    assert picture("<svg>\x00\ud800</svg>", '"<').count("<") == 3
    with pytest.raises(foedus.UsageError, match="nothing is proved here"):
        answer.explain("Peru").svg()


def test_a_timeline_draws_what_has_a_day_and_counts_the_rest(ledger: foedus.Ledger) -> None:
    found = ledger.timeline("South Ossetia")
    drawn = found.svg()
    assert f"… and {len(found) - 60} more, or without a day" in drawn
    assert "2015-03-17: Treaty on Alliance and Integration" in drawn
    assert found.actor == "south-ossetia"
    assert found[:0].svg().count("<circle") == 0
    said = found.filter(lambda event: not event.library and event.when == "2008-08-26")
    assert said.svg().count("<circle") == len(said) > 0


def test_unknown_is_neither_yes_nor_no() -> None:
    answer = foedus.bound("any", "RUS", on="2021-09-01", through="Belarus", ask="Peru")
    assert answer.binds("Belarus") is Truth.YES
    assert answer.binds("Peru") is Truth.NO
    assert answer.binds("Bhutan") is Truth.UNKNOWN, "the answer does not speak of it"
    assert answer.day == date(2021, 9, 1)
    assert answer.viewpoint is None
    with pytest.raises(foedus.UnknownName, match="no actor is known as 'Ruritania'"):
        answer.binds("Ruritania")


def test_frames_have_every_column_that_they_name(ledger: foedus.Ledger) -> None:
    """A column of nulls alone would say that nothing is known, where it only has another name."""
    answer = foedus.bound("GEO", "south-ossetia", on="2022-02-20", viewpoint="RUS")
    owed = answer.obligations.to_polars()
    assert owed.drop("provision").equals(answer.to_polars().drop("provision"))
    assert owed["agreement"].null_count() == owed["article"].null_count() == 0
    verdicts = ledger.check(ledger.documents()[1].path)
    rows = verdicts.to_polars()
    assert rows.height == sum(len(each.findings) for each in verdicts)
    assert {"debtor", "verdict", "claim"} <= set(rows.columns)
    assert rows["debtor"].null_count() == rows["claim"].null_count() == 0
    for found in (
        foedus.agreements("Russia"),
        foedus.recognitions(),
        ledger.search("defence"),
        ledger.contradictions(),
    ):
        frame = found.to_polars()
        empty = [name for name in frame.columns if frame[name].null_count() == frame.height]
        assert set(empty) <= {"note", "library", "title"}, found


def test_earlier_days_have_their_own_answers() -> None:
    answer = foedus.bound("DEU", "RUS", on="1914-08-01", then="Germany attacks Belgium on 1914-08-04")
    assert [each.day.isoformat() for each in answer.before] == ["1914-08-01"]
    assert answer.before[0].before == ()
    assert "1914-08-01" in str(answer)
    assert {str(each) for each in answer.to_polars()["on"]} == {"1914-08-01", "1914-08-04"}


def test_words_that_do_not_go_together_are_told() -> None:
    wrong: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: foedus.bound("GEO"), "say who attacks whom"),
        (lambda: foedus.bound("GEO", situation="s.yaml"), "the situation's file names the acts"),
        (lambda: foedus.bound("GEO", "RUS", act="insult"), "'insult' is no act; it is one of"),  # type: ignore[arg-type]
        (lambda: foedus.bound("GEO", "RUS", hits="pride"), "'pride' is no thing to be hit"),
        (lambda: foedus.bound("GEO", "RUS", basis="rumour"), "'rumour' is no basis"),  # type: ignore[arg-type]
        (lambda: foedus.bound("GEO", "RUS", on="2022-02-30"), "no day"),
        (lambda: foedus.World("2022-02-20", viewpoint="Cameroon"), "no position of 'CMR'"),
        (lambda: foedus.World("2022").bound("GEO", "RUS"), "is not one day"),
        (lambda: foedus.World("2022-02-20").bound("GEO", "RUS", on="2021-01-01"), "on: this is the world's already"),
        (lambda: foedus.bound("RUS", "FIN", on="2022-02-20").flip("USA", duties="sing"), "no duty 'sing'"),
        (lambda: foedus.bound("RUS", "FIN", on="2022-02-20").flip("USA", most=9), "give 1 to 4"),
        (lambda: foedus.read_text("x", min_confidence=2), "from 0 to 1, not 2"),
        (lambda: foedus.read_text("x", keep="half"), "not 'half'"),
        (lambda: foedus.open_ledger("none.sqlite", create=False).stats(), "none.sqlite"),
        (lambda: foedus.watch(questions=[{"attacker": "RUS"}], ledger=":memory:"), "names both sides"),
    )
    for ask, told in wrong:
        with pytest.raises(foedus.FoedusError) as error:
            ask()
        assert told in str(error.value)


def test_a_source_that_cannot_be_read_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Syria recognised Abkhazia on 29 May 2018.", encoding="utf-8")
    read = foedus.read([tmp_path / "a.txt", tmp_path / "none.txt"])
    assert len(read.documents) == 1
    assert [each.where for each in read.problems] == [str(tmp_path / "none.txt")]
    assert read.claims.problems == read.problems
    assert "1 problem:" in read._repr_html_()
    assert foedus.read(tmp_path / "none.txt").to_polars().height == 0


def test_what_is_read_is_recorded_only_where_a_ledger_is_named(tmp_path: Path) -> None:
    place = tmp_path / "own.sqlite"
    foedus.read_text("Syria recognised Abkhazia.")
    assert not place.exists()
    foedus.read_text("Syria recognised Abkhazia.", ledger=place)
    with foedus.open_ledger(place, create=False) as ledger:
        assert len(ledger.claims()) == 1


def test_what_one_records_oneself_is_asked_as_what_was_read(tmp_path: Path) -> None:
    read = foedus.read_text("Syria recognised Abkhazia on 29 May 2018.")
    with foedus.open_ledger(tmp_path / "own.sqlite") as ledger:
        when = datetime(2024, 1, 1, 12, tzinfo=UTC)
        added = ledger.append(read.documents[0], claims=read.claims, reader="N. Kapanadze", recorded_at=when)
        assert added.claims == 1
        assert list(ledger.claims()) == list(read.claims)
        assert list(ledger.claims(known_on=date(2023, 12, 31))) == []
        assert ledger.claims().recorded[0].read_by.model == "N. Kapanadze"


def test_judgements_count(ledger: foedus.Ledger) -> None:
    claim = ledger.claims(kind="commitment")[0]
    made = ledger.judge("reject", claim.id, by="N. Kapanadze", reason="he quotes somebody else")
    assert [each.verdict for each in made] == ["reject"]
    assert claim not in ledger.claims(standing=True)
    assert claim in ledger.claims()
    assert made.to_dicts()[0]["stands"]
    ledger.judge("withdraw", made[0].id, by="N. Kapanadze", reason="on a second look")
    assert not ledger.judgements(of=claim.id).to_dicts()[0]["stands"]


def test_a_ledger_is_looked_after(ledger: foedus.Ledger, tmp_path: Path) -> None:
    assert ledger.verify().problems == ()
    assert "all is as it was recorded" in str(ledger.verify())
    made = ledger.backup(tmp_path / "backup.zip")
    assert made.value.rows("documents") == 3
    assert foedus.restore(tmp_path / "backup.zip", tmp_path / "two.sqlite").value.id == made.value.id
    gone = ledger.erase(ledger.documents()[0].id, by="N. Kapanadze", reason="order of the city court")
    assert gone.to_dicts()[0]["new"]
    assert ledger.stats().value.stats.erasures == 1


@pytest.mark.slow
def test_ones_own_library_is_read_anew_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "recognitions.yaml"

    def found() -> list[str]:
        held = foedus.recognitions("Abkhazia", viewpoint="Peru", library=tmp_path)
        return [*(each.source for each in held), *(each.what for each in held.problems)]

    assert found() == []
    file.write_text("recognitions: [{recogniser: PER}]", encoding="utf-8")
    assert found() != []
    file.unlink()
    assert found() == []


def test_a_panel_is_a_frame_where_unknown_is_null(tmp_path: Path) -> None:
    file = tmp_path / "atop.csv"
    file.write_text(text([row(1, 200, "1900-01-01", "1901-12-31", defense=1), row(1, 220, "1900-01-01", "1901-12-31")]))
    made = foedus.panel("directed-dyad-year", file)
    frame = made.to_polars()
    assert frame.rows() == list(made)
    assert len(made) == frame.height == 4
    assert frame.columns == list(made.columns)
    assert made.to_dicts()[0]["atop_defense"] == 1
    assert made.to_csv(tmp_path / "out.csv") == (tmp_path / "out.csv").read_text()
    assert made.to_pandas().shape == (4, 8)
    done = foedus.import_data("atop", file, data=tmp_path / "data")
    assert done.value.records == 2
    assert "kept in" in str(done)
    assert foedus.panel("state-year", data=tmp_path / "data").unit == "state-year"


@pytest.mark.slow
def test_a_corpus_is_scanned(tmp_path: Path) -> None:
    from foedus.api.corpora import CorpusTable  # noqa: F401 - it is a type of the surface

    seen: list[object] = []
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Syria recognised Abkhazia on 29 May 2018.", encoding="utf-8")
    corpus = foedus.read_corpus(tmp_path / "news", tmp_path / "corpus", workers=1, progress=seen.append)
    assert seen
    assert corpus.counts()["claims"] == 1
    assert corpus.scan("claims").collect()["kind"].to_list() == ["recognition"]
    assert foedus.Corpus(tmp_path / "corpus").to_dicts() == corpus.to_dicts()  # type: ignore[arg-type]
    with foedus.open_ledger(":memory:") as ledger:
        assert ledger.load(tmp_path / "corpus").value.claims == 1
    with pytest.raises(foedus.UsageError, match="no table 'people'"):
        corpus.scan("people")  # type: ignore[arg-type]
