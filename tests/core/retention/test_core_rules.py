"""Mails lose their words, then their line; counts of networks go after two days. Whatever the mails were about."""

import uuid

import pytest

from core.mail_states import MailState
from core.models import KnownNetwork, OutboxMail, RateBucket
from core.retention.purge import due_counts, purge
from tests.core.retention.conftest import DAY, NOW
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(clock):
    return OutboxMailFactory(state=MailState.SENT, sent_at=NOW, text="Bonjour", about=uuid.uuid4())


def left():
    return list(OutboxMail.objects.values_list("text", "recipient_key"))


def test_words_of_a_mail_go_after_a_month_and_its_line_after_a_year(mail, clock):
    for days, expected in [(30, ("Bonjour", True)), (31, ("", True)), (365, ("", True)), (366, None)]:
        clock.move_to(NOW + days * DAY)
        purge()
        assert [(text, bool(key)) for text, key in left()] == ([expected] if expected else [])


def test_what_would_go_is_counted(mail, clock):
    clock.move_to(NOW + 366 * DAY)
    assert +due_counts() == {"mail_text": 1, "mail": 1}


def test_counts_of_networks_go_after_two_days(clock):
    RateBucket.objects.create(bucket="forms", subject_hash="a", window_start=NOW)
    clock.move_to(NOW + 2 * DAY)
    assert purge().counts["network"] == 0
    clock.shift(1)
    assert (purge().counts["network"], RateBucket.objects.count()) == (1, 0)


def test_where_an_account_has_logged_in_goes_three_months_after_the_last_time(clock):
    KnownNetwork.objects.create(mark="a", seen_on=NOW.date())
    clock.move_to(NOW + 90 * DAY)
    assert purge().counts["known_network"] == 0
    clock.move_to(NOW + 91 * DAY)
    assert (purge().counts["known_network"], KnownNetwork.objects.count()) == (1, 0)
