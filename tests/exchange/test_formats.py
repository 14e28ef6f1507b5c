"""Every format: what its table says it keeps is there, the same ledger gives the same bytes, others read it."""

from __future__ import annotations

import csv
import io
import json
import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_making import ABKHAZIA, CLAIMS, CORRECTED, DEFENCE, JUDGEMENTS, LEFT, MEMBER, NEWS, OSSETIA, exported

from foedus.desk import Desk
from foedus.desk.exchanging import Wanted, export_claims, items
from foedus.exchange.formats import FORMATS, Format, format_named
from foedus.exchange.naming import claim_iri, named
from foedus.exchange.rows import COLUMNS
from foedus.exchange.tables import csv_claims, parquet_claims
from foedus.model.claims import Claim
from foedus.model.problems import DataError, UsageError

STREAMS = tuple(
    pytest.param(each, marks=pytest.mark.slow) if each.extra and each.extra[0] in ("ftm", "stata") else each
    for each in FORMATS
    if each.writer
)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "exchange.md"


def named_so(form: object) -> str:
    return form.name if isinstance(form, Format) else ""


def parts(form: Format) -> str:
    """The rows of a format's table."""
    return "".join(f"| {name} | {form.kept.get(name, '–')} |\n" for name in form.fields)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_page_says_what_each_format_keeps(form: Format) -> None:
    assert set(form.kept) <= set(form.fields)
    assert set(form.kept) | set(form.lost) == set(form.fields)
    text = PAGE.read_text(encoding="utf-8")
    titled = re.search(rf"^#+ .*`{form.name}`.*$", text, re.MULTILINE)
    assert titled, f"docs/exchange.md has no chapter of {form.name}"
    assert parts(form) in text


def test_the_tables_of_the_page_are_those_of_the_code() -> None:
    tables = runpy.run_path(str(PAGE.parents[1] / "scripts" / "exchange_tables.py"))["tables"]
    text = PAGE.read_text(encoding="utf-8")
    assert tables(text) == text, "run scripts/exchange_tables.py"


@pytest.mark.parametrize("form", STREAMS, ids=named_so)
def test_the_same_ledger_gives_the_same_bytes(form: Format, at: Desk, filled: Path) -> None:
    again = Desk(at.settings)
    vars(again).update(library=at.library, gazetteer=at.gazetteer)
    assert exported(at, form.name) == exported(again, form.name)


@pytest.mark.parametrize("form", STREAMS, ids=named_so)
def test_an_empty_export_is_well_formed(form: Format, at: Desk) -> None:
    made = exported(at, form.name, Wanted(kind="validity"))
    if form.media.endswith("json"):
        found = json.loads(made)
        assert found == [] or not found.get("@graph") or found["type"] == "bundle"


@pytest.mark.parametrize("form", STREAMS, ids=named_so)
def test_each_claim_has_its_id_and_its_exact_words(form: Format, at: Desk) -> None:
    made = exported(at, form.name).decode(errors="replace")
    for claim in CLAIMS:
        assert claim.id in made or claim.id.replace(":", "-") in made or claim_iri(claim.id) in made
    assert "Syria recognised Abkhazia in 2018" in made
    assert "Baku left" not in made, "its words were erased"


def test_claims_come_back_from_csv(at: Desk) -> None:
    text = exported(at, "csv", Wanted(on="2018-06-01", known_on="2030-01-01")).decode()
    assert [each.id for each in csv_claims(text)] == [each.id for each in CLAIMS]
    assert list(csv_claims(text))[:-1] == list(CLAIMS[:-1])
    first, second, third, *_ = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(first) == tuple(COLUMNS)
    assert (first["role_debtor"], first["attribute_duty"], first["quantity_low"]) == ("BLR", "defend", "60000.0")
    assert (first["viewpoint"], first["speaker"], first["via"]) == ("BLR", "alexander-lukashenko", "example-wire")
    assert (second["standing"], second["judged_by"]) == ("corrected", "N. N.")
    assert (first["valid_on"], first["known_on"], third["holds"]) == ("2018-06-01", "2030-01-01", "unknown")
    assert first["quote"] == "Belarus,\nshall defend Russia … 60,000 men"


def test_corrections_stand_in_the_place_of_what_they_correct(at: Desk) -> None:
    found = list(csv_claims(exported(at, "csv", Wanted(standing=True)).decode()))
    assert CORRECTED.id in {each.id for each in found}
    assert {each.kind for each in found} == {"commitment", "recognition", "office", "event"}


@pytest.mark.slow
def test_polars_and_pandas_read_parquet_and_claims_come_back(at: Desk, tmp_path: Path) -> None:
    import pandas as pd
    import polars as pl

    one, two = tmp_path / "one.parquet", tmp_path / "two.parquet"
    for place in (one, two):
        assert not list(export_claims(at, "parquet", Wanted(), str(place)))
    assert one.read_bytes() == two.read_bytes()
    assert list(tmp_path.iterdir()) == [one, two] or {*tmp_path.iterdir()} == {one, two}
    table = pl.read_parquet(one)
    assert [each.id for each in parquet_claims(table.to_dicts())] == [each.id for each in CLAIMS]
    assert table["standing"].to_list()[:2] == ["accepted", "corrected"]
    assert pd.read_parquet(one)["id"].tolist() == [each.id for each in CLAIMS]
    with pytest.raises(UsageError, match="--out"):
        list(export_claims(at, "parquet", Wanted()))


def test_json_lines_have_the_contracts_record_and_what_is_around_it(at: Desk) -> None:
    found = [json.loads(line) for line in exported(at, "jsonl").splitlines()]
    assert [Claim.from_record({**each, "held_as": each["id"]}).record()["roles"] for each in found[:2]]
    assert Claim.from_record(found[0]) == DEFENCE
    assert found[0]["told"]["outlet"] == "Example Wire"
    assert found[0]["said"]["on_behalf_of"] == "BLR"
    assert found[-1]["erased"]["by"] == "N. N."


def test_evidence_stands_where_the_annotation_says(at: Desk) -> None:
    found = json.loads(exported(at, "web-annotation"))
    assert [each["type"] for each in found] == ["Annotation"] * len(CLAIMS)
    targets = found[0]["target"]
    for target in targets:
        position, quote = target["selector"]
        assert NEWS.text[position["start"] : position["end"]] == quote["exact"]
        assert NEWS.text[: position["start"]].endswith(quote["prefix"])
        assert NEWS.text[position["end"] :].startswith(quote["suffix"])
        assert named(target["source"]["id"], "document") == NEWS.id
    whole = json.loads(next(each["value"] for each in found[0]["body"] if each.get("format") == "application/json"))
    assert Claim.from_record({**whole, "statement": DEFENCE.statement}) == DEFENCE
    signed = [(each["value"], each["creator"]["name"]) for each in found[2]["body"] if "creator" in each]
    assert signed == []
    (verdict, reason) = (each for each in found[0]["body"] if "creator" in each)
    assert (verdict["value"], reason["value"]) == ("accept", JUDGEMENTS[0].reason)


def test_pybtex_reads_the_bibliography(at: Desk) -> None:
    from pybtex.database import parse_bytes

    found = parse_bytes(exported(at, "bibtex"), "bibtex").entries
    assert len(found) == len(CLAIMS) + 3
    entry = found[DEFENCE.id.replace(":", "-")]
    assert DEFENCE.id in entry.fields["note"]
    assert entry.fields["url"] == "https://news.example/a?x=1&y=%7B2%7D"
    assert [str(person) for person in entry.persons["author"]] == ["{A. Writer and B. Writer}"]
    assert (entry.fields["date"], entry.fields["year"]) == ("2020-09-09", "2020")


def test_csl_items_have_parts_of_dates_and_what_the_claim_says(at: Desk) -> None:
    found = json.loads(exported(at, "csl-json", Wanted(on="2020-01-01")))
    assert [each["type"] for each in found][:2] == ["webpage", "webpage"]
    assert found[0]["issued"] == {"date-parts": [[2020, 9, 9]]}
    assert found[0]["author"] == [{"literal": "A. Writer and B. Writer"}]
    by_id = {each["id"]: each for each in found}
    assert len(by_id) == len(found)
    custom = by_id[DEFENCE.id.replace(":", "-")]["custom"]
    assert (custom["viewpoint"], custom["valid_on"], custom["standing"]) == ("BLR", "2020-01-01", "accepted")
    assert LEFT.id.replace(":", "-") in by_id


def test_a_file_is_there_whole_or_not_at_all(at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "claims.csv"
    place.write_text("before", encoding="utf-8")

    def broken(self: Format, items: object, asked: object) -> object:
        yield b"half"
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Format, "written", broken)
        with pytest.raises(DataError, match="No space left"):
            list(export_claims(at, "csv", Wanted(), str(place)))
    assert place.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [place]
    with pytest.raises(DataError, match="cannot be written"):
        list(export_claims(at, "csv", Wanted(), str(tmp_path / "no" / "such.csv")))


def test_a_format_that_there_is_not_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="no format is called 'xls'; it is one of csv, "):
        format_named("xls")


@pytest.mark.slow
def test_follow_the_money_validates_every_entity(at: Desk) -> None:
    from followthemoney import model

    found = [json.loads(line) for line in exported(at, "ftm").splitlines()]
    for each in found:
        proxy = model.get_proxy(each)
        proxy.schema.validate(each)
        assert proxy.to_dict()["properties"].keys() == each["properties"].keys()
    ids = [each["id"] for each in found]
    assert len(set(ids)) == len(ids)
    named_so = {each["id"] for each in found}
    for each in found:
        for name, values in each["properties"].items():
            if model.schemata[each["schema"]].properties[name].type.name == "entity":
                assert set(values) <= named_so, "nothing refers to what is not there"
    schemata = {each["id"]: each["schema"] for each in found}
    assert schemata[claim_iri(DEFENCE.id)] == "Note", "it is conditional"
    assert schemata[claim_iri(OSSETIA.id)] == "Note", "it is negated"
    assert schemata[claim_iri(ABKHAZIA.id)] == "UnknownLink"
    assert schemata[claim_iri(MEMBER.id)] == "Note", "it was rejected"
    assert "Occupancy" in schemata.values()
    (link,) = (each for each in found if each["id"] == claim_iri(ABKHAZIA.id))
    assert link["properties"]["summary"] == ["Syria recognised Abkhazia in 2018"]
    assert link["properties"]["date"] == ["2018"]
    standing = [json.loads(line) for line in exported(at, "ftm", Wanted(standing=True)).splitlines()]
    assert {each["id"]: each["schema"] for each in standing}[claim_iri(CORRECTED.id)] == "UnknownLink"


@pytest.mark.slow
def test_pandas_reads_the_stata_file(at: Desk) -> None:
    import pandas as pd

    made = exported(at, "stata", Wanted(known_on="2030-01-01"))
    with pd.io.stata.StataReader(io.BytesIO(made)) as reader:
        table = reader.read()
        labels, lists = reader.variable_labels(), reader.value_labels()
    flat = list(csv.DictReader(io.StringIO(exported(at, "csv", Wanted(known_on="2030-01-01")).decode(), newline="")))
    for name in table.columns:
        assert len(name) <= 32
        if name not in ("time_first", "time_last", "confidence", "quantity_low", "quantity_high"):
            told = ["" if pd.isna(each) else str(each) for each in table[name]]
            assert told == [row[name] for row in flat], name
    assert labels["role_debtor"] == "Who stands in the role debtor (keys)"
    assert lists["kind"][3] == "membership"
    assert str(table["time_first"][2].date()) == "2018-01-01"
    assert all(len(label) <= 80 for label in labels.values())


@pytest.mark.slow
def test_texts_that_stata_cannot_hold_short_stand_as_long_ones(at: Desk) -> None:
    import pandas as pd

    from foedus.exchange.stata import stata_bytes
    from foedus.exchange.values import Asked, Item

    def long(item: Item) -> Item:
        return replace(item, told=replace(item.told, title="ბ" * 1500 + "\0\ud800"))

    (made,) = stata_bytes(map(long, items(at, Wanted())), Asked())
    assert pd.read_stata(io.BytesIO(made))["document_title"][0] == "ბ" * 1500 + " ?"
