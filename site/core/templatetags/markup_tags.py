"""What comes from the database and stands in a page as markup or as an address, whoever wrote it there."""

from django import template
from django.utils.safestring import SafeString

from core import markup

register = template.Library()

register.filter("address", markup.allowed_address)


@register.filter
def listed_markup(html: str) -> SafeString:
    """Rich text, without whatever is not on the list of :mod:`core.markup`."""
    # nh3 leaves nothing but the tags and attributes that the list names.
    return SafeString(markup.clean_shown(html))
