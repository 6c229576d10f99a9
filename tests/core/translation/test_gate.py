"""No road leads round the gate."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation

from core.translation.gate import TranslationNotReady, obstacle
from core.translation.hooks import publish_through_the_gate
from core.translation.progress import source_page_of, translation_of
from core.translation.publication import ask_for_review, save_draft
from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_draft(shared_home):
    translated(shared_home)
    page = ContentPageFactory(title="Mentions", slug="mentions")
    begin(page)
    return page.get_translation(Locale.objects.get(language_code="de"))


@pytest.fixture
def draft(shared_draft, db):
    """A German page just sent to translation: every word of it is French."""
    return deepcopy(shared_draft)


def live(page):
    return ContentPage.objects.get(pk=page.pk).live


def publish_in_bulk(client, page, **options):
    """Publish a page from the list of pages; what is said of it."""
    client.force_login(UserFactory(is_superuser=True))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?next=/admin/&id={page.pk}", options)
    assert (response.status_code, response.url) == (302, "/admin/")
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_revision_of_an_incomplete_translation_is_not_published(draft):
    with pytest.raises(TranslationNotReady):
        draft.get_latest_revision().publish()
    assert ContentPage.objects.get(pk=draft.pk).live is False


def test_several_pages_at_once_meet_the_gate_too(client, draft):
    assert "ne sont pas encore traduits" in publish_in_bulk(client, draft)
    assert not live(draft)


def test_french_page_passes(site_root):
    assert obstacle(ContentPageFactory()) == ""


def test_page_written_in_german_without_a_french_one_passes(site_root):
    home = translated(site_root)
    page = ContentPageFactory(parent=home, title="Nur auf Deutsch", slug="nur")
    assert (page.live, obstacle(page)) == (True, "")


def test_whole_translation_passes(draft):
    fill(translation_of(draft))
    assert obstacle(draft) == ""


# --- A whole translation whose draft still says French words ----------------------------------------------------


def test_draft_as_it_was_submitted_is_not_published_once_the_words_are_there(draft):
    fill(translation_of(draft))
    with pytest.raises(TranslationNotReady):
        draft.get_latest_revision().publish()
    assert not live(draft)
    save_draft(translation=translation_of(draft), user=None).publish()
    assert ContentPage.objects.get(pk=draft.pk).title == "Mentions DE"


def test_several_pages_at_once_are_refused_while_one_holds_french_words(client, draft):
    fill(translation_of(draft))
    assert "Mentions" in publish_in_bulk(client, draft)
    assert not live(draft)


def test_several_pages_at_once_meet_the_gate_for_the_pages_below(client, draft):
    home = draft.get_parent()
    assert "ne sont pas encore traduits" in publish_in_bulk(client, home, include_descendants="on")
    assert not live(draft)


def test_pages_written_in_german_go_online_with_their_parent(client, draft):
    parent = ContentPageFactory(parent=draft.get_parent(), live=False, slug="oben")
    child = ContentPageFactory(parent=parent, live=False, slug="unten")
    publish_in_bulk(client, parent, include_descendants="on")
    assert (live(parent), live(child)) == (True, True)


def test_approval_of_a_page_that_became_incomplete_is_refused(client, draft):
    reviewer, translation = member_of("relecture"), translation_of(draft)
    fill(translation)
    ask_for_review(translation=translation, user=UserFactory())
    source = source_page_of(translation)
    source.seo_title = "Un passage de plus"
    source.save_revision().publish()
    state = ContentPage.objects.get(pk=draft.pk).current_workflow_task_state
    client.force_login(reviewer)
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", state.pk]), {"comment": ""})
    state.refresh_from_db()
    assert (live(draft), state.status) == (False, "in_progress")


def test_scheduled_publication_meets_the_gate(draft):
    revision = draft.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=5)
    revision.save()
    call_command("publish_scheduled")
    assert not live(draft)


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "copy_for_translation", "create_alias"])
def test_programming_interface_of_the_admin_decides_nothing(client, draft, action):
    client.force_login(UserFactory(is_superuser=True))
    source = source_page_of(translation_of(draft))
    page = draft if action == "publish" else source
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    data = {"locale": "en", "destination_page_id": draft.get_parent().pk}
    count = ContentPage.objects.count()
    assert client.post(address, data, content_type="application/json").status_code == 404
    assert (live(draft), live(source), ContentPage.objects.count()) == (False, True, count)


def test_page_below_one_that_is_offline_is_refused_whoever_wrote_it(draft):
    page = ContentPageFactory(parent=draft, title="Nur auf Deutsch", slug="nur", live=False)
    assert obstacle(page).replace("\u00a0", " ") == (
        "« Mentions », la page du dessus, n’est pas en ligne dans cette langue : publiez-la d’abord."
    )


def test_translation_that_was_stopped_passes(draft):
    Translation.objects.filter(pk=translation_of(draft).pk).update(enabled=False)
    draft.get_latest_revision().publish()
    assert live(draft)


@pytest.mark.parametrize("alias", ["", "on"])
def test_french_page_is_not_copied_among_the_german_ones(client, draft, alias):
    client.force_login(UserFactory(is_superuser=True))
    source, home = source_page_of(translation_of(draft)), draft.get_parent()
    data = {"new_title": "Copie", "new_slug": "copie", "alias": alias, "publish_copies": "on"}
    address = reverse("wagtailadmin_pages:copy", args=[source.pk])
    response = client.post(address, data | {"new_parent_page": home.pk})
    assert "Une page reste dans sa langue" in str(next(iter(get_messages(response.wsgi_request))))
    assert [page.pk for page in home.get_children()] == [draft.pk]
    client.post(address, data | {"new_parent_page": source.get_parent().pk})
    assert [page.slug for page in source.get_siblings(inclusive=False)] == ["copie"]


def test_button_of_the_translation_editor_is_ours_on_translations_only(rf, home):
    request = rf.post("/", {"action": "publish"})
    assert publish_through_the_gate(request, ContentPageFactory(slug="nouvelle")) is None
