"""What every test can count on: a clean cache, French, a site with its languages, its data back after a flush.

A transactional test (one with a live server, or that looks at real commits) ends by emptying every
table: with them go the languages, the root page and the rights that the migrations made, and each
test after it would fail for no reason of its own. So such a test is always marked to start from the
data of a fresh database (`serialized_rollback`), and pytest-django runs them after all others.
"""

import copy
import gc
import os
import shutil

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests import migrated, prepared_demo

pytest_plugins = ["tests.cpu_times", "tests.deep"]

# A busy machine fails no test.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")

# The first has no windows: half the processor time, and the same pages.
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
TRANSACTIONAL_FIXTURES = frozenset({"live_server", "transactional_db"})


def chromium_path() -> str | None:
    """Return the Chromium of this machine: the one that CHROMIUM names, or the system's."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


def pytest_configure(config):
    """Compile the catalogues that changed, once, before any process reads them."""
    from core.management.commands.compile_catalogues import compile_changed  # noqa: PLC0415 - app ready: Django is set up

    if not hasattr(config, "workerinput"):
        compile_changed()
    config.pluginmanager.register(CommittingLast())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark the tests of some folders, leave those out that lack a Chromium, give flushed tests their data."""
    browser = chromium_path()
    for item in items:
        folders = item.path.relative_to(item.config.rootpath).parts[:-1]
        if "browser" in folders:
            item.add_marker("browser")
        if item.get_closest_marker("browser") and not browser:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))
        if opens_the_database(item):
            item.add_marker("database")
        if is_transactional(item):
            marker = item.get_closest_marker("django_db")
            arguments = (marker.kwargs if marker else {}) | {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**arguments), append=False)


def opens_the_database(item) -> bool:
    """Whether a test reads or writes the database; those of a folder that opens it by itself do too."""
    fixtures = {"db", "_opened", *TRANSACTIONAL_FIXTURES}
    return bool(item.get_closest_marker("django_db") or fixtures.intersection(getattr(item, "fixturenames", ())))


def is_transactional(item) -> bool:
    """Whether a test commits for good, and empties every table at its end."""
    marker = item.get_closest_marker("django_db")
    fixtures = getattr(item, "fixturenames", ())
    return bool(marker and marker.kwargs.get("transaction") or TRANSACTIONAL_FIXTURES.intersection(fixtures))


def leaves_behind(item) -> int:
    """How much a test leaves in the database for the next: nothing; empty tables, put back; or all that it wrote.

    The last are those of a folder that opens the database by itself, and sweeps before each of its own tests only.
    """
    return 2 if "_opened" in getattr(item, "fixturenames", ()) else int(is_transactional(item))


class CommittingLast:
    """Tests that commit for good come after all others, and those that leave it all there at the very end.

    pytest-django puts the first there too, but before those that it takes for tests without a database: a test that
    only uses what its module shares is one of these, and would find every table empty.
    """

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        """Keep the order of the rest."""
        items.sort(key=leaves_behind)


def pytest_collection_finish(session):
    """Let the garbage collector leave alone what lives as long as the run: thousands of tests, all of Django."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_terminal_summary(terminalreporter):
    """Say loudly that the browser tests were left out."""
    if chromium_path() is None:
        terminalreporter.section("BROWSER TESTS LEFT OUT", red=True, bold=True)
        terminalreporter.line("No Chromium was found: nothing that a browser shows was tested.")
        terminalreporter.line("Install one (Debian: apt-get install chromium), or name yours: CHROMIUM=/path make test")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Start from a copy of a migrated database, on SQLite; True tells pytest-django to take what is there."""
    database = django_settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return django_db_keepdb
    migrated.bring(database["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def folder_of_the_run(tmp_path_factory, request):
    """A folder that all the processes of the run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session", autouse=True)
def _demo_in_the_making(request, folder_of_the_run):
    """Have the demo ready when the tests that read it come: those of a browser come after all others."""
    wanted = demo_is_read(request.session.items)
    process = prepared_demo.begin(folder_of_the_run) if wanted else None
    yield
    if process:
        process.terminate()
        process.wait()


def demo_is_read(items) -> bool:
    """Whether a test that will run reads the demo that is prepared: in a browser, or its copy on SQLite."""
    browser = bool(chromium_path()) and any(item.get_closest_marker("browser") for item in items)
    on_sqlite = django_settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return browser or on_sqlite and any("loaded_demo" in getattr(item, "fixturenames", ()) for item in items)


@pytest.fixture(autouse=True)
def _clean_cache():
    """Wagtail keeps the addresses of sites in the cache: a test must not find another's."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _in_french():
    """A request leaves its language active in the thread; each test starts and ends in French."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


def make_home():
    """Make the French home page of a site with its three languages and nothing else.

    The page that Wagtail's migrations leave becomes it: to delete a page asks every table, for each test.
    """
    from wagtail.models import Locale, Site  # noqa: PLC0415 - app ready: models load after Django's setup

    from home.models import HomePage  # noqa: PLC0415 - app ready: same

    for code, _name in django_settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    welcome = Site.objects.get(is_default_site=True).root_page
    home = HomePage(title="Accueil", draft_title="Accueil", slug="accueil", url_path="/accueil/")
    home.path, home.depth = welcome.path, welcome.depth
    home.locale = Locale.objects.get(language_code="fr")
    home.page_ptr = welcome
    home.save_base()  # not save(), which would look for the home page that was there before
    Site.clear_site_root_paths_cache()
    return HomePage.objects.get(pk=home.pk)


@pytest.fixture(scope="module")
def shared_data(django_db_setup, django_db_blocker):
    """A transaction around all the tests of a module: what fixtures of that scope write is there for each of them.

    What a test does is undone at its end, as ever; the rest is gone after the last one. Not for a module with
    transactional tests: they would stand inside.
    """
    whole = transaction.atomic()
    # As the transactions of Django's own tests: what must be one of its own (durable) may begin inside.
    whole._from_testcase = True
    cache.clear()
    with django_db_blocker.unblock(), translation.override(django_settings.LANGUAGE_CODE), whole:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def _shared_at_the_start(request):
    """Make at once all that tests of a module share (fixtures named ``shared_...``): each finds it, in any order."""
    asked = {name for item in tests_beside(request) for name in getattr(item, "fixturenames", ())}
    for name in sorted(name for name in asked if name.startswith("shared_")):
        request.getfixturevalue(name)


def tests_beside(request) -> list[pytest.Item]:
    """The tests of the module that asks."""
    return [item for item in request.session.items if item.path == request.path]


@pytest.fixture(scope="module")
def shared_home(request):
    """The home page, made once a module; None where a transactional test would empty the tables: each makes its own."""
    if any(map(is_transactional, tests_beside(request))):
        return None
    request.getfixturevalue("shared_data")
    return make_home()


@pytest.fixture
def site_root(shared_home, db):
    """The French home page of a site with its three languages and nothing else."""
    return copy.deepcopy(shared_home) if shared_home else make_home()
