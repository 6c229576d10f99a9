"""A site open in German, and a French page sent to translation: what most tests of the rules start from."""

import pytest

from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated


@pytest.fixture
def home(site_root):
    """The French home page, whose German one is translated and online."""
    translated(site_root)
    return site_root


@pytest.fixture
def page(home):
    """A French page with three passages: its title, its address, its summary."""
    return ContentPageFactory(title="Mentions", slug="mentions", summary="Qui publie ce site.")
