from django.apps import AppConfig


class GuidesConfig(AppConfig):
    name = "guides"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from core.uses import tell_uses  # noqa: PLC0415 - app ready: same
        from core.waiting import register  # noqa: PLC0415 - app ready: models exist from here on
        from guides.desk import REVIEWS  # noqa: PLC0415 - app ready: same
        from guides.uses import guides_of_a_commitment  # noqa: PLC0415 - app ready: same

        register(REVIEWS)
        tell_uses(guides_of_a_commitment)
