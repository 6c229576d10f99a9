from collections.abc import Iterator

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from core.models import User
from training.admin_views import CancelSessionView, RestoreSessionView
from training.mail_text_views import CHANGE, RESTORE, MailTextsMenuItem
from training.mail_text_views import urlpatterns as mail_text_urls
from training.models import SessionPage
from training.viewsets import SignUpFormViewSet


@hooks.register("register_admin_urls")
def session_urls() -> list[URLPattern]:
    return [
        path("sessions/<int:page_id>/cancel/", CancelSessionView.as_view(), name="training_cancel_session"),
        path("sessions/<int:page_id>/restore/", RestoreSessionView.as_view(), name="training_restore_session"),
        *mail_text_urls,
    ]


@hooks.register("register_admin_viewset")
def sign_up_forms() -> SignUpFormViewSet:
    return SignUpFormViewSet()


@hooks.register("register_admin_menu_item")
def mail_texts_menu_item() -> MailTextsMenuItem:
    return MailTextsMenuItem()


def session_buttons(page: Page, user: User) -> Iterator[Button]:
    """The decision that can be taken about a session now, if this page is one and the user may take it."""
    if page.specific_class is not SessionPage or not page.permissions_for_user(user).can_edit():
        return
    if page.specific.is_cancelled:
        if user.has_perm("training.delete_sessioncancellation"):
            url = reverse("training_restore_session", args=[page.pk])
            yield Button(_("Reinstate the session"), url, icon_name="rotate", priority=25)
    elif user.has_perm("training.add_sessioncancellation"):
        url = reverse("training_cancel_session", args=[page.pk])
        yield Button(_("Cancel the session"), url, icon_name="cross", priority=25)


@hooks.register("register_page_header_buttons")
def session_header_buttons(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    return session_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def session_listing_buttons(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    return session_buttons(page, user)


@hooks.register("register_log_actions")
def session_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("training.cancel_session", _("Cancel the session"), _("Session cancelled"))
    actions.register_action("training.restore_session", _("Reinstate the session"), _("Session reinstated"))
    actions.register_action("training.open_seats", _("Open the announced seats"), _("Announced seats opened"))
    actions.register_action("training.move_session", _("Announce a change"), _("Change announced"))


@hooks.register("register_log_actions")
def mail_text_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(CHANGE, _("Change the text of a mail"), _("Text of a mail changed"))
    actions.register_action(RESTORE, _("Restore the shipped text"), _("Shipped text of a mail restored"))
