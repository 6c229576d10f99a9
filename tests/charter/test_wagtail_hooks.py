"""Pages of the charter are not copied: a number exists once."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page

from tests.factories.charter import make_charter
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, site_root):
    client.force_login(UserFactory(is_superuser=True))
    return client


def copy(client, page, **options):
    """How many pages a copy makes, and what is said."""
    before = Page.objects.count()
    fields = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": page.get_parent().pk, **options}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), fields)
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    return Page.objects.count() - before, said


def test_copy_of_a_page_of_the_charter_is_refused_with_a_word(editor):
    charter, [commitment] = make_charter([7])
    block = commitment.get_parent()
    for page in (charter, block.get_parent(), block, commitment):
        made, said = copy(editor, page)
        assert (made, "ne se copient pas" in said) == (0, True)
        assert editor.get(reverse("wagtailadmin_pages:copy", args=[page.pk])).status_code == 302


def test_copy_of_a_page_above_the_charter_is_refused_with_its_pages_only(editor, site_root):
    make_charter([7])
    assert copy(editor, site_root, copy_subpages="on")[0] == 0
    assert copy(editor, site_root)[0] == 1


def test_copy_of_another_page_is_made(editor):
    assert copy(editor, ContentPageFactory())[0] == 1
