import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Runs of the purge, which `training` kept: it hands its rows over in its own migration `0004_purge_run_leaves`."""

    dependencies = [
        ("core", "0008_mail_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="PurgeRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ran_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="began on")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended on")),
                ("night", models.DateField(null=True, unique=True, verbose_name="night")),
                ("counts", models.JSONField(default=dict, verbose_name="erased, by rule")),
            ],
            options={
                "verbose_name": "run of the purge",
                "verbose_name_plural": "runs of the purge",
                "ordering": ["-ran_at", "-pk"],
                "default_permissions": ("view",),
            },
        ),
    ]
