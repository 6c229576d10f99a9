"""The journal of mails: who reads it, how one finds a mail, what it shows of one."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.desk.mail_journal import without_tokens
from core.mail_states import MailError, MailState
from tests.factories.outbox import OutboxMailFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db

JOURNAL = "/admin/mails/"
DECISIONS = ("retry", "correct", "skip")


@pytest.fixture
def team(site_root, noted, client):
    user = member_of("formations")
    client.force_login(user)
    return user


def url(name, mail):
    return reverse(f"core_outbox_{name}", args=[mail.pk])


def shown(response):
    return [mail.pk for mail in response.context["object_list"]]


def test_right_to_read_is_not_the_right_to_decide(team, client):
    mail = OutboxMailFactory(state=MailState.FAILED)
    group = team.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="change_outboxmail"))
    assert client.get(url("mail", mail)).status_code == 200
    assert [client.post(url(name, mail)).status_code for name in DECISIONS] == [302] * 3
    mail.refresh_from_db()
    assert mail.state == MailState.FAILED
    group.permissions.remove(*group.permissions.filter(codename="view_outboxmail"))
    assert client.get(url("mail", mail)).status_code == 302


def test_journal_shows_the_latest_first_and_is_narrowed(team, client):
    first = OutboxMailFactory(created_at=timezone.now() - timedelta(hours=1))
    second = OutboxMailFactory(state=MailState.FAILED, error_code=MailError.RECIPIENT_REFUSED)
    assert shown(client.get(JOURNAL)) == [second.pk, first.pk]
    assert shown(client.get(f"{JOURNAL}?state=waiting")) == [first.pk]
    assert shown(client.get(f"{JOURNAL}?fault=recipient-refused")) == [second.pk]
    assert shown(client.get(f"{JOURNAL}?kind=test&language=de")) == []


def test_search_by_address_stands_in_no_address(team, client):
    mail, _other = OutboxMailFactory(recipient="Zoe@Mairie-Fictive.example"), OutboxMailFactory()
    assert shown(client.post(JOURNAL, {"q": "zoe@mairie-FICTIVE.example"})) == [mail.pk]
    assert shown(client.post(JOURNAL, {"q": "mairie-fictive"})) == [mail.pk]
    assert len(shown(client.get(f"{JOURNAL}?q=zoe"))) == 2


def test_journal_says_that_the_oldest_mail_is_late(team, client):
    OutboxMailFactory(next_try_at=timezone.now() - timedelta(minutes=5))
    assert client.get(JOURNAL).context["board"].is_late is False
    OutboxMailFactory(next_try_at=timezone.now() - timedelta(hours=1))
    response = client.get(JOURNAL)
    assert (response.context["board"].is_late, "help-critical" in response.content.decode()) == (True, True)


def test_mail_shows_its_words_as_they_left_and_breaks_personal_links(team, client):
    link = (
        "https://www.example.org/inscriptions/manage/3f2504e0-4f89-41d3-9a0c-0305e82c3301/AbCdEfGhIjKlMnOpQrStUvWxYz0/"
    )
    mail = OutboxMailFactory(state=MailState.SENT, subject="Votre place", text=f"Bonjour,\n{link}\nÀ bientôt")
    page = client.get(url("mail", mail)).content.decode()
    assert ["Votre place" in page, "À bientôt" in page, "AbCdEfGhIjKlMnOpQrStUvWxYz0" in page] == [True, True, False]


def test_without_tokens_leaves_other_words_alone():
    text = "Le 12 janvier, https://visio.example/abc-def-ghi-jkl-mno-pqr"
    assert without_tokens(text) == text


def test_mail_that_no_application_knows_any_more_is_still_shown(team, client):
    mail = OutboxMailFactory(kind="forgotten", recipient="", recipient_key="")
    assert client.get(JOURNAL).status_code == 200
    assert "forgotten" in client.get(url("mail", mail)).content.decode()
