"""When somebody, their access needs and the copies are due to be forgotten; whatever became of the session."""

import datetime
import uuid

import pytest

from core.models import OutboxMail
from core.outbox.pauses import pause
from core.retention.purge import due_counts, purge
from tests.training.services.conftest import SESSION_DAY, moves_of, now_is
from training.models import AccessNeed, SeatLedger, SessionPage, SessionSlot, SessionTrainer, SignUp
from training.services import retention_rules
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.confirm_address import confirm_address
from training.services.expire import expire
from training.services.move_session import announce_move
from training.services.resend_links import resend_links
from training.services.shared.errors import SessionGone

pytestmark = pytest.mark.django_db

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
LONG_AFTER = datetime.datetime(2027, 7, 12, 9, tzinfo=datetime.UTC)


def is_forgotten(row):
    return SignUp.objects.get(pk=row.pk).anonymised_at is not None


def lose_page(session):
    """Leave the sign-ups of a session without its page; the admin refuses it as long as they name somebody."""
    SessionPage.objects.filter(pk=session.pk).update(translation_key=uuid.uuid4())


def send_all(at):
    OutboxMail.objects.filter(state="waiting").update(state="sent", sent_at=at)


def test_a_lapsed_request_is_forgotten_after_three_whole_days(session, ask, clock):
    request = ask("Zoé")
    SignUp.objects.update(deadline=request.created_at + 72 * HOUR)
    clock.shift(72 * HOUR)
    expire(session_key=request.session_key)
    assert now_is(request) == "lapsed"
    clock.shift(3 * DAY)
    purge()
    assert is_forgotten(request) is False
    clock.shift(DAY)
    purge()
    assert is_forgotten(request) is True


def test_a_request_that_nothing_ends_is_ended_and_forgotten(session, ask, clock):
    request = ask("Zoé")
    send_all(request.created_at)
    clock.shift(6 * DAY)
    purge()
    assert is_forgotten(request) is False
    clock.shift(DAY)
    purge()
    assert (is_forgotten(request), moves_of(request)[-1]) == (True, ("requested", "lapsed", "clock", "too_late"))


def test_a_request_whose_mail_has_yet_to_leave_is_kept(session, ask, clock):
    request = ask("Zoé")
    clock.shift(30 * DAY)
    purge()
    assert (is_forgotten(request), now_is(request)) == (False, "requested")


def test_no_time_runs_out_while_mails_are_paused(session, ask, clock):
    request = ask("Zoé")
    SignUp.objects.update(deadline=request.created_at + 72 * HOUR)
    send_all(request.created_at)
    pause()
    clock.shift(30 * DAY)
    purge()
    assert is_forgotten(request) is False


def test_a_withdrawn_request_was_never_confirmed(session, ask, enter, clock):
    request, known = ask("Zoé"), enter("Léo")
    for row in (request, known):
        cancel_sign_up(session_key=row.session_key, public_id=row.public_id)
    clock.shift(4 * DAY)
    purge()
    assert (is_forgotten(request), is_forgotten(known)) == (True, False)


def test_someone_told_that_no_seat_is_left_had_confirmed_the_address(session, ask, enter, clock):
    SessionPage.objects.update(has_waiting_list=False)
    turned_away = ask("Trois")
    enter("Une")
    enter("Deux")
    confirm_address(session_key=turned_away.session_key, public_id=turned_away.public_id)
    assert now_is(turned_away) == "lapsed"
    clock.shift(20 * DAY)
    purge()
    assert is_forgotten(turned_away) is False


def test_a_cancelled_session_still_counts_from_its_day(session, enter, clock, user):
    row = enter("Zoé")
    cancel_session(session=session, reason="trainer", user=user)
    clock.move_to(datetime.datetime.combine(SESSION_DAY + 90 * DAY, datetime.time(23), tzinfo=datetime.UTC))
    purge()
    assert (now_is(row), is_forgotten(row)) == ("voided", True)


def test_days_are_those_of_paris(session, enter, clock):
    row = enter("Zoé")
    last = datetime.datetime.combine(SESSION_DAY + 180 * DAY, datetime.time(21, 59), tzinfo=datetime.UTC)
    clock.move_to(last)
    purge()
    assert is_forgotten(row) is False
    clock.move_to(last + datetime.timedelta(minutes=1))
    purge()
    assert is_forgotten(row) is True


def test_a_wrong_year_just_published_has_nobody_forgotten(session, enter, user):
    row = enter("Zoé")
    SessionSlot.objects.update(day=SESSION_DAY - 366 * DAY)
    purge()
    assert is_forgotten(row) is False
    announce_move(session_key=session.translation_key, user=user, tell=False)
    purge()
    assert is_forgotten(row) is True


def test_sign_ups_of_a_session_without_page_are_forgotten_from_the_day_that_was_told(session, enter, clock):
    rows = [enter(name) for name in ("Une", "Deux", "Trois")]
    lose_page(session)
    purge()
    assert [is_forgotten(row) for row in rows] == [False, False, False]
    clock.move_to(LONG_AFTER)
    purge()
    assert [(now_is(row), is_forgotten(row)) for row in rows] == [
        ("confirmed", True),
        ("confirmed", True),
        ("lapsed", True),
    ]


def test_sign_ups_of_which_nothing_else_is_left_are_forgotten_from_their_end(session, enter, clock):
    row = enter("Zoé", access_needs="Un ascenseur")
    lose_page(session)
    SeatLedger.objects.all().delete()
    clock.shift(16 * DAY)
    purge()
    assert (AccessNeed.objects.count(), is_forgotten(row)) == (0, False)
    clock.shift(165 * DAY)
    purge()
    assert is_forgotten(row) is True


def test_access_needs_of_somebody_who_does_not_come_go_at_once(session, enter):
    stays, leaves = enter("Une", access_needs="Un ascenseur"), enter("Deux", access_needs="Une place assise")
    cancel_sign_up(session_key=leaves.session_key, public_id=leaves.public_id)
    purge()
    assert list(AccessNeed.objects.values_list("sign_up", flat=True)) == [stays.pk]


def test_the_address_of_a_lost_link_goes_within_days(session, clock):
    resend_links(email="inconnue@mairie-fictive.example", language="fr")
    OutboxMail.objects.update(state="skipped")
    clock.shift(3 * DAY)
    purge()
    assert OutboxMail.objects.get().recipient == "inconnue@mairie-fictive.example"
    clock.shift(DAY)
    purge()
    assert (OutboxMail.objects.get().recipient, OutboxMail.objects.get().recipient_key) == ("", "")


def test_a_mail_written_about_somebody_just_forgotten_is_forgotten_too(session, enter, clock):
    row = enter("Zoé")
    clock.move_to(LONG_AFTER)
    purge()
    OutboxMail.objects.filter(about=row.public_id).update(recipient="zoe@mairie-fictive.example", state="waiting")
    assert purge().counts["copies"] == 2
    assert set(OutboxMail.objects.values_list("recipient", "state")) == {("", "skipped")}


def test_trainers_see_nobody_once_nobody_is_to_be_seen(session, enter, clock, user):
    SessionTrainer.objects.create(session_key=session.translation_key, user=user)
    SessionTrainer.objects.create(session_key=uuid.uuid4(), user=user)
    clock.move_to(datetime.datetime.combine(SESSION_DAY + 180 * DAY, datetime.time(9), tzinfo=datetime.UTC))
    purge()
    assert list(SessionTrainer.objects.values_list("session_key", flat=True)) == [session.translation_key]
    clock.shift(DAY)
    purge()
    assert SessionTrainer.objects.count() == 0


# All rules together


@pytest.fixture
def people(session, ask, enter, clock):
    """Two who came, one who waited, one who never confirmed; long ago."""
    rows = [enter(name, access_needs="Une place assise") for name in ("Une", "Deux", "Trois")] + [ask("Quatre")]
    clock.move_to(LONG_AFTER + 30 * DAY)
    return rows


def test_each_person_is_counted_once_whatever_is_known_of_them(people):
    # A request whose mail never left is somebody without a seat, once the session is long over.
    expected = {"access_needs": 3, "not_confirmed": 2, "confirmed": 2}
    assert +due_counts() == expected
    assert {name: many for name, many in purge().counts.items() if many} == expected
    assert [is_forgotten(row) for row in people] == [True] * 4
    assert sum(purge().counts.values()) == 0


def test_somebody_who_cannot_be_forgotten_keeps_nobody_else(people, monkeypatch):
    forget = retention_rules.forget

    def fail_for_the_first(*, session_key, public_id):
        if public_id == people[0].public_id:
            raise SessionGone
        return forget(session_key=session_key, public_id=public_id)

    monkeypatch.setattr(retention_rules, "forget", fail_for_the_first)
    assert (purge().counts["failed"], [is_forgotten(row) for row in people]) == (1, [False, True, True, True])
    monkeypatch.undo()
    assert ("failed" in purge().counts, is_forgotten(people[0])) == (False, True)


def test_somebody_just_forgotten_by_another_is_not_counted(session, enter, clock):
    enter("Zoé")
    enter("Léo")
    clock.move_to(LONG_AFTER)
    first, second = retention_rules.people("confirmed")(LONG_AFTER.date())
    assert [first.many, first.erase(), first.erase(), second.erase()] == [1, 1, 0, 1]


def test_access_needs_stay_for_their_period_after_the_session(session, enter, clock):
    enter("Zoé", access_needs="Un ascenseur")
    left = []
    for days in (0, 15, 16):
        clock.move_to(datetime.datetime.combine(SESSION_DAY + days * DAY, datetime.time(9), tzinfo=datetime.UTC))
        purge()
        left.append(AccessNeed.objects.count())
    assert left == [1, 1, 0]


def test_rules_keep_their_names():
    """Reports of former runs hold them."""
    assert [rule.name for rule in retention_rules.RULES] == [
        "access_needs",
        "request",
        "not_confirmed",
        "confirmed",
        "mail_to_anybody",
        "copies",
        "trainers",
    ]
