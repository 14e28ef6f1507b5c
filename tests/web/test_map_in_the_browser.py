"""The map and the recognition matrix as a person uses them, in a real browser whose network ends at this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

MAP = "/map?layer=recognition&of=south-ossetia&on=2022-02-20&region=caucasus"
PAGES = (
    MAP,
    "/map?layer=membership&of=nato&on=2025-01-01&viewpoint=GEO",
    "/map?layer=obligations&attacker=GEO&target=south-ossetia&on=2022-02-20&region=black-sea",
    "/map?layer=forces&on=2022-02-20&viewpoint=RUS&region=europe",
    "/recognition?on=2016-01-01",
    "/recognition/NRU/south-ossetia?on=2022-02-20",
)


def drawn(page: Page, path: str = MAP) -> None:
    page.goto(path)
    if path.startswith("/map"):
        page.wait_for_selector("#map[data-drawn]")


def states(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.eval_on_selector_all(
        "#map path[data-state]", "all => Object.fromEntries(all.map(each => [each.dataset.key, each.dataset.state]))"
    )
    return found


def test_the_shapes_have_the_states_of_the_table_and_say_them(visit: Page) -> None:
    drawn(visit)
    table = visit.request.get("/api/v1/map?of=south-ossetia&on=2022-02-20").json()["states"]
    shown = states(visit)
    assert {"RUS", "GEO", "abkhazia", "south-ossetia"} <= set(shown)
    assert {key: table[key] for key in shown if key in table} == {key: shown[key] for key in shown if key in table}
    russia = visit.locator('#map path[data-key="RUS"]')
    assert "recognises it" in (russia.get_attribute("aria-label") or "")
    assert russia.get_attribute("fill") == "url(#p-yes)"
    assert visit.locator("#map .names text", has_text="Abkhazia").count() == 1
    assert visit.locator("#map path.sketch").count() > 0


def test_layers_regions_and_days_are_plain_links_and_a_form(visit: Page) -> None:
    drawn(visit)
    visit.get_by_role("link", name="World").click()
    visit.wait_for_selector("#map[data-drawn]")
    assert states(visit)["NIC"] == "yes"
    visit.get_by_role("link", name="Membership").click()
    visit.wait_for_selector("#map[data-drawn]")
    assert states(visit)["FRA"] == "yes"
    assert "on=2022-02-20" in visit.url
    visit.locator("input[name=of]").fill("cst-1992")
    visit.locator("input[name=on]").fill("1996-01-01")
    visit.locator("select[name=viewpoint]").select_option("GEO")
    visit.get_by_role("button", name="Show").click()
    visit.wait_for_selector("#map[data-drawn]")
    assert states(visit)["abkhazia"] == states(visit)["GEO"] == "yes"


def test_the_slider_goes_by_keys_from_change_to_change(visit: Page) -> None:
    drawn(visit)
    days = visit.eval_on_selector_all(".stops a", "all => all.map(each => each.textContent)")
    slider = visit.locator("#day")
    at = int(slider.input_value())
    slider.focus()
    visit.keyboard.press("ArrowRight")
    visit.wait_for_url(f"**on={days[at + 1]}*")
    visit.wait_for_selector("#map[data-drawn]")
    assert "region=caucasus" in visit.url
    assert days[at + 1] in visit.locator(".facts").first.inner_text()


def test_rows_light_shapes_and_shapes_lead_to_rows(visit: Page) -> None:
    drawn(visit)
    visit.locator('tr[data-key="GEO"] th a').focus()
    assert "lit" in (visit.locator('#map path[data-key="GEO"]').get_attribute("class") or "")
    visit.locator('tr[data-key="RUS"] th a').focus()
    assert "lit" not in (visit.locator('#map path[data-key="GEO"]').get_attribute("class") or "")
    visit.locator('#map path[data-key="GEO"]').dispatch_event("click")
    assert visit.evaluate("document.activeElement.closest('tr').dataset.key") == "GEO"


def test_the_map_is_moved_by_keys_alone(visit: Page) -> None:
    drawn(visit)
    where = "document.querySelector('#map svg > g > g').getAttribute('transform')"
    visit.locator("#map svg").focus()
    visit.keyboard.press("+")
    nearer = visit.evaluate(where)
    assert "scale(1.6)" in nearer
    visit.keyboard.press("ArrowRight")
    assert visit.evaluate(where) != nearer
    visit.keyboard.press("0")
    assert "scale(1)" in visit.evaluate(where)
    visit.get_by_role("button", name="Zoom in").click()
    assert "scale(1.6)" in visit.evaluate(where)


def test_the_picture_can_be_saved_with_what_it_shows(visit: Page, tmp_path: Path) -> None:
    drawn(visit)
    with visit.expect_download() as saving:
        visit.get_by_role("button", name="Save as SVG").click()
    path = tmp_path / saving.value.suggested_filename
    saving.value.save_as(path)
    assert path.name.startswith("who-recognises-south-ossetia")
    assert path.suffix == ".svg"
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own page made it
    said = " ".join(text for each in root.iter("{http://www.w3.org/2000/svg}text") if (text := each.text))
    assert "Who recognises South Ossetia" in said
    assert "Natural Earth" in said
    assert "2022-02-20" in said
    assert "drawing defaults" in said
    assert 'id="p-yes"' in path.read_text(encoding="utf-8")
    with visit.expect_download() as saving:
        visit.get_by_role("button", name="Save as PNG").click()
    saving.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_a_cell_leads_to_its_history_and_to_the_words(visit: Page) -> None:
    visit.goto("/recognition?on=2022-02-20")
    visit.locator('.matrix a[href^="/recognition/NRU/south-ossetia"]').click()
    visit.wait_for_url("**/recognition/NRU/south-ossetia?on=2022-02-20")
    visit.locator('.found a[href^="/documents/"]').first.click()
    visit.wait_for_url("**/documents/sha256:*")
    visit.wait_for_function("document.activeElement.classList.contains('claim')")


def test_without_scripts_the_table_says_it_all(chromium: Browser, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(MAP)
    assert "the table below says the same" in page.inner_text("#map")
    assert "recognises it" in page.inner_text("#row-RUS")
    assert not page.locator(".map .controls").is_visible()
    context.close()


@pytest.mark.parametrize("width", [360, 1280, 3840])
def test_nothing_sticks_out_at_any_width(visit: Page, width: int) -> None:
    visit.set_viewport_size({"width": width, "height": 900})
    for path in PAGES:
        drawn(visit, path)
        assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_the_pages_are_accessible(
    chromium: Browser, address: str, accessible: Callable[[Page], None], scheme: str
) -> None:
    context = chromium.new_context(base_url=address, color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    for path in PAGES:
        drawn(page, path)
        accessible(page)
    context.close()
