"""The screens of a translation, down to what nobody does on purpose."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from core.models import GlossaryTerm, PublishedTranslation
from core.translation.localize_screens import OwnSnippetViewSet
from core.translation.progress import translation_of
from core.translation.publication import ask_for_review
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translate, translated

pytestmark = pytest.mark.django_db

GET_CHANGES_NOTHING = [
    "core_ask_translation_review",
    "core_publish_incomplete",
    "core_review_translation",
    "wagtail_localize:stop_translation",
    "wagtail_localize:machine_translate",
    "wagtail_localize:upload_pofile",
    "wagtail_localize:download_pofile",
]


@pytest.fixture
def translation(page):
    return begin(page)


def person(*permissions, **pages):
    """Somebody who enters the admin, with these permissions and rights on pages: ``edit=[page], publish=[page]``."""
    group = Group.objects.create(name="Quelques droits")
    for permission in ("wagtailadmin.access_admin", *permissions):
        app_label, codename = permission.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    for action, wanted in pages.items():
        codename = {"edit": "change_page", "publish": "publish_page"}[action]
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        for page in wanted:
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user = UserFactory()
    user.groups.add(group)
    return user


def german_home():
    return Page.objects.get(depth=2, locale__language_code="de")


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request)).replace("\u00a0", " ")


def row(page):
    """What readers see, and what editors work on."""
    return Page.objects.values("live", "title", "latest_revision").get(pk=page.pk)


# --- Send for translation ---------------------------------------------------------------------------------------

SUBMIT = "wagtail_localize.submit_translation"


def may_open(client, user, page):
    client.force_login(user)
    return client.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk])).status_code == 200


def test_sending_asks_for_both_rights_on_both_pages(client, page):
    home = german_home()
    assert may_open(client, person(SUBMIT, edit=[page], publish=[home]), page)


@pytest.mark.parametrize("lacking", ["permission", "edit", "publish"])
def test_sending_is_closed_to_those_who_lack_one_right(client, page, lacking):
    rights = {"edit": [page], "publish": [german_home()]}
    rights.pop(lacking, None)
    assert not may_open(client, person(*([] if lacking == "permission" else [SUBMIT]), **rights), page)


def test_sending_offers_the_languages_that_one_may_publish_in(client, page):
    client.force_login(person(SUBMIT, edit=[page], publish=[german_home()]))
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    form = client.get(address).context["form"]
    assert [locale.language_code for locale in form.fields["locales"].queryset] == ["de"]
    client.post(address, {"locales": [Locale.objects.get(language_code="en").pk]})
    assert not Translation.objects.filter(source__object_id=page.translation_key).exists()


def test_sending_is_closed_once_every_language_has_the_page(client, page):
    begin(page)
    translate(page, "en", slug="legal")
    user = UserFactory(is_superuser=True)
    assert not may_open(client, user, page)


def test_german_page_is_not_sent_to_translation(client, page):
    assert not may_open(client, UserFactory(is_superuser=True), translated(page))


def test_sending_leads_to_the_page_to_translate(client, page):
    client.force_login(member_of("relecture"))
    german = Locale.objects.get(language_code="de")
    response = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        {"locales": [german.pk], "include_subtree": ""},
    )
    draft = page.get_translation(german)
    assert (response.url, row(draft)["live"]) == (reverse("wagtailadmin_pages:edit", args=[draft.pk]), False)


# --- Update, stop -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", ["get", "post"])
def test_update_has_nothing_to_do_and_says_so(client, page, translation, ask):
    client.force_login(person(SUBMIT, edit=[page]))
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    response = getattr(client, ask)(address, {})
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert [str(message).startswith("Rien à faire") for message in get_messages(response.wsgi_request)] == [True]


def test_update_is_closed_to_those_who_may_not_edit_the_french_page(client, translation):
    client.force_login(person(SUBMIT, edit=[german_home()]))
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert client.get(address).url == reverse("wagtailadmin_home")


def test_stopping_keeps_the_translated_words_in_the_page(client, translation):
    fill(translation)
    client.force_login(member_of("relecture"))
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    page = translation.get_target_instance()
    assert (page.get_latest_revision_as_object().title, page.live) == ("Mentions DE", False)


def test_stopping_asks_for_the_right_to_publish(client, translation):
    fill(translation)
    client.force_login(member_of("traduction"))
    client.post(reverse("wagtail_localize:stop_translation", args=[translation.pk]))
    assert Translation.objects.get(pk=translation.pk).enabled is True


# --- Publish, review --------------------------------------------------------------------------------------------


def test_incomplete_publication_needs_more_than_a_word_of_reason(client, translation):
    client.force_login(member_of("relecture"))
    address = reverse("core_publish_incomplete", args=[translation.pk])
    response = client.post(address, {"reason": "Urgent"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["reason"])
    assert not PublishedTranslation.objects.filter(translation=translation).exists()


def test_incomplete_publication_shows_what_is_still_in_french(client, translation):
    client.force_login(member_of("relecture"))
    response = client.get(reverse("core_publish_incomplete", args=[translation.pk]))
    assert [segment.string.data for segment in response.context["missing"]] == [
        "Mentions",
        "mentions",
        "Qui publie ce site.",
    ]


def test_publication_below_a_page_that_is_offline_says_so(client, home):
    page = ContentPageFactory(parent=ContentPageFactory(title="Le programme"), slug="equipe")
    translation = begin(page)
    fill(translation)
    target = translation.get_target_instance()
    client.force_login(member_of("relecture"))
    response = client.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})
    assert "« Le programme », la page" in said(response)
    assert not row(target)["live"]


def test_review_is_asked_once(client, translation):
    fill(translation)
    client.force_login(member_of("traduction"))
    address = reverse("core_ask_translation_review", args=[translation.pk])
    client.post(address)
    before = row(translation.get_target_instance())
    client.post(address)
    target = translation.get_target_instance()
    assert (row(target), target.workflow_states.count()) == (before, 1)


def test_review_of_an_incomplete_translation_is_refused_in_words(client, translation):
    client.force_login(member_of("traduction"))
    response = client.post(reverse("core_ask_translation_review", args=[translation.pk]))
    assert said(response).strip() == "3 passages de « Mentions » ne sont pas encore traduits."
    assert translation.get_target_instance().workflow_in_progress is False


def test_review_is_closed_while_nobody_asked_for_it(client, translation):
    client.force_login(member_of("relecture"))
    assert client.get(reverse("core_review_translation", args=[translation.pk])).status_code == 302


def test_approval_of_words_that_changed_since_is_refused_and_the_review_goes_on(client, translation):
    fill(translation)
    ask_for_review(translation=translation, user=member_of("traduction"))
    StringTranslation.objects.filter(context__path="summary").exclude(data="").update(data="Anderes.")
    client.force_login(member_of("relecture"))
    response = client.post(reverse("core_review_translation", args=[translation.pk]), {"approve": ""})
    target = translation.get_target_instance()
    assert "n’est pas la traduction telle qu’elle est maintenant" in said(response)
    assert (row(target)["live"], target.workflow_in_progress) == (False, True)


@pytest.mark.parametrize("name", GET_CHANGES_NOTHING)
def test_reading_a_screen_changes_nothing(client, page, translation, name):
    fill(translation)
    ask_for_review(translation=translation, user=member_of("traduction"))
    page.title = "Mentions légales"
    page.save_revision().publish()

    def everything():
        return (
            list(Page.objects.order_by("pk").values_list("pk", "live", "title", "latest_revision")),
            list(Translation.objects.values_list("pk", "enabled", "source__last_updated_at")),
            list(StringTranslation.objects.order_by("pk").values_list("pk", "data")),
            translation.get_target_instance().current_workflow_state.status,
        )

    before = everything()
    client.force_login(UserFactory(is_superuser=True))
    client.get(reverse(name, args=[translation.pk]))
    assert everything() == before


@pytest.mark.parametrize("name", GET_CHANGES_NOTHING)
def test_translation_that_is_no_more_is_not_found(client, translation, name):
    client.force_login(UserFactory(is_superuser=True))
    address = reverse(name, args=[translation.pk])
    translation.get_target_instance().delete()
    assert client.post(address).status_code == 404


# --- Files, memory, snippets ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff",
        b"# rien",
        b'msgid "Mentions"\nmsgstr "Impressum"\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=martien\\n"\n',
        b'msgid "sans fin',
        None,
    ],
    ids=["bytes", "nothing", "no head", "unknown letters", "no end", "no file"],
)
def test_file_that_is_no_catalogue_of_this_page_is_refused_in_words(client, translation, content):
    client.force_login(member_of("traduction"))
    file = {}
    if content is not None:
        file["file"] = io.BytesIO(content)
        file["file"].name = "mentions.po"
    response = client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), file)
    assert (response.status_code, bool(said(response).strip())) == (302, True)
    assert StringTranslation.objects.filter(context__object_id=translation.source.object_id).count() == 0


def test_file_of_another_page_is_refused_in_words(client, translation):
    other = begin(ContentPageFactory(title="Outils", slug="outils"))
    fill(other)
    file = io.BytesIO(str(other.export_po()).encode())
    file.name = "outils.po"
    client.force_login(member_of("traduction"))
    client.post(reverse("wagtail_localize:upload_pofile", args=[translation.pk]), {"file": file})
    assert StringTranslation.objects.filter(context__object_id=translation.source.object_id).count() == 0


@pytest.mark.parametrize("name", ["download_pofile", "upload_pofile", "machine_translate"])
def test_tools_of_translators_are_closed_to_others(client, translation, name):
    fill(begin(ContentPageFactory(title="Mentions", slug="b")))
    client.force_login(member_of("formations"))
    address = reverse(f"wagtail_localize:{name}", args=[translation.pk])
    response = client.get(address) if name == "download_pofile" else client.post(address)
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert StringTranslation.objects.filter(context__object_id=translation.source.object_id).count() == 0


@pytest.mark.parametrize(("role", "status"), [("relecture", 200), ("traduction", 200), ("formations", 403)])
def test_names_of_snippets_are_for_those_who_may_change_them(client, site_root, monkeypatch, role, status):
    # The site has no snippet: a model of the same kind stands for one.
    monkeypatch.setattr(OwnSnippetViewSet, "get_model", lambda view: GlossaryTerm)
    client.force_login(member_of(role))
    address = reverse("wagtail_localize:snippets_api_listing", args=["core", "glossaryterm"])
    assert client.get(address).status_code == status


def test_translated_page_can_be_worked_on_by_those_of_its_language_only(client, page, translation):
    target = translation.get_target_instance()
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    client.force_login(person(edit=[page]))
    assert client.get(address).status_code == 302
    Group.objects.all().delete()
    client.force_login(person(edit=[german_home()]))
    assert client.get(address).status_code == 200
    assert translation_of(target) == translation
