import pytest

from core.models import OutboxMail
from tests.factories.label_directory import OrganisationTypeFactory
from tests.factories.training import participant, sign_up
from tests.training.services.conftest import mails_to
from training.models import AccessNeed, SeatLedger, SignUp
from training.services.correct_sign_up import correct_sign_up
from training.services.shared.errors import AlreadySignedUp, WrongState

pytestmark = pytest.mark.django_db


def correct(person, details, **options):
    return correct_sign_up(session_key=person.session_key, public_id=person.public_id, participant=details, **options)


def test_corrected_name_keeps_the_links_and_sends_nothing(session):
    person = sign_up(session, "waiting")
    details = participant("Zoé Lambert-Roy", person.email, organisation="Mairie fictive", access_needs="Rampe")
    corrected = correct(person, details)
    assert (corrected.name, corrected.organisation, corrected.rank) == (
        "Zoé Lambert-Roy",
        "Mairie fictive",
        person.rank,
    )
    assert (corrected.token_version, AccessNeed.objects.get().text, mails_to(person)) == (1, "Rampe", [])


def test_corrected_address_has_new_links_and_a_mail(session):
    person = sign_up(session, "confirmed", calendar_sequence=1)
    corrected = correct(person, participant(person.name, "zoe@mairie-fictive.example"))
    mail = OutboxMail.objects.get()
    assert (corrected.token_version, mail.kind, mail.recipient) == (
        2,
        "address_corrected",
        "zoe@mairie-fictive.example",
    )
    assert (corrected.state, mail.context["sequence"]) == ("confirmed", 2)


def test_corrected_address_of_a_request_is_asked_to_be_confirmed(session):
    person = sign_up(session, "requested")
    correct(person, participant(person.name, "zoe@mairie-fictive.example"))
    assert mails_to(person) == ["confirm_address"]


def test_same_address_written_differently_keeps_the_links(session):
    person = sign_up(session, "confirmed", email="zoe@mairie.example")
    assert correct(person, participant(person.name, "Zoe@MAIRIE.example")).token_version == 1


def test_nobody_becomes_somebody_else_of_the_session(session):
    sign_up(session, "confirmed", name="Ali Benoît")
    person = sign_up(session, "waiting")
    with pytest.raises(AlreadySignedUp):
        correct(person, participant("Ali Benoît"))
    assert SignUp.objects.get(pk=person.pk).name == "Zoé Lambert"


@pytest.mark.parametrize("state", ["cancelled", "declined", "lapsed", "voided"])
def test_what_is_over_is_not_corrected(session, state):
    with pytest.raises(WrongState):
        correct(sign_up(session, state), participant("Ali Benoît"))


def test_every_detail_is_kept_and_nothing_else(session):
    kind = OrganisationTypeFactory()
    person = sign_up(session, "waiting", language="de", calendar_sequence=7)
    details = participant(
        "Ali Benoît",
        "Ali@mairie-fictive.example",
        organisation="Mairie fictive",
        organisation_kind=kind,
        department="57",
        function="Acheteur",
        answers=[{"question": "1", "label": "Attentes", "value": "Beaucoup"}],
    )
    before = SignUp.objects.filter(pk=person.pk).values().get()
    correct(person, details)
    after = SignUp.objects.filter(pk=person.pk).values().get()
    assert {name: value for name, value in after.items() if value != before[name]} == {
        "name": "Ali Benoît",
        "email": "Ali@mairie-fictive.example",
        "email_key": "ali@mairie-fictive.example",
        "person_key": details.person_key,
        "organisation": "Mairie fictive",
        "organisation_kind_id": kind.pk,
        "department": "57",
        "function": "Acheteur",
        "answers": [{"question": "1", "label": "Attentes", "value": "Beaucoup"}],
        "token_version": 2,
        "address_confirmed_at": None,
        "calendar_sequence": 8,
    }


def test_mail_of_a_corrected_address_says_who_corrected_it(session, user):
    for name, options in [("Une", {}), ("Deux", {"user": user})]:
        correct(sign_up(session, name=name), participant(name, f"other-{name}@mairie-fictive.example"), **options)
    assert [mail.context["by_team"] for mail in OutboxMail.objects.order_by("pk")] == [False, True]


def test_somebody_of_another_session_or_gone_is_nobody_to_mistake(session, other_session):
    sign_up(other_session, "confirmed", name="Ali Benoît")
    sign_up(session, "cancelled", name="Ali Benoît")
    assert correct(sign_up(session, "waiting"), participant("Ali Benoît")).name == "Ali Benoît"


def test_correction_waits_for_its_turn(session):
    person = sign_up(session, "waiting")
    before = SeatLedger.objects.get().version
    correct(person, participant(person.name, person.email))
    assert SeatLedger.objects.get().version == before + 1
