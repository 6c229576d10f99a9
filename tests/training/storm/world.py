"""What the storms are made of: sessions, people who sign up, and a broom."""

import uuid
from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageLogEntry

from core.models import OutboxHeartbeat, OutboxMail, OutboxPause, RateBucket
from tests.factories.training import SessionPageFactory, participant, slot
from training.models import (
    AccessNeed,
    SeatLedger,
    SessionCancellation,
    SessionMove,
    SessionPage,
    SignUp,
    Transition,
)
from training.services.capacity import follow_page
from training.services.confirm_address import confirm_address
from training.services.register_by_team import register_by_team
from training.services.request_seat import request_seat

SEATS = 2
#: What a storm writes, those that point to others first.
WRITTEN = (
    Transition,
    AccessNeed,
    SignUp,
    SeatLedger,
    SessionCancellation,
    SessionMove,
    OutboxMail,
    OutboxPause,
    OutboxHeartbeat,
    RateBucket,
    PageLogEntry,
)
#: What changes whenever anybody looks: the number of times the lock was taken, the worker's sign of life, counts.
RESTLESS = {(SeatLedger, "version")}
NO_STATE = (OutboxHeartbeat, RateBucket)


def make_session(course, *, days, seats=SEATS):
    """A session so many days from now."""
    return SessionPageFactory(parent=course, seats=seats, slots=[slot(timezone.localdate() + timedelta(days=days))])


def sweep():
    """Take away all that a storm wrote; the pages stay, with the seats they had."""
    SignUp.objects.exclude(replaces=None).update(replaces=None)
    for model in WRITTEN:
        # Nothing depends on signals here, and rows are many.
        rows = model._base_manager.all()
        rows._raw_delete(rows.db)
    SessionPage.objects.exclude(seats=SEATS).update(seats=SEATS)


def set_seats(session, seats):
    """What publishing the page with so many seats does."""
    SessionPage.objects.filter(pk=session.pk).update(seats=seats)
    return follow_page(session.translation_key)


def asked(session, number, **details):
    """Somebody has filled in the form: their sign-up."""
    person = participant(f"Personne {number}", **details)
    request_seat(session_key=session.translation_key, participant=person, language="fr", form_token=uuid.uuid4())
    return SignUp.objects.of_session(session.translation_key).filter(person_key=person.person_key).latest("pk")


def entered(session, number, **details):
    """Somebody has filled in the form and confirmed the address: their sign-up."""
    sign_up = asked(session, number, **details)
    return confirm_address(session_key=sign_up.session_key, public_id=sign_up.public_id)


def filled(session, user, number, first=1):
    """So many people whom the team has registered, in the order of their numbers."""
    return [
        register_by_team(
            session_key=session.translation_key, participant=participant(f"Personne {n}"), language="fr", user=user
        )
        for n in range(first, first + number)
    ]


def state_of(sign_up):
    """The state of a sign-up in the database."""
    return SignUp.objects.get(pk=sign_up.pk).state


def everything():
    """Every row that a storm writes, and the sessions themselves: equal before and after, when nothing was done."""
    return {
        model.__name__: [
            {name: value for name, value in row.items() if (model, name) not in RESTLESS}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in (*WRITTEN, SessionPage)
        if model not in NO_STATE
    }
