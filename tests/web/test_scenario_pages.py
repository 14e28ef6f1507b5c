"""Scenarios: the answer, its proofs, its change days, its difference from another, as pages and as JSON."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from foedus.desk import Desk, Question, Settings, ask_bound
from foedus.desk.scenarios import Scenario, scenario
from foedus.ledger import ClaimFilter, open_ledger
from foedus.model.problems import UsageError
from foedus.views.proofs import when
from foedus.views.scenario import ROLES, key_of, roles
from foedus.world.changes import change_days

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

CASE = {"attacker": "Georgia", "target": "South Ossetia", "on": "2022-02-20", "viewpoint": "RUS"}
CHAIN = {"attacker": "DEU", "target": "CSK", "on": "1938-09-28"}


def links(page: str, path: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'href="([^"]+)"', page) if each.startswith(path)]


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


def test_the_json_is_that_of_the_command(web: TestClient, news: Path) -> None:
    given = web.get("/api/v1/bound", params={**CASE, "basis": "both"}).json()
    with Desk(Settings(ledger=str(news))) as desk:
        asked = ask_bound(desk, Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS", basis="both"))
    assert given == json.loads(json.dumps(asked))
    assert given["question"]["attacker"] == "GEO"


@pytest.mark.parametrize("params", [CASE, CHAIN, {**CASE, "basis": "both"}])
def test_a_page_tells_every_obligation_with_its_article_and_each_opens_its_proof(
    web: TestClient, params: dict[str, str]
) -> None:
    page = web.get("/scenario", params=params).text
    answer = web.get("/api/v1/bound", params=params).json()
    assert answer["obligations"]
    said = text_of(page)
    keys = [parse_qs(urlsplit(link).query)["of"][0] for link in links(page, "/proof?")]
    assert keys == [key_of(each) for each in answer["obligations"]]
    for each in answer["obligations"]:
        if each["provision"]:
            assert each["provision"]["agreement"] in said
        assert when(each["in_force_since"]) in said
    assert "Checked" in said


def test_a_proof_goes_down_to_the_provision_s_words_and_every_source(web: TestClient) -> None:
    page = web.get("/scenario", params=CHAIN).text
    deepest = links(page, "/proof?")[-1]
    proof = html.unescape(web.get(deepest).text)
    answer = web.get("/api/v1/bound", params=CHAIN).json()
    owed = answer["obligations"][-1]
    assert owed["depth"] == 2
    for number in (len(answer["obligations"]) - 1, *owed["after"]):
        for fact in answer["obligations"][number]["because"]:
            if fact["kind"] == "wording":
                assert fact["fact"] in proof
            assert fact["source"].split(" <")[0] in proof or fact["source"] in ("the question", "assumption")
    steps = web.get("/api/v1/explain", params={**CHAIN, "what": str(len(answer["obligations"]))}).json()
    derivation = steps["proofs"][0]["derivation"]
    assert f"in {len(derivation)} ground steps" in proof


def test_a_declared_duty_leads_to_the_words_in_the_document(web: TestClient, news: Path) -> None:
    params = {**CASE, "basis": "declared"}
    answer = web.get("/api/v1/bound", params=params).json()
    claim = answer["obligations"][0]["claim"]
    with open_ledger(news) as ledger:
        found = next(ledger.recorded_claims(ClaimFilter(ids=(claim,)))).claim
    page = web.get("/scenario", params=params).text
    assert f"/documents/{found.document}#{claim}" in page
    proof = html.unescape(web.get(links(page, "/proof?")[0]).text)
    assert found.evidence[0].text in proof
    assert web.get(f"/documents/{found.document}").text.count(f'id="{claim}"') == 1


def test_before_the_ledger_knew_of_it_nothing_was_declared(web: TestClient) -> None:
    params = {**CASE, "basis": "declared", "known": "2001-01-01"}
    assert web.get("/api/v1/bound", params=params).json()["obligations"] == []
    assert "No obligation follows" in web.get("/scenario", params=params).text


def test_two_viewpoints_stand_side_by_side_with_their_difference(web: TestClient) -> None:
    page = text_of(web.get("/scenario", params={**CASE, "other_viewpoint": "GEO"}).text)
    assert "Bound in the first only" in page
    assert "seen by Russia" in page
    assert "seen by Georgia" in page
    same = web.get("/scenario", params={**CASE, "other_viewpoint": "RUS"})
    assert same.status_code == 400
    assert 'role="alert"' in same.text
    nobody = text_of(web.get("/scenario", params={**CASE, "other_viewpoint": "-"}).text)
    assert "from no viewpoint in particular" in nobody


def test_two_days_stand_side_by_side_with_their_difference(web: TestClient) -> None:
    params = {"attacker": "any", "target": "FIN", "on": "2023-04-03", "other_on": "2023-04-04"}
    page = text_of(web.get("/scenario", params=params).text)
    assert "Bound in the second only" in page
    assert "Bound in the first only" not in page


def test_several_attackers_and_targets_are_every_pair(desk: Desk) -> None:
    given = scenario(desk, Scenario(("Germany", "Italy"), ("France", "FRA", "Greece"), on="1940-11-01"))
    assert [(act.attacker, act.target) for act in given.acts] == [
        ("DEU", "FRA"), ("DEU", "GRC"), ("ITA", "FRA"), ("ITA", "GRC"),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="at most"):
        scenario(desk, Scenario(tuple(desk.library.holders), tuple(desk.library.holders)))
    with pytest.raises(UsageError, match="retaliation"):
        scenario(desk, Scenario(("DEU",), ("FRA",), retaliation="always"))


@pytest.mark.parametrize(
    "asked",
    [
        Scenario(("GEO",), ("south-ossetia",), viewpoint="RUS"),
        Scenario(("GEO",), ("RUS",), territory="south-ossetia", viewpoint="GEO"),
        Scenario(("DEU",), ("CSK",)),
        Scenario(("any",), ("FIN",)),
        Scenario(("DEU",), ("POL",), retaliation="helpers"),
    ],
)
def test_between_two_change_days_the_obligations_are_the_same(desk: Desk, asked: Scenario) -> None:
    given = scenario(desk, asked)
    days = [change.day for change in change_days(desk.library, given)]
    assert days == sorted(set(days))
    wide = [(low, high) for low, high in pairwise((*days, days[-1] + timedelta(900))) if (high - low).days > 1]
    for low, high in wide[:: max(1, len(wide) // 5)]:
        assert bound_on(desk, asked, low) == bound_on(desk, asked, high - timedelta(1)), (low, high)


def bound_on(desk: Desk, asked: Scenario, day: date) -> list[tuple[Any, ...]]:
    from dataclasses import replace

    answer, _ = desk.answers.checked(scenario(desk, replace(asked, on=day.isoformat())))
    return [(each.bearer, each.beneficiary, each.duty, each.depth, each.provision) for each in answer.obligations]


def test_what_bears_on_nobody_in_the_case_is_no_change_day(desk: Desk) -> None:
    asked = Scenario(("GEO",), ("south-ossetia",), viewpoint="RUS")
    changes = change_days(desk.library, scenario(desk, asked))
    assert (date(2009, 1, 20), ("ru-so-friendship-2008",)) in [(each.day, each.about) for each in changes]
    assert date(1949, 8, 24) not in {each.day for each in changes}  # the North Atlantic Treaty's


def test_the_slider_s_days_are_links_without_a_script(web: TestClient) -> None:
    page = web.get("/scenario", params=CASE).text
    stops = re.search(r'<ol class="stops">.*?</ol>', page, re.DOTALL)
    assert stops
    days = re.findall(r">(\d{4}-\d\d-\d\d)</a>", stops[0])
    assert "2008-08-26" in days
    assert days == sorted(days)
    earlier = next(link for link in links(stops[0], "/scenario") if "on=2008-08-26" in link)
    assert "on 2008-08-26" in text_of(web.get(earlier).text)
    assert "viewpoint=RUS" in earlier


def test_roles_are_for_a_map_and_the_first_counts(web: TestClient) -> None:
    found = web.get("/api/v1/roles", params=CASE).json()["roles"]
    assert found["GEO"] == "attacker"
    assert found["south-ossetia"] == "target"
    assert found["RUS"] == "bound"
    assert set(found.values()) <= set(ROLES)
    chain = roles(web.get("/api/v1/bound", params=CHAIN).json())
    assert chain["SUN"] == "bound-later"


def test_the_map_shows_the_same_scenario(web: TestClient) -> None:
    page = web.get("/scenario", params=CASE).text
    shown = web.get(links(page, "/map?layer=obligations")[0])
    assert shown.status_code == 200
    assert "Abkhazia" in text_of(shown.text)
    struck = {"attacker": "DEU", "target": "POL", "on": "1939-09-01", "retaliation": "helpers"}
    drawn = re.search(r'data-address="([^"]+)"', web.get("/scenario", params=struck).text)
    assert drawn
    states = web.get(html.unescape(drawn[1])).json()["states"]
    bearers = {each["bearer"] for each in web.get("/api/v1/bound", params=struck).json()["obligations"]}
    alone = {**struck, "retaliation": "none"}
    assert bearers > {each["bearer"] for each in web.get("/api/v1/bound", params=alone).json()["obligations"]}
    assert bearers <= set(states)


def test_forms_show_names_and_understand_keys_and_nobody_in_particular(web: TestClient) -> None:
    page = web.get("/scenario", params={"attacker": "any", "target": "FIN", "on": "2023-04-05"}).text
    assert 'name="attacker" value="an unnamed third state"' in page
    assert 'name="target" value="Finland"' in page
    named = {"attacker": "an unnamed third state", "target": "Finland", "on": "2023-04-05"}
    keyed = {"attacker": "any", "target": "FIN", "on": "2023-04-05"}
    assert web.get("/api/v1/bound", params=named).json() == web.get("/api/v1/bound", params=keyed).json()
    shown = web.get("/map", params={"layer": "obligations", "attacker": "any", "target": "FIN"}).text
    assert 'value="an unnamed third state"' in shown
    assert 'value="Finland"' in shown


def test_names_in_sentences_differences_and_reasons_lead_to_their_pages(web: TestClient) -> None:
    page = web.get("/scenario", params={**CASE, "other_viewpoint": "GEO"}).text
    assert "\ue000" not in page
    for path in ("/actors/RUS?", "/actors/south-ossetia?", "/agreements/ru-so-alliance-2015?"):
        assert links(page, path), path
    difference = page[page.index("difference-title") : page.index('class="answers')]
    assert links(difference, "/agreements/ru-so-alliance-2015?")
    proof = web.get(links(page, "/proof?")[0]).text
    assert "\ue000" not in proof
    assert links(proof, "/agreements/ru-so-alliance-2015?")


def test_the_picture_is_a_document_that_says_where_it_is_from(web: TestClient) -> None:
    for params, path in ((CASE, "/scenario.svg"), (CHAIN, "/scenario.svg")):
        answer = web.get(path, params=params)
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert "script-src" not in answer.headers["content-security-policy"]
        said = " ".join(ElementTree.fromstring(answer.text).itertext())  # noqa: S314 - made here
        assert "Source: foedus" in said
        assert "known=" in said


def test_trouble_keeps_what_was_asked(web: TestClient) -> None:
    answer = web.get("/scenario", params={"attacker": "Georgea", "target": "South Ossetia"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert 'value="Georgea"' in answer.text
    assert web.get("/proof", params={**CASE, "of": "0" * 10}).status_code == 404
    assert (
        web.get("/scenario", params={"attacker": "<script>alert(1)</script>", "target": "x"}).text.count("<script>")
        == 0
    )


def test_a_permanent_link_names_the_day(web: TestClient) -> None:
    page = web.get("/scenario", params={"attacker": "GEO", "target": "south-ossetia", "territory": ""}).text
    kept = re.search(r'<a href="([^"]+)">Permanent link', page)
    assert kept
    query = parse_qs(urlsplit(html.unescape(kept[1])).query)
    assert query["attacker"] == ["GEO"]
    assert query["on"][0] == date.today().isoformat() or query["on"]
    assert "territory" not in query
