"""A forgotten password: the same work and words for every address, and a link that is nowhere but in its mail."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail as sent_mails
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.mail_states import MailState
from core.models import KnownNetwork, OutboxMail, User
from core.outbox.delivery import deliver_due
from tests.factories.core import UserFactory
from tests.whole_database import whole_database

pytestmark = pytest.mark.django_db

FORM, DONE = reverse("wagtailadmin_password_reset"), reverse("wagtailadmin_password_reset_done")
LINK = re.compile(r"http://localhost:8000(\S+/confirm/\S+)")
NEW = "une-toute-autre-phrase"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _noon(settings):
    settings.PASSWORD_RESETS_AN_HOUR = {"here": 2, "elsewhere": 3, "network": 5}
    with time_machine.travel(NOON + timedelta(minutes=10), tick=False):
        yield


def unusable():
    user = UserFactory(email="unusable@commune.example")
    user.set_unusable_password()
    user.save(update_fields=["password"])
    OutboxMail.objects.all().delete()
    return user


#: What is typed, and who there is: each with whether a mail leaves.
CASES = {
    "known": (lambda: UserFactory(email="camille@commune.example"), "camille@commune.example", True),
    "upper": (lambda: UserFactory(email="camille@commune.example"), "CAMILLE@COMMUNE.EXAMPLE", True),
    "spaces": (lambda: UserFactory(email="camille@commune.example"), "  camille@commune.example ", True),
    "superuser": (lambda: UserFactory(email="root@commune.example", is_superuser=True), "root@commune.example", True),
    "of two": (lambda: [UserFactory(email="two@commune.example") for _time in "12"], "two@commune.example", True),
    "unknown": (lambda: None, "nobody@commune.example", False),
    "inactive": (lambda: UserFactory(email="off@commune.example", is_active=False), "off@commune.example", False),
    "unusable": (unusable, "unusable@commune.example", False),
    "other letter": (lambda: UserFactory(email="mike@commune.example"), "mıke@commune.example", False),
}
EVERY_CASE = pytest.mark.parametrize("case", CASES)


def ask(client, address, network="203.0.113.9", **more):
    return client.post(FORM, {"email": address}, REMOTE_ADDR=network, **more)


def mail_of(client, user):
    """The address of the link that somebody is sent."""
    ask(client, user.email)
    deliver_due()
    return LINK.search(sent_mails.outbox[-1].body)[1]


@EVERY_CASE
def test_mail_leaves_for_accounts_that_may_have_it(client, case):
    make, address, leaves = CASES[case]
    made = make()
    assert ask(client, address).url == DONE
    assert sent_mails.outbox == []
    deliver_due()
    first = made[0] if isinstance(made, list) else made
    assert [mail.to for mail in sent_mails.outbox] == ([[first.email]] if leaves else [])


@EVERY_CASE
def test_every_address_makes_the_same_queries_and_rows(client, case):
    make, address, _leaves = CASES[case]
    make()
    with CaptureQueriesContext(connection) as queries:
        ask(client, address)
    with CaptureQueriesContext(connection) as others:
        ask(client, "somebody-else@commune.example", "198.51.100.1")
    assert shape(queries) == shape(others)
    rows = list(OutboxMail.objects.order_by("pk").values("kind", "recipient", "state", "language", "about"))
    assert rows[0] == rows[1]


def shape(queries):
    """Each statement without its values."""
    return [re.sub(r"'[^']*'|\b\d[\d.]*\b|s\d+_x\d+", "…", query["sql"]) for query in queries]


@EVERY_CASE
def test_every_address_gets_the_same_words(client, case):
    make, address, _leaves = CASES[case]
    made = make()
    if isinstance(made, User):
        UserProfile.objects.create(user=made, preferred_language="de")
    pages = [words_of(ask(client, address, follow=True)) for _time in range(3)]
    others = [words_of(ask(client, "nobody-else@commune.example", "::1", follow=True)) for _time in range(3)]
    assert pages == others
    assert ["Trop d’essais. Réessayez dans 50 minutes." in page for page in pages] == [False, False, True]


def words_of(response):
    return [response.status_code, *BeautifulSoup(response.content, "html.parser").stripped_strings]


def test_demands_are_limited_for_an_address_and_a_network(client):
    UserFactory(email="camille@commune.example")
    urls = [getattr(ask(client, "camille@commune.example"), "url", "") for _time in range(4)]
    assert urls == [DONE, DONE, "", ""]
    others = [getattr(ask(client, f"agent-{number}@commune.example"), "url", "") for number in range(4)]
    assert (others, OutboxMail.objects.count()) == ([DONE, DONE, DONE, ""], 5)


def test_strangers_do_not_keep_a_colleague_from_a_new_password_where_she_has_logged_in(client):
    camille = UserFactory(email="camille@commune.example", password="une-phrase", is_superuser=True)
    login = {"username": camille.username, "password": "une-phrase"}
    client.post(reverse("wagtailadmin_login"), login, REMOTE_ADDR="192.0.2.7")
    client.logout()
    strangers = [getattr(ask(client, camille.email, f"203.0.113.{number}"), "url", "") for number in range(4)]
    assert (strangers[-1], ask(client, camille.email, "192.0.2.7").url) == ("", DONE)


def test_link_lets_one_choose_and_log_in_and_leaves_no_session(client):
    camille = UserFactory(email="camille@commune.example", is_superuser=True)
    other = type(client)()
    other.force_login(camille)
    form = client.get(mail_of(client, camille), follow=True)
    assert form.context["validlink"] is True
    done = client.post(form.wsgi_request.path, {"new_password1": NEW, "new_password2": NEW}, REMOTE_ADDR="192.0.2.7")
    assert done.url == reverse("wagtailadmin_password_reset_complete")
    assert client.cookies["sessionid"]["max-age"] == 0
    assert other.get(reverse("wagtailadmin_home")).status_code == 302
    camille.refresh_from_db()
    assert (camille.check_password(NEW), KnownNetwork.objects.count()) == (True, 2)
    deliver_due()
    assert [mail.subject for mail in sent_mails.outbox][1:] == ["Le mot de passe de votre compte a changé"]


def test_password_that_is_too_weak_changes_nothing(client):
    camille = UserFactory(email="camille@commune.example")
    path = client.get(mail_of(client, camille)).url
    client.post(path, {"new_password1": "court", "new_password2": "court"})
    before = camille.password
    camille.refresh_from_db()
    assert camille.password == before


def test_link_serves_once_and_for_two_hours(client):
    camille = UserFactory(email="camille@commune.example")
    link = mail_of(client, camille)
    with time_machine.travel(NOON + timedelta(hours=2, minutes=9), tick=False):
        assert client.get(link).status_code == 302
    with time_machine.travel(NOON + timedelta(hours=2, minutes=11), tick=False):
        assert client.get(link).context["validlink"] is False
    camille.set_password(NEW)
    camille.save()
    assert client.get(link).context["validlink"] is False


def test_link_is_in_no_row_and_no_log(client, caplog):
    camille = UserFactory(email="camille@commune.example")
    with caplog.at_level(logging.DEBUG):
        link = mail_of(client, camille)
    token = link.strip("/").rpartition("/")[2]
    assert (token in caplog.text, "camille@" in caplog.text) == (False, False)
    assert token.replace("-", "") not in whole_database()
    assert OutboxMail.objects.get().state == MailState.SENT


@pytest.mark.parametrize("typed", ["", "no address", "a@b"])
def test_what_is_no_address_is_told_at_the_field_and_counts_nothing(client, typed):
    response = ask(client, typed)
    assert (list(response.context["form"].errors), OutboxMail.objects.count()) == (["email"], 0)
