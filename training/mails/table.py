"""The mails to participants, one record each: who tells it, about whom it is previewed, what its text may hold.

Their words are in ``training/mail_texts``. How to add one: docs/howto/add-a-mail.md.
"""

from django.utils.translation import gettext_lazy as _

from core.mails.record import Mail
from training.mails import endings, my_links, stories
from training.mails.examples import example_of_links
from training.mails.follows import start_offer, start_request
from training.mails.placeholders import (
    COLLEAGUE,
    CONTACT,
    DEADLINE,
    DELAY,
    LEFT_SESSION,
    RANK,
    REASON,
    situation,
)
from training.mails.records import participant_mail
from training.rules.mail_names import MailName
from training.rules.states import SignUpState

N, S = MailName, SignUpState

MAILS = (
    participant_mail(
        N.CONFIRM_ADDRESS,
        _("Confirm your email address"),
        stories.confirm_address,
        S.REQUESTED,
        DEADLINE,
        to_unconfirmed=True,
        asked_by_anybody=True,
        sent=start_request,
        failed=start_request,
    ),
    participant_mail(
        N.ALREADY_SIGNED_UP,
        _("You have already booked"),
        stories.already_signed_up,
        S.WAITING,
        situation("state", required=True, never=["requested"]),
        asked_by_anybody=True,
    ),
    participant_mail(
        N.SEAT_CONFIRMED,
        _("Your place is confirmed"),
        stories.seat_confirmed,
        S.CONFIRMED,
        changes_calendars=True,
    ),
    participant_mail(
        N.WAITING,
        _("You are on the waiting list"),
        stories.waiting,
        S.WAITING,
        RANK,
        situation("waiting"),
    ),
    participant_mail(N.SESSION_FULL, _("No places left"), endings.session_full, S.LAPSED),
    participant_mail(
        N.OFFER,
        _("You have been offered a place"),
        stories.offer,
        S.OFFERED,
        DEADLINE,
        situation("offer"),
        sent=start_offer,
        failed=start_offer,
    ),
    participant_mail(N.OFFER_LAPSED, _("The place is no longer reserved"), endings.offer_lapsed, S.LAPSED),
    participant_mail(N.OFFER_DECLINED, _("You have declined the place"), endings.offer_declined, S.DECLINED),
    participant_mail(
        N.WITHDRAWN,
        _("Your booking is cancelled"),
        endings.withdrawn,
        S.CANCELLED,
        situation("withdrawn", required=True),
        changes_calendars=True,
    ),
    participant_mail(
        N.SESSION_CANCELLED,
        _("The session is cancelled"),
        endings.session_cancelled,
        S.VOIDED,
        REASON,
        situation("session_cancelled", required=True),
        changes_calendars=True,
    ),
    participant_mail(
        N.SESSION_MOVED,
        _("The session has changed"),
        stories.session_moved,
        S.CONFIRMED,
        situation("session_moved", required=True),
        changes_calendars=True,
    ),
    participant_mail(
        N.HANDED_OVER,
        _("You have given your place away"),
        endings.handed_over,
        S.CANCELLED,
        COLLEAGUE,
        changes_calendars=True,
    ),
    participant_mail(
        N.SEAT_RECEIVED,
        _("A colleague is giving you a place"),
        stories.seat_confirmed,
        S.CONFIRMED,
        to_unconfirmed=True,
        changes_calendars=True,
    ),
    participant_mail(
        N.OTHER_SESSION,
        _("You have changed session"),
        endings.other_session,
        S.CONFIRMED,
        LEFT_SESSION,
        changes_calendars=True,
    ),
    participant_mail(
        N.ADDRESS_CORRECTED,
        _("Your details have been corrected"),
        stories.address_corrected,
        S.CONFIRMED,
        situation("state", never=["requested"]),
        to_unconfirmed=True,
        changes_calendars=True,
        # Corrected before its offer has left, somebody learns of the seat by this mail: the other one is skipped.
        sent=start_offer,
        failed=start_offer,
    ),
    Mail(
        name=N.LINKS.value,
        label=_("Your links"),
        application="training",
        tell=my_links.my_links,
        example=example_of_links,
        # It may be about several people.
        placeholders=(CONTACT,),
        asked_by_anybody=True,
    ),
    participant_mail(N.REMINDER, _("Reminder"), stories.reminder, S.CONFIRMED, DELAY),
    participant_mail(N.QUEUE_CLOSED, _("The waiting list is closed"), stories.queue_closed, S.WAITING),
)
