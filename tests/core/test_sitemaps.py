"""The map of the site for robots: each public page of each language, once."""

import re

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from home.models import ContentPage

pytestmark = pytest.mark.django_db


def locations(client) -> list[str]:
    """Return the paths of the addresses that the map names."""
    text = client.get("/sitemap.xml").content.decode()
    return re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", text)


@pytest.fixture
def page(site_root):
    page = ContentPage(title="Mentions", slug="mentions", locale=site_root.locale, last_published_at=timezone.now())
    site_root.add_child(instance=page)
    return page


def test_sitemap_names_the_pages_of_every_language(client, site_root, page):
    german = Locale.objects.get(language_code="de")
    for source, slug in ((site_root, "start"), (page, "impressum")):
        copy = source.copy_for_translation(german)
        copy.slug = slug
        copy.save_revision().publish()
    assert sorted(locations(client)) == ["/", "/de/", "/de/impressum/", "/mentions/"]


def test_sitemap_leaves_drafts_out(client, page):
    page.unpublish()
    assert locations(client) == ["/"]


def test_sitemap_leaves_private_pages_out(client, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert locations(client) == ["/"]


def test_sitemap_leaves_aliases_out(client, site_root, page):
    page.create_alias(parent=site_root, update_slug="mentions-bis")
    assert locations(client) == ["/", "/mentions/"]
