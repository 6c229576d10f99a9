"""What a published session calls for: said at once, shown until it is decided, decided once."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageLogEntry

from core.mail_states import MailState
from core.models import OutboxMail
from core.outbox.pauses import pause
from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, participant, slot
from training.desk.front import say_what_awaits
from training.models import SeatLedger, SessionMove, SessionPage, SignUp
from training.rules.states import SignUpState
from training.services.register_by_team import register_by_team

pytestmark = pytest.mark.django_db


def register(session, name, user, **options):
    return register_by_team(
        session_key=session.translation_key, participant=participant(name), language="fr", user=user, **options
    )


def publish(session, **changes):
    """Publish the page of a session with other facts."""
    draft = SessionPage.objects.get(pk=session.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return SessionPage.objects.get(pk=session.pk)


def kinds(client, address):
    return [step.name for step in client.get(address).context["attention"]]


@pytest.fixture
def queue(session, team):
    """One who comes, two who wait."""
    return [register(session, name, team) for name in ("Zoé Lambert", "Ali Benoît", "Kim Łapiński")]


# More seats


def test_more_seats_wait_for_a_decision(session, queue, team, client, url):
    publish(session, seats=3)
    assert kinds(client, url("session", session)) == ["closed"]
    assert SeatLedger.objects.get().capacity == 1
    response = client.get(url("open_seats", session))
    assert [row.name for row in response.context["served"]] == ["Ali Benoît", "Kim Łapiński"]
    assert not SignUp.objects.filter(state=SignUpState.OFFERED).exists()


def test_open_seats_offers_them_in_order_and_once(session, queue, team, client, url):
    publish(session, seats=2)
    for _again in range(2):
        client.post(url("open_seats", session))
    states = list(SignUp.objects.order_by("pk").values_list("state", flat=True))
    assert states == [SignUpState.CONFIRMED, SignUpState.OFFERED, SignUpState.WAITING]
    assert OutboxMail.objects.filter(kind="offer").count() == 1
    assert PageLogEntry.objects.filter(action="training.open_seats", user=team).count() == 1
    assert kinds(client, url("session", session)) == []


def test_open_seats_with_nothing_to_open_says_so(session, queue, team, client, url):
    response = client.post(url("open_seats", session))
    assert (response.status_code, bool(response.context["obstacle"])) == (200, True)


# Fewer seats


def test_fewer_seats_drop_nobody_and_say_who_came_last(course, team, client, url):
    session = SessionPageFactory(parent=course, seats=3, slots=[slot(datetime.date(2027, 1, 12))])
    people = [register(session, name, team) for name in ("Zoé Lambert", "Ali Benoît", "Kim Łapiński")]
    publish(session, seats=1)
    assert kinds(client, url("session", session)) == ["over"]
    context = client.get(url("too_many", session)).context
    assert (context["over"], [row.pk for row in context["people"]]) == (2, [row.pk for row in reversed(people)])
    assert SignUp.objects.confirmed().count() == 3


# A change


def test_change_is_shown_until_it_is_told(session, queue, team, client, url):
    publish(session, place_name="Maison des associations (fictive)")
    assert kinds(client, url("session", session)) == ["untold"]
    context = client.get(url("announce", session)).context
    assert [(change.before, change.after) for change in context["changes"]] == [
        (["Metz", "En présentiel"], ["Maison des associations (fictive), Metz", "En présentiel"])
    ]
    assert [len(group.people) for group in context["groups"]] == [1, 2]
    client.post(url("announce", session), {"what": "tell"})
    assert OutboxMail.objects.filter(kind="session_moved").count() == 3
    assert kinds(client, url("session", session)) == []


def test_announced_twice_nobody_is_told_twice(session, queue, team, client, url):
    publish(session, place_name="Maison des associations (fictive)")
    answers = [client.post(url("announce", session), {"what": "tell"}).status_code for _again in range(2)]
    assert (answers, OutboxMail.objects.filter(kind="session_moved").count()) == ([302, 200], 3)
    assert SessionMove.objects.count() == 1


def test_correction_tells_nobody(session, queue, team, client, url):
    publish(session, place_name="Maison des associations (fictive)")
    client.post(url("announce", session), {"what": "correction"})
    assert not OutboxMail.objects.filter(kind="session_moved").exists()
    assert (SessionMove.objects.get().is_told, kinds(client, url("session", session))) == (False, [])


def test_announce_wants_a_decision(session, queue, team, client, url):
    publish(session, place_name="Maison des associations (fictive)")
    assert client.post(url("announce", session)).context["form"].errors.keys() == {"what"}
    assert SessionMove.objects.count() == 0


def test_new_link_concerns_those_with_a_seat_only(session, queue, team, client, url):
    publish(session, remote_link="https://visio.example/abc")
    (group,) = client.get(url("announce", session)).context["groups"]
    assert [row.name for row in group.people] == ["Zoé Lambert"]


def test_people_without_an_address_are_to_be_telephoned(session, team, client, url):
    row = register_by_team(
        session_key=session.translation_key, participant=participant(email=""), language="fr", user=team
    )
    publish(session, place_name="Maison des associations (fictive)")
    context = client.get(url("announce", session)).context
    assert (context["groups"], context["without_address"]) == ([], [row])


def test_change_before_anybody_signs_up_is_no_news(session, team, client, url):
    row = register(session, "Zoé Lambert", team)
    client.post(url("cancel", row))
    publish(session, place_name="Maison des associations (fictive)")
    register(session, "Ali Benoît", team)
    assert kinds(client, url("session", session)) == []


# Mails that failed


def test_failed_mail_is_shown_on_the_session(session, queue, team, client, url):
    OutboxMail.objects.filter(about=queue[1].public_id).update(state=MailState.FAILED)
    (item,) = client.get(url("session", session)).context["attention"]
    assert item.name == "failed"
    assert [row.pk for row in client.get(item.url).context["object_list"]] == [queue[1].pk]


# Right after publishing


def said(user, page):
    request = RequestFactory().get("/")
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    say_what_awaits(request, page)
    return [str(message) for message in get_messages(request)]


def test_publishing_leads_the_team_to_each_decision(session, queue, team, url):
    (message,) = said(team, publish(session, seats=3))
    assert url("open_seats", session) in message


def test_publishing_tells_others_to_tell_the_team(session, queue, team, url):
    (message,) = said(member_of("relecture"), publish(session, seats=3))
    assert url("open_seats", session) not in message


def test_publishing_says_nothing_when_nothing_awaits(session, queue, team):
    assert said(team, publish(session, title="Metz, salle B")) == []


def test_first_page_of_the_admin_names_the_sessions_that_await_the_team(session, queue, team, client, url):
    assert url("open_seats", session) not in client.get("/admin/").content.decode()
    publish(session, seats=3)
    assert url("open_seats", session) in client.get("/admin/").content.decode()
    client.force_login(member_of("relecture"))
    assert url("open_seats", session) not in client.get("/admin/").content.decode()


def test_seats_opened_while_mails_are_paused_are_offered_to_nobody_yet(session, queue, team, client, url):
    publish(session, seats=3)
    pause(user=team)
    assert client.get(url("open_seats", session)).context["served"] == []
    client.post(url("open_seats", session))
    assert SignUp.objects.waiting().count() == 2


def test_trainer_finds_the_own_sessions_on_the_first_page(session, other_session, trainer, client, url):
    client.force_login(trainer)
    page = client.get("/admin/").content.decode()
    assert (url("session", session) in page, url("session", other_session) in page) == (True, False)


def test_history_of_a_session_names_sign_ups_by_their_reference(session, queue, team, client, url):
    client.post(url("cancel", queue[0]))
    history = client.get(reverse("wagtailadmin_pages:history", args=[session.pk])).content.decode()
    assert (queue[0].reference in history, "Lambert" in history) == (True, False)
