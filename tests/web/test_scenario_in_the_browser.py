"""Scenarios as a person uses them, in a real browser whose network ends at this machine."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

CASE = "/scenario?attacker=GEO&target=south-ossetia&on=2022-02-20&viewpoint=RUS"
CHAIN = "/scenario?attacker=DEU&target=CSK&on=1938-09-28"
BESIDE = f"{CASE}&other_viewpoint=GEO"


def test_asking_by_the_form_with_completed_names(visit: Page) -> None:
    visit.goto("/scenario")
    sides = visit.eval_on_selector_all("#sides option", "all => all.map(each => each.value)")
    assert {"Georgia", "South Ossetia", "an unnamed third state"} <= set(sides)
    visit.get_by_label("Attackers").fill("Georgia")
    visit.get_by_label("Targets").fill("South Ossetia")
    visit.get_by_label("On", exact=True).fill("2022-02-20")
    visit.locator("select[name=viewpoint]").select_option("RUS")
    visit.get_by_role("button", name="Who is bound?").click()
    visit.wait_for_url("**/scenario?*")
    assert visit.url.endswith("/scenario?attacker=Georgia&target=South+Ossetia&on=2022-02-20&viewpoint=RUS")
    assert visit.locator(".owed > li").count() == 7


def test_the_slider_goes_by_keys_from_change_to_change(visit: Page) -> None:
    visit.goto(CASE)
    days = visit.eval_on_selector_all(".stops a", "all => all.map(each => each.textContent)")
    slider = visit.locator("#day")
    slider.focus()
    at = int(slider.input_value())
    visit.keyboard.press("ArrowLeft")
    visit.wait_for_url(f"**on={days[at - 1]}*")
    visit.wait_for_function("document.activeElement.id === 'day'")
    assert visit.locator("#day-shown").text_content() == days[at - 1]
    visit.keyboard.press("Home")
    visit.wait_for_url(f"**on={days[0]}*")
    assert visit.locator(".owed > li").count() == 0
    visit.go_back()
    assert visit.locator("#day-shown").text_content() == days[at - 1]


def test_a_click_in_the_picture_opens_the_reasons_and_the_proof(visit: Page) -> None:
    visit.goto(CHAIN)
    visit.wait_for_selector("#graph canvas")
    assert not visit.locator(".picture img").is_visible()
    visit.get_by_role("button", name="All of it").click()  # a long chain begins at what is given, as large as letters
    box = visit.locator("#graph").bounding_box()
    assert box
    # Boxes stand in rows of their own from left to right, so the last duty is met from the right.
    for step in range(2, 60):
        visit.mouse.click(box["x"] + box["width"] * (1 - step / 60), box["y"] + box["height"] / 2)
        if "#owed-" in visit.url:
            break
    assert visit.url.endswith("#owed-2")
    assert visit.locator("#owed-2 details").get_attribute("open") is not None
    visit.locator("#owed-2").get_by_role("link", name="The whole proof").click()
    visit.wait_for_url("**/proof?*")
    assert visit.locator("blockquote.wording").count() == 2
    assert visit.locator(".step").count() == 2


def test_pictures_can_be_taken_away(visit: Page) -> None:
    visit.goto(CASE)
    with visit.expect_download() as got:
        visit.locator(".picture").get_by_role("link", name="Save as SVG").click()
    path: Path = got.value.path()
    assert "Source: foedus" in "".join(ElementTree.fromstring(path.read_text(encoding="utf-8")).itertext())  # noqa: S314
    with visit.expect_download() as got:
        visit.locator(".picture").get_by_role("button", name="Save as PNG").click()
    assert got.value.path().read_bytes().startswith(b"\x89PNG")
    assert got.value.suggested_filename == "scenario.png"


def test_the_answer_can_be_copied_as_json(visit: Page) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.goto(CASE)
    visit.get_by_role("button", name="Copy JSON").click()
    visit.get_by_role("button", name="Copied").wait_for()
    copied = json.loads(visit.evaluate("navigator.clipboard.readText()"))
    assert copied["question"]["viewpoint"] == "RUS"
    assert len(copied["obligations"]) == 7


def test_a_permanent_link_shows_the_same(visit: Page) -> None:
    drawn = ("#map[data-drawn]", "#map-2[data-drawn]")
    visit.goto(BESIDE)
    for each in drawn:
        visit.wait_for_selector(each)
    said = visit.locator("#answer").inner_text()
    visit.get_by_role("link", name="Permanent link").click()
    visit.wait_for_url("**known=*")
    for each in drawn:
        visit.wait_for_selector(each)
    assert visit.locator("#answer").inner_text() == said


def test_without_scripts_nothing_is_lost(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(CASE)
    assert page.locator(".picture img").is_visible()
    assert not page.locator("#day").is_visible()
    page.locator(".steps a[rel=prev]").click()
    assert re.search(r"on=2018-\d\d-\d\d", page.url)
    page.locator("#owed-1 summary").click()
    page.locator("#owed-1").get_by_role("link", name="The whole proof").click()
    assert page.locator("blockquote.wording").count() == 1
    context.close()


@pytest.mark.parametrize("width", [360, 1280, 3840])
@pytest.mark.parametrize("path", ["/scenario", CHAIN, BESIDE])
def test_nothing_sticks_out_at_any_width(visit: Page, path: str, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 900})
    visit.goto(path)
    visit.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if path == CHAIN:
        visit.get_by_role("link", name="The whole proof").last.click()
        visit.wait_for_url("**/proof?*")
        visit.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
        assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("path", ["/scenario", f"{CASE}&basis=both", BESIDE, "/scenario?attacker=nobody&target=FIN"])
def test_pages_are_accessible(visit: Page, accessible: Callable[[Page], None], scheme: str, path: str) -> None:
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    if "nobody" in path:  # a refusal is no error of the page, but the browser's console says so
        visit.context.new_page().goto(path)
        visit = visit.context.pages[-1]
    else:
        visit.goto(path)
    visit.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    accessible(visit)


def test_a_proof_is_accessible(visit: Page, accessible: Callable[[Page], None], scheme: str) -> None:
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.goto(CHAIN)
    visit.locator("#owed-2 summary").click()
    visit.locator("#owed-2").get_by_role("link", name="The whole proof").click()
    visit.wait_for_url("**/proof?*")
    visit.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    accessible(visit)
