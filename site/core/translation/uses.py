"""The pages of other languages that follow a French page, told on its form."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.languages import is_source
from core.translation.places import translations_of
from core.uses import Use


def languages_online(page: Page) -> Iterable[Use]:
    """The translations of a French page that readers can open."""
    if not is_source(page):
        return
    for translation in translations_of(page).filter(live=True).order_by("locale"):
        text = _(
            "%(language)s: links, figures, pictures, documents and order change there at once; reworded texts wait for "
            "their translation."
        )
        yield Use(text % {"language": translation.locale.get_display_name()}, translation.url or "", _("See the page"))
