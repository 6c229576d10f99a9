"""Terms of the trade in texts lead to the glossary of the page's language, where there is one."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from wagtail.models import Page

from core.glossary import link_terms
from core.languages import language_of
from core.models import BasePage
from core.querysets import visible
from home.models import GlossaryPage

register = template.Library()


def glossary_address(context: Context, page: Page) -> str:
    """Address of the glossary in a page's language, looked up once a page; empty when there is none to read."""
    request = context["request"]
    if not hasattr(request, "glossary_address"):
        glossary = visible(GlossaryPage.objects.filter(locale=page.locale_id)).first()
        request.glossary_address = (glossary.get_url(request) if glossary else "") or ""
        request.linked_terms = set()
    return request.glossary_address


@register.simple_tag(takes_context=True)
def linked(context: Context, html: SafeString) -> SafeString:
    """Rich text whose terms lead to the glossary, each once a page.

    :param html: what the ``richtext`` filter gives.
    """
    page = context.get("page")
    # A block shown alone, in the admin, stands on no page.
    if not isinstance(page, BasePage) or "request" not in context:
        return html
    address = glossary_address(context, page)
    if not address:
        return html
    return link_terms(str(html), language=language_of(page), address=address, linked=context["request"].linked_terms)
