"""Guides whose review is due wait for those who may edit them, the oldest first."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from guides.desk import REVIEWS
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.roles import member_of
from tests.factories.training import TrainingIndexPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _december():
    with time_machine.travel(datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def library(site_root):
    TrainingIndexPageFactory()
    return GuideIndexPageFactory()


def reviewed(library, title, day, **facts):
    return GuidePageFactory(parent=library, title=title, last_reviewed_on=day, **facts)


def test_guides_to_review_wait_since_the_day_the_first_was_due(library):
    later = reviewed(library, "Deux", datetime.date(2025, 11, 4))
    first = reviewed(library, "Un", datetime.date(2025, 3, 1))
    reviewed(library, "À jour", datetime.date(2026, 11, 4))
    reviewed(library, "Brouillon", datetime.date(2020, 1, 1), live=False)
    (waiting,) = REVIEWS.find(member_of("redaction"))
    assert (waiting.many, waiting.text, waiting.since) == (2, "2 guides à relire", datetime.date(2026, 3, 1))
    assert waiting.url == reverse("wagtailadmin_explore", args=[library.pk])
    assert [(item.title, item.url, item.note.replace("\u00a0", " ")) for item in waiting.items] == [
        ("Un", reverse("wagtailadmin_pages:edit", args=[first.pk]), "à relire depuis le 1er mars 2026"),
        ("Deux", reverse("wagtailadmin_pages:edit", args=[later.pk]), "à relire depuis le 4 novembre 2026"),
    ]


def test_a_short_interval_makes_a_guide_due_before_one_reviewed_earlier(library):
    reviewed(library, "Un", datetime.date(2025, 3, 1))
    reviewed(library, "Deux", datetime.date(2025, 4, 1), review_every_months=1)
    (waiting,) = REVIEWS.find(member_of("redaction"))
    assert (waiting.since, [item.title for item in waiting.items]) == (datetime.date(2025, 5, 1), ["Deux", "Un"])


def test_nothing_waits_when_no_review_is_due(library):
    reviewed(library, "À jour", datetime.date(2026, 11, 4))
    assert list(REVIEWS.find(member_of("redaction"))) == []


def test_guides_wait_only_for_those_who_edit_them(library):
    reviewed(library, "Un", datetime.date(2025, 3, 1))
    assert list(REVIEWS.find(member_of("formations"))) == []
    roles = ("redaction", "relecture", "formations", "suivi", "intervenants")
    assert [role for role in roles if REVIEWS.is_for(member_of(role))] == ["redaction", "relecture", "formations"]
    assert REVIEWS.is_for(UserFactory()) is False


@pytest.mark.parametrize("role", ["redaction", "formations"])
def test_number_of_queries_does_not_depend_on_the_number_of_guides(library, django_assert_max_num_queries, role):
    def cost():
        user = member_of(role)
        with django_assert_max_num_queries(9) as captured:
            list(REVIEWS.find(user))
        return len(captured)

    reviewed(library, "Un", datetime.date(2025, 3, 1))
    one = cost()
    reviewed(library, "Deux", datetime.date(2025, 3, 2))
    reviewed(library, "Trois", datetime.date(2025, 3, 3))
    assert cost() == one
