"""What a page tells machines about itself."""

import json
from contextlib import suppress
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, Site

register = template.Library()

#: Characters that could end a script element early, as JSON spells them.
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
SOCIAL_CARD_SIZE = "fill-1200x630|format-jpeg"


@register.simple_tag(takes_context=True)
def canonical_url(context: Context, page: Page | None) -> str:
    """The one address of what is shown: the page’s own, and behind it the ``subpath`` that its view gives.

    None where the view says that what it shows ``is_unlisted``: no search engine is to keep it.

    The further pages of a whole list, which its view gives as ``list_page``, have addresses of their own; a list that
    is filtered repeats the whole one.
    """
    request = context["request"]
    url = page.get_full_url(request) or "" if isinstance(page, Page) and page.pk else ""
    if not url or context.get("is_unlisted"):
        return ""
    number = getattr(context.get("list_page"), "number", 1)
    turned = f"?page={number}" if number > 1 and set(request.GET) == {"page"} else ""
    return url + (context.get("subpath") or "") + turned


@register.simple_tag(takes_context=True)
def social_image_url(context: Context, page: Page | None) -> str:
    """Absolute address of the picture that social networks show: the editors’ choice, or the card of the page type."""
    request = context["request"]
    image = getattr(page, "social_image", None)
    if image is not None:
        # A picture whose file is lost must not take the page with it, nor be shown to others.
        with suppress(SourceImageIOError):
            return request.build_absolute_uri(image.get_rendition(SOCIAL_CARD_SIZE).url)
    card = getattr(page, "social_card", "default")
    return request.build_absolute_uri(static(f"social/{get_language()}/{card}.png"))


@register.simple_tag(takes_context=True)
def json_ld(context: Context, page: Page | None) -> str:
    """The page in the words of schema.org, as a script element of data, which no browser runs.

    :param page: a page with ``structured_data(request)``; anything else gives nothing.
    """
    request = context["request"]
    if page is None or not hasattr(page, "structured_data") or context.get("is_unlisted"):
        return ""
    if Site.find_for_request(request) is None:
        return ""
    graph: list[dict[str, Any]] = context.get("structured_data") or page.structured_data(request)
    data = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, default=str)
    # Marked as safe only after the five characters that could leave the element are spelled as JSON escapes.
    return format_html('<script type="application/ld+json">{}</script>', SafeString(data.translate(HARMLESS)))
