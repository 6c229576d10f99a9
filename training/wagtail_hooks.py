from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from core.models import User
from training.desk import protection
from training.desk.attention import session_url
from training.desk.cancelling import CancelSessionView, RestoreSessionView
from training.desk.front import OwnSessionsPanel, desk_menu_item, say_what_awaits
from training.desk.rights import rights_of
from training.desk.sign_up_forms import SignUpFormViewSet
from training.models import SessionPage

#: Before core asks what becomes of translations: what is refused needs no such answer.
FIRST = -20


@hooks.register("register_admin_urls")
def session_urls() -> list[URLPattern | URLResolver]:
    return [
        path("sign-ups/", include("training.desk.urls")),
        path("pages/<int:page_id>/kept/<slug:action>/", protection.KeptView.as_view(), name="training_kept"),
        path("sessions/<int:page_id>/cancel/", CancelSessionView.as_view(), name="training_cancel_session"),
        path("sessions/<int:page_id>/restore/", RestoreSessionView.as_view(), name="training_restore_session"),
    ]


@hooks.register("register_admin_viewset")
def sign_up_forms() -> SignUpFormViewSet:
    return SignUpFormViewSet()


def session_buttons(page: Page, user: User) -> Iterator[Button]:
    """The decision that can be taken about a session now, if this page is one and the user may take it."""
    if page.specific_class is not SessionPage:
        return
    if rights_of(user).sees_session(page.translation_key):
        yield Button(_("Bookings"), session_url("session", page), icon_name="group", priority=24)
    if not page.permissions_for_user(user).can_edit():
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
    for name, label, message in DESK_ACTIONS:
        actions.register_action(f"training.{name}", label, message)
    for name, label, message in SIGN_UP_ACTIONS:
        formatter = type(f"{name}_formatter", (SignUpLogFormatter,), {"label": label, "message": message})
        actions.register_action(f"training.{name}")(formatter)


class SignUpLogFormatter(LogFormatter):
    """Names the sign-up by its reference."""

    def format_message(self, log_entry: Any) -> str:
        return f"{self.message} ({log_entry.data.get('sign_up', '')})"


#: What is decided at the desk, in Wagtail's log: an action, and what it says afterwards.
DESK_ACTIONS = (
    ("move_session", _("Announce a change"), _("Change of the session announced")),
    ("open_seats", _("Open places"), _("Announced places opened")),
    ("name_trainers", _("Name trainers"), _("Trainers of the session named")),
    ("export_participants", _("Export participants"), _("Participants exported")),
    ("export_numbers", _("Export numbers"), _("Numbers of sessions exported")),
)
SIGN_UP_ACTIONS = (
    ("register_sign_up", _("Book a place for someone"), _("Booked by the team")),
    ("confirm_sign_up", _("Confirm a booking"), _("Booking confirmed by the team")),
    ("withdraw_sign_up", _("Cancel a booking"), _("Booking cancelled by the team")),
    ("move_sign_up", _("Move a booking"), _("Booking moved to another session")),
    ("hand_over_sign_up", _("Give a place to a colleague"), _("Place given to a colleague")),
    ("correct_sign_up", _("Correct a booking"), _("Data of a booking corrected")),
    ("resend_mail", _("Send an email again"), _("Email sent again")),
    ("erase_sign_up", _("Erase a booking"), _("Erasure of a booking requested")),
)


@hooks.register("register_permissions")
def desk_permissions() -> QuerySet[Permission]:
    """So that an administrator can give them to a group."""
    readable = ["accessneed", "own_signups", "signup_numbers"]
    names = ["manage_signups", "export_signups", *(f"view_{name}" for name in readable)]
    return Permission.objects.filter(content_type__app_label="training", codename__in=names)


@hooks.register("register_admin_menu_item")
def sign_ups_menu_item() -> MenuItem:
    return desk_menu_item


@hooks.register("construct_homepage_panels")
def add_own_sessions(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OwnSessionsPanel())


@hooks.register("after_publish_page")
def after_publishing_a_session(request: HttpRequest, page: Page) -> None:
    say_what_awaits(request, page)


@hooks.register("before_delete_page", order=FIRST)
def keep_sessions_with_people(request: HttpRequest, page: Page) -> HttpResponse | None:
    return protection.refuse_to_leave(request, page, "delete")


@hooks.register("before_unpublish_page", order=FIRST)
def keep_sessions_online(request: HttpRequest, page: Page) -> HttpResponse | None:
    return protection.refuse_to_leave(request, page, "unpublish")


@hooks.register("before_farewell")
def keep_sessions_at_their_farewell(request: HttpRequest, page: Page, action: str) -> HttpResponse | None:
    return protection.refuse_to_leave(request, page, action)


@hooks.register("before_move_page", order=FIRST)
def keep_sessions_in_their_course(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return protection.refuse_to_move(request, page, destination)


@hooks.register("before_bulk_action", order=FIRST)
def keep_sessions_together(
    request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any
) -> HttpResponse | None:
    return protection.refuse_together(request, action_type, pages, action.next_url)
