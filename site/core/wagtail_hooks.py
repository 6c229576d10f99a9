"""The mails in the admin, what waits for the team, and what was erased; translations: ``core.translation.hooks``."""

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.admin.views.chooser import ExternalLinkView
from wagtail.log_actions import LogActionRegistry
from wagtail.rich_text.feature_registry import FeatureRegistry

from core import hidden_pages  # noqa: F401 - its hook registers itself
from core.desk import files, mail_decisions, mail_journal, mail_texts, pasting, purge_report
from core.desk.publishing import PublishTogether
from core.desk.schedule_waiting import RefusedDate
from core.desk.team import AssignRole, DeleteAccounts, SetActiveState, refuse_strangers
from core.desk.typed_dates import typed_dates
from core.desk.video_host import judge_host
from core.desk.waiting_panel import WaitingPanel
from core.inline_features import register_inline_features
from core.login import hooks as login_hooks  # noqa: F401 - they register themselves
from core.rich_text import KnownDocumentLinkHandler, MarkedPageLinkHandler
from core.schedule import LEFT_WITH_SOURCE, REFUSED
from core.translation import french_words  # noqa: F401 - it registers itself
from core.translation import hooks as translation_hooks  # noqa: F401 - they register themselves
from core.typed_fields import OutsideLinkForm
from core.uploads import AvatarForm

# Wagtail has no setting for these, and a panel or a window of ours would stand beside its own.
AvatarSettingsPanel.form_class, AvatarSettingsPanel.template_name = AvatarForm, "core/admin/avatar.html"
ExternalLinkView.form_class = OutsideLinkForm

#: After Wagtail's own.
LAST = 10

for action in (PublishTogether, AssignRole, SetActiveState, DeleteAccounts, *files.ACTIONS):
    hooks.register("register_bulk_action", action, order=LAST)
for name in ("before_edit_user", "before_delete_user"):
    hooks.register(name, refuse_strangers)


@hooks.register("register_rich_text_features", order=LAST)
def mark_links_to_other_languages(features: FeatureRegistry) -> None:
    features.register_link_type(MarkedPageLinkHandler)
    features.register_link_type(KnownDocumentLinkHandler)


hooks.register("register_rich_text_features", register_inline_features)


@hooks.register("insert_global_admin_js")
def dates_as_they_are_typed() -> str:
    words = {"src": static("js/typed-dates.js"), "address": reverse("core_typed_dates")}
    return format_html('<script src="{src}" data-typed-dates="{address}"></script>', **words)


@hooks.register("register_log_actions")
def outbox_log_actions(actions: LogActionRegistry) -> None:
    for name, label, message in OUTBOX_ACTIONS:
        actions.register_action(f"core.{name}", label, message)


@hooks.register("register_log_actions")
def schedule_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(REFUSED)(RefusedDate)
    actions.register_action(
        LEFT_WITH_SOURCE,
        gettext_lazy("Leave with the French page"),
        gettext_lazy("Offline: the end of the French page has come"),
    )


#: What is decided about mails, in Wagtail's log.
OUTBOX_ACTIONS = (
    ("retry_mail", gettext_lazy("Try an email again"), gettext_lazy("Email tried again")),
    ("correct_mail", gettext_lazy("Correct the address of an email"), gettext_lazy("Address of an email corrected")),
    ("skip_mail", gettext_lazy("Do not send an email"), gettext_lazy("Email not to be sent")),
    ("pause_mails", gettext_lazy("Pause all emails"), gettext_lazy("All emails paused")),
    ("resume_mails", gettext_lazy("Start sending emails again"), gettext_lazy("Emails started again")),
)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        *mail_texts.urlpatterns,
        path("typed-dates/", typed_dates, name="core_typed_dates"),
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
    return OutboxMenuItem(
        gettext_lazy("Emails"), reverse_lazy("core_outbox"), name="mails", icon_name="mail", order=132
    )


@hooks.register("register_admin_menu_item")
def mail_texts_menu_item() -> MenuItem:
    return mail_texts.MailTextsMenuItem()


@hooks.register("register_log_actions")
def mail_text_log_actions(actions: LogActionRegistry) -> None:
    change, restore = gettext_lazy("Change the text of an email"), gettext_lazy("Restore the default text")
    actions.register_action(mail_texts.CHANGE, change, gettext_lazy("Email text changed"))
    actions.register_action(mail_texts.RESTORE, restore, gettext_lazy("Default email text restored"))


@hooks.register("register_permissions")
def outbox_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="core", codename__in=["view_outboxmail", "change_outboxmail"]
    )


@hooks.register("register_admin_urls")
def paste_urls() -> list[URLPattern]:
    return pasting.urlpatterns


@hooks.register("insert_editor_js")
def paste_script() -> str:
    return format_html(
        '<script type="module" src="{}" data-paste-url="{}" data-paste-undo="{}" data-paste-failed="{}"></script>',
        static("js/paste.js"),
        reverse("core_paste"),
        gettext("Undo the paste"),
        gettext("What you pasted could not be converted: it was put in as plain text."),
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


@hooks.register("register_admin_urls")
def video_urls() -> list[URLPattern]:
    return [path("video-host/", judge_host, name="core_video_host")]


@hooks.register("construct_homepage_panels")
def add_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())
