"""A page leaves, moves and goes online for those alone who may, by every road: buttons, bulk actions, farewell."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Comment, Page, Workflow, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from core.models import User
from home.models import ContentPage, HomePage
from home.roles import ROLES, WORKFLOW, grant_roles
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated

pytestmark = pytest.mark.django_db

#: Two writers, and who may do more.
ROLE_OF = {
    "writer": "redaction",
    "colleague": "redaction",
    "relecture": "relecture",
    "administration": "administration",
}
PEOPLE = [*ROLE_OF, "superuser"]
ADMINS = {"relecture", "administration", "superuser"}


@pytest.fixture(scope="module")
def shared_people(shared_home):
    grant_roles(HomePage.objects.get(pk=shared_home.pk), only=set(ROLE_OF.values()))
    found = {name: UserFactory(username=name, is_superuser=name == "superuser") for name in PEOPLE}
    for name, role in ROLE_OF.items():
        found[name].groups.add(Group.objects.get(name=ROLES[role].name))


@pytest.fixture
def people(shared_people, site_root):
    return {name: User.objects.get(username=name) for name in PEOPLE}


def draft(people, **fields):
    page = ContentPageFactory(live=False, owner=people["writer"], **fields)
    page.save_revision(user=people["writer"])
    return page


def locked(people):
    return ContentPageFactory(owner=people["writer"], locked=True, locked_by=people["superuser"])


def under_review(people):
    page = draft(people)
    Workflow.objects.get(name=WORKFLOW).start(page, people["writer"])
    return page


def above(people, make):
    page = ContentPageFactory(owner=people["writer"])
    child = make(people)
    Page.objects.get(pk=child.pk).move(page, pos="last-child")
    return ContentPage.objects.get(pk=page.pk)


#: The pages, and who may delete them: those who review may go through their own review.
PAGES = {
    "own draft": (draft, {"writer"} | ADMINS),
    "online": (lambda people: ContentPageFactory(owner=people["writer"]), ADMINS),
    "locked": (locked, {"superuser"}),
    "under review": (under_review, {"relecture", "superuser"}),
    "above a locked one": (lambda people: above(people, locked), {"superuser"}),
    "above one under review": (lambda people: above(people, under_review), {"superuser"}),
}


def delete(client, page):
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def delete_together(client, page):
    client.post(bulk("delete", page))


def bulk(action, page):
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?id={page.pk}&next=/admin/"


@pytest.mark.parametrize("road", [delete, delete_together], ids=["button", "bulk"])
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_deleted_by_those_alone_who_may(people, client, kind, road):
    make, may = PAGES[kind]
    deleted = set()
    for name, account in people.items():
        page = make(people)
        client.force_login(account)
        road(client, page)
        if not Page.objects.filter(pk=page.pk).exists():
            deleted.add(name)
    assert deleted == may


def move(client, page, place):
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]))


def move_together(client, page, place):
    client.post(bulk("move", page), {"chooser": place.pk})


@pytest.mark.parametrize("road", [move, move_together], ids=["button", "bulk"])
@pytest.mark.parametrize("kind", PAGES)
def test_page_is_moved_by_those_alone_who_may(people, client, kind, road):
    make, may = PAGES[kind]
    moved = set()
    place = ContentPageFactory(title="Ailleurs")
    for name, account in people.items():
        page = make(people)
        client.force_login(account)
        road(client, page, ContentPage.objects.get(pk=place.pk))
        if Page.objects.get(pk=page.pk).get_parent().pk == place.pk:
            moved.add(name)
    # Only « Administration » deletes pages with others below; moving takes none away.
    assert moved == may | {"above one under review": {"relecture"}}.get(kind, set())


def unpublish(client, page):
    client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), {"include_descendants": "on"})


def unpublish_together(client, page):
    client.post(bulk("unpublish", page), {"include_descendants": "on"})


ONLINE = {
    "online": ADMINS,
    "locked": {"superuser"},
    "above a locked one": {"superuser"},
    "above one under review": {"relecture", "superuser"},
}


@pytest.mark.parametrize("road", [unpublish, unpublish_together], ids=["button", "bulk"])
@pytest.mark.parametrize("kind", ONLINE)
def test_page_goes_offline_for_those_alone_who_may(people, client, kind, road):
    make, _may = PAGES[kind]
    offline = set()
    for name, account in people.items():
        page = make(people)
        client.force_login(account)
        road(client, page)
        if not Page.objects.get(pk=page.pk).live:
            offline.add(name)
    assert offline == ONLINE[kind]


@pytest.mark.parametrize("below", [False, True], ids=["itself", "below"])
def test_locked_draft_is_not_published_together_with_others(people, client, below):
    page = draft(people, locked=True, locked_by=people["superuser"])
    parent = page.get_parent()
    asked = parent if below else page
    client.force_login(people["relecture"])
    client.post(bulk("publish", asked), {"include_descendants": "on"} if below else {})
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("below", [False, True], ids=["itself", "below"])
@pytest.mark.parametrize("who", ["relecture", "superuser"])
def test_alias_is_not_published_together_with_others(people, client, who, below):
    alias = ContentPage.objects.get(pk=draft(people).pk).create_alias(update_slug="copie")
    client.force_login(people[who])
    asked = alias.get_parent() if below else alias
    answer = client.post(bulk("publish", asked), {"include_descendants": "on"} if below else {})
    # It goes where its page goes, and its page was among those below.
    assert (answer.status_code, Page.objects.get(pk=alias.pk).live) == (302, below)


ONE_OF_A_KIND = [model for model in get_page_models() if getattr(model, "stays", False)]


def test_pages_that_stay_are_those_of_which_there_is_one():
    once = [model for model in get_page_models() if model.max_count_per_parent == 1]
    assert {model.__name__ for model in ONE_OF_A_KIND} == {"HomePage", *(model.__name__ for model in once)}


@pytest.mark.parametrize("road", [delete, delete_together], ids=["button", "bulk"])
@pytest.mark.parametrize("model", ONE_OF_A_KIND, ids=lambda model: model.__name__)
def test_page_that_stays_is_nobody_s_to_delete(people, site_root, client, model, road):
    fields = {"declared_on": date(2026, 11, 30)} if model.__name__ == "AccessibilityPage" else {}
    new = model(title="Une seule", slug="une-seule", **fields)
    page = site_root if model is HomePage else site_root.add_child(instance=new)
    for account in people.values():
        client.force_login(account)
        road(client, page)
    assert Page.objects.filter(pk=page.pk).exists()


@pytest.mark.parametrize("action", ["unpublish", "delete"])
@pytest.mark.parametrize("choice", ["leave", "stay"])
def test_farewell_is_asked_of_french_pages_only(people, client, action, choice):
    page = ContentPageFactory()
    german = translated(page)
    client.force_login(people["superuser"])
    url = reverse("core_farewell", args=[german.pk, action])
    answers = [client.get(url).status_code, client.post(url, {"translations": choice}).status_code]
    assert answers == [404, 404]
    assert [Page.objects.get(pk=found.pk).live for found in (page, german)] == [True, True]


def test_farewell_of_a_locked_page_is_nobody_else_s(people, client):
    page = locked(people)
    translated(page)
    client.force_login(people["administration"])
    client.post(reverse("core_farewell", args=[page.pk, "unpublish"]), {"translations": "leave"})
    assert Page.objects.get(pk=page.pk).live


def comment_form(page, comment, **changes):
    """What a browser sends for a page with one comment."""
    row = {"id": comment.pk, "text": comment.text, "contentpath": "title", "position": "", "resolved": ""} | changes
    fields = {"title": page.title, "slug": page.slug, "summary": "", "body": streamfield([])}
    data = nested_form_data(fields | {"comments": inline_formset([row | {"replies": inline_formset([])}], initial=1)})
    return data


@pytest.mark.parametrize(
    ("author", "who", "stays"),
    [
        ("superuser", "writer", True),
        ("colleague", "writer", True),
        ("writer", "writer", False),
        ("colleague", "relecture", False),
    ],
)
def test_comment_is_deleted_by_its_author_or_by_who_publishes(people, client, author, who, stays):
    page = draft(people, title="Une page")
    comment = Comment.objects.create(page=page, user=people[author], text="À revoir.", contentpath="title")
    client.force_login(people[who])
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), comment_form(page, comment, DELETE="1") | {"title": "Autre"}
    )
    assert Comment.objects.filter(pk=comment.pk).exists() is stays
    assert ContentPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == (
        "Une page" if stays else "Autre"
    )
    if stays:
        assert "Un commentaire est supprimé par la personne qui l’a écrit" in answer.content.decode()


def test_comment_of_somebody_else_is_resolved_by_a_writer(people, client):
    page = draft(people, title="Une page")
    comment = Comment.objects.create(page=page, user=people["colleague"], text="À revoir.", contentpath="title")
    client.force_login(people["writer"])
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), comment_form(page, comment, resolved="on"))
    assert Comment.objects.get(pk=comment.pk).resolved_by == people["writer"]
