"""The 42 commitments as facts. What each of them says is on its page."""

from django.db import migrations


def create_commitments(apps, schema_editor):
    Commitment = apps.get_model("charter", "Commitment")
    for number in range(1, 43):
        Commitment.objects.get_or_create(number=number)


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]

    operations = [migrations.RunPython(create_commitments, migrations.RunPython.noop, elidable=False)]
