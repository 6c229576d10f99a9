"""The grid reads what there is of each French page in each language, at once."""

import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation

from core.languages import forget_locales
from core.models import PublishedTranslation
from core.translation.grid import Grid
from core.translation.publication import ask_for_review
from core.translation.states import Facts, State, Step
from home.models import ContentPage, HomePage
from tests.core.translation.bodies import publish
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translate, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return UserFactory(is_superuser=True)


def cells(user, page):
    """What somebody sees of a page: by language, its cell, doubts and steps known."""
    grid = Grid(user)
    grid.weigh(grid.rows)
    grid.decide(grid.rows)
    row = next(row for row in grid.rows if row.page.pk == page.pk)
    return {locale.language_code: cell for locale, cell in zip(grid.locales, row.cells, strict=True)}


def german(user, page):
    cell = cells(user, page)["de"]
    return cell.state, cell.step


def test_columns_are_the_other_languages_and_rows_the_tree(home, boss):
    parent = ContentPageFactory(title="Le programme", slug="programme")
    ContentPageFactory(title="L’équipe", slug="equipe", parent=parent)
    ContentPageFactory(title="Outils", slug="outils")
    grid = Grid(boss)
    assert [locale.language_code for locale in grid.locales] == ["de", "en"]
    rows = [(row.page.title, [page.title for page in row.above]) for row in grid.rows]
    top = [home.title]
    assert rows == [
        (home.title, []),
        ("Mentions", top),
        ("Le programme", top),
        ("L’équipe", [*top, "Le programme"]),
        ("Outils", top),
    ]


def test_page_goes_through_its_states(page, boss):
    assert german(boss, page) == (State.NOT_SENT, Step.SEND)
    translation = begin(page)
    assert german(boss, page) == (State.STARTED, Step.CONTINUE)
    fill(translation, only=2)
    cell = cells(boss, page)["de"]
    assert cell.facts == Facts(exists=True, is_tied=True, total=3, done=2)
    fill(translation)
    assert german(boss, page) == (State.WHOLE, Step.PUBLISH)
    row = StringTranslation.objects.get(context__path="title", context__object_id=page.translation_key)
    row.data = page.title
    row.save()
    assert german(boss, page) == (State.DOUBTFUL, Step.CONFIRM)
    row.data = "Impressum"
    row.save()
    ask_for_review(translation=translation, user=member_of("traduction"))
    assert german(boss, page) == (State.REVIEW, Step.REVIEW)


def test_page_online_grows_old_and_may_lack_passages(page, boss):
    copy = translated(page)
    assert german(boss, page) == (State.ONLINE, None)
    publish(page, summary="Un autre résumé.")
    cell = cells(boss, page)["de"]
    published = PublishedTranslation.objects.get(translation=cell.translation)
    assert (cell.state, cell.step, cell.facts.older) == (State.OLDER, Step.CONTINUE, 1)
    assert cell.facts.older_since == published.source_changed_on
    StringTranslation.objects.filter(context__path="summary", locale=copy.locale).delete()
    assert german(boss, page) == (State.INCOMPLETE, Step.CONTINUE)


def test_page_whose_french_one_is_offline_says_so(page, boss):
    translated(page)
    page.unpublish()
    assert german(boss, page) == (State.FRENCH_OFFLINE, None)


def test_page_below_one_that_is_offline_waits(home, boss):
    parent = ContentPageFactory(title="Le programme", slug="programme")
    child = ContentPageFactory(slug="equipe", parent=parent)
    translation = begin(child)
    fill(translation)
    cell = cells(boss, child)["de"]
    assert (cell.state, cell.step, cell.facts.parent_is_live) == (State.WHOLE, None, False)


def test_stopped_translation_and_page_that_was_never_sent_are_edited_by_hand(page, boss):
    translation = begin(page)
    translation.enabled = False
    translation.save()
    assert german(boss, page) == (State.BY_HAND, Step.TIE)
    other = ContentPageFactory(slug="legal")
    translate(other, slug="recht")
    assert german(boss, other) == (State.BY_HAND, Step.TIE)


# --- Rights -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "unsent", "whole"),
    [
        ("relecture", Step.SEND, Step.PUBLISH),
        ("administration", Step.SEND, Step.PUBLISH),
        ("traduction", None, Step.ASK),
    ],
)
def test_steps_are_those_of_the_role(page, role, unsent, whole):
    translation = begin(page)
    fill(translation)
    user = member_of(role)
    rows = Grid(user).rows
    assert german(user, page) == (State.WHOLE, whole)
    other = ContentPageFactory(slug="autre")
    if role == "traduction":
        assert other.pk not in [row.page.pk for row in rows]
    else:
        assert german(user, other) == (State.NOT_SENT, unsent)


@pytest.mark.parametrize(("role", "step"), [("relecture", Step.REVIEW), ("traduction", None)])
def test_review_is_the_step_of_those_who_review(page, role, step):
    translation = begin(page)
    fill(translation)
    user = member_of(role)
    ask_for_review(translation=translation, user=UserFactory())
    assert german(user, page) == (State.REVIEW, step)


def test_page_that_one_may_not_open_in_a_language_is_not_shown(page):
    begin(page)
    begin(page, "en")
    user = member_of("traduction")
    english = Page.objects.get(depth=2, locale__language_code="en")
    GroupPagePermission.objects.filter(group__user=user, page=english).delete()
    found = cells(user, page)
    assert (found["de"].state, found["en"]) == (State.STARTED, None)


def test_page_that_one_may_not_edit_in_french_is_not_offered_to_send(page):
    user = member_of("relecture")
    GroupPagePermission.objects.filter(group__user=user, page__locale=page.locale).exclude(
        permission__codename="lock_page"
    ).delete()
    assert german(user, page) == (State.NOT_SENT, None)


def test_page_that_nobody_may_publish_in_its_language_is_not_offered_to_send(page):
    user = member_of("relecture")
    homes = Page.objects.filter(depth=2, locale__language_code="de")
    GroupPagePermission.objects.filter(group__user=user, page__in=homes).delete()
    assert german(user, page) == (State.NOT_SENT, None)


def test_translation_begun_without_a_page_is_not_sent_again(page, boss):
    # The library gives up without a word when the page cannot be made.
    draft = begin(page).get_target_instance()
    Page.objects.filter(pk=draft.pk).update(translation_key=uuid.uuid4())
    assert german(boss, page) == (State.NOT_SENT, None)


@pytest.fixture
def _languages_as_before():
    """The row of a language comes back at the end of the test: no signal tells whoever remembers the other."""
    yield
    forget_locales()


@pytest.mark.usefixtures("_languages_as_before")
def test_language_that_leaves_is_no_column(page, boss):
    Locale.objects.get(language_code="en").delete()
    assert list(cells(boss, page)) == ["de"]


# --- Number of queries ------------------------------------------------------------------------------------------


def asked(user):
    with CaptureQueriesContext(connection) as queries:
        grid = Grid(user)
        grid.weigh(grid.rows)
        grid.decide(grid.rows)
    return len(queries)


@pytest.mark.parametrize("role", ["relecture", "traduction"])
def test_number_of_queries_is_the_same_for_one_page_and_for_three(page, role):
    fill(begin(page))
    user = member_of(role)
    # Types of pages are looked up once a process.
    ContentType.objects.get_for_models(HomePage, ContentPage)
    asked(user_anew(user))
    one = asked(user_anew(user))
    for slug in ("b", "c"):
        other = ContentPageFactory(slug=slug)
        fill(begin(other))
        translated(other, "en")
    ContentPageFactory(slug="d")
    assert asked(user_anew(user)) == one


def user_anew(user):
    """The same person at their next request: rights are kept on the account for one."""
    return type(user).objects.get(pk=user.pk)
