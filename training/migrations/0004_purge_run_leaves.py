from django.core.management.color import no_style
from django.db import migrations


def to_core(apps, schema_editor):
    move(apps, schema_editor, "training", "core")


def to_training(apps, schema_editor):
    move(apps, schema_editor, "core", "training")


def move(apps, schema_editor, source, target):
    """Rows of the purge, and the right to read them, from one application to the other."""
    move_rows(schema_editor, apps.get_model(source, "PurgeRun"), apps.get_model(target, "PurgeRun"))
    move_rights(apps, schema_editor.connection.alias, source, target)


def move_rows(schema_editor, source, target):
    alias = schema_editor.connection.alias
    names = [field.attname for field in source._meta.concrete_fields]
    rows = source.objects.using(alias).order_by("pk")
    target.objects.using(alias).bulk_create(target(**values) for values in rows.values(*names))
    rows.delete()
    # The keys came with the rows: PostgreSQL must count on from the last of them.
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [target]):
        schema_editor.execute(statement)


def move_rights(apps, alias, source, target):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    old = ContentType.objects.using(alias).filter(app_label=source, model="purgerun").first()
    # A database that is being made has neither yet: Django adds them after the last migration.
    if old is None:
        return
    new, _created = ContentType.objects.using(alias).get_or_create(app_label=target, model="purgerun")
    for permission in Permission.objects.using(alias).filter(content_type=old):
        same, _created = Permission.objects.using(alias).get_or_create(
            content_type=new, codename=permission.codename, defaults={"name": permission.name}
        )
        same.group_set.add(*permission.group_set.all())
        same.user_set.add(*permission.user_set.all())
        permission.delete()
    old.delete()


class Migration(migrations.Migration):
    """Runs of the purge are those of all applications: `core` keeps them from here on."""

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0009_purge_run"),
        ("training", "0003_mail_text_leaves"),
    ]

    operations = [
        migrations.RunPython(to_core, to_training),
        migrations.DeleteModel("PurgeRun"),
    ]
