"""Translations in the admin: our screens in front of the library's, our gate before each publication. The mails.

What waits for the team, and what was erased.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.desk import mail_decisions, mail_journal, mail_texts, purge_report
from core.desk.waiting_panel import WaitingPanel
from core.flaws import reasons_not_to_publish
from core.inline_features import register_inline_features
from core.rich_text import KnownDocumentLinkHandler, MarkedPageLinkHandler
from core.translation import desk, localize_screens
from core.translation.farewell import FarewellView, live_translations_of
from core.translation.gate import obstacle_to_draft
from core.translation.progress import translation_of
from core.uploads import AvatarForm

# Wagtail has no setting for it, and a panel of ours would stand beside its own.
AvatarSettingsPanel.form_class = AvatarForm

#: Before the library’s own hooks.
FIRST = -10
SNIPPETS = "localize/api/snippets/<slug:app_label>/<slug:model_name>"


@hooks.register("register_admin_urls", order=FIRST)
def translation_urls() -> list[URLPattern]:
    """The first group takes the library’s addresses: each view asks for the right, then hands over."""
    report = localize_screens.OwnTranslationsReportView
    snippets = localize_screens.OwnSnippetViewSet
    return [
        path("localize/jsi18n/", localize_screens.EditorWords.as_view()),
        path("localize/submit/page/<int:page_id>/", localize_screens.BeginTranslationView.as_view()),
        path("localize/update/<int:translation_source_id>/", localize_screens.UpdateSourceView.as_view()),
        path("localize/translate/<int:translation_id>/disable/", localize_screens.stop),
        path("localize/translate/<int:translation_id>/pofile/upload/", localize_screens.take_words_from_file),
        path("localize/page/<int:page_id>/convert_to_alias/", localize_screens.no_alias),
        path("localize/reports/translations/", report.as_view()),
        path("localize/reports/translations/results/", report.as_view(results_only=True)),
        path(f"{SNIPPETS}/", snippets.as_view({"get": "list"})),
        path(f"{SNIPPETS}/<str:pk>/", snippets.as_view({"get": "retrieve"})),
        path("translations/<int:translation_id>/source/", desk.take_changes, name="core_take_source_changes"),
        path("translations/<int:translation_id>/ask/", desk.ask_review, name="core_ask_translation_review"),
        path(
            "translations/<int:translation_id>/publish/",
            desk.PublishIncompleteView.as_view(),
            name="core_publish_incomplete",
        ),
        path("translations/<int:translation_id>/review/", desk.ReviewView.as_view(), name="core_review_translation"),
        path("pages/<int:page_id>/farewell/<slug:action>/", FarewellView.as_view(), name="core_farewell"),
    ]


@hooks.register("before_edit_page", order=FIRST)
def publish_through_the_gate(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button “Publish” of the translation editor is ours to answer."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        translation = translation_of(page)
        if translation and translation.enabled:
            return desk.publish(request, translation)
    return None


@hooks.register("before_bulk_action")
def check_bulk_action(request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any) -> HttpResponse | None:
    """Several pages at once: nothing goes online that a form would refuse, and no page leaves others behind unasked."""
    pages = [page.specific for page in pages if isinstance(page, Page)]
    refusals: list[str] = []
    if action_type == "publish":
        going = [*pages, *drafts_below(pages, action)]
        keys = {page.pk for page in going}
        refusals = [reason for page in going if (reason := obstacle_to_draft(page, page.get_latest_revision(), keys))]
        refusals += reasons_not_to_publish(going)
    elif action_type in ("unpublish", "delete"):
        chosen = {page.pk for page in pages}
        refusals = [
            _("“%(page)s” has translations online: do this from the page itself.")
            % {"page": page.get_admin_display_title()}
            for page in pages
            if {translation.pk for translation in live_translations_of(page)} - chosen
        ]
    if not refusals:
        return None
    messages.error(request, " ".join(refusals))
    return redirect(action.next_url)


def drafts_below(pages: Sequence[Page], action: Any) -> list[Page]:
    """The pages that go online with these when “the pages below too” is ticked."""
    form = getattr(action, "cleaned_form", None)
    if form is None or not form.cleaned_data.get("include_descendants"):
        return []
    chosen = {page.pk for page in pages}
    below = {draft.pk: draft for page in pages for draft in page.get_descendants().not_live().specific()}
    return [draft for pk, draft in below.items() if pk not in chosen]


@hooks.register("before_copy_page")
def keep_page_in_its_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail moves no page among those of another language, but copies it there, in French and online."""
    place = request.POST.get("new_parent_page", "")
    if not (place.isdigit() and Page.objects.filter(pk=place, depth__gt=1).exclude(locale=page.locale_id).exists()):
        return None
    messages.error(request, _("A page stays in its language: to have it in another, send it for translation."))
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_unpublish_page")
def ask_before_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    return ask_what_becomes_of_translations(request, page, "unpublish")


@hooks.register("before_delete_page")
def ask_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    return ask_what_becomes_of_translations(request, page, "delete")


def ask_what_becomes_of_translations(request: HttpRequest, page: Page, action: str) -> HttpResponse | None:
    """A French page with translations online does not leave before somebody said what becomes of them."""
    if live_translations_of(page):
        return redirect("core_farewell", page.pk, action)
    return None


@hooks.register("register_rich_text_features", order=-FIRST)
def mark_links_to_other_languages(features: FeatureRegistry) -> None:
    features.register_link_type(MarkedPageLinkHandler)
    features.register_link_type(KnownDocumentLinkHandler)


hooks.register("register_rich_text_features", register_inline_features)


@hooks.register("register_log_actions")
def translation_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        "core.publish_incomplete_translation",
        gettext_lazy("Publish an incomplete translation"),
        gettext_lazy("Incomplete translation published"),
    )
    for name, label, message in OUTBOX_ACTIONS:
        actions.register_action(f"core.{name}", label, message)


#: What is decided about mails, in Wagtail's log.
OUTBOX_ACTIONS = (
    ("retry_mail", gettext_lazy("Try a mail again"), gettext_lazy("Mail tried again")),
    ("correct_mail", gettext_lazy("Correct the address of a mail"), gettext_lazy("Address of a mail corrected")),
    ("skip_mail", gettext_lazy("Do not send a mail"), gettext_lazy("Mail not to be sent")),
    ("pause_mails", gettext_lazy("Pause all mails"), gettext_lazy("All mails paused")),
    ("resume_mails", gettext_lazy("Let mails leave again"), gettext_lazy("Mails leave again")),
)


@hooks.register("register_admin_urls")
def outbox_urls() -> list[URLPattern]:
    return [
        *mail_texts.urlpatterns,
        path("mails/", mail_journal.OutboxView.as_view(), name="core_outbox"),
        path("mails/pause/", mail_decisions.PauseView.as_view(), name="core_outbox_pause"),
        path("mails/resume/", mail_decisions.ResumeView.as_view(), name="core_outbox_resume"),
        path("mails/<int:mail_id>/", mail_journal.MailView.as_view(), name="core_outbox_mail"),
        path("mails/<int:mail_id>/retry/", mail_decisions.RetryView.as_view(), name="core_outbox_retry"),
        path("mails/<int:mail_id>/correct/", mail_decisions.CorrectView.as_view(), name="core_outbox_correct"),
        path("mails/<int:mail_id>/skip/", mail_decisions.SkipView.as_view(), name="core_outbox_skip"),
    ]


class OutboxMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(mail_journal.VIEW)


@hooks.register("register_admin_menu_item")
def outbox_menu_item() -> MenuItem:
    return OutboxMenuItem(gettext_lazy("Mails"), reverse_lazy("core_outbox"), name="mails", icon_name="mail", order=132)


@hooks.register("register_admin_menu_item")
def mail_texts_menu_item() -> MenuItem:
    return mail_texts.MailTextsMenuItem()


@hooks.register("register_log_actions")
def mail_text_log_actions(actions: LogActionRegistry) -> None:
    change, restore = gettext_lazy("Change the text of a mail"), gettext_lazy("Restore the shipped text")
    actions.register_action(mail_texts.CHANGE, change, gettext_lazy("Text of a mail changed"))
    actions.register_action(mail_texts.RESTORE, restore, gettext_lazy("Shipped text of a mail restored"))


@hooks.register("register_permissions")
def outbox_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="core", codename__in=["view_outboxmail", "change_outboxmail"]
    )


@hooks.register("register_admin_urls")
def purge_urls() -> list[URLPattern]:
    return purge_report.urlpatterns


@hooks.register("register_reports_menu_item")
def purge_menu_item() -> MenuItem:
    return purge_report.PurgeReportMenuItem()


@hooks.register("register_permissions")
def purge_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label="core", codename="view_purgerun")


@hooks.register("construct_homepage_panels")
def add_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
