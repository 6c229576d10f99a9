"""How the pages of participants answer: nothing is cached, nothing is listed, no cookie, no form from elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]

#: Beyond, it is no form of ours: the longest answers to the longest form are a quarter of this, in bytes.
LARGEST_FORM = 500_000
#: Fields of a form, the honeypot and the token included.
MOST_FIELDS = 200
#: What stands between two fields, by the type of what is sent.
BETWEEN_FIELDS = {"application/x-www-form-urlencoded": b"&", "multipart/form-data": b"\r\n--", "": b"&"}


class SeeOther(HttpResponseRedirectBase):
    """Go and read that page: refreshing it sends nothing again."""

    status_code = 303


def check_form(request: HttpRequest) -> None:
    """Refuse what no page of this site has sent, before any of it is read.

    Without a cookie, a forged form can do no more than its author could; browsers that say so are refused all the same
    (``core.origins``).

    :raises BadRequest: it is far too large, has far too many fields or is no form.
    """
    between = BETWEEN_FIELDS.get(request.content_type or "")
    if between is None:
        raise BadRequest("Not a form of this site.")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_FORM:
        raise BadRequest("Larger than any form of this site.")
    if request.body.count(between) > MOST_FIELDS:
        raise BadRequest("More fields than any form of this site has.")


def unlisted(response: HttpResponse) -> HttpResponse:
    """Say that an answer is nobody else's: not to be kept, nor found by a search."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def private_page(view: View) -> View:
    """Make a view one of a participant's pages: its address is a secret, which is told to nobody."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            check_form(request)
        response = unlisted(view(request, *args, **kwargs))
        response["Referrer-Policy"] = "no-referrer"
        return response

    # So a browser names no origin either: core.origins.
    answer.has_no_referrer = True  # type: ignore[attr-defined]
    return answer
