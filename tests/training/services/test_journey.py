"""The life of a sign-up, from the form to the end, as the services make it."""

import datetime
import uuid

import pytest
import time_machine

from core.models import OutboxMail
from tests.factories.training import SessionPageFactory, make_course, participant, slot
from training.mail_kinds import MailName
from training.models import SeatLedger, SignUp, Transition
from training.services.answer_offer import accept_offer
from training.services.cancel_sign_up import cancel_sign_up
from training.services.confirm_address import confirm_address
from training.services.request_seat import request_seat
from training.states import SignUpState

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 12, 1, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(site_root):
    return SessionPageFactory(parent=make_course(), seats=1, slots=[slot(datetime.date(2027, 1, 12))])


def ask(session, name):
    request_seat(
        session_key=session.translation_key, participant=participant(name), language="fr", form_token=uuid.uuid4()
    )
    return SignUp.objects.get(name=name)


def confirm(sign_up):
    return confirm_address(session_key=sign_up.session_key, public_id=sign_up.public_id)


def mails(sign_up):
    return list(OutboxMail.objects.filter(about=sign_up.public_id).order_by("pk").values_list("kind", flat=True))


def test_seat_goes_from_the_first_to_the_next_in_line(session):
    first, second = ask(session, "Zoé Lambert"), ask(session, "Ali Benoît")
    assert (first.state, SeatLedger.objects.get().capacity) == (SignUpState.REQUESTED, 1)
    first, second = confirm(first), confirm(second)
    assert (first.state, second.state, second.place_in_queue) == (SignUpState.CONFIRMED, SignUpState.WAITING, 1)
    cancel_sign_up(session_key=session.translation_key, public_id=first.public_id)
    second.refresh_from_db()
    assert (second.state, second.deadline) == (SignUpState.OFFERED, None)
    second = accept_offer(session_key=session.translation_key, public_id=second.public_id)
    assert second.state == SignUpState.CONFIRMED
    assert mails(first) == [MailName.CONFIRM_ADDRESS, MailName.SEAT_CONFIRMED, MailName.WITHDRAWN]
    assert mails(second) == [MailName.CONFIRM_ADDRESS, MailName.WAITING, MailName.OFFER, MailName.SEAT_CONFIRMED]
    assert Transition.objects.count() == 7
