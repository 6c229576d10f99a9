"""Every mail, about invented people, as the services write them into the outbox."""

from datetime import date

from django.urls import reverse
from django.utils import translation

from core.links import token_for
from core.mail_addresses import address_key
from core.mails.rendering import render
from core.models import OutboxMail
from tests.factories.outbox import OutboxMailFactory
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, sign_up, slot
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.services.shared.seats import open_ledger

#: A Monday, well before every session of these tests.
NOW = "2027-01-04 09:00Z"
NAME = "Zoé Lambert"
#: The state in which each mail finds its sign-up.
STATES = {
    MailName.CONFIRM_ADDRESS: SignUpState.REQUESTED,
    MailName.WAITING: SignUpState.WAITING,
    MailName.SESSION_FULL: SignUpState.LAPSED,
    MailName.OFFER: SignUpState.OFFERED,
    MailName.OFFER_LAPSED: SignUpState.LAPSED,
    MailName.OFFER_DECLINED: SignUpState.DECLINED,
    MailName.WITHDRAWN: SignUpState.CANCELLED,
    MailName.SESSION_CANCELLED: SignUpState.VOIDED,
    MailName.HANDED_OVER: SignUpState.CANCELLED,
    MailName.QUEUE_CLOSED: SignUpState.WAITING,
}
TITLE = "Acheter autrement"


def make_session(**kwargs):
    """Two days in Metz, in March 2027."""
    slots = kwargs.pop("slots", None) or [
        slot(date(2027, 3, 11), "09:00", "12:30"),
        slot(date(2027, 3, 11), "13:30", "17:00"),
        slot(date(2027, 3, 12), "09:00", "12:30"),
    ]
    place = {"place_name": "Maison des communes", "address": "1 rue des Tests", "postcode": "57000", "city": "Metz"}
    course = kwargs.pop("parent", None) or make_course(title=TITLE)
    words = {"title": "Mars à Metz", "place_access": "<p>Ascenseur depuis la cour.</p>", "modality": "hybrid"}
    return SessionPageFactory(
        parent=course,
        slots=slots,
        **{**place, **words, "remote_link": "https://visio.example/salle", "live": True, **kwargs},
    )


def mail_about(row, name, *, language="fr", **context):
    """A mail of the outbox about a sign-up."""
    return OutboxMailFactory(
        kind=name,
        recipient=row.email,
        recipient_key=address_key(row.email),
        language=language,
        about=row.public_id,
        context={"sign_up": row.pk, "sequence": 3, **context},
    )


def make_mail(session, which, *, language="fr", state=None, name=NAME, **context) -> OutboxMail:
    """Any mail, about a sign-up as that mail finds it."""
    open_ledger(session.translation_key)
    details = {"language": language}
    if which == MailName.OTHER_SESSION:
        left = sign_up(make_session(parent=session.get_parent(), title="Ancienne"), "cancelled", name=name)
        details["replaces"] = left
        context |= {"left": left.pk, "left_sequence": 7}
    if which in (MailName.HANDED_OVER, MailName.SEAT_RECEIVED):
        colleague = sign_up(session, "confirmed" if which == MailName.HANDED_OVER else "cancelled", name="Ali Bruckner")
        context |= {"giver": colleague.pk, "receiver": colleague.pk, "had_entry": True}
    if which == MailName.SESSION_MOVED:
        before = session.to_tell.as_json()
        before["slots"] = [{**half, "day": half["day"].replace("-03-", "-02-")} for half in before["slots"]]
        context = {"before": before, "changes": ["when"], "has_entry": True, **context}
    if which == MailName.SESSION_CANCELLED:
        SessionCancellationFactory(session_key=session.translation_key)
        context = {"before": "confirmed", "had_entry": True, **context}
    if which == MailName.WITHDRAWN:
        context = {"had_entry": True, "by_team": False, **context}
    if which == MailName.REMINDER:
        context = {"days": 90, **context}
    row = sign_up(session, state or STATES.get(which, SignUpState.CONFIRMED), name=name, **details)
    return mail_about(row, which, language=language, **context)


#: Mails to people who come: only they get the link to the meeting.
WITH_SEAT = {
    MailName.ALREADY_SIGNED_UP,
    MailName.SEAT_CONFIRMED,
    MailName.SEAT_RECEIVED,
    MailName.OTHER_SESSION,
    MailName.ADDRESS_CORRECTED,
    MailName.SESSION_MOVED,
    MailName.REMINDER,
}


def rendered(mail):
    """A mail as it leaves."""
    with translation.override(mail.language):
        return render(mail)


def link_to(row, purpose):
    """The address of a personal page of a sign-up, as a mail names it."""
    token = token_for(purpose, row.public_id, row.token_version)
    with translation.override(row.language):
        path = reverse(f"sign_ups:{purpose}", kwargs={"public_id": row.public_id, "token": token})
    return f"http://localhost:8000{path}"
