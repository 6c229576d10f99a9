"""Pages that missed their date wait for those who may publish them."""

import datetime
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Revision

from core.desk.schedule_waiting import DATES
from core.publication import _OBJECTORS
from core.schedule import REFUSED
from home.roles import ROLES
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.roles import member_of
from tests.factories.training import make_course
from tests.factories.translations import begin, translated

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2027, 1, 14, 10, 0, tzinfo=datetime.UTC)
HISTORY = f"/admin/reports/site-history/?action={REFUSED}"


@pytest.fixture
def clock(site_root, time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def refuse(monkeypatch):
    """Nothing goes online at its date."""

    def object_to(page, revision):
        if revision.approved_go_live_at:
            raise PermissionDenied("Il manque un passage.")

    monkeypatch.setattr("core.publication._OBJECTORS", [*_OBJECTORS, object_to])


def due_draft(**fields):
    """A page that was to appear at noon."""
    page = ContentPageFactory(live=False, **fields)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=NOON)
    return page


def found(user=None):
    lines = DATES.find(user or UserFactory(is_superuser=True))
    return [(line.many, line.text.replace("\u00a0", " "), line.url, line.since) for line in lines]


@pytest.mark.parametrize("role", sorted(ROLES))
def test_it_is_for_those_who_publish_pages(site_root, role):
    make_course()
    DirectoryIndexPageFactory()
    assert DATES.is_for(member_of(role)) is ("publish_page" in ROLES[role].pages)


def test_page_that_was_refused_waits_with_the_reason(clock, refuse):
    page = due_draft(title="Lettre de janvier")
    call_command("publish_scheduled")
    [line] = DATES.find(UserFactory(is_superuser=True))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (line.many, line.text, line.url, line.since) == (1, "1 page n’a pas pu paraître à sa date", HISTORY, NOON)
    [item] = line.items
    assert (item.title, item.url, item.note) == ("Lettre de janvier", edit, "prévue le 14/01/2027\u00a011:00")
    assert [(step.name, step.text, step.url, step.button) for step in item.steps] == [
        ("refused", "Il manque un passage.", edit, "Ouvrir la page")
    ]


def test_page_that_cannot_leave_waits(clock, monkeypatch):
    page = ContentPageFactory()
    Page.objects.filter(pk=page.pk).update(expire_at=NOON)

    def unpublish(self, **options):
        raise PermissionDenied("Non.")

    monkeypatch.setattr("home.models.ContentPage.unpublish", unpublish)
    call_command("publish_scheduled")
    assert found() == [(1, "1 page n’a pas pu quitter le site à sa date", HISTORY, NOON)]


def test_page_of_another_language_says_which(clock, site_root):
    translated(site_root)
    page = ContentPageFactory()
    copy = begin(page).get_target_instance()
    Revision.objects.filter(pk=copy.latest_revision_id).update(approved_go_live_at=NOON)
    call_command("publish_scheduled")
    [line] = DATES.find(UserFactory(is_superuser=True))
    assert [item.note for item in line.items] == ["Deutsch, prévue le 14/01/2027\u00a011:00"]


def test_page_that_nobody_publishes_waits_after_a_while_for_whoever_runs_the_server(clock):
    due_draft()
    leaving = ContentPageFactory()
    Page.objects.filter(pk=leaving.pk).update(expire_at=NOON + timedelta(minutes=2))
    clock.move_to(NOON + timedelta(minutes=10), tick=False)
    at_first = found()
    clock.move_to(NOON + timedelta(minutes=13), tick=False)
    text = "2 pages ont manqué leur date : le programme de publication est peut-être arrêté"
    assert (at_first, found()) == ([], [(2, text, reverse("wagtailadmin_explore_root"), NOON)])


def test_page_that_appeared_after_all_waits_no_more(clock, refuse, monkeypatch):
    due_draft()
    call_command("publish_scheduled")
    before = len(found())
    monkeypatch.setattr("core.publication._OBJECTORS", _OBJECTORS)
    call_command("publish_scheduled")
    assert (before, found()) == (1, [])


def test_each_sees_the_pages_that_they_may_publish(clock, refuse):
    course = make_course()
    due_draft()
    due_draft(parent=course.get_parent(), slug="en-formation")
    call_command("publish_scheduled")
    assert [line[0] for line in found(member_of("formations"))] == [1]
    assert [line[0] for line in found(member_of("relecture"))] == [2]


def test_number_of_queries_does_not_depend_on_how_many_wait(clock, refuse, django_assert_num_queries):
    index = GuideIndexPageFactory()
    for parent in (None, index, index):
        due_draft(parent=parent)
    call_command("publish_scheduled")
    user = UserFactory(is_superuser=True)
    with django_assert_num_queries(4):
        list(DATES.find(user))
    for _page in range(4):
        due_draft(parent=index)
    call_command("publish_scheduled")
    with django_assert_num_queries(4):
        list(DATES.find(user))
