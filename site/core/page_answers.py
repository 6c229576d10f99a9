"""What a page answers when the answer is made above its model: calendars, forms below it, its words for search engines.

A model names no view. It asks for an answer by its name, and the application registers who gives it, once it is ready:

    @answers(SessionPage, "calendar")
    def session_calendar(session: SessionPage, request: HttpRequest) -> HttpResponse: ...

    @path("ical/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        return answer(self, "calendar", request)
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest
from wagtail.models import Page

Answer = TypeVar("Answer", bound=Callable[..., Any])

_ANSWERS: dict[tuple[type[Page], str], Callable[..., Any]] = {}


def answers(page_type: type[Page], name: str) -> Callable[[Answer], Answer]:
    """Make a function what pages of a type answer by a name; it is called with the page and the request.

    :raises ValueError: another function answers that already.
    """

    def register(function: Answer) -> Answer:
        known = _ANSWERS.setdefault((page_type, name), function)
        if known is not function:
            raise ValueError(f"{page_type.__name__} has an answer named {name!r} already: {known.__module__}")
        return function

    return register


def answer(page: Page, name: str, request: HttpRequest) -> Any:
    """What a page answers.

    :param page: of the type that the answer was registered for.
    :raises LookupError: nobody registered that answer: the application is not ready, or forgot it.
    """
    try:
        function = _ANSWERS[type(page), name]
    except KeyError:
        raise LookupError(f"Nobody answers {name!r} for {type(page).__name__}.") from None
    return function(page, request)
