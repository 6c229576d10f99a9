"""Writing a guide in the admin: what a draft may lack, what publishing asks for, what the form offers."""

import copy
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from charter.models import Commitment
from guides.models import GuidePage
from tests.factories.charter import CommitmentFactory, make_charter
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, StageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_library(shared_home):
    return GuideIndexPageFactory()


@pytest.fixture
def library(shared_library, db):
    return copy.deepcopy(shared_library)


@pytest.fixture
def editor(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def guide_form(**changes):
    """What a browser sends for a complete guide."""
    fields = {
        "title": "Allotir",
        "slug": "allotir",
        "kind": "factsheet",
        "summary": "Découper un marché l’ouvre aux petites entreprises.",
        "body": streamfield([("heading", "Pourquoi"), ("rich_text", rich_text("<p>Parce que.</p>"))]),
        "figures": streamfield([]),
        "documents": streamfield([]),
        "authors": "La mission achats responsables",
        "last_reviewed_on": "2026-11-04",
        "review_every_months": "12",
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | changes)


def create(client, library, action=None, **changes):
    url = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", library.pk])
    # Lists of ticked boxes are sent as they are; the helper would number them.
    lists = {name: changes.pop(name) for name in ("commitments", "stages") if name in changes}
    data = guide_form(**changes) | lists | ({f"action-{action}": "1"} if action else {})
    return client.post(url, data)


def errors(response):
    return dict(response.context["form"].errors)


def test_complete_guide_is_published(library, client, editor):
    commitment, stage = CommitmentFactory(number=7), StageFactory()
    response = create(client, library, "publish", commitments=[commitment.pk], stages=[stage.pk])
    guide = GuidePage.objects.get()
    assert (response.status_code, guide.live, guide.kind) == (302, True, "factsheet")
    assert (list(guide.commitments.all()), list(guide.stages.all())) == ([commitment], [stage])
    assert [(block.block_type, str(block.value)) for block in guide.body][0] == ("heading", "Pourquoi")


def test_draft_is_kept_without_its_essentials(library, client, editor):
    response = create(client, library, summary="", last_reviewed_on="")
    guide = GuidePage.objects.get()
    assert (response.status_code, guide.live, guide.summary, guide.last_reviewed_on) == (302, False, "", None)


@pytest.mark.parametrize("field", ["summary", "last_reviewed_on"])
def test_guide_is_not_published_without_what_readers_count_on(library, client, editor, field):
    response = create(client, library, "publish", **{field: ""})
    assert (response.status_code, list(errors(response)), GuidePage.objects.count()) == (200, [field], 0)


def test_draft_without_essentials_is_not_published_afterwards(library, client, editor):
    create(client, library, summary="")
    guide = GuidePage.objects.get()
    url = reverse("wagtailadmin_pages:edit", args=[guide.pk])
    response = client.post(url, guide_form(summary="") | {"action-publish": "1"})
    guide.refresh_from_db()
    assert (list(errors(response)), guide.live) == (["summary"], False)


@pytest.mark.parametrize(("length", "is_published"), [(300, True), (301, False)])
def test_essentials_hold_in_300_characters(library, client, editor, length, is_published):
    create(client, library, "publish", summary="é" * length)
    assert GuidePage.objects.live().exists() == is_published


@pytest.mark.parametrize(("days", "refused"), [(0, []), (1, ["last_reviewed_on"])])
def test_review_in_the_future_is_refused(library, client, editor, days, refused):
    day = timezone.localdate() + timedelta(days=days)
    response = create(client, library, "publish", last_reviewed_on=day.isoformat())
    assert (list(errors(response)) if response.status_code == 200 else []) == refused


@pytest.mark.parametrize("months", ["0", "61", "-3", "douze"])
def test_review_period_out_of_bounds_is_refused(library, client, editor, months):
    response = create(client, library, review_every_months=months)
    assert (list(errors(response)), GuidePage.objects.count()) == (["review_every_months"], 0)


def test_form_offers_the_commitments_with_their_titles(library, client, editor):
    make_charter(numbers=(1, 2))
    url = reverse("wagtailadmin_pages:add", args=["guides", "guidepage", library.pk])
    page = BeautifulSoup(client.get(url).content, "html.parser")
    boxes = page.select("input[name=commitments]")
    labels = [box.find_parent("label").get_text(strip=True) for box in boxes]
    assert (len(labels), labels[:3]) == (42, ["1 · Engagement n° 1", "2 · Engagement n° 2", "3"])


def test_form_asks_one_question_for_all_the_titles(library, client, editor, django_assert_num_queries):
    make_charter(numbers=range(1, 6))
    Commitment.objects.titles()
    with django_assert_num_queries(2):
        assert len(Commitment.objects.titles()) == 5


def test_edit_form_ticks_the_commitments_served(library, client, editor):
    commitment = CommitmentFactory(number=7)
    create(client, library, "publish", commitments=[commitment.pk])
    url = reverse("wagtailadmin_pages:edit", args=[GuidePage.objects.get().pk])
    page = BeautifulSoup(client.get(url).content, "html.parser")
    ticked = page.select("input[name=commitments][checked]")
    assert [box["value"] for box in ticked] == [str(commitment.pk)]
