from django.db import migrations, models


def mark_what_was_edited_by_hand(apps, schema_editor):
    """Readers of a stopped translation may see words that no translator wrote."""
    published = apps.get_model("core", "PublishedTranslation")
    published.objects.filter(translation__enabled=False).update(by_hand=True)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0013_former_document_names"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedtranslation",
            name="by_hand",
            field=models.BooleanField(default=False, verbose_name="edited by hand"),
        ),
        migrations.RunPython(mark_what_was_edited_by_hand, migrations.RunPython.noop),
    ]
