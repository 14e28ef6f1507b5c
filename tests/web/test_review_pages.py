"""Judging claims over pages: signed, with a reason, against what stands; only for those who may write."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from foedus.desk import Settings
from foedus.ledger import ClaimFilter, open_ledger
from foedus.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token-of-the-tests"  # noqa: S105 - it opens nothing


@pytest.fixture
def own(news: Path, tmp_path: Path) -> Path:
    """A copy of the ledger, to write in."""
    return Path(shutil.copy(news, tmp_path / "own.sqlite"))


@pytest.fixture
def writer(own: Path) -> Iterator[TestClient]:
    """A visitor who may write, as a browser with the explorer's page open."""
    app = create_app(Settings(ledger=str(own)), TOKEN, hosts=("testserver",))
    with TestClient(app, follow_redirects=False, headers={"origin": "http://testserver"}) as client:
        client.get("/enter", params={"token": TOKEN})
        yield client
    app.state.house.close()


def a_claim(place: Path, kind: str | None = None) -> tuple[str, str]:
    with open_ledger(place) as ledger:
        claim = next(ledger.claims(ClaimFilter(kind=kind)))
        return claim.id, claim.document


def stands(place: Path, claim: str) -> tuple[str, str, str] | None:
    with open_ledger(place) as ledger:
        held = next(ledger.recorded_claims(ClaimFilter(id=claim))).judged.verdict
        return (held.verdict, held.by, held.reason) if held else None


def seen(writer: TestClient, claim: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', writer.get(f"/claims/{claim}").text)
    assert found
    return found[1]


def test_a_verdict_is_recorded_and_leads_back_to_the_claim(writer: TestClient, own: Path) -> None:
    claim, document = a_claim(own)
    answer = writer.post(f"/claims/{claim}", data={"verdict": "accept", "by": "Нино К.", "seen": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/documents/{document}#{claim}")
    assert stands(own, claim) == ("accept", "Нино К.", "the text says so")
    page = writer.get(f"/documents/{document}").text
    assert "accepted by Нино К.: the text says so" in page
    assert 'name="by" value="Нино К."' in page, "the name is kept"


def test_undo_takes_back_what_stands_and_the_history_keeps_all(writer: TestClient, own: Path) -> None:
    claim, _ = a_claim(own)
    for verdict, reason in (("accept", ""), ("reject", "he quotes somebody else"), ("withdraw", "")):
        given = {"verdict": verdict, "by": "N. N.", "reason": reason, "seen": seen(writer, claim)}
        assert writer.post(f"/claims/{claim}", data=given).status_code == 303
    assert stands(own, claim) == ("accept", "N. N.", "the text says so")
    page = writer.get(f"/claims/{claim}").text
    assert "he quotes somebody else (withdrawn)" in page
    assert "took the one before back" in page


def test_a_correction_changes_what_the_form_says_otherwise(writer: TestClient, own: Path) -> None:
    claim, _ = a_claim(own, "commitment")
    form = writer.get(f"/claims/{claim}").text
    assert 'name="duty"' in form
    given = {"verdict": "correct", "by": "N. N.", "seen": "", "status": "denied", "duty": "consult"}
    assert writer.post(f"/claims/{claim}", data=given).status_code == 303
    with open_ledger(own) as ledger:
        held = next(ledger.recorded_claims(ClaimFilter(id=claim)))
        now = held.judged.effective(held.claim)
    assert now
    assert (now.status, now.attribute("duty"), now.roles) == ("denied", "consult", held.claim.roles)


def test_who_comes_too_late_is_told_and_records_nothing(writer: TestClient, own: Path) -> None:
    claim, _ = a_claim(own)
    assert writer.post(f"/claims/{claim}", data={"verdict": "reject", "by": "First", "seen": ""}).status_code == 303
    late = writer.post(f"/claims/{claim}", data={"verdict": "accept", "by": "Second", "seen": "", "fragment": "yes"})
    assert late.status_code == 409
    assert "Meanwhile" in late.text
    assert "rejected by First" in late.text
    assert stands(own, claim) == ("reject", "First", "the text does not say so")


@pytest.mark.parametrize(
    "given",
    [
        {"verdict": "accept", "by": " "},
        {"verdict": "same-as", "by": "N. N."},
        {"verdict": "withdraw", "by": "N. N."},
        {"verdict": "correct", "by": "N. N."},
        {"verdict": "correct", "by": "N. N.", "time": "the day before"},
        {"verdict": "correct", "by": "N. N.", "status": "perhaps"},
        {},
    ],
)
def test_what_is_no_judgement_is_refused_with_a_reason(writer: TestClient, own: Path, given: dict[str, str]) -> None:
    claim, _ = a_claim(own)
    answer = writer.post(f"/claims/{claim}", data=given)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert stands(own, claim) is None


def test_only_who_may_write_sees_forms_and_the_past_is_not_judged(
    web: TestClient, writer: TestClient, own: Path
) -> None:
    claim, document = a_claim(own)
    for page in (f"/claims/{claim}", f"/documents/{document}"):
        assert "Judge" not in web.get(page).text
        assert "Judge" in writer.get(page).text
        assert "Judge" not in writer.get(page, params={"known": "2199-01-01"}).text
    assert web.post(f"/claims/{claim}", data={"verdict": "accept"}).status_code == 401
    foreign = writer.post(f"/claims/{claim}", data={"verdict": "accept"}, headers={"origin": "http://evil.example"})
    assert foreign.status_code == 403
    assert stands(own, claim) is None
    assert writer.get("/claims/claim:0").status_code == 404
