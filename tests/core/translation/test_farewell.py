"""A French page leaves only after somebody said what becomes of its translations."""

from copy import deepcopy

import pytest
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    translated(shared_home)
    return ContentPageFactory(title="Mentions", slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return deepcopy(shared_page)


@pytest.fixture
def copy(page):
    return translated(page)


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def live(page):
    """Whether a page is online; none once it is deleted."""
    return Page.objects.filter(pk=page.pk).values_list("live", flat=True).first()


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_page_with_translations_online_stays_until_the_question_is_answered(admin, page, copy, action):
    response = admin.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
    assert response.url == reverse("core_farewell", args=[page.pk, action])
    assert "Mentions DE" in admin.get(response.url).content.decode()
    assert (live(page), live(copy)) == (True, True)


@pytest.mark.parametrize(
    ("action", "answer", "states"),
    [
        ("unpublish", "leave", (False, False)),
        ("unpublish", "stay", (False, True)),
        ("delete", "leave", (None, None)),
        ("delete", "stay", (None, True)),
    ],
)
def test_answer_decides(admin, client, page, copy, action, answer, states):
    admin.post(reverse("core_farewell", args=[page.pk, action]), {"translations": answer})
    assert (live(page), live(copy)) == states
    # A page left alone still reads: its facts are its own.
    assert client.get(copy.url).status_code == (200 if states[1] else 404)


def test_pages_below_are_asked_for_too(admin, site_root):
    translated(site_root)
    index = GuideIndexPageFactory()
    guide = GuidePageFactory(parent=index)
    copy = translated(guide)
    address = reverse("core_farewell", args=[index.pk, "unpublish"])
    assert copy.title in admin.get(address).content.decode()
    admin.post(address, {"translations": "leave"})
    assert (live(index), live(guide), live(copy)) == (False, False, False)


def test_answer_needs_the_right_on_the_other_languages(client, page, copy):
    user = member_of("relecture")
    german_home = Page.objects.get(depth=2, locale__language_code="de")
    GroupPagePermission.objects.filter(group__user=user, page=german_home).delete()
    client.force_login(user)
    said = client.post(reverse("core_farewell", args=[page.pk, "unpublish"]), {"translations": "leave"})
    assert "Vous n’avez pas ce droit sur les pages des autres langues." in said.content.decode()
    assert (live(page), live(copy)) == (True, True)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_several_pages_at_once_are_refused_with_the_name_of_the_page(admin, page, copy, action):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    said = admin.post(f"{address}?id={page.pk}&next={reverse('wagtailadmin_home')}", {}, follow=True)
    assert "Mentions\u00a0» a des traductions en ligne" in said.content.decode()
    assert (live(page), live(copy)) == (True, True)


def test_page_without_translation_leaves_as_usual(admin, page):
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    assert live(page) is False


def test_unknown_farewell_is_not_found(admin, page):
    assert admin.get(reverse("core_farewell", args=[page.pk, "burn"])).status_code == 404


@pytest.mark.parametrize(("action", "english"), [("unpublish", False), ("delete", None)])
def test_translation_that_is_still_a_draft_stands_in_nobodys_way(admin, page, copy, action, english):
    draft = begin(page, "en").get_target_instance()
    admin.post(reverse("core_farewell", args=[page.pk, action]), {"translations": "leave"})
    assert (live(copy), live(draft)) == ((None, None) if action == "delete" else (False, english))


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_farewell_needs_the_right_on_the_french_page(client, page, copy, action):
    client.force_login(member_of("traduction"))
    address = reverse("core_farewell", args=[page.pk, action])
    assert client.get(address).status_code == 302
    client.post(address, {"translations": "leave"})
    assert (live(page), live(copy)) == (True, True)


@pytest.mark.parametrize("action", ["unpublish", "delete"])
def test_question_without_an_answer_changes_nothing(admin, page, copy, action):
    assert admin.post(reverse("core_farewell", args=[page.pk, action]), {}).status_code == 200
    assert (live(page), live(copy)) == (True, True)


def test_translation_itself_leaves_as_usual(admin, page, copy):
    admin.post(reverse("wagtailadmin_pages:unpublish", args=[copy.pk]))
    assert (live(page), live(copy)) == (True, False)


@pytest.mark.parametrize(("action", "state"), [("unpublish", False), ("delete", None)])
def test_several_pages_at_once_leave_with_all_their_translations(admin, page, copy, action, state):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    admin.post(f"{address}?id={page.pk}&id={copy.pk}&next={reverse('wagtailadmin_home')}", {})
    assert (live(page), live(copy)) == (state, state)


def test_page_left_without_its_french_one_is_edited_like_any_other(admin, page, copy):
    admin.post(reverse("core_farewell", args=[page.pk, "delete"]), {"translations": "stay"})
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).status_code == 200
    left = Page.objects.get(pk=copy.pk).specific
    left.title = "Impressum"
    left.save_revision().publish()
    assert Page.objects.get(pk=copy.pk).title == "Impressum"


def test_page_that_other_content_depends_on_is_not_deleted(admin, page, copy, monkeypatch):
    class Refusing:
        def __init__(self, leaving, user):
            raise ProtectedError("Something depends on it.", set())

    monkeypatch.setattr("core.translation.farewell.DeletePageAction", Refusing)
    response = admin.post(reverse("core_farewell", args=[page.pk, "delete"]), {"translations": "leave"})
    said = "D’autres contenus ont besoin de cette page : elle ne peut pas être supprimée."
    assert [error.replace("\u00a0", " ") for error in response.context["form"].non_field_errors()] == [said]
    assert (live(page), live(copy)) == (True, True)


@pytest.mark.parametrize(("action", "states"), [("delete", (True, True)), ("unpublish", (False, False))])
def test_page_that_a_row_holds_fast_is_not_deleted(admin, page, copy, monkeypatch, action, states):
    monkeypatch.setattr("wagtail.models.reference_index.ReferenceGroups.is_protected", True)
    response = admin.post(reverse("core_farewell", args=[page.pk, action]), {"translations": "leave"})
    assert (response.status_code, live(page), live(copy)) == (200 if action == "delete" else 302, *states)
