import json

import django.db.models.deletion
from django.db import migrations, models


def note_words(apps, schema_editor):
    """Readers see what translators wrote last: a translation was published from all its words of the time."""
    published = apps.get_model("core", "PublishedTranslation")
    segments = apps.get_model("wagtail_localize", "StringSegment")
    translations = apps.get_model("wagtail_localize", "StringTranslation")
    choices = apps.get_model("wagtail_localize", "OverridableSegment")
    overrides = apps.get_model("wagtail_localize", "SegmentOverride")
    for row in published.objects.select_related("translation"):
        locale, source = row.translation.target_locale_id, row.translation.source_id
        passages = list(
            segments.objects.filter(source=source)
            .order_by("order")
            .values_list("string_id", "context_id", "string__data", "context__path")
        )
        contexts = {context for _string, context, _words, _path in passages}
        words = {
            (string, context): data
            for string, context, data in translations.objects.filter(
                context__in=contexts, locale=locale, has_error=False
            ).values_list("translation_of_id", "context_id", "data")
        }
        row.passages = [[path, text, words.get((string, context)) or None] for string, context, text, path in passages]
        chosen = dict(
            overrides.objects.filter(locale=locale, has_error=False).values_list("context_id", "data_json")
        )
        row.overrides = {
            path: [json.loads(french), json.loads(chosen[context])]
            for context, path, french in choices.objects.filter(source=source).values_list(
                "context_id", "context__path", "data_json"
            )
            if context in chosen
        }
        row.save(update_fields=["passages", "overrides"])


def note_french(apps, schema_editor):
    """Back to the French words alone."""
    for row in apps.get_model("core", "PublishedTranslation").objects.all():
        row.source_words = [french for path, french, _words in row.passages if path != "slug"]
        row.save(update_fields=["source_words"])


class Migration(migrations.Migration):

    dependencies = [
        ("core", "0009_purge_run"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedtranslation",
            name="passages",
            field=models.JSONField(default=list, verbose_name="what readers see"),
        ),
        migrations.AddField(
            model_name="publishedtranslation",
            name="overrides",
            field=models.JSONField(default=dict, verbose_name="what it has of its own"),
        ),
        migrations.RunPython(note_words, note_french),
        migrations.RemoveField(model_name="publishedtranslation", name="source_words"),
        migrations.CreateModel(
            name="PassageMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(choices=[("older", "Older than the French text"), ("fuzzy", "Marked as unsure"), ("confirmed", "Confirmed in spite of a doubt")], max_length=10, verbose_name="where the words come from")),
                ("french", models.TextField(blank=True, verbose_name="the French words they translate")),
                ("translation", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="mark", to="wagtail_localize.stringtranslation")),
            ],
            options={
                "verbose_name": "mark of a passage",
                "verbose_name_plural": "marks of passages",
            },
        ),
    ]
