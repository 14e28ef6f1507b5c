"""The explorer as a person uses it, in a real browser whose network ends at this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGES = (
    "/",
    "/documents",
    "/read",
    "/search",
    "/search?q=ceasefire",
    "/search?q=nothingofthekind",
    "/nowhere",
    "/agreements?party=Belarus",
    "/agreements/ru-so-alliance-2015?on=2022-02-20",
    "/actors?q=Цхинвал",
    "/actors/south-ossetia?on=2022-02-20&viewpoint=GEO",
    "/disagreements",
    "/compare?topic=Belarus",
)


def first_document(page: Page) -> None:
    page.goto("/documents")
    page.click("table.list tbody a >> nth=0")
    page.wait_for_url("**/documents/sha256:*")
    page.wait_for_load_state("load")


def test_evidence_and_claims_light_one_another(visit: Page) -> None:
    first_document(visit)
    claim = visit.locator(".claim").first
    claim.hover()
    of = claim.get_attribute("id")
    lit = visit.locator(f'.evidence.lit[data-of~="{of}"]')
    assert lit.count() >= 1
    visit.mouse.move(0, 0)
    assert visit.locator(".evidence.lit").count() == 0
    visit.locator(f'.evidence[data-of~="{of}"]').first.hover()
    assert "lit" in (visit.locator(f'[id="{of}"]').get_attribute("class") or "")


def test_keys_walk_through_the_claims_and_the_address_follows(visit: Page) -> None:
    first_document(visit)
    visit.keyboard.press("j")
    visit.keyboard.press("j")
    second = visit.locator(".claim").nth(1).get_attribute("id")
    assert visit.evaluate("document.activeElement.id") == second
    assert visit.url.endswith(f"#{second}")
    visit.reload()
    visit.wait_for_function("id => document.activeElement.id === id", arg=second)
    visit.keyboard.press("k")
    assert visit.evaluate("document.activeElement.id") == visit.locator(".claim").first.get_attribute("id")


def test_a_key_goes_to_the_next_claim_that_nobody_judged(visit: Page) -> None:
    first_document(visit)
    visit.locator(".claim").nth(1).evaluate("each => each.classList.add('judged-accept')")
    visit.locator(".claim").first.focus()
    visit.keyboard.press("n")
    assert visit.evaluate("document.activeElement.id") == visit.locator(".claim").nth(2).get_attribute("id")


def test_a_kind_can_be_left_out(visit: Page) -> None:
    first_document(visit)
    box = visit.locator(".kinds input").first
    kind = box.get_attribute("value")
    assert visit.locator(f'.claim[data-kind="{kind}"]:visible').count() > 0
    box.uncheck()
    assert visit.locator(f'.claim[data-kind="{kind}"]:visible').count() == 0
    assert visit.locator(".claim:visible").count() > 0


def test_searching_from_anywhere_by_keys_alone(visit: Page) -> None:
    visit.goto("/documents")
    visit.keyboard.press("/")
    visit.keyboard.type("ceasefire")
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/search?**")
    assert visit.locator(".found mark").count() > 0


def test_from_an_agreement_to_a_party_and_to_the_words_that_name_it(visit: Page) -> None:
    visit.goto("/agreements")
    visit.fill('[name="party"]', "Южная Осетия")
    visit.fill('[name="on"]', "2022-02-20")
    visit.keyboard.press("Enter")
    visit.wait_for_url("**/agreements?**party=**")
    visit.click("table.list tbody th a >> nth=0")
    visit.wait_for_url("**/agreements/*on=2022-02-20")
    assert visit.locator("#parties ~ table .bar rect").count() >= 2
    visit.click("#parties ~ table tbody th >> text=South Ossetia")
    visit.wait_for_url("**/actors/south-ossetia?on=2022-02-20")
    visit.click(".mention a:has-text('in the document') >> nth=0")
    visit.wait_for_url("**/documents/sha256:**")
    visit.wait_for_function("() => document.activeElement.classList.contains('claim')")


@pytest.mark.parametrize("width", [360, 1280, 3840])
@pytest.mark.parametrize("path", [path for path in PAGES if path != "/nowhere"])
def test_nothing_sticks_out_at_any_width(visit: Page, path: str, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 900})
    visit.goto(path)
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    first_document(visit)
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible(
    chromium: Browser, address: str, accessible: Callable[[Page], None], scheme: str, path: str, width: int
) -> None:
    theme: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    context = chromium.new_context(base_url=address, color_scheme=theme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(path)
    page.eval_on_selector_all("details", "all => all.forEach(each => { each.open = true; })")
    accessible(page)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_reader_is_accessible(visit: Page, accessible: Callable[[Page], None], scheme: str, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 900})
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    first_document(visit)
    accessible(visit)


def test_pictures_of_lives_and_of_the_matrix_can_be_taken_away(visit: Page) -> None:
    for path in ("/agreements/ru-so-alliance-2015", "/actors/south-ossetia", "/recognition?entity=south-ossetia"):
        visit.goto(path)
        with visit.expect_download() as got:
            visit.get_by_role("link", name="Save as SVG").click()
        assert "Source: foedus" in got.value.path().read_text(encoding="utf-8")
        with visit.expect_download() as got:
            visit.get_by_role("button", name="Save as PNG").click()
        assert got.value.path().read_bytes().startswith(b"\x89PNG")


def test_every_view_can_be_copied_as_json(visit: Page) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.goto("/actors/south-ossetia")
    visit.get_by_role("button", name="Copy JSON").click()
    visit.get_by_role("button", name="Copied").wait_for()
    assert json.loads(visit.evaluate("navigator.clipboard.readText()"))["key"] == "south-ossetia"


def test_the_first_page_asks_by_its_form(visit: Page) -> None:
    visit.goto("/")
    visit.get_by_label("Attacker").fill("Georgia")
    visit.get_by_label("Target").fill("South Ossetia")
    visit.get_by_label("On", exact=True).fill("2022-02-20")
    visit.get_by_role("button", name="Who is bound?").click()
    visit.wait_for_url("**/scenario?*")
    assert visit.locator(".owed > li").count() > 0


def test_the_keyboard_meets_the_way_past_the_sections_first_and_focus_is_seen(visit: Page) -> None:
    visit.goto("/agreements")
    visit.keyboard.press("Tab")
    skip = visit.locator(".skip")
    assert skip.evaluate("each => each === document.activeElement")
    assert (skip.bounding_box() or {"width": 0})["width"] > 50
    visit.keyboard.press("Enter")
    assert visit.evaluate("document.activeElement.id") == "main"
    visit.keyboard.press("Tab")
    assert visit.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_names_in_cyrillic_and_georgian_have_their_languages_and_letters(visit: Page) -> None:
    visit.goto("/actors/south-ossetia")
    visit.eval_on_selector_all("details.more", "all => all.forEach(each => { each.open = true; })")
    for language, name in (("ru-Cyrl", "Южная Осетия"), ("ka-Geor", "სამხრეთ ოსეთი")):
        cell = visit.locator(f'th[lang="{language}"]', has_text=name).first
        assert cell.is_visible()
        # A letter that no font of the page has is drawn as a box of one width for all of them.
        widths = cell.evaluate("""cell => [...cell.textContent.slice(0, 6)].map(letter => {
          const drawn = document.createElement("canvas").getContext("2d");
          drawn.font = getComputedStyle(cell).font;
          return drawn.measureText(letter).width;
        })""")
        assert len(set(widths)) > 1


def test_on_paper_the_page_is_the_text_alone(visit: Page) -> None:
    visit.goto("/agreements/ru-so-alliance-2015")
    visit.emulate_media(media="print")
    for hidden in (".find", ".filters", ".top nav", ".contents"):
        assert not visit.locator(hidden).first.is_visible()
    assert visit.locator("#provisions").is_visible()
    assert visit.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
