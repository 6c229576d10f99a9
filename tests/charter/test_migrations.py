"""References that were sentences become values: in pages, their drafts, and what translators have."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import Locale
from wagtail_localize.models import String, StringTranslation, TranslationContext, TranslationSource

from charter.migrations import __name__ as package
from charter.models import CommitmentPage
from tests.factories.charter import make_charter
from tests.factories.translations import begin, translated

pytestmark = pytest.mark.django_db

migration = import_module(f"{package}.0007_references_as_values")
MIRROR = "https://marche-public.fr/ccp/L2112-02.htm"


def old(text, url="", checked_on="2026-11-23"):
    return {"text": text, "url": url, "checked_on": checked_on}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            old("Code de la commande publique, article L2112-2\u00a0: conditions d’exécution", MIRROR),
            [("ccp", "", "L2112-2", "conditions d’exécution", "marche-public.fr", MIRROR, "")],
        ),
        (
            old("Code de la commande publique, articles L2123-1 et R2123-1 à R2123-8 : procédure adaptée"),
            [("ccp", "", "L2123-1", "procédure adaptée", "", "", ""),
             ("ccp", "", "R2123-1 à R2123-8", "procédure adaptée", "", "", "")],
        ),
        (
            old("Vergabegesetzbuch, Artikel L2123-1 und R2123-1 bis R2123-8: Verfahren"),
            [("ccp", "", "L2123-1", "Verfahren", "", "", ""),
             ("ccp", "", "R2123-1 à R2123-8", "Verfahren", "", "", "")],
        ),
        (
            old("Code rural et de la pêche maritime, article L. 230-5-1 : cantines"),
            [("crpm", "", "L230-5-1", "cantines", "", "", "")],
        ),
        (
            old("Loi Climat et résilience, article 35\u00a0: critère"),
            [("", "Loi Climat et résilience", "35", "critère", "", "", "")],
        ),
        (
            old("Décret n° 2024-134 du 21 février 2024 : parts minimales"),
            [("", "Décret n° 2024-134 du 21 février 2024", "", "parts minimales", "", "", "")],
        ),
        (
            old("Code de la commande publique, article L3", "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000037703263"),
            [("ccp", "", "L3", "", "", "", "LEGIARTI000037703263")],
        ),
        (old("Délai de paiement de 30 jours"), [("", "Délai de paiement de 30 jours", "", "", "", "", "")]),
        (old("", checked_on=None), [("", "", "", "", "", "", "")]),
    ],
)  # fmt: skip
def test_sentence_becomes_values(before, after):
    names = ("code", "law", "article", "subject", "read_in", "read_at", "identifier")
    assert [tuple(value[name] for name in names) for value in migration.values_of(before)] == after
    assert {value["checked_on"] for value in migration.values_of(before)} == {before["checked_on"]}


def test_blocks_keep_their_identifier_and_values_stay():
    blocks = [
        {"type": "reference", "value": old("Code de la commande publique, articles L3 et L4 : principes"), "id": "a"}
    ]
    made = migration.as_values(blocks)
    assert [block["id"] == "a" for block in made] == [True, False]
    assert migration.as_values(made) == made
    assert migration.ReferencesAsValues().apply(blocks) == made
    assert migration.ReferencesAsValues().operation_name_fragment == "references_as_values"


@pytest.fixture
def page(site_root):
    """A commitment in French and German as they were stored before, down to what translators wrote."""
    _charter, [page] = make_charter([7])
    translated(site_root)
    return page


def test_what_translators_have_follows_and_their_words_stay(page):
    translation = begin(page)
    source = TranslationSource.objects.get(pk=translation.source_id)
    content = json.loads(source.content_json)
    text = "Code de la commande publique, article L3\u00a0: principes"
    content["legal_references"] = json.dumps([{"type": "reference", "value": old(text), "id": "a"}])
    TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
    french, german = (Locale.objects.get(language_code=code) for code in ("fr", "de"))
    string = String.objects.create(locale=french, data=text)
    context = TranslationContext.objects.create(
        object_id=source.object_id, path="legal_references.a.text", field_path="legal_references.reference.text"
    )
    source.stringsegment_set.create(string=string, context=context, order=99, attrs="{}")
    StringTranslation.objects.create(
        locale=german, translation_of=string, context=context, data="Vergabegesetzbuch, Artikel L3: Grundsätze",
        translation_type="manual",
    )  # fmt: skip
    migration.texts_for_translators(apps, None)
    source.refresh_from_db()
    [block] = json.loads(json.loads(source.content_json)["legal_references"])
    assert (block["value"]["code"], block["value"]["article"], block["value"]["subject"]) == ("ccp", "L3", "principes")
    segment = source.stringsegment_set.get(order=99)
    assert (segment.context.path, segment.string.data) == ("legal_references.a.subject", "principes")
    assert String.from_value(french, segment.string.as_value()) == segment.string
    words = StringTranslation.objects.get(context=segment.context)
    assert (words.data, words.translation_of) == ("Grundsätze", segment.string)
    assert TranslationContext._get_path_id(segment.context.path) == segment.context.path_id
    assert CommitmentPage.objects.filter(pk=page.pk).exists()
