"""Requests that write come from this site: a browser that names another one as their origin is refused.

Django asks this of views that its protection against forged forms covers; the public forms, which need no cookie
(docs/decisions/0018-forms-without-cookies.md), are exempt from it and asked here. Own are the origin of the request and
``CSRF_TRUSTED_ORIGINS``, as Django reads them. Programs that name none are let through: they carry nobody’s cookies.

``null`` is what a browser says for a page without a referrer, as our personal pages are, and for frames in a sandbox.
``Sec-Fetch-Site`` tells the two apart; a browser too old to send it is believed on personal pages only, where whoever
knows the address may do the same anyway.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import is_same_domain

READING = ("GET", "HEAD", "OPTIONS", "TRACE")


class OriginMiddleware:
    """Refuses what another site has sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, arguments: Iterable[Any], named: Mapping[str, Any]
    ) -> None:
        """Look at the origin of a request that writes.

        :raises PermissionDenied: another site sent it.
        """
        if request.method not in READING and not comes_from_here(request, view):
            raise PermissionDenied


def comes_from_here(request: HttpRequest, view: Callable) -> bool:
    """Tell whether a page of ours sent a request, or a program.

    :param view: that will answer it.
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is None:
        return site in (None, "same-origin", "none")
    if origin != "null":
        return is_own(origin, request)
    return site == "same-origin" or (site is None and getattr(view, "has_no_referrer", False))


def is_own(origin: str, request: HttpRequest) -> bool:
    """Tell whether an origin is that of a request, or one that the settings trust."""
    if origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS):
        return True
    given = urlsplit(origin)
    patterns = [urlsplit(trusted) for trusted in settings.CSRF_TRUSTED_ORIGINS if "*" in trusted]
    return any(
        given.scheme == pattern.scheme and is_same_domain(given.netloc, pattern.netloc.lstrip("*"))
        for pattern in patterns
    )
