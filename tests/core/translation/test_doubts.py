"""Half is half: what is doubtful in a translation is confirmed by somebody before readers see it."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.locales.components import LOCALE_COMPONENTS
from wagtail_localize.models import LocaleSynchronization, StringTranslation

from core.translation.doubts import Doubt, confirm_all, doubtful_passages, doubts_of
from core.translation.gate import TranslationNotReady
from core.translation.limits import limit_of
from core.translation.publication import publish_translation
from home.models import ContentPage
from tests.core.translation.bodies import body_of, keys
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

LINK = 'Voir <a id="a1">la liste</a>'


@pytest.mark.parametrize(
    ("french", "words", "expected"),
    [
        ("Un mot", "Ein Wort", []),
        ("Un mot", "Un mot", [Doubt.SAME]),
        ("12 %", "12 %", []),
        (LINK, 'Zur <a id="a1">Liste</a>', []),
        (LINK, "Zur Liste", [Doubt.LINK]),
        ("<b>Un</b> mot", "Ein Wort", [Doubt.TAG]),
        ("Un<br>mot", "Ein Wort", []),
        ("30 000 € en 2026", "30.000 € im Jahr 2026", []),
        ("12,5 kg", "12.5 kg", []),
        ("Avant le 12/02/2027", "Bis zum 12.02.2027", []),
        ("30 000 euros", "3 000 Euro", [Doubt.NUMBER]),
        ("Six mots", "6 Wörter", [Doubt.NUMBER]),
        ("Un mot", "Ein sehr langes Wort, das kein Ende nimmt", [Doubt.LONG]),
    ],
)
def test_doubts_are_what_a_reader_of_both_would_ask_about(french, words, expected):
    assert doubts_of(french, words, limit=30) == tuple(expected)


@pytest.mark.django_db
class TestGate:
    @pytest.fixture
    def translation(self, home):
        (key,) = keys(1)
        body = body_of(("heading", "Un titre de partie", key))
        translation = begin(ContentPageFactory(title="Mentions", slug="mentions", summary="Qui publie.", body=body))
        fill(translation)
        return translation

    def say(self, translation, path, words):
        segment = translation.source.stringsegment_set.get(context__path__startswith=path)
        row = segment.string.translations.get(locale=translation.target_locale, context=segment.context)
        row.data = words
        row.save()
        return row

    def reasons(self, translation):
        return [(passage.row.data, passage.doubts) for passage in doubtful_passages(translation)]

    def test_passage_as_in_french_is_not_published_before_somebody_confirms_it(self, client, translation):
        row = self.say(translation, "summary", "Qui publie.")
        with pytest.raises(TranslationNotReady, match="douteux"):
            publish_translation(translation=translation, user=None)
        client.force_login(member_of("traduction"))
        client.post(reverse("core_confirm_passage", args=[translation.pk, row.pk]))
        assert self.reasons(translation) == []
        assert publish_translation(translation=translation, user=None).summary == "Qui publie."

    def test_confirmation_holds_until_the_words_change(self, translation):
        row = self.say(translation, "summary", "Qui publie.")
        confirm_all(translation)
        row.data = "Qui publie."
        row.save()
        assert self.reasons(translation) == [("Qui publie.", [Doubt.SAME])]

    def test_passage_too_long_for_its_block_is_not_confirmed(self, client, translation):
        row = self.say(translation, "body", "zu lang " * 20)
        client.force_login(member_of("traduction"))
        client.post(reverse("core_confirm_passage", args=[translation.pk, row.pk]))
        assert [doubts for _words, doubts in self.reasons(translation)] == [[Doubt.LONG]]

    def test_confirming_asks_to_edit_the_page(self, client, translation):
        row = self.say(translation, "summary", "Qui publie.")
        client.force_login(member_of("formations"))
        client.post(reverse("core_confirm_passage", args=[translation.pk, row.pk]))
        assert len(self.reasons(translation)) == 1

    def test_fuzzy_passages_of_a_file_are_not_finished(self, client, translation):
        po = translation.export_po()
        for entry in po:
            entry.msgstr = f"{entry.msgid} neu" if entry.msgctxt != "slug" else "neu"
            if entry.msgctxt == "title":
                entry.flags.append("fuzzy")
        client.force_login(member_of("traduction"))
        file = SimpleUploadedFile("de.po", str(po).encode())
        client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})
        assert self.reasons(translation) == [("Mentions neu", [Doubt.FUZZY])]
        assert polib.pofile(f"\n{po}").fuzzy_entries() != []

    def test_half_translation_is_not_copied(self, client, translation):
        StringTranslation.objects.filter(context__path="summary").delete()
        page = translation.get_target_instance()
        client.force_login(member_of("relecture"))
        data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk}
        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        assert [child.slug for child in page.get_parent().get_children()] == [page.slug]

    @pytest.mark.parametrize(("with_those_below", "copies"), [(True, 0), (False, 1)])
    def test_half_translation_is_not_copied_with_the_page_above(self, client, translation, with_those_below, copies):
        above = translation.get_target_instance()
        source = translation.source.get_source_instance()
        half = begin(ContentPageFactory(parent=source, title="Moitié", slug="moitie"))
        assert half.get_target_instance().get_parent().pk == above.pk
        client.force_login(member_of("relecture"))
        data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": above.get_parent().pk}
        data |= {"copy_subpages": "on"} if with_those_below else {}
        response = client.post(reverse("wagtailadmin_pages:copy", args=[above.pk]), data, follow=True)
        assert above.get_parent().get_children().filter(slug="kopie").count() == copies
        assert ("« Moitié » n’est pas entièrement" in response.content.decode().replace("\u00a0", " ")) == (not copies)


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        ("title", 255),
        ("summary", 300),
        ("body.heading", 120),
        ("body.steps.steps.item.title", 160),
        ("body.steps.steps.item.text", None),
        ("body.table.table.cell.0.1", None),
        ("gone", None),
    ],
)
def test_limits_are_those_of_fields_and_of_blocks(place, limit):
    assert limit_of(ContentPage, place) == limit


@pytest.mark.django_db
def test_alias_among_german_pages_does_not_answer(client, home):
    page = ContentPageFactory(slug="alias")
    translated(page)
    german = home.get_translation(Locale.objects.get(language_code="de"))
    alias = page.create_alias(parent=german, update_slug="doppelt", update_locale=german.locale)
    assert client.get(alias.get_url()).status_code == 404


def test_no_screen_offers_to_copy_all_french_pages_into_a_language():
    assert LocaleSynchronization not in [part["model"] for part in LOCALE_COMPONENTS]
