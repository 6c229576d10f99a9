"""Somebody fills in the form: a sign-up that holds nothing yet, and a mail that asks to confirm the address."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from core.mails.record import asked_by_anybody
from core.models import OutboxMail
from core.outbox.queue import sent_today
from training.models import AccessNeed, SignUp
from training.rules.mail_names import MailName
from training.rules.participants import Participant
from training.rules.states import Actor, Reason, SignUpState, Source
from training.services.shared.errors import NotOpen
from training.services.shared.moves import begin, post
from training.services.shared.seats import lock_seats, seat_operation
from training.services.shared.session_facts import availability_now, session_of

#: Sent again sooner, the same mail would tell nothing new: somebody went back and sent the form once more.
SAME_MAIL = timedelta(minutes=10)
#: What a sign-up says of its person; beside it stand its state, its clock and its links.
DETAILS = (
    "name",
    "email",
    "email_key",
    "person_key",
    "organisation",
    "organisation_kind",
    "department",
    "function",
    "answers",
    "language",
)


@seat_operation
def request_seat(*, session_key: UUID, participant: Participant, language: str, form_token: UUID) -> None:
    """Note that somebody asks for a seat. What follows is told by mail only, so that nobody learns who has signed up.

    The same form twice, or the same person, is one sign-up. An address that had its mails of the day gets no more.

    :param language: the language they read, and will be written in.
    :param form_token: identifies the form as it was shown.
    :raises NotOpen: the session takes no sign-up now.
    :raises SessionGone: a session that has no page.
    """
    (ledger,) = lock_seats(session_key)
    if SignUp.objects.of_session(session_key).filter(form_token=form_token).exists():
        return
    if not availability_now(session_of(session_key), ledger, timezone.now()).takes_sign_ups:
        raise NotOpen
    if sent_today(participant.email, mails=asked_by_anybody()) >= settings.SIGN_UP_MAILS_A_DAY:
        return
    known = SignUp.objects.of_session(session_key).active().filter(person_key=participant.person_key).first()
    if known is None:
        sign_up = SignUp(
            session_key=session_key, state=SignUpState.REQUESTED, source=Source.SITE, form_token=form_token
        )
        write_details(sign_up, participant, language=language)
        begin(sign_up, ledger=ledger, actor=Actor.PARTICIPANT, reason=Reason.ASKED)
        write_access_needs(sign_up, participant)
        post(MailName.CONFIRM_ADDRESS, sign_up, key="1")
    else:
        remind_known(known, participant, language)


def remind_known(known: SignUp, participant: Participant, language: str) -> None:
    """Answer somebody who signs up again: the mail they may have lost, with what they say of themselves now."""
    is_requested = known.state == SignUpState.REQUESTED
    name = MailName.CONFIRM_ADDRESS if is_requested else MailName.ALREADY_SIGNED_UP
    if is_requested:
        write_details(known, participant, language=language)
        # Not the whole row: the worker, who needs no lock of ours, may be starting its clock.
        known.save(update_fields=DETAILS)
        write_access_needs(known, participant)
    lately = OutboxMail.objects.filter(about=known.public_id, kind=name, created_at__gt=timezone.now() - SAME_MAIL)
    if not lately.exists():
        post(name, known)


def write_details(sign_up: SignUp, participant: Participant, *, language: str) -> None:
    """Copy what somebody says of themselves to a sign-up, which is not saved."""
    for name in ("name", "email", "organisation", "organisation_kind", "department", "function"):
        setattr(sign_up, name, getattr(participant, name))
    sign_up.email_key, sign_up.person_key = participant.email_key, participant.person_key
    sign_up.answers = list(participant.answers)
    sign_up.language = language


def write_access_needs(sign_up: SignUp, participant: Participant) -> None:
    """Keep the access needs of a sign-up where few may read them."""
    if participant.access_needs:
        AccessNeed.objects.update_or_create(sign_up=sign_up, defaults={"text": participant.access_needs})
    else:
        AccessNeed.objects.filter(sign_up=sign_up).delete()
