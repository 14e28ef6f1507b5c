"""The answer as JSON: the contract's keys, plain values, numbers that point where they say."""

from __future__ import annotations

import json
from datetime import date

from foedus.library import load_library
from foedus.model.answers import FAILED
from treaties import ask


def test_the_record_has_the_contract_s_keys_and_is_plain_json() -> None:
    found = ask(load_library(), "GEO", "south-ossetia", date(2022, 2, 20), viewpoint="RUS", ask=("BLR",))
    record = found.record()
    assert json.loads(json.dumps(record)) == record
    assert list(record) == ["question", "obligations", "not_bound", "conflicts", "unknown", "passages", "entanglement"]
    asked = dict(record["question"])
    assert [act["attacker"] for act in asked.pop("acts")] == ["GEO"]
    assert (asked.pop("retaliation"), asked.pop("stated")) == ("none", [])
    assert asked == {
        "attacker": "GEO",
        "target": "south-ossetia",
        "territory": None,
        "through": [],
        "on": "2022-02-20",
        "viewpoint": "RUS",
        "provoked": False,
        "basis": "text",
    }
    for owed in record["obligations"]:
        wanted = "bearer beneficiary duty strength level depth provision in_force_since disputed_by because"
        assert set(wanted.split()) <= set(owed)
        assert set(owed["provision"]) == {"agreement", "article"}
        assert all({"fact", "source"} <= set(fact) for fact in owed["because"])
    for entry in record["not_bound"]:
        assert {"actor", "provision", "failed_code", "failed"} <= set(entry)
        assert entry["failed_code"] in FAILED
        assert entry["failed"]
    for conflict in record["conflicts"]:
        assert {"actor", "obligations", "with", "kind", "prevails"} <= set(conflict)
        assert all(record["obligations"][i]["bearer"] == conflict["actor"] for i in conflict["obligations"])
    assert all({"actor", "why"} <= set(entry) for entry in record["unknown"])
