"""The lists a guide is sorted by. Proposals of the domain notes, §4.3."""

from django.utils.translation import gettext_lazy as _

from core.models import VocabularyTerm


class Stage(VocabularyTerm):
    """Where a purchase stands, from the survey of needs to its review. Editors may change the list."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("procurement stage")
        verbose_name_plural = _("procurement stages")


class PurchaseFamily(VocabularyTerm):
    """What is bought. Editors may change the list."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("purchasing category")
        verbose_name_plural = _("purchasing categories")


class LegalLever(VocabularyTerm):
    """Where the law lets a buyer act. Fixed by the code of public procurement, so nobody edits it in the admin."""

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("legal mechanism")
        verbose_name_plural = _("legal mechanisms")
