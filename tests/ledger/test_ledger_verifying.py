"""Verifying finds whatever was changed past the guards, and says nothing of a ledger that is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from ledger_making import FIRST, SECOND, day

from foedus.ledger import open_ledger
from foedus.ledger.index import INDEXES
from foedus.ledger.stores import store_at
from foedus.ledger.stores.driver import driver
from foedus.model.claims import Mention, Quote, Statement, Term, TimeReference, make_claim
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import LedgerError, Problem
from foedus.model.versions import LibraryVersion

TEXT = "Minsk said in 2014 that Russia recognised South Ossetia."


def at(words: str, text: str = TEXT) -> tuple[str, int, int]:
    """Words with their place in a text."""
    start = text.index(words)
    return words, start, start + len(words)


ARTICLE = Document("a.txt", TEXT, title="News", outlet="Gazette")
SAID = Statement(
    ARTICLE.id,
    Mention(*at("Minsk"), "BLR"),
    Quote(*at("said")),
    (at("Russia recognised South Ossetia")[1:],),
    "indirect",
)
READ = make_claim(
    document=ARTICLE.id,
    statement=SAID.id,
    kind="recognition",
    roles={
        "recogniser": [Mention(*at("Russia"), "RUS")],
        "recognised": [Mention(*at("South Ossetia"), "south-ossetia")],
    },
    time=TimeReference("2014", *at("2014"), "stated"),
    evidence=[Quote(*at("Russia recognised South Ossetia"))],
    terms=[Term(*at("South Ossetia"), "south-ossetia", "asserts-statehood")],
)
QUOTED = Document("b.txt", "As is known, Baku stayed neutral.")
STAYED = make_claim(document=QUOTED.id, kind="stance", roles={}, evidence=[Quote(*at("Baku stayed", QUOTED.text))])
GONE = Document("c.txt", "Yerevan left.")
LEFT = make_claim(document=GONE.id, kind="stance", roles={}, evidence=[Quote(*at("left", GONE.text))])


def fill(place: str | Path) -> None:
    """A ledger with all that can be in one, whole."""
    with open_ledger(place, library=LibraryVersion("0.1.0", "a" * 64)) as ledger:
        half = Problem("half", "half read", "a.txt")
        ledger.append(ARTICLE, [SAID], [READ], [half], reader=FIRST, recorded_at=day(1))
        ledger.append(ARTICLE, [SAID], [READ], [], reader=SECOND, recorded_at=day(2))
        ledger.append(QUOTED, [], [STAYED], reader=FIRST, recorded_at=day(3), keep="evidence")
        ledger.append(GONE, [], [LEFT], reader=FIRST, recorded_at=day(3))
        ledger.judge(Judgement("reject", READ.id, "N. N.", day(4), "he quotes another"))
        ledger.erase(Erasure(GONE.id, "N. N.", day(5), "a court's order"))


def told(place: str | Path) -> set[tuple[str, str]]:
    """The codes of all that is wrong, each with where."""
    with open_ledger(place, create=False) as ledger:
        found = list(ledger.verify())
    assert all(fault.what and fault.where and fault.todo for fault in found)
    return {(fault.code, fault.where) for fault in found}


@contextmanager
def unguarded(place: str | Path) -> Iterator[sa.Connection]:
    """A connection of somebody whom no guard stops, and who leaves the guards as they were."""
    engine = store_at(place).engine()
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.rollback()
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            guards = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
            for name, _ in guards:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield connection
            for _, sql in guards:
                connection.exec_driver_sql(sql)
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            yield connection
        connection.commit()
    engine.dispose()


def test_a_whole_ledger_has_no_fault(either_place: str | Path) -> None:
    fill(either_place)
    assert told(either_place) == set()


CHANGED = (
    ("UPDATE texts SET body = replace(body, 'Russia', 'Prussi') WHERE document = 1",
     {("changed", ARTICLE.id), ("changed", READ.id), ("index", "passage_words"), ("index", "statement_words")}),
    ("UPDATE claims SET record = replace(record, 'affirmed', 'negated') WHERE seq = 1", {("changed", READ.id)}),
    ("UPDATE claims SET polarity = 'negated' WHERE seq = 1", {("changed", READ.id)}),
    ("UPDATE claims SET valid_low = valid_high WHERE seq = 1", {("changed", READ.id)}),
    ("UPDATE claims SET statement = NULL WHERE seq = 1", {("changed", READ.id)}),
    ("UPDATE claims SET record = '{' WHERE seq = 1", {("changed", READ.id)}),
    ("UPDATE statements SET speaker = 'RUS' WHERE seq = 1", {("changed", SAID.id)}),
    ("UPDATE statements SET record = replace(record, 'indirect', 'direct') WHERE seq = 1", {("changed", SAID.id)}),
    ("DELETE FROM claim_actors WHERE actor = 'RUS'", {("changed", READ.id)}),
    ("INSERT INTO claim_actors (actor, claim, role) VALUES ('BLR', 1, 'made-up')", {("changed", "claim_actors")}),
    ("DELETE FROM bearings WHERE claim = 1", {("changed", READ.id)}),
    ("INSERT INTO bearings (point, answer, claim) VALUES (1, 1, 1)", {("changed", "bearings")}),
    ("DELETE FROM bearing_actors WHERE actor = 'RUS'", {("changed", READ.id)}),
    ("UPDATE signatures SET shingles = 99 WHERE document = 1", {("changed", ARTICLE.id)}),
    ("DELETE FROM signatures WHERE document = 1", {("missing", ARTICLE.id)}),
    ("UPDATE descriptions SET record = replace(record, 'Gazette', 'Tribune') WHERE document = 1",
     {("changed", ARTICLE.id)}),
    ("UPDATE reading_claims SET confidence = 0.99 WHERE claim = 1 AND reading = 1", {("changed", ARTICLE.id)}),
    ("DELETE FROM problems", {("changed", ARTICLE.id)}),
    ("DELETE FROM runs WHERE reading = 2", {("missing", ARTICLE.id)}),
    ("DELETE FROM claims WHERE seq = 2",
     {("missing", "claims"), ("reference", "reading_claims"), ("changed", QUOTED.id), ("index", "claim_words")}),
    ("DELETE FROM entries WHERE seq = 1",
     {("missing", "entries"), *(("reference", name) for name in ("runs", "sightings", "problems", "entry_libraries"))}),
    ("UPDATE judgements SET record = replace(record, 'N. N.', 'M. M.')", None),
    ("UPDATE erasures SET record = replace(record, 'court', 'whim')", None),
    ("UPDATE libraries SET record = replace(record, '0.1.0', '0.2.0')", None),
    ("DELETE FROM extracts", {("changed", STAYED.id), ("index", "passage_words")}),
    ("DELETE FROM erased", {("erasure", GONE.id)}),
    ("INSERT INTO texts (document, body) VALUES (3, 'Yerevan left.')", None),
    ("DELETE FROM texts WHERE document = 1", None),
    ("DELETE FROM passages WHERE seq = 1", None),
)  # fmt: skip
"""What somebody does past the guards, and what is wrong then; None where it is enough that something is."""


def test_whatever_was_changed_past_the_guards_is_found(either_place: str | Path, tmp_path: Path) -> None:
    fill(either_place)
    for change, wrong in CHANGED:
        with unguarded(either_place) as connection:
            saved = connection.begin_nested()
            connection.exec_driver_sql(change)
            found = verified(either_place, connection)
            saved.rollback()
        assert found if wrong is None else wrong <= found, change
        if wrong and wrong != found:
            assert {code for code, _ in found - wrong} <= {"index", "reference", "changed"}, (change, found - wrong)
    assert told(either_place) == set()


def verified(place: str | Path, connection: sa.Connection) -> set[tuple[str, str]]:
    """What is wrong with what a connection sees of the tables."""
    from foedus.ledger import verifying

    return {(fault.code, fault.where) for fault in verifying.faults(connection)}


def test_guards_that_are_not_there_are_told(either_place: str | Path) -> None:
    fill(either_place)
    engine = store_at(either_place).engine()
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER claims_no_update")
            connection.exec_driver_sql("DROP TRIGGER texts_no_delete")
            connection.exec_driver_sql("CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts BEGIN SELECT 1; END")
        else:
            connection.exec_driver_sql("ALTER TABLE claims DISABLE TRIGGER claims_no_change")
            connection.exec_driver_sql("DROP TRIGGER texts_no_truncate ON texts")
    engine.dispose()
    with open_ledger(either_place) as ledger:
        found = [fault for fault in ledger.verify() if fault.code == "guard"]
    assert [("claims" in fault.what, "texts" in fault.what) for fault in found] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


def test_an_index_that_is_not_of_the_texts_is_told(either_place: str | Path) -> None:
    fill(either_place)
    engine = store_at(either_place).engine()
    with engine.begin() as connection:
        for name in INDEXES:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"INSERT INTO {name} (rowid, words) VALUES (99, 'made up')")  # noqa: S608
            else:
                connection.exec_driver_sql(f"INSERT INTO {name} VALUES (99, to_tsvector('simple', 'made up'))")  # noqa: S608
    engine.dispose()
    assert told(either_place) == {("index", name) for name in INDEXES}


def test_a_damaged_file_is_told_page_by_page_or_refused(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    fill(place)
    with open_ledger(place) as ledger:
        ledger.append(Document("big.txt", "Baku stayed. " * 20_000), reader=FIRST, recorded_at=day(6))
    whole = place.read_bytes()
    connection = driver().connect(place)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sightings'").fetchone()
    connection.close()
    broken = bytearray(whole)
    broken[(root - 1) * 4096 : (root - 1) * 4096 + 200] = b"\xff" * 200
    place.write_bytes(bytes(broken))
    try:
        found = told(place)
    except LedgerError as error:
        assert "damaged" in str(error)  # noqa: PT017
    else:
        assert ("damaged", str(place)) in found
