"""What the server understood of dates while they are typed: the one judge, and no script writes into their fields."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.typed_dates import READERS, in_full


@require_safe
def typed_dates(request: HttpRequest) -> HttpResponseBase:
    """Answer what ``text`` means ``as`` a day, an hour or a moment: ``{"understood": …}`` or ``{"refused": …}``.

    Both are given once for each field of a row, in order: a half-day is its day and two hours. Empty ones say nothing.
    """
    kinds, texts = request.GET.getlist("as"), request.GET.getlist("text")
    if len(kinds) != len(texts) or not set(kinds) <= set(READERS):
        return HttpResponseBadRequest()
    values, refusals = [], []
    for kind, text in zip(kinds, texts, strict=True):
        if not text.strip():
            continue
        try:
            values.append(READERS[kind](text))
        except ValidationError as error:
            refusals.append(_("“%(typed)s”: %(reason)s") % {"typed": text.strip(), "reason": " ".join(error.messages)})
    return JsonResponse({"refused": " ".join(refusals)} if refusals else {"understood": in_full(*values)})
