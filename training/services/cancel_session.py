"""Cancel a session, or take the cancellation back: one row, one line in the page's history."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.models import User
from training.enums import CancellationReason
from training.models import SessionCancellation, SessionPage


@transaction.atomic
def cancel_session(*, session: SessionPage, reason: CancellationReason, user: User) -> SessionCancellation:
    """Cancel a session in every language. Done twice, it changes nothing.

    :param session: the session, in any language.
    :param reason: told to readers.
    :param user: who decides.
    """
    cancellation, created = SessionCancellation.objects.get_or_create(
        session_key=session.translation_key, defaults={"reason": reason, "cancelled_by": user}
    )
    if created:
        log(instance=session, action="training.cancel_session", user=user, data={"reason": str(reason)})
    return cancellation


@transaction.atomic
def restore_session(*, session: SessionPage, user: User) -> bool:
    """Take the cancellation of a session back.

    :returns: whether the session was cancelled.
    """
    deleted, _per_model = SessionCancellation.objects.filter(session_key=session.translation_key).delete()
    if deleted:
        # The version that calendars compare is the minute of the last decision: this one makes the page public anew.
        SessionPage.objects.in_source_language().filter(translation_key=session.translation_key).update(
            last_published_at=timezone.now()
        )
        log(instance=session, action="training.restore_session", user=user)
    return bool(deleted)
