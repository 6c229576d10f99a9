"""Every address of the site has its line in ``who_may_what.txt``: a new one without is red here, within a second."""

import pytest
from django.urls import reverse

from tests.rights.addresses import Address, addresses
from tests.rights.matrix import Matrix, matrix

#: Enough to see that the resolver is read whole.
KNOWN = {"healthz", "wagtailadmin_pages:edit", "training_desk:erase", "wagtail_serve", "/media/{path}"}


@pytest.fixture(scope="module")
def names():
    reverse("wagtailadmin_home")
    return {address.name for address in addresses()}


def test_resolver_is_read_whole(names):
    assert names >= KNOWN


def test_every_address_has_its_line(names):
    assert {name for name in names if not matrix().line_of(name)} == set()


def test_every_line_has_its_address(names):
    used = {matrix().line_of(name).pattern for name in names if matrix().line_of(name)}
    assert [line.pattern for line in matrix().lines if line.pattern not in used] == []


def test_every_set_of_a_line_is_named():
    asked = {people for line in matrix().lines for people in (line.opens, *line.changes)}
    assert asked - set(matrix().people) == set()


def test_every_set_serves():
    said = {people for line in matrix().lines for people in (line.opens, *line.changes)}
    sets = matrix().words_of_people
    assert {name for name in matrix().people if name not in said and sets.count(name) < 2} == set()


def test_address_names_what_varies_in_it():
    assert Address("a", "/a/{page_id}/{slug}/").pieces == ["page_id", "slug"]


FILE = """
[people]
none = only
readers = nobody redaction
writes = redaction
writes @ locked =
[tables]
traces = django_session
page = wagtailcore_page
  *page
[addresses]
# a comment
a:edit  readers  writes: page
a:*     none
"""


@pytest.mark.parametrize(
    ("people", "label", "who"),
    [
        ("none", "", set()),
        ("readers", "", {"nobody", "redaction", "superuser"}),
        ("writes", "online", {"redaction", "superuser"}),
        ("writes", "locked", {"superuser"}),
    ],
)
def test_set_is_said_for_each_object(people, label, who):
    assert Matrix(FILE).who(people, label) == who


@pytest.mark.parametrize(
    ("role", "label", "table", "may"),
    [
        ("redaction", "online", "home_contentpage", True),
        ("redaction", "online", "core_user", False),
        ("redaction", "locked", "wagtailcore_page", False),
        ("nobody", "online", "wagtailcore_page", False),
        ("nobody", "online", "django_session", True),
    ],
)
def test_table_is_written_by_those_alone_who_may(role, label, table, may):
    read = Matrix(FILE)
    assert read.may_change(read.line_of("a:edit"), label, role, table) is may


def test_first_line_that_fits_holds():
    read = Matrix(FILE)
    assert [read.line_of(name).opens for name in ("a:edit", "a:b")] == ["readers", "none"]
    assert read.line_of("b") is None
