"""What holds for any readings at all, in every store."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_making import FIRST, STORES, any_problem, any_reader, any_reading, any_text, day
from postgres_server import empty, new_schema

from foedus.ledger import Appended, ClaimFilter, open_ledger
from foedus.ledger.exact import escape, unescape
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem

pytestmark = pytest.mark.slow

Reading = tuple[Document, list[Statement], list[Claim], list[Problem]]
Fresh = Callable[[], AbstractContextManager[Ledger]]
few = settings(max_examples=15, deadline=None)
days = st.integers(1, 5)


@pytest.fixture(params=["sqlite-file", "postgresql"], scope="module")
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Opens an empty ledger each time that it is called; one that lasts is made once, as that takes a while."""
    folder: Path = tmp_path_factory.mktemp("ledger")
    store: str = request.param
    place = new_schema(request.getfixturevalue("postgres")) if store == "postgresql" else STORES[store](folder)
    open_ledger(place).close()

    def emptied() -> str | Path:
        if store == "postgresql":
            empty(str(place))
        return shutil.copy(place, folder / "copy.sqlite") if isinstance(place, Path) else place

    @contextmanager
    def opened() -> Iterator[Ledger]:
        with open_ledger(emptied()) as ledger:
            yield ledger

    return opened


def held(ledger: Ledger, known_on: int | None = None) -> list[object]:
    """All that the ledger answers."""
    known = known_on and day(known_on)
    return [
        *(d.record() for d in ledger.documents(known or None)),
        *(s.record() for s in ledger.statements(known_on=known or None)),
        *(c.record() for c in ledger.claims(known_on=known or None)),
        *ledger.problems(known or None),
    ]


@few
@given(reading=any_reading(), reader=any_reader, strays=st.lists(any_problem, max_size=2, unique=True))
def test_any_text_comes_back_as_it_went_in(fresh: Fresh, reading: Reading, reader, strays: list[Problem]) -> None:  # type: ignore[no-untyped-def]
    document, statements, claims, problems = reading
    with fresh() as ledger:
        ledger.append(*reading, reader=reader, recorded_at=day(1))
        assert list(ledger.documents()) == [document]
        assert list(ledger.statements()) == statements
        assert [c.record() for c in ledger.claims()] == [c.record() for c in claims]
        assert [c.id for c in ledger.claims()] == [c.id for c in claims]
        assert list(ledger.problems()) == problems
        assert {r.read_by for r in ledger.recorded_claims()} <= {reader}
        ledger.append_problems(strays, recorded_at=day(1))
        assert list(ledger.problems()) == [*problems, *strays]
        for claim in claims:
            for role, mentions in claim.roles:
                for mention in mentions:
                    found = ledger.claims(ClaimFilter(actor=mention.actor, role=role))
                    assert claim.id in {c.id for c in found}


@few
@given(readings=st.lists(any_reading(), max_size=4))
def test_appending_twice_is_appending_once(fresh: Fresh, readings: list[Reading]) -> None:
    unique = list({reading[0].id: reading for reading in readings}.values())
    with fresh() as ledger:
        for reading in unique:
            ledger.append(*reading, reader=FIRST, recorded_at=day(1))
        once = held(ledger)
        for reading in unique:
            assert ledger.append(*reading, reader=FIRST, recorded_at=day(2)) == Appended()
        assert held(ledger) == once


@few
@given(
    steps=st.lists(st.tuples(st.integers(0, 2), days, any_reader), max_size=8), readings=st.tuples(*[any_reading()] * 3)
)
def test_what_was_known_agrees_with_a_list_of_what_was_told(fresh: Fresh, steps, readings) -> None:  # type: ignore[no-untyped-def]
    """The model: a list of (when, what); the latest told of each document by a day is what was known."""
    told = sorted(((when, readings[which], reader) for which, when, reader in steps), key=lambda step: step[0])
    with fresh() as ledger:
        for when, reading, reader in told:
            ledger.append(*reading, reader=reader, recorded_at=day(when))
        for known in range(7):
            latest = {reading[0].id: (reading, reader) for when, reading, reader in told if when <= known}
            at = day(known) + timedelta(hours=1)
            documents = {d.id: d.record() for d in ledger.documents(at)}
            assert {k: {**d, "path": ""} for k, d in documents.items()} == {
                k: {**reading[0].record(), "path": ""} for k, (reading, _) in latest.items()
            }
            kept = sorted((r.claim.id, r.read_by.version, r.read_by.model) for r in ledger.recorded_claims(None, at))
            assert kept == sorted((c.id, by.version, by.model) for reading, by in latest.values() for c in reading[2])


@few
@given(readings=st.lists(st.tuples(any_reading(), days), max_size=5))
def test_documents_and_sightings_once_known_stay_known(fresh: Fresh, readings: list[tuple[Reading, int]]) -> None:
    with fresh() as ledger:
        for reading, when in readings:
            ledger.append(*reading, reader=FIRST, recorded_at=day(when))
        for earlier, later in zip(range(6), range(1, 7), strict=True):
            assert {d.id for d in ledger.documents(day(earlier))} <= {d.id for d in ledger.documents(day(later))}
            assert set(ledger.sightings(known_on=day(earlier))) <= set(ledger.sightings(known_on=day(later)))


@given(any_text, any_text)
def test_escaping_keeps_texts_and_their_differences(one: str, other: str) -> None:
    escape(one).encode()
    assert "\0" not in escape(one)
    assert unescape(escape(one)) == one
    assert (escape(one) == escape(other)) == (one == other)


def test_two_surrogates_are_not_the_character_that_they_would_encode(fresh: Fresh) -> None:
    apart, joined = Document("a", "\ud83d\ude00", title="\ud83d\ude00"), Document("a", "\ud83d\ude00", title="😀")
    with fresh() as ledger:
        ledger.append(apart, reader=FIRST, recorded_at=day(1))
        ledger.append(joined, reader=FIRST, recorded_at=day(2))
        assert list(ledger.documents(history=True)) == [apart, joined]
