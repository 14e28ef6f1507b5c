"""Much at once: what is appended together, or loaded from a corpus, is what would have been appended one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_making import FIRST, any_claim, any_reading, any_statement, claim, day, statement

from foedus.corpora.columns import claim_record, claim_row, parquet, rows
from foedus.corpora.engines.here import HereEngine
from foedus.corpora.folder import shards
from foedus.desk import Desk, Settings, read_into
from foedus.desk.corpora import Plan, ReaderTools, read_with
from foedus.desk.loading import load_corpus
from foedus.ledger import bulk, open_ledger
from foedus.ledger.schema import metadata
from foedus.ledger.store import Ledger
from foedus.ledger.wording import Wording
from foedus.ledger.words import words
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.problems import Erased, LedgerError, Problem, UsageError
from foedus.reading import Reader

ARTICLES = Path(__file__).parents[2] / "src" / "foedus" / "demo" / "articles"


def content(ledger: Ledger) -> dict[str, list[Any]]:
    """Every row of every table but for moments, as the store has them."""
    with ledger._engine.connect() as connection:
        return {
            table.name: sorted(
                connection.execute(sa.select(*(c for c in table.c if c.name != "recorded_at"))).all(), key=repr
            )
            for table in metadata.sorted_tables
        }


def told(ledger: Ledger) -> list[Any]:
    """What a ledger answers, in its order."""
    claims = [(each.claim.record(), each.statement, each.read_by) for each in ledger.recorded_claims()]
    sightings = {(each.document, each.path) for each in ledger.sightings()}
    problems = sorted(problem.line() for problem in ledger.problems())
    found = [(each.document, each.start, each.end) for each in ledger.search("russia")]
    return [list(ledger.documents()), list(ledger.statements()), claims, sightings, problems, found]


def readings(count: int) -> list[tuple[Document, list[Statement], list[Claim], list[Problem]]]:
    """Documents with a statement and two claims each."""
    made: list[tuple[Document, list[Statement], list[Claim], list[Problem]]] = []
    for n in range(count):
        document = Document(f"{n}.txt", f"Minsk denied it for the {n}th time.")
        said = statement(document, "BLR")
        claims = [
            claim(document, said=said, recogniser="BLR", recognised=f"land-{n % 3}"),
            claim(document, "agreement-stage", "2008-08-26", agreement="cst-1992", attributes={"stage": "signed"}),
        ]
        made.append((document, [said], claims, [Problem("half", "half read", f"{n}.txt")] if n % 2 else []))
    return made


def test_many_at_once_are_what_they_are_one_by_one(place: str | Path, tmp_path: Path) -> None:
    """Repeated documents, another description of one, and what is held already are among them."""
    some = readings(6)
    other = (Document("again.txt", some[2][0].text, title="Another title"), *some[2][1:])
    given = [*some[:4], some[1], other, *some[4:], (Document("elsewhere.txt", some[0][0].text), *some[0][1:])]
    with open_ledger(place) as ledger, open_ledger(tmp_path / "one-by-one.sqlite") as single:
        for target in (ledger, single):
            target.append(*some[3], reader=FIRST, recorded_at=day(1))
        added = ledger.append_all(given, reader=FIRST, recorded_at=day(2))
        assert added == [single.append(*each, reader=FIRST, recorded_at=day(2)) for each in given]
        assert content(ledger) == content(single)
        assert told(ledger) == told(single)
        assert not any(ledger.append_all([some[3], some[4]], reader=FIRST, recorded_at=day(3)))
        assert len(list(ledger.search("denied"))) == len(list(single.search("denied"))) == 6


def test_what_a_second_thread_writes_is_what_one_would(
    place: str | Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So few rows are gathered that much is written while more is made, and the store is asked in between."""
    monkeypatch.setattr(bulk, "_MOST", 40)
    monkeypatch.setattr(bulk, "_FEW", 2)
    some = readings(30)
    again = (Document("again.txt", some[2][0].text, title="Another title"), *some[2][1:])
    with open_ledger(place) as ledger, open_ledger(tmp_path / "one-by-one.sqlite") as single:
        added = ledger.append_all([*some[:20], again, *some[20:]], reader=FIRST, recorded_at=day(1))
        assert added == [
            single.append(*each, reader=FIRST, recorded_at=day(1)) for each in (*some[:20], again, *some[20:])
        ]
        assert content(ledger) == content(single)
        assert told(ledger) == told(single)


def test_what_a_second_thread_cannot_write_is_an_error_and_nothing_is_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_MOST", 40)
    with open_ledger(tmp_path / "l.sqlite") as ledger:
        with ledger._engine.begin() as connection:
            full = "BEGIN SELECT RAISE(ABORT, 'no room'); END"
            connection.exec_driver_sql(f"CREATE TRIGGER full BEFORE INSERT ON claims WHEN NEW.seq = 33 {full}")
        with pytest.raises(LedgerError, match="no room"):
            ledger.append_all(readings(30), reader=FIRST, recorded_at=day(1))
        assert list(ledger.documents()) == []
        assert ledger.append_all(readings(3), reader=FIRST, recorded_at=day(1))


@given(
    st.text(st.one_of(st.characters(), st.sampled_from("aZ09 .-’“”–…·«\n\u00a0")), max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3),
)
def test_words_of_parts_are_those_of_the_parts_alone(text: str, spans: list[tuple[int, int]]) -> None:
    parts = "\n".join(text[start:end] for start, end in spans)
    assert Wording(text).of_spans(spans).split() == words(parts)


@settings(max_examples=15, deadline=None)
@given(st.lists(any_reading(), max_size=4))
def test_anything_at_once_is_what_it_is_one_by_one(given: list[Any]) -> None:
    with open_ledger("sqlite://") as together, open_ledger("sqlite://") as single:
        added = together.append_all(given, reader=FIRST, recorded_at=day(1))
        assert added == [single.append(*each, reader=FIRST, recorded_at=day(1)) for each in given]
        assert content(together) == content(single)


def test_an_error_among_many_records_none(ledger: Ledger) -> None:
    some = readings(3)
    with pytest.raises(UsageError, match="append each document's own records"):
        ledger.append_all([*some, (some[0][0], [], some[1][2], [])], reader=FIRST, recorded_at=day(1))
    assert not list(ledger.documents())


def test_what_was_erased_stays_out_and_the_others_come_in(ledger: Ledger) -> None:
    some = readings(3)
    ledger.append(*some[1], reader=FIRST, recorded_at=day(1))
    ledger.erase(Erasure(some[1][0].id, "N. N.", day(2), "an order"))
    first, refused, third = ledger.append_all(some, reader=FIRST, recorded_at=day(3))
    assert isinstance(refused, Erased)
    assert first
    assert third


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_record_comes_back_from_parquet_with_its_id(data: st.DataObject) -> None:
    document = Document("a.txt", "Minsk denied it.")
    said = data.draw(st.lists(any_statement(document), max_size=2))
    claims = data.draw(st.lists(any_claim(document, said), max_size=3))
    stored = rows("claims", parquet("claims", [claim_row(each.record()) for each in claims]))
    assert [Claim.from_record(claim_record(row)) for row in stored] == claims
    assert [row["id"] for row in stored] == [each.id for each in claims]
    kept = rows("statements", parquet("statements", [each.record() for each in said]))
    assert [Statement.from_record(row) for row in kept] == said


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Articles, one of them twice, and what cannot be read."""
    home = tmp_path_factory.mktemp("sources")
    lines = [{"text": path.read_text(encoding="utf-8")} for path in sorted(ARTICLES.iterdir())[:1]]
    lines += [{"text": "Russia recognised South Ossetia on 26 August 2008.", "title": "Old news"}, {"title": "none"}]
    more = home / "more.json"
    more.write_text(json.dumps(lines), encoding="utf-8")
    (home / "legacy.txt").write_bytes("Nauru recognised Abkhazia – at last.".encode("cp1252"))
    (home / "deutsch.txt").write_text("Der Bundestag stimmte dem Vertrag nach langer Beratung mit großer Mehrheit zu.")
    return [str(ARTICLES), str(home)]


@pytest.fixture(scope="module")
def corpus(sources: list[str], reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus of these."""
    out = tmp_path_factory.mktemp("corpus") / "out"
    with HereEngine(ReaderTools(reader)) as engine:
        list(read_with(engine, tuple(sources), out, Plan(chars=1000)))
    return out


@pytest.fixture(scope="module")
def read(sources: list[str], reader: Reader) -> Iterator[Ledger]:
    """The ledger into which `foedus read` read the same."""
    with Desk(Settings(ledger="sqlite://")).with_reader(reader) as desk:
        list(read_into(desk, sources))
        yield desk.writable


def test_a_loaded_corpus_is_what_read_records(place: str | Path, corpus: Path, read: Ledger) -> None:
    with Desk(Settings(ledger=str(place))) as desk:
        *_, done = load_corpus(desk, corpus)
        assert not done.problems
        assert done.shards > 2
        assert told(desk.writable) == told(read)
        before = content(desk.writable)
        assert all(not each.added for each in load_corpus(desk, corpus))
        assert content(desk.writable) == before


def test_a_load_that_was_stopped_goes_on(corpus: Path, read: Ledger, tmp_path: Path) -> None:
    settings = Settings(ledger=str(tmp_path / "a.sqlite"))
    with Desk(settings) as desk:
        run = load_corpus(desk, corpus)
        for _, done in pairwise(run):
            if done.shards == 2:
                break
    with Desk(settings) as desk:
        *_, done = load_corpus(desk, corpus)
        assert 0 < done.added.documents < done.documents
        assert told(desk.writable) == told(read)


def test_a_damaged_shard_is_a_problem_and_the_rest_is_loaded(corpus: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(corpus, copy)
    victim = next(each for each in shards(copy) if each.rows["claims"])
    path = copy / "claims" / f"{victim.name}.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)
    with Desk(Settings(ledger="sqlite://")) as desk:
        problems = [problem for done in load_corpus(desk, copy) for problem in done.problems]
        assert [each.code for each in problems if victim.name in each.where] == ["damaged"]
        assert len(list(desk.writable.documents())) >= 3


def test_where_there_is_no_corpus_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with Desk(Settings(ledger="sqlite://")) as desk, pytest.raises(UsageError, match="foedus corpus read"):
        list(load_corpus(desk, tmp_path / "nowhere"))


def test_a_survey_changes_no_row_and_tells_a_server_how_many_there_are(ledger: Ledger) -> None:
    ledger.append_all(readings(30), reader=FIRST, recorded_at=day(1))
    before = content(ledger)
    ledger.survey()
    assert content(ledger) == before
    if ledger._engine.dialect.name == "postgresql":
        counted = sa.text("SELECT reltuples FROM pg_class WHERE oid = 'claims'::regclass")
        with ledger._engine.connect() as connection:
            assert connection.execute(counted).scalar() == len(before["claims"]) == 60
