"""One's own sessions: where one is logged in, a way to close each, and how long this one lasts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.accounts import account_of
from core.desk.pages import HOME
from core.login.factor_views import ACCOUNT
from core.login.sessions import SessionStore, seconds_left
from core.models import TeamSession, User


@dataclass(frozen=True)
class OwnSession:
    """A session as its owner sees it.

    :param name: stands for its key, which opens the account and is shown nowhere.
    """

    name: str
    begun_at: datetime | None
    seen_at: datetime | None
    browser: str
    is_this: bool


def name_of(session_key: str) -> str:
    """A name for a session, from which nobody can tell its key."""
    return salted_hmac("core.login.session_views", session_key, algorithm="sha256").hexdigest()[:20]


def alive(account: User) -> list[TeamSession]:
    """The sessions of an account that would let somebody in, the latest first."""
    rows = TeamSession.objects.filter(account=account).order_by("-seen_at")
    valid, store = account.get_session_auth_hash(), SessionStore()
    return [row for row in rows if lets_in(store.decode(row.session_data), valid)]


def lets_in(data: dict[str, Any], valid_hash: str) -> bool:
    """Whether a session lasts, and was begun with the password of today."""
    return seconds_left(data) > 0 and constant_time_compare(data.get(HASH_SESSION_KEY, ""), valid_hash)


class SessionsView(WagtailAdminTemplateMixin, TemplateView):
    """My sessions."""

    page_title = gettext_lazy("My sessions")
    header_icon = "desktop"
    template_name = "core/login/sessions.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, ACCOUNT, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        this = self.request.session.session_key
        own = [
            OwnSession(name_of(row.pk), row.begun_at, row.seen_at, row.browser, is_this=row.pk == this)
            for row in alive(account_of(self.request))
        ]
        return super().get_context_data(sessions=own, **kwargs)


@require_POST
def close(request: HttpRequest, name: str) -> HttpResponse:
    """Close one of one's own sessions; one that is gone already is closed too.

    :raises Http404: it is the one in which this is asked: there is a button to log out.
    """
    if name == name_of(request.session.session_key or ""):
        raise Http404
    for row in TeamSession.objects.filter(account=account_of(request)):
        if name_of(row.pk) == name:
            row.delete()
    messages.success(request, _("The session is closed."))
    return redirect("core_sessions")


def left(request: HttpRequest) -> HttpResponse:
    """How many seconds this session lasts if nothing is done.

    The page asks by itself, which does not count; posted by a script while somebody types, it does, as for any request
    (`core.login.sessions`).
    """
    # A log-in in another tab has changed the token of the forms on this page: it is given the new one.
    return JsonResponse({"left": seconds_left(request.session), "token": get_token(request)})


urlpatterns: list[URLPattern] = [
    path("account/sessions/", SessionsView.as_view(), name="core_sessions"),
    path("account/sessions/<slug:name>/close/", close, name="core_session_close"),
    path("session/left/", require_safe(left), name="core_session_left"),
    path("session/keep/", require_POST(left), name="core_session_keep"),
]
