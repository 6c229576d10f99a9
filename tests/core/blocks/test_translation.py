"""A page filled with every block can be sent to translation, translated and published."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

from core.blocks import BodyBlock
from core.demo import stream
from core.models import User
from home.models import ContentPage
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import TrainingIndexPageFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]

VIDEO = "https://videos.example.org/embed/1"


def full_body(home):
    """One block of each kind, the optional words left out as far as they may be."""
    image, document, index = ImageFactory().pk, DocumentFactory().pk, TrainingIndexPageFactory(parent=home).pk
    values = {
        "heading": "Avant d’écrire",
        "rich_text": '<p>Un texte avec <b>du gras</b> et <a href="https://www.example.org/">un lien</a>.</p>',
        "picture": {"image": {"image": image, "alt_text": "Un atelier"}},
        "picture_text": {"image": {"image": image, "decorative": True}, "text": "<p>Un facilitateur.</p>"},
        "callout": {"kind": "law", "text": "<p>La loi le veut.</p>"},
        "steps": {"steps": [{"title": "Estimer"}, {"title": "Parler", "text": "Au facilitateur."}]},
        "checklist": {"items": ["Le besoin est écrit"]},
        "clause": {"title": "Insertion", "text": "Au moins [nombre] heures."},
        "key_figures": {"figures": [{"value": "1 240", "label": "heures"}]},
        "table": {"table": {"caption": "Pièces", "columns": ["Pièce"], "rows": [["Bilans"]]}},
        "quote": {"text": "Trois fois plus d’offres."},
        "questions": {"items": [{"question": "Peut-on ?", "answer": "<p>Oui.</p>"}]},
        "documents": {"documents": [document]},
        "video": {"title": "Le sourçage", "url": VIDEO, "transcript": "<p>Bonjour.</p>"},
        "link_cards": {"cards": [{"title": "Un outil", "url": "https://www.example.org/"}]},
        "next_sessions": {"title": "Prochaines formations", "index": index, "count": 3},
    }
    assert list(values) == list(BodyBlock().child_blocks)
    return stream(BodyBlock(), [{"type": name, "value": value} for name, value in values.items()], home)


@pytest.fixture
def page(site_root, settings):
    settings.VIDEO_HOSTS = ["videos.example.org"]
    return ContentPageFactory(title="Tous les blocs", slug="tous", body=full_body(site_root))


@pytest.fixture
def german():
    return Locale.objects.get(language_code="de")


def translated(page, locale, callbacks, publish=True):
    """The page in another language, each of its words followed by the language’s code."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": f"{segment.string.data} DE"},
        )
    with callbacks(execute=True):
        translation.save_target(publish=publish)
    return ContentPage.objects.get(translation_key=page.translation_key, locale=locale)


def test_page_with_every_block_is_sent_to_translation(page, german):
    user = User.objects.create(username="traductrice", is_superuser=True)
    TranslationCreator(user=user, target_locales=[german]).create_translations(page)
    assert page.get_translation(german).title == "Tous les blocs"


def test_page_with_every_block_comes_back_translated(
    client, site_root, page, german, django_capture_on_commit_callbacks
):
    home = site_root.copy_for_translation(german)
    home.save_revision().publish()
    copy = translated(page, german, django_capture_on_commit_callbacks)
    body = {block.block_type: block.value for block in copy.body}
    assert list(body) == list(BodyBlock().child_blocks)
    assert body["heading"] == "Avant d’écrire DE"
    assert body["picture"]["image"].contextual_alt_text == "Un atelier DE"
    assert body["steps"]["steps"][1]["text"] == "Au facilitateur. DE"
    assert body["clause"]["text"] == "Au moins [nombre] heures. DE"
    assert (body["table"]["table"].caption, body["table"]["table"].columns[0]["heading"]) == ("Pièces DE", "Pièce DE")
    assert body["table"]["table"].row_data[0]["values"] == ["Bilans DE"]
    assert body["video"]["url"] == VIDEO
    assert client.get(copy.url).status_code == 200


def test_every_visible_word_of_the_blocks_is_translatable(page):
    source, _created = TranslationSource.update_or_create_from_instance(page)
    strings = set(source.stringsegment_set.values_list("string__data", flat=True))
    expected = {
        "Avant d’écrire", "Un atelier", "Un facilitateur.", "La loi le veut.", "Estimer", "Parler", "Au facilitateur.",
        "Le besoin est écrit", "Insertion", "Au moins [nombre] heures.", "heures", "Pièces", "Pièce", "Bilans",
        "Trois fois plus d’offres.", "Peut-on ?", "Oui.", "Le sourçage", "Bonjour.", "Un outil",
        "Prochaines formations",
    }  # fmt: skip
    assert expected - strings == set()


def test_page_that_editors_saved_with_optional_words_empty_is_sent_to_translation(page, german):
    # As the admin’s form stores them: empty strings, not nothing.
    page.body = page.body.stream_block.clean(page.body)
    page.save_revision().publish()
    source, _created = TranslationSource.update_or_create_from_instance(page)
    assert source.stringsegment_set.count() > 0
