"""A session with people is not deleted, taken offline or moved, whichever way somebody tries."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Page

from tests.factories.core import UserFactory
from tests.factories.roles import member_of
from tests.factories.training import make_course, sign_up
from tests.factories.translations import translate
from training.desk.protection import kept_sessions
from training.models import SessionPage, SignUp
from training.services.cancel_sign_up import cancel_sign_up
from training.services.shared.forget import forget

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody(session):
    return sign_up(session)


@pytest.fixture
def administrator(session, client):
    user = member_of("administration")
    client.force_login(user)
    return user


def state_of(session):
    """Whether a session is there, online, and below which page."""
    page = SessionPage.objects.filter(pk=session.pk).first()
    return page and (page.live, page.get_parent().pk)


def kept_url(page, action):
    return reverse("training_kept", args=[page.pk, action])


@pytest.mark.parametrize(
    ("above", "action"),
    [
        ("session", "delete"),
        ("session", "unpublish"),
        ("course", "delete"),
        ("course", "unpublish"),
        # Nobody deletes the catalogue.
        ("catalogue", "unpublish"),
    ],
)
def test_page_with_people_leads_to_the_right_action(session, somebody, administrator, client, above, action):
    page = {"session": session, "course": session.get_parent(), "catalogue": session.get_parent().get_parent()}[above]
    response = client.post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]), {"include_descendants": "on"})
    assert (response.url, state_of(session)[0]) == (kept_url(page, action), True)
    shown = client.get(response.url)
    assert [row.pk for row in shown.context["sessions"]] == [session.pk]
    assert reverse("training_cancel_session", args=[session.pk]) in shown.content.decode()


@pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
def test_pages_with_people_stay_in_a_bulk_action(session, other_session, somebody, administrator, client, action):
    before = state_of(session), state_of(other_session)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    data = {"chooser": make_course().pk, "include_descendants": "on"}
    response = client.post(f"{url}?id={session.pk}&id={other_session.pk}&next=/admin/", data)
    assert (response.status_code, response.url) == (302, "/admin/")
    assert (state_of(session), state_of(other_session)) == before


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize("choice", ["leave", "stay"])
def test_farewell_keeps_a_page_with_people(session, somebody, administrator, client, action, choice):
    translate(session, "de")
    response = client.post(reverse("core_farewell", args=[session.pk, action]), {"translations": choice})
    assert (response.url, state_of(session)[0]) == (kept_url(session, action), True)


def test_session_with_people_stays_in_its_course(session, somebody, administrator, client):
    parent, other = session.get_parent(), make_course()
    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=[session.pk, other.pk]))
    assert (response.url, state_of(session)) == (kept_url(session, "move"), (True, parent.pk))


def test_session_without_people_moves(session, administrator, client):
    other = make_course()
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[session.pk, other.pk]))
    assert state_of(session) == (True, other.pk)


def test_withdrawn_sign_up_keeps_its_session_until_it_is_forgotten(session, somebody):
    cancel_sign_up(session_key=session.translation_key, public_id=somebody.public_id, user=UserFactory())
    assert (kept_sessions([session], "unpublish"), len(kept_sessions([session], "delete"))) == ([], 1)
    forget(session_key=session.translation_key, public_id=somebody.public_id)
    assert kept_sessions([session], "delete") == []


@pytest.mark.parametrize("above", [False, True])
def test_no_command_deletes_a_session_with_people(session, somebody, above):
    page = session.get_parent() if above else session
    with pytest.raises(ProtectedError), transaction.atomic():
        Page.objects.get(pk=page.pk).delete()
    assert state_of(session)[0] is True


def test_translation_leaves_without_its_people(session, somebody, client):
    german = translate(session, "de")
    client.force_login(member_of("administration"))
    client.post(reverse("wagtailadmin_pages:delete", args=[german.pk]))
    assert (state_of(german), state_of(session)[0], SignUp.objects.count()) == (None, True, 1)


@pytest.mark.parametrize("as_alias", [False, True])
def test_copied_session_begins_without_people(session, somebody, as_alias):
    copy = (
        session.create_alias(parent=make_course(), update_slug="copie")
        if as_alias
        else session.copy(update_attrs={"slug": "copie"})
    )
    copy = SessionPage.objects.get(pk=copy.pk)
    assert (copy.availability.taken, session.availability.taken) == (0, 1)
    assert not SignUp.objects.of_session(copy.translation_key).exists()


def test_kept_page_is_for_those_who_may_edit_the_page(session, somebody, client):
    client.force_login(member_of("suivi"))
    assert client.get(kept_url(session, "delete")).url == reverse("wagtailadmin_home")
