"""The form that asks for a seat: what it shows, what it takes, and what it says when it takes nothing."""

import datetime

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.links import issue_form_token
from core.models import OutboxMail, ProgrammeSettings
from tests.factories.home import ContentPageFactory
from tests.factories.training import sign_up
from tests.factories.translations import translate
from tests.training.views.conftest import ZOE, main_of, nothing_written, words_of
from training.models import SignUp
from training.rules.states import SignUpState
from training.services.shared.errors import NotOpen

pytestmark = pytest.mark.django_db

MINUTE = datetime.timedelta(minutes=1)


def kept(response):
    """What a form that is shown again still holds."""
    form = main_of(response).form
    fields = {field["name"]: field.get("value", "") for field in form.select("input:not([type=radio])")}
    chosen = {select["name"]: select.select_one("option[selected]")["value"] for select in form.select("select")}
    return {name: value for name, value in (fields | chosen).items() if name in ZOE}


def test_form_says_the_state_before_it_asks_anything(session, browser):
    with nothing_written():
        response = browser.get(f"{session.url}inscription/")
    main = main_of(response)
    box = main.select_one(".box.is-good")
    assert "2" in box.get_text()
    assert main.find_all(["div", "form"]).index(box) < main.find_all(["div", "form"]).index(main.form)
    assert (main.form["method"], main.form["action"]) == ("post", f"{session.url}inscription/")


def test_form_says_how_long_data_are_kept_and_leads_to_the_rights(session, browser, site_root):
    page = ContentPageFactory(parent=site_root, title="Données personnelles", slug="donnees")
    ProgrammeSettings.objects.update_or_create(site=site_root.sites_rooted_here.get(), defaults={"privacy_page": page})
    main = main_of(browser.get(f"{session.url}inscription/"))
    # 12 January and 180 days.
    assert "11 juillet 2027" in " ".join(main.form.get_text().split()).replace("\u00a0", " ")
    assert [link["href"] for link in main.form.select(".box a")] == [page.url]


def test_form_that_is_sent_leads_to_the_mail_and_holds_no_seat(session, send, browser):
    response = send()
    assert (response.status_code, response["Location"]) == (303, f"{session.url}inscription/demande/")
    with nothing_written():
        page = browser.get(response["Location"])
    assert (page.status_code, reverse("sign_ups:lost_link") in str(page.content)) == (200, True)
    asked = SignUp.objects.get()
    assert (asked.state, asked.name, asked.department, asked.language) == ("requested", "Zoé Lambert", "57", "fr")
    assert [mail.kind for mail in OutboxMail.objects.all()] == ["confirm_address"]


def test_answer_is_the_same_for_somebody_who_has_signed_up_already(session, send, browser):
    first, second = send(), send()
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])
    assert SignUp.objects.count() == 1


def test_form_sent_twice_or_a_day_later_is_one_sign_up_and_one_mail(session, send, clock):
    token = issue_form_token()
    clock.shift(MINUTE)
    answers = [send(token=token), send(token=token)]
    clock.shift(datetime.timedelta(days=1))
    answers.append(send(token=token))
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (303, f"{session.url}inscription/demande/")
    }
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_page_after_the_form_sends_nothing_when_it_is_read_again(session, send, browser):
    address = send()["Location"]
    with nothing_written():
        assert {browser.get(address).content for _again in range(3)}.__len__() == 1


def test_program_that_fills_in_everything_reads_the_same_and_nothing_is_kept(session, send):
    with nothing_written():
        response = send(website="https://spam.example")
    assert (response.status_code, response["Location"]) == (303, f"{session.url}inscription/demande/")


@pytest.mark.parametrize(
    ("wait", "is_new"), [(datetime.timedelta(seconds=2), False), (datetime.timedelta(hours=13), True)]
)
def test_form_that_comes_back_too_soon_or_too_late_is_shown_again_with_what_was_typed(
    session, send, clock, wait, is_new
):
    token = issue_form_token()
    clock.shift(wait)
    with nothing_written():
        response = send(token=token)
    again = main_of(response)
    assert (response.status_code, again.select_one("[role=alert]") is not None, kept(response)) == (200, True, ZOE)
    assert (again.select_one("[name=token]")["value"] != token) == is_new
    clock.shift(MINUTE)
    assert send(token=again.select_one("[name=token]")["value"]).status_code == 303


@pytest.mark.parametrize("token", ["", "forged", "é" * 300])
def test_form_without_its_token_is_shown_again_with_what_was_typed(send, token):
    with nothing_written():
        response = send(token=token)
    assert (response.status_code, kept(response)) == (200, ZOE)


def test_mistake_is_listed_and_linked_and_nothing_typed_is_lost(send):
    with nothing_written():
        response = send(email="zoe.lambert.example")
    main = main_of(response)
    assert [link["href"] for link in main.select(".error-summary a")] == ["#id_email"]
    assert kept(response) == ZOE | {"email": "zoe.lambert.example"}


def test_network_that_sends_too_many_forms_is_told_so_and_loses_nothing(send, settings):
    settings.SIGN_UP_FORMS_AN_HOUR = 1
    assert send().status_code == 303
    response = send(name="Ali Benoît")
    assert (response.status_code, kept(response)) == (429, ZOE | {"name": "Ali Benoît"})
    assert main_of(response).select_one("a[href^=mailto]")["href"] == "mailto:formations@commande-publique.example"
    assert SignUp.objects.count() == 1


def test_session_that_closed_meanwhile_says_so_and_proposes_the_same_answers_elsewhere(session, other_session, send):
    token = issue_form_token()
    session.sign_up_closes_at = datetime.datetime(2026, 11, 30, tzinfo=datetime.UTC)
    session.save()
    with nothing_written():
        response = send(token=token)
    main = main_of(response)
    assert (response.status_code, kept(response)) == (409, ZOE)
    assert [button["formaction"] for button in main.form.find_all("button")] == [f"{other_session.url}inscription/"]


@pytest.mark.parametrize(("error", "status"), [(NotOpen(), 409), (OperationalError("database is locked"), 503)])
def test_service_that_refuses_loses_nothing_typed(send, monkeypatch, error, status):
    def refuse(**kwargs):
        raise error

    monkeypatch.setattr("training.views.asking.request_seat", refuse)
    response = send()
    assert (response.status_code, kept(response)) == (status, ZOE)
    assert main_of(response).select_one("[role=alert]") is not None


def test_form_of_another_site_is_refused(session, browser):
    with nothing_written():
        response = browser.post(f"{session.url}inscription/", ZOE, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403


@pytest.mark.parametrize("subpage", ["inscription/", "inscription/demande/"])
def test_pages_of_the_form_are_not_kept_nor_found_and_leave_no_cookie(session, browser, subpage):
    translate(session)
    response = browser.get(f"{session.url}{subpage}")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex")
    page = main_of(response).find_parent("html")
    assert page.select("link[rel=canonical], link[rel=alternate], script[type='application/ld+json']") == []
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"
    languages = [link["href"] for link in page.select(".langs a")]
    assert [link for link in languages if link.endswith(subpage)] == [
        f"{session.url}{subpage}",
        f"/de{session.url}{subpage}",
    ]
    assert dict(response.cookies) == {}


def test_form_of_a_translation_takes_a_seat_of_the_same_session_in_its_language(session, send):
    german = translate(session)
    with translation.override("de"):
        assert send(to=german).status_code == 303
    asked = SignUp.objects.get()
    assert (asked.session_key, asked.language) == (session.translation_key, "de")


def test_full_session_asks_for_a_place_in_line(session, browser):
    sign_up(session, name="Ali Benoît"), sign_up(session, name="Léa Martin")
    sign_up(session, SignUpState.WAITING, name="Noé Petit")
    buttons = [
        button.get_text(strip=True)
        for button in main_of(browser.get(f"{session.url}inscription/")).form.select("button")
    ]
    assert buttons == [_("Join the waiting list")]


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_form_answers_no_other_method(session, browser, method):
    assert getattr(browser, method)(f"{session.url}inscription/").status_code in (403, 405)


def test_page_says_how_long_the_mail_may_take_once_too_many_wait(session, send, browser, settings):
    settings.OUTBOX_UNCONFIRMED_AN_HOUR = 1
    said = []
    for name in ("Ali Benoît", "Bea Roth", "Cleo Marchal"):
        answer = send(name=name, email=f"{name[:3]}@commune.example".lower())
        words = words_of(browser.get(answer.url))
        said.append(next((part for part in ("une heure", "2 heures") if f"jusqu’à {part}" in words), ""))
    assert said == ["", "une heure", "2 heures"]
