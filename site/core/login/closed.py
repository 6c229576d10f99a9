"""Addresses of Wagtail that lead nowhere here: a second form to log in, passwords that are shared."""

from typing import Never

from django.http import Http404, HttpRequest


def no_such_page(request: HttpRequest, **kwargs: object) -> Never:
    """Answer as an address that there is not.

    :raises Http404: always.
    """
    raise Http404
