"""The pages that need a link: whose they are, what they tell nobody else, and that reading them changes nothing."""

import datetime
import uuid

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import translation

from tests.counting import queries_of
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, sign_up, slot
from tests.factories.translations import translate
from tests.training.views.conftest import main_of, nothing_written
from training.mails.links import Purpose, path_to
from training.models import SignUp
from training.rules.states import SignUpState

pytestmark = pytest.mark.django_db

OWN = ("manage", "calendar", "cancel", "erase", "correct", "hand_over", "change")
PAGES = [("confirm", Purpose.CONFIRM), ("offer", Purpose.OFFER), *((name, Purpose.MANAGE) for name in OWN)]
IDS = [name for name, _purpose in PAGES]


@pytest.fixture
def zoe(session):
    return sign_up(session)


def address(name, public_id, token):
    return reverse(f"sign_ups:{name}", kwargs={"public_id": public_id, "token": token})


@pytest.mark.parametrize(("name", "purpose"), PAGES, ids=IDS)
def test_wrong_link_and_unknown_person_have_the_same_answer(zoe, session, browser, name, purpose):
    translate(session)
    wrong = browser.get(address(name, zoe.public_id, "x" * 27))
    unknown = browser.get(address(name, uuid.uuid4(), "y" * 27))
    posted = browser.post(address(name, uuid.uuid4(), "é<script>"))
    assert {(answer.status_code, answer.content) for answer in (wrong, unknown, posted)} == {(404, wrong.content)}
    assert "xxx" not in str(wrong.content)


@pytest.mark.parametrize(("name", "purpose"), PAGES, ids=IDS)
def test_link_opens_the_pages_of_its_purpose_only(zoe, browser, name, purpose):
    for other in Purpose:
        right = path_to(name, zoe, other)
        assert (browser.get(right).status_code == 404) == (other != purpose)


@pytest.mark.parametrize(("name", "purpose"), PAGES, ids=IDS)
def test_link_dies_when_its_version_grows(zoe, browser, name, purpose):
    old = path_to(name, zoe, purpose)
    SignUp.objects.update(token_version=2)
    assert browser.get(old).status_code == 404


@pytest.mark.parametrize("state", SignUpState)
def test_reading_a_page_changes_nothing_in_any_state(session, other_session, browser, state):
    mine = sign_up(session, state)
    with nothing_written():
        answers = {name: browser.get(path_to(name, mine, purpose)).status_code for name, purpose in PAGES}
    assert {name: status for name, status in answers.items() if status not in (200, 303)} == {}
    mine.refresh_from_db()
    assert mine.state == state


@pytest.mark.parametrize("state", SignUpState)
def test_button_pressed_twice_or_late_has_a_clear_page(session, other_session, browser, state):
    data = {"answer": "accept", "session": str(other_session.translation_key), "name": "Ali", "email": "a@b.example"}
    strange = {}
    for name, purpose in PAGES:
        mine = sign_up(session, state, name=f"Zoé {name.title()}")
        for _time in range(2):
            answer = browser.post(path_to(name, mine, purpose), data)
            ends = browser.get(answer["Location"]).status_code if answer.status_code == 303 else 200
            if answer.status_code not in (200, 303, 404, 409) or ends != 200:
                strange[name] = (answer.status_code, ends)
    assert strange == {}


@pytest.mark.parametrize(("name", "purpose"), PAGES, ids=IDS)
def test_page_is_kept_and_listed_by_nobody_and_leaves_no_cookie(zoe, browser, name, purpose):
    answer = browser.get(path_to(name, zoe, purpose))
    headers = {name: answer[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    assert headers == {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize("name", ["manage", "cancel", "correct"])
def test_page_has_no_address_of_its_own_for_others_and_leads_to_itself_in_other_languages(zoe, session, browser, name):
    translate(session)
    page = main_of(browser.get(path_to(name, zoe))).find_parent("html")
    assert page.select("link[rel=canonical], link[rel=alternate], meta[property='og:url']") == []
    addresses = {}
    for code in ("fr", "de", "en"):
        with translation.override(code):
            addresses[code] = path_to(name, zoe)
    shown = {link["hreflang"]: link["href"] for link in page.select(".langs a")}
    assert shown == {code: addresses[code] for code in ("fr", "de")}


def test_link_that_does_not_work_is_not_repeated_for_other_languages(zoe, session, browser):
    translate(session)
    page = browser.get(address("manage", zoe.public_id, "x" * 27))
    assert str(zoe.public_id) not in str(page.content)


@pytest.mark.parametrize("name", ["cancel", "erase"])
def test_busy_database_is_said_in_words_and_changes_nothing(zoe, browser, monkeypatch, name):
    def refuse(**kwargs):
        raise OperationalError("database is locked")

    service = {"cancel": "cancel_sign_up", "erase": "ask_for_erasure"}[name]
    monkeypatch.setattr(f"training.views.managing.{service}", refuse)
    answer = browser.post(path_to(name, zoe))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert path_to("manage", zoe) in str(answer.content)


def test_session_whose_page_is_gone_still_has_its_people_s_pages(zoe, browser):
    # By force: a session whose sign-ups name somebody cannot be deleted.
    SignUp.objects.update(session_key=uuid.uuid4())
    for name in OWN:
        assert browser.get(path_to(name, zoe)).status_code in (200, 303)
    assert browser.post(path_to("cancel", zoe)).status_code == 409


def test_form_of_another_site_is_refused(zoe, browser):
    answer = browser.post(path_to("cancel", zoe), headers={"Sec-Fetch-Site": "cross-site"})
    zoe.refresh_from_db()
    assert (answer.status_code, zoe.state) == (403, SignUpState.CONFIRMED)


def test_page_costs_the_same_however_many_other_dates(zoe, session, other_session, browser):
    one = len(queries_of(browser, path_to("change", zoe)))
    for week in (2, 3):
        copy_of(other_session, week)
    assert len(queries_of(browser, path_to("change", zoe))) == one


def copy_of(session, weeks):
    """One more session of the same course, some weeks later."""
    day = session.first_day + datetime.timedelta(weeks=weeks)
    return SessionPageFactory(parent=session.course, slots=[slot(day)])


def test_cancelled_session_is_said_with_other_dates(zoe, session, other_session, browser):
    SignUp.objects.update(state=SignUpState.VOIDED)
    SessionCancellationFactory(session_key=session.translation_key)
    main = main_of(browser.get(path_to("manage", zoe)))
    assert [link["href"] for link in main.select("a.btn-primary")] == [f"{other_session.url}inscription/"]
