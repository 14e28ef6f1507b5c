"""Texts read and claims judged as a person does it, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

TEXT = "Tbilisi, 3 May 2021. Georgia recognised Kosovo, Foreign Minister David Zalkaliani said."
DROPPED = "Minsk, 4 May 2021. Belarus will withdraw from the treaty, Alexander Lukashenko said."

DROP = """text => {
  const moved = new DataTransfer();
  moved.items.add(new File([text], "dropped.txt"));
  moved.items.add(new File(["x"], "dropped.pdf"));
  const dropped = new DragEvent("drop", {dataTransfer: moved, bubbles: true, cancelable: true});
  document.querySelector("form.handing").dispatchEvent(dropped);
}"""


def read_now(page: Page, text: str) -> None:
    page.goto("/read")
    page.fill("textarea", text)
    page.click("form.handing button")
    page.wait_for_url("**/documents/sha256:*", timeout=60_000)
    page.wait_for_load_state("load")


def test_a_text_is_pasted_read_and_judged_by_keys(visit: Page, accessible: Callable[[Page], None]) -> None:
    read_now(visit, TEXT)
    claim = visit.locator(".claim").first
    visit.keyboard.press("j")
    visit.keyboard.press("a")
    assert visit.evaluate("document.activeElement.name") == "by", "a judgement is signed: the name is asked for first"
    visit.keyboard.type("N. Kapanadze")
    visit.keyboard.press("Escape")
    claim.focus()
    visit.keyboard.press("a")
    claim.locator(".told", has_text="accepted by N. Kapanadze").wait_for()
    visit.keyboard.press("r")
    claim.locator(".told", has_text="rejected by N. Kapanadze").wait_for()
    visit.keyboard.press("u")
    claim.locator(".told", has_text="accepted by N. Kapanadze").wait_for()
    accessible(visit)
    visit.keyboard.press("c")
    dialog = visit.locator("dialog")
    dialog.wait_for()
    accessible(visit)
    dialog.locator("select[name=status]").select_option("denied")
    dialog.locator("input[name=reason]").fill("he denied it")
    dialog.get_by_role("button", name="Correct").click()
    claim.locator(".told", has_text="he denied it").wait_for()
    assert claim.evaluate("each => each === document.activeElement")
    assert "4 judgements" in claim.inner_text()
    visit.reload()
    assert visit.locator(".claim").first.locator("input[name=by]").get_attribute("value") == "N. Kapanadze"
    visit.keyboard.press("?")
    assert visit.locator(".keys[open]").count() == 1


HOSTILE = (
    "<script>document.title = 'taken'</script> Robert'); DROP TABLE claims; -- said so.\n\n"
    "<img src=x onerror=\"document.title='taken'\"> \u202egnihton\u202c a\u200bb {{ 7 * 7 }} </article></main>\n\n"
    "Tbilisi, 5 May 2021. Georgia recognised Kosovo, \u202eForeign Minister David Zalkaliani said.\n"
)


def test_a_hostile_text_is_read_and_shown_as_it_is_written(visit: Page) -> None:
    read_now(visit, HOSTILE)
    article = visit.locator("article.text")
    assert "<script>document.title = 'taken'</script>" in article.inner_text()
    assert "DROP TABLE claims" in article.inner_text()
    assert "{{ 7 * 7 }}" in article.inner_text()
    assert visit.locator("article.text script, article.text img").count() == 0
    assert visit.locator("main").count() == 1
    assert "taken" not in visit.title()
    # What turns letters round ends with its own paragraph or name: what stands beside it runs as it should.
    turning = "e => getComputedStyle(e).unicodeBidi"
    assert set(visit.locator("article.text p").evaluate_all(f"all => all.map({turning})")) <= {"isolate", "plaintext"}
    for path in ("/documents", "/", "/search?q=Zalkaliani"):
        visit.goto(path)
        assert "taken" not in visit.title()
        assert visit.locator("main script, main img").count() == 0
    visit.goto("/documents")
    assert visit.locator("table.list tbody tr").count() >= 4


def test_ten_megabytes_are_shown(visit: Page, written: Path) -> None:
    from datetime import UTC, datetime

    from foedus.desk import Desk, Settings
    from foedus.ledger.records import ReadBy
    from foedus.model.documents import Document

    line = "Minsk <b>denied</b> it; nobody was there to hear how often it did so.\n"
    given = Document("long.txt", line * (10_000_000 // len(line)), title="A long text")
    with Desk(Settings(ledger=str(written))) as desk:
        desk.writable.append(given, reader=ReadBy("0", "none"), recorded_at=datetime.now(UTC))
    visit.goto(f"/documents/{given.id}", timeout=60_000)
    assert visit.locator("h1").inner_text() == "A long text"
    assert visit.locator("article.text b").count() == 0
    assert visit.evaluate("document.querySelector('article.text').textContent.length") > 9_000_000


def test_files_are_dropped(visit: Page) -> None:
    visit.goto("/documents")
    visit.click(".reading-now summary")
    visit.evaluate(DROP, DROPPED)
    visit.wait_for_url("**/read/*")
    visit.wait_for_selector("#reading[data-done=yes]", timeout=60_000)
    assert "unknown kind of file" in visit.inner_text("#reading")
    visit.click("#reading a")
    assert visit.locator("article.text").inner_text().startswith("Minsk")


def test_without_scripts_too(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/enter?token=a-token-of-the-tests")
    page.goto("/read")
    page.fill("textarea", TEXT + " It did so again.")
    page.click("form.handing button")
    page.wait_for_url("**/documents/sha256:*", timeout=60_000)
    page.click(".claim details.judge summary >> nth=0")
    page.fill(".claim input[name=by] >> nth=0", "W. S.")
    page.click(".claim button[value=reject] >> nth=0")
    page.locator(".told", has_text="rejected by W. S.").wait_for()
    context.close()


def test_a_page_elsewhere_cannot_judge(visit: Page, chromium: Browser, address: str) -> None:
    read_now(visit, TEXT + " So it was told.")
    claim = visit.locator(".claim").first.get_attribute("id")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/enter?token=a-token-of-the-tests")
    fields = "<input name=verdict value=accept><input name=by value=x><input name=seen><button>go</button>"
    body = f'<form method=post action="{address}/claims/{claim}">{fields}</form>'
    page.route("http://elsewhere.example/", lambda route: route.fulfill(content_type="text/html", body=body))
    page.goto("http://elsewhere.example/")
    page.click("button")
    page.wait_for_load_state("load")
    assert "This" in page.inner_text("body")
    visit.reload()
    assert visit.locator(".told").count() == 0
    context.close()


def test_the_page_of_a_claim_is_accessible(visit: Page, accessible: Callable[[Page], None], scheme: str) -> None:
    visit.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit.goto("/documents")
    visit.click("table.list tbody a >> nth=-1")
    visit.click(".claim a.own >> nth=0")
    visit.wait_for_url("**/claims/claim:*")
    accessible(visit)
    visit.goto("/read")
    accessible(visit)


@pytest.mark.parametrize("width", [360, 3840])
def test_nothing_sticks_out(visit: Page, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 900})
    visit.goto("/documents")
    visit.click("table.list tbody a >> nth=-1")
    visit.click(".claim details.judge summary >> nth=0")
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    visit.click(".claim a.own >> nth=0")
    visit.wait_for_url("**/claims/claim:*")
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
