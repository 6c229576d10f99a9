from django.apps import apps

from config.settings import base, dev, test


def test_workshop_is_installed_where_one_works():
    assert apps.get_app_config("workshop").name == "workshop"
    assert "workshop" in dev.INSTALLED_APPS


def test_workshop_is_on_no_server():
    assert "workshop" not in base.INSTALLED_APPS
    assert set(test.INSTALLED_APPS) - set(base.INSTALLED_APPS) == {"workshop", "tests.lending"}
