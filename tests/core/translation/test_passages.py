"""Nothing that an editor could not type comes in by a translation, whatever road it takes, and its author is told."""

import io
from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from core.models import GlossaryTerm
from core.translation.doubts import confirm_all
from core.translation.gate import TranslationNotReady
from core.translation.passages import PassagePair, passages_with_new_markup
from core.translation.progress import missing_strings
from core.translation.publication import ask_for_review, publish_translation, save_draft
from home.models import ContentPage
from tests import hostile
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import log_in_once, member_of
from tests.factories.translations import begin, fill
from tests.reading import Reading

pytestmark = pytest.mark.django_db

#: A passage with all that a translator may write.
RICH = '<p>Un <b>marché</b> avec <a href="https://www.example.org/">un lien</a>, 1<sup>er</sup>.</p>'
GOOD = 'Ein <b>Auftrag</b> (<span lang="fr">marché</span>) mit <a id="a1">Link</a>, CO<sub>2</sub> &amp; mehr.'


@pytest.fixture(scope="module")
def shared_translation(shared_translated_home):
    return begin(ContentPageFactory(title="Marché", slug="marche", body=[("rich_text", RICH)]))


@pytest.fixture
def translation(shared_translation, home):
    return Translation.objects.get(pk=shared_translation.pk)


@pytest.fixture
def segment(translation):
    """The passage of the body."""
    return translation.source.stringsegment_set.get(context__path__startswith="body")


def kept(segment):
    """The row of its translation."""
    return StringTranslation.objects.get(translation_of=segment.string, context=segment.context)


def plain(words):
    return words.replace("\u00a0", " ")


# --- Roads: each writes the same words for the same passage ------------------------------------------------------


def by_the_desk(client, translation, segment, words):
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    log_in_once(client, "traduction")
    return client.put(address, urlencode({"value": words}), content_type="application/x-www-form-urlencoded")


def by_a_file(client, translation, segment, words):
    po = translation.export_po()
    for entry in po:
        entry.msgstr = words if entry.msgctxt == segment.context.path else ""
    file = io.BytesIO(str(po).encode())
    file.name = "marche.po"
    log_in_once(client, "traduction")
    return client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})


def by_the_memory(client, translation, segment, words):
    """Said in another page before anybody looked at passages."""
    if not ContentPage.objects.filter(slug="autre").exists():
        fill(begin(ContentPageFactory(title="Autre", slug="autre", body=[("rich_text", RICH)])))
    other = ContentPage.objects.get(slug="autre", locale__language_code="fr").translation_key
    said_there = StringTranslation.objects.filter(context__object_id=other, context__path__startswith="body")
    said_there.update(data=words, has_error=False)
    log_in_once(client, "traduction")
    return client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))


def by_a_script(client, translation, segment, words):
    StringTranslation.objects.create(
        translation_of=segment.string, locale=translation.target_locale, context=segment.context, data=words
    )


ROADS = [by_the_desk, by_a_file, by_the_memory, by_a_script]


@pytest.mark.parametrize("road", ROADS)
def test_passage_that_no_editor_could_type_is_kept_told_and_not_used(client, translation, segment, road):
    found = {}
    for words in hostile.MARKUP:
        road(client, translation, segment, words)
        row = kept(segment)
        found[row.data] = (row.has_error, bool(row.get_error()), segment in missing_strings(translation))
        row.delete()
    assert found == dict.fromkeys(hostile.MARKUP, (True, True, True))


@pytest.mark.parametrize("road", ROADS)
def test_passage_with_all_that_is_listed_is_taken(client, translation, segment, road):
    road(client, translation, segment, GOOD)
    row = kept(segment)
    assert (row.data, row.has_error) == (GOOD, False)


def test_desk_says_at_the_field_what_is_wrong_and_that_nothing_is_any_more(client, translation, segment):
    wrong = by_the_desk(client, translation, segment, "Markt <!-- x -->").json()
    right = by_the_desk(client, translation, segment, "Markt").json()
    assert (plain(wrong["error"]), right["error"]) == ("« <! » et « <? » ne s’écrivent pas dans un texte.", None)


def test_file_says_how_many_passages_are_not_used(client, translation, segment):
    response = by_a_file(client, translation, segment, "<script>x</script>")
    said = [plain(str(message)) for message in get_messages(response.wsgi_request)]
    assert said[-1] == "1 passage ne peut pas être utilisé tel quel : la raison est écrite dessous."


def test_term_of_the_glossary_is_words_and_no_markup(client, home):
    GlossaryTerm.objects.create(
        slug="rd", term_fr="R&D", term_de="F&E <img src=x>", term_en="R&D",
        definition_fr="…", definition_de="…", definition_en="…",
    )  # fmt: skip
    translation = begin(ContentPageFactory(title="R&D", slug="rd", body=[("rich_text", "<p>R&amp;D</p>")]))
    client.force_login(member_of("traduction"))
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    rows = StringTranslation.objects.filter(context__object_id=translation.source.object_id).exclude(
        context__path="slug"
    )
    assert set(rows.values_list("data", "has_error")) == {("F&amp;E &lt;img src=x&gt;", False)}


# --- Stored before anybody looked --------------------------------------------------------------------------------


def store_unseen(translation, segment, words):
    """As an earlier version of the site stored it: without an error."""
    fill(translation)
    StringTranslation.objects.filter(pk=kept(segment).pk).update(data=words, has_error=False)


@pytest.mark.parametrize("decide", [save_draft, publish_translation, ask_for_review])
def test_draft_of_a_passage_stored_before_is_refused_with_the_reason(translation, segment, decide):
    translator = member_of("traduction")
    for words in hostile.MARKUP:
        store_unseen(translation, segment, words)
        with pytest.raises(TranslationNotReady, match="À corriger dans la traduction"):
            decide(translation=translation, user=translator)


def test_page_made_without_asking_holds_nothing_but_the_list(client, translation, segment):
    client.force_login(UserFactory(is_superuser=True))
    found = {}
    for words in [*hostile.MARKUP, '<a id="a9">Markt</a>']:
        store_unseen(translation, segment, words)
        page = translation.source.get_ephemeral_translated_instance(translation.target_locale)
        preview = client.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
        shown = Reading("/", preview.content.decode()).soup.select_one(".rich").decode_contents()
        found[words] = hostile.intruders(page.body[0].value.source) + hostile.intruders(shown)
    assert {words: strangers for words, strangers in found.items() if strangers} == {}


# --- For who reviews ---------------------------------------------------------------------------------------------


def test_review_shows_the_tags_that_the_french_text_does_not_have(client, translation, segment):
    store_unseen(translation, segment, GOOD)
    assert passages_with_new_markup(translation) == [PassagePair(segment.string.data, GOOD)]
    confirm_all(translation)
    ask_for_review(translation=translation, user=member_of("traduction"))
    client.force_login(member_of("relecture"))
    html = client.get(reverse("core_review_translation", args=[translation.pk])).content.decode()
    assert GOOD in Reading("/", html).soup.get_text()


def test_review_of_a_translation_with_the_tags_of_the_french_text_shows_none(translation):
    fill(translation)
    assert passages_with_new_markup(translation) == []
