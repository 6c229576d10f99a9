from django.apps import AppConfig


class LabelDirectoryConfig(AppConfig):
    name = "label_directory"
    default_auto_field = "django.db.models.BigAutoField"
