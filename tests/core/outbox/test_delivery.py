"""What happens to a mail for each answer of a real mail server, and in what order mails leave."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from core.mail_states import MailError, MailState
from core.mails.letter import Message
from core.mails.record import REGISTRY, NotRelevant
from core.models import OutboxHeartbeat, OutboxMail
from core.outbox import delivery
from core.outbox.delivery import deliver_due
from core.outbox.leases import MOST_ATTEMPTS
from core.outbox.pauses import pause
from tests.factories.outbox import OutboxMailFactory
from tests.smtp_server import DIE, HANG_UP

pytestmark = pytest.mark.django_db


def states() -> dict[str, str]:
    return dict(OutboxMail.objects.order_by("pk").values_list("key", "state"))


def faults() -> list[tuple[str, str]]:
    return list(OutboxMail.objects.order_by("pk").values_list("error_code", "last_error"))


def make_due():
    """Let the time pass until each waiting mail may be tried again."""
    OutboxMail.objects.filter(state=MailState.WAITING).update(next_try_at=timezone.now())


def minutes_to_wait(mail) -> float:
    mail.refresh_from_db()
    return (mail.next_try_at - timezone.now()).total_seconds() / 60


def test_mail_is_sent_and_recorded(noted, smtp):
    mail = OutboxMailFactory(key="offer:1", recipient="zoe@mairie.example")
    assert deliver_due().counts == {"sent": 1}
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.lease, mail.subject, mail.text) == (
        MailState.SENT,
        1,
        None,
        "Sujet offer:1",
        "Texte offer:1",
    )
    assert [received.recipient for received in smtp.delivered] == ["zoe@mairie.example"]
    assert smtp.delivered[0].message["Message-ID"] == mail.message_id
    assert noted.told == [("sent", "offer:1")]


def test_mails_leave_in_the_order_of_their_decisions_over_one_connection(noted, smtp):
    now = timezone.now()
    for minutes in (3, 1, 2):
        OutboxMailFactory(key=f"{minutes}", next_try_at=now - timedelta(minutes=minutes))
    OutboxMailFactory(key="tomorrow", next_try_at=now + timedelta(days=1))
    deliver_due()
    assert noted.told == [("sent", "3"), ("sent", "2"), ("sent", "1")]
    assert smtp.connections == 1
    assert states()["tomorrow"] == MailState.WAITING


def test_connection_is_renewed_after_some_mails(noted, smtp, monkeypatch):
    monkeypatch.setattr(delivery, "MOST_PER_CONNECTION", 2)
    OutboxMailFactory.create_batch(5)
    assert deliver_due().counts == {"sent": 5}
    assert smtp.connections == 3


@pytest.mark.parametrize(
    ("answer", "code", "text"),
    [
        (
            "550 5.1.1 <zoe@mairie.example> unknown: zoe is not here",
            "recipient-refused",
            "550 5.1.1 <…> unknown: … is not here",
        ),
        ("501 bad syntax", "recipient-refused", "501 bad syntax"),
    ],
)
def test_refused_recipient_fails_at_once_with_the_reason(noted, smtp, answer, code, text):
    smtp.recipients["zoe@mairie.example"] = answer
    OutboxMailFactory(key="bad", recipient="zoe@mairie.example")
    OutboxMailFactory(key="good")
    assert deliver_due().counts == {"failed": 1, "sent": 1}
    assert faults() == [(code, text), ("", "")]
    assert noted.told == [("failed", "bad"), ("sent", "good")]


def test_refused_message_fails_at_once(noted, smtp):
    smtp.at_message[1] = "554 5.7.1 looks like spam"
    OutboxMailFactory.create_batch(2)
    assert deliver_due().counts == {"failed": 1, "sent": 1}
    assert faults()[0] == ("message-refused", "554 5.7.1 looks like spam")


@pytest.mark.parametrize(
    "recipient", ["zoe", "zoe@mairie.example, lea@mairie.example", "zoé@mairie.example", "@x.example"]
)
def test_address_that_cannot_be_one_fails_without_the_server(noted, smtp, recipient):
    OutboxMailFactory(recipient=recipient)
    assert deliver_due().counts == {"failed": 1}
    assert faults() == [("bad-address", "")]
    assert smtp.seen == []


def test_busy_recipient_is_tried_again_with_growing_delays_then_given_up(noted, smtp):
    smtp.recipients["zoe@mairie.example"] = "451 4.7.1 greylisted"
    mail = OutboxMailFactory(recipient="zoe@mairie.example")
    waits = []
    for _attempt in range(MOST_ATTEMPTS - 1):
        assert deliver_due().counts == {"waiting": 1}
        waits.append(round(minutes_to_wait(mail)))
        make_due()
    assert waits == [1, 5, 15] + [60] * 23
    assert sum(waits) == 23 * 60 + 21
    assert deliver_due().counts == {"failed": 1}
    assert faults() == [("later", "451 4.7.1 greylisted")]
    assert len(noted.told) == 1


def test_server_that_is_down_touches_no_mail(noted, smtp):
    smtp.die()
    before = OutboxMailFactory.create_batch(3)
    assert deliver_due().is_server_down
    assert list(OutboxMail.objects.order_by("pk").values_list("attempts", "next_try_at", "state")) == [
        (0, mail.next_try_at, MailState.WAITING) for mail in before
    ]
    heart = OutboxHeartbeat.objects.get()
    assert (heart.server_error_code, heart.server_error) == ("server-down", "ConnectionRefusedError Connection refused")


def test_outage_of_days_ends_with_all_mails_in_their_order(noted, smtp):
    smtp.die()
    now = timezone.now()
    for day in (3, 2, 1):
        OutboxMailFactory(key=f"day {day}", next_try_at=now - timedelta(days=day))
    deliver_due()
    smtp.start()
    assert deliver_due().counts == {"sent": 3}
    assert noted.told == [("sent", "day 3"), ("sent", "day 2"), ("sent", "day 1")]
    assert OutboxHeartbeat.objects.get().server_error_since is None


@pytest.mark.parametrize(
    ("rule", "answer", "code"),
    [
        ("greeting", "554 not you", MailError.SERVER_SETTINGS),
        ("greeting", "421 too busy", MailError.SERVER_DOWN),
        ("hello", "550 who are you", MailError.SERVER_SETTINGS),
        ("login", "535 5.7.8 wrong password", MailError.SERVER_SETTINGS),
        ("sender", "550 5.7.1 sender refused", MailError.SERVER_SETTINGS),
        ("sender", "530 log in first", MailError.SERVER_SETTINGS),
        ("sender", "451 not now", MailError.LATER),
    ],
)
def test_server_that_refuses_the_site_fails_no_mail(noted, smtp, settings, rule, answer, code):
    if rule == "login":
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "forgotten"
    setattr(smtp, rule, answer)
    OutboxMailFactory.create_batch(3)
    assert deliver_due().is_server_down
    assert set(OutboxMail.objects.values_list("state", "attempts")) == {(MailState.WAITING, 0)}
    assert OutboxHeartbeat.objects.get().server_error_code == code
    assert deliver_due().is_server_down
    setattr(smtp, rule, {"greeting": "220 ready", "login": "235 fine"}.get(rule, "250 fine"))
    assert deliver_due().counts == {"sent": 3}


def test_message_too_big_for_the_server_does_not_stand_before_the_others(noted, smtp):
    smtp.sender = "552 5.3.4 too big"
    OutboxMailFactory()
    assert deliver_due().counts == {"failed": 1}


def test_line_that_is_cut_once_costs_its_mail_a_minute_and_the_others_nothing(noted, smtp):
    smtp.at_message[2] = HANG_UP
    mails = [OutboxMailFactory(key=f"{n}") for n in range(3)]
    assert deliver_due().counts == {"sent": 2, "waiting": 1}
    assert states() == {"0": "sent", "1": "waiting", "2": "sent"}
    assert round(minutes_to_wait(mails[1])) == 1
    assert faults()[1] == ("dropped", "SMTPServerDisconnected")


def test_lines_that_are_cut_again_and_again_end_the_round(noted, smtp):
    smtp.at_message = dict.fromkeys(range(1, 9), HANG_UP)
    OutboxMailFactory.create_batch(9)
    done = deliver_due()
    assert (done.is_server_down, done.counts) == (True, {"waiting": 3})
    assert OutboxMail.objects.filter(attempts=0).count() == 6


def test_server_that_dies_at_message_12_of_30_loses_and_repeats_nothing(noted, smtp):
    smtp.at_message[12] = DIE
    mails = [OutboxMailFactory(key=f"{n:02}") for n in range(1, 31)]
    assert deliver_due().is_server_down
    assert [list(states().values()).count(state) for state in ("sent", "waiting")] == [11, 19]
    smtp.start()
    assert deliver_due().counts == {"sent": 18}
    make_due()
    assert deliver_due().counts == {"sent": 1}
    ids = [received.message["Message-ID"] for received in smtp.delivered]
    order = [n for n in range(30) if n != 11] + [11]
    assert ids == [mails[n].message_id for n in order]


def test_backend_that_sends_nothing_is_not_believed(noted, monkeypatch):
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", lambda line, mails: 0)
    OutboxMailFactory()
    assert deliver_due().counts == {"waiting": 1}
    assert faults() == [("dropped", "SMTPException")]


def test_mail_that_is_no_longer_true_is_skipped_with_the_reason(noted, smtp):
    noted.answer = NotRelevant("la session est passée")
    OutboxMailFactory()
    assert deliver_due().counts == {"skipped": 1}
    assert faults() == [("not-relevant", "la session est passée")]
    assert (smtp.seen, noted.told) == ([], [])


def test_mail_that_cannot_be_written_waits_and_stops_no_other(noted, smtp, caplog):
    OutboxMailFactory(key="bad")
    OutboxMailFactory(key="good")
    written = noted.render

    def render(mail):
        if mail.key == "bad":
            raise KeyError("zoe@mairie.example")
        return written(mail)

    noted.render = render
    assert deliver_due().counts == {"waiting": 1, "sent": 1}
    bad = OutboxMail.objects.get(key="bad")
    assert (bad.error_code, bad.last_error, bad.attempts) == ("not-written", "KeyError", 1)
    assert caplog.messages == [f"Mail {bad.pk} could not be written: KeyError"]
    assert [record.exc_info for record in caplog.records] == [None]


def test_mail_that_is_forgotten_waits(noted, smtp, monkeypatch):
    OutboxMailFactory()
    monkeypatch.delitem(REGISTRY, "test")
    assert deliver_due().counts == {"waiting": 1}
    assert faults() == [("unknown-kind", "test")]


def test_mail_is_written_in_its_language(noted, smtp):
    noted.render = lambda mail: Message(translation.get_language(), "texte", "")
    OutboxMailFactory(language="de")
    deliver_due()
    assert [received.message["Subject"] for received in smtp.delivered] == ["de"]
    assert translation.get_language() == "fr"


def test_pause_stops_all_mails(noted, smtp):
    OutboxMailFactory(key="offer:1")
    pause()
    assert deliver_due().counts == {}
    assert (smtp.connections, states()) == (0, {"offer:1": "waiting"})


def test_pause_lets_private_mails_go_and_keeps_the_others_in_their_order(noted, smtp, monkeypatch):
    monkeypatch.setitem(REGISTRY, "private", replace(noted.record, name="private", addressee=lambda row: "a@b.example"))
    for number, kind in enumerate(["test", "private", "test", "private"]):
        OutboxMailFactory(key=f"{kind}:{number}", kind=kind, recipient="" if kind == "private" else "c@d.example")
    pause()
    assert deliver_due().counts == {"sent": 2}
    assert [received.recipient for received in smtp.delivered] == ["a@b.example"] * 2
    assert states() == {"test:0": "waiting", "private:1": "sent", "test:2": "waiting", "private:3": "sent"}


def test_secret_of_a_mail_is_in_no_copy(noted, smtp):
    address = "https://a.example/secret"
    noted.answer = Message("Sujet", f"Voici : {address}\net encore {address}", "", secrets=[address])
    OutboxMailFactory()
    deliver_due()
    assert "secret" in smtp.delivered[0].message.as_string()
    assert OutboxMail.objects.get().text == "Voici : […]\net encore […]"


def test_round_ends_between_two_mails_when_told(noted, smtp):
    OutboxMailFactory.create_batch(3)
    assert deliver_due(lambda: len(smtp.delivered) == 1).counts == {"sent": 1}


def test_each_mail_costs_the_same_few_queries(noted, smtp):
    def queries(mails: int) -> int:
        OutboxMailFactory.create_batch(mails)
        with CaptureQueriesContext(connection) as captured:
            deliver_due()
        return len(captured)

    queries(1)
    first = queries(1)
    assert (queries(11) - first) / 10 == 11
