"""A site open in German, and a French page sent to translation: what most tests of the rules start from."""

import copy

import pytest

from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated


@pytest.fixture(scope="module")
def shared_translated_home(shared_home):
    translated(shared_home)


@pytest.fixture
def home(shared_translated_home, site_root):
    """The French home page, whose German one is translated and online."""
    return site_root


@pytest.fixture(scope="module")
def shared_page(shared_translated_home):
    return ContentPageFactory(title="Mentions", slug="mentions", summary="Qui publie ce site.")


@pytest.fixture
def page(shared_page, home):
    """A French page with three passages: its title, its address, its summary."""
    return copy.deepcopy(shared_page)
