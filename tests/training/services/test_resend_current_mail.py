"""The mail that says where somebody stands, once more."""

import copy
import uuid

import pytest

from core.models import OutboxMail
from tests.factories.core import UserFactory
from tests.factories.training import SessionPageFactory, make_course, sign_up
from training.models import SeatLedger, SignUp
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.services.resend_current_mail import resend_current_mail
from training.services.shared.errors import WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course())


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def resend(row, once=None):
    return resend_current_mail(
        session_key=row.session_key, public_id=row.public_id, once=once or uuid.uuid4(), user=UserFactory()
    )


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (SignUpState.REQUESTED, MailName.CONFIRM_ADDRESS),
        (SignUpState.WAITING, MailName.WAITING),
        (SignUpState.OFFERED, MailName.OFFER),
        (SignUpState.CONFIRMED, MailName.SEAT_CONFIRMED),
    ],
)
def test_mail_fits_the_state_and_links_stay(session, state, name):
    row = sign_up(session, state)
    assert resend(row) == name
    row.refresh_from_db()
    assert (OutboxMail.objects.get().kind, row.state, row.token_version, row.deadline) == (name, state, 1, None)


@pytest.mark.parametrize("state", [SignUpState.CANCELLED, SignUpState.DECLINED, SignUpState.LAPSED, SignUpState.VOIDED])
def test_sign_up_that_is_over_gets_none(session, state):
    with pytest.raises(WrongState):
        resend(sign_up(session, state))
    assert OutboxMail.objects.count() == 0


def test_person_without_an_address_gets_none(session):
    with pytest.raises(WrongState):
        resend(sign_up(session, email=""))


def test_one_request_is_one_mail(session):
    row, once = sign_up(session), uuid.uuid4()
    resend(row, once), resend(row, once)
    assert OutboxMail.objects.count() == 1


def test_place_in_the_queue_is_the_one_of_today(session):
    sign_up(session, "waiting", name="Ali Benoît").delete()
    row = sign_up(session, "waiting")
    resend(row)
    assert (SignUp.objects.get().rank, OutboxMail.objects.get().context["rank"]) == (2, 1)


def contexts():
    return [mail.context for mail in OutboxMail.objects.order_by("pk")]


def test_mail_of_somebody_who_waits_tells_the_place_in_the_queue(session):
    sign_up(session, "waiting", name="Une")
    row = sign_up(session, "waiting", name="Deux")
    resend(row)
    assert contexts() == [{"sign_up": row.pk, "sequence": 0, "rank": 2}]


@pytest.mark.parametrize(("state", "kept"), [("confirmed", True), ("cancelled", False)])
def test_mail_of_somebody_who_waits_tells_the_seat_that_is_kept(session, state, kept):
    former = sign_up(SessionPageFactory(parent=session.get_parent()), state)
    resend(sign_up(session, "waiting", replaces=former))
    assert {name: value for name, value in contexts()[0].items() if name == "keeps"} == (
        {"keeps": former.pk} if kept else {}
    )


def test_mail_of_a_seat_says_that_the_team_sends_it(session):
    resend(sign_up(session, "confirmed"))
    resend(sign_up(session, "offered", name="Deux"))
    assert [context.get("by_team") for context in contexts()] == [True, None]


def test_mail_asked_for_twice_is_written_once(session):
    row, once = sign_up(session, "offered"), uuid.uuid4()
    for request in (once, once, uuid.uuid4()):
        resend(row, request)
    assert OutboxMail.objects.count() == 2


def test_somebody_without_an_address_gets_none(session):
    with pytest.raises(WrongState):
        resend(sign_up(session, "confirmed", email=""))


def test_mail_is_written_when_it_has_its_turn(session):
    row = sign_up(session, "offered")
    before = SeatLedger.objects.get().version
    resend(row)
    assert SeatLedger.objects.get().version == before + 1
