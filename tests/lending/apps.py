from django.apps import AppConfig


class LendingConfig(AppConfig):
    name = "tests.lending"
    label = "lending"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.mails.record import register  # noqa: PLC0415 - app ready: models exist from here on
        from tests.lending.mails import MAILS  # noqa: PLC0415 - app ready: same

        register(*MAILS)
