"""The decision to cancel a session, and to take it back."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.core import UserFactory
from tests.factories.training import SessionPageFactory, make_course
from tests.factories.translations import translate
from training.enums import CancellationReason
from training.models import SessionCancellation, SessionPage
from training.services.cancel_session import cancel_session, restore_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(site_root):
    return SessionPageFactory(parent=make_course())


@pytest.fixture
def user(db):
    return UserFactory()


def decisions():
    return list(
        PageLogEntry.objects.filter(action__startswith="training.").order_by("pk").values_list("action", "user", "data")
    )


def test_cancel_session_records_who_decided_and_why(session, user):
    cancellation = cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert (cancellation.session_key, cancellation.reason, cancellation.cancelled_by) == (
        session.translation_key,
        "venue",
        user,
    )
    assert decisions() == [("training.cancel_session", user.pk, {"reason": "venue", "told": 0})]


def test_cancel_session_twice_changes_nothing(session, user):
    first = cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    again = cancel_session(session=session, reason=CancellationReason.OTHER, user=UserFactory())
    assert (again.pk, again.reason, again.cancelled_by) == (first.pk, "venue", user)
    assert (SessionCancellation.objects.count(), len(decisions())) == (1, 1)


def test_cancel_session_from_a_translation_cancels_the_source(session, user):
    cancel_session(session=translate(session), reason=CancellationReason.TRAINER, user=user)
    assert SessionPage.objects.get(pk=session.pk).is_cancelled is True


def test_cancel_session_leaves_the_page_as_it_was(session, user):
    before = SessionPage.objects.filter(pk=session.pk).values().get()
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert SessionPage.objects.filter(pk=session.pk).values().get() == before


def test_restore_session_takes_the_cancellation_back(session, user):
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    assert restore_session(session=session, user=user) is True
    assert SessionPage.objects.get(pk=session.pk).is_cancelled is False
    assert [action for action, _user, _data in decisions()] == ["training.cancel_session", "training.restore_session"]


def test_restore_session_that_takes_place_changes_nothing(session, user):
    before = SessionPage.objects.filter(pk=session.pk).values().get()
    assert restore_session(session=session, user=user) is False
    assert (decisions(), SessionPage.objects.filter(pk=session.pk).values().get()) == ([], before)


def test_restored_session_may_be_cancelled_again(session, user):
    for reason in (CancellationReason.VENUE, CancellationReason.OTHER):
        cancel_session(session=session, reason=reason, user=user)
        restore_session(session=session, user=user)
    assert (SessionCancellation.objects.count(), len(decisions())) == (0, 4)


def test_cancellation_outlives_the_account_of_who_decided(session, user):
    cancel_session(session=session, reason=CancellationReason.VENUE, user=user)
    user.delete()
    assert SessionCancellation.objects.get().cancelled_by is None
