"""Any changes of addresses, one after the other: no reader who remembers all of them ever goes round, or is lost."""

from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from core.translation.gate import TranslationNotReady
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated
from tests.remembering import RememberingBrowser

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "de")
SLUG = st.sampled_from(["un", "deux", "trois", "quatre"])
WHICH = st.integers(0, 30)


@pytest.fixture(scope="module")
def shared_pages(shared_home):
    """Three French pages, one below another, each in German too."""
    one = ContentPageFactory(slug="un")
    pages = [one, ContentPageFactory(parent=one, slug="deux"), ContentPageFactory(slug="trois")]
    for code in LANGUAGES[1:]:
        for page in pages:
            translated(page, code)
    return [page.get_translation(Locale.objects.get(language_code=code)).pk for page in pages for code in LANGUAGES]


def rename(page, slug, _other):
    page.slug = slug
    page.save_revision().publish()


def rename_unseen(page, slug, _other):
    page.slug = slug
    page.save()


def leave(page, _slug, _other):
    page.unpublish()


def leave_with_those_below(page, _slug, _other):
    for found in page.get_descendants(inclusive=True).specific():
        found.unpublish()


def come_back(page, _slug, _other):
    page.save_revision().publish()


def delete(page, _slug, _other):
    page.delete()


def move(page, _slug, other):
    place = other if other.locale_id == page.locale_id else page.get_parent()
    if place.pk != page.pk and not place.is_descendant_of(page) and place.slug != page.slug:
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=place.pk), pos="last-child")


def move_to_the_top(page, _slug, _other):
    home = page.get_ancestors().get(depth=2)
    if not home.get_children().not_page(page).filter(slug=page.slug).exists():
        Page.objects.get(pk=page.pk).move(home, pos="first-child")


def copy_page(page, slug, _other):
    page.copy(update_attrs={"slug": slug}, keep_live=True)


def swap(page, _slug, other):
    if other.pk != page.pk and other.get_parent().pk == page.get_parent().pk:
        slugs = page.slug, other.slug
        rename(page, "entre-temps", None)
        rename(Page.objects.get(pk=other.pk).specific, slugs[0], None)
        rename(Page.objects.get(pk=page.pk).specific, slugs[1], None)


STEPS = [
    rename, rename_unseen, leave, leave_with_those_below, come_back, delete, move, move_to_the_top, copy_page, swap,
]  # fmt: skip
STEP = st.tuples(st.sampled_from(STEPS), WHICH, SLUG, WHICH)


def pages_below_the_home_pages():
    return list(Page.objects.filter(depth__gt=2).order_by("pk").specific())


def walk(step, page, slug, other, commit):
    """One step, as far as the site allows it: what is refused changes nothing."""
    try:
        with commit(), transaction.atomic():
            step(page, slug, other)
    except (ValidationError, TranslationNotReady):
        pass


class Memory:
    """Which page answered last at each address, as its readers know."""

    def __init__(self):
        self.browser, self.owners = RememberingBrowser(Client()), {}

    def look_around(self):
        for page in pages_below_the_home_pages():
            # Where it was seen already, it is looked for at the end.
            if page.live and not page.alias_of_id and self.owners.get(page.url) != page.pk:
                assert self.browser.open(page.url) == (200, [])
                self.owners[page.url] = page.pk

    def lost(self):
        """What is wrong with the addresses that ever answered."""
        for address, owner in self.owners.items():
            page = Page.objects.filter(pk=owner, live=True).first()
            expected = (200, [] if page.url == address else [page.url]) if page else (404, [])
            for asked in (address, f"{address}?vue=1"):
                found = self.browser.open(asked)
                if (found[0], [urlsplit(step).path for step in found[1]]) != expected:
                    yield asked, found, expected


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=9))
def test_address_that_ever_answered_leads_to_its_page(
    shared_pages, site_root, django_capture_on_commit_callbacks, steps
):
    cache.clear()
    memory = Memory()
    with transaction.atomic():
        memory.look_around()
        for step, which, slug, other in steps:
            pages = pages_below_the_home_pages()
            if not pages:
                break
            page, beside = pages[which % len(pages)], pages[other % len(pages)]
            walk(step, page, slug, beside, lambda: django_capture_on_commit_callbacks(execute=True))
            memory.look_around()
        assert list(memory.lost()) == []
        here = {page.url.rstrip("/") for page in pages_below_the_home_pages() if page.live}
        assert here & set(Redirect.objects.values_list("old_path", flat=True)) == set()
        transaction.set_rollback(True)
