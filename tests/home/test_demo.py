"""The demo fills the site once, whole and translatable; run again, it loses nothing that people did since."""

import pytest
from django.apps import apps
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from charter.models import CommitmentPage
from core.models import CustomDocument, CustomImage, ProgrammeSettings
from home.demo_media import landscape
from home.models import ContentPage, HomePage
from tests.home.conftest import load_demo

pytestmark = pytest.mark.django_db

COUNTED = ("core", "home", "charter", "guides", "training", "label_directory", "wagtailcore", "auth")


def counts():
    """How many rows each table of ours and of Wagtail’s pages holds."""
    return {
        model._meta.label: model._default_manager.count()
        for app in COUNTED
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }


def test_demo_is_loaded_once_and_loses_nothing(demo):
    before = counts()
    page = ContentPage.objects.in_source_language().exclude(body="[]").first()
    page.title, page.body = "Titre d’une rédactrice", [("heading", "Son texte")]
    page.save_revision().publish()
    home = HomePage.objects.in_source_language().get()
    home.sections = []
    home.save_revision().publish()
    revisions = Revision.objects.count()

    said = load_demo()
    assert said.count("The site is set up.") == 1

    page = ContentPage.objects.get(pk=page.pk)
    assert (page.title, [block.value for block in page.body]) == ("Titre d’une rédactrice", ["Son texte"])
    after = counts()
    changed = {name for name, count in after.items() if count != before[name]}
    # What is noted of the editor's two publications, and of the one below: their translations are older now.
    noted = {"wagtailcore.Revision", "wagtailcore.PageLogEntry", "wagtailcore.ReferenceIndex", "core.PassageMark"}
    assert changed - noted == set()
    # The home page, emptied, is furnished again: nothing else is.
    assert Revision.objects.count() - revisions == 1


def test_demo_is_whole(demo, crawl):
    for code in ("fr", "de", "en"):
        commitments = CommitmentPage.objects.live().filter(locale__language_code=code).order_by("commitment")
        assert list(commitments.values_list("commitment__number", flat=True)) == list(range(1, 43))
    assert ProgrammeSettings.objects.get().is_demo is True
    pages = Page.objects.filter(depth__gt=1)
    assert pages.filter(live=False).count() == 0
    # Nothing is a dead end: every page opens.
    answers = {page.url: (crawl[page.url].status, crawl[page.url].moved) for page in pages}
    assert {url: answer for url, answer in answers.items() if answer != (200, False)} == {}


def test_demo_can_be_sent_to_translation(demo):
    for page in Page.objects.filter(depth__gt=1).specific():
        source, _created = TranslationSource.update_or_create_from_instance(page)
        assert source.stringsegment_set.count() > 0, page


def test_demo_picture_is_the_same_for_the_same_name():
    assert landscape("atelier") == landscape("atelier")
    assert landscape("atelier") != landscape("marche")


def test_demo_media_is_added_once(demo):
    assert CustomImage.objects.count() == CustomImage.objects.values("tags__name").distinct().count()
    assert CustomDocument.objects.filter(file_size=0).count() == 0
