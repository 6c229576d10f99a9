"""The developers' room: what measures, draws and tries the site, and is never installed on a server."""

from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = "Workshop"
