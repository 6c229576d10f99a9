"""References that were a sentence and an address become values: text of law, article, what it is about.

« Code de la commande publique, articles L2113-12 et L2113-13 : réservation » becomes two values. An address that is not
official is no longer one of law: it is where the article was read, named by its site.
"""

import json
import re
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

CODES = {
    "ccp": r"commande publique|public procurement code|vergabegesetzbuch",
    "crpm": r"code rural|rural and maritime|landwirtschaft",
    "cenv": r"code de l.environnement",
    "ct": r"code du travail",
}
NUMBER = r"(?:[LRD]\.?\s?\*?)?\d+(?:-\d+)*"
ARTICLE = re.compile(rf",?\s*(?:articles?|artikel)\s+(?P<list>{NUMBER}(?:\s*(?:,|et|à|and|to|und|bis)\s*{NUMBER})*)", re.I)
OFFICIAL = ("www.legifrance.gouv.fr", "legifrance.gouv.fr", "eur-lex.europa.eu")
IDENTIFIER = re.compile(r"(?:LEGIARTI|JORFARTI|LEGITEXT|JORFTEXT)\d{12}")
#: As wagtail-localize numbers the strings and the places of its tables.
STRINGS, PLACES = UUID("59ed7d1c-7eb5-45fa-9c8b-7a7057ed56d7"), UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
TO = r"\s*(?:à|to|bis)\s*"


def values_of(old):
    """The values that say what a reference of before said."""
    named, _colon, subject = (old.get("text") or "").partition(" : " if " : " in (old.get("text") or "") else ":")
    found = ARTICLE.search(named)
    text = (named[: found.start()] + named[found.end() :]).strip(" ,\u00a0\u202f") if found else named.strip()
    code = next((code for code, words in CODES.items() if re.search(words, text, re.I)), "") if found else ""
    url = old.get("url") or ""
    host = urlsplit(url).hostname or ""
    is_official = host in OFFICIAL
    identifier = IDENTIFIER.search(url) if is_official else None
    articles = re.split(r"\s*(?:,|\bet\b|\band\b|\bund\b)\s*", found["list"]) if found else [""]
    articles = [re.sub(TO, " à ", article.strip()).replace(". ", "").replace(".", "") for article in articles]
    return [
        {
            "code": code,
            "law": "" if code else text[:160],
            "article": article,
            "subject": subject.strip()[:200],
            "checked_on": old.get("checked_on"),
            "identifier": identifier[0] if identifier and len(articles) == 1 and " " not in article else "",
            "read_in": "" if is_official else host[:120],
            "read_at": "" if is_official else url,
        }
        for article in articles
    ]


def as_values(blocks):
    """A stream of references of before, as values; what is a value already stays."""
    made = []
    for block in blocks:
        old = block.get("value") or {}
        if "text" not in old:
            made.append(block)
            continue
        for rank, value in enumerate(values_of(old)):
            # The first keeps the identifier: translations know their words by it.
            own = block.get("id") if rank == 0 else str(uuid5(NAMESPACE_URL, f"{block.get('id')}/{rank}"))
            made.append({"type": block["type"], "value": value, "id": own})
    return made


class ReferencesAsValues(BaseBlockOperation):
    """The operation on a stored stream."""

    def apply(self, block_value):
        return as_values(block_value)

    @property
    def operation_name_fragment(self):
        return "references_as_values"


def texts_for_translators(apps, schema_editor):
    """Do the same to the French texts that translators have, and keep what they wrote about each reference."""
    source_model = apps.get_model("wagtail_localize", "TranslationSource")
    for source in source_model.objects.filter(content_json__contains="legal_references"):
        content = json.loads(source.content_json)
        stored = content.get("legal_references")
        if isinstance(stored, str) and '"text"' in stored:
            content["legal_references"] = json.dumps(as_values(json.loads(stored)))
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
    keep_words(apps)


def keep_words(apps):
    """What translators wrote of a reference, as the words of what it is about."""
    context_model = apps.get_model("wagtail_localize", "TranslationContext")
    segment_model = apps.get_model("wagtail_localize", "StringSegment")
    string_model = apps.get_model("wagtail_localize", "String")
    translation_model = apps.get_model("wagtail_localize", "StringTranslation")
    for context in context_model.objects.filter(path__regex=r"^legal_references\.[^.]+\.text$"):
        path = context.path.removesuffix(".text") + ".subject"
        new_context, _made = context_model.objects.get_or_create(
            object_id=context.object_id,
            path=path,
            defaults={"path_id": uuid5(PLACES, path), "field_path": "legal_references.reference.subject"},
        )
        for segment in segment_model.objects.filter(context=context).select_related("string"):
            words = subject_of(segment.string.data)
            if not words:
                continue
            string, _made = string_model.objects.get_or_create(
                locale_id=segment.string.locale_id,
                data_hash=uuid5(STRINGS, words),
                defaults={"data": words},
            )
            for translation in translation_model.objects.filter(translation_of=segment.string, context=context):
                translation_model.objects.get_or_create(
                    locale_id=translation.locale_id,
                    translation_of=string,
                    context=new_context,
                    defaults={"data": subject_of(translation.data), "translation_type": translation.translation_type},
                )
            segment.string, segment.context = string, new_context
            segment.save(update_fields=["string", "context"])


def subject_of(text):
    """What a reference of before was about, without the names of text and article."""
    return re.split(r"\s?:\s", text, maxsplit=1)[-1].strip() if re.search(r"\s?:\s", text) else ""


class Migration(migrations.Migration):
    dependencies = [
        ("charter", "0006_legal_references"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        MigrateStreamData("charter", "CommitmentPage", "legal_references", [(ReferencesAsValues(), "")]),
        migrations.RunPython(texts_for_translators, migrations.RunPython.noop, elidable=False),
    ]
