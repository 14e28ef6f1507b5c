"""Judgements from other tools: matched with the ledger's claims, signed, recorded; what matches nothing is told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from exchange_making import (
    ABKHAZIA,
    BEGUN,
    CLAIMS,
    CORRECTED,
    DEFENCE,
    JUDGEMENTS,
    MEMBER,
    NEWS,
    OSSETIA,
    PLAIN,
    exported,
    fill,
)

from foedus.desk import Desk, Settings
from foedus.desk.exchanging import Wanted, export_claims
from foedus.desk.importing import Taken, import_judgements
from foedus.exchange.naming import annotation_iri, claim_iri, document_iri
from foedus.ledger import ClaimFilter
from foedus.model.claims import Claim
from foedus.model.problems import DataError, UsageError


@pytest.fixture(scope="module")
def unjudged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which nobody has judged yet."""
    place = tmp_path_factory.mktemp("unjudged") / "ledger.sqlite"
    fill(place, judgements=())
    return place


@pytest.fixture
def fresh(desk: Desk, unjudged: Path, tmp_path: Path) -> Desk:
    """A desk at a copy of it."""
    place = tmp_path / "fresh.sqlite"
    shutil.copy(unjudged, place)
    own = Desk(Settings(ledger=str(place)))
    vars(own).update(library=desk.library, gazetteer=desk.gazetteer)
    return own


def taken(desk: Desk, folder: Path, annotations: Any, by: str | None = None, reason: str | None = None) -> Taken:
    place = folder / "annotations.jsonld"
    place.write_text(json.dumps(annotations), encoding="utf-8")
    return import_judgements(desk, "web-annotation", str(place), by=by, reason=reason)


def assessing(value: str, *more: dict[str, Any], **fields: Any) -> dict[str, Any]:
    body = {"type": "TextualBody", "purpose": "assessing", "value": value}
    return {"type": "Annotation", "creator": {"name": "R. R."}, "body": [body, *more], **fields}


COMMENT = {"type": "TextualBody", "purpose": "commenting", "value": "as I read it"}


def test_what_was_exported_comes_back_with_the_same_ids(at: Desk, fresh: Desk, tmp_path: Path) -> None:
    place = tmp_path / "all.jsonld"
    list(export_claims(at, "web-annotation", Wanted(), str(place)))
    found = import_judgements(fresh, "web-annotation", str(place))
    assert not found.problems
    assert {each.id for each in found.recorded} == {each.id for each in JUDGEMENTS}
    assert {each.claim.id for each in fresh.ledger.standing_claims(ClaimFilter(kind="recognition"))} == {
        ABKHAZIA.id,
        CORRECTED.id,
    }
    again = import_judgements(fresh, "web-annotation", str(place))
    assert (again.recorded, again.known, again.problems) == ((), len(JUDGEMENTS), ())


def test_a_claim_is_meant_by_name_or_by_its_words(fresh: Desk, tmp_path: Path) -> None:
    (quote,) = ABKHAZIA.evidence
    position = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    spans = [{"type": "TextQuoteSelector", "exact": each.text} for each in DEFENCE.evidence]
    found = taken(
        fresh,
        tmp_path,
        {
            "type": "AnnotationCollection",
            "first": {
                "items": [
                    assessing("reject", COMMENT, target=claim_iri(MEMBER.id), created="2024-06-01T00:00:00Z"),
                    assessing("accept", COMMENT, target={"source": document_iri(PLAIN.id), "selector": position}),
                    assessing("Accepted", COMMENT, target={"source": NEWS.path, "selector": spans}),
                    {
                        "id": annotation_iri(OSSETIA.id),
                        "motivation": "moderating",
                        "bodyValue": "reject",
                        "target": "x",
                    },
                ]
            },
        },
        by="M. M.",
        reason="in bulk",
    )
    assert not found.problems
    made = [(each.verdict, each.target, each.by, each.reason) for each in found.recorded]
    assert made == [
        ("reject", MEMBER.id, "R. R.", "as I read it"),
        ("accept", ABKHAZIA.id, "R. R.", "as I read it"),
        ("accept", DEFENCE.id, "R. R.", "as I read it"),
        ("reject", OSSETIA.id, "M. M.", "in bulk"),
    ]
    assert found.recorded[0].at.isoformat() == "2024-06-01T00:00:00+00:00"


def test_a_correction_says_what_should_stand(fresh: Desk, tmp_path: Path) -> None:
    edit = {"type": "TextualBody", "purpose": "editing", "value": "polarity=affirmed\nrole.recogniser=Syria"}
    found = taken(fresh, tmp_path, assessing("correct", COMMENT, edit, target=claim_iri(OSSETIA.id)))
    assert not found.problems
    (made,) = found.recorded
    assert made.claim is not None
    assert (made.claim.polarity, made.claim.actors("recogniser")) == ("affirmed", ("SYR",))
    bad = taken(fresh, tmp_path, assessing("correct", COMMENT, target=claim_iri(OSSETIA.id)))
    assert "FIELD=VALUE" in bad.problems[0].line()


def test_what_does_not_match_is_told_and_the_rest_is_taken(fresh: Desk, tmp_path: Path) -> None:
    nowhere = {"type": "TextQuoteSelector", "exact": "no such words"}
    half = {"purpose": "editing", "format": "application/json", "value": "{"}
    unsigned = assessing("accept", COMMENT, target=claim_iri(DEFENCE.id))
    del unsigned["creator"]
    found = taken(
        fresh,
        tmp_path,
        [
            assessing("accept", COMMENT, target="urn:foedus:claim:0000"),
            assessing("accept", COMMENT, target={"source": document_iri(PLAIN.id), "selector": nowhere}),
            assessing("accept", COMMENT, target="https://elsewhere.example/"),
            assessing("accept", COMMENT),
            assessing("perhaps", COMMENT, target=claim_iri(DEFENCE.id)),
            assessing("accept", target=claim_iri(DEFENCE.id)),
            unsigned,
            {"target": claim_iri(DEFENCE.id), "body": [half, {"purpose": "assessing", "value": "accept"}]},
            7,
            assessing("accept", COMMENT, target=claim_iri(ABKHAZIA.id)),
        ],
    )
    why = [each.line().split(": ", 2)[2] for each in found.problems]
    assert [each.target for each in found.recorded] == [ABKHAZIA.id]
    assert [line.partition("(")[2].partition(")")[0].split(":")[0] for line in why] == [
        "the ledger holds no such claim",
        "no claim rests on these words",
        "the ledger holds no such document",
        "it names neither a claim nor a document",
        "",
        "it gives no reason",
        "nobody signed it",
        "JSONDecodeError",
        "AttributeError",
    ]


def test_several_claims_on_the_same_words_have_to_be_named(fresh: Desk, tmp_path: Path) -> None:
    twin = Claim.from_record({**ABKHAZIA.record(), "status": "planned"})
    from exchange_making import READER

    fresh.ledger.append(PLAIN, [], [*CLAIMS[2:5], twin], reader=READER.__class__("0.2.0", "md"), recorded_at=BEGUN)
    (quote,) = ABKHAZIA.evidence
    selector = {"type": "TextQuoteSelector", "exact": quote.text}
    target = {"source": {"id": document_iri(PLAIN.id)}, "selector": selector}
    found = taken(fresh, tmp_path, assessing("accept", COMMENT, target=target))
    assert "2 claims rest on these words" in found.problems[0].line()


@pytest.mark.parametrize("text", ["", "{", "[]", "not json\nat all", "[" * 100_000])
def test_files_of_nothing_are_told(fresh: Desk, tmp_path: Path, text: str) -> None:
    place = tmp_path / "bad.jsonld"
    place.write_text(text, encoding="utf-8")
    found = import_judgements(fresh, "web-annotation", str(place))
    assert (len(found.problems), found.recorded) == (1, ())


def test_a_file_that_cannot_be_read_and_a_form_that_is_none(fresh: Desk, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        import_judgements(fresh, "web-annotation", str(tmp_path / "none"))
    with pytest.raises(UsageError, match="web-annotation, brat"):
        import_judgements(fresh, "prodigy", "x")


def test_brat_goes_out_and_comes_back(fresh: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "brat"
    list(export_claims(fresh, "brat", Wanted(), str(folder)))
    assert (folder / "annotation.conf").read_text(encoding="utf-8").startswith("[entities]\nAgreement_Stage\n")
    news = folder / f"{NEWS.id[7:27]}.ann"
    assert news.with_suffix(".txt").read_bytes().decode() == NEWS.text
    lines = news.read_text(encoding="utf-8").splitlines()
    start, end = (DEFENCE.evidence[0].start, DEFENCE.evidence[0].end)
    assert lines[0] == (
        f"T1\tCommitment {start} {end};{DEFENCE.evidence[1].start} {DEFENCE.evidence[1].end}"
        "\tBelarus, shall defend Russia 60,000 men"
    )
    news.write_text(
        "\n".join(
            [
                *lines,
                "A90\tVerdict T1 accept",
                "#1\tAnnotatorNotes T1\tas it stands there",
                "A91\tVerdict T2 correct",
                "#2\tAnnotatorNotes T2\twho else; role.recogniser=Syria",
                "R1\tSame Arg1:T1 Arg2:T2",
                "T8\tReject 0 5\tMinsk",
                "A92\tVerdict T9 accept",
                "what is this",
            ]
        ).replace("Polarity T2 negated", "Polarity T2 affirmed"),
        encoding="utf-8",
    )
    found = import_judgements(fresh, "brat", str(folder), by="R. R.", reason="in bulk")
    assert [(each.verdict, each.target, each.reason) for each in found.recorded] == [
        ("accept", DEFENCE.id, "as it stands there"),
        ("correct", OSSETIA.id, "who else"),
    ]
    made = found.recorded[1].claim
    assert made is not None
    assert (made.polarity, made.actors("recogniser")) == ("affirmed", ("SYR",))
    told = [each.line() for each in found.problems]
    assert len(told) == 3
    assert sum("a line is not read" in line for line in told) == 2
    assert sum("no claim rests on these words" in line for line in told) == 1
    again = import_judgements(fresh, "brat", str(folder), by="R. R.", reason="in bulk")
    assert (again.recorded, again.known) == ((), 2)


def test_brat_without_its_text_is_told(fresh: Desk, tmp_path: Path) -> None:
    assert import_judgements(fresh, "brat", str(tmp_path / ".")).problems[0].code == "empty"
    (tmp_path / "a.ann").write_text("T1\tReject 0 5\tMinsk\n", encoding="utf-8")
    assert "a.txt" in import_judgements(fresh, "brat", str(tmp_path / "a.ann")).problems[0].line()
    (tmp_path / "a.txt").write_text("another text", encoding="utf-8")
    (told,) = import_judgements(fresh, "brat", str(tmp_path / "a.ann"), by="R.", reason="r").problems
    assert "the ledger holds no such document" in told.line()


def test_standing_verdicts_are_not_signed_by_who_gives_a_file_back(at: Desk, fresh: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "judged"
    list(export_claims(at, "brat", Wanted(), str(folder)))
    assert "Standing T1 accepted" in (folder / f"{NEWS.id[7:27]}.ann").read_text(encoding="utf-8")
    assert import_judgements(fresh, "brat", str(folder), by="R. R.", reason="r").recorded == ()
    with pytest.raises(UsageError, match="--out"):
        exported(at, "brat")
