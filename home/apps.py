from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"
    files_of_each_language = ("demo_content/translations/{code}.po",)
