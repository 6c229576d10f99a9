"""The buttons of a participant: each does what it says, once, and leads to the page that tells it."""

import datetime

import pytest
from django.utils import timezone, translation

from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.views.conftest import ZOE, main_of, words_of
from training.mails.links import Purpose, path_to
from training.models import AccessNeed, SessionPage, SignUp
from training.rules.states import Reason, SignUpState
from training.services.change_session import change_session
from training.services.shared.errors import AlreadySignedUp, NoSeatLeft, NotOpen, SessionGone, TooManyMails, WrongState
from training.views.notices import REFUSALS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    """Words are those of the keys, which need no catalogue."""
    with translation.override("en"):
        yield


def press(browser, page, who, purpose=Purpose.MANAGE, /, **data):
    """Press a button and read the page it leads to."""
    answer = browser.post(path_to(page, who, purpose), data)
    who.refresh_from_db()
    return browser.get(answer["Location"]) if answer.status_code == 303 else answer


@pytest.mark.parametrize(
    ("taken", "has_queue", "state", "said"),
    [
        (0, True, SignUpState.CONFIRMED, "Your place is confirmed"),
        (2, True, SignUpState.WAITING, "Your position on the waiting list: 1"),
        (2, False, SignUpState.LAPSED, "No places are left"),
    ],
)
def test_confirming_gives_a_seat_or_a_place_in_line_or_says_that_none_is_left(
    session, browser, taken, has_queue, state, said
):
    SessionPage.objects.update(has_waiting_list=has_queue)
    for number in range(taken):
        sign_up(session, name=f"Ali {number}")
    zoe = sign_up(session, SignUpState.REQUESTED)
    page = press(browser, "confirm", zoe, Purpose.CONFIRM)
    assert (zoe.state, said in words_of(page)) == (state, True)


@pytest.mark.parametrize(("taken", "buttons"), [(0, 1), (2, 1)])
def test_page_that_confirms_has_one_button_and_says_what_it_gives(session, browser, taken, buttons):
    for number in range(taken):
        sign_up(session, name=f"Ali {number}")
    zoe = sign_up(session, SignUpState.REQUESTED)
    main = main_of(browser.get(path_to("confirm", zoe, Purpose.CONFIRM)))
    assert [button.get_text() for button in main.find_all("button")] == [main.h1.get_text()]
    assert main.h1.get_text() == ("Confirm and join the waiting list" if taken else "Confirm and take my place")
    assert (zoe.name in main.get_text(), zoe.email in main.get_text()) == (True, True)


@pytest.mark.parametrize("late", [{"minutes": 1}, {"days": 60}])
def test_address_confirmed_too_late_reads_what_happened_and_what_to_do(session, other_session, browser, clock, late):
    deadline = timezone.now() + datetime.timedelta(seconds=30)
    zoe = sign_up(session, SignUpState.REQUESTED, deadline=deadline)
    clock.shift(datetime.timedelta(**late))
    page = press(browser, "confirm", zoe, Purpose.CONFIRM)
    assert zoe.state == SignUpState.REQUESTED
    assert "The deadline to confirm your address has passed" in words_of(page)
    assert main_of(page).find("form") is None


@pytest.mark.parametrize(
    ("answer", "state", "said"),
    [
        ("accept", SignUpState.CONFIRMED, "Your place is confirmed"),
        ("decline", SignUpState.DECLINED, "You have declined the place"),
        ("", SignUpState.OFFERED, "Yes, take the place"),
    ],
)
def test_offer_is_accepted_or_declined_by_a_button(session, browser, answer, state, said):
    zoe = sign_up(session, SignUpState.OFFERED)
    page = press(browser, "offer", zoe, Purpose.OFFER, answer=answer)
    assert (zoe.state, said in words_of(page)) == (state, True)


def test_offer_that_lapsed_a_minute_ago_says_so_and_what_one_may_do(session, other_session, browser, clock):
    zoe = sign_up(session, SignUpState.OFFERED, deadline=timezone.now() + datetime.timedelta(minutes=1))
    waiting = sign_up(session, SignUpState.WAITING, name="Ali Benoît")
    clock.shift(datetime.timedelta(minutes=2))
    page = browser.get(path_to("offer", zoe, Purpose.OFFER))
    assert "The deadline to answer has passed" in words_of(page)
    assert [link["href"] for link in main_of(page).select("a.btn-primary")] == [
        f"{session.url}inscription/", f"{other_session.url}inscription/",
    ]  # fmt: skip
    # The button that a page left open still has.
    page = press(browser, "offer", zoe, Purpose.OFFER, answer="accept")
    waiting.refresh_from_db()
    assert (zoe.state, waiting.state) == (SignUpState.LAPSED, SignUpState.OFFERED)
    assert "The deadline to answer has passed" in words_of(page)


def test_withdrawing_asks_once_more_then_frees_the_seat(session, browser):
    zoe = sign_up(session)
    assert len(main_of(browser.get(path_to("cancel", zoe))).find_all("button")) == 1
    page = press(browser, "cancel", zoe)
    assert (zoe.state, "You have cancelled your booking" in words_of(page)) == (SignUpState.CANCELLED, True)


def test_page_shows_the_online_link_to_those_with_a_seat_only(session, browser):
    SessionPage.objects.update(modality="remote", remote_link="https://visio.example/salle")
    people = {state: sign_up(session, state, name=f"Zoé {state}") for state in SignUpState}
    shown = [
        state for state, who in people.items() if "visio.example" in str(browser.get(path_to("manage", who)).content)
    ]
    assert shown == [SignUpState.CONFIRMED]


def test_details_are_corrected_and_what_was_not_asked_stays(session, browser):
    answers = [{"question": "a", "label": "Quoi", "value": "Rien"}]
    zoe = sign_up(session, answers=answers)
    SignUp.objects.update(answers=answers)
    page = press(
        browser, "correct", zoe, **ZOE | {"email": zoe.email, "name": "Zoé Lambert-Weber", "access_needs": "Rampe"}
    )
    assert (zoe.name, zoe.function, zoe.answers) == ("Zoé Lambert-Weber", "acheteuse", answers)
    assert (AccessNeed.objects.get().text, "Your details have been corrected." in words_of(page)) == ("Rampe", True)


def test_new_address_gets_the_mail_and_the_old_link_dies(session, browser):
    zoe = sign_up(session)
    old = path_to("manage", zoe)
    page = press(browser, "correct", zoe, **ZOE | {"email": "autre@mairie-fictive.example"})
    assert (page.status_code, "autre@" in str(page.content)) == (200, False)
    assert browser.get(old).status_code == 404
    assert OutboxMail.objects.get().recipient == "autre@mairie-fictive.example"


def test_wrong_correction_is_said_and_nothing_typed_is_lost(session, browser):
    zoe = sign_up(session)
    page = press(browser, "correct", zoe, **ZOE | {"name": "", "function": "juriste"})
    main = main_of(page)
    assert [link["href"] for link in main.select(".error-summary a")] == ["#id_name"]
    assert main.select_one("#id_function")["value"] == "juriste"


def test_details_of_somebody_else_are_refused_in_words(session, browser):
    ali = sign_up(session, name="Ali Benoît")
    zoe = sign_up(session)
    page = press(browser, "correct", zoe, **ZOE | {"name": ali.name, "email": ali.email})
    assert (page.status_code, "This person has already booked" in words_of(page)) == (409, True)


def test_seat_is_given_to_a_colleague(session, browser):
    zoe = sign_up(session)
    page = press(browser, "hand_over", zoe, name="Ali Benoît", email="ali@mairie-fictive.example")
    assert (zoe.state, SignUp.objects.get(name="Ali Benoît").state) == (SignUpState.CANCELLED, SignUpState.CONFIRMED)
    assert "You have given your place to a colleague" in words_of(page)
    assert "ali@" not in str(page.content)


def test_change_to_a_session_with_seats_is_done_at_once(session, other_session, browser):
    zoe = sign_up(session)
    page = press(browser, "change", zoe, session=str(other_session.translation_key))
    new = SignUp.objects.get(session_key=other_session.translation_key)
    assert (zoe.state, new.state) == (SignUpState.CANCELLED, SignUpState.CONFIRMED)
    assert "Your place is confirmed" in words_of(page)
    assert path_to("manage", new) in str(browser.get(path_to("manage", zoe)).content)


def test_change_to_a_full_session_keeps_the_first_seat_until_the_second_is_there(session, other_session, browser):
    zoe = sign_up(session)
    sign_up(other_session, name="Ali Benoît")
    page = press(browser, "change", zoe, session=str(other_session.translation_key))
    new = SignUp.objects.get(session_key=other_session.translation_key, name=zoe.name)
    assert (zoe.state, new.state) == (SignUpState.CONFIRMED, SignUpState.WAITING)
    assert path_to("manage", zoe) in str(page.content)
    assert path_to("manage", new) in str(browser.get(path_to("manage", zoe)).content)


@pytest.mark.parametrize("chosen", ["", "no-number", "00000000-0000-4000-8000-000000000000"])
def test_change_to_what_was_not_shown_is_refused_in_words(session, browser, chosen):
    zoe = sign_up(session)
    page = press(browser, "change", zoe, session=chosen)
    assert (page.status_code, zoe.state) == (409, SignUpState.CONFIRMED)


def test_erasure_asks_once_more_then_withdraws_and_says_when(session, browser):
    zoe = sign_up(session)
    assert len(main_of(browser.get(path_to("erase", zoe))).find_all("button")) == 1
    page = press(browser, "erase", zoe)
    assert (zoe.state, zoe.erasure_asked_at is not None) == (SignUpState.CANCELLED, True)
    assert "You have asked us to delete your data" in words_of(page)


def test_page_says_until_which_day_each_thing_is_kept(session, browser):
    zoe = sign_up(session)
    AccessNeed.objects.create(sign_up=zoe, text="Rampe")
    said = words_of(browser.get(path_to("manage", zoe))).replace("\u00a0", " ")
    assert ("Until 11 July 2027" in said, "Until 27 January 2027" in said) == (True, True)


def test_every_refusal_of_a_service_has_its_words():
    refused = {SessionGone, NotOpen, NoSeatLeft, AlreadySignedUp, WrongState, TooManyMails}
    assert set(REFUSALS) == refused


def test_ending_has_the_words_of_its_reason(session, other_session, browser):
    zoe = sign_up(session)
    change_session(
        public_id=zoe.public_id, session_key=session.translation_key, to_session_key=other_session.translation_key
    )
    assert zoe.transitions.last().reason == Reason.OTHER_SESSION
    assert "You have changed to another session" in words_of(browser.get(path_to("manage", zoe)))
