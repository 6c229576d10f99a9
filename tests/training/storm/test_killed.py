"""The web server dies between any two statements of an operation: all of it is done, or nothing; nobody is told twice.

After each death every row must be as it was before. So what is done again then begins from the same state each time:
the one that lives, after the last death, stands for all.
"""

from functools import partial

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from core.models import OutboxMail
from tests.training.services.conftest import mails_to
from tests.training.storm.invariants import faults
from tests.training.storm.operations import LONG_AGO, whose
from tests.training.storm.world import asked, entered, everything, filled, set_seats, state_of, sweep
from training.enums import CancellationReason
from training.mails.links import Purpose, path_to
from training.models import SeatLedger, SessionPage, SignUp
from training.services.answer_offer import accept_offer
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.change_session import change_session
from training.services.expire import expire
from training.services.hand_over import hand_over
from training.services.shared.errors import WrongState
from training.services.shared.start_clock import start_offer_clock


def all_or_nothing(killer, operation, *sessions, step=1):
    """Die at every point of an operation: nothing was done; then let it live: all was done. Returns its deaths."""
    before = everything()
    deaths = 0
    for at in killer.deaths(operation, step=step):
        assert everything() == before, f"killed before statement {at}"
        deaths += 1
    assert everything() != before
    assert faults(*sessions) == []
    return deaths


def changes_nothing(operation):
    """Whether an operation that was done already leaves everything as it is."""
    before = everything()
    operation()
    return everything() == before


def press(path):
    """Somebody presses the button of a page."""
    assert Client().post(path).status_code == 303


def look_at(path):
    """Somebody opens a page."""
    assert Client().get(path).status_code == 200


def test_address_confirmed_by_a_server_that_dies(killer, session):
    """Through the page, from its first statement to its last."""
    sign_up = asked(session, 1)
    path = path_to("confirm", sign_up, Purpose.CONFIRM)
    killer.warm(look_at, path)
    button = partial(press, path)
    assert all_or_nothing(killer, button, session) > 15
    assert (state_of(sign_up), mails_to(sign_up)) == ("confirmed", ["confirm_address", "seat_confirmed"])
    assert changes_nothing(button)


def test_seat_given_up_and_offered_by_a_server_that_dies(killer, session, user):
    set_seats(session, 1)
    (holder,) = filled(session, user, 1)
    waiting = entered(session, 2)
    cancel = partial(cancel_sign_up, **whose(holder))
    assert all_or_nothing(killer, cancel, session) > 15
    assert [state_of(holder), state_of(waiting)] == ["cancelled", "offered"]
    assert [mails_to(holder)[-1], mails_to(waiting)[-1]] == ["withdrawn", "offer"]
    assert changes_nothing(cancel)


def test_seat_exchanged_for_another_by_a_server_that_dies(killer, session, other_session, user):
    """Whoever changes session never has two seats, nor none."""
    set_seats(session, 1)
    set_seats(other_session, 1)
    (former,), (holder,) = filled(session, user, 1), filled(other_session, user, 1, first=2)
    following = entered(session, 3)
    new = change_session(**whose(former), to_session_key=other_session.translation_key)
    cancel_sign_up(**whose(holder))
    accept = partial(accept_offer, **whose(new))
    assert all_or_nothing(killer, accept, session, other_session) > 20
    assert [state_of(person) for person in (former, new, following)] == ["cancelled", "confirmed", "offered"]
    assert mails_to(new)[-1] == "other_session"
    assert changes_nothing(accept)


def test_change_of_session_by_a_server_that_dies(killer, session, other_session, user):
    (former,) = filled(session, user, 1)
    change = partial(change_session, **whose(former), to_session_key=other_session.translation_key)
    assert all_or_nothing(killer, change, session, other_session) > 20
    assert sorted(SignUp.objects.values_list("state", flat=True)) == ["cancelled", "confirmed"]


def test_seat_given_to_a_colleague_by_a_server_that_dies(killer, session, user):
    (giver,) = filled(session, user, 1)
    give = partial(hand_over, **whose(giver), name="Personne 2", email="personne-2@mairie-fictive.example")
    assert all_or_nothing(killer, give, session) > 20
    assert sorted(SignUp.objects.values_list("name", "state")) == [
        ("Personne 1", "cancelled"),
        ("Personne 2", "confirmed"),
    ]
    with pytest.raises(WrongState):
        give()


def test_session_of_thirty_cancelled_by_a_server_that_dies(killer, session, user):
    """Eighteen have a seat, two an offer, ten wait: all are told, or none."""
    set_seats(session, 20)
    seated = filled(session, user, 20)
    for number in range(21, 33):
        entered(session, number)
    for holder in seated[:2]:
        cancel_sign_up(**whose(holder))
    states = SignUp.objects.active().values_list("state", flat=True)
    assert [list(states).count(state) for state in ("confirmed", "offered", "waiting")] == [18, 2, 10]
    call_off = partial(cancel_session, session=session, reason=CancellationReason.VENUE, user=user)
    # The same number of statements for each person: a step that is prime to it dies in all of them.
    assert all_or_nothing(killer, call_off, session, step=13) > 20
    assert OutboxMail.objects.filter(kind="session_cancelled").values("about").distinct().count() == 30
    assert OutboxMail.objects.filter(kind="session_cancelled").count() == 30
    assert changes_nothing(call_off)


def test_clock_that_dies_finishes_the_next_minute(killer, session, user):
    """Each session and each mail is a transaction: what was done stays, the next round does the rest."""

    def prepare():
        sweep()
        set_seats(session, 1)
        (holder,) = filled(session, user, 1)
        overdue, following = entered(session, 2), entered(session, 3)
        cancel_sign_up(**whose(holder))
        start_offer_clock(overdue, timezone.now() - LONG_AGO)
        SignUp.objects.filter(pk=holder.pk).update(erasure_asked_at=timezone.now())
        OutboxMail.objects.filter(about=holder.public_id).update(state="sent", sent_at=timezone.now())
        return holder, overdue, following

    at, died = 1, True
    while died:
        holder, overdue, following = prepare()
        died = killer.kill(at, call_command, "tick", "--once")
        call_command("tick", "--once")
        assert faults(session) == []
        assert [state_of(overdue), state_of(following)] == ["lapsed", "offered"]
        assert [mails_to(overdue)[2:], mails_to(following)[2:]] == [["offer", "offer_lapsed"], ["offer"]]
        assert SignUp.objects.get(pk=holder.pk).name == ""
        at += 6
    assert at > 40


def test_publication_that_dies_is_followed_by_the_clock(killer, session, user):
    """The page may be saved and its seats not closed yet: a minute later they are."""
    filled(session, user, 1)
    asked(session, 2)
    page = SessionPage.objects.get(pk=session.pk)
    page.seats = 1
    revision = page.save_revision(user=user)
    seen = set()
    for _at in killer.deaths(revision.publish, step=4):
        expire(session_key=session.translation_key)
        saved = SessionPage.objects.get(pk=session.pk).seats
        assert SeatLedger.objects.get().capacity == saved
        seen.add(saved)
    assert seen == {1, 2}
    assert faults(session) == []
