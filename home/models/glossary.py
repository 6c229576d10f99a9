from collections.abc import Iterator
from itertools import chain
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from core.alphabetical import sort_key
from core.blocks.texts import Words
from core.languages import language_of
from core.law import LegalReference
from core.models import BasePage, GlossaryTerm


class GlossaryPage(BasePage):
    """The terms of the trade, in the order of the page's language, with their equivalents in the others."""

    content_panels = [
        *BasePage.content_panels,
        HelpPanel(content=_("The terms are in the “Lists of values” menu: one row for the three languages.")),
        FieldPanel("legal_references"),
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    stays = True

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")

    @cached_property
    def terms(self) -> list[GlossaryTerm]:
        """Every term, sorted as a dictionary of the page's language would."""
        language = language_of(self)
        return sorted(GlossaryTerm.objects.all(), key=lambda term: sort_key(term.term_in(language)))

    @property
    def references(self) -> list[LegalReference]:
        """Its own, and those of its terms, in the order of the terms."""
        return [*super().references, *chain.from_iterable(term.references for term in self.terms)]

    def texts_of_law(self) -> Iterator[Words]:
        """Its own, and those of its terms."""
        return chain(super().texts_of_law(), *(term.texts_of_law() for term in self.terms))

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
        rows = [(term, [(code, term.term_in(code)) for code in others]) for term in self.terms]
        return super().get_context(request, *args, **kwargs) | {"rows": rows}
