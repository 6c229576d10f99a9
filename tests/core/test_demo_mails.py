"""The demo's letter box: shows all, does nothing, exists nowhere else."""

import importlib

import pytest
from bs4 import BeautifulSoup
from django.core.mail import get_connection
from django.urls import NoReverseMatch, clear_url_caches, reverse

from config import urls
from core.mail_files import mail_files
from core.mails.letter import CalendarPart, Message
from core.outbox.envelope import compose
from tests.factories.outbox import OutboxMailFactory

CALENDAR = b"BEGIN:VCALENDAR\r\nUID:1\r\nEND:VCALENDAR\r\n"
TEXT = "Bonjour <Zo\u00e9>,\n\nvoici : http://127.0.0.1:8000/inscriptions/confirm/1/"


@pytest.fixture
def _local_machine(settings):
    """The addresses are chosen when the site starts: once more as on a local machine, then as before."""
    for is_shown in (True, False):
        settings.SHOW_MAIL_FILES = is_shown
        importlib.reload(urls)
        clear_url_caches()
        if is_shown:
            yield


@pytest.fixture
def box(site_root, settings, tmp_path, _local_machine):
    """A letter box with one mail; its name."""
    settings.MAIL_DIR = tmp_path
    message = Message(
        "Votre place <b>",
        TEXT,
        "<p style='color: red'>Bonjour</p><script>1</script>",
        [CalendarPart("REQUEST", CALENDAR, "a.ics")],
    )
    mail = OutboxMailFactory.build(recipient="zoe@mairie.example")
    get_connection("core.mail_files.EmailBackend").send_messages([compose(mail, message)])
    return mail_files()[0].name


def soup(response) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_list_names_the_mails(box, client):
    page = soup(client.get("/demo/courriels/"))
    link = page.select_one("main .rows a")
    assert (link.text, link["href"]) == ("Votre place <b>", f"/demo/courriels/{box}/")
    assert "zoe@mairie.example" in page.select_one("main .rows").text
    assert page.select_one('meta[name="robots"]')["content"].startswith("noindex")


def test_empty_box_says_so(box, client, settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "none"
    assert soup(client.get("/demo/courriels/")).select_one("main .empty") is not None


def test_mail_shows_its_text_with_links_to_click_and_its_calendar(box, client):
    page = soup(client.get(f"/demo/courriels/{box}/"))
    assert page.select_one("h1").text == "Votre place <b>"
    links = [link["href"] for link in page.select("main a")]
    assert "http://127.0.0.1:8000/inscriptions/confirm/1/" in links
    assert {f"/demo/courriels/{box}/html/", f"/demo/courriels/{box}/fichier/"} < set(links)
    main = page.select_one("main").text
    assert [words in main for words in ("Bonjour <Zoé>", "REQUEST", "UID:1", "a.ics")] == [True] * 4


def test_html_of_a_mail_may_do_nothing(box, client):
    response = client.get(f"/demo/courriels/{box}/html/")
    assert b"<script>1</script>" in response.content
    assert response["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "sandbox allow-popups allow-popups-to-escape-sandbox"
    )


def test_file_is_the_mail_itself(box, client):
    response = client.get(f"/demo/courriels/{box}/fichier/")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "message/rfc822",
        f'attachment; filename="{box}"',
    )
    assert response.content == mail_files()[0].read_bytes()


@pytest.mark.parametrize("end", ["", "html/", "fichier/"])
@pytest.mark.parametrize("name", ["x.eml", "..%2Fdb.sqlite3", "20260302-083000-000000-abcdef01.eml"])
def test_unknown_mail_is_not_found(box, client, name, end):
    assert client.get(f"/demo/courriels/{name}/{end}").status_code == 404


@pytest.mark.parametrize("end", ["", "{}/", "{}/html/", "{}/fichier/"])
def test_page_is_nowhere_when_the_settings_do_not_show_it(box, client, settings, end):
    settings.SHOW_MAIL_FILES = False
    assert client.get("/demo/courriels/" + end.format(box)).status_code == 404


def test_page_has_no_address_on_a_server(site_root, client):
    with pytest.raises(NoReverseMatch):
        reverse("demo_mails")
    assert client.get("/demo/courriels/").status_code == 404


@pytest.mark.parametrize("end", ["", "{}/", "{}/html/", "{}/fichier/"])
def test_page_is_read_and_never_written_to(box, client, end):
    response = client.post("/demo/courriels/" + end.format(box))
    assert response.status_code == 405


def test_pages_are_not_kept(box, client):
    assert "no-store" in client.get(f"/demo/courriels/{box}/")["Cache-Control"]
