"""Links inside texts lead to the reader's language where it has the page, and say so where it has not."""

import copy
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.rich_text import RichText, expand_db_html, extract_references_from_rich_text
from wagtail.templatetags.wagtailcore_tags import richtext

from core.blocks.text import RICH_TEXT_FEATURES
from core.markup import clean_stored
from tests import hostile
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    return ContentPageFactory(slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return copy.deepcopy(shared_page)


@pytest.fixture
def german(page):
    return translate(page, slug="impressum")


def shown(*pages, language):
    """Rich text that leads to some pages, as readers of a language get it."""
    with translation.override(language):
        return expand_db_html("".join(f'<a linktype="page" id="{page.pk}">Lire</a>' for page in pages))


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("fr", '<a href="/mentions/">'),
        ("de", '<a href="/de/impressum/">'),
        ("en", '<a href="/mentions/" hreflang="fr">'),
    ],
)
def test_link_leads_to_the_reader_s_language_or_to_marked_french(page, german, language, tag):
    assert shown(page, language=language) == f"{tag}Lire</a>"


def test_link_to_a_german_page_leads_french_readers_to_french(page, german):
    assert shown(german, language="fr") == '<a href="/mentions/">Lire</a>'


def test_link_to_a_page_that_is_only_in_german_is_marked(site_root):
    source = ContentPageFactory()
    german = translate(source, slug="nur-deutsch")
    source.delete()
    assert shown(german, language="fr") == '<a href="/de/nur-deutsch/" hreflang="de">Lire</a>'


def test_link_never_leads_to_a_draft_translation(page):
    translate(page, slug="impressum", live=False)
    assert shown(page, language="de") == '<a href="/mentions/" hreflang="fr">Lire</a>'


def test_link_to_a_deleted_page_has_no_address(page):
    key, _deleted = page.pk, page.delete()
    page.pk = key
    assert shown(page, language="de") == "<a>Lire</a>"


def test_links_take_as_many_queries_for_one_as_for_three(site_root):
    pages = [ContentPageFactory() for _ in range(3)]
    for page in pages[:2]:
        translate(page)
    counts = []
    for some in (pages[:1], pages):
        shown(*some, language="de")
        with CaptureQueriesContext(connection) as captured:
            shown(*some, language="de")
        counts.append(len(captured))
    assert counts[1] == counts[0]


# --- Links to rows that no number names --------------------------------------------------------------------------

NO_ROWS = ['id="abc"', 'id=""', "", 'id="-1"', 'id="1e3"', 'id="99999999999999999999"', 'id="٣"', 'id="1; drop"']


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize("row", NO_ROWS)
def test_link_to_what_no_number_names_has_no_address(site_root, kind, row):
    assert expand_db_html(f'<a linktype="{kind}" {row}>Lire</a>') == "<a>Lire</a>"


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize("row", NO_ROWS)
def test_link_to_what_no_number_names_uses_no_row(site_root, kind, row):
    assert list(extract_references_from_rich_text(f'<a linktype="{kind}" {row}>Lire</a>')) == []


@pytest.mark.parametrize("kind", ["page", "document"])
def test_link_to_a_row_uses_it(site_root, kind):
    [reference] = extract_references_from_rich_text(f'<a linktype="{kind}" id="{site_root.pk}">Lire</a>')
    assert reference[1] == str(site_root.pk)


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize("row", NO_ROWS)
def test_page_and_its_form_open_whatever_a_stored_link_names(client, site_root, kind, row):
    page = ContentPageFactory(body=[("rich_text", f'<p><a linktype="{kind}" {row}>Lire</a></p>')])
    client.force_login(UserFactory(is_superuser=True))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (client.get(page.url).status_code, form.status_code) == (200, 200)


# --- The editor --------------------------------------------------------------------------------------------------


def editor():
    return get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)


def typed(text, kind, data):
    """What the editor sends for a text that is one entity."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "aaaaa",
                    "text": text,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"key": 0, "offset": 0, "length": len(text)}],
                }
            ],
            "entityMap": {"0": {"type": kind, "mutability": "MUTABLE", "data": data}},
        }
    )


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("LINK", {"id": "abc"}),
        ("LINK", {"id": "99999999999999999999"}),
        ("LINK", {"url": "javascript:alert(1)"}),
        ("LINK", {"url": "data:text/html,x"}),
        ("DOCUMENT", {"id": "abc"}),
        ("DOCUMENT", {"id": '1" onclick="alert(1)'}),
    ],
)
def test_editor_stores_no_link_that_it_cannot_make(kind, data):
    stored = editor().value_from_datadict({"text": typed("Lire", kind, data)}, {}, "text")
    assert stored == '<p data-block-key="aaaaa"><a>Lire</a></p>'


@pytest.mark.parametrize(("kind", "linktype"), [("LINK", "page"), ("DOCUMENT", "document")])
def test_editor_stores_a_link_to_a_row(kind, linktype):
    stored = editor().value_from_datadict({"text": typed("Lire", kind, {"id": 3})}, {}, "text")
    link = BeautifulSoup(stored, "html.parser").a
    assert link.attrs == {"linktype": linktype, "id": "3"}


def test_editor_that_was_not_on_the_form_says_nothing():
    assert editor().value_from_datadict({}, {}, "text") is None


@pytest.mark.parametrize(
    "stored",
    [
        *hostile.MARKUP,
        "<p>Markt</b></i></p>",
        "<b><p>Markt</p></b>",
        "<li>Markt</li>",
        "<ul>Markt</ul>",
        "<p><ul><li>Markt</p>",
        "<a><p>Markt</p></a>",
    ],
)
def test_editor_opens_whatever_is_stored(site_root, stored):
    words = "".join(block["text"] for block in json.loads(editor().format_value(stored))["blocks"])
    assert words.split() == BeautifulSoup(clean_stored(stored), "html.parser").get_text().split()


@pytest.mark.parametrize("nothing", [None, ""])
def test_editor_opens_empty(nothing):
    assert [block["text"] for block in json.loads(editor().format_value(nothing))["blocks"]] == [""]


# --- The one place that prints it --------------------------------------------------------------------------------


@pytest.mark.parametrize("stored", [*hostile.MARKUP, *(f'<a href="{escape(url)}">x</a>' for url in hostile.ADDRESSES)])
def test_rich_text_is_printed_without_what_no_editor_could_type(site_root, stored):
    assert hostile.intruders(str(RichText(stored))) == []
    assert hostile.intruders(richtext(stored)) == []


def test_no_template_prints_markup_by_another_way():
    found = [
        path for path in Path("templates").rglob("*.html") if re.search(r"\|\s*safe\b|autoescape", path.read_text())
    ]
    assert found == []
