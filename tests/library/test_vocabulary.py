"""The words that library files may use are those that the model knows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedus.library.files import SCHEMAS
from foedus.model import agreements as model
from foedus.model import claims


def enumerated(*path: str) -> list[str]:
    found: Any = json.loads((SCHEMAS / "agreement.schema.json").read_text(encoding="utf-8"))
    for step in path:
        found = found[step]
    return list(found["enum"])


CONDITION = ("$defs", "trigger", "properties", "conditions", "items", "properties")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("$defs", "duty"), model.DUTIES),
        (("$defs", "strength"), model.STRENGTHS),
        (("$defs", "trigger", "properties", "act"), model.ACTS),
        ((*CONDITION, "kind"), model.CONDITIONS),
        (("properties", "terms", "properties", "renewal"), model.RENEWALS),
        (("properties", "stages", "items", "properties", "stage"), model.STAGES),
        (("$defs", "confidence"), model.CONFIDENCES),
    ],
    ids=["duties", "strengths", "acts", "conditions", "renewals", "stages", "confidence"],
)
def test_the_schema_and_the_model_have_the_same_words(path: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert tuple(enumerated(*path)) == words


def test_the_duties_that_an_attack_sets_off_are_duties() -> None:
    assert set(model.HELP) < set(model.DUTIES)


def test_there_is_no_kind_or_status_twice() -> None:
    for words in (claims.KINDS, claims.STATUSES, claims.FORMS, model.DUTIES, model.STAGES):
        assert len(set(words)) == len(words)
