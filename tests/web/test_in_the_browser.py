"""The explorer as a person uses it, in a real browser whose network ends at this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

PAGES = ("/documents", "/search?q=ceasefire", "/nowhere")


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


@pytest.mark.parametrize("width", [360, 1280, 3840])
@pytest.mark.parametrize("path", PAGES[:2])
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
