"""Pages on agreements, actors and disagreements, as they are sent."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from foedus.desk import Desk, Settings
from foedus.desk.commitments import commitments
from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.disagreements import disagreements
from foedus.model.time import Truth, parse_day
from foedus.web.naming import Names
from foedus.web.pinned import Pinned

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


def text_of(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page))


@pytest.fixture(scope="module")
def held(news: Path) -> Desk:
    return Desk(Settings(ledger=str(news)))


def rows(page: str) -> int:
    return page.count("<tr>") - 1


def test_agreements_are_narrowed_by_party_kind_day_and_words(web: TestClient, held: Desk) -> None:
    every = web.get("/agreements").text
    assert all(f"/agreements/{each.id}" in every for each in held.library.agreements)
    narrowed = web.get(
        "/agreements", params={"party": "Южная Осетия", "on": "2022-02-20", "kind": "mutual-defence"}
    ).text
    assert 0 < rows(narrowed) < rows(every)
    assert "/agreements/ru-so-alliance-2015?on=2022-02-20" in narrowed
    assert rows(web.get("/agreements", params={"q": "alliance 2015"}).text) >= 1
    assert rows(web.get("/agreements", params={"party": "Tskhinvali", "on": "1950-01-01"}).text) == -1
    assert 'role="alert"' in web.get("/agreements", params={"party": "Nobody at all"}).text


def test_an_agreement_tells_its_life_its_rules_and_who_disputes_it(web: TestClient, held: Desk) -> None:
    found = held.library.agreement["ru-so-alliance-2015"]
    page = web.get(f"/agreements/{found.id}", params={"on": "2022-02-20"}).text
    told = text_of(page)
    assert "On 2022-02-20: in force" in told
    for part in (*(each.text for each in found.provisions), *found.cases, *(each.title for each in found.sources)):
        assert part in told
    assert all(f'href="/actors/{key}?on=2022-02-20"' in page for key in found.members())
    assert all(f'id="source-{each.key}"' in page for each in found.sources)
    assert "denies that South Ossetia, on whose statehood it rests, is a state" in told
    assert "style=" not in page
    assert "<rect" in page


@pytest.mark.parametrize("key", ["north-atlantic-1949", "ceasefire-2008", "gb-fr-tr-1939"])
def test_every_stage_and_party_has_a_row(web: TestClient, held: Desk, key: str) -> None:
    found = held.library.agreement[key]
    page = web.get(f"/agreements/{key}").text
    assert page.count('<circle class="stage"') + page.count('"stage maybe"') >= len({s.date for s in found.stages})
    assert text_of(page).count(found.checked) >= 1


def test_an_agreement_is_found_under_its_name_too(web: TestClient) -> None:
    answer = web.get("/agreements/North Atlantic Treaty", follow_redirects=False)
    assert answer.headers["location"] == "/agreements/north-atlantic-1949"
    assert web.get("/agreements/of-nobody").status_code == 404


def test_actors_are_found_by_any_name_and_listed_a_page_at_a_time(web: TestClient) -> None:
    found = web.get("/actors", params={"q": "цхинвал"}).text
    assert "/actors/south-ossetia" in found
    first = web.get("/actors", params={"type": "state"}).text
    more = re.search(r'rel="next" href="([^"]+)"', first)
    assert more
    second = web.get("/actors" + html.unescape(more[1])).text
    keys = [set(re.findall(r'href="/actors/([^"?]+)"', re.sub("<td.*?</td>", "", page))) for page in (first, second)]
    assert len(keys[0]) == 100
    assert keys[1]
    assert not keys[0] & keys[1]


def test_an_actor_has_its_names_with_language_and_who_uses_them(web: TestClient, held: Desk) -> None:
    page = web.get("/actors/south-ossetia").text
    actor = held.gazetteer.actors["south-ossetia"]
    assert actor.names
    for name in actor.names:
        assert f'lang="{name.language}-{name.script}"' in page
        assert html.escape(name.text, quote=False) in page.replace("&#39;", "'").replace("&#34;", '"')
    assert web.get("/actors/ru-so-alliance-2015", follow_redirects=False).status_code == 303
    assert web.get("/actors/nobody-of-this-name").status_code == 404


def test_what_is_owed_depends_on_the_day_and_on_whose_eyes(held: Desk, web: TestClient) -> None:
    def owed(day: str, viewpoint: str | None = None) -> set[tuple[str, str]]:
        found = commitments(held, "south-ossetia", parse_day(day), viewpoint)
        return {(c.agreement.id, c.provision.duty) for c in found if c.owed is Truth.YES}

    assert ("ru-so-friendship-2008", "defend") in owed("2022-02-20")
    assert owed("2022-02-20", "RUS") >= {("ru-so-friendship-2008", "defend")}
    assert ("ru-so-friendship-2008", "defend") not in owed("2008-01-01")
    assert ("ru-so-friendship-2008", "defend") not in owed("2022-02-20", "GEO")
    seen = web.get("/actors/south-ossetia", params={"on": "2022-02-20", "viewpoint": "Georgia"}).text
    owes = re.search(r'id="owed".*?</section>', seen, re.S)
    assert owes
    assert "ru-so-friendship-2008" not in owes[0]


def test_claims_about_and_by_an_actor_are_all_there_page_by_page(web: TestClient, news: Path) -> None:
    with open_ledger(news) as ledger:
        about = {each.id for each in ledger.claims(ClaimFilter(actor="RUS"))}
        said = {each.id for each in ledger.claims(ClaimFilter(speaker="alan-gagloev"))}
        for wanted, actor, by in ((about, "RUS", False), (said, "alan-gagloev", True)):
            seen: list[str] = []
            before = None
            while True:
                leaf = ledger.leaf(actor, said_by=by, before=before, limit=3)
                seen += [each.claim.id for each in leaf.claims]
                before = leaf.before
                if before is None:
                    break
            assert len(seen) == len(set(seen))
            assert set(seen) == wanted
        assert ledger.leaf("RUS", datetime(2001, 1, 1, tzinfo=UTC)).claims == ()
    page = web.get("/actors/RUS").text
    listed = set(re.findall(r'href="/documents/[^"]+#(claim:\w+)"', page))
    assert listed & about
    following = re.search(r'href="(/actors/RUS\?before=\d+)#mentions"', page)
    assert (following is not None) == (len(about) > 25)
    if following:
        assert web.get(following[1]).status_code == 200


def test_contradictions_stand_side_by_side_with_their_sources(web: TestClient, news: Path) -> None:
    page = web.get("/disagreements").text
    with open_ledger(news) as ledger:
        found = disagreements(ledger.claims(), ledger.statements(), ledger.documents())
    assert page.count('<article class="contrast">') == len(found)
    for each in found:
        assert all(side.value in text_of(page) or "<a" in page for side in each.sides)
    assert "independent source" in page or not found


def walked(web: TestClient, path: str) -> list[str]:
    """A page and all that its links to what comes next lead to."""
    pages, following = [], path
    while following:
        pages.append(web.get(following).text)
        link = re.search(r'rel="next" href="([^"#]*(?:passed|start)=\d+)', pages[-1])
        following = html.unescape(link[1]) if link else ""
    return pages


def test_a_long_timeline_comes_by_pages_that_tell_all_of_it_once(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def events(page: str) -> set[str]:
        return set(re.findall(r'href="/documents/[^"]+#(claim:\w+)">\d+ document', page))

    (whole,) = walked(web, "/actors/RUS?since=2000-01-01")
    monkeypatch.setattr("foedus.web.told._EVENTS", 2)
    pages = walked(web, "/actors/RUS?since=2000-01-01")
    assert len(pages) > 2
    assert set.union(*map(events, pages)) == events(whole)
    assert "since=2000-01-01" in pages[0].split('rel="next"')[-1]


def test_propositions_go_on_where_the_page_ends(web: TestClient) -> None:
    def told(page: str) -> list[str]:
        return re.findall(r'<article class="contrast" id="p\d+">\s*<h2>(.*?)<span', page, re.DOTALL)

    (whole,) = walked(web, "/compare?topic=Russia&limit=200")
    pages = walked(web, "/compare?topic=Russia&limit=2")
    assert len(pages) > 2
    assert {each for page in pages for each in told(page)} == set(told(whole))


def test_a_topic_has_a_column_for_each_outlet(web: TestClient) -> None:
    page = web.get("/compare", params={"topic": "Belarus"}).text
    assert "What sources say of Belarus" in text_of(page)
    columns = page.count('<th scope="col">')
    assert columns >= 2
    assert page.count('<article class="contrast" id="p') >= 1
    assert web.get("/compare").status_code == 200
    assert "holds nothing on this" in web.get("/compare", params={"topic": "zyzzyva"}).text
    assert web.get("/compare", params={"topic": "Belarus", "since": "soon"}).status_code in (200, 400)


def test_what_is_pinned_stays_in_every_link(web: TestClient) -> None:
    query = {"on": "2022-02-20", "viewpoint": "GEO", "known": "2100-01-01"}
    for path in ("/agreements/ru-so-alliance-2015", "/actors/south-ossetia"):
        page = web.get(path, params=query).text
        links = [html.unescape(link) for link in re.findall(r'href="(/(?:actors|agreements|documents)/[^"]+)"', page)]
        assert links
        assert all("on=2022-02-20&viewpoint=GEO&known=2100-01-01" in link for link in links)


def test_a_permanent_link_works(web: TestClient) -> None:
    for path in ("/disagreements", "/compare?topic=Belarus", "/actors/BLR", "/agreements/csto-charter-2002"):
        page = web.get(path).text
        kept = re.search(r'<a href="([^"]+)">Permanent link', page)
        assert kept
        assert web.get(html.unescape(kept[1])).status_code == web.get(path).status_code


def test_sentences_with_names_are_escaped(held: Desk) -> None:
    names = Names(lambda: held, Pinned(on="2022-02-20"))
    made = names.rich(f"<b>{names.mark('RUS')} & {names.mark('<i>')} \ue000stray")
    assert made == '&lt;b&gt;<a href="/actors/RUS?on=2022-02-20">Russia</a> &amp; &lt;i&gt; stray'
    named = names.named("BLR is said to be a party to ru-so-alliance-2015 and nobody-knows-this")
    assert '<a href="/agreements/ru-so-alliance-2015?on=2022-02-20">' in named
    assert named.endswith("nobody-knows-this")
