from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class VocabularyTerm(models.Model):
    """One value of a list that editors keep themselves: one row, three names.

    Not a translatable snippet, which would make one row a language and split every filter by language
    (docs/decisions/0007-facts-exist-once.md).
    """

    slug = models.SlugField(
        _("identifier"),
        unique=True,
        help_text=_("Used in web addresses and open data. Do not change it once it is published."),
    )
    name_fr = models.CharField(_("name in French"), max_length=120)
    name_de = models.CharField(_("name in German"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["sort_order", "name_fr"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Its name in the active language, or in French where no one has given that name yet."""
        return getattr(self, f"name_{(get_language() or 'fr')[:2]}", "") or self.name_fr


class Audience(VocabularyTerm):
    """Whom a guide or a course is written for."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
