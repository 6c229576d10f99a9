"""What of the translations waits for whom: for those who translate, and for those who review."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from core.enums import PassageOrigin
from core.models import PassageMark, PublishedTranslation
from core.translation.progress import translation_of
from core.translation.publication import ask_for_review, publish_translation
from core.translation.waiting import TRANSLATION_REVIEWS, TRANSLATIONS
from core.waiting import waiting_for
from home.roles import ROLES
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.roles import member_of
from tests.factories.training import TrainingIndexPageFactory
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

MORNING = datetime.datetime(2027, 1, 14, 8, 0, tzinfo=datetime.UTC)
LIST = "/admin/translations/?language="


@pytest.fixture
def clock(home, time_machine):
    """German is open, with three passages of its home page, all done; nothing waits."""
    time_machine.move_to(MORNING, tick=False)
    return time_machine


def said(source, user=None):
    lines = source.find(user or UserFactory(is_superuser=True))
    return [(line.many, line.text.replace("\u00a0", " "), line.url, line.since) for line in lines]


def waiting_pages():
    """How many German pages wait to be translated."""
    return sum(line[0] for line in said(TRANSLATIONS))


def of_home(home):
    """How many passages the home page has."""
    return translation_of(home.get_translation(Locale.objects.get(language_code="de"))).source.stringsegment_set.count()


# Who translates


def test_nothing_waits_while_all_is_done(clock):
    assert said(TRANSLATIONS) == []


def test_pages_begun_are_told_by_language_with_progress(clock, home, page):
    words = "à terminer (passages faits : {} sur {}, toutes pages comprises)"
    passages = of_home(home)
    fill(begin(page), only=1)
    clock.shift(datetime.timedelta(days=1))
    other = ContentPageFactory(title="Autre", slug="autre", summary="Autre chose.")
    begin(other)
    begin(other, "en")
    assert said(TRANSLATIONS) == [
        (
            2,
            f"Deutsch : 2 pages {words.format(passages + 1, passages + 6)}",
            f"{LIST}de",
            datetime.date(2027, 1, 14),
        ),
        (
            2,
            f"English : 2 pages {words.format(0, passages + 3)}",
            f"{LIST}en",
            datetime.date(2027, 1, 15),
        ),
    ]


def test_page_that_is_whole_waits_until_it_is_online(clock, page):
    translation = begin(page)
    fill(translation)
    assert waiting_pages() == 1
    publish_translation(translation=translation, user=None)
    assert waiting_pages() == 0


def test_page_under_review_waits_for_who_reviews_alone(clock, page):
    translation = begin(page)
    fill(translation)
    member_of("traduction")
    state = ask_for_review(translation=translation, user=UserFactory())
    assert waiting_pages() == 0
    state.current_task_state.reject(user=UserFactory(is_superuser=True))
    assert waiting_pages() == 1


@pytest.fixture
def online(page):
    """A page that is online in German, whole."""
    return translation_of(translated(page))


def row(translation):
    return StringTranslation.objects.get(context__path="summary", context__object_id=translation.source.object_id)


@pytest.mark.parametrize("origin", [None, *PassageOrigin.values])
def test_mark_of_a_passage_waits_unless_somebody_confirmed_it(clock, online, origin):
    if origin:
        PassageMark.objects.create(translation=row(online), origin=origin)
    assert waiting_pages() == int(origin in (PassageOrigin.OLDER, PassageOrigin.FUZZY))


@pytest.mark.parametrize(
    ("change", "is_waiting"),
    [
        ({"translation_type": "machine"}, True),
        ({"has_error": True}, True),
        ({"data": ""}, True),
        ({"tool_name": "DeepL"}, False),
    ],
)
def test_passage_of_a_page_online_waits_until_it_is_right(clock, online, change, is_waiting):
    StringTranslation.objects.filter(pk=row(online).pk).update(**change)
    assert waiting_pages() == int(is_waiting)


def test_page_online_waits_since_its_french_page_changed(clock, home, page, online):
    clock.shift(datetime.timedelta(days=2))
    page.summary = "Qui publie ce site, et pourquoi."
    page.save_revision().publish()
    clock.shift(datetime.timedelta(days=2))
    ((many, _text, _url, since),) = said(TRANSLATIONS)
    assert (many, since) == (1, datetime.date(2027, 1, 16))


def test_change_that_readers_are_told_of_waits_until_it_is_published(clock, online):
    PublishedTranslation.objects.filter(translation=online).update(source_changed_on=datetime.date(2027, 1, 10))
    assert waiting_pages() == 1


def test_passage_of_an_unknown_day_is_told_without_one(clock, online):
    StringTranslation.objects.filter(pk=row(online).pk).update(translation_type="machine")
    assert [line[3] for line in said(TRANSLATIONS)] == [None]


def test_stopped_translation_waits_for_nobody(clock, page):
    Translation.objects.filter(pk=begin(page).pk).update(enabled=False)
    assert said(TRANSLATIONS) == []


# Who reviews


def asked(title):
    """A German page whose review was asked for."""
    translation = begin(ContentPageFactory(title=title, slug=slugify(title), summary="Un résumé."))
    fill(translation)
    ask_for_review(translation=translation, user=UserFactory())
    return translation


def test_reviews_are_told_by_language_the_oldest_first(clock):
    reviewer = member_of("relecture")
    first = asked("Premier")
    clock.shift(datetime.timedelta(days=1))
    second = asked("Second")
    assert said(TRANSLATION_REVIEWS, reviewer) == [
        (2, "Deutsch : 2 traductions attendent votre relecture", f"{LIST}de", MORNING)
    ]
    (line,) = TRANSLATION_REVIEWS.find(reviewer)
    assert [(item.title, item.url) for item in line.items] == [
        ("Premier DE", f"/admin/translations/{first.pk}/review/"),
        ("Second DE", f"/admin/translations/{second.pk}/review/"),
    ]


def test_french_page_under_review_is_no_translation(clock, page):
    member_of("relecture")
    page.get_workflow().start(page, UserFactory())
    assert said(TRANSLATION_REVIEWS) == []


# Rights


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_is_told_what_waits_for_them(clock, role):
    for factory in (GuideIndexPageFactory, TrainingIndexPageFactory, DirectoryIndexPageFactory):
        factory()
    user = member_of(role)
    begin(ContentPageFactory(title="À faire", slug="a-faire"))
    asked("Demandé")
    words = [line.text.split("\u00a0: ")[1].split(" (")[0] for line in waiting_for(user)]
    expected = {
        "traduction": ["1 page à terminer"],
        "relecture": ["1 traduction attend votre relecture", "1 page à terminer"],
        "administration": ["1 page à terminer"],
    }
    assert words == expected.get(role, [])


def test_who_has_no_right_on_pages_is_not_looked_up_for(clock):
    nobody = UserFactory()
    assert (TRANSLATIONS.is_for(nobody), TRANSLATION_REVIEWS.is_for(nobody)) == (False, False)


# Costs


def questions(user):
    with CaptureQueriesContext(connection) as captured:
        found = [list(source.find(user)) for source in (TRANSLATION_REVIEWS, TRANSLATIONS)]
    return [len(part) for part in found], len(captured)


def test_number_of_queries_is_the_same_for_one_page_and_for_three(clock):
    member_of("relecture")
    user = UserFactory(is_superuser=True)
    begin(ContentPageFactory(title="Un", slug="un"))
    asked("Demandé")
    questions(user)
    assert questions(user) == ([1, 1], 8)
    for number in (2, 3):
        begin(ContentPageFactory(title=f"Encore {number}", slug=f"encore-{number}"))
        asked(f"Demandé {number}")
    assert questions(user) == ([1, 1], 8)
