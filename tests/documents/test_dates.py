"""When a text was published: stated, inferred, or open."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents import contradictions, publication_date
from foedus.documents.boilerplate import boilerplate

PROSE = "The harbour master told reporters that the first boats would leave the island before the end of the week."


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("28 March 2025", "2025-03-28"),
        ("Tuesday, 30 January 2018", "2018-01-30"),
        ("Sunday, January 6, 2019 ", "2019-01-06"),
        ("30/05/2018 - 11:20", "2018-05-30"),
        ("13.04.2021", "2021-04-13"),
        ("2018-05-30 11:20", "2018-05-30"),
        ("Published: 4 May 2021 at 11:20", "2021-05-04"),
        ("By Ana Leal | 4 May 2021", "2021-05-04"),
        ("Tallinn, 4th of May 2021", "2021-05-04"),
        ("Monday, 16 December 2024 (afternoon)", "2024-12-16"),
        ("TRANSCRIPT - Island briefing, Tallinn, 20 April 2022", "2022-04-20"),
        ("Updates from the pier, by our desk. Friday, 8 May 2020. Hours are local.", "2020-05-08"),
        ("*A timeline, last updated 14 March 2023*", "2023-03-14"),
        ("BACKGROUND - Islands: status on 1 June 2024", "2024-06-01"),
        ("29 February 2020", "2020-02-29"),
    ],
)
def test_a_date_line_states_the_date(line: str, edtf: str) -> None:
    found = publication_date(f"Ferry pact takes effect\n\n{line}\n\n{PROSE}")
    assert (found.edtf, found.basis) == (edtf, "stated")


@pytest.mark.parametrize(
    "opening",
    [
        "TALLINN, May 4, 2021 - ",
        "TALLINN, May 4, 2021 (Nord Wire) - ",
        "TALLINN, 4 May 2021. /Nord-Inform/. ",
        "Tallinn, May 4, 2021 – ",
        "NEW TALLINN, Tues., May 4, 2021: ",
    ],
)
def test_a_dateline_states_the_date(opening: str) -> None:
    found = publication_date(f"Ferry pact takes effect\n\n{opening}{PROSE} It was signed on 3 June 1999.")
    assert (found.edtf, found.basis) == ("2021-05-04", "stated")


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{PROSE} It was signed on 3 June 1999.",
        f"What happened on 3 June 1999\n\n{PROSE}",
        f"{PROSE}\n\n3 June 1999 - signature of the treaty, five days after the first one had been signed there.",
        f"{PROSE}\n\n© 2024 Gazette. All rights reserved.",
        f"31 February 2020\n\n{PROSE}",
        "",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    found = publication_date(text, boilerplate(text))
    assert (found.edtf, found.basis) == (None, None)
    assert found.note


def test_the_note_names_the_latest_day_that_the_text_mentions() -> None:
    found = publication_date(f"{PROSE} It was signed on 3 June 1999 and lapsed on 4 May 2004.")
    assert "4 May 2004" in (found.note or "")


def test_a_publication_date_goes_before_an_update() -> None:
    assert publication_date(f"Title here\n\nUpdated 5 May 2021\nPublished 4 May 2021\n\n{PROSE}").edtf == "2021-05-04"
    assert publication_date(f"{PROSE}\n\nFirst published 4 May 2021").edtf == "2021-05-04"


def test_a_weekday_that_does_not_fit_is_said() -> None:
    found = publication_date(f"Monday, 4 May 2021\n\n{PROSE}")
    assert found.edtf == "2021-05-04"
    assert "Tuesday" in (found.note or "")


def test_day_and_month_that_could_be_swapped_leave_the_year() -> None:
    found = publication_date(f"03/04/2018\n\n{PROSE}")
    assert (found.edtf, found.basis) == ("2018", "stated")
    assert "3 April 2018 or 4 March 2018" in (found.note or "")


def test_a_weekday_or_the_texts_other_dates_settle_the_order() -> None:
    assert publication_date(f"Tuesday 03/04/2018\n\n{PROSE}").edtf == "2018-04-03"
    assert publication_date(f"03/04/2018\n\n{PROSE} It was signed on 2 April 2018.").edtf == "2018-04-03"
    assert publication_date(f"03/04/2018\n\n{PROSE} It was signed on March 1, 2018.").edtf == "2018-03-04"
    assert publication_date(f"04/04/2018\n\n{PROSE}").edtf == "2018-04-04"


STORY = (
    "The ferry treaty was signed in 2016, amended on May 3, 2017 and again in June 2018. "
    "The second pier was opened in March 2019, and the boats that were ordered in 1998 were sold."
)


def test_the_year_is_inferred_where_weekday_and_story_leave_one() -> None:
    found = publication_date(f"Ferry pact\n\nBy Ana Leal\nWednesday, February 5\n\n{STORY} {PROSE}")
    assert (found.edtf, found.basis) == ("2020-02-05", "inferred")
    assert "'Wednesday, February 5' has no year" in (found.note or "")
    assert "2019" in (found.note or "")


def test_the_year_follows_from_the_texts_own_sum() -> None:
    found = publication_date(f"TALLINN, February 5 (Nord Wire) - {PROSE} The pier fell last year, in 2019.")
    assert (found.edtf, found.basis) == ("2020-02-05", "inferred")
    twice = publication_date(f"TALLINN, February 5 - {PROSE} It fell last year, in 2019. It rose this year (2016).")
    assert twice.edtf is None


def test_a_rights_notice_closes_the_window() -> None:
    story = f"Ferry pact\n\nWednesday, February 5\n\n{PROSE} It was signed in 2018."
    text = f"{story}\n\n© 2021 Harbour Gazette. All rights reserved."
    found = publication_date(text, boilerplate(text))
    assert (found.edtf, found.basis) == ("2020-02-05", "inferred")
    late = text.replace("2021", "2031")
    assert publication_date(late, boilerplate(late)).edtf is None


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("February 5", STORY),
        ("Thursday, February 5", STORY),
        (
            "Wednesday, February 5",
            "The treaty was signed in 1999 and took effect in 2000, and it has not been amended.",
        ),
        ("Wednesday, February 5", "The treaty will lapse in 2019, and by 2018 it will be forgotten by 2000 soldiers."),
        ("Wednesday, February 5", PROSE),
        ("Monday, February 29", STORY),
    ],
)
def test_the_year_stays_open_where_it_is_not_settled(line: str, body: str) -> None:
    found = publication_date(f"Ferry pact\n\n{line}\n\n{body}")
    assert (found.edtf, found.basis) == (None, None)
    assert "has no year" in (found.note or "")


def test_a_text_that_contradicts_itself_is_flagged_and_kept() -> None:
    found = publication_date(f"Ferry pact\n\n4 May 2021\n\n{PROSE} It was signed three days ago - on April 28.")
    assert found.edtf == "2021-05-04"
    assert "contradicts itself" in (found.note or "")
    assert "1 May 2021" in (found.note or "")


def test_sums_that_agree_or_cannot_be_done_are_no_contradiction() -> None:
    assert contradictions("It was signed three days ago, on May 1.", "2021-05-04") == ()
    assert contradictions("It was signed two weeks ago, on April 21.", "2021-05-04") == ()
    assert contradictions("It was signed three days ago, on April 1.", "2021") == ()
    assert contradictions("It was signed three days ago, on April 1.", None) == ()
    assert contradictions("It was signed three days ago in the harbour on April 1.", "2021-05-04") == ()


@given(
    st.dates(date(1800, 1, 1), date(2999, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%A, %d %b %Y", "%Y-%m-%d"]),
)
def test_every_full_date_is_read_back(day: date, form: str) -> None:
    assert publication_date(f"{day.strftime(form)}\n\n{PROSE}").edtf == day.isoformat()


@given(
    st.text()
    | st.lists(st.sampled_from(["May 4", "Tuesday, ", "3/4/2018", "2018", " - ", "\n", "in 1999", "(A)", "ago"])).map(
        "".join
    )
)
def test_any_text_gives_a_date_with_a_basis_or_neither(text: str) -> None:
    found = publication_date(text)
    assert (found.edtf is None) == (found.basis is None)
    assert found.edtf is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", found.edtf)
    assert found == publication_date(text)
