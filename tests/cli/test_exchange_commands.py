"""``export`` and ``import`` of judgements, as a person calls them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from calling import Run

from foedus.ledger import ReadBy, open_ledger
from foedus.model.claims import Mention, Quote, make_claim
from foedus.model.documents import Document
from foedus.model.extras import install_command

TEXT = "Syria recognised Abkhazia in 2018."
ARTICLE = Document("a.txt", TEXT)
CLAIM = make_claim(
    document=ARTICLE.id,
    kind="recognition",
    roles={"recogniser": [Mention("Syria", 0, 5, "SYR")], "recognised": [Mention("Abkhazia", 17, 25, "abkhazia")]},
    evidence=[Quote(TEXT[:-1], 0, len(TEXT) - 1)],
    extractor="rules 1",
)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    from datetime import UTC, datetime

    place = tmp_path / "l.sqlite"
    with open_ledger(place) as made:
        made.append(ARTICLE, [], [CLAIM], reader=ReadBy("0.1.0", "md"), recorded_at=datetime(2024, 5, 1, tzinfo=UTC))
    return str(place)


def test_a_file_or_standard_output(run: Run, ledger: str, tmp_path: Path) -> None:
    place = tmp_path / "claims.csv"
    assert run("export", "csv", "--ledger", ledger, "--out", str(place)).out == ""
    assert CLAIM.id in place.read_text(encoding="utf-8")


def test_bytes_go_out_as_they_are(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = json.loads(run("export", "csl-json", "--ledger", ledger).out)
    assert found[1]["custom"]["claim"] == CLAIM.id
    assert run("export", "jsonl", "--kind", "validity", "--ledger", ledger).out == ""


def test_words_that_are_off_are_told(run: Run, ledger: str) -> None:
    assert run("export", "parquet", "--ledger", ledger).code == 2
    assert run("export", "xls", "--ledger", ledger).code == 2
    assert run("export", "csv", "--layer", "forces", "--ledger", ledger).code == 2
    assert run("export", "csv", "--ledger", ledger, "--out", "/no/such/folder/x.csv").code == 3


def test_a_missing_extra_is_told_with_what_installs_it(run: Run, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rdflib", None)
    done = run("export", "turtle", "--ledger", ledger)
    assert (done.code, done.out) == (2, "")
    assert install_command("exchange") in done.err


def test_a_map_says_of_what_it_has_no_shape(run: Run, ledger: str) -> None:
    done = run("export", "geojson", "--of", "Abkhazia", "--on", "2022-02-20", "--ledger", ledger)
    assert done.code == 0
    assert json.loads(done.out)["type"] == "FeatureCollection"


def test_judgements_are_taken_in(run: Run, ledger: str, tmp_path: Path) -> None:
    place = tmp_path / "judged.jsonld"
    body = [{"purpose": "assessing", "value": "accept"}, {"purpose": "commenting", "value": "so it stands there"}]
    bad = {"target": "urn:foedus:claim:00", "body": body}
    place.write_text(json.dumps([{"target": f"urn:foedus:{CLAIM.id}", "body": body}, bad]), encoding="utf-8")
    done = run("import", "web-annotation", str(place), "--by", "N. N.", "--ledger", ledger)
    assert done.code == 1
    assert f"accept {CLAIM.id}, N. N.: so it stands there" in done.out
    assert "judgements recorded: 1; held already: 0" in done.out
    assert "the ledger holds no such claim" in done.err
    assert "accepted" in run("export", "csv", "--ledger", ledger).out
