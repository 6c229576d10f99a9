"""What one decides about a translation, and what readers see of it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, PageLogEntry, WorkflowPage
from wagtail_localize.models import StringTranslation

from core.models import PublishedTranslation
from core.translation.gate import TranslationNotReady
from core.translation.progress import missing_strings, older_passages, translation_of
from core.translation.publication import (
    ask_for_review,
    publish_translation,
    save_draft,
)
from home.models import ContentPage
from tests.factories.charter import CommitmentFactory, make_charter
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory, make_course, slot
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def german():
    return Locale.objects.get(language_code="de")


def as_readers_see(page):
    """The row of a page, not the draft its editors work on."""
    return type(page).objects.values("title", "summary", "live").get(pk=page.pk)


def test_begin_repeated_changes_nothing(page, german):
    begin(page)
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision"))
    begin(page)
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision")) == before


def test_publish_puts_a_whole_translation_online(client, page):
    translation = begin(page)
    fill(translation)
    copy = publish_translation(translation=translation, user=None)
    assert (copy.live, copy.title, client.get(copy.url).status_code) == (True, "Mentions DE", 200)
    assert PublishedTranslation.objects.values("missing", "reason").get(translation=translation) == {
        "missing": 0, "reason": "",
    }  # fmt: skip


def test_publish_refuses_an_incomplete_translation(page, german):
    translation = begin(page)
    fill(translation, only=1)
    with pytest.raises(TranslationNotReady) as refusal:
        publish_translation(translation=translation, user=None)
    assert str(refusal.value).startswith("2 passages de")
    assert page.get_translation(german).live is False


def test_publish_by_force_says_why_to_the_history_and_to_readers(client, page):
    user = member_of("relecture")
    translation = begin(page)
    fill(translation, only=1)
    copy = publish_translation(translation=translation, user=user, reason="Le marché ouvre demain.")
    entry = PageLogEntry.objects.get(action="core.publish_incomplete_translation")
    assert (entry.page_id, entry.user, entry.data["reason"], entry.data["missing"]) == (
        copy.pk, user, "Le marché ouvre demain.", 2,
    )  # fmt: skip
    assert "Einzelne Abschnitte dieser Seite sind noch auf Französisch." in client.get(copy.url).content.decode()
    fill(translation)
    publish_translation(translation=translation, user=user)
    assert PublishedTranslation.objects.values("missing", "reason").get(translation=translation) == {
        "missing": 0, "reason": "",
    }  # fmt: skip
    assert "Einzelne Abschnitte" not in client.get(copy.url).content.decode()


def test_publish_refuses_while_the_french_page_is_offline(page):
    translation = begin(page)
    fill(translation)
    page.unpublish()
    with pytest.raises(TranslationNotReady) as refusal:
        publish_translation(translation=translation, user=None)
    assert str(refusal.value) == "La page française n’est pas en ligne."


def test_french_words_that_change_leave_what_readers_see(page):
    copy = translated(page)
    before = as_readers_see(copy)
    page.summary = "Qui publie ce site, et comment nous écrire."
    page.save_revision().publish()
    assert as_readers_see(copy) == before
    assert [mark.translation.translation_of.data for mark in older_passages(translation_of(copy))] == [page.summary]


def test_draft_leaves_what_readers_see(page):
    copy = translated(page)
    translation = translation_of(copy)
    StringTranslation.objects.filter(locale=copy.locale, context__path="title", data="Mentions DE").update(data="Neu")
    save_draft(translation=translation, user=None)
    assert as_readers_see(copy)["title"] == "Mentions DE"
    assert type(copy).objects.get(pk=copy.pk).get_latest_revision_as_object().title == "Neu"


def test_translated_slug_stays_after_later_publications(page):
    copy = translated(page)
    StringTranslation.objects.filter(context__path="slug", data="mentions-de").update(data="impressum")
    translation = translation_of(copy)
    publish_translation(translation=translation, user=None)
    page.title = "Mentions légales"
    page.save_revision().publish()
    assert publish_translation(translation=translation, user=None).slug == "impressum"


def test_facts_of_a_session_stay_those_of_the_french_page(home):
    session = SessionPageFactory(parent=make_course(), title="Metz", slots=[slot(datetime.date(2027, 1, 12))])
    copy = translated(session)
    session.seats = 12
    session.slots = [slot(datetime.date(2027, 1, 19))]
    session.save_revision().publish()
    copy = type(copy).objects.get(pk=copy.pk)
    assert (copy.facts.seats, copy.first_day) == (12, datetime.date(2027, 1, 19))


def test_review_is_asked_for_a_whole_translation_only(page):
    translator = member_of("traduction")
    translation = begin(page)
    with pytest.raises(TranslationNotReady):
        ask_for_review(translation=translation, user=translator)
    fill(translation)
    state = ask_for_review(translation=translation, user=translator)
    copy = translation.get_target_instance()
    assert (state.status, copy.live, copy.current_workflow_task.name) == ("in_progress", False, "Relecture")


def test_approval_publishes_what_was_reviewed(page):
    reviewer, translator = member_of("relecture"), member_of("traduction")
    assert Group.objects.filter(user=reviewer).get().name == "Relecture"
    translation = begin(page)
    fill(translation)
    ask_for_review(translation=translation, user=translator)
    state = translation.get_target_instance().current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "approve")
    copy = ContentPage.objects.get(pk=translation.get_target_instance().pk)
    assert (copy.live, copy.title) == (True, "Mentions DE")


# --- What must not happen on the way ----------------------------------------------------------------------------

REASON = "Le marché ouvre demain."


def change(page, **changes):
    """Publish a French page with other words."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def say(translation, path, words):
    """Translate a passage as the editor does, again if it was before."""
    segment = translation.source.stringsegment_set.get(context__path=path)
    place = {"translation_of": segment.string, "locale": translation.target_locale, "context": segment.context}
    StringTranslation.objects.update_or_create(**place, defaults={"data": words, "has_error": False})


def test_begin_again_makes_a_draft_in_place_of_a_deleted_page(page, german):
    translated(page).delete()
    translation = begin(page)
    assert (translation.enabled, page.get_translation(german).live) == (True, False)


def test_begin_leaves_linked_pages_for_later(home, page, german):
    linked = ContentPageFactory(parent=ContentPageFactory(slug="programme"), slug="equipe")
    card = {"title": "L’équipe", "text": "", "page": linked.pk, "url": ""}
    cards = {"title": "Plus loin", "cards": [{"type": "item", "value": card, "id": "6d5f"}]}
    change(page, body=page.body.stream_block.to_python([{"type": "link_cards", "value": cards, "id": "1b2c"}]))
    begin(page)
    keys = Page.objects.filter(locale=german).order_by("path").values_list("translation_key", flat=True)
    assert list(keys) == [home.translation_key, page.translation_key]


def test_force_lets_missing_words_pass_and_nothing_else(page, german):
    translation = begin(page)
    fill(translation, only=1)
    page.unpublish()
    with pytest.raises(TranslationNotReady, match="française"):
        publish_translation(translation=translation, user=None, reason=REASON)
    assert page.get_translation(german).live is False


def test_empty_translation_is_a_missing_one(page):
    translation = begin(page)
    fill(translation)
    say(translation, "summary", "")
    with pytest.raises(TranslationNotReady):
        publish_translation(translation=translation, user=None)


def test_words_that_do_not_fit_are_refused(page, german):
    translation = begin(page)
    fill(translation)
    say(translation, "title", "zu lang " * 40)
    with pytest.raises(TranslationNotReady, match="douteux"):
        publish_translation(translation=translation, user=None)
    assert page.get_translation(german).live is False


def test_review_of_a_page_that_nobody_reviews_is_refused_in_words(page):
    translation = begin(page)
    fill(translation)
    WorkflowPage.objects.all().delete()
    with pytest.raises(TranslationNotReady, match="Aucune relecture"):
        ask_for_review(translation=translation, user=UserFactory())


def test_review_leaves_what_readers_see(page):
    copy = translated(page)
    translation = translation_of(copy)
    say(translation, "title", "Impressum")
    ask_for_review(translation=translation, user=member_of("traduction"))
    assert as_readers_see(copy)["title"] == "Mentions DE"
    assert type(copy).objects.get(pk=copy.pk).get_latest_revision_as_object().title == "Impressum"


def test_slug_stays_when_the_french_one_changes(page):
    copy = translated(page)
    change(page, slug="mentions-legales", summary="Qui publie, et comment.")
    translation = translation_of(copy)
    assert missing_strings(translation).count() == 0
    assert publish_translation(translation=translation, user=None).slug == "mentions-de"


def test_slug_that_was_translated_stays_when_the_french_one_changes_before_publication(page):
    translation = begin(page)
    fill(translation)
    change(page, slug="mentions-legales")
    assert publish_translation(translation=translation, user=None).slug == "mentions-de"


def test_slug_that_another_page_has_gets_a_number(page):
    translated(ContentPageFactory(title="Autres", slug="autres"))
    translation = begin(page)
    fill(translation)
    say(translation, "slug", "Autres DE")
    assert publish_translation(translation=translation, user=None).slug == "autres-de-1"


def test_number_of_a_commitment_stays_that_of_the_french_page(home):
    page = make_charter(numbers=[7])[1][0]
    copy = translated(page)
    change(page, commitment=CommitmentFactory(number=8))
    assert type(copy).objects.get(pk=copy.pk).facts.commitment.number == 8
