"""A test that really commits ends by emptying every table: the data of the migrations must be there for the next one.

Two tests that do the same: whichever comes second would fail without the cure of conftest.py.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page

pytestmark = pytest.mark.django_db(transaction=True)


def made_by_migrations() -> tuple:
    """Return what only migrations make."""
    return (
        sorted(Locale.objects.values_list("language_code", flat=True)),
        Page.objects.filter(depth=1).count(),
        Collection.objects.filter(depth=1).count(),
        ContentType.objects.filter(app_label="home", model="homepage").count(),
    )


@pytest.mark.parametrize("turn", ["first", "second"])
def test_data_of_migrations_is_there(turn):
    assert made_by_migrations() == (["de", "en", "fr"], 1, 1, 1)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_site_can_be_built_and_served(turn, live_server, site_root, client):
    assert client.get("/").status_code == 200
