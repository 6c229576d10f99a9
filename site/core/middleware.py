"""The headers that tell browsers what this site's pages may do: two policies, no nonce, no third party.

The public one is the strictest a browser knows, and everything we write lives under it: no inline
style, no inline script, nothing from elsewhere. Wagtail's editor cannot (its forms carry inline
scripts and styles), so the admin has its own, for those who are logged in: what anybody can reach is strict.

A view whose page holds a video says which hosts may be framed: `response.csp_frame_src = [...]`.
Django 6 brings `SECURE_CSP`: the two dictionaries below are written for that switch.
"""

from collections.abc import Callable, Sequence

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Policy = dict[str, Sequence[str]]

SELF = "'self'"
NONE = "'none'"

PUBLIC_POLICY: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "form-action": [SELF],
    "manifest-src": [SELF],
    "base-uri": [NONE],
    # Not 'none': the editor's live preview is a frame of this site.
    "frame-ancestors": [SELF],
}
ADMIN_POLICY: Policy = PUBLIC_POLICY | {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
# What somebody sent is no page: it loads nothing and sends nothing.
FILE_POLICY: Policy = {"default-src": [NONE], "form-action": [NONE], "base-uri": [NONE], "frame-ancestors": [SELF]}
# Everything a page could ask of the visitor's device, refused: none of our pages needs any of it.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "usb",
        "xr-spatial-tracking",
    )
)


def policy_header(policy: Policy) -> str:
    """Return a policy as the value of its header."""
    return "; ".join(" ".join([directive, *sources]) for directive, sources in policy.items())


PUBLIC_HEADER = policy_header(PUBLIC_POLICY)
ADMIN_HEADER = policy_header(ADMIN_POLICY)
FILE_HEADER = policy_header(FILE_POLICY)


class SecurityHeadersMiddleware:
    """Put the policies on every answer; a view that sets one of these headers itself keeps its own.

    Referrer-Policy, Cross-Origin-Opener-Policy and nosniff come from Django's SecurityMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_admin(request):
            # No embedder policy here: an editor's preview may frame a video.
            headers.setdefault("Content-Security-Policy", ADMIN_HEADER)
            return response
        hosts = getattr(response, "csp_frame_src", None)
        if hosts:
            headers.setdefault("Content-Security-Policy", policy_header(PUBLIC_POLICY | {"frame-src": hosts}))
            # A video's host seldom sends what `require-corp` asks for; without credentials it gets no cookie.
            headers.setdefault("Cross-Origin-Embedder-Policy", "credentialless")
        else:
            headers.setdefault("Content-Security-Policy", PUBLIC_HEADER)
            headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


def is_admin(request: HttpRequest) -> bool:
    """Tell whether an answer is of the editor's side, for somebody who is logged in, and needs its policy."""
    if not request.path_info.startswith(reverse("wagtailadmin_home")):
        return False
    # An answer made before anybody was asked who they are (a redirect to TLS) is nobody's.
    return getattr(request, "user", AnonymousUser()).is_authenticated
