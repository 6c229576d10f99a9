"""The command that lists the redirects that serve nobody."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(site_root):
    return {name: ContentPageFactory(slug=name, live=name != "hors-ligne") for name in ("page", "hors-ligne")}


def said(*options):
    """The lines of the command, and how it ends."""
    out = io.StringIO()
    try:
        call_command("check_redirects", *options, stdout=out)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_redirects_that_serve_are_passed_over(pages):
    Redirect.objects.create(old_path="/a", redirect_page=pages["page"])
    Redirect.objects.create(old_path="/b", redirect_link="https://ailleurs.example/", site=Site.objects.get())
    # It waits for its page.
    Redirect.objects.create(old_path="/c", redirect_page=pages["hors-ligne"], automatically_created=True)
    assert said() == ([], "")


def test_redirects_that_serve_nobody_are_listed_each_with_its_reason(pages):
    Redirect.objects.create(old_path="/bien", redirect_page=pages["page"])
    Redirect.objects.create(old_path="/a", redirect_link="/a/")
    Redirect.objects.create(old_path="/b", redirect_link="/c/")
    Redirect.objects.create(old_path="/c", redirect_link="/b/")
    Redirect.objects.create(old_path="/d", redirect_page=pages["hors-ligne"])
    Redirect.objects.create(old_path="/page", redirect_link="/")
    assert said() == (
        [
            "/a → /a/: leads to itself",
            "/b → /c/: leads round in a circle",
            "/c → /b/: leads round in a circle",
            "/d → /hors-ligne/: leads where nothing answers",
            "/page → /: has the address of a page that is online: nobody follows it",
        ],
        "5 of 6 redirects serve nobody.",
    )


def test_what_nobody_wrote_at_the_address_of_a_page_is_removed_when_asked(pages):
    Redirect.objects.create(old_path="/page", redirect_page=pages["page"], automatically_created=True)
    written = Redirect.objects.create(old_path="/page?p=1", redirect_link="/")
    lines, error = said("--mend")
    assert lines[0] == "/page → /page/: removed"
    assert error == "1 of 1 redirects serve nobody."
    assert list(Redirect.objects.all()) == [written]
