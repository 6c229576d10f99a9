"""Every screen of a translation asks for the right it needs, of the page it is about; reading changes nothing."""

import io
from copy import deepcopy

import polib
import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.translation.progress import translation_of
from core.translation.publication import ask_for_review
from home.models import ContentPage
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    translated(shared_home)
    return ContentPageFactory(title="Mentions", slug="mentions")


@pytest.fixture
def page(shared_page, db):
    return deepcopy(shared_page)


@pytest.fixture
def translation(page):
    return begin(page)


def sent_to_translation(page):
    return Translation.objects.filter(source__object_id=page.translation_key).exists()


def submit(client, page):
    german = Locale.objects.get(language_code="de")
    return client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [german.pk]}, follow=True
    )


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("relecture", True), ("administration", True), ("redaction", False), ("traduction", False), ("label", False)],
)
def test_sending_to_translation_asks_to_edit_the_french_page_and_publish_the_other(client, page, role, allowed):
    client.force_login(member_of(role))
    submit(client, page)
    assert sent_to_translation(page) is allowed


def test_right_to_send_without_the_right_to_publish_in_the_language_sends_nothing(client, page):
    user = member_of("relecture")
    german_home = Page.objects.get(depth=2, locale__language_code="de")
    GroupPagePermission.objects.filter(group__user=user, page=german_home).delete()
    client.force_login(user)
    submit(client, page)
    assert not sent_to_translation(page)


@pytest.mark.parametrize("name", ["submit_page_translation", "update_translations"])
def test_reading_the_screen_changes_nothing(client, page, translation, name):
    client.force_login(member_of("relecture"))
    target = page.pk if name == "submit_page_translation" else translation.source_id
    before = list(Page.objects.order_by("pk").values_list("pk", "live", "latest_revision"))
    client.get(reverse(f"wagtail_localize:{name}", args=[target]))
    assert list(Page.objects.order_by("pk").values_list("pk", "live", "latest_revision")) == before


def test_update_never_publishes_whatever_is_sent(client, page):
    copy = translated(page)
    page.summary = "Autre résumé."
    page.save_revision().publish()
    client.force_login(member_of("relecture"))
    address = reverse("wagtail_localize:update_translations", args=[translation_of(copy).source_id])
    client.post(address, {"publish_translations": "on"})
    assert ContentPage.objects.values("summary").get(pk=copy.pk) == {"summary": copy.summary}


def press_publish(client, translation):
    target = translation.get_target_instance()
    return client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"}, follow=True)


def is_live(translation):
    return Page.objects.get(pk=translation.get_target_instance().pk).live


def test_translator_may_not_publish(client, translation):
    fill(translation)
    client.force_login(member_of("traduction"))
    press_publish(client, translation)
    assert not is_live(translation)


def test_reviewer_publishes_what_is_whole_and_is_told_why_not_else(client, translation):
    client.force_login(member_of("relecture"))
    said = press_publish(client, translation).content.decode()
    assert ("ne sont pas encore traduits" in said or "n’est pas encore traduit" in said, is_live(translation)) == (
        True,
        False,
    )
    fill(translation)
    press_publish(client, translation)
    assert is_live(translation)


def test_incomplete_translation_is_published_with_a_reason_only(client, translation):
    client.force_login(member_of("relecture"))
    address = reverse("core_publish_incomplete", args=[translation.pk])
    client.get(address)
    client.post(address, {"reason": ""})
    assert not is_live(translation)
    client.post(address, {"reason": "Le marché ouvre demain."})
    assert is_live(translation)


@pytest.mark.parametrize("name", ["core_publish_incomplete", "core_review_translation"])
def test_decisions_are_closed_to_translators(client, translation, name):
    fill(translation)
    client.force_login(member_of("traduction"))
    client.post(reverse(name, args=[translation.pk]), {"reason": "Le marché ouvre demain.", "approve": ""})
    assert not is_live(translation)


def test_translator_asks_and_reviewer_approves(client, translation):
    fill(translation)
    client.force_login(member_of("traduction"))
    client.get(reverse("core_ask_translation_review", args=[translation.pk]))
    assert translation.get_target_instance().workflow_in_progress is False
    client.post(reverse("core_ask_translation_review", args=[translation.pk]))
    assert translation.get_target_instance().workflow_in_progress is True
    client.force_login(member_of("relecture"))
    client.post(reverse("core_review_translation", args=[translation.pk]), {"approve": "", "comment": ""})
    assert is_live(translation)


def test_reviewer_asks_for_changes(client, translation):
    fill(translation)
    ask_for_review(translation=translation, user=member_of("traduction"))
    client.force_login(member_of("relecture"))
    client.post(reverse("core_review_translation", args=[translation.pk]), {"reject": "", "comment": "Trop long."})
    state = translation.get_target_instance().current_workflow_state
    assert (is_live(translation), state.status) == (False, "needs_changes")


def test_incomplete_translation_is_not_stopped(client, translation):
    client.force_login(member_of("relecture"))
    address = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    client.post(address)
    assert Translation.objects.get(pk=translation.pk).enabled is True
    fill(translation)
    client.post(address)
    assert Translation.objects.get(pk=translation.pk).enabled is False


def test_page_never_becomes_an_alias(client, translation):
    client.force_login(UserFactory(is_superuser=True))
    target = translation.get_target_instance()
    response = client.post(reverse("wagtail_localize:convert_to_alias", args=[target.pk]))
    assert (response.status_code, Page.objects.get(pk=target.pk).alias_of_id) == (404, None)


def po_file(translation, **words):
    """What a translator sends back: the file taken out, some of its passages filled in."""
    catalogue = translation.export_po()
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgctxt, "")
    file = io.BytesIO(str(catalogue).encode())
    file.name = "mentions-de.po"
    return file


def test_file_of_translators_goes_out_and_comes_back(client, translation):
    client.force_login(member_of("traduction"))
    sent = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content.decode()
    assert [entry.msgid for entry in polib.pofile(sent)] == ["Mentions", "mentions"]
    client.post(
        reverse("wagtail_localize:upload_pofile", args=[translation.pk]),
        {"file": po_file(translation, title="Impressum")},
    )
    assert list(StringTranslation.objects.filter(data="Impressum").values_list("context__path", flat=True)) == ["title"]


def test_file_of_somebody_else_or_of_another_kind_is_refused(client, translation):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    client.force_login(member_of("formations"))
    client.post(address, {"file": po_file(translation, title="Impressum")})
    garbage = io.BytesIO(b"\x00\xff not a catalogue")
    garbage.name = "x.po"
    client.force_login(member_of("traduction"))
    assert client.post(address, {"file": garbage}).status_code == 302
    assert StringTranslation.objects.filter(data="Impressum").count() == 0
