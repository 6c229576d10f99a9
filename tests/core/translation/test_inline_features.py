"""What the editor can say of some words passes through translation and back, each by every door."""

import io
import json
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail_localize.models import StringTranslation
from wagtail_localize.segments import extract
from wagtail_localize.strings import restore_strings

from core.blocks.text import INLINE_FEATURES, RICH_TEXT_FEATURES
from core.translation.publication import publish_translation
from tests.factories.core import DocumentFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill
from tests.reading import Reading

pytestmark = pytest.mark.django_db

#: Each button on the words “ces mots”: what it stores, and what translators see of it.
FEATURES = {
    "bold": ("<b>ces mots</b>", "<b>ces mots</b>"),
    "italic": ("<i>ces mots</i>", "<i>ces mots</i>"),
    "superscript": ("<sup>ces mots</sup>", "<sup>ces mots</sup>"),
    "subscript": ("<sub>ces mots</sub>", "<sub>ces mots</sub>"),
    "language-fr": ('<span lang="fr">ces mots</span>', '<span lang="fr">ces mots</span>'),
    "language-de": ('<span lang="de">ces mots</span>', '<span lang="de">ces mots</span>'),
    "language-en": ('<span lang="en">ces mots</span>', '<span lang="en">ces mots</span>'),
    "abbreviation": ('<abbr title="l’ensemble &amp; le reste">ces mots</abbr>',) * 2,
    "link": ('<a href="https://www.example.org/?a=1&amp;b=2">ces mots</a>', '<a id="a1">ces mots</a>'),
    "document-link": ('<a linktype="document" id="{document}">ces mots</a>', '<a id="a1">ces mots</a>'),
}


@pytest.fixture
def document(home):
    return DocumentFactory(title="Modèle")


def stored(feature, document):
    return FEATURES[feature][0].replace("{document}", str(document.pk))


def page_that_says(html):
    return ContentPageFactory(title="Mots", slug="mots", body=[("rich_text", html)])


def body_segments(translation):
    return translation.source.stringsegment_set.filter(context__path__startswith="body").order_by("order")


def body_of(page):
    return page.body[0].value.source


def test_every_inline_button_is_here():
    assert set(FEATURES) == set(INLINE_FEATURES)


# --- The editor --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("feature", FEATURES)
def test_editor_opens_and_stores_it_as_it_is(document, feature):
    html = f'<p data-block-key="aaaaa">Avec {stored(feature, document)}, donc.</p>'
    editor = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
    again = editor.value_from_datadict({"text": editor.format_value(html)}, {}, "text")
    assert sorted_attributes(again) == sorted_attributes(html)


def sorted_attributes(html):
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs = dict(sorted(tag.attrs.items()))
    return str(soup)


@pytest.mark.parametrize("tag", ["i", "em"])
def test_editor_keeps_the_language_of_words_in_italics(home, tag):
    editor = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
    html = f'<p data-block-key="aaaaa">Le <{tag} lang="de">Vergaberecht</{tag}>, donc.</p>'
    words = BeautifulSoup(editor.value_from_datadict({"text": editor.format_value(html)}, {}, "text"), "html.parser")
    assert (words.i.get_text(), words.span.get_text(), words.span["lang"]) == ("Vergaberecht", "Vergaberecht", "de")


@pytest.mark.parametrize("data", [{}, {"title": ""}, {"title": "  "}, {"title": None}])
def test_abbreviation_of_nothing_is_plain_words(home, data):
    content = {
        "blocks": [
            {
                "key": "aaaaa", "text": "MAPA", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
                "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
            }
        ],
        "entityMap": {"0": {"type": "ABBREVIATION", "mutability": "MUTABLE", "data": data}},
    }  # fmt: skip
    editor = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES)
    assert editor.value_from_datadict({"text": json.dumps(content)}, {}, "text") == '<p data-block-key="aaaaa">MAPA</p>'


def test_editor_says_what_each_button_is(home):
    options = get_rich_text_editor_widget(features=RICH_TEXT_FEATURES).options
    said = {
        control["type"]: str(control["description"]) for control in options["inlineStyles"] + options["entityTypes"]
    }
    ours = {name: words for name, words in said.items() if name.startswith(("LANGUAGE", "ABBR"))}
    assert ours == {
        "LANGUAGE_FR": "Langue de ces mots\u00a0: Français",
        "LANGUAGE_DE": "Langue de ces mots\u00a0: Allemand",
        "LANGUAGE_EN": "Langue de ces mots\u00a0: Anglais",
        "ABBREVIATION": "Abréviation",
    }


# --- To translators and back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("feature", FEATURES)
@pytest.mark.parametrize("around", ["<p>Avec {}, donc.</p>", "<ul><li>Avec {}</li></ul>", "<h3>{} d’abord</h3>"])
def test_sentence_stays_one_passage_with_its_tags(document, feature, around):
    html = around.format(stored(feature, document))
    [segment] = body_segments(begin(page_that_says(html)))
    sentence = BeautifulSoup(around, "html.parser").get_text().format(FEATURES[feature][1])
    assert segment.string.data == sentence


@pytest.mark.parametrize("feature", ["language-de", "abbreviation", "link"])
def test_words_of_their_own_that_are_a_whole_paragraph_are_shown_to_translators(document, feature):
    """A whole paragraph in German may be in English in translation: its tag is the translator's to keep."""
    [segment] = body_segments(begin(page_that_says(f"<p>{stored(feature, document)}</p>")))
    assert segment.string.data == FEATURES[feature][1]


def by_the_desk(client, translation, segment, words):
    client.put(
        reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
        urlencode({"value": words}),
        content_type="application/x-www-form-urlencoded",
    )


def by_a_file(client, translation, segment, words):
    po = translation.export_po()
    for entry in po:
        assert entry.msgid != segment.string.data or entry.msgctxt == segment.context.path
        entry.msgstr = words if entry.msgctxt == segment.context.path else ""
    file = io.BytesIO(str(po).encode())
    file.name = "mots.po"
    client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})


def by_the_memory(client, translation, segment, words):
    other = begin(ContentPageFactory(title="Autre", slug="autre", body=[("rich_text", body_of_source(translation))]))
    [there] = body_segments(other)
    by_the_desk(client, other, there, words)
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))


def body_of_source(translation):
    return body_of(translation.source.get_source_instance())


@pytest.mark.parametrize("road", [by_the_desk, by_a_file, by_the_memory])
@pytest.mark.parametrize("feature", FEATURES)
def test_it_comes_back_in_the_other_language(client, document, feature, road):
    html = f"<p>Avec {stored(feature, document)}, donc.</p>"
    translation = begin(page_that_says(html))
    client.force_login(member_of("traduction"))
    [segment] = body_segments(translation)
    road(client, translation, segment, segment.string.data.replace("Avec", "Mit").replace("donc", "also"))
    fill(translation)
    page = publish_translation(translation=translation, user=None)
    assert StringTranslation.objects.filter(has_error=True).count() == 0
    expected = html.replace("Avec", "Mit").replace("donc", "also")
    assert sorted_attributes(body_of(page)) == sorted_attributes(expected)


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_translator_marks_words_of_another_language_and_readers_get_them(client, home, language):
    translation = begin(page_that_says("<p>Le sourçage d’abord.</p>"))
    client.force_login(member_of("traduction"))
    [segment] = body_segments(translation)
    by_the_desk(client, translation, segment, f'Markterkundung (<span lang="{language}">sourçage</span>)')
    fill(translation)
    page = publish_translation(translation=translation, user=None)
    soup = Reading(page.url, client.get(page.url).content.decode()).soup
    assert soup.select_one(".rich span")["lang"] == language


def test_desk_says_what_can_be_written(client, home):
    translation = begin(page_that_says("<p>Le sourçage d’abord.</p>"))
    client.force_login(member_of("traduction"))
    page = translation.get_target_instance()
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    shown = {code.get_text() for code in Reading("/", html).soup.select(".translation-desk details code")}
    assert shown == {
        "<b>…</b>", "<i>…</i>", "<sub>…</sub>", "<sup>…</sup>", '<span lang="fr">…</span>', '<abbr title="…">…</abbr>',
        '<a id="a1">…</a>',
    }  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        '<p>Le <i lang="fr">marché</i> et <abbr title="x">MAPA</abbr>.</p>',
        '<p><span lang="de">Ganzer Absatz</span></p>',
        '<p>Un <span lang="de"></span>reste</p>',
        '<p><a href="/x/">un <span lang="de">Amt</span></a></p>',
        "<p>CO<sub>2</sub> et m<sup>2</sup></p>",
        '<p><b><span lang="de">fett</span></b></p>',
    ],
)
def test_text_that_is_taken_apart_and_put_together_is_the_same(html):
    assert restore_strings(*extract.extract_strings(html)) == html


@pytest.mark.parametrize(
    ("html", "passage"),
    [
        ("<p>Un <!-- reste --> mot</p>", "Un  mot"),
        ('<p>Un <b class="x">mot</b> gras</p>', "Un <b>mot</b> gras"),
        ('<p>Un <span lang="xx">mot</span> là</p>', "Un <span>mot</span> là"),
        ('<p>Un <i lang="fr" onclick="x">mot</i> là</p>', 'Un <i lang="fr">mot</i> là'),
    ],
)
def test_old_text_with_more_than_the_list_is_sent_to_translation_without_it(home, html, passage):
    [segment] = body_segments(begin(page_that_says(html)))
    assert segment.string.data == passage
