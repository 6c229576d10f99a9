"""The translator that makes nothing up."""

import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from core.models import GlossaryTerm
from core.translation.memory import MemoryTranslator
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(site_root):
    translated(site_root)
    return site_root


def translate(*texts):
    """What it knows of some French words, in German."""
    french, german = (Locale.objects.get(language_code=code) for code in ("fr", "de"))
    found = MemoryTranslator({}).translate(french, german, [StringValue(text) for text in texts])
    return {string.data: value.data for string, value in found.items()}


def test_memory_knows_what_another_page_said_and_the_last_word_wins(home):
    fill(begin(ContentPageFactory(title="À propos", slug="a", summary="Qui nous sommes.")))
    fill(begin(ContentPageFactory(title="Autre", slug="b", summary="Qui nous sommes.")))
    last = StringTranslation.objects.filter(data="Qui nous sommes. DE").order_by("pk").last()
    last.data = "Über uns."
    last.save()
    assert translate("Qui nous sommes.", "Jamais dit.") == {"Qui nous sommes.": "Über uns."}


def test_memory_leaves_addresses_and_mistakes_alone(home):
    fill(begin(ContentPageFactory(title="Outils", slug="outils", summary="Des outils.")))
    StringTranslation.objects.filter(data="Des outils. DE").update(has_error=True)
    assert translate("outils", "Des outils.") == {}


def test_glossary_fills_a_term_that_stands_alone(home):
    GlossaryTerm.objects.create(
        slug="sourcage", term_fr="sourçage", term_de="Marktkonsultation", term_en="market consultation",
        definition_fr="…", definition_de="…", definition_en="…",
    )  # fmt: skip
    assert translate("sourçage", "Sourçage", "Le sourçage d’abord") == {
        "sourçage": "Marktkonsultation", "Sourçage": "Marktkonsultation",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["2026", "50 %", "contact@ville.example", "https://www.example.org/a?b=c"])
def test_what_no_language_changes_stays(home, text):
    assert translate(text) == {text: text}


def test_button_of_the_editor_fills_what_is_certain(client, home):
    fill(begin(ContentPageFactory(title="À propos", slug="a", summary="Qui nous sommes.")))
    translation = begin(ContentPageFactory(title="Nouveau", slug="nouveau", summary="Qui nous sommes."))
    client.force_login(UserFactory(is_superuser=True))
    client.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    known = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    assert list(known.values_list("data", "translation_type", "tool_name")) == [
        ("Qui nous sommes. DE", "manual", "la mémoire et le glossaire")
    ]
