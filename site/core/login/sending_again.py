"""What was typed in a session that ended is not lost: its form is sent again, after the log-in, by the same person.

The fields travel in the pages of the log-in, signed, and are stored nowhere. Only a form that came from a page of this
site is taken (Django's protection against forgeries has looked at it), and only its own account gets it back. Files
cannot travel like that: the page says so. No script is needed.
"""

from copy import copy
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

#: The hidden field of the pages of the log-in.
AGAIN = "again"
SALT = "core.login.sending_again"


def keep_typed(request: HttpRequest) -> HttpResponse | None:
    """Answer a form of the admin whose session has ended with a log-in that carries it; nothing to other requests."""
    admin = reverse("wagtailadmin_home")
    by_script = request.headers.get("X-Requested-With") == "XMLHttpRequest" or not request.accepts("text/html")
    if request.method != "POST" or by_script or not request.path_info.startswith(admin):
        return None
    login = reverse("wagtailadmin_login")
    if request.path_info.startswith((login, reverse("wagtailadmin_logout"))):
        return None
    fields = [(name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"]
    kept = {
        "account": request.session[SESSION_KEY],
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
    }
    messages.warning(request, _("Your session has ended. What you have typed is kept: log in to send it."))
    return show(request, login, QueryDict(f"{AGAIN}={signing.dumps(kept, salt=SALT, compress=True)}"))


def show(request: HttpRequest, address: str, fields: QueryDict) -> HttpResponse:
    """Show a page of the log-in in answer to a form, with some fields for its own."""
    page = copy(request)
    page.method, page.path_info = "GET", address
    page.POST = fields  # type: ignore[assignment]  # an own copy
    match = resolve(address)
    return match.func(page, *match.args, **match.kwargs)


def carry_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Answer a step of a log-in: as it would be, or with what was typed before.

    :param response: where the step leads.
    """
    if AGAIN not in request.POST:
        return response
    if not request.user.is_authenticated:
        return show(request, reverse("mfa_authenticate"), request.POST)
    kept = opened(request.POST[AGAIN])
    if kept.get("account") != str(request.user.pk):
        return response
    return render(request, "core/login/send_again.html", {"page_title": _("Send what you have typed"), "kept": kept})


def opened(sealed: str) -> dict[str, Any]:
    """What :func:`keep_typed` kept; nothing when it is too old, or from elsewhere."""
    try:
        return signing.loads(sealed, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return {}
