"""The texts of mails moved to core, with the right to change them and their log; and they can come back."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from core.models import MailText
from tests import content_types

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("core", "0007_privacy_page"), ("training", "0002_sign_ups")]


@pytest.fixture
def migrate():
    """Migrate to some place, or to the latest; the models as they are there. Ends at the latest."""

    def to(targets=None):
        executor = MigrationExecutor(connection)
        state = executor.migrate(targets or executor.loader.graph.leaf_nodes())
        ContentType.objects.clear_cache()
        return state.apps

    with content_types.kept():
        yield to
        to()


def write_text(apps):
    """A text of the team’s own in training, a group and an account that may change it, a line of the log."""
    text = apps.get_model("training", "MailText").objects.create(
        pk=41, kind="reminder", language="fr", subject="Bientôt", body="À bientôt."
    )
    content_type = apps.get_model("contenttypes", "ContentType").objects.get(app_label="training", model="mailtext")
    right = apps.get_model("auth", "Permission").objects.get(content_type=content_type, codename="change_mailtext")
    apps.get_model("auth", "Group").objects.create(name="Formations").permissions.add(right)
    apps.get_model("core", "User").objects.create(username="zoe").user_permissions.add(right)
    apps.get_model("wagtailcore", "ModelLogEntry").objects.create(
        content_type=content_type,
        object_id="41",
        action="training.change_mail_text",
        label="Rappel (Français)",
        timestamp=timezone.now(),
    )
    return [(41, "reminder", "fr", "Bientôt", "À bientôt.", text.changed_at)]


def held(apps, application, column):
    """All that is known of the texts, with the application that has it."""
    texts = apps.get_model(application, "MailText").objects.order_by("pk")
    types = apps.get_model("contenttypes", "ContentType").objects.filter(model="mailtext")
    rights = apps.get_model("auth", "Permission").objects.filter(codename="change_mailtext")
    lines = apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(content_type__in=types.values("pk"))
    return {
        "rows": list(texts.values_list("pk", column, "language", "subject", "body", "changed_at")),
        "types": list(types.values_list("app_label", flat=True)),
        "rights": list(rights.values_list("content_type__app_label", "group__name", "user__username")),
        "log": list(lines.values_list("action", "object_id", "label")),
    }


def all_of(application, rows):
    return {
        "rows": rows,
        "types": [application],
        "rights": [(application, "Formations", "zoe")],
        "log": [(f"{application}.change_mail_text", "41", "Rappel (Français)")],
    }


def test_texts_of_mails_move_to_core_and_back_with_all_that_is_theirs(migrate):
    before = migrate(BEFORE)
    rows = write_text(before)
    assert held(before, "training", "kind") == all_of("training", rows)
    assert held(migrate(), "core", "mail") == all_of("core", rows)
    # A new text takes a number of its own.
    new = MailText.objects.create(mail="loan_lent", language="fr", subject="Prêt", body="Venez.")
    assert new.pk > 41
    # Training never had a mail of this name: its text stays behind.
    assert held(migrate(BEFORE), "training", "kind") == all_of("training", rows)
    assert held(migrate(), "core", "mail") == all_of("core", rows)
