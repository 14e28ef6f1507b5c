"""Verdicts on declared commitments as sentences, rows and records."""

from __future__ import annotations

from typing import Any

import pytest

from foedus.model.claims import Mention, Quote, make_claim
from foedus.views import check


def finding(verdict: str, **more: Any) -> dict[str, Any]:
    return {
        "debtor": "BLR", "beneficiary": "south-ossetia", "duty": "defend", "verdict": verdict, "obligations": [],
        "missing": [], "unknown": [], **more,
    }  # fmt: skip


OWED = {
    "duty": "consult", "provision": {"agreement": "a-1999", "article": "2"}, "in_force_since": "1999",
    "because": [{"fact": "a-1999 is in force", "source": "gazette"}],
}  # fmt: skip


def verdict(*findings: dict[str, Any], speaker: str | None = "medoev") -> dict[str, Any]:
    claim = make_claim(
        document="sha256:d",
        kind="commitment",
        roles={"debtor": [Mention("B", 0, 1, "BLR")], "beneficiary": [Mention("S", 2, 3, "south-ossetia")]},
        attributes={"duty": "defend"},
        evidence=[Quote("we share a space", 0, 16)],
    )
    return {
        "claim": claim.record(), "speaker": speaker, "said_in": "talk.txt", "on": "2022-02-11",
        "on_basis": "the day on which the document was published (stated)", "viewpoint": None,
        "findings": list(findings),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            finding("borne-out", obligations=[OWED]),
            ["borne out", "a-1999, article 2", "a-1999 is in force [1]", "[1] gazette"],
        ),
        (finding("other-duty", obligations=[OWED]), ["to something else", "consult, in force since 1999"]),
        (
            finding(
                "not-borne-out",
                missing=[{"actor": "BLR", "provision": None, "failed": "no", "failed_code": "not-party"}],
            ),
            ["not borne out by any text in force", "BLR: no (not-party)"],
        ),
        (finding("not-borne-out"), ["holds no agreement that bears on the two"]),
        (finding("unknown", unknown=[{"actor": "BLR", "why": "no data"}]), ["not known: no data"]),
    ],
)
def test_the_text_states_the_words_the_day_its_basis_and_the_verdict(
    given: dict[str, Any], expected: list[str]
) -> None:
    text = check.text(verdict(given), str)
    assert "medoev said, in talk.txt: BLR → south-ossetia: defend" in text
    assert '"we share a space"' in text
    assert "on 2022-02-11, the day on which the document was published (stated);" in text
    assert all(part in text for part in expected)


def test_proofs_can_be_left_out() -> None:
    text = check.text(verdict(finding("borne-out", obligations=[OWED])), str, proofs=False)
    assert "a-1999, article 2" in text
    assert "Sources" not in text


def test_a_claim_without_two_parties_says_that_there_is_nothing_to_check() -> None:
    text = check.text(verdict(speaker=None), str)
    assert text.startswith("The document said")
    assert "names no two parties" in text


def test_rows_and_flat_records_have_one_entry_for_each_pair() -> None:
    given = [verdict(finding("borne-out", obligations=[OWED]), finding("unknown"))]
    assert [row[5] for row in check.table(given, str).rows] == ["borne-out", "unknown"]
    flat = list(check.flat(given))
    assert all(set(check.COLUMNS) == set(record) for record in flat)
    assert flat[0]["provisions"] == [{"agreement": "a-1999", "article": "2"}]
