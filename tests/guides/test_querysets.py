"""Which guides answer a question, in which language and in which order."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Locale, PageViewRestriction

from guides.models import GuidePage
from tests.factories.charter import CommitmentFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, StageFactory
from tests.factories.translations import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(site_root):
    return GuideIndexPageFactory()


def published_on(day, **kwargs):
    guide = GuidePageFactory(**kwargs)
    GuidePage.objects.filter(pk=guide.pk).update(first_published_at=datetime(2026, 1, day, tzinfo=UTC))
    return guide


def serving(*numbers):
    return {"commitments": [CommitmentFactory(number=number) for number in numbers]}


def test_guides_latest_first_puts_the_last_published_first(library):
    oldest, newest, middle = (published_on(day, parent=library) for day in (1, 9, 5))
    assert list(GuidePage.objects.latest_first()) == [newest, middle, oldest]


def test_guides_published_together_come_in_a_steady_order(library):
    first, second = (published_on(1, parent=library) for _ in range(2))
    assert list(GuidePage.objects.latest_first()) == [second, first]


def test_guides_by_facts_finds_a_translation_by_the_lists_of_its_source(library):
    stage = StageFactory()
    source = GuidePageFactory(parent=library, many_to_many={"stages": [stage]})
    translation = translate(source, stages=[])
    assert translation.stages.count() == 0
    assert list(GuidePage.objects.by_facts(stages=stage).order_by("pk")) == [source, translation]


def test_guides_by_facts_ignores_what_only_the_translation_says(library):
    stage = StageFactory()
    translate(GuidePageFactory(parent=library), stages=[stage])
    assert list(GuidePage.objects.by_facts(stages=stage)) == []


def test_guides_serving_come_the_latest_first_and_those_only_in_french_last(library):
    older = published_on(1, parent=library, many_to_many=serving(7))
    newer = published_on(2, parent=library, many_to_many=serving(7, 8))
    GuidePageFactory(parent=library, many_to_many=serving(9))
    german = translate(older)
    assert list(GuidePage.objects.serving([7], Locale.get_default())) == [newer, older]
    assert list(GuidePage.objects.serving([7], german.locale)) == [german, newer]


def test_guides_serving_several_commitments_are_listed_once(library):
    guide = GuidePageFactory(parent=library, many_to_many=serving(7, 8))
    assert list(GuidePage.objects.serving([7, 8], Locale.get_default())) == [guide]


def test_guides_serving_leaves_out_drafts_and_private_pages(library):
    GuidePageFactory(parent=library, live=False, many_to_many=serving(7))
    private = GuidePageFactory(parent=library, many_to_many=serving(7))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert list(GuidePage.objects.serving([7], Locale.get_default())) == []
