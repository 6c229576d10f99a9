from django.apps import AppConfig


class LendingConfig(AppConfig):
    name = "tests.lending"
    label = "lending"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core import waiting  # noqa: PLC0415 - app ready: models exist from here on
        from core.mails import record  # noqa: PLC0415 - app ready: same
        from core.retention import declarations, rules  # noqa: PLC0415 - app ready: same
        from tests.lending.mails import MAILS  # noqa: PLC0415 - app ready: same
        from tests.lending.retention import BORROWERS, DECLARATION  # noqa: PLC0415 - app ready: same
        from tests.lending.waiting import LOANS_ASKED  # noqa: PLC0415 - app ready: same

        record.register(*MAILS)
        declarations.declare(DECLARATION)
        rules.register(BORROWERS)
        waiting.register(LOANS_ASKED)
