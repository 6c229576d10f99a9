"""A translation has no dates of publication of its own, and a date that is over takes no page offline again."""

import datetime
from datetime import timedelta

import pytest
import time_machine as travels
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Locale, Page, Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import Translation

from core.translation.progress import translation_of
from core.translation.publication import publish_translation, save_draft
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.pages import PAGE_TYPES, make_one_of_each
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2027, 1, 14, 10, 0, tzinfo=datetime.UTC)
HOUR = timedelta(hours=1)
DATES = ("go_live_at", "expire_at")


@pytest.fixture
def clock(site_root, time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


def reload(page):
    return page.specific_class.objects.get(pk=page.pk)


def dates_of(page):
    """The dates that a page holds, and those that its versions would give it."""
    page = reload(page)
    versions = [page, *(revision.as_object() for revision in page.revisions.all())]
    return {getattr(version, name) for version in versions for name in DATES} - {None}


# --- Translations -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared_pages(shared_home):
    """Pages of each type that appeared an hour ago and end tomorrow, with what two languages made of them."""
    with travels.travel(NOON, tick=False):
        pages = make_one_of_each()
        for page in pages.values():
            page.go_live_at, page.expire_at = NOON - HOUR, NOON + timedelta(days=1)
            page.save_revision().publish()
        return {model: [translated(page, code) for code in ("de", "en")] for model, page in pages.items()}


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_no_translation_takes_the_dates_of_its_french_page(shared_pages, db, clock, model):
    for copy in shared_pages[model]:
        assert (dates_of(copy), reload(copy).live) == (set(), True)


@pytest.mark.parametrize("make", ["begin", "copy"])
def test_translation_begins_without_dates_and_without_an_end_that_has_come(clock, site_root, make):
    translated(site_root)
    page = ContentPageFactory()
    page.go_live_at = page.expire_at = NOON + HOUR
    page.expired = True
    page.save()
    if make == "begin":
        copy = begin(reload(page)).get_target_instance()
    else:
        copy = page.copy_for_translation(Locale.objects.get(language_code="de"))
    assert (dates_of(copy), reload(copy).expired, str(reload(copy).status_string)) == (set(), False, "brouillon")


def test_translation_of_a_page_published_early_is_online_when_it_is_said_to_be(clock, client, site_root):
    translated(site_root)
    page = ContentPageFactory(live=False)
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()
    translation = begin(page)
    fill(translation)
    page.go_live_at = None
    page.save_revision().publish()
    client.force_login(UserFactory(is_superuser=True))
    copy = translation.get_target_instance()
    response = client.post(reverse("wagtailadmin_pages:edit", args=[copy.pk]), {"action": "publish"})
    told = [str(message).replace("\u00a0", " ") for message in get_messages(response.wsgi_request)]
    assert (told, reload(copy).live) == ([f"« {copy.draft_title} » est en ligne."], True)


def test_end_of_a_french_page_that_is_put_off_is_put_off_in_every_language(clock, site_root):
    translated(site_root)
    page = ContentPageFactory()
    page.expire_at = NOON + HOUR
    page.save_revision().publish()
    copy = translated(page)
    page = reload(page)
    page.expire_at = NOON + 3 * HOUR
    page.save_revision().publish()
    states = []
    for hours in (2, 3):
        clock.move_to(NOON + hours * HOUR, tick=False)
        call_command("publish_scheduled")
        states.append((reload(page).live, reload(copy).live))
    assert states == [(True, True), (False, False)]


@pytest.mark.parametrize("step", ["draft", "changes", "publish"])
def test_dates_that_a_former_version_of_the_site_gave_a_translation_do_not_count(clock, site_root, step):
    translated(site_root)
    page = ContentPageFactory()
    copy = translated(page)
    Page.objects.filter(pk=copy.pk).update(expire_at=NOON + HOUR, go_live_at=NOON + HOUR)
    translation = translation_of(copy)
    if step == "changes":
        page.save_revision().publish()
    if step != "publish":
        save_draft(translation=translation, user=None).publish()
    else:
        publish_translation(translation=translation, user=None)
    clock.move_to(NOON + 2 * HOUR, tick=False)
    call_command("publish_scheduled")
    assert (dates_of(copy), reload(copy).live) == (set(), True)


def test_end_that_a_former_version_of_the_site_gave_a_translation_takes_it_nowhere(clock, site_root):
    translated(site_root)
    copy = translated(ContentPageFactory())
    Page.objects.filter(pk=copy.pk).update(expire_at=NOON)
    call_command("publish_scheduled")
    assert reload(copy).live


@pytest.mark.parametrize("how", ["written by hand", "stopped"])
def test_page_that_follows_no_french_one_has_its_own_dates(clock, site_root, how):
    home = translated(site_root)
    if how == "stopped":
        page = translated(ContentPageFactory())
        Translation.objects.filter(pk=translation_of(page).pk).update(enabled=False)
    else:
        page = ContentPageFactory(parent=home, title="Nur auf Deutsch")
    page.expire_at = NOON + HOUR
    page.save_revision().publish()
    clock.move_to(NOON + HOUR, tick=False)
    call_command("publish_scheduled")
    assert (reload(page).live, reload(page).expire_at) == (False, NOON + HOUR)


# --- A date that is over ------------------------------------------------------------------------------------------


def fields_of(page):
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body": streamfield([]),
        "comments": inline_formset([]),
    }


def by_form(client, page):
    """As its editor does, with the dates that the form shows."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in DATES}
    client.post(address, nested_form_data(fields_of(page) | shown | {"action-publish": "action-publish"}))


def by_list(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{address}?next=/admin/&id={page.pk}", {})


def by_code(client, page):
    reload(page).get_latest_revision().publish()


def by_review(client, page):
    member_of("relecture")
    page = reload(page)
    user = UserFactory(is_superuser=True)
    page.get_workflow().start(page, user)
    state = reload(page).current_workflow_task_state
    state.task.specific.on_action(state, user, "approve")


def by_schedule(client, page):
    revision = reload(page).get_latest_revision()
    content = revision.content | {"go_live_at": (NOON + HOUR).isoformat()}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    by_code(client, page)


@pytest.mark.parametrize("publish", [by_form, by_list, by_code, by_review, by_schedule])
def test_page_that_ended_and_is_published_again_stays_online(clock, client, publish):
    client.force_login(UserFactory(is_superuser=True))
    page = ContentPageFactory()
    page.expire_at = NOON + HOUR
    page.save_revision().publish()
    clock.move_to(NOON + HOUR, tick=False)
    call_command("publish_scheduled")
    before = reload(page).live
    publish(client, page)
    clock.move_to(NOON + 2 * HOUR, tick=False)
    call_command("publish_scheduled")
    page = reload(page)
    assert (before, page.live, page.expired, page.expire_at) == (False, True, False, None)


# --- What is said -------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(clock, client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize(
    ("moment", "says"),
    [(NOON + HOUR, "Programmer pour le 14/01/2027\u00a012:00"), (NOON - HOUR, "Publier"), (None, "Publier")],
)
def test_button_says_until_when_it_only_schedules(editor, moment, says):
    page = ContentPageFactory(live=False)
    page.go_live_at = moment
    page.save_revision()
    shown = BeautifulSoup(editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")
    assert [button.get_text(strip=True) for button in shown.find_all(attrs={"name": "action-publish"})] == [says]


def told_of(editor, *pages, **options):
    """What is said once some pages are published from the list of pages."""
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in pages)
    response = editor.post(f"{address}?next=/admin/&{query}", options)
    return [str(message).replace("\u00a0", " ").strip() for message in get_messages(response.wsgi_request)]


def scheduled_draft(**fields):
    page = ContentPageFactory(live=False, **fields)
    page.go_live_at = NOON + HOUR
    page.save_revision()
    return page


def test_list_of_pages_says_which_ones_are_only_scheduled(editor):
    now, later = ContentPageFactory(live=False), scheduled_draft(title="Plus tard")
    assert told_of(editor, now, later) == [
        "1 page a été publiée. Programmé pour la date prévue, et pas encore publié : Plus tard."
    ]
    assert (reload(now).live, reload(later).live) == (True, False)


def test_list_of_pages_says_so_of_those_below_too(editor):
    above = ContentPageFactory()
    scheduled_draft(title="Plus tard", parent=above)
    scheduled_draft(title="Ailleurs")
    told = told_of(editor, above, include_descendants="on")
    assert told == ["1 page a été publiée. Programmé pour la date prévue, et pas encore publié : Plus tard."]


def test_list_of_pages_that_are_all_scheduled_says_no_other_number(editor):
    told = told_of(editor, scheduled_draft(title="Plus tard"))
    assert told == ["Programmé pour la date prévue, et pas encore publié : Plus tard."]


def test_list_of_pages_without_dates_says_what_it_said(editor):
    page = ContentPageFactory(live=False)
    scheduled_draft(parent=page).get_latest_revision().publish()
    assert (told_of(editor, page), reload(page).live) == (["1 page a été publiée"], True)
