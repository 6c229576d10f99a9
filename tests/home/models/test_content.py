"""Pages of text."""

import datetime

import pytest
from django.utils import timezone

from core.blocks import BodyBlock
from core.demo import stream
from home.models import ContentPage
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def body(home, *headings):
    return stream(BodyBlock(), [{"type": "heading", "value": heading} for heading in headings], home)


def test_content_page_can_be_read(client, site_root):
    ContentPageFactory(title="Mentions légales", slug="mentions", summary="Qui publie ce site.")
    text = client.get("/mentions/").content.decode()
    assert [words for words in ("Mentions légales", "Qui publie ce site.") if words not in text] == []


def test_table_of_contents_leads_to_the_parts_of_the_body(client, site_root):
    page = ContentPageFactory(slug="mentions", body=body(site_root, "Un", "Deux", "Trois"))
    anchors = [part["anchor"] for part in page.table_of_contents]
    assert [part["text"] for part in page.table_of_contents] == ["Un", "Deux", "Trois"]
    text = client.get("/mentions/").content.decode()
    assert [anchor for anchor in anchors if f'href="#{anchor}"' not in text or f'id="{anchor}"' not in text] == []


def test_page_without_a_body_has_no_table_of_contents(site_root):
    assert (ContentPageFactory().table_of_contents, site_root.table_of_contents) == ([], [])


def test_content_pages_stand_below_home_or_each_other(site_root):
    assert [model.__name__ for model in ContentPage.allowed_parent_page_models()] == ["HomePage", "ContentPage"]
    assert ContentPage.allowed_subpage_models() == [ContentPage]


def test_day_of_the_last_publication_is_the_one_in_paris(site_root):
    late = datetime.datetime(2026, 7, 1, 22, 30, tzinfo=datetime.UTC)
    assert timezone.localdate(late) == datetime.date(2026, 7, 2)
    assert ContentPage(last_published_at=late).updated_on == datetime.date(2026, 7, 2)


def test_page_never_published_has_no_day_of_publication():
    assert ContentPage().updated_on is None
