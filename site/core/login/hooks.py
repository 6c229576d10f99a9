"""Second factors and sessions in the admin; `core.wagtail_hooks` brings them."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from core.accounts import RESET_FACTOR, SET_ENTRY
from core.login import factor_views, session_views
from core.login.helping import ResetFactorView
from core.models import User


@hooks.register("register_admin_urls")
def login_urls() -> list[URLPattern]:
    """The screens of the log-in, inside the admin."""
    reset = path("users/<int:pk>/second-factor/", ResetFactorView.as_view(), name="core_reset_factor")
    return [*factor_views.urlpatterns, *session_views.urlpatterns, reset]


@hooks.register("register_user_listing_buttons")
def reset_button(user: User, request_user: User) -> Iterator[Button]:
    """The way to help a colleague, in the list of accounts."""
    if user != request_user and request_user.has_perm(ResetFactorView.permission):
        url = reverse("core_reset_factor", args=[user.pk])
        yield Button(gettext("Reset the second factor"), url=url, icon_name="key", priority=50)


@hooks.register("register_log_actions")
def login_log_actions(actions: LogActionRegistry) -> None:
    """What is done to the accounts of others, in words."""
    reset, entry = gettext_lazy("Reset the second factor"), gettext_lazy("Change the password or the address")
    actions.register_action(RESET_FACTOR, reset, gettext_lazy("Second factor reset"))
    actions.register_action(SET_ENTRY, entry, gettext_lazy("Password or address changed by a colleague"))


@hooks.register("insert_global_admin_js")
def session_script() -> str:
    """The script that keeps a session while somebody types, with its words and addresses."""
    return format_html(
        '<script src="{}" data-session-left="{}" data-session-keep="{}" data-session-idle="{}" data-ends="{}" '
        'data-stay="{}" data-ended="{}" data-log-in="{}" data-log-in-url="{}" defer></script>',
        static("js/session.js"),
        reverse("core_session_left"),
        reverse("core_session_keep"),
        settings.SESSION_IDLE,
        gettext("Your session ends in two minutes, since nothing is being done."),
        gettext("Stay logged in"),
        gettext("Your session has ended. What you have typed is still here: save it, and you will be asked to log in."),
        gettext("Log in in another tab"),
        reverse("wagtailadmin_login"),
    )


@hooks.register("register_account_menu_item")
def sessions_item(request: HttpRequest) -> dict[str, Any]:
    """One's sessions, likewise."""
    return {
        "url": reverse("core_sessions"),
        "label": gettext("My sessions"),
        "help_text": gettext("Where you are logged in, and a way to close it."),
    }


@hooks.register("register_account_menu_item")
def factor_item(request: HttpRequest) -> dict[str, Any]:
    """The second factor, on the page of one's account."""
    return {
        "url": reverse("mfa_index"),
        "label": gettext("Second factor"),
        "help_text": gettext("A code of your telephone, or a passkey, beside your password."),
    }
