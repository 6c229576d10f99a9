"""Whoever registered is asked before a page goes online, once each; translations and dead ends have their gates."""

import pytest
from wagtail.models import Page, Revision

from core import publication
from core.dead_ends import refuse_dead_ends
from core.flaws import refuse_flawed
from core.publication import ask_before_publication, before_publication
from core.translation.gate import refuse_unready
from core.undescribed import refuse_undescribed
from tests.factories.home import ContentPageFactory


@pytest.fixture
def asked(monkeypatch):
    """What a witness was asked, who is registered twice and stands alone."""
    questions: list[tuple[Page, Revision | None]] = []

    def witness(page, revision):
        questions.append((page, revision))

    monkeypatch.setattr(publication, "_OBJECTORS", [])
    before_publication(witness)
    before_publication(witness)
    return questions


def test_each_is_asked_once(asked):
    page, revision = Page(title="Accueil"), Revision()
    ask_before_publication(page, revision)
    assert asked == [(page, revision)]


def test_page_asks_before_it_goes_online(site_root, asked):
    page = ContentPageFactory(live=False)
    revision = page.save_revision()
    page.publish(revision)
    assert asked == [(page, revision)]


def test_error_stops_the_publication(site_root, monkeypatch):
    def refuse(page, revision):
        raise ValueError("not today")

    monkeypatch.setattr(publication, "_OBJECTORS", [refuse])
    page = ContentPageFactory(live=False)
    with pytest.raises(ValueError, match="not today"):
        page.save_revision().publish()
    page.refresh_from_db()
    assert page.live is False


def test_whoever_may_stop_a_publication_is_asked_in_this_order():
    assert [refuse_unready, refuse_dead_ends, refuse_undescribed, refuse_flawed] == publication._OBJECTORS
