"""Names that are somebody else's too: a wrong link is worse than none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from foedus.model.documents import Document
from foedus.reading import Reader
from foedus.reading.links import Links, find_links
from foedus.reading.page import parse_page

Found = Callable[..., Links]


@pytest.fixture
def found(reader: Reader) -> Found:
    def links(text: str, day: str | None = None) -> Links:
        page = parse_page(Document("text", text, published=day), reader.pipeline, reader.gazetteer)
        return find_links(page, reader.gazetteer)

    return links


def known(links: Links) -> dict[str, str]:
    """Whom the gazetteer's names mean, by their words."""
    return {link.mention.text: link.key for link in links.ordered if link.known}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Georgia's governor, Ann Miller, signed the bill on Friday.", "Georgia"),
        ("Jordan Miller said that the university had closed.", "Jordan"),
        ("The school was closed, said Michael Jordan.", "Jordan"),
        ("Chad Miller, a drummer from Ohio, left the band.", "Chad"),
        ("Paris Hilton flew to Milan.", "Paris"),
        ("Israel Folau was dismissed by the club.", "Israel"),
        ("Denzel Washington won the award.", "Washington"),
        ("Fires spread across Washington state.", "Washington"),
        ("Moscow, Idaho, is a college town.", "Moscow"),
        ("Paris, Texas, was hit by a storm.", "Paris"),
        ("The storm reached London, Ontario.", "London"),
        ("Ferries cross the Irish Sea each night.", "Irish"),
        ("American Airlines cancelled flights to Caracas.", "American"),
        ("Pilots of Air France went on strike.", "France"),
        ("The port was closed under the Treaty of Paris.", "Paris"),
        ("A professor of the University of London spoke.", "London"),
        ("British Columbia counted its salmon.", "British"),
        ("New Mexico sued the company.", "Mexico"),
        ("Athletes left for the Commonwealth Games.", "Commonwealth"),
        ("The Senate in Manila ratified the pact.", "Senate"),
        ("Barges crossed the Niger river.", "Niger"),
        ("The Union must be preserved, she said.", "Union"),
        ("Korea will host the games.", "Korea"),
        ("Bush said in Texas that the ranch was sold.", "Bush"),
        ("Kim said he would never sell the shop.", "Kim"),
        ("Ali said that he was hungry.", "Ali"),
        ("Kate Bush sang in a hall.", "Bush"),
        ("Philip Davis, a plumber from Leeds, won the lottery.", "Philip Davis"),
        ("Johnson said the shop in Springfield would close.", "Johnson"),
    ],
)
def test_nobody_known_is_meant(found: Found, text: str, name: str) -> None:
    assert name not in known(found(text))


@pytest.mark.parametrize(
    ("text", "name", "key"),
    [
        ("Georgia and Azerbaijan signed an accord in Tbilisi.", "Georgia", "GEO"),
        ("Jordan condemned the strike, and its foreign minister spoke in Amman.", "Jordan", "JOR"),
        ("Chad and Sudan reopened the crossing.", "Chad", "TCD"),
        ("Guinea recalled its ambassador.", "Guinea", "GIN"),
        ("Guinea-Bissau expelled the mission.", "Guinea-Bissau", "GNB"),
        ("Equatorial Guinea joined the talks.", "Equatorial Guinea", "GNQ"),
        ("Papua New Guinea signed a pact.", "Papua New Guinea", "PNG"),
        ("DR Congo's army fought rebels.", "DR Congo", "COD"),
        ("Congo-Brazzaville hosted the summit.", "Congo-Brazzaville", "COG"),
        ("Washington and Moscow resumed talks.", "Washington", "USA"),
        ("Nigerien soldiers met Nigerian traders.", "Nigerien", "NER"),
        ("Nigerien soldiers met Nigerian traders.", "Nigerian", "NGA"),
        ("Dominica voted in favour.", "Dominica", "DMA"),
        ("Macedonia changed its name.", "Macedonia", "MKD"),
        ("Paris, Berlin and Rome agreed.", "Paris", "FRA"),
        ("The Republic of Korea protested.", "Republic of Korea", "KOR"),
        ("Congress passed the bill, Washington said.", "Congress", "us-congress"),
        ("The Senate voted late on Monday.", "Senate", "us-senate"),
        ("Bahamian Prime Minister Philip Davis spoke in Nassau.", "Philip Davis", "philip-edward-davis"),
        ("President Joseph Boakai said Liberia would withdraw.", "Joseph Boakai", "joseph-boakai"),
        ("Putin said that talks would go on.", "Putin", "vladimir-putin"),
    ],
)
def test_who_is_meant_is_still_found(found: Found, text: str, name: str, key: str) -> None:
    assert known(found(text))[name] == key


@pytest.mark.parametrize(
    ("day", "text", "surname", "key"),
    [
        ("2003-03-10", "President Bush said American troops would go.", "Bush", "george-w-bush"),
        ("1990-09-10", "President Bush said American troops would go.", "Bush", "george-h-w-bush"),
        ("2014-05-01", "Pakistan's Prime Minister Sharif met reporters.", "Sharif", "nawaz-sharif"),
        ("2023-01-05", "Pakistan's Prime Minister Sharif met reporters.", "Sharif", "shehbaz-sharif"),
        ("2010-07-01", "South Korean President Lee left. Lee said no more.", "Lee", "lee-myung-bak"),
        ("2025-07-01", "South Korean President Lee left. Lee said no more.", "Lee", "lee-jae-myung"),
    ],
)
def test_an_office_and_a_day_tell_leaders_of_one_name_apart(
    found: Found, day: str, text: str, surname: str, key: str
) -> None:
    links = [link for link in found(text, day).ordered if link.mention.text == surname]
    assert {link.key for link in links} == {key}


@pytest.mark.parametrize(
    ("day", "text", "surname"),
    [
        (None, "President Bush said American troops would go.", "Bush"),
        ("2003-03-10", "Former President Bush said American troops would go.", "Bush"),
        ("2003-03-10", "Baker Bush said American bread was white.", "Bush"),
        ("2003-03-10", "French President Bush is a man in a play.", "Bush"),
    ],
)
def test_nobody_is_guessed_without_office_day_or_state(found: Found, day: str | None, text: str, surname: str) -> None:
    assert surname not in known(found(text, day))
