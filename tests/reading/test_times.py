"""Dates in texts: exact spans, honest EDTF, and the predicate that each belongs to."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.model.documents import Document
from foedus.model.time import bounds
from foedus.reading.date_shifts import shifted, valid_day
from foedus.reading.page import Page, parse_page
from foedus.reading.time_words import count, find
from foedus.reading.times import began, conflict_of, expressions, time_beside, time_of

if TYPE_CHECKING:
    from spacy.language import Language

    from foedus.reading.parse import Token

PUBLISHED = "2018-01-30"  # a Tuesday


def _page(pipeline: Language, text: str, published: str | None = PUBLISHED) -> Page:
    return parse_page(Document("-", text, published=published), pipeline)


def _token(page: Page, word: str) -> Token:
    return next(token for token in page.tokens() if token.text == word)


def _time(page: Page, word: str) -> str | None:
    found = time_of(_token(page, word), page)
    return found.edtf if found else None


@pytest.mark.parametrize(
    ("text", "word", "edtf"),
    [
        ("In April Norwegian ships left.", "left", "2017-04"),
        ("The mother of April Olsen left.", "left", None),
        ("The quarrel began in May 2015. Norwegian ships had entered the bay.", "entered", "2015-05"),
        ("The quarrel began in May 2015. Norwegian ships entered the bay.", "entered", None),
        ("In 1999 Norway undertook to remove it by 2002.", "remove", "1999"),
        ("Norway signed on 3 May 2015, joined by Chile.", "joined", "2015-05-03"),
    ],
)
def test_what_lends_its_time(pipeline: Language, text: str, word: str, edtf: str | None) -> None:
    assert _time(_page(pipeline, text), word) == edtf


@pytest.mark.parametrize(
    ("words", "edtf", "basis"),
    [
        ("on 26 August 2008", "2008-08-26", "stated"),
        ("on August 26, 2008", "2008-08-26", "stated"),
        ("on August 26th, 2008", "2008-08-26", "stated"),
        ("on the 26th of August, 2008", "2008-08-26", "stated"),
        ("on 26.08.2008", "2008-08-26", "stated"),
        ("on 2008-08-26", "2008-08-26", "stated"),
        ("in August 2008", "2008-08", "stated"),
        ("in Aug. 2008", "2008-08", "stated"),
        ("in 2008", "2008", "stated"),
        ("in early 2008", "2008", "stated"),
        ("at the end of March 2008", "2008-03", "stated"),
        ("in the spring of 2008", "2008-21", "stated"),
        ("in the late 1990s", "199X", "stated"),
        ("around 2008", "2008~", "stated"),
        ("from 2014 to 2016", "2014/2016", "stated"),
        ("between March 2014 and May 2015", "2014-03/2015-05", "stated"),
        ("in 2014-16", "2014/2016", "stated"),
        ("since 2001", "2001/..", "stated"),
        ("until 2014", "../2014", "stated"),
        ("on Friday", "2018-01-26", "inferred"),
        ("on Tuesday", "2018-01-30", "inferred"),
        ("last Tuesday", "2018-01-23", "inferred"),
        ("last Monday", "2018-01-22", "inferred"),
        ("last Sunday", "2018-01-28", "inferred"),
        ("as from today", "2018-01-30", "inferred"),
        ("as of 2008", "2008", "stated"),
        ("in the course of 2008", "2008", "stated"),
        ("in the summer", "2017-22", "inferred"),
        ("before Christmas", "../2017-12-25", "inferred"),
        ("on New Year's Day", "2018-01-01", "inferred"),
        ("yesterday", "2018-01-29", "inferred"),
        ("the day before yesterday", "2018-01-28", "inferred"),
        ("today", "2018-01-30", "inferred"),
        ("last month", "2017-12", "inferred"),
        ("last year", "2017", "inferred"),
        ("this week", "2018-01", "inferred"),
        ("last week", "2018-01", "inferred"),
        ("three days ago", "2018-01-27", "inferred"),
        ("two weeks ago", "2018-01", "inferred"),
        ("two months ago", "2017-11", "inferred"),
        ("ten years ago", "2008", "inferred"),
        ("sixty years ago today", "1958-01-30", "inferred"),
        ("a few days ago", "2018-01", "inferred"),
        ("in September", "2017-09", "inferred"),
        ("on 22 February", "2017-02-22", "inferred"),
        ("on 22 January", "2018-01-22", "inferred"),
        ("in March last year", "2017-03", "inferred"),
        ("last November", "2017-11", "inferred"),
        ("last spring", "2017-21", "inferred"),
        ("decades ago", None, "inferred"),
        ("on February 30, 2010", None, "inferred"),
    ],
)
def test_one_expression(pipeline: Language, words: str, edtf: str | None, basis: str) -> None:
    (found,) = expressions(_page(pipeline, f"The troops left {words}."))
    assert (found.edtf, found.basis) == (edtf, basis)


@pytest.mark.parametrize(
    ("words", "published", "edtf"),
    [
        ("yesterday", "2018-01", None),
        ("this week", "2018-01", "2018-01"),
        ("last week", "2018-01", None),
        ("last month", "2018-01", "2017-12"),
        ("last month", "2018", None),
        ("last year", "2018", "2017"),
        ("in September", "2018-01", "2017-09"),
        ("in September", "2018", "2018-09"),
        ("last November", "2018", None),
        ("two months ago", "2018-01", "2017-11"),
        ("two months ago", "2018", None),
        ("two hours ago", "2018-01-30", "2018-01-30"),
        ("two decades ago", "2018", "1998~"),
        ("last week", "2018-02-05", "2018-01-29/2018-02-04"),
        ("this week", "2018-02-01", "2018-02"),
        ("last decade", "2018", "200X"),
        ("on Friday last week", "2018-01-30", "2018-01-26"),
        ("on the first of March", "2018-01-30", "2017-03-01"),
        ("on 3 May this year", "2018-06-30", "2018-05-03"),
        ("in the autumn of last year", "2018-06-30", "2017-23"),
        ("this autumn", "2018-06-30", "2018-23"),
        ("next March", "2018-01-30", "2018-03"),
        ("a century ago", "2018-01-30", "1918~"),
    ],
)
def test_a_date_is_no_more_precise_than_the_publication_date(
    pipeline: Language, words: str, published: str, edtf: str | None
) -> None:
    (found,) = expressions(_page(pipeline, f"The troops left {words}.", published))
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on the following Friday", "2010-05-07"),
        ("the previous Friday", "2010-04-30"),
        ("the day after", "2010-05-04"),
        ("the previous month", "2010-04"),
        ("the month before", "2010-04"),
        ("the year after", "2011"),
        ("the summer before", "2009-22"),
        ("next day", "2010-05-04"),
        ("the same month", "2010-05"),
        ("that year", "2010"),
        ("the following year", "2011"),
        ("in April of the following year", "2011-04"),
        ("the previous December", "2009-12"),
        ("two weeks later", "2010-05"),
        ("a week later", "2010-05-10"),
        ("three months earlier", "2010-02"),
        ("five decades later", "2060~"),
        ("a few days later", None),
    ],
)
def test_what_is_reckoned_from_the_date_before(pipeline: Language, words: str, edtf: str | None) -> None:
    page = _page(pipeline, f"The pact was signed on 3 May 2010. The troops left {words}.", None)
    assert expressions(page)[-1].edtf == edtf


def test_without_a_date_before_there_is_nothing_to_reckon_from(pipeline: Language) -> None:
    text = "They left two years later, the same day, that December, the following spring and in May of the same year."
    assert [e.edtf for e in expressions(_page(pipeline, text))] == [None] * 5


@pytest.mark.parametrize(
    "words", ["on Friday", "yesterday", "last year", "three days ago", "in September", "this week"]
)
def test_without_a_publication_date_nothing_is_invented(pipeline: Language, words: str) -> None:
    page = _page(pipeline, f"The troops left {words}.", None)
    assert [e.edtf for e in expressions(page)] == [None]
    assert _time(page, "left") is None


@pytest.mark.parametrize(
    ("text", "predicate", "edtf"),
    [
        ("The minister said on Monday that Minsk had left in 2011.", "said", "2018-01-29"),
        ("The minister said on Monday that Minsk had left in 2011.", "left", "2011"),
        ("On 3 May 2010 the leaders signed the pact and sealed it.", "sealed", "2010-05-03"),
        ("Tuvalu, which had joined in 2011, withdrew in March 2014.", "joined", "2011"),
        ("Tuvalu, which had joined in 2011, withdrew in March 2014.", "withdrew", "2014-03"),
        ("In 2011 Tuvalu joined, and Nauru followed two years later.", "followed", "2013"),
        ("The pact was signed on 3 May 2010 and took effect a day later.", "took", "2010-05-04"),
        ("It was signed on 3 May 2010. It was ratified in August of the same year.", "ratified", "2010-08"),
        ("It was signed on 3 May 2010. It was ratified the following spring.", "ratified", "2011-21"),
        ("It was signed on 3 May 2010. It was ratified that December.", "ratified", "2010-12"),
        ("It was signed on 3 May 2010. It was published the same day.", "published", "2010-05-03"),
        ("It was signed on 27 December 2010. The vote followed on 10 January.", "followed", "2011-01-10"),
        ("The pact was signed on 11 July 1961, five days after Minsk had left.", "left", "1961-07-06"),
        ("It was last December that the ministers put pen to paper.", "put", "2017-12"),
        ("Ratification by the Duma followed on January 8.", "Ratification", "2018-01-08"),
        ("The treaty of 1960 is still in force.", "treaty", "1960"),
        ("In 1999 Kenya undertook to withdraw its forces.", "withdraw", "1999"),
        ("They have held the area since the invasion of 1974.", "held", "1974/.."),
        ("The chairman expects it to take effect in September.", "take", "2018-09"),
        ("The sides will sign it on Friday.", "sign", "2018-02-02"),
        ("The treaty goes to parliament on Friday.", "goes", "2018-02-02"),
        ("At a summit in Vilnius last July Minsk agreed to send it.", "send", "2017-07"),
        ("Minsk said in March 2014 that it would leave.", "leave", "2014-03"),
        ("In March 2014 Minsk announced that it was leaving.", "leaving", "2014-03"),
        ("When Tuvalu asked for help in 2015, Nauru voted for it.", "voted", "2015"),
        ("Minsk asked Nauru in 2015 for a base.", "base", "2015"),
        ("The suspension began a month later, on 7 December 2016.", "began", "2016-12-07"),
        ("4 March 1992. Signed in Geneva by all members.", "Signed", "1992-03-04"),
        ("The treaty (signed in November, 2014) is secret.", "signed", "2014-11"),
        ("The council sent 2014 soldiers to the area.", "sent", None),
        ("Parties condemned the ratification on Monday.", "ratification", None),
    ],
)
def test_the_time_of_a_predicate(pipeline: Language, text: str, predicate: str, edtf: str | None) -> None:
    assert _time(_page(pipeline, text), predicate) == edtf


def test_the_stated_date_wins_and_the_other_is_told(pipeline: Language) -> None:
    page = _page(pipeline, "The pact was ratified by the Senate four days ago - on January 25.")
    ratified = _token(page, "ratified")
    stated, other = time_of(ratified, page), conflict_of(ratified, page)
    assert stated is not None
    assert other is not None
    assert (stated.edtf, other.edtf) == ("2018-01-25", "2018-01-26")


def test_two_ways_to_name_one_day_are_no_conflict(pipeline: Language) -> None:
    page = _page(pipeline, "The pact was ratified three days ago - on January 27.")
    assert conflict_of(_token(page, "ratified"), page) is None


def test_dates_beside_members_of_a_list(pipeline: Language) -> None:
    page = _page(pipeline, "Sweden in 2014, Ireland and Spain on 28 May 2016 and Nauru recognised it.")
    dates = [time_beside(_token(page, name), page) for name in ("Sweden", "Spain", "Nauru")]
    assert [d and d.edtf for d in dates] == ["2014", "2016-05-28", None]


def test_since_is_an_open_interval_with_a_beginning(pipeline: Language) -> None:
    page = _page(pipeline, "They have been members since May 2004.")
    held = time_of(_token(page, "been"), page)
    assert held is not None
    assert held.edtf == "2004-05/.."
    began_then = began(held)
    assert began_then is not None
    assert began_then.edtf == "2004-05"
    assert began(None) is None


def test_a_page_without_text_has_no_times(pipeline: Language) -> None:
    assert expressions(_page(pipeline, "")) == ()


_TIME_WORDS = """
on in since until by last next this that the of January February May 30 31 2010 0 0000 9999 year month week days ago
later after before Monday today yesterday spring 1990s two three a few same following day signed left . , - – ( ) and
to from between 29 2023 12/12/2012 2010-02-30 hundred 99 decades centuries
"""
_WORDS = st.sampled_from(sorted(_TIME_WORDS.split()))


@pytest.mark.slow
@given(
    st.lists(_WORDS, max_size=14).map(" ".join),
    st.sampled_from([None, "2018-01-30", "2018-01", "2018", "0001", "9999-12-31"]),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_exact_spans_and_valid_dates(pipeline: Language, text: str, published: str | None) -> None:
    page = _page(pipeline, text, published)
    for found in expressions(page):
        assert page.document.text[found.start : found.end] == found.text
        if found.edtf is not None:
            low, high = bounds(found.edtf)
            assert low <= high
    for token in page.tokens():
        reference = time_of(token, page)
        assert reference is None or text[reference.start : reference.end] == reference.text
        conflict_of(token, page)


@pytest.mark.slow
@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_time_words_of_any_text_are_disjoint_and_in_order(text: str) -> None:
    spans = [(w.start, w.end) for w in find(text)]
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@settings(deadline=None)
@given(st.dates(), st.integers(-500, 500), st.sampled_from(["day", "week", "month", "year", "decade", "century"]))
def test_moving_a_date_never_leaves_the_calendar(day: object, n: int, unit: str) -> None:
    moved = shifted(str(day), n, unit)
    assert moved is None or bounds(moved[0]) is not None


def test_numbers_in_words() -> None:
    assert [count(w) for w in ("two", "Sixty-four", "12", "a few")] == [2, 64, 12, None]
    assert valid_day(2023, 2, 29) is None
