"""The addresses every site is expected to have: security.txt (RFC 9116), robots.txt and favicon.ico."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from core.models import ProgrammeSettings

# RFC 9116 asks for less than a year. The site says it anew each day: it can go stale only if nobody runs it.
VALIDITY = timedelta(days=90)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a weakness of the site."""
    contact = security_contact(request)
    if not contact:
        return HttpResponse("No contact is set.\n", content_type="text/plain; charset=utf-8", status=404)
    expires = (timezone.now() + VALIDITY).replace(hour=0, minute=0, second=0, microsecond=0)
    fields = [
        ("Contact", contact),
        ("Expires", expires.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("Preferred-Languages", "fr, en, de"),
        ("Canonical", settings.BASE_URL + reverse("security_txt")),
    ]
    if settings.SECURITY_POLICY_URL:
        fields.append(("Policy", settings.SECURITY_POLICY_URL))
    return _plain("".join(f"{name}: {value}\n" for name, value in fields))


def security_contact(request: HttpRequest) -> str:
    """Return the address of the security contact as a URI: the setting's, or the team's."""
    address = settings.SECURITY_CONTACT or ProgrammeSettings.for_request(request).email
    if not address or ":" in address:
        return address
    return f"mailto:{address}"


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Tell robots what is not worth their visit, and where the list of pages is."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        *(f"Disallow: {address}" for address in search_addresses()),
        "",
        f"Sitemap: {settings.BASE_URL}{reverse('sitemap')}",
    ]
    return _plain("\n".join(lines) + "\n")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the icon: browsers ask for it here when they show what is not one of our pages."""
    return HttpResponseRedirect(static("icons/favicon.ico"), headers={"Cache-Control": "max-age=86400"})


def search_addresses() -> list[str]:
    """Return the address of the search page in each language: endless pages of results, for robots."""
    addresses = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            addresses.append(reverse("search"))
    return addresses


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "max-age=86400"})
