"""What roles do with pages and pictures, as the members of each group would; every address: ``tests/rights``."""

import copy
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.models import CustomImage
from home.models import ContentPage
from home.roles import WORKFLOW
from tests.factories.charter import make_charter
from tests.factories.core import picture_bytes
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.roles import member_of
from tests.factories.training import CoursePageFactory, TrainingIndexPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db

PLACES = ("home", "text", "charter", "guide", "course", "directory", "german")
FRENCH = set(PLACES) - {"german"}

#: Which pages each role may edit, and whether it may publish them.
RIGHTS = {
    "redaction": (FRENCH, False),
    "relecture": (set(PLACES), True),
    "traduction": ({"german"}, False),
    "formations": ({"course"}, True),
    "label": ({"directory"}, True),
    "administration": (set(PLACES), True),
}


@pytest.fixture
def site(shared_site, db):
    return copy.deepcopy(shared_site)


@pytest.fixture(scope="module")
def shared_site(shared_home):
    charter, _pages = make_charter([1])
    text = ContentPageFactory(title="Mentions", slug="mentions")
    guide = GuidePageFactory(parent=GuideIndexPageFactory())
    course = CoursePageFactory(parent=TrainingIndexPageFactory())
    directory = DirectoryIndexPageFactory()
    german = translate(text, "de", slug="impressum")
    made = {name: value for name, value in locals().items() if name != "shared_home"}
    return SimpleNamespace(home=shared_home, **made)


def as_member(client, role):
    user = member_of(role)
    client.force_login(user)
    return user


def content_form(**changes):
    fields = {"title": "Mentions légales", "slug": "mentions", "summary": "", "body": streamfield([])}
    return nested_form_data(fields | {"comments": empty_formset()} | changes)


def empty_formset():
    return {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("role", RIGHTS)
def test_role_edits_its_pages_and_no_others(client, site, role):
    as_member(client, role)
    opened = {place for place in PLACES if client.get(edit_url(getattr(site, place))).status_code == 200}
    assert opened == RIGHTS[role][0]


@pytest.mark.parametrize("role", RIGHTS)
def test_role_publishes_where_it_may(site, role):
    user = member_of(role)
    pages = {place: Page.objects.get(pk=getattr(site, place).pk) for place in PLACES}
    published = {place for place, page in pages.items() if page.permissions_for_user(user).can_publish()}
    places, publishes = RIGHTS[role]
    assert published == (places if publishes else set())


@pytest.mark.parametrize(
    ("role", "adds"),
    [
        ("redaction", {"home", "text", "charter"}),
        ("relecture", {"home", "text", "charter", "german"}),
        ("traduction", {"german"}),
        ("formations", set()),
        ("label", set()),
        ("administration", {"home", "text", "charter", "german"}),
    ],
)
def test_role_adds_pages_where_it_may(client, site, role, adds):
    as_member(client, role)
    places = ("home", "text", "charter", "german")
    urls = {place: reverse("wagtailadmin_pages:add_subpage", args=[getattr(site, place).pk]) for place in places}
    # One type only below: Wagtail goes straight to its form. No right: back to the first page of the admin.
    answers = {place: client.get(url) for place, url in urls.items()}
    refused = {place for place, answer in answers.items() if answer.headers.get("Location") == "/admin/"}
    assert set(places) - refused == adds


def test_formations_adds_courses_below_training(client, site):
    as_member(client, "formations")
    url = reverse("wagtailadmin_pages:add", args=["training", "coursepage", site.course.get_parent().pk])
    assert client.get(url).status_code == 200


def test_writer_asking_to_publish_leaves_the_page_as_it_was(client, site):
    as_member(client, "redaction")
    client.post(edit_url(site.text), content_form() | {"action-publish": "1"})
    page = ContentPage.objects.get(pk=site.text.pk)
    assert (page.title, page.has_unpublished_changes) == ("Mentions", True)
    assert page.get_latest_revision_as_object().title == "Mentions légales"


def test_reviewer_publishes_what_the_writer_wrote(client, site):
    as_member(client, "relecture")
    client.post(edit_url(site.text), content_form() | {"action-publish": "1"})
    page = ContentPage.objects.get(pk=site.text.pk)
    assert (page.title, page.has_unpublished_changes) == ("Mentions légales", False)


def test_writer_submits_and_reviewer_approves(client, site):
    as_member(client, "redaction")
    client.post(edit_url(site.text), content_form() | {"action-submit": "1"})
    page = ContentPage.objects.get(pk=site.text.pk)
    state = page.current_workflow_state
    assert (state.workflow.name, state.status) == (WORKFLOW, "in_progress")
    as_member(client, "relecture")
    args = [page.pk, "approve", state.current_task_state.pk]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})
    page = ContentPage.objects.get(pk=site.text.pk)
    assert (page.title, page.live, page.has_unpublished_changes) == ("Mentions légales", True, False)


def test_writer_cannot_approve_their_own_page(client, site):
    as_member(client, "redaction")
    client.post(edit_url(site.text), content_form() | {"action-submit": "1"})
    state = ContentPage.objects.get(pk=site.text.pk).current_workflow_state
    args = [site.text.pk, "approve", state.current_task_state.pk]
    client.post(reverse("wagtailadmin_pages:workflow_action", args=args), {"comment": ""})
    assert ContentPage.objects.get(pk=site.text.pk).title == "Mentions"


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "copy"])
def test_writer_neither_removes_nor_moves_a_published_page(client, site, action):
    as_member(client, "redaction")
    url = reverse(f"wagtailadmin_pages:{action}", args=[site.text.pk])
    client.post(url, {"new_title": "x", "new_slug": "x", "new_parent_page": site.home.pk})
    page = ContentPage.objects.get(pk=site.text.pk)
    assert (page.live, page.get_parent().pk) == (True, site.home.pk)


@pytest.mark.parametrize(
    ("role", "sends"),
    [
        ("redaction", True),
        ("relecture", True),
        ("traduction", False),
        ("formations", True),
        ("label", True),
        ("administration", True),
    ],
)
def test_role_sends_pictures_or_not(client, site, role, sends):
    as_member(client, role)
    file = SimpleUploadedFile("image.png", picture_bytes(), "image/png")
    client.post(reverse("wagtailimages:add"), {"title": "Image", "collection": 1, "file": file})
    assert CustomImage.objects.exists() is sends
