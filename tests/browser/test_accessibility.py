"""What a machine can see of accessibility, on every type of page and state; people must see the rest."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGE_TYPES, PAGES

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # the rest would take half of the time
}
#: Whether scripts run, and the widths and colours in which the page is opened.
WINDOWS = {True: [(320, "dark"), (1280, "light")], False: [(320, "light"), (1280, "dark")]}


def violations(page):
    """What axe finds, as one line a rule: the rule and the first elements that break it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']][:3]}" for rule in found]


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES.keys())
def test_page_is_sound_on_a_phone_and_a_desk_with_and_without_scripts(reader, address):
    # What a window may not do at all (complain, ask another host) is watched by the fixture.
    found = []
    for javascript, shapes in WINDOWS.items():
        page = reader[javascript]
        for width, scheme in shapes:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.goto(address)
            found.append(
                {
                    "sideways": page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
                    "main titles": page.locator("h1").count(),
                    "language": page.locator("html").get_attribute("lang"),
                    "cookies": page.context.cookies(),
                    "violations": violations(page) if javascript else [],
                }
            )
    sound = {"sideways": 0, "main titles": 1, "language": "fr", "cookies": [], "violations": []}
    assert found == [sound] * sum(map(len, WINDOWS.values()))


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda page_type: page_type.name)
def test_page_is_sound_in_the_other_languages(reader, page_type):
    # One window, on a phone: what its width, scripts and colours change is seen in French.
    page = reader[True]
    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(page_type.address)
    found = {}
    for code in ("de", "en"):
        page.locator(f".langs a[hreflang={code}]").click()
        page.wait_for_load_state()
        found[code] = {
            "sideways": page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)"),
            "main titles": page.locator("h1").count(),
            "language": page.locator("html").get_attribute("lang"),
            "cookies": page.context.cookies(),
            "violations": violations(page),
        }
    sound = {"sideways": 0, "main titles": 1, "cookies": [], "violations": []}
    assert found == {code: sound | {"language": code} for code in ("de", "en")}


def test_skip_link_leads_the_keyboard_to_the_contents(open_browser):
    page = open_browser()
    page.goto("/guides/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_control_of_the_keyboard_shows_its_focus(open_browser):
    page = open_browser()
    page.goto("/guides/")
    outlines = []
    for _step in range(12):
        page.keyboard.press("Tab")
        outlines.append(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert outlines == ["solid"] * 12


def test_page_zoomed_four_times_loses_nothing(open_browser):
    # A window of 1280 pixels zoomed to 400 % is one of 320 by 225.
    page = open_browser(width=320)
    page.set_viewport_size({"width": 320, "height": 225})
    page.goto("/guides/clause-insertion-verifiable/")
    page.get_by_role("link", name="Plan du site").scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_printed_charter_is_the_complete_list(open_browser):
    page = open_browser()
    page.goto("/charte/")
    page.emulate_media(media="print")
    shown = page.locator("main a[href*='/engagement-']:visible").evaluate_all("links => links.map(l => l.pathname)")
    assert len(set(shown)) == 42
