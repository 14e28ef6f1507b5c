"""What new claims say that others said is found at once, in either store, as if every claim had been read."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from random import Random

import pytest
from ledger_making import FIRST, claim, day

from foedus.desk import Desk, Settings, said_before
from foedus.model.claims import Claim
from foedus.model.documents import Document
from foedus.watching import proposition

ACTORS = ("RUS", "NRU", "abkhazia", "GEO")
ROLES = {
    "agreement-stage": ("agreement", "party", "place"),
    "membership": ("member", "organisation"),
    "recognition": ("recogniser", "recognised"),
    "presence": ("actor", "location"),
    "office": ("person", "of"),
}
ATTRIBUTES = {
    "agreement-stage": ({"stage": "signed"}, {"stage": "ratified"}),
    "membership": ({"change": "joins"}, {"change": "leaves"}, {}),
    "recognition": ({"change": "withdraws"}, {"change": "recognises"}, {}),
    "presence": ({"type": "base"}, {"type": "troops"}),
    "office": ({"office": "president"}, {"office": "president", "former": True}, {"office": "envoy"}),
}


def invented(random: Random, document: Document) -> Claim:
    """A claim of a kind with some of its roles; few enough differ that many say the same."""
    kind = random.choice(list(ROLES))
    roles = {role: random.choice(ACTORS) for role in ROLES[kind] if random.random() < 0.8}
    when = random.choice(("2026-01-01", "2026-02", None))
    return claim(
        document,
        kind,
        attributes=random.choice(ATTRIBUTES[kind]),
        status=random.choice(("actual", "planned")),
        polarity=random.choice(("affirmed", "affirmed", "negated")),
        time=when,
        **roles,
    )


@pytest.mark.parametrize("small", [False, True], ids=["one query", "many pages"])
def test_what_was_said_before_is_what_another_claim_says(
    either_place: str | Path, small: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if small:
        for name, value in (("_POINTS_A_QUERY", 5), ("_FIRST_PAGE", 2), ("_LARGEST_PAGE", 4)):
            monkeypatch.setattr(said_before, name, value)
    random = Random(7)  # noqa: S311 - the same claims each time
    with Desk(Settings(ledger=str(either_place))) as desk:
        for number in range(60):
            document = Document(f"{number}.txt", f"{number}: so it is.", published="2026-03-01")
            claims = {each.id: each for each in (invented(random, document) for _ in range(5))}
            desk.writable.append(document, [], claims.values(), reader=FIRST, recorded_at=day(1 + number // 30))
        for known in (None, day(1).date()):
            every = list(desk.ledger.claims(known_on=known))
            new = list(islice(reversed(every), 100))
            ids = {each.id for each in new}
            others = {proposition(each) for each in every if each.id not in ids and each.everybody()}
            wanted = {proposition(each) for each in new}
            found = said_before.said_before(desk, new, known)
            assert found == wanted & others
            assert found or not every
            assert known or wanted - found


def test_nothing_new_was_said_by_nobody(either_place: str | Path) -> None:
    with Desk(Settings(ledger=str(either_place))) as desk:
        desk.writable.append(Document("a.txt", "So it is."), [], [], reader=FIRST, recorded_at=day(1))
        assert said_before.said_before(desk, [], None) == set()
