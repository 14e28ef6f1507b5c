"""Long lists page by page: every page goes on where the one before ended, and together they are the whole list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_making import FIRST, SECOND, claim, day, statement

from foedus.ledger import ClaimFilter, StatementFilter, open_ledger, walking
from foedus.ledger.catalogue import DocumentFilter
from foedus.ledger.records import RecordedClaim, Told
from foedus.ledger.store import Ledger
from foedus.model.claims import Mention
from foedus.model.documents import Document
from foedus.model.judgements import Judgement

TEXTS = 20
OUTLETS = ("The Times", 'A "Q\\', "Новости", "nul \0 and \ud800")
DAYS = (None, "2014", "2014-06", "2014-06-13", "2015-01-01")


@pytest.fixture
def long(either_place: str | Path) -> Iterator[Ledger]:
    """Twenty documents of five claims each, every second read anew later, in an order of its own."""
    with open_ledger(either_place) as ledger:
        yield filled(ledger)


def filled(ledger: Ledger) -> Ledger:
    with ledger.batch():
        made = []
        for number in range(TEXTS):
            text = f"{number:03} Tskhinvali said that Russia and Nauru recognised it in spring {number % 3}."
            outlet, published = OUTLETS[number % 4], DAYS[number % 5]
            document = Document(
                f"{number}-Straße.txt", text, title=f"Report {number}", outlet=outlet, published=published
            )
            said = statement(document, "alan-gagloev" if number % 2 else "RUS", content=((0, 20),))
            held = [
                claim(
                    document, said=said if place % 2 else None, recogniser=who, recognised=f"entity-{place}", quote=text
                )
                for place, who in enumerate(("RUS", "NRU", "VEN", "RUS", "SYR"))
            ]
            made.append((document, [said], held))
            ledger.append(document, [said], held, reader=FIRST, recorded_at=day(1))
        for document, said_there, held in reversed(made[::2]):
            ledger.append(document, said_there, held[::-1][:4], reader=SECOND, recorded_at=day(2))
    return ledger


def walked(ledger: Ledger, wanted: ClaimFilter, limit: int, *, standing: bool = False) -> Iterator[RecordedClaim]:
    while True:
        found = ledger.walk(wanted, limit=limit, standing=standing)
        assert len(found.claims) <= limit
        yield from found.claims
        if found.beyond is None:
            return
        wanted = replace(wanted, beyond=found.beyond)


FILTERS = [
    {}, {"actor": "RUS"}, {"actor": "RUS", "role": "recogniser"}, {"speaker": "alan-gagloev"}, {"text": "nauru spring"},
    {"actor": "NRU", "speaker": "RUS"}, {"actor": "entity-3", "text": "recognised"}, {"kind": "membership"},
    {"actor": "nobody"}, {"least": 2.0}, {"polarity": "affirmed", "actors": ("VEN", "SYR")},
]  # fmt: skip


def test_the_pages_of_claims_are_the_whole_list(long: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, looked_at in ((1000, 20_000), (7, 20_000), (7, 12)):
        monkeypatch.setattr(walking, "_LOOKED_AT", looked_at)
        for asked in (ClaimFilter(**each) for each in FILTERS):  # type: ignore[arg-type]
            whole = sorted(each.id for each in long.claims(asked))
            assert sorted(each.claim.id for each in walked(long, asked, limit)) == whole, asked


def test_without_an_index_to_go_by_pages_are_in_the_order_of_recording(long: Ledger) -> None:
    whole = [each.id for each in long.claims()]
    assert [each.claim.id for each in walked(long, ClaimFilter(), 9)] == whole
    begun = list(long.recorded_claims(ClaimFilter(limit=30)))
    assert [each.id for each in long.claims(ClaimFilter(beyond=begun[-1].place))] == whole[30:]


def test_a_document_s_claims_have_pages_too(long: Ledger) -> None:
    document = next(long.documents()).id
    asked = ClaimFilter(document=document)
    assert [each.claim.id for each in walked(long, asked, 2)] == [each.id for each in long.claims(asked)]


def test_pages_of_what_counts_leave_out_the_rejected_and_end_with_corrections(long: Ledger) -> None:
    first, second, third = list(long.claims(ClaimFilter(actor="RUS")))[:3]
    long.judge(Judgement("reject", first.id, "N. N.", day(5), "so it is"))
    for each in (second, third):
        better = replace(each, roles=(("recogniser", (Mention("Russia", 25, 31, "RUS"),)),), polarity="negated")
        long.judge(Judgement("correct", each.id, "N. N.", day(5), "so it is", claim=better))
    for wanted in (ClaimFilter(actor="RUS"), ClaimFilter(polarity="negated"), ClaimFilter()):
        whole = [each.claim for each in long.standing_claims(wanted)]
        for limit in (1, 5):
            found = [each.claim for each in walked(long, wanted, limit, standing=True)]
            assert sorted(each.id for each in found) == sorted(each.id for each in whole)
            assert found[-2:] == whole[-2:]


def test_statements_go_on_after_a_place(long: Ledger) -> None:
    whole = list(long.placed_statements(StatementFilter(speaker="RUS")))
    place, _ = whole[6]
    assert list(long.placed_statements(StatementFilter(speaker="RUS", beyond=place))) == whole[7:]


def test_a_search_goes_on_after_a_passage_and_finds_each_once(long: Ledger) -> None:
    whole = list(long.search("nauru"))
    assert len(whole) == TEXTS
    for first in (1, 5):
        assert list(long.search("nauru", beyond=whole[9].place, first=first)) == whole[10:]


NAMED = [
    {"words": "report 7"}, {"words": "STRASSE.txt"}, {"words": "новости"}, {"words": "times"}, {"words": '"q\\'},
    {"words": "nowhere"}, {"outlet": 'A "Q\\'}, {"outlet": "nul \0 and \ud800"}, {"words": "nul"},
    {"since": "2014-06"}, {"until": "2014-06"}, {"since": "2014-06-13", "until": "2014"}, {"language": "xx"},
    {"words": "report", "outlet": "Новости", "since": "2014"}, {"words": "17-stra"}, {"words": "100%_"},
]  # fmt: skip


def test_documents_that_pass_a_filter_are_found_wherever_they_are(
    long: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("foedus.ledger.catalogue._LOOKED_AT", 5)
    every = long.catalogue(limit=1000)
    for asked in (DocumentFilter(**each) for each in NAMED):
        whole = [each.told for each in every if asked.passes(each.told)]
        for limit in (1000, 3):
            found, before = list[Told](), None
            while some := long.catalogue(asked, before=before, limit=limit):
                found += [each.told for each in some]
                before = some[-1].entry
            assert found == whole, asked
