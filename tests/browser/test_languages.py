"""A reader goes from one language to another, and always knows in which one the next page is."""

import pytest

from tests.browser.editing import open_editor
from tests.browser.pages import PAGE_TYPES

#: Its name is the same in every language.
SAME_TITLE = "organisation"
ONLY_FRENCH = "/guides/accueillir-une-experimentation/"
HOMES = {"de": "(Startseite)", "en": "(home page)"}


def choice(page, code):
    """The link of the switcher to a language."""
    return page.locator(f".langs a[hreflang={code}]")


def choose(page, code):
    """Go to another language by the switcher; returns the main title there."""
    choice(page, code).click()
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator(".langs [aria-current]").get_attribute("hreflang") == code
    return page.locator("h1").inner_text()


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda page_type: page_type.name)
def test_reader_changes_language_on_each_page_type_and_comes_back(open_browser, demo, page_type):
    page = open_browser(width=320, javascript=False)
    page.goto(page_type.address)
    french, german, english = page.locator("h1").inner_text(), choose(page, "de"), choose(page, "en")
    # The guides are called “Guides” in English too.
    assert (german in (french, english)) == (page_type.name == SAME_TITLE)
    assert choose(page, "fr") == french
    # A list is shown whole again: its filters are not carried over.
    assert page.url.removeprefix(demo.url) in (page_type.address, page_type.address.partition("?")[0])


@pytest.mark.parametrize("code", HOMES)
def test_switcher_says_that_it_leads_home_where_a_page_is_in_french_only(open_browser, code):
    page = open_browser(width=320, javascript=False)
    page.goto(ONLY_FRENCH)
    assert choice(page, code).locator("small").inner_text() == HOMES[code]
    assert page.locator("link[rel=alternate]").count() == 0
    choose(page, code)
    assert page.url.endswith(f"/{code}/")
    assert choice(page, "fr").locator("small").count() == 0


@pytest.mark.parametrize("address", ["/de/leitfaeden/", "/de/schulungen/", "/en/guides/", "/en/courses/"])
def test_what_is_only_in_french_is_marked_in_the_lists_and_leads_to_french(open_browser, address):
    page = open_browser(width=320, javascript=False)
    page.goto(address)
    links = page.locator("main h3 a[hreflang=fr]")
    found = links.evaluate_all(
        "links => links.map(link => [link.lang, getComputedStyle(link.closest('.card h3') ?? link, '::after').content])"
    )
    assert found
    assert set(map(tuple, found)) == {("fr", '" (FR)"')}
    title = links.first.inner_text()
    links.first.click()
    assert page.locator("html").get_attribute("lang") == "fr"
    # A session is listed by the name of its course.
    # On a phone, the page itself is not shown at the end of the way to it.
    assert title in page.get_by_role("navigation", name="Vous êtes ici").text_content()


def test_unpublishing_a_french_page_asks_what_becomes_of_its_translations(log_in, open_browser):
    editor, reader = log_in("relecture"), open_browser(javascript=False)
    reader.goto("/de/leitfaeden/vorauszahlung-sicherheit-rechnung/")
    addresses = [choice(reader, code).get_attribute("href") for code in ("fr", "de", "en")]
    choose(reader, "fr")
    title = reader.locator("h1").inner_text()

    open_editor(editor, title)
    editor.get_by_role("button", name="Actions").first.click()
    editor.get_by_role("link", name="Dépublier").click()
    editor.get_by_role("button", name="Oui, la dépublier").click()
    for language in ("Deutsch", "English"):
        editor.get_by_role("main").get_by_role("listitem").filter(has_text=f"({language})").wait_for()
    assert [reader.goto(address).status for address in addresses] == [200, 200, 200]
    editor.get_by_label("Les retirer aussi").check()
    editor.get_by_role("button", name="Dépublier", exact=True).click()
    editor.locator(".messages").get_by_text("n’est plus en ligne").wait_for()
    assert [reader.goto(address).status for address in addresses] == [404, 404, 404]
