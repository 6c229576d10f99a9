"""Everything can be stopped, once, and clocks hear how long it was."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.mail_states import MailState, PauseReason
from core.models import OutboxHeartbeat, OutboxPause
from core.outbox.delivery import deliver_due
from core.outbox.heartbeat import beat
from core.outbox.pauses import is_paused, open_pause, outbox_resumed, pause, resume
from tests.factories.core import UserFactory
from tests.factories.outbox import OutboxMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def resumed():
    """What receivers of the signal were told."""
    told = []

    def receiver(sender, pause, length, **kwargs):
        told.append((pause.pk, length))

    outbox_resumed.connect(receiver)
    yield told
    outbox_resumed.disconnect(receiver)


def test_pause_is_one_however_often_it_is_asked():
    first, second = UserFactory(), UserFactory()
    assert pause(user=first).pk == pause(user=second).pk
    assert (is_paused(), open_pause().started_by, open_pause().reason) == (True, first, PauseReason.STAFF)


def test_database_holds_one_open_pause_at_most():
    OutboxPause.objects.create(reason=PauseReason.STAFF, ended_at=timezone.now())
    OutboxPause.objects.create(reason=PauseReason.STAFF, ended_at=timezone.now())
    OutboxPause.objects.create(reason=PauseReason.STAFF)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxPause.objects.create(reason=PauseReason.STAFF)


def test_resume_tells_how_long_it_was(resumed):
    user = UserFactory()
    stopped = pause()
    OutboxPause.objects.update(started_at=timezone.now() - timedelta(hours=3))
    length = resume(user=user)
    stopped.refresh_from_db()
    assert (is_paused(), stopped.ended_by, length) == (False, user, stopped.ended_at - stopped.started_at)
    assert resumed == [(stopped.pk, length)]


def test_resume_twice_moves_the_clocks_once(resumed):
    pause()
    assert [resume() is None, resume() is None] == [False, True]
    assert len(resumed) == 1


def test_receiver_that_fails_leaves_the_pause_open():
    def fail(**kwargs):
        raise RuntimeError

    outbox_resumed.connect(fail)
    pause()
    try:
        with pytest.raises(RuntimeError):
            resume()
    finally:
        outbox_resumed.disconnect(fail)
    assert is_paused()


def heartbeat(**ago) -> OutboxHeartbeat:
    return OutboxHeartbeat.objects.create(beat_at=timezone.now() - timedelta(**ago))


def test_restored_copy_of_last_night_sends_nothing_until_somebody_says_so(noted, smtp, settings):
    settings.OUTBOX_STALE_HOURS = 2
    heartbeat(hours=9)
    OutboxMailFactory()
    assert deliver_due().counts == {}
    assert (open_pause().reason, open_pause().started_by) == (PauseReason.STALE_DATABASE, None)
    assert deliver_due().counts == {}
    resume(user=UserFactory())
    assert deliver_due().counts == {"sent": 1}


def test_restored_copy_is_stopped_before_the_clock_makes_old_mails_anew(settings):
    settings.OUTBOX_STALE_HOURS = 2
    heartbeat(hours=9)
    OutboxMailFactory(state=MailState.SENT)
    beat()
    assert is_paused()


@pytest.mark.parametrize(
    ("hours", "age", "mails"), [(2, {"minutes": 119}, 1), (None, {"days": 9}, 1), (2, {"days": 9}, 0)]
)
def test_mails_are_not_stopped_without_a_reason(settings, hours, age, mails):
    settings.OUTBOX_STALE_HOURS = hours
    heartbeat(**age)
    OutboxMailFactory.create_batch(mails)
    beat()
    assert not is_paused()


def test_first_worker_of_a_new_site_leaves_its_sign(settings):
    settings.OUTBOX_STALE_HOURS = 2
    OutboxMailFactory()
    beat()
    assert (OutboxHeartbeat.objects.count(), is_paused()) == (1, False)


@pytest.mark.parametrize(
    ("age", "is_written"), [({"seconds": 59}, False), ({"seconds": 61}, True), ({"hours": -3}, True)]
)
def test_sign_of_life_is_written_once_a_minute(age, is_written):
    before = heartbeat(**age).beat_at
    beat()
    assert (OutboxHeartbeat.objects.get().beat_at != before) == is_written
