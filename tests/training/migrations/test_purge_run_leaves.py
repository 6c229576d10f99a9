"""Runs of the purge go from `training` to `core` and back, with the right to read them: nothing is lost."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tests import content_types

pytestmark = pytest.mark.django_db(transaction=True)

ARRIVES, LEAVES = ("core", "0009_purge_run"), ("training", "0004_purge_run_leaves")
NIGHT = datetime.datetime(2027, 1, 12, 2, 5, tzinfo=datetime.UTC)


def migrate(targets):
    """Bring the database to some migrations; returns its models as they were there."""
    return MigrationExecutor(connection).migrate(targets).apps


def before():
    """The migrations that both of these build on, whatever came between."""
    loader = MigrationExecutor(connection).loader
    parents = [parent for node in (ARRIVES, LEAVES) for parent in loader.get_migration(*node).dependencies]
    return [parent for parent in parents if parent[0] in ("core", "training") and parent != ARRIVES]


@pytest.fixture
def old():
    """The models as they were before; at the end, the database is as the others left it."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    with content_types.kept():
        yield migrate(before())
        migrate(latest)


def runs_of(apps, label):
    """The runs, and the groups and accounts that may read them."""
    rows = list(apps.get_model(label, "PurgeRun").objects.order_by("pk").values())
    permissions = apps.get_model("auth", "Permission").objects.filter(codename="view_purgerun")
    (permission,) = permissions.select_related("content_type")
    return rows, permission.content_type.app_label, holders(permission)


def holders(permission):
    return (
        sorted(permission.group_set.values_list("name", flat=True)),
        sorted(permission.user_set.values_list("username", flat=True)),
    )


def fill(apps):
    """Two runs, one of them broken off, and somebody who reads them by a group, somebody by a right of their own."""
    run = apps.get_model("training", "PurgeRun")
    run.objects.create(pk=41, ran_at=NIGHT, ended_at=NIGHT, night=NIGHT.date(), counts={"confirmed": 3, "mail": 0})
    run.objects.create(pk=57, ran_at=NIGHT + datetime.timedelta(days=1))
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _created = content_types.get_or_create(app_label="training", model="purgerun")
    permission, _created = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename="view_purgerun", defaults={"name": "Can view run of the purge"}
    )
    permission.group_set.create(name="Archives")
    permission.user_set.create(username="archiviste")


def test_rows_and_rights_go_to_core_and_come_back(old):
    fill(old)
    rows, label, readers = runs_of(old, "training")
    assert (len(rows), label, readers) == (2, "training", (["Archives"], ["archiviste"]))

    new = migrate([ARRIVES, LEAVES])
    assert runs_of(new, "core") == (rows, "core", readers)
    assert "training_purgerun" not in connection.introspection.table_names()
    # The next run has a key of its own.
    assert new.get_model("core", "PurgeRun").objects.create(ran_at=timezone.now()).pk > 57
    new.get_model("core", "PurgeRun").objects.filter(pk__gt=57).delete()

    assert runs_of(migrate(before()), "training") == (rows, "training", readers)
    assert "core_purgerun" not in connection.introspection.table_names()


def test_rights_that_were_given_meanwhile_are_kept(old):
    fill(old)
    halfway = migrate([ARRIVES])
    content_type = halfway.get_model("contenttypes", "ContentType").objects.create(app_label="core", model="purgerun")
    halfway.get_model("auth", "Permission").objects.create(
        content_type=content_type, codename="view_purgerun", name="Can view run of the purge"
    ).group_set.create(name="Administration")
    _rows, label, readers = runs_of(migrate([LEAVES]), "core")
    assert (label, readers) == ("core", (["Administration", "Archives"], ["archiviste"]))


def test_a_database_that_is_being_made_has_no_right_to_move(old):
    old.get_model("auth", "Permission").objects.filter(codename="view_purgerun").delete()
    old.get_model("contenttypes", "ContentType").objects.filter(model="purgerun").delete()
    migrate([LEAVES])
    assert ContentType.objects.filter(model="purgerun").count() == 0
