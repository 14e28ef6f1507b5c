"""``read``, ``claims``, ``statements`` and ``check``: from a file to the ledger and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from calling import Run

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("quick")]


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_prints_the_document_then_statements_then_claims_with_exact_evidence(run: Run, article: Path) -> None:
    done = run("read", str(article), "--no-record", "--format", "jsonl")
    assert done.code == 0
    kinds = [record["type"] for record in records(done.out)]
    assert kinds == sorted(kinds, key=lambda kind: ("document", "statement", "claim").index(str(kind)))
    text = article.read_text(encoding="utf-8")
    found = [json.loads(line) for line in done.out.splitlines() if '"type": "claim"' in line]
    assert found
    for claim in found:
        for quote in claim["evidence"]:
            assert text[quote["start"] : quote["end"]] == quote["text"]


def test_no_record_leaves_no_ledger(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sqlite"
    assert run("read", str(article), "--ledger", str(ledger), "--no-record", "--format", "jsonl").code == 0
    assert not ledger.exists()


def test_what_is_read_is_in_the_ledger_once_however_often_it_is_read(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    first = run("read", str(article), "--ledger", ledger, "--format", "jsonl")
    again = run("read", str(article), "--ledger", ledger, "--format", "jsonl")
    assert first.out == again.out
    claims = [record for record in records(first.out) if record["type"] == "claim"]
    held = run("claims", "--ledger", ledger, "--format", "jsonl")
    kept = records(held.out)
    assert [{name: each[name] for name in claim} for each, claim in zip(kept, claims, strict=True)] == claims
    assert {each["judged"] for each in kept} == {None}
    statements = [record for record in records(first.out) if record["type"] == "statement"]
    assert records(run("statements", "--ledger", ledger, "--format", "jsonl").out) == statements


def test_filters_narrow_by_kind_actor_speaker_document_and_day(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)

    def kinds(*filters: str) -> set[str]:
        done = run("claims", *filters, "--ledger", ledger, "--format", "csv")
        assert done.code == 0, done.err
        return {row["kind"] for row in csv.DictReader(io.StringIO(done.out))}

    assert kinds("--kind", "recognition") == {"recognition"}
    assert kinds("--actor", "Tskhinvali region") == {"recognition"}
    assert kinds("--speaker", "Lukashenko") == {"commitment"}
    assert "recognition" in kinds("--document", str(article))
    assert not kinds("--known-on", "2001-01-01")
    assert not kinds("--actor", "Nobody at All")
    assert "recognition" not in kinds("--on", "2007-01-01")


def test_statements_can_be_shown_as_a_table_with_their_words(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    done = run("statements", "--speaker", "Lukashenko", "--ledger", ledger)
    assert all(word in done.out for word in ("Alexander Lukashenko", "Belarus", "defend", "said"))


def test_claims_as_a_table_name_their_speakers(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    done = run("claims", "--kind", "commitment", "--ledger", ledger)
    assert "Alexander Lukashenko" in done.out
    assert "not at hand" not in done.out


def test_the_table_of_read_shows_documents_and_claims(run: Run, article: Path) -> None:
    done = run("read", str(article), "--no-record")
    assert done.code == 0
    assert "2020-09-09 (stated)" in done.out
    assert "Russia recognises South Ossetia" in done.out
    assert max(map(len, done.out.splitlines())) <= 120


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_is_done(run: Run, article: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    done = run("read", str(missing), str(article), "--no-record", "--format", "json")
    assert done.code == 1
    assert str(missing) in done.err
    assert any(record["type"] == "document" for record in json.loads(done.out))


def test_another_language_is_one_listed_problem(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "ka.txt"
    path.write_text("რუსეთმა და სამხრეთ ოსეთმა ხელი მოაწერეს ხელშეკრულებას მოსკოვში. " * 5, encoding="utf-8")
    done = run("read", str(path), "--no-record", "--format", "jsonl")
    assert done.code == 1
    assert [record["type"] for record in records(done.out)] == ["document"]
    assert done.err.count("problem:") == 1
    assert "language ka" in done.err


def test_check_states_the_day_and_what_bears_a_commitment_out(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    done = run("check", str(article), "--ledger", ledger)
    assert done.code == 0, done.err
    assert "on 2020-09-09, the day on which the document was published (stated)" in done.out
    assert "Belarus → Russia, defend: borne out" in done.out
    assert "cst-1992, article 4" in done.out
    claim = records(run("claims", "--kind", "commitment", "--ledger", ledger, "--format", "jsonl").out)[0]
    before = run("check", str(claim["id"]), "--on", "1990-01-01", "--ledger", ledger, "--format", "json")
    (verdict,) = json.loads(before.out)
    assert verdict["on"] == "1990-01-01"
    assert {finding["verdict"] for finding in verdict["findings"]} == {"not-borne-out"}


def test_check_refuses_what_is_no_commitment_and_what_is_not_there(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")
    run("read", str(article), "--ledger", ledger)
    other = records(run("claims", "--kind", "recognition", "--ledger", ledger, "--format", "jsonl").out)[0]
    assert run("check", str(other["id"]), "--ledger", ledger).code == 2
    assert run("check", "claim:0", "--ledger", ledger).code == 2
    assert run("check", "nowhere.txt", "--ledger", ledger).code == 2
    assert run("check", "sha256:0", "--ledger", ledger).code == 2
    assert run("claims", "--document", "sha256:0", "--ledger", ledger).code == 2


def test_a_question_to_no_ledger_says_how_to_make_one_and_makes_none(run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "none.sqlite"
    done = run("claims", "--ledger", str(ledger))
    assert done.code == 3
    assert "foedus read" in done.err
    assert not ledger.exists()


def test_a_file_that_is_no_ledger_is_refused_and_left_alone(run: Run, article: Path) -> None:
    before = article.read_bytes()
    done = run("read", str(article), "--ledger", str(article), "--format", "jsonl")
    assert done.code == 3
    assert article.read_bytes() == before


def test_an_unknown_model_is_said_with_what_to_do(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = run("read", str(article), "--no-record", "--model", "no_such_pipeline")
    assert done.code == 3
    assert "no_such_pipeline" in done.err


def test_surer_claims_alone_are_printed_and_all_are_recorded(run: Run, article: Path, tmp_path: Path) -> None:
    ledger = str(tmp_path / "l.sqlite")

    def sure(*words: str) -> list[float]:
        done = run(*words, "--ledger", ledger, "--format", "jsonl")
        assert done.code == 0, done.err
        return [json.loads(line)["confidence"] for line in done.out.splitlines() if '"type": "claim"' in line]

    assert sure("read", str(article), "--min-confidence", "1") == []
    every = sure("claims")
    assert len(every) > 1
    least = sorted(every)[1]
    assert sure("claims", "--min-confidence", str(least)) == [each for each in every if each >= least]
    assert sure("claims", "--min-confidence", str(least), "--limit", "1") == [e for e in every if e >= least][:1]
    assert run("claims", "--min-confidence", "2", "--ledger", ledger).code == 2
