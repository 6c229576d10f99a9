"""When an address counts as confirmed: somebody did something behind a link that went there, and only there."""

import pytest

from tests.factories.training import sign_up
from tests.training.views.conftest import ZOE, main_of
from training.mails.links import Purpose, path_to
from training.models import SignUp
from training.rules.states import SignUpState
from training.services.change_session import change_session
from training.services.correct_sign_up import correct_sign_up
from training.services.hand_over import hand_over

pytestmark = pytest.mark.django_db

ALI = {"name": "Ali Bruckner", "email": "ali@commune.example"}
URL_NAME = "Gagnez 1000 EUR https://exemple.fr"


def whose(row):
    return {"session_key": row.session_key, "public_id": row.public_id}


def is_confirmed(row):
    row.refresh_from_db()
    return row.address_confirmed_at is not None


@pytest.mark.parametrize(
    ("name", "purpose", "state"),
    [
        ("confirm", Purpose.CONFIRM, SignUpState.REQUESTED),
        ("offer", Purpose.OFFER, SignUpState.OFFERED),
        ("cancel", Purpose.MANAGE, SignUpState.CONFIRMED),
        ("correct", Purpose.MANAGE, SignUpState.WAITING),
    ],
)
def test_a_button_behind_a_link_confirms_the_address_and_reading_does_not(session, browser, name, purpose, state):
    row = sign_up(session, state, address_confirmed_at=None)
    path = path_to(name, row, purpose)
    browser.get(path)
    assert is_confirmed(row) is False
    browser.post(path, {"answer": "accept"})
    assert is_confirmed(row) is True


def test_a_wrong_link_confirms_nothing(session, browser):
    row = sign_up(session, address_confirmed_at=None)
    path = path_to("cancel", row, Purpose.MANAGE)
    SignUp.objects.update(token_version=2)
    browser.post(path)
    assert is_confirmed(row) is False


def test_a_colleague_and_a_new_address_are_not_confirmed_a_new_session_keeps_it(session, other_session):
    row = sign_up(session)
    moved = change_session(**whose(row), to_session_key=other_session.translation_key)
    assert is_confirmed(moved) is True
    receiver = hand_over(**whose(moved), **ALI)
    assert is_confirmed(receiver) is False
    zoe = sign_up(session, name="Bea Roth")
    correct_sign_up(**whose(zoe), participant=receiver.participant)
    assert is_confirmed(zoe) is False


@pytest.mark.parametrize("corrected", ["former", "new"])
def test_the_page_of_one_session_does_not_lead_to_the_other_once_their_addresses_differ(
    session, other_session, browser, corrected
):
    """Who corrects one of two to a stranger’s address must not press its buttons from the page of the other."""
    former = sign_up(session)
    new = sign_up(other_session, "waiting", replaces=former)
    rows = {"former": former, "new": new}
    other = rows[{"former": "new", "new": "former"}[corrected]]
    path = path_to("manage", other, Purpose.MANAGE)
    leads = f"/{rows[corrected].public_id}/"
    assert leads in str(main_of(browser.get(path)))
    stranger = sign_up(session, "cancelled", **ALI).participant
    correct_sign_up(**whose(rows[corrected]), participant=stranger)
    assert leads not in str(main_of(browser.get(path)))


@pytest.mark.parametrize("page", ["asking", "correct", "hand_over"])
def test_each_form_refuses_a_name_that_leads_elsewhere(session, browser, send, page):
    if page == "asking":
        answer = send(name=URL_NAME)
    else:
        row = sign_up(session)
        answer = browser.post(path_to(page, row, Purpose.MANAGE), {**ZOE, "name": URL_NAME})
    assert answer.status_code == 200
    assert main_of(answer).select_one("#id_name")["aria-invalid"] == "true"
    assert SignUp.objects.filter(name=URL_NAME).count() == 0
