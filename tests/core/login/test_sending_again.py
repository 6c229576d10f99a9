"""What was typed in a session that ended is sent again after the log-in, by the same person and by nobody else."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from config.settings import base
from core.models import GlossaryTerm, User
from tests.factories.core import UserFactory
from tests.second_factor import PASSWORD, code_of, link_app

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/users/new/"
TYPED = {"username": "nouveau", "note": ["une ligne\r\n\r\n et « une autre »", "deux"]}


@pytest.fixture(autouse=True)
def lengths_of_a_server(settings):
    settings.SESSION_IDLE, settings.SESSION_LONGEST = base.SESSION_IDLE, base.SESSION_LONGEST


@pytest.fixture
def account():
    return UserFactory(username="camille", is_superuser=True)


@pytest.fixture
def ended(client, account, time_machine):
    """A browser whose session has ended."""
    client.force_login(account)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=1))
    return client


def fields_of(response, form="form"):
    """What a form on a page would send, and where."""
    form = BeautifulSoup(response.content, "html.parser").select_one(form)
    sent = {}
    for field in form.select("[name]"):
        value = field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
        sent.setdefault(field["name"], []).append(value)
    sent.pop("csrfmiddlewaretoken", None)
    return form.get("action"), sent


def test_form_of_an_ended_session_is_answered_with_a_log_in_that_carries_it(ended):
    response = ended.post(ADDRESS, TYPED)
    action, sent = fields_of(response)
    assert (response.status_code, action, bool(sent["again"])) == (200, "/admin/login/", True)
    assert "Votre saisie est gardée" in response.content.decode()
    assert not User.objects.filter(username="nouveau").exists()


def logged_in_again(client, username="camille", typed=TYPED, **files):
    _action, sent = fields_of(client.post(ADDRESS, typed | files))
    return client.post("/admin/login/", sent | {"username": username, "password": PASSWORD})


def test_same_person_gets_the_form_back_as_it_was(ended):
    action, sent = fields_of(logged_in_again(ended))
    assert (action, sent) == (ADDRESS, {"username": ["nouveau"], "note": TYPED["note"]})


def test_wrong_password_loses_nothing(ended):
    _action, sent = fields_of(ended.post(ADDRESS, TYPED))
    response = ended.post("/admin/login/", sent | {"username": "camille", "password": "faux"})
    assert fields_of(response)[1]["again"] == sent["again"]


def test_second_factor_loses_nothing(ended, account):
    secret = link_app(account)
    response = logged_in_again(ended)
    action, sent = fields_of(response)
    assert action == "/admin/login/code/"
    wrong = ended.post(action, sent | {"code": "000000"})
    assert fields_of(wrong)[1]["again"] == sent["again"]
    action, sent = fields_of(ended.post(action, sent | {"code": code_of(secret)}))
    assert (action, sent["note"]) == (ADDRESS, TYPED["note"])


def test_somebody_else_does_not_get_it(ended):
    UserFactory(username="dominique", is_superuser=True)
    response = logged_in_again(ended, "dominique")
    assert (response.status_code, response.url) == (302, "/admin/")


def test_what_was_changed_on_the_way_is_not_sent(ended):
    response = ended.post("/admin/login/", {"username": "camille", "password": PASSWORD, "again": "changed"})
    assert (response.status_code, response.url) == (302, "/admin/")


def test_forged_form_is_refused_and_carried_nowhere(account, time_machine):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=1))
    assert client.post(ADDRESS, TYPED).status_code == 403


def test_files_are_said_to_be_missing(ended):
    response = logged_in_again(ended, file=SimpleUploadedFile("a.txt", b"a"))
    assert "Les fichiers n’ont pas pu être gardés" in response.content.decode()


def test_script_is_told_that_it_may_not(ended):
    for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}):
        assert "again" not in ended.post(ADDRESS, TYPED, headers=headers).content.decode()


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/logout/"])
def test_log_in_and_log_out_carry_nothing(ended, address):
    assert 'name="again"' not in ended.post(address, {"username": "camille"}).content.decode()


def test_form_of_an_open_session_is_just_sent(client, account):
    client.force_login(account)
    terms = GlossaryTerm.objects.count()
    client.post(ADDRESS, TYPED)
    assert GlossaryTerm.objects.count() == terms
