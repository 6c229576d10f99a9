from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedTranslation(models.Model):
    """What readers of a translated page must know of it: is it whole, and has the French page moved on since?

    One row for each translation that was published at least once; written at publications, by ``core.translation``.
    """

    translation = models.OneToOneField(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="published"
    )
    missing = models.PositiveIntegerField(_("passages left in French"), default=0)
    reason = models.TextField(_("why it was published incomplete"), blank=True)
    source_words = models.JSONField(_("French text it translates"), default=list)
    source_changed_on = models.DateField(_("date the French page changed"), null=True)

    class Meta:
        verbose_name = _("published translation")
        verbose_name_plural = _("published translations")

    def __str__(self) -> str:
        return str(self.translation_id)
