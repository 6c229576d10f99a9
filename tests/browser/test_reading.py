"""A reader's journeys, on a phone, with and without JavaScript."""

from urllib.parse import urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup

#: What a page has its browser fetch.
FETCHED = "[src], link[rel~=stylesheet], link[rel~=icon], link[rel~=preload], link[rel~=manifest]"


def test_every_link_of_the_site_answers(open_browser, demo):
    page = open_browser(javascript=False)
    found, todo, wrong = {"/"}, ["/"], []
    while todo:
        address = todo.pop()
        response = page.request.get(demo.url + address)
        if response.status != 200:
            wrong.append((address, response.status))
        if not response.headers["content-type"].startswith("text/html"):
            continue
        soup = BeautifulSoup(response.text(), "html.parser")
        # What a browser would fetch by itself, without its opening each page; those of each type are opened elsewhere.
        fetched = [tag.get("src", tag.get("href")) for tag in soup.select(FETCHED)]
        wrong += [(address, url) for url in fetched if not urljoin(demo.url, url).startswith((demo.url, "data:"))]
        for href in [link["href"] for link in soup.select("a[href]")]:
            target = urldefrag(urljoin(demo.url + address, href)).url
            if target.startswith(demo.url + "/"):
                path = target.removeprefix(demo.url)
                # The other languages are crawled without a browser: tests/home/test_demo_translations.py.
                if path not in found and not path.startswith(("/de/", "/en/")):
                    found.add(path)
                    todo.append(path)
    assert wrong == []
    assert len(found) > 80


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_reader_goes_from_home_to_a_commitment_and_its_guide(open_browser, javascript):
    page = open_browser(width=320, javascript=javascript)
    page.goto("/")
    page.get_by_role("navigation", name="Les 42 engagements de la charte").get_by_role("link", name="30").click()
    page.wait_for_url("**/engagement-30/")
    page.get_by_role("main").get_by_role("link", name="Écrire une clause d’insertion vérifiable").first.click()
    page.wait_for_url("**/guides/clause-insertion-verifiable/")
    assert page.locator("h1").inner_text().replace("\n", " ") == "Écrire une clause d’insertion vérifiable"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_reader_filters_the_library(open_browser, javascript):
    page = open_browser(javascript=javascript)
    page.goto("/guides/")
    page.get_by_label("Type").select_option("factsheet")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url("**/guides/?*kind=factsheet*")
    kinds = page.locator("main .card .kicker").all_inner_texts()
    assert (set(kinds), page.get_by_label("Type").input_value()) == ({"Fiche pratique"}, "factsheet")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_filters_are_folded_on_a_phone_until_they_serve(open_browser, javascript):
    page = open_browser(width=320, javascript=javascript)
    page.goto("/guides/")
    assert not page.get_by_label("Type").is_visible()
    page.get_by_text("Filtrer les guides").click()
    page.get_by_label("Type").select_option("factsheet")
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url("**/guides/?*kind=factsheet*")
    assert page.get_by_label("Type").is_visible()


def test_reader_copies_a_clause(open_browser):
    page = open_browser(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/guides/clause-insertion-verifiable/")
    page.get_by_role("button", name="Copier la clause").first.click()
    page.get_by_text("Clause copiée").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("Le titulaire réserve au moins [nombre] heures")


def test_page_without_javascript_shows_no_dead_button(open_browser):
    page = open_browser(javascript=False)
    page.goto("/blocs-de-mise-en-page/")
    assert [button.get_attribute("type") for button in page.locator("button:visible").all()] == []


def test_wrong_address_proposes_near_pages_and_a_search(open_browser):
    page = open_browser()
    page.goto("/gides/")
    page.get_by_role("main").get_by_role("link", name="Guides").click()
    page.wait_for_url("**/guides/")


def test_session_gives_a_calendar_file_and_says_how_to_take_part(open_browser, demo):
    page = open_browser(width=320)
    page.goto("/formations/")
    page.locator("main .agenda a").first.click()
    page.get_by_role("main").get_by_role("link", name="formations@commande-publique.example").first.wait_for()
    href = page.locator("a[href$='/ical/']").first.get_attribute("href")
    assert page.request.get(urljoin(page.url, href)).text().startswith("BEGIN:VCALENDAR")


def test_video_asks_nothing_of_its_host_before_a_click(open_browser):
    page = open_browser()
    page.goto("/blocs-de-mise-en-page/")
    assert page.locator("iframe").count() == 0
