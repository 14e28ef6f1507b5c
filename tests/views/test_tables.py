"""Tables, CSV and pages."""

from __future__ import annotations

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from foedus.model.actors import Actor, Name, Tenure
from foedus.model.agreements import (
    ActorSet,
    Agreement,
    AgreementName,
    Condition,
    Exemption,
    Link,
    Party,
    Provision,
    Source,
    Stage,
    Trigger,
    ValidityPosition,
)
from foedus.model.documents import Document
from foedus.model.time import Spell
from foedus.model.viewpoints import Recognition
from foedus.views.actors import ActorPage, names_table, page_record, page_text, recognition_record, recognitions_table
from foedus.views.agreements import COLUMNS, actors_named, agreement_row, agreement_text, agreements_table
from foedus.views.documents import documents_table, published, words
from foedus.views.lives import spell
from foedus.views.plain import plain
from foedus.views.table import csv_text, listed, one_line, wrapped

TREATY = Agreement(
    id="ru-so-friendship-2008",
    title="Treaty of Friendship",
    kind="mutual-defence",
    form="treaty",
    in_force=Spell("2009-01-20"),
    in_force_source="gazette",
    checked="2025-12-31",
    parties=(
        Party("RUS", Spell("2009-01-20"), "gazette"),
        Party("south-ossetia", Spell(None, None), "gazette", note="n"),
    ),
    provisions=(
        Provision(
            "4",
            Spell("2009-01-20"),
            "They help each other.",
            ActorSet("other-parties"),
            ActorSet("attacked"),
            "defend",
            "automatic",
            "text",
            Trigger(
                "attack",
                through=ActorSet("named", ("BLR",)),
                region="area",
                unprovoked=True,
                on_request=True,
                conditions=(Condition("if it can"),),
            ),
            (Exemption("not in winter", Spell("2010", "2011")),),
        ),
        Provision(
            "8", Spell("2009-01-20"), "Bases.", ActorSet("parties"), ActorSet("parties"), "host-forces", "x", "text"
        ),
    ),
    sources=(Source("gazette", "The Gazette", "https://gazette.example"), Source("text", "Text", note="a twin")),
    names=(AgreementName("Big Treaty"),),
    stages=(Stage("signed", "2008-09-17", "gazette", ("RUS",), "moscow"),),
    links=(Link("replaces", "older-1999"),),
    positions=(ValidityPosition("GEO", False, Spell("2008-09-17"), "gazette"),),
    note="as read",
)


def test_an_agreements_page_shows_every_fact_with_its_source() -> None:
    text = agreement_text(TREATY, str.upper)
    for expected in (
        "also: Big Treaty",
        "RUS: since 2009-01-20 [gazette; medium]",
        "SOUTH-OSSETIA: an unknown day to an unknown day (n) [gazette; medium]",
        "2008-09-17 signed by RUS in MOSCOW [gazette]",
        "article 4 (since 2009-01-20): They help each other. [text]",
        "on an attack by anyone on the parties (through BLR, in the region area, unprovoked, at its request, if it can)"
        ", the other parties have to defend the one attacked, without further decision",
        "except: not in winter (2010 to 2011)",
        "at all times the parties have to host the forces of the parties",
        "replaces older-1999",
        "GEO does not accept it: since 2008-09-17 [gazette]",
        "[gazette] The Gazette <https://gazette.example>",
        "[text] Text (a twin)",
        "Note: as read",
    ):
        assert expected in text


def test_an_agreements_row_and_table_agree() -> None:
    assert set(COLUMNS) == set(agreement_row(TREATY))
    assert agreements_table([TREATY], str).rows[0][0] == TREATY.id
    assert agreements_table([TREATY], str).rows[0][4] == "defend and host-forces"


def test_sets_of_actors_read_as_words() -> None:
    but = ActorSet("all-but", parts=(ActorSet("parties"), ActorSet("named", ("DEU",))))
    either = ActorSet("any-of", parts=(ActorSet("members-of", ("north-atlantic-1949",)), ActorSet("states")))
    assert actors_named(but, str) == "the parties except DEU"
    assert actors_named(either, str) == "the parties to north-atlantic-1949 or any state"


def test_an_unknown_day_is_said_and_not_left_blank() -> None:
    assert spell(Spell("2009", None)) == "2009 to an unknown day"


PAGE = ActorPage(
    actor=Actor(
        "south-ossetia",
        "de-facto-state",
        "South Ossetia",
        (Name("Tskhinvali region", role="alias", used_by=("GEO",), sense="contests-statehood"), Name("South Ossetia")),
        cow=None,
        gw=396,
    ),
    acts_for="south-ossetia",
    tenures=(Tenure("gagloev", "president", "south-ossetia", Spell("2022-05-24"), source="a list"),),
    agreements=(TREATY,),
    recognised_by=(Recognition("RUS", "south-ossetia", Spell("2008-08-26"), "a decree"),),
    recognises=(),
)


def test_an_actors_page_says_who_calls_it_what_and_who_recognises_it() -> None:
    text = page_text(PAGE, str)
    assert "Tskhinvali region (alias, en; used by GEO; contests-statehood)" in text
    assert "GW 396" in text
    assert "gagloev: president of south-ossetia, since 2022-05-24 [a list]" in text
    assert "ru-so-friendship-2008: Treaty of Friendship, an unknown day to an unknown day" in text
    assert "RUS (de-jure), since 2008-08-26 [a decree]" in text
    assert "Recognises:" not in text


def test_an_actors_record_is_json_with_the_same_facts() -> None:
    record = json.loads(json.dumps(page_record(PAGE)))
    assert record["key"] == "south-ossetia"
    assert record["agreements"][0]["spells"] == [{"start": None, "end": None}]
    assert record["recognised_by"][0]["recogniser"] == "RUS"
    assert names_table(PAGE.actor, str).rows[0][3:] == ("GEO", "contests-statehood")


def test_a_recognition_is_one_flat_record_and_one_row() -> None:
    record = recognition_record(PAGE.recognised_by[0])
    assert (record["start"], record["end"], record["source"]) == ("2008-08-26", "..", "a decree")
    assert recognitions_table(PAGE.recognised_by, str).rows[0][3] == "since 2008-08-26"


def test_words_of_boilerplate_do_not_count() -> None:
    document = Document("a.txt", "one two SHARE THIS three", boilerplate=((8, 18),)).record()
    assert words(document) == 3
    assert published(document) == "undated"
    assert documents_table([document]).rows[0][0] == "a.txt"


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "n": st.none() | st.integers() | st.lists(st.text())})))
def test_csv_gives_back_what_went_in(records: list[dict[str, object]]) -> None:
    read = list(csv.DictReader(io.StringIO(csv_text(records, ["id", "n"]), newline="")))
    assert [row["id"] for row in read] == [record["id"] for record in records]
    assert [json.loads(row["n"]) if row["n"] else None for row in read] == [record["n"] for record in records]


@given(st.text(), st.integers(min_value=4, max_value=40))
def test_one_line_has_no_break_and_keeps_its_width(text: str, width: int) -> None:
    cut = one_line(text, width)
    assert "\n" not in cut
    assert len(cut) <= width


@given(st.text(alphabet="ab \n", max_size=80), st.integers(min_value=10, max_value=40))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert " ".join(wrapped(text.replace("\n", " "), width)).split() == text.split()


def test_lists_read_as_sentences() -> None:
    assert (listed([]), listed(["a"]), listed(["a", "b"], "or")) == ("", "a", "a or b")


def test_plain_leaves_json_as_it_is() -> None:
    assert plain(("a", 1, None)) == ["a", 1, None]


def test_a_persons_page_says_for_whom_the_person_acts() -> None:
    person = ActorPage(
        actor=Actor("gagloev", "person", "Alan Gagloev"),
        acts_for="south-ossetia",
        tenures=(),
        agreements=(),
        recognised_by=(),
        recognises=PAGE.recognised_by,
    )
    text = page_text(person, str)
    assert text.splitlines()[:2] == ["Alan Gagloev (gagloev): person", "acts for south-ossetia"]
    assert "Recognises:\n  south-ossetia (de-jure), since 2008-08-26 [a decree]" in text
