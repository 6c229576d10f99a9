"""A reviewer who approves what may not go online is told why, and nothing happens."""

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse

from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_root):
    """A draft that awaits its review."""
    call_command("setup_site", verbosity=0)
    page = ContentPageFactory(title="Signer", live=False)
    page.save_revision()
    page.get_workflow().start(page, UserFactory())
    return page


def to_nowhere(page):
    value = {"title": "", "cards": [{"title": "Le formulaire", "text": "", "page": None, "url": ""}]}
    page.body = ContentPage._meta.get_field("body").to_python([{"type": "link_cards", "value": value}])
    page.save_revision(clean=False)


def approve(client, page, role="relecture", method="post"):
    client.force_login(member_of(role))
    state = ContentPage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = getattr(client, method)(address, {"comment": ""})
    state.refresh_from_db()
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    return response, said, state.status, ContentPage.objects.get(pk=page.pk).live


def test_approval_of_what_may_go_online_publishes_it(client, page):
    _response, _said, status, live = approve(client, page)
    assert (status, live) == ("approved", True)


def test_approval_of_a_dead_end_says_why_and_changes_nothing(client, page):
    to_nowhere(page)
    response, said, status, live = approve(client, page)
    assert (response.url, status, live) == (reverse("wagtailadmin_pages:edit", args=[page.pk]), "in_progress", False)
    assert ("«\xa0Le formulaire\xa0» ne mène nulle part" in said, "autorisations" in said) == (True, False)


def test_question_before_the_approval_is_wagtails(client, page):
    to_nowhere(page)
    response, _said, status, _live = approve(client, page, method="get")
    assert (response.status_code, status) == (200, "in_progress")


def test_nobody_else_is_told_anything(client, page):
    to_nowhere(page)
    response, said, status, live = approve(client, page, role="suivi")
    assert (response.status_code, status, live, "formulaire" in said) == (302, "in_progress", False, False)
