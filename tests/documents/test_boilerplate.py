"""What is not the article is marked, and the article never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents import boilerplate

PROSE = "The harbour master told reporters on Monday that the first boats would leave before the end of the week."
MORE = "Nobody had asked him, he added, and nobody was likely to ask him before the elections in the autumn."


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate(text)]


@pytest.mark.parametrize(
    "junk",
    [
        "SHARE THIS ARTICLE",
        "Share: Facebook X Telegram",
        "Tweet",
        "Harbour Gazette logo",
        "Home / Islands / News",
        "News » World » More",
        "Advertisement",
        "© 2024 Harbour Gazette. All rights reserved.",
        "Copyright 2019 Nord Wire. This material may not be published or redistributed.",
        "READ MORE: Whale seen in harbour",
        "Also read | Mayor resigns after bakery row",
        "Photo: Nord Wire",
        "A boat leaves the old harbour on May 3, 2021. (Photo by Nord Wire)",
        "Boats wait for the wind off the southern pier. Photo: A. Leal",
        "The mayor greets a whale. REUTERS/Ana Leal",
        "Sign up for our daily newsletter",
        "We use cookies to make this site work.",
        "Follow us on Telegram",
        "Tags: boats, harbour",
        "5 min read",
        "Skip to main content",
        "(Reporting by Ana Leal; editing by Jo Mar)",
    ],
)
def test_a_line_that_is_no_article_is_marked(junk: str) -> None:
    for text in (f"{PROSE}\n{junk}\n{MORE}", f"{PROSE}\r\n\r\n{junk}\r\n\r\n{MORE}", f"{PROSE}\n\n{junk}"):
        assert marked(text) == [junk]


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "By Ana Leal",
        "Tuesday, January 30",
        "30/05/2018 - 11:20",
        "TALLINN, May 4 (Nord Wire) -",
        "ANALYSIS",
        "What was signed?",
        "Ferry pact takes effect",
        "LIVE | Ministers meet on the island",
        "Copyright law was on the table as well, the minister said before he left for the airport.",
        "(c) the islands to return to the treaty;",
        "Photography was banned in the harbour during the visit, the two ministries confirmed on Monday.",
        "The share of the islands in the trade of the union fell to a third, the office said on Monday.",
        "Related states signed as well, and the treaty has been open to every member since that day.",
        "MARSH: We don't.",
        "- The islands may leave the union",
        "Britain / France",
        "He was held for an hour before the boat left the pier. (The video contains graphic images.)",
        "Follow-up talks are planned for the autumn.",
    ],
)
def test_the_articles_own_lines_stay(line: str) -> None:
    assert marked(f"{MORE}\n\n{line}\n\n{PROSE}") == []


@pytest.mark.parametrize("bullet", ["- {} ", "{}. ", "• ", "", "{} "])
def test_a_list_of_headlines_ends_where_the_article_goes_on(bullet: str) -> None:
    items = [
        bullet.format(n) + words
        for n, words in enumerate(("Whale seen in harbour", 'Mayor: "I resign"', "Who pays?"), 1)
    ]
    text = "\n".join([PROSE, "News", "Trending stories", *items, MORE])
    assert marked(text) == ["\n".join(["News", "Trending stories", *items])]


def test_a_spaced_list_at_the_end_is_marked_whole() -> None:
    text = f"{PROSE}\n\nRead also:\n\nWhale seen in harbour\n\nMayor resigns\n"
    assert marked(text) == ["Read also:\n\nWhale seen in harbour\n\nMayor resigns"]


def test_a_subheading_after_a_list_stays() -> None:
    text = f"{PROSE}\n\nRelated\nWhale seen in harbour\n\nWhat was signed?\n{MORE}"
    assert marked(text) == ["Related\nWhale seen in harbour"]
    spaced = f"{PROSE}\n\nRelated\n\nWhale seen in harbour\n\nWhat was signed?\n{MORE}"
    assert marked(spaced) == ["Related\n\nWhale seen in harbour"]


def test_mirror_addresses_go_with_their_sentence_and_close_the_text() -> None:
    first = "The Gazette can also be reached at these alternate addresses:"
    tail = f"{first}\n\nwww.gazette.example\nhttps://g.example/news\n\nGazette App"
    assert marked(f"{PROSE}\n\n{tail}\n") == [tail]


def test_the_headline_a_second_time_is_marked() -> None:
    text = f"Ferry pact takes effect\n\nBy Ana Leal\n\nFerry pact takes effect\n\n{PROSE}"
    ((start, end),) = boilerplate(text)
    assert (text[start:end], start > 20) == ("Ferry pact takes effect", True)


def test_rights_at_the_end_of_a_paragraph_are_marked_alone() -> None:
    assert marked(f"{PROSE} {MORE} {PROSE} © 2024 Gazette.") == ["© 2024 Gazette."]


def test_lines_that_the_markup_gave_away_are_marked() -> None:
    text = f"{PROSE}\nA whale  before breakfast\n{MORE}"
    assert boilerplate(text, frozenset({"A whale before breakfast"})) == ((len(PROSE) + 1, len(PROSE) + 26),)


LINES = st.sampled_from(
    [
        PROSE,
        MORE,
        "",
        "Trending",
        "- 1 Whale",
        "Who pays?",
        "Share",
        "News",
        "© 2020 X",
        "By Ana Leal",
        "x.example",
        "…",
        "Related:",
    ]
)


@given(st.one_of(st.text(), st.lists(LINES).map("\n".join), st.lists(LINES).map("\r\n".join)))
def test_spans_are_sorted_disjoint_and_in_range(text: str) -> None:
    spans = boilerplate(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert not any(PROSE in text[start:end] or MORE in text[start:end] for start, end in spans)
    assert boilerplate(text) == spans
