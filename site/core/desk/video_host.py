"""Whether the site accepts the host of a video, asked by the form of a page as soon as an address is typed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from core.blocks.media import why_not_framed


@require_safe
def judge_host(request: HttpRequest) -> JsonResponse:
    """The reason for which an address would be refused; empty when it is taken, or when there is none yet."""
    url = request.GET.get("value", "").strip()
    return JsonResponse({"reason": why_not_framed(url) if url else ""})
