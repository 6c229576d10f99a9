"""Publishing several pages at once, from the list: what the form of one of them would refuse stays a draft."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from core.flaws import flaws_of
from home.models import ContentPage
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import SessionPageFactory, make_course, slot
from training.models import SessionPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, site_root):
    client.force_login(UserFactory(is_superuser=True))
    return client


def publish(client, *pages, below=False):
    """What is said of a publication of several pages at once."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(["next=/admin/", *(f"id={page.pk}" for page in pages)])
    response = client.post(f"{url}?{query}", {"include_descendants": "on"} if below else {})
    assert response.status_code == 302
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def unready(**values):
    """A draft that its form let be saved, and would not let be published."""
    page = ContentPageFactory(live=False)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    return page


def picture_without_words():
    value = {"image": {"image": ImageFactory().pk, "decorative": False, "alt_text": ""}, "caption": ""}
    return [{"type": "picture", "value": value}]


def live(page):
    return type(page).objects.get(pk=page.pk).live


def test_bulk_publication_of_a_draft_that_does_not_validate_is_refused_by_its_name(editor):
    good, bad = ContentPageFactory(live=False), unready(title="")
    bad_name = bad.get_admin_display_title()
    said = publish(editor, good, bad)
    assert (bad_name in said, "Titre" in said, live(good), live(bad)) == (True, True, False, False)


def test_bulk_publication_of_a_picture_without_words_is_refused(editor):
    page = ContentPageFactory(live=False, title="Une photo")
    page.body = ContentPage._meta.get_field("body").to_python(picture_without_words())
    page.save_revision(clean=False)
    said = publish(editor, page)
    assert ("Une photo" in said, said.endswith("Corps de la page.")) == (True, True)
    assert not live(page)


def test_bulk_publication_of_a_session_without_half_days_is_refused(editor):
    session = SessionPageFactory(parent=make_course(), live=False)
    session.slots.set([])
    session.save_revision(clean=False)
    assert "Demi-journées" in publish(editor, session)
    assert not SessionPage.objects.get(pk=session.pk).live


def test_bulk_publication_of_half_days_that_overlap_is_refused(editor):
    day = datetime.date(2027, 1, 12)
    session = SessionPageFactory(parent=make_course(), live=False, slots=[slot(day), slot(day, "12:00", "17:00")])
    assert "se chevauchent" in publish(editor, session)
    assert not live(session)


def test_bulk_publication_looks_at_the_pages_below_too(editor):
    parent = ContentPageFactory(live=False)
    child = ContentPageFactory(parent=parent, live=False)
    child.title = ""
    child.save_revision(clean=False)
    publish(editor, parent, below=True)
    assert (live(parent), live(child)) == (False, False)
    publish(editor, parent)
    assert (live(parent), live(child)) == (True, False)


def test_bulk_publication_of_good_pages_publishes_them(editor):
    pages = [ContentPageFactory(live=False), SessionPageFactory(parent=make_course(), live=False)]
    publish(editor, *pages)
    assert [live(page) for page in pages] == [True, True]


def test_good_page_has_no_flaw(site_root):
    assert flaws_of(ContentPageFactory()) == []
