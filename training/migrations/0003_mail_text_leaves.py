"""The texts of mails are core’s: the rows of the team’s own words go there, with the right to change them and their log.

Nothing is lost in either direction: rows keep their numbers, groups and accounts their right, and the log its lines. Going
back, texts of mails that this application never had stay behind.
"""

from django.core.management.color import no_style
from django.db import migrations

NAMES = ("confirm_address", "already_signed_up", "seat_confirmed", "waiting", "session_full", "offer", "offer_lapsed", "offer_declined", "withdrawn", "session_cancelled", "session_moved", "handed_over", "seat_received", "other_session", "address_corrected", "links", "reminder", "queue_closed")
WORDS = ("id", "language", "subject", "body", "changed_at")
ACTIONS = ("change_mail_text", "restore_mail_text")


def leave(apps, schema_editor):
    """From training to core."""
    carry(apps, schema_editor, ("training", "kind"), ("core", "mail"))


def come_back(apps, schema_editor):
    """From core to training."""
    carry(apps, schema_editor, ("core", "mail"), ("training", "kind"))


def carry(apps, schema_editor, source, target):
    """Copy rows, then what points to their model.

    :param source: application, and its column for the name of a mail.
    :param target: likewise.
    """
    (old_app, old_column), (new_app, new_column) = source, target
    alias = schema_editor.connection.alias
    old, new = apps.get_model(old_app, "MailText"), apps.get_model(new_app, "MailText")
    rows = old.objects.using(alias).filter(**{f"{old_column}__in": NAMES})
    copies = [
        new(**{new_column: getattr(row, old_column)}, **{name: getattr(row, name) for name in WORDS}) for row in rows
    ]
    new.objects.using(alias).bulk_create(copies)
    # Rows came with their numbers: the next one must not take one of them (PostgreSQL counts apart).
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), [new]):
        schema_editor.execute(statement)
    hand_over(apps, alias, old_app, new_app)


def hand_over(apps, alias, old_app, new_app):
    """Give one model what names the other: rights of groups and accounts, lines of the log."""
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    old = content_types.filter(app_label=old_app, model="mailtext").first()
    if old is None:
        # A new database: nobody has any right yet.
        return
    new, _created = content_types.get_or_create(app_label=new_app, model="mailtext")
    for right in permissions.filter(content_type=old):
        same, _created = permissions.get_or_create(
            content_type=new, codename=right.codename, defaults={"name": right.name}
        )
        same.group_set.add(*right.group_set.all())
        same.user_set.add(*right.user_set.all())
    lines = apps.get_model("wagtailcore", "ModelLogEntry").objects.using(alias).filter(content_type=old)
    for action in ACTIONS:
        lines.filter(action=f"{old_app}.{action}").update(action=f"{new_app}.{action}")
    lines.update(content_type=new)
    old.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0008_mail_text"),
        ("training", "0002_sign_ups"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(leave, come_back),
        migrations.DeleteModel("MailText"),
    ]
