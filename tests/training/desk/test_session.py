"""One session: its sign-ups found, narrowed and ordered; the queue, and why it does not move."""

import datetime

import pytest

from core.outbox.pauses import pause
from tests.factories.label_directory import OrganisationTypeFactory
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, sign_up, slot
from tests.factories.translations import translate
from training.models import SignUp
from training.services.shared.settle import Stop

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(session):
    kind = OrganisationTypeFactory()
    return {
        "zoe": sign_up(session, name="Zoé Lambert"),
        "ali": sign_up(session, "waiting", name="Ali Benoît", source="team", language="de"),
        "kim": sign_up(session, "waiting", name="Kim Łapiński"),
        "max": sign_up(session, "cancelled", name="Max Müller", organisation_kind=kind),
    }


def names(response):
    return [row.name for row in response.context["object_list"]]


def test_list_begins_with_those_who_come_then_the_queue_in_order(session, people, team, client, url):
    assert names(client.get(url("session", session))) == ["Zoé Lambert", "Ali Benoît", "Kim Łapiński", "Max Müller"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("state=waiting", ["Ali Benoît", "Kim Łapiński"]),
        ("source=team", ["Ali Benoît"]),
        ("language=de", ["Ali Benoît"]),
        ("department=57", []),
        ("state=unknown", ["Zoé Lambert", "Ali Benoît", "Kim Łapiński", "Max Müller"]),
        ("ordering=-name", ["Zoé Lambert", "Max Müller", "Kim Łapiński", "Ali Benoît"]),
        ("mail=failed", []),
    ],
)
def test_list_is_narrowed_and_ordered(session, people, team, client, url, question, found):
    assert names(client.get(f"{url('session', session)}?{question}")) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", ["Zoé Lambert"]),
        ("LAMBERT zoé", ["Zoé Lambert"]),
        ("muller", ["Max Müller"]),
        ("ali-benoit@", ["Ali Benoît"]),
        ("personne", []),
        ("%", []),
    ],
)
def test_search_knows_no_accents_and_no_capitals(session, people, team, client, url, words, found):
    assert names(client.post(url("session", session), {"q": words})) == found


def test_search_finds_a_reference(session, people, team, client, url):
    assert names(client.post(url("session", session), {"q": people["ali"].reference})) == ["Ali Benoît"]


def test_search_is_not_taken_from_an_address(session, people, team, client, url):
    assert len(names(client.get(url("session", session) + "?q=zoe"))) == 4


def test_search_changes_nothing(session, people, team, client, url):
    before = list(SignUp.objects.values())
    client.post(url("session", session), {"q": "zoe"})
    assert list(SignUp.objects.values()) == before


def test_session_is_reached_from_its_translation(session, people, team, client, url):
    german = translate(session, "de")
    assert client.get(url("session", german)).context["session"].pk == session.pk


def test_other_sessions_are_not_mixed_in(session, other_session, people, team, client, url):
    sign_up(other_session, name="Ali Autre")
    assert names(client.post(url("session", session), {"q": "ali"})) == ["Ali Benoît"]


# The queue


def note(client, address):
    return client.get(address).context["queue"]


def test_queue_says_that_the_session_is_full(session, people, team, client, url):
    assert str(Stop.FULL.label) in note(client, url("session", session))


def test_queue_says_that_mails_are_paused(session, people, team, client, url):
    people["zoe"].delete()
    pause()
    assert str(Stop.PAUSED.label) in note(client, url("session", session))


def test_queue_says_that_it_is_too_late(course, team, client, url):
    soon = SessionPageFactory(parent=course, slots=[slot(datetime.date(2026, 12, 1), "14:00", "17:00")])
    sign_up(soon, "waiting")
    assert str(Stop.TOO_LATE.label) in note(client, url("session", soon))


def test_queue_says_that_the_session_is_cancelled(session, people, team, client, url):
    people["zoe"].delete()
    SessionCancellationFactory(session_key=session.translation_key)
    assert str(Stop.CANCELLED.label) in note(client, url("session", session))


def test_queue_is_silent_when_nobody_waits(session, team, client, url):
    sign_up(session)
    assert note(client, url("session", session)) == ""
