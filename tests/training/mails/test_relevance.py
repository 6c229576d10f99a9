"""Mails that have nothing true to say any more, or say another thing than when they were decided."""

import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine

from core.mails.record import NotRelevant, mail_named
from core.outbox.retention import forget_about
from tests.factories.training import make_course, participant, sign_up, slot
from tests.training.mails.made import NAME, NOW, STATES, link_to, mail_about, make_mail, make_session, rendered
from training.models import SessionCancellation, SessionPage, SessionSlot, SignUp
from training.rules.mail_names import MailName
from training.rules.states import SignUpState
from training.services.correct_sign_up import correct
from training.services.request_seat import write_details

pytestmark = pytest.mark.django_db

S = SignUpState
#: States in which each mail still has something true to say.
TRUE_IN = {
    MailName.CONFIRM_ADDRESS: {S.REQUESTED},
    MailName.ALREADY_SIGNED_UP: {S.WAITING, S.OFFERED, S.CONFIRMED},
    MailName.SEAT_CONFIRMED: {S.CONFIRMED},
    MailName.WAITING: {S.WAITING},
    MailName.SESSION_FULL: set(S),
    MailName.OFFER: {S.OFFERED},
    MailName.OFFER_LAPSED: {S.LAPSED},
    MailName.OFFER_DECLINED: {S.DECLINED},
    MailName.WITHDRAWN: {S.CANCELLED},
    MailName.SESSION_CANCELLED: {S.VOIDED},
    MailName.SESSION_MOVED: {S.WAITING, S.OFFERED, S.CONFIRMED},
    MailName.HANDED_OVER: {S.CANCELLED},
    MailName.SEAT_RECEIVED: {S.CONFIRMED},
    MailName.OTHER_SESSION: {S.CONFIRMED},
    MailName.ADDRESS_CORRECTED: {S.WAITING, S.OFFERED, S.CONFIRMED},
    MailName.LINKS: {S.REQUESTED, S.WAITING, S.OFFERED, S.CONFIRMED},
    MailName.REMINDER: {S.CONFIRMED},
    MailName.QUEUE_CLOSED: {S.WAITING, S.LAPSED},
}
#: True whatever the day, and told even when the session is over: somebody was told the contrary before.
ALWAYS = {MailName.OFFER_DECLINED, MailName.WITHDRAWN, MailName.HANDED_OVER, MailName.SESSION_CANCELLED}


@pytest.fixture(autouse=True)
def _at_new_year():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return make_session()


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


def is_told(mail):
    try:
        rendered(mail)
    except NotRelevant:
        return False
    return True


def row_of(mail):
    return SignUp.objects.get(public_id=mail.about)


def put_into(mail, state):
    """Move the sign-up of a mail behind the back of the services, whatever it was."""
    SignUp.objects.filter(public_id=mail.about).update(state=state, rank=90)


@pytest.mark.parametrize("which", list(MailName))
def test_a_mail_is_told_in_the_states_it_is_true_in(session, which):
    mail = make_mail(session, which)
    told = set()
    for state in S:
        put_into(mail, state)
        told |= {state} if is_told(mail) else set()
    assert told == TRUE_IN[which]


@pytest.mark.parametrize("which", list(MailName))
def test_a_mail_about_a_session_that_is_over_is_told_only_if_it_ends_something(session, which):
    mail = make_mail(session, which)
    with time_machine.travel("2027-03-12 12:00Z", tick=False):
        assert is_told(mail) == (which in ALWAYS)


@pytest.mark.parametrize("which", [which for which in MailName if which != MailName.LINKS])
def test_a_mail_about_somebody_forgotten_is_not_told(session, which):
    mail = make_mail(session, which)
    SignUp.objects.filter(public_id=mail.about).update(anonymised_at=datetime(2027, 1, 1, tzinfo=UTC), name="")
    with pytest.raises(NotRelevant, match="data has been erased|données|effac"):
        rendered(mail)


def test_a_mail_whose_facts_were_forgotten_is_not_told(session):
    mail = make_mail(session, MailName.LINKS)
    forget_about(mail.about)
    mail.refresh_from_db()
    assert is_told(mail) is False


@pytest.mark.parametrize("which", [which for which in MailName if which != MailName.LINKS])
def test_a_mail_about_a_session_without_page_is_not_told(session, which):
    mail = make_mail(session, which)
    # By force: a session whose sign-ups name somebody cannot be deleted.
    SignUp.objects.filter(public_id=mail.about).update(session_key=uuid4())
    assert is_told(mail) is False


@pytest.mark.parametrize("which", [which for which, states in TRUE_IN.items() if which != MailName.LINKS])
def test_a_mail_to_an_address_corrected_since_is_not_told_while_its_links_live(session, which):
    mail = make_mail(session, which)
    row = row_of(mail)
    SignUp.objects.filter(pk=row.pk).update(email="juste@mairie.example", email_key="juste@mairie.example")
    assert is_told(mail) == (not row.is_active)


def test_the_offer_of_somebody_corrected_starts_its_clock_with_the_mail_to_the_right_address(session):
    mail = make_mail(session, MailName.OFFER)
    row = row_of(mail)
    correct(row, replace(row.participant, email="juste@mairie.example"))
    assert is_told(mail) is False
    corrected = row_of(mail)
    right = mail_about(corrected, MailName.ADDRESS_CORRECTED)
    assert link_to(corrected, "offer") in rendered(right).text.splitlines()
    mail_named(MailName.ADDRESS_CORRECTED).sent(right, datetime(2027, 1, 4, 9, tzinfo=UTC))
    assert row_of(mail).deadline == datetime(2027, 1, 6, 9, tzinfo=UTC)


def test_an_offer_names_the_time_that_its_leaving_gives(session):
    mail = make_mail(session, MailName.OFFER)
    with time_machine.travel("2027-02-05 15:00Z", tick=False):
        # Friday at 16 h in Paris: two days later is a Sunday.
        assert "jusqu’au lundi 8 février 2027 à 10 h" in told_in_one_line(mail)


def test_an_offer_sent_again_names_the_time_that_runs_already(session):
    mail = make_mail(session, MailName.OFFER)
    SignUp.objects.filter(public_id=mail.about).update(deadline=datetime(2027, 1, 5, 9, 30, tzinfo=UTC))
    assert "jusqu’au mardi 5 janvier 2027 à 10 h 30" in told_in_one_line(mail)


@pytest.mark.parametrize(("moment", "told"), [("2027-03-10 16:30Z", False), ("2027-03-10 08:00Z", True)])
def test_an_offer_that_leaves_no_time_to_answer_is_not_told(session, moment, told):
    mail = make_mail(session, MailName.OFFER)
    with time_machine.travel(moment, tick=False):
        assert is_told(mail) is told


def told_in_one_line(mail):
    return " ".join(rendered(mail).text.replace("\u00a0", " ").split())


def test_a_request_names_the_time_to_confirm(session):
    mail = make_mail(session, MailName.CONFIRM_ADDRESS)
    assert "avant le jeudi 7 janvier 2027 à 10 h" in told_in_one_line(mail)
    SignUp.objects.filter(public_id=mail.about).update(deadline=datetime(2027, 1, 4, 8, tzinfo=UTC))
    assert is_told(mail) is False


def test_a_rank_is_the_one_of_the_day_the_mail_leaves(session):
    first = sign_up(session, "waiting", name="Ali Bruckner")
    mail = make_mail(session, MailName.WAITING, rank=2)
    assert "au rang 2." in told_in_one_line(mail)
    SignUp.objects.filter(pk=first.pk).update(state=S.CANCELLED)
    assert "au rang 1." in told_in_one_line(mail)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2027-03-04 09:00Z", "dans 7 jours"),
        ("2027-03-10 09:00Z", "commence demain"),
        ("2027-03-10 23:30Z", "commence aujourd’hui"),
    ],
)
def test_a_reminder_counts_days_by_the_calendar_in_paris(session, moment, words):
    mail = make_mail(session, MailName.REMINDER, days=7)
    with time_machine.travel(moment, tick=False):
        assert words in told_in_one_line(mail)


def test_a_reminder_of_a_session_put_off_waits_for_its_time(session):
    mail = make_mail(session, MailName.REMINDER, days=7)
    with time_machine.travel("2027-03-04 09:00Z", tick=False):
        assert is_told(mail) is True
        SessionSlot.objects.filter(page=session).update(day=date(2027, 3, 18))
        assert is_told(mail) is False


# A move


def test_a_move_tells_what_was_and_what_is(session):
    before = session.to_tell.as_json()
    row = sign_up(session, "confirmed", name=NAME)
    SessionSlot.objects.filter(page=session, day=date(2027, 3, 12)).update(day=date(2027, 3, 19))
    SessionPage.objects.filter(pk=session.pk).update(place_name="Mairie", city="Nancy", postcode="54000")
    text = told_in_one_line(mail_about(row, MailName.SESSION_MOVED, before=before, changes=["when", "where"]))
    assert "Jours et heures, avant jeudi 11 mars 2027, de 9 h à 12 h 30 et de 13 h 30 à 17 h vendredi 12" in text
    assert "Jours et heures, maintenant jeudi 11 mars 2027, de 9 h à 12 h 30 et de 13 h 30 à 17 h vendredi 19" in text
    assert "Lieu, avant Maison des communes, 1 rue des Tests, 57000 Metz En ligne" in text
    assert "Lieu, maintenant Mairie, 1 rue des Tests, 54000 Nancy En ligne" in text
    assert "Garder ou libérer ma place" in text


def test_a_move_taken_back_before_the_mail_left_is_not_told(session):
    row = sign_up(session, "confirmed")
    mail = mail_about(row, MailName.SESSION_MOVED, before=session.to_tell.as_json(), changes=["when"])
    assert is_told(mail) is False


@pytest.mark.parametrize(("state", "told"), [("confirmed", True), ("offered", False), ("waiting", False)])
def test_a_new_meeting_link_is_told_to_those_who_come(session, state, told):
    before = session.to_tell.as_json() | {"link": "https://visio.example/ancienne"}
    mail = mail_about(sign_up(session, state), MailName.SESSION_MOVED, before=before, changes=["link"])
    assert is_told(mail) is told
    if told:
        assert "ancienne" not in rendered(mail).text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("confirmed", "Votre place reste la vôtre"),
        ("offered", "La place qui vous est proposée le reste"),
        ("waiting", "Votre rang sur la liste d’attente ne change pas"),
    ],
)
def test_a_move_suits_the_case(session, state, words):
    assert words in told_in_one_line(make_mail(session, MailName.SESSION_MOVED, state=state))


# A cancellation


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("confirmed", "Votre place est annulée : ne vous déplacez pas."),
        ("offered", "vous n’avez pas à répondre"),
        ("waiting", "La liste d’attente est close"),
        ("requested", "vous n’avez rien à confirmer"),
    ],
)
def test_a_cancellation_suits_the_case_and_gives_the_reason(session, before, words):
    mail = make_mail(session, MailName.SESSION_CANCELLED, before=before, had_entry=before == "confirmed")
    text = told_in_one_line(mail)
    assert words in text
    assert "La personne qui devait animer la session n’est pas disponible." in text
    assert len(rendered(mail).calendars) == (2 if before == "confirmed" else 0)


def test_a_cancellation_names_the_sessions_that_take_sign_ups(session):
    other = make_session(parent=session.get_parent(), slots=[slot(date(2027, 6, 1))], city="Nancy")
    make_session(parent=session.get_parent(), slots=[slot(date(2027, 6, 2))], city="Reims", sign_up_closes_at=passed())
    make_session(parent=make_course(title="Autre"), slots=[slot(date(2027, 6, 3))], city="Troyes")
    text = rendered(make_mail(session, MailName.SESSION_CANCELLED)).text
    assert f"mardi 1er juin 2027, Nancy\nhttp://localhost:8000{other.url}" in text.replace("\u00a0", " ")
    assert ("Reims" in text, "Troyes" in text) == (False, False)


def passed():
    return datetime(2027, 1, 1, tzinfo=UTC)


def test_a_cancellation_taken_back_before_the_mail_left_says_so(session):
    mail = make_mail(session, MailName.SESSION_CANCELLED)
    SessionCancellation.objects.all().delete()
    text = told_in_one_line(mail)
    assert "la session a été rétablie, mais votre inscription a pris fin" in text
    assert f"S’inscrire à nouveau http://localhost:8000{session.url}" in text


@pytest.mark.parametrize(
    ("had_entry", "by_team", "words"),
    [
        (True, False, "À votre demande, votre place"),
        (False, False, "À votre demande, votre inscription"),
        (True, True, "L’équipe de formation a annulé votre place"),
        (False, True, "L’équipe de formation a annulé votre inscription"),
    ],
)
def test_a_withdrawal_suits_the_case(session, had_entry, by_team, words):
    mail = make_mail(session, MailName.WITHDRAWN, had_entry=had_entry, by_team=by_team)
    assert words in told_in_one_line(mail)
    assert len(rendered(mail).calendars) == (2 if had_entry else 0)


# Two people, two sessions


def test_a_seat_given_away_names_the_colleague_unless_forgotten(session):
    mail = make_mail(session, MailName.HANDED_OVER)
    assert "Ali Bruckner" in rendered(mail).text
    SignUp.objects.filter(name="Ali Bruckner").update(name="", anonymised_at=passed())
    text = told_in_one_line(mail)
    assert ("Ali" in text, "uelqu’un de votre organisme" in text) == (False, True)


def test_waiting_for_another_session_says_what_is_kept(session):
    kept = sign_up(make_session(parent=session.get_parent(), slots=[slot(date(2027, 6, 1))]), "confirmed")
    row = sign_up(session, "waiting", replaces=kept)
    mail = mail_about(row, MailName.WAITING, rank=1, keeps=kept.pk)
    assert "vous gardez votre inscription à l’autre session (mardi 1er juin 2027)" in told_in_one_line(mail)
    SignUp.objects.filter(pk=kept.pk).update(state=S.CANCELLED)
    assert "autre session" not in told_in_one_line(mail)


def test_another_session_tells_both(session):
    mail = make_mail(session, MailName.OTHER_SESSION)
    SessionSlot.objects.filter(page__title="Ancienne").update(day=date(2027, 6, 1))
    text = told_in_one_line(mail)
    assert "(mardi 1er juin 2027) est libérée" in text
    assert text.index("La session -") < text.index("L’ancienne session -") < text.index("mardi 1er juin 2027, de 9 h")


# The links of an address


def test_links_name_every_colleague_of_a_shared_address_who_has_confirmed_it(session):
    shared = "mairie@commune.example"
    rows = [
        sign_up(session, state, name=name, email=shared)
        for name, state in (("Ali Bruckner", "offered"), ("Bea Roth", "requested"), ("Cleo Marchal", "waiting"))
    ]
    sign_up(session, "cancelled", name="Dan Parti", email=shared)
    sign_up(session, "confirmed", name="Eve Ailleurs", email="eve@commune.example")
    text = rendered(mail_about(rows[0], MailName.LINKS)).text
    lines = text.splitlines()
    found = [name for name in ("Ali Bruckner", "Bea Roth", "Cleo Marchal", "Dan Parti", "Eve Ailleurs") if name in text]
    # Who asks for a seat may be somebody else, and the address a stranger’s.
    assert found == ["Ali Bruckner", "Cleo Marchal"]
    wanted = [(rows[0], "offer"), (rows[0], "manage"), (rows[1], "confirm"), (rows[2], "manage")]
    assert [link_to(row, purpose) for row, purpose in wanted if link_to(row, purpose) not in lines] == []


def test_links_of_an_unknown_address_are_no_mail(session):
    row = SignUp(session_key=session.translation_key)
    write_details(row, participant("Personne", "inconnu@commune.example"), language="fr")
    assert is_told(mail_about(row, MailName.LINKS)) is False


def test_every_kind_has_a_state(session):
    assert [which for which in MailName if which not in TRUE_IN] == []
    assert [which for which, state in STATES.items() if state not in TRUE_IN[which]] == []
