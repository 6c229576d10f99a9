"""The library of the demo, as the editors wrote it."""

from collections import Counter

import pytest

from charter.models import Commitment
from core.demo import read_content
from guides import demo
from guides.enums import GuideKind
from guides.models import GuidePage, LegalLever, PurchaseFamily, Stage
from guides.reference import load_vocabularies

pytestmark = pytest.mark.django_db

GUIDES = read_content(demo.__file__, "guides")["guides"]
#: Fields of a guide, and the lists of values that they name.
FACETS = {"stages": Stage, "families": PurchaseFamily, "levers": LegalLever}


@pytest.fixture(scope="module")
def shared_demo(shared_home):
    load_vocabularies()
    demo.load(shared_home)


@pytest.fixture
def loaded(shared_demo, site_root):
    return site_root


def test_load_publishes_a_library_of_every_kind(loaded):
    guides = GuidePage.objects.live()
    assert (guides.count(), set(guides.values_list("kind", flat=True))) == (15, set(GuideKind.values))


def test_load_serves_every_stage_of_the_purchase(loaded):
    assert Stage.objects.exclude(pk__in=GuidePage.objects.values("stages")).count() == 0


def test_load_serves_every_commitment_and_so_every_stake(loaded):
    served = GuidePage.objects.exclude(commitments=None).values("commitments")
    assert list(Commitment.objects.exclude(pk__in=served).values_list("number", flat=True)) == []


@pytest.mark.parametrize("facet", FACETS)
def test_guides_are_sorted_by_values_that_exist(loaded, facet):
    named = {slug for guide in GUIDES for slug in guide[facet]}
    assert sorted(named - set(FACETS[facet].objects.values_list("slug", flat=True))) == []


def test_guides_can_be_copied_from(loaded):
    blocks = Counter(block.block_type for guide in GuidePage.objects.all() for block in guide.body)
    assert (blocks["clause"] > len(GUIDES), blocks["table"] > 0, blocks["checklist"] > 0) == (True, True, True)


def test_load_makes_guides_that_an_editor_could_save(loaded):
    for guide in GuidePage.objects.all():
        guide.full_clean()
        guide.body.stream_block.clean(guide.body)


def test_loaded_guides_are_read(loaded, client):
    answers = {guide.url: client.get(guide.url).status_code for guide in GuidePage.objects.all()}
    assert set(answers.values()) == {200}
