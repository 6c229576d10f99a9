"""Sessions to come that lack what participants need, and courses without a programme, wait for the team."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.demo import stream
from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, make_course, slot
from training.blocks import ProgrammeBlock
from training.desk.lacking import LACKING, lacks_of
from training.enums import Modality
from training.models import SessionCancellation, SessionPage

pytestmark = pytest.mark.django_db

#: Where each value has its own field, and what its absence is called.
NEEDED = {
    "remote_link": ("", "lien de la visioconférence"),
    "address": ("", "adresse"),
    "city": ("", "adresse"),
    "trainers": (" ", "équipe pédagogique"),
    "seats_min": (1, "effectif minimal"),
}
WHOLE = {
    "modality": Modality.HYBRID, "address": "4 rue de l’Exemple", "city": "Metz", "seats": 20, "seats_min": 8,
    "remote_link": "https://visio.example/a", "trainers": "Une juriste",
}  # fmt: skip
PROGRAMME = [{"type": "module", "value": {"title": "Commencer", "duration": "1 h", "text": "<p>Lire.</p>"}}]


@pytest.fixture(autouse=True)
def _on_the_twelfth():
    with time_machine.travel("2027-01-12 12:00+01:00", tick=False):
        yield


@pytest.fixture
def course(site_root):
    page = make_course()
    page.programme = stream(ProgrammeBlock(), PROGRAMME, site_root)
    page.save_revision().publish()
    return page


def session_of(course, day=20, **changes):
    return SessionPageFactory(parent=course, slots=[slot(date(2027, 1, day))], **WHOLE | changes)


def found():
    return [(waiting.text, [(item.url, item.note) for item in waiting.items]) for waiting in LACKING.find(None)]


def form(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_nothing_waits_when_nothing_lacks(course):
    session_of(course)
    assert found() == []


@pytest.mark.parametrize("field", NEEDED)
def test_session_without_one_of_its_needs_waits(course, field):
    value, words = NEEDED[field]
    session = session_of(course, **{field: value})
    assert found() == [("1 session manque de ce qu’il faut aux participants", [(form(session), words)])]


@pytest.mark.parametrize(
    ("modality", "field"),
    [(Modality.REMOTE, "address"), (Modality.REMOTE, "city"), (Modality.IN_PERSON, "remote_link")],
)
def test_session_lacks_nothing_that_its_kind_has_no_use_for(modality, field):
    assert lacks_of(SessionPage(**WHOLE | {"modality": modality, field: ""})) == []


def test_link_that_nobody_could_open_is_none():
    assert lacks_of(SessionPage(**WHOLE | {"remote_link": "javascript:alert(1)"})) == ["lien de la visioconférence"]


def test_sessions_wait_the_nearest_first_unless_past_offline_or_cancelled(course):
    later, sooner = session_of(course, 26, trainers=""), session_of(course, 14, trainers="", address="")
    session_of(course, 5, trainers="")
    session_of(course, 21, trainers="", live=False)
    cancelled = session_of(course, 22, trainers="")
    SessionCancellation.objects.create(session_key=cancelled.translation_key)
    ((text, items),) = found()
    assert text == "2 sessions manquent de ce qu’il faut aux participants"
    assert items == [(form(sooner), "adresse, équipe pédagogique"), (form(later), "équipe pédagogique")]


def test_course_without_programme_waits(course):
    bare = make_course(title="Sans programme")
    make_course(title="Hors ligne", live=False)
    assert found() == [("1 formation n’a pas de programme", [(form(bare), "")])]


@pytest.mark.parametrize("many", [1, 3])
def test_number_of_queries_does_not_depend_on_how_much_lacks(course, many):
    for day in range(many):
        session_of(course, 14 + day, trainers="")
        make_course(title=f"Sans programme {day}")
    list(LACKING.find(None))
    with CaptureQueriesContext(connection) as captured:
        list(LACKING.find(None))
    assert len(captured) == QUERIES


#: The language, sessions, their half-days, counts, decisions (three) and courses; courses without programme, the page
#: above them.
QUERIES = 10


def test_what_lacks_waits_for_those_who_manage_sessions(course):
    roles = ("formations", "administration", "intervenants", "suivi", "redaction")
    assert [role for role in roles if LACKING.is_for(member_of(role))] == ["formations", "administration"]
