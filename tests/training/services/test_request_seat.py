import datetime
import uuid

import pytest

from core.models import OutboxMail
from tests.factories.label_directory import OrganisationTypeFactory
from tests.factories.training import SessionCancellationFactory, participant, sign_up
from tests.training.services.conftest import mails_to, moves_of
from training.models import AccessNeed, SignUp
from training.services.request_seat import request_seat
from training.services.shared.errors import NotOpen, SessionGone

pytestmark = pytest.mark.django_db


def test_request_holds_no_seat_and_asks_to_confirm(ask):
    request = ask("Zoé Lambert", organisation="Mairie fictive", access_needs="Place pour un fauteuil")
    assert (request.state, request.has_seat, request.deadline, request.rank) == ("requested", False, None, None)
    assert (request.organisation, request.access_need.text) == ("Mairie fictive", "Place pour un fauteuil")
    assert mails_to(request) == ["confirm_address"]
    assert moves_of(request) == [("", "requested", "participant", "asked")]


def test_request_sent_twice_with_one_form_is_one_sign_up_and_one_mail(ask):
    token = uuid.uuid4()
    first, again = ask("Zoé Lambert", form_token=token), ask("Zoé Lambert", form_token=token)
    assert (first, SignUp.objects.count(), mails_to(first)) == (again, 1, ["confirm_address"])


def test_request_sent_again_after_going_back_is_one_mail(ask):
    first, again = ask("Zoé Lambert"), ask("zoé  LAMBERT", organisation="Mairie fictive")
    assert (again.pk, again.organisation, mails_to(first)) == (first.pk, "Mairie fictive", ["confirm_address"])


def test_request_sent_again_later_brings_the_lost_mail_again(ask, clock):
    first = ask("Zoé Lambert")
    clock.shift(datetime.timedelta(minutes=11))
    ask("Zoé Lambert")
    assert (SignUp.objects.count(), mails_to(first)) == (1, ["confirm_address", "confirm_address"])


@pytest.mark.parametrize("state", ["waiting", "offered", "confirmed"])
def test_request_of_somebody_known_is_told_by_mail_only(session, ask, state):
    known = sign_up(session, state, name="Zoé Lambert", organisation="Mairie fictive")
    assert ask("Zoé Lambert", organisation="Ailleurs").pk == known.pk
    known.refresh_from_db()
    assert (known.state, known.organisation, mails_to(known)) == (state, "Mairie fictive", ["already_signed_up"])


@pytest.mark.parametrize("state", ["cancelled", "declined", "lapsed", "voided"])
def test_request_after_an_end_is_a_new_sign_up(session, ask, state):
    former = sign_up(session, state, name="Zoé Lambert")
    assert (ask("Zoé Lambert").pk == former.pk, SignUp.objects.count()) == (False, 2)


def test_colleagues_on_one_mailbox_are_two(ask):
    both = [ask(name, "mairie@commune.example") for name in ("Zoé Lambert", "Ali Benoît")]
    assert [mails_to(one) for one in both] == [["confirm_address"], ["confirm_address"]]


def test_composed_and_decomposed_names_are_one_person(ask):
    both = [ask(name, "mairie@commune.example") for name in ("Zoé", "Zoe\u0301")]
    assert (both[0], SignUp.objects.count()) == (both[1], 1)


def test_address_gets_no_more_mails_than_its_daily_limit(ask, settings, clock):
    settings.SIGN_UP_MAILS_A_DAY = 2
    assert [ask(name, "mairie@commune.example") is None for name in ("Une", "Deux", "Trois")] == [False, False, True]
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (2, 2)
    clock.shift(datetime.timedelta(hours=25))
    assert ask("Trois", "mairie@commune.example").state == "requested"


def test_request_for_a_cancelled_session_is_refused(session, ask):
    SessionCancellationFactory(session_key=session.translation_key)
    with pytest.raises(NotOpen):
        ask("Zoé Lambert")
    assert (SignUp.objects.count(), OutboxMail.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "shift"),
    [
        ({"sign_up_opens_at": datetime.datetime(2026, 12, 2, tzinfo=datetime.UTC)}, 0),
        ({"sign_up_closes_at": datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)}, 0),
        ({}, 42),
    ],
)
def test_request_outside_the_time_of_sign_up_is_refused(session, ask, clock, fields, shift):
    type(session).objects.filter(pk=session.pk).update(**fields)
    clock.shift(datetime.timedelta(days=shift))
    with pytest.raises(NotOpen):
        ask("Zoé Lambert")


def test_request_for_no_session_is_refused(session):
    with pytest.raises(SessionGone):
        request_seat(session_key=uuid.uuid4(), participant=participant(), language="fr", form_token=uuid.uuid4())


def test_access_needs_taken_back_leave(ask):
    ask("Zoé Lambert", access_needs="Boucle magnétique")
    ask("Zoé Lambert")
    assert AccessNeed.objects.count() == 0


def test_request_sent_again_is_kept_with_every_detail_of_the_second(session, ask):
    kind = OrganisationTypeFactory()
    request = ask("Zoé Lambert")
    details = participant(
        "ZOÉ Lambert",
        "Zoe-Lambert@mairie-fictive.example",
        organisation="Mairie fictive",
        organisation_kind=kind,
        department="57",
        function="Acheteuse",
        answers=[{"question": "1", "label": "Attentes", "value": "Beaucoup"}],
    )
    before = SignUp.objects.filter(pk=request.pk).values().get()
    request_seat(session_key=session.translation_key, participant=details, language="de", form_token=uuid.uuid4())
    after = SignUp.objects.filter(pk=request.pk).values().get()
    assert {name: value for name, value in after.items() if value != before[name]} == {
        "name": "ZOÉ Lambert",
        "email": "Zoe-Lambert@mairie-fictive.example",
        "organisation": "Mairie fictive",
        "organisation_kind_id": kind.pk,
        "department": "57",
        "function": "Acheteuse",
        "answers": [{"question": "1", "label": "Attentes", "value": "Beaucoup"}],
        "language": "de",
    }


def test_request_is_kept_as_it_was_sent(session, ask):
    token = uuid.uuid4()
    request = ask("Zoé Lambert", form_token=token)
    assert (request.source, request.language, request.form_token) == ("site", "fr", token)
    assert OutboxMail.objects.get().key == f"confirm_address:{request.public_id}:1"


def test_same_mail_is_sent_again_after_ten_minutes_and_not_before(session, ask, clock):
    ask("Zoé Lambert")
    clock.shift(datetime.timedelta(minutes=10, seconds=-1))
    person = ask("Zoé Lambert")
    assert mails_to(person) == ["confirm_address"]
    clock.shift(datetime.timedelta(seconds=1))
    ask("Zoé Lambert")
    assert mails_to(person) == ["confirm_address", "confirm_address"]


def test_mail_about_somebody_else_keeps_none_back(session, ask):
    known = sign_up(session, "confirmed", name="Zoé Lambert")
    ask("Ali Benoît")
    ask("Zoé Lambert")
    assert mails_to(known) == ["already_signed_up"]


def test_form_that_comes_twice_asks_once_however_late(ask, clock):
    token = uuid.uuid4()
    person = ask("Zoé Lambert", form_token=token)
    clock.shift(datetime.timedelta(minutes=11))
    ask("Zoé Lambert", form_token=token)
    assert mails_to(person) == ["confirm_address"]
