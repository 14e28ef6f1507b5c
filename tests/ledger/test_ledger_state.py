"""Any sequence of appending, judging, retracting, withdrawing and erasing, asked as of any day, agrees with a model."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from ledger_making import FIRST, SECOND, claim, day

from foedus.ledger import disagreements, open_ledger
from foedus.ledger.store import Ledger
from foedus.model.claims import Claim
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement
from foedus.model.problems import Erased

pytestmark = pytest.mark.slow

DOCUMENTS = tuple(Document(f"{name}.txt", f"Text {name}.") for name in "ab")
CLAIMS = {
    document.id: tuple(
        # The second document denies what the first says of one of them.
        claim(document, recogniser=who, recognised="abkhazia", evidence="Text", polarity=polarity)
        for who, polarity in (("RUS", ("affirmed", "negated")[number]), ("SYR", "affirmed"))
    )
    for number, document in enumerate(DOCUMENTS)
}
passing = st.booleans()
"""Whether a day passes before the step: a ledger is told things in their order."""


class Model:
    """What a ledger should answer, as plain lists: no identity, no tables, nothing remembered but what was told."""

    def __init__(self) -> None:
        self.readings: list[tuple[int, Document, tuple[Claim, ...]]] = []
        self.judgements: list[tuple[int, Judgement]] = []

    def counted(self, known: int) -> set[str]:
        latest: dict[str, tuple[int, tuple[Claim, ...]]] = {}
        for when, document, claims in self.readings:
            if when <= known and when >= latest.get(document.id, (0, ()))[0]:
                latest[document.id] = when, claims
        told = [judgement for when, judgement in self.judgements if when <= known]
        stand = [each for index, each in enumerate(told) if self.stands(told, index)]
        return {one.id for _, claims in latest.values() for one in claims if self.counts(one, stand)}

    def stands(self, told: list[Judgement], index: int) -> bool:
        later = range(index + 1, len(told))
        return not any(told[n].target == told[index].id and self.stands(told, n) for n in later)

    def counts(self, one: Claim, stand: list[Judgement]) -> bool:
        verdicts = [each.verdict for each in stand if each.target == one.id and each.verdict in ("accept", "reject")]
        retracted = any(each.verdict == "retract" and each.target in (one.id, one.document) for each in stand)
        return not retracted and verdicts[-1:] != ["reject"]


class Told(RuleBasedStateMachine):
    """Steps against a ledger and the model."""

    ledger: Ledger
    model: Model

    @initialize()
    def begin(self) -> None:
        self.model, self.today, self.number = Model(), 1, 0
        self.erased: dict[str, Erasure] = {}

    def moved(self, passes: bool) -> int:
        self.today += passes
        return self.today

    @rule(
        document=st.sampled_from(DOCUMENTS),
        some=st.integers(0, 3),
        passes=passing,
        reader=st.sampled_from((FIRST, SECOND)),
    )
    def append(self, document: Document, some: int, passes: bool, reader: Any) -> None:
        when = self.moved(passes)
        claims = tuple(one for bit, one in enumerate(CLAIMS[document.id]) if some >> bit & 1)
        if document.id in self.erased:
            with pytest.raises(Erased):
                self.ledger.append(document, claims=claims, reader=reader, recorded_at=day(when))
            return
        self.ledger.append(document, claims=claims, reader=reader, recorded_at=day(when))
        self.model.readings.append((when, document, claims))

    @precondition(lambda self: self.model.readings)
    @rule(data=st.data(), passes=passing)
    def erase(self, data: st.DataObject, passes: bool) -> None:
        """What counts stays as it is, on every day: only words go."""
        erasure = Erasure(
            data.draw(st.sampled_from(self.model.readings))[1].id, "N. N.", day(self.moved(passes)), "law"
        )
        told, purged = self.ledger.erase(erasure)
        assert purged
        assert self.erased.setdefault(erasure.document, erasure) == told

    @precondition(lambda self: self.model.readings)
    @rule(data=st.data(), verdict=st.sampled_from(("accept", "reject", "retract", "withdraw")), passes=passing)
    def judge(self, data: st.DataObject, verdict: str, passes: bool) -> None:
        when = self.moved(passes)
        claims = {one.id for _, _, read in self.model.readings for one in read}
        targets = {
            "withdraw": {each.id for _, each in self.model.judgements},
            "retract": claims | {document.id for _, document, _ in self.model.readings},
        }.get(verdict, claims)
        if targets:
            self.number += 1
            target = data.draw(st.sampled_from(sorted(targets)))
            judgement = Judgement(verdict, target, "N. N.", day(when), f"reason {self.number}")
            assert self.ledger.judge(judgement)
            self.model.judgements.append((when, judgement))

    @invariant()
    def agrees(self) -> None:
        for known in range(self.today + 1):
            counting = list(self.ledger.standing_claims(known_on=day(known)))
            assert [each.erasure for each in counting] == [self.erased.get(each.claim.document) for each in counting]
            found = [each.claim.id for each in counting]
            assert len(found) == len(set(found))
            assert set(found) == self.model.counted(known), known
            assert list(self.ledger.judgements(day(known))) == [j for when, j in self.model.judgements if when <= known]
            one = [each for claims in CLAIMS.values() for each in claims if each.id in self.model.counted(known)]
            differ = [(each.type, each.subject) for each in disagreements(one)]
            for limit in (None, 1):
                told = self.ledger.contradictions("abkhazia", day(known), limit=limit).disagreements
                assert [(each.type, each.subject) for each in told] == differ


@pytest.mark.parametrize("store", ["sqlite-file", "postgresql"])
def test_any_steps_agree_with_the_model(store: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    from postgres_server import empty, new_schema

    place: str | Path = tmp_path / "new.sqlite"
    if store == "postgresql":
        place = new_schema(request.getfixturevalue("postgres"))
    open_ledger(place).close()

    class Here(Told):
        def __init__(self) -> None:
            super().__init__()
            if isinstance(place, Path):
                self.ledger = open_ledger(shutil.copy(place, tmp_path / "used.sqlite"))
            else:
                empty(place)
                self.ledger = open_ledger(place)

        def teardown(self) -> None:
            self.ledger.close()

    run_state_machine_as_test(Here, settings=settings(max_examples=12, stateful_step_count=10, deadline=None))
