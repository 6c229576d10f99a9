"""The demo’s letter box: what would have been sent, to read and to click. It exists on a local machine only."""

from collections.abc import Callable
from email.message import EmailMessage
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.mail_files import mail_file, mail_files, read_mail, written_at
from core.middleware import NONE, policy_header

MOST_MAILS = 200
#: A mail carries its styles in itself, and nothing else: no script, no form, nothing from elsewhere.
MAIL_POLICY = policy_header(
    {
        "default-src": [NONE],
        "style-src": ["'unsafe-inline'"],
        "form-action": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)
View = Callable[..., HttpResponseBase]


def demo_only(view: View) -> View:
    """Answer that the page does not exist, unless the settings show the mails: whatever the addresses say."""

    @never_cache
    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        if not settings.SHOW_MAIL_FILES:
            raise Http404
        return view(request, **arguments)

    return guarded


@demo_only
def mail_list(request: HttpRequest) -> HttpResponse:
    """The last mails, the newest first."""
    mails = [summary(path) for path in mail_files()[:MOST_MAILS]]
    return render(request, "core/demo_mails.html", {"title": _("Emails of the demonstration"), "mails": mails})


@demo_only
def mail_detail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its text, with links to click, and its calendars."""
    path = path_or_404(name)
    mail = read_mail(path)
    text, html = mail.get_body(["plain"]), mail.get_body(["html"])
    context = summary(path) | {
        "title": mail["Subject"],
        "text": text.get_content() if text else "",
        "has_html": html is not None,
        "calendars": [
            {"method": part["Content-Type"].params.get("method", ""), "content": part.get_content()}
            for part in parts(mail)
            if part.get_content_type() == "text/calendar"
        ],
        "files": [part.get_filename() for part in parts(mail) if part.get_content_disposition() == "attachment"],
    }
    return render(request, "core/demo_mail.html", context)


@demo_only
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a mail as a page of its own, which may do nothing but look."""
    html = read_mail(path_or_404(name)).get_body(["html"])
    if html is None:
        raise Http404
    return HttpResponse(html.get_content(), headers={"Content-Security-Policy": MAIL_POLICY})


@demo_only
def mail_source(request: HttpRequest, name: str) -> HttpResponse:
    """The mail itself, for a mail program to open."""
    path = path_or_404(name)
    return HttpResponse(
        path.read_bytes(),
        content_type="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{path.name}"'},
    )


def path_or_404(name: str) -> Path:
    """Return the file of a mail.

    :raises Http404: when there is none of this name.
    """
    path = mail_file(name)
    if path is None:
        raise Http404
    return path


def summary(path: Path) -> dict[str, Any]:
    """Return what a list says of a mail."""
    mail = read_mail(path)
    return {"name": path.name, "at": written_at(path), "to": mail["To"], "subject": mail["Subject"]}


def parts(mail: EmailMessage) -> list[EmailMessage]:
    """Return the leaves of a mail, at any depth."""
    return [part for part in mail.walk() if isinstance(part, EmailMessage) and not part.is_multipart()]
