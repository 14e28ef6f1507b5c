"""What is kept of a text, what erasing takes out of every store, and that nothing else ever goes."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger_making import FIRST, LIBRARY, SECOND, claim, day, mentions, statement

from foedus.ledger import ClaimFilter, StatementFilter, open_ledger
from foedus.ledger.looks import Look
from foedus.ledger.schema import metadata
from foedus.ledger.store import Ledger
from foedus.ledger.stores import store_at
from foedus.model.claims import Quote, Term
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Erased, Problem, UnknownName, UsageError
from foedus.model.versions import LibraryVersion

TEXT = "Wherlock of the Zyxomma desk said that Quorvia recognised Vashtar in Xylopolis. The rest is Kjempefint chatter."
ARTICLE = Document("a.txt", TEXT, title="Zyxomma today", byline="Q. Wherlock", outlet="Gazette", published="2014-11-24")
START = TEXT.index("Quorvia")
SAID = statement(
    ARTICLE,
    "wherlock",
    cue=Quote("said", TEXT.index("said"), TEXT.index("said") + 4),
    content=((START, TEXT.index(".")),),
)
READ = claim(
    ARTICLE,
    said=SAID,
    recogniser="quorvia",
    recognised="vashtar",
    quote="Quorvia recognised Vashtar in Xylopolis",
    terms=[Term("Vashtar", START + 19, START + 26, "vashtar", "asserts-statehood")],
    attributes={"title": "Xylopolis envoy", "change": "recognises"},
)
OTHER = Document("b.txt", "Vashtar denied it.")
DENIED = claim(OTHER, recogniser="vashtar", recognised="quorvia", quote="denied it")
HARD = ("Wherlock", "Zyxomma", "Quorvia recog", "Xylopolis", "Kjempefint", "zyxomma", "xylopolis", "kjempefint")
"""Words that must be nowhere after an erasure."""
ORDER = Erasure(ARTICLE.id, "N. N.", day(9), "an order of the court")


def fill(ledger: Ledger, keep: str = "text") -> None:
    unread = Problem("half", "half read: Kjempefint chatter", "a.txt")
    ledger.append(ARTICLE, [SAID], [READ], [unread], reader=FIRST, recorded_at=day(1), keep=keep)
    ledger.append(OTHER, [], [DENIED], reader=FIRST, recorded_at=day(2))


def test_what_is_kept_as_evidence_is_what_is_quoted(ledger: Ledger) -> None:
    fill(ledger, "evidence")
    kept = next(ledger.documents(ids=[ARTICLE.id]))
    assert (kept.id, kept.kept, len(kept.text), kept.title) == (ARTICLE.id, "evidence", len(TEXT), ARTICLE.title)
    assert kept.record()["kept"] == "evidence"
    assert Document.from_record(kept.record()) == kept
    assert kept.text[START : TEXT.index(".")] == TEXT[START : TEXT.index(".")]
    assert "Kjempefint" not in kept.text
    assert [each.record() for each in ledger.statements()] == [SAID.record()]
    assert [each.id for each in ledger.claims(ClaimFilter(text="xylopolis"))] == [READ.id]
    assert [(each.text, each.matches) for each in ledger.search("xylopolis")] == [
        (TEXT[START : TEXT.index(".")], ((TEXT.index("Xylopolis"), TEXT.index(".")),))
    ]
    assert list(ledger.search("kjempefint")) == []
    right = claim(ARTICLE, said=SAID, recogniser="quorvia", recognised="abkhazia", quote="recognised Vashtar")
    right = type(right).from_record({**right.record(), "roles": READ.record()["roles"] | {"recogniser": []}})
    with pytest.raises(UsageError, match="does not stand"):  # roles of the tests' own making are no words of the text
        ledger.judge(Judgement("correct", READ.id, "N. N.", day(3), "it is another", claim=right))


def test_another_reading_keeps_what_it_quotes_too_and_a_whole_text_stays_whole(ledger: Ledger) -> None:
    fill(ledger, "evidence")
    chatter = claim(ARTICLE, "stance", holder="quorvia", quote="The rest is Kjempefint")
    ledger.append(ARTICLE, [], [chatter], reader=SECOND, recorded_at=day(3), keep="evidence")
    assert len(list(ledger.search("kjempefint"))) == len(list(ledger.search("xylopolis"))) == 1
    assert "chatter" not in next(ledger.documents(ids=[ARTICLE.id])).text
    for keep in ("text", "evidence"):
        ledger.append(ARTICLE, [], [chatter], reader=SECOND, recorded_at=day(4), keep=keep)
        assert next(ledger.documents(ids=[ARTICLE.id])).record() == ARTICLE.record()
        assert len(list(ledger.search("xylopolis"))) == len(list(ledger.search("chatter"))) == 1
    with pytest.raises(UsageError, match="text or evidence"):
        ledger.append(Document("c.txt", "Yerevan left."), reader=FIRST, recorded_at=day(5), keep="nothing")


@pytest.mark.parametrize("keep", ["text", "evidence"])
def test_an_erased_documents_words_are_gone_and_its_claims_are_marked(ledger: Ledger, keep: str) -> None:
    fill(ledger, keep)
    corrected = type(READ).from_record({**READ.record(), "status": "planned", "roles": {}})
    ledger.judge(Judgement("correct", READ.id, "N. N.", day(3), "only planned", claim=corrected))
    before = next(ledger.recorded_claims(ClaimFilter(document=ARTICLE.id)))
    told = {"claims": [READ.id], "told": "Zyxomma or Quorvia recog", "type": "names"}
    others = {"claims": [DENIED.id], "told": "not of it", "type": "names"}
    ledger.look(Look("daily", day(4), 1, {}, {"contradictions": {"of Zyxomma": told, "of others": others}}))
    assert ledger.erase(ORDER) == (ORDER, True)
    (look,) = ledger.looks()
    contradictions = look.state["contradictions"]
    assert contradictions.pop("of others") == others
    assert list(contradictions.values()) == [{**told, "told": "erased"}]
    assert "Zyxomma" not in str(look)
    (found,) = ledger.recorded_claims(ClaimFilter(document=ARTICLE.id))
    assert (found.claim.id, found.claim.statement, found.erasure) == (READ.id, SAID.id, ORDER)
    assert found.record()["erased"] == ORDER.record()
    assert found.claim.actors("recogniser") == ("quorvia",)
    assert [(quote.start, quote.text) for quote in found.claim.evidence] == [(START, "")]
    assert (found.claim.attribute("title"), found.claim.attribute("change")) == ("", "recognises")
    assert found.judged.verdict
    assert (found.judged.verdict.id, found.judged.verdict.by) == (before.judged.verdict.id, "N. N.")  # type: ignore[union-attr]
    (standing,) = ledger.standing_claims(ClaimFilter(document=ARTICLE.id))
    assert (standing.claim.id, standing.claim.status) == (corrected.id, "planned")
    (said,) = ledger.statements(StatementFilter(document=ARTICLE.id))
    assert (said.id, said.content, said.record()["erased"]) == (SAID.id, SAID.content, True)
    (document,) = ledger.documents(ids=[ARTICLE.id])
    assert (document.text, document.title, document.byline, document.outlet) == ("", None, None, "Gazette")
    assert (document.kept, document.id) == ("erased", ARTICLE.id)
    assert [(each.code, each.what) for each in ledger.problems()] == [("half", "erased")]
    for query in ("xylopolis", "kjempefint", "wherlock"):
        assert not [*ledger.search(query), *ledger.claims(ClaimFilter(text=query))]
        assert not list(ledger.statements(StatementFilter(text=query)))
    assert [each.erasure for each in ledger.recorded_claims(ClaimFilter(document=OTHER.id))] == [None]
    assert [each.document for each in ledger.search("vashtar")] == [OTHER.id]
    assert list(ledger.erasures()) == [ORDER]


def test_what_was_erased_is_not_recorded_again(ledger: Ledger) -> None:
    fill(ledger)
    ledger.erase(ORDER)
    for keep in ("text", "evidence"):
        with pytest.raises(Erased, match=ORDER.id):
            ledger.append(ARTICLE, [SAID], [READ], reader=SECOND, recorded_at=day(10), keep=keep)
    again = Erasure(ARTICLE.id, "M. M.", day(11), "to be sure")
    assert ledger.erase(again) == (ORDER, True)
    assert list(ledger.erasures()) == [ORDER]
    assert len(list(ledger.documents())) == 2


def test_an_erasure_is_signed_has_a_reason_and_means_a_document(ledger: Ledger) -> None:
    fill(ledger)
    for wrong, error, told in (
        (Erasure(ARTICLE.id, " ", day(9), "why"), UsageError, "--by NAME"),
        (Erasure(ARTICLE.id, "N. N.", day(9), ""), UsageError, "--reason TEXT"),
        (Erasure("sha256:none", "N. N.", day(9), "why"), UnknownName, "holds no document"),
    ):
        with pytest.raises(error, match=told):
            ledger.erase(wrong)
    with ledger.batch(), pytest.raises(UsageError, match="batch"):
        ledger.erase(ORDER)
    assert next(ledger.documents()) == ARTICLE


def test_no_word_is_left_in_any_table(either_place: str | Path) -> None:
    with open_ledger(either_place) as ledger:
        fill(ledger)
        ledger.erase(ORDER)
    engine = store_at(either_place).engine()
    with engine.connect() as connection:
        tables = sorted(set(sa.inspect(connection).get_table_names()) - {"foedus_schema"})
        everything = "".join(
            repr(connection.exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608
            for table in tables
            if connection.dialect.name != "sqlite" or table in metadata.tables
        )
    engine.dispose()
    assert "denied it" in everything
    assert not [word for word in HARD if word in everything]


def test_no_word_is_left_in_the_file(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    with open_ledger(place) as ledger:
        many = [Document(f"{number}.txt", f"Baku stayed {number} times. " * 200) for number in range(30)]
        with ledger.batch():
            for each in many[:15]:
                ledger.append(each, reader=FIRST, recorded_at=day(1))
            fill(ledger)
            for each in many[15:]:
                ledger.append(each, reader=FIRST, recorded_at=day(1))
        assert any(word.encode() in bytes_of(place) for word in HARD)
        assert ledger.erase(ORDER) == (ORDER, True)
        left = bytes_of(place)
        assert not [word for word in HARD if word.encode() in left]
        assert b"Vashtar denied" in left
        assert len(list(ledger.search("baku"))) >= 30


def bytes_of(place: Path) -> bytes:
    """All that the store's files hold."""
    return b"".join(path.read_bytes() for path in sorted(place.parent.glob(f"{place.name}*")))


def test_who_reads_meanwhile_may_keep_the_words_in_the_file_and_it_is_told(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    with open_ledger(f"sqlite:///{place}?timeout=0.2") as ledger, open_ledger(place) as other:
        fill(ledger)
        with other._engine.connect() as reading:
            reading.execute(sa.text("SELECT * FROM texts")).fetchall()
            assert ledger.erase(ORDER)[1] is False
        assert ledger.erase(ORDER) == (ORDER, True)
        assert not [word for word in HARD if word.encode() in bytes_of(place)]


REFUSED = (
    "DELETE FROM texts WHERE document = 2",
    "DELETE FROM texts",
    "UPDATE texts SET body = '' WHERE document = 3",
    "UPDATE claims SET record = '{}' WHERE document = 1",
    "UPDATE claims SET record = '{}' WHERE document = 2",
    "UPDATE claims SET kind = 'stance' WHERE document = 3",
    "UPDATE claims SET record = '{}', kind = 'stance' WHERE document = 3",
    "DELETE FROM claims WHERE document = 3",
    "DELETE FROM passages WHERE document = 3",
    "UPDATE reading_claims SET terms = '[]', confidence = 0",
    "DELETE FROM erasures",
)
"""With the first document erased, the second not, and an erasure of the third begun."""


def test_only_an_erasure_opens_rows_and_only_while_it_lasts(either_place: str | Path) -> None:
    third = Document("c.txt", "Yerevan left.")
    with open_ledger(either_place) as ledger:
        fill(ledger)
        ledger.append(third, claims=[claim(third, recogniser="ARM", recognised="x")], reader=FIRST, recorded_at=day(3))
        ledger.erase(ORDER)
    engine = store_at(either_place).engine()
    begin = "INSERT INTO erasures (entry, document, id, record, recorded_at) SELECT 1, 3, 'x', '', recorded_at"

    def attempt(change: str) -> None:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"{begin} FROM entries WHERE seq = 1")
            connection.exec_driver_sql("UPDATE claims SET record = '{}' WHERE document = 3")
            connection.exec_driver_sql(change)

    for change in REFUSED:
        with pytest.raises(sa.exc.DBAPIError, match="append-only"):
            attempt(change)
    attempt("DELETE FROM texts WHERE document = 3")  # what is open is open
    engine.dispose()


def test_which_library_stood_is_noted_with_each_entry(ledger: Ledger, place: str | Path) -> None:
    ledger.append(OTHER, [], [DENIED], reader=FIRST, recorded_at=day(1))
    assert list(ledger.libraries()) == []
    newer = LibraryVersion("0.2.0", "b" * 64, "c" * 64)
    for number, library in enumerate((LIBRARY, newer, LIBRARY), 2):
        ledger._library = library
        ledger.append(Document(f"{number}.txt", f"Text {number}."), reader=FIRST, recorded_at=day(number))
    ledger.append(ARTICLE, [SAID], [READ], reader=FIRST, recorded_at=day(5))
    assert [(each.library, each.record()["library"]) for each in ledger.recorded_claims()] == [
        (None, None),
        (LIBRARY.id, LIBRARY.id),
    ]
    ledger.judge(Judgement("reject", READ.id, "N. N.", day(6), "no"))
    assert [(each.version, each.first, each.last, each.entries) for each in ledger.libraries()] == [
        (LIBRARY, day(2), day(6), 4),
        (newer, day(3), day(3), 1),
    ]
    assert [each.entries for each in ledger.libraries(day(3))] == [1, 1]
    assert not ledger.append(ARTICLE, [SAID], [READ], reader=FIRST, recorded_at=day(7))
    assert sum(each.entries for each in ledger.libraries()) == 5


def test_mentions_are_kept_as_evidence(ledger: Ledger) -> None:
    who = mentions("baku")[0]
    said = statement(OTHER, "vashtar", content=((8, 14),), via=(who,))
    ledger.append(OTHER, [said], [], reader=FIRST, recorded_at=day(1), keep="evidence")
    assert next(ledger.documents()).text == "Vashtar denied    "
