"""Redirects that always lead to a page, in place of Wagtail's middleware, which sends readers on without looking.

Wagtail keeps the former addresses of a page as redirects, and editors add their own. Followed one by one, they may lead
to themselves, to a page that is offline, or round: after A → B and B → A, or for a page that left. So each is followed
here to its end, and the reader is sent there at once, or told that the page does not exist. And no browser keeps one:
an address that leads elsewhere today may be a page's again tomorrow (docs/decisions/0025-addresses.md).
"""

import inspect
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.coreutils import get_dummy_request
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_page

#: A browser keeps a permanent redirect for ever, if it is not told otherwise, and goes round with what it kept.
CACHE_CONTROL = "no-cache"


class Fate(Enum):
    """What becomes of a reader who asks for the address of a redirect."""

    ANSWERS = "answers"
    ITSELF = "itself"
    ROUND = "round"
    NOWHERE = "nowhere"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class End:
    """Where a redirect leads in the end: what becomes of the reader, and the address where that is one.

    :param is_permanent: whether each redirect on the way is.
    """

    fate: Fate
    url: str = ""
    is_permanent: bool = True


class RedirectMiddleware:
    """Send on whoever asks for an address that nobody answers, when a redirect leads from it to one that answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        site = Site.find_for_request(request)
        redirect = redirect_at(request.get_full_path(), site) if site else None
        # Asked for without its last slash, the page would be found with it: Django's own middleware adds it.
        if redirect is None or is_hidden(request.get_full_path(), site):
            return response
        end = end_of(redirect, site)
        if end.fate is not Fate.ANSWERS:
            return response
        answer: HttpResponse = (HttpResponsePermanentRedirect if end.is_permanent else HttpResponseRedirect)(end.url)
        answer.headers["Cache-Control"] = CACHE_CONTROL
        return answer


def fate_of(redirect: Redirect, site: Site) -> Fate:
    """What becomes of those who ask for the address of a redirect, saved or about to be."""
    if is_hidden(redirect.old_path, site):
        return Fate.HIDDEN
    return end_of(redirect, site).fate


def is_hidden(path: str, site: Site) -> bool:
    """Whether a page that is online stands at the address of a redirect, which is then never followed."""
    return page_at(path, site) is not None


def end_of(redirect: Redirect, site: Site) -> End:
    """Follow a redirect, and those it leads to, to where a reader gets an answer.

    :param redirect: of the database, or about to be written: its own link counts, and not that of the row it replaces.
    """
    passed: list[Redirect] = []
    current = redirect
    is_permanent = True
    while True:
        passed.append(current)
        is_permanent = is_permanent and current.is_permanent
        if not current.link:
            return End(Fate.NOWHERE)
        path = path_here(current.link, site)
        if path is None or page_at(path, site):
            return End(Fate.ANSWERS, current.link, is_permanent)
        following = redirect_at(path, site, instead=redirect)
        if following is None:
            return End(Fate.ANSWERS, current.link, is_permanent) if is_answered(path, site) else End(Fate.NOWHERE)
        if following in passed:
            return End(Fate.ITSELF if following is current else Fate.ROUND)
        current = following


def redirect_at(path: str, site: Site, instead: Redirect | None = None) -> Redirect | None:
    """The redirect that an address has, as Wagtail finds it: with its query or without, written in any way.

    :param path: path and query, percent-encoded or not.
    :param instead: one about to be written, which counts in place of its row.
    """
    candidates = list(ways_to_write(path))
    if not candidates:
        return None
    found = list(
        Redirect.get_for_site(site)
        .filter(old_path__in=candidates)
        .exclude(pk=instead.pk if instead else None)
        .select_related("redirect_page")
    )
    if instead and instead.old_path in candidates and instead.site_id in (site.pk, None):
        found.append(instead)
    # One for this site goes before one for all.
    return min(found, key=lambda row: (candidates.index(row.old_path), row.site_id is None), default=None)


def ways_to_write(path: str) -> Iterator[str]:
    """How the address of a redirect may be written for a path that is asked for, the most precise first."""
    # PostgreSQL knows no such character.
    if "\0" in unquote(path):
        return
    whole = Redirect.normalise_path(path, decode_unicode=False)
    for known in dict.fromkeys([whole, urlsplit(whole).path]):
        yield from dict.fromkeys([uri_to_iri(known), known])


def path_here(url: str, site: Site) -> str | None:
    """Path and query of an address of this site; None where another server answers: another site, a file."""
    parts = urlsplit(url)
    own_hosts = {site.hostname, urlsplit(settings.BASE_URL).hostname, *settings.ALLOWED_HOSTS}
    if parts.hostname and parts.hostname not in own_hosts:
        return None
    path = parts.path or "/"
    if path.startswith((settings.MEDIA_URL, settings.STATIC_URL)):
        return None
    return f"{path}?{parts.query}" if parts.query else path


def page_at(path: str, site: Site) -> Page | None:
    """The page online whose own address this is, with its last slash or without.

    Not one that answers below its own: the directory says only later whether it knows an organisation.
    """
    plain = plain_path(path)
    with in_language_of(plain):
        match = match_of(f"{plain}/")
        route = route_of(match, site) if match else None
        own = urlsplit(route.page.get_url(get_dummy_request(site=site)) or "").path if route else None
    return route.page if route and own == f"{plain}/" else None


def is_answered(path: str, site: Site) -> bool:
    """Whether anything takes an address: a view of the site, a page, or a page above it."""
    plain = plain_path(path)
    with in_language_of(plain):
        matches = [match for form in (f"{plain}/", plain or "/") if (match := match_of(form))]
        return any(not is_for_pages(match) or route_of(match, site) for match in matches)


def plain_path(path: str) -> str:
    """An address as the site resolves it: no query, no percent sign, no last slash."""
    return unquote(urlsplit(path).path).rstrip("/")


def in_language_of(path: str) -> AbstractContextManager[None]:
    """Addresses of a language are known while it is active."""
    return translation.override(translation.get_language_from_path(f"{path}/") or settings.LANGUAGE_CODE)


def match_of(path: str) -> ResolverMatch | None:
    """The view of an address."""
    try:
        return resolve(path)
    except Resolver404:
        return None


def is_for_pages(match: ResolverMatch) -> bool:
    """Whether Wagtail looks for a page."""
    return inspect.unwrap(match.func) is serve_page


def route_of(match: ResolverMatch, site: Site) -> RouteResult | None:
    """Who answers, when Wagtail looks for a page."""
    if not is_for_pages(match):
        return None
    return Page.route_for_request(get_dummy_request(site=site), match.args[0])
