"""The explorer as a person uses it, in a real browser whose network ends at this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGES = (
    "/documents",
    "/search?q=ceasefire",
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


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible(
    chromium: Browser, address: str, accessible: Callable[[Page], None], scheme: str, path: str
) -> None:
    context = chromium.new_context(base_url=address, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(path)
    accessible(page)
    context.close()


def test_the_reader_is_accessible(visit: Page, accessible: Callable[[Page], None], scheme: str) -> None:
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    first_document(visit)
    accessible(visit)
