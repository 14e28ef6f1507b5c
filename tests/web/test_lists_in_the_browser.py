"""Lists follow what is typed, in the address too; hostile articles are shown as nothing but their words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.slow

HOSTILE = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">\n\n"
    "Tbilisi, 3 May 2021. Georgia recognised Kosovo, Foreign Minister David Zalkaliani said. "
    "'; DROP TABLE claims; -- {{ 7 * 7 }} ${7*7} ]]> &lt;b&gt; </textarea></p></main>\n\n"
    "Rus\u200bsia said \u202ethat it\u202c recognised\u2066 Abkhazia\u2069 in 2008.\ufeff\n\n"
    + "w" * 20_000 + "\n\n" + "line\n" * 20_000
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "field", "typed", "found"),
    [("/actors", "q", "Цхинвал", "South Ossetia"), ("/agreements", "q", "collective security", "Collective"),
     ("/search", "q", "Belarus", "Belarus"), ("/documents", "q", "nothing is called so", "no such document")],
)  # fmt: skip
def test_a_list_follows_what_is_typed_and_so_does_the_address(
    visit: Page, path: str, field: str, typed: str, found: str
) -> None:
    visit.goto(path)
    box = visit.locator(f"form.filters [name={field}]")
    box.press_sequentially(typed)
    visit.wait_for_url(f"**{path}?**{field}=*")
    visit.locator("#results", has_text=found).wait_for()
    assert box.evaluate("box => box === document.activeElement"), "one goes on typing"
    assert f"{field}=" in (visit.locator("#foot a").first.get_attribute("href") or "")
    visit.reload()
    assert visit.locator(f"form.filters [name={field}]").input_value() == typed
    assert found in visit.locator("#results").inner_text()
    visit.go_back()
    visit.wait_for_url(lambda url: f"{field}={quote_plus(typed)}" not in url)
    box.wait_for()
    assert box.input_value() != typed


def test_without_scripts_the_same_forms_are_sent(visit: Page) -> None:
    visit.goto("/actors")
    visit.fill("form.filters [name=q]", "osset")
    visit.click("form.filters button")
    visit.wait_for_url("**/actors?**q=osset**")
    assert "South Ossetia" in visit.locator("#results").inner_text()


def test_a_hostile_article_is_pasted_read_and_shown_as_its_words(
    visit: Page, accessible: Callable[[Page], None]
) -> None:
    visit.goto("/read")
    visit.locator("textarea[name=text]").evaluate("(box, text) => { box.value = text; }", HOSTILE)
    visit.click("form.handing button")
    visit.wait_for_url("**/documents/sha256:**", timeout=120_000)
    shown = visit.locator("main")
    assert visit.title() != "taken"
    assert visit.locator("main script, main img").count() == 0
    assert "DROP TABLE claims" in shown.inner_text()
    assert "{{ 7 * 7 }}" in shown.inner_text()
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "a long word breaks"
    visit.goto("/search?q=recognised+Kosovo")
    assert visit.locator(".found mark").count() > 0
    visit.goto("/documents")
    assert visit.title() != "taken"


def test_the_page_that_tells_the_endpoints_is_accessible(
    visit: Page, accessible: Callable[[Page], None], scheme: str
) -> None:
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.goto("/api/v1/docs")
    accessible(visit)
