from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from core.alphabetical import sort_key
from core.languages import language_of
from core.models import BasePage, GlossaryTerm


class GlossaryPage(BasePage):
    """The terms of the trade, in the order of the page's language, with their equivalents in the others."""

    content_panels = [
        *BasePage.content_panels,
        HelpPanel(content=_("The terms are in the “Lists of values” menu: one row for the three languages.")),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    def terms(self) -> list[GlossaryTerm]:
        """Every term, sorted as a dictionary of the page's language would."""
        language = language_of(self)
        return sorted(GlossaryTerm.objects.all(), key=lambda term: sort_key(term.term_in(language)))

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "@type": "DefinedTermSet",
            "name": self.title,
            "description": self.summary,
            "inLanguage": language_of(self),
            "url": self.get_full_url(request),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = [code for code, _name in settings.LANGUAGES if code != language_of(self)]
        rows = [(term, [(code, term.term_in(code)) for code in others]) for term in self.terms()]
        return super().get_context(request, *args, **kwargs) | {"rows": rows}
