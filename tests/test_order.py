"""Tests run in an order in which none finds what another left: those that commit come last (conftest.py)."""

from types import SimpleNamespace

import pytest

from tests.conftest import CommittingLast, leaves_behind


def item(*fixtures, name="", transaction=None):
    """What pytest collects, as far as the order asks."""
    marker = None if transaction is None else SimpleNamespace(kwargs={"transaction": transaction})
    return SimpleNamespace(name=name, fixturenames=fixtures, get_closest_marker={"django_db": marker}.get)


def test_order_is_by_what_a_test_leaves_behind():
    storm, flushed, served = item("_opened"), item("db", transaction=True), item("live_server")
    shared, plain = item("shared_home"), item("db", transaction=False)
    items = [storm, flushed, shared, served, plain]
    CommittingLast().pytest_collection_modifyitems(items)
    assert items == [shared, plain, flushed, served, storm]


# Opens the database, so that it is asked of the run on PostgreSQL too, where both floors are one run.
@pytest.mark.django_db
def test_order_of_this_run_is_that_one(request):
    left = [leaves_behind(item) for item in request.session.items]
    assert left == sorted(left)
