from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models.law import FIELD, StatesLaw, references_field

FORMS_HELP = _("Other forms with the same meaning: plurals, inflected forms, acronyms. One per line.")


class GlossaryTerm(StatesLaw, models.Model):
    """A notion of the trade: one row, a word and a definition in each language.

    Not three translatable rows: that a French and a German word mean the same is a fact
    (docs/decisions/0007-facts-exist-once.md).
    """

    slug = models.SlugField(
        _("identifier"),
        unique=True,
        help_text=_("The end of the term’s web address. Do not change it once it is published."),
    )
    term_fr = models.CharField(_("term in French"), max_length=120)
    term_de = models.CharField(_("term in German"), max_length=120)
    term_en = models.CharField(_("term in English"), max_length=120)
    forms_fr = models.TextField(_("other French forms"), blank=True, help_text=FORMS_HELP)
    forms_de = models.TextField(_("other German forms"), blank=True, help_text=FORMS_HELP)
    forms_en = models.TextField(_("other English forms"), blank=True, help_text=FORMS_HELP)
    definition_fr = models.TextField(_("definition in French"), max_length=400)
    definition_de = models.TextField(_("definition in German"), max_length=400)
    definition_en = models.TextField(_("definition in English"), max_length=400)
    is_linked = models.BooleanField(
        _("link to it in texts"),
        default=True,
        help_text=_("The first time a page uses the term, it links to the definition. Not for everyday words."),
    )

    legal_references = references_field()

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering: ClassVar[list[str]] = ["term_fr"]

    def __str__(self) -> str:
        return self.term_fr

    def clean(self) -> None:
        super().clean()
        if flaws := self.flaws_of_law():
            raise ValidationError({FIELD: flaws})

    def term_in(self, language: str) -> str:
        """The term in a language, a two-letter code."""
        return getattr(self, f"term_{language}")

    def forms_in(self, language: str) -> list[str]:
        """The term in a language and its other forms, as texts use them."""
        others = getattr(self, f"forms_{language}").splitlines()
        return [self.term_in(language), *(form.strip() for form in others if form.strip())]

    @property
    def term(self) -> str:
        """The term in the active language."""
        return self.term_in((get_language() or "fr")[:2])

    @property
    def definition(self) -> str:
        """The definition in the active language."""
        return getattr(self, f"definition_{(get_language() or 'fr')[:2]}")
