"""What a translator needs beside the text: how far it is, what changed in French, the words of the trade."""

from typing import Any

from django import template
from django.template import Context
from wagtail_localize.models import Translation

from core.translation.beside import column

register = template.Library()


@register.inclusion_tag("core/admin/translation_desk.html", takes_context=True)
def translation_desk(context: Context, translation: Translation) -> dict[str, Any]:
    """The column beside the translation editor.

    :param translation: of a page.
    """
    request = context["request"]
    return column(translation, request.user) | {"request": request, "csrf_token": context["csrf_token"]}
