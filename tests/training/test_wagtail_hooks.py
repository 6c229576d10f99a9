"""What the admin shows of the decisions about a session."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageLogEntry

from tests.factories.roles import member_of
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(site_root):
    return SessionPageFactory(parent=make_course(), title="Le 12 janvier à Metz")


@pytest.fixture
def trainer(session, client):
    user = member_of("formations")
    client.force_login(user)
    return user


def cancel_url(page):
    return reverse("training_cancel_session", args=[page.pk])


def restore_url(page):
    return reverse("training_restore_session", args=[page.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def hrefs(client, url):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return {link["href"] for link in page.select("a[href]")}


@pytest.mark.parametrize("cancelled", [False, True])
def test_editor_shows_the_one_decision_that_can_be_taken(session, trainer, client, cancelled):
    if cancelled:
        SessionCancellationFactory(session_key=session.translation_key)
    links = hrefs(client, edit_url(session))
    assert (cancel_url(session) in links, restore_url(session) in links) == (not cancelled, cancelled)


def test_editor_shows_no_decision_to_other_roles(session, client):
    client.force_login(member_of("relecture"))
    response = client.get(edit_url(session))
    links = hrefs(client, edit_url(session))
    assert (response.status_code, cancel_url(session) in links, restore_url(session) in links) == (200, False, False)


def test_editor_shows_no_decision_on_other_pages(session, trainer, client):
    course = session.get_parent()
    assert [link for link in hrefs(client, edit_url(course)) if "/sessions/" in link] == []


def test_explorer_shows_the_decision_in_the_list_of_sessions(session, trainer, client):
    url = reverse("wagtailadmin_explore", args=[session.get_parent().pk])
    assert cancel_url(session) in hrefs(client, url)


def test_history_of_a_session_tells_the_decisions(session, trainer, client):
    client.post(cancel_url(session), {"reason": "venue"})
    response = client.get(reverse("wagtailadmin_pages:history", args=[session.pk]))
    assert response.status_code == 200
    actions = PageLogEntry.objects.filter(page=session.pk, action__startswith="training.")
    assert [str(entry.formatter.format_message(entry)) in response.content.decode() for entry in actions] == [True]
