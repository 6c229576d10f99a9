"""The loader of the demo's guides, on a small library of its own."""

from datetime import date

import pytest

import guides.demo
from guides.demo import load
from guides.models import GuideIndexPage, GuidePage
from guides.reference import load_vocabularies

pytestmark = pytest.mark.django_db

CONTENT = {
    "guides": [
        {
            "title": "Allotir",
            "slug": "allotir",
            "kind": "factsheet",
            "summary": "Découper pour ouvrir.",
            "body": [
                {"type": "heading", "value": "Pourquoi"},
                {"type": "checklist", "value": {"title": "À vérifier", "items": ["Un", "Deux"]}},
            ],
            "figures": [{"value": "42", "unit": "", "label": "engagements", "year": 2026, "source": "La charte"}],
            "commitments": [3, 7],
            "stages": ["planning"],
            "families": [],
            "levers": [],
            "audiences": [],
            "authors": "La mission",
            "last_reviewed_on": "2026-11-04",
            "review_every_months": 12,
        }
    ]
}


@pytest.fixture
def loaded(site_root, monkeypatch):
    load_vocabularies()
    monkeypatch.setattr(guides.demo, "read_content", lambda file, name: CONTENT)
    load(site_root)
    return site_root


def test_load_publishes_the_guides_of_the_file(loaded):
    guide = GuidePage.objects.get()
    assert (guide.live, guide.get_url(), guide.kind, guide.last_reviewed_on) == (
        True,
        "/guides/allotir/",
        "factsheet",
        date(2026, 11, 4),
    )
    assert [block.block_type for block in guide.body] == ["heading", "checklist"]
    assert list(guide.commitments.values_list("number", flat=True)) == [3, 7]
    assert list(guide.stages.values_list("slug", flat=True)) == ["planning"]
    assert guide.figures[0].value["label"] == "engagements"


def test_load_gives_each_block_an_identifier(loaded):
    body = GuidePage.objects.get().body
    assert [bool(block.id) for block in body] == [True, True]
    assert len({block.id for block in body}) == 2


def test_load_twice_changes_nothing(loaded):
    before = list(GuidePage.objects.values("pk", "latest_revision"))
    load(loaded)
    assert (list(GuidePage.objects.values("pk", "latest_revision")), GuideIndexPage.objects.count()) == (before, 1)


def test_load_keeps_a_library_that_editors_have_emptied(loaded):
    GuidePage.objects.get().delete()
    load(loaded)
    assert GuidePage.objects.count() == 0


def test_loaded_guide_is_read(loaded, client):
    assert client.get("/guides/allotir/").status_code == 200
