from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import PassageOrigin


class PublishedTranslation(models.Model):
    """What readers of a translated page must know of it: is it whole, and has the French page moved on since?

    One row for each translation that was published at least once; written at publications, by ``core.translation``.
    """

    translation = models.OneToOneField(
        "wagtail_localize.Translation", on_delete=models.CASCADE, related_name="published"
    )
    missing = models.PositiveIntegerField(_("passages left in French"), default=0)
    reason = models.TextField(_("why it was published incomplete"), blank=True)
    # For each passage where it stands, its French words, its words: nothing where it is shown in French.
    passages = models.JSONField(_("what readers see"), default=list)
    overrides = models.JSONField(_("what it has of its own"), default=dict)
    by_hand = models.BooleanField(_("edited by hand"), default=False)
    source_changed_on = models.DateField(_("date the French page changed"), null=True)

    class Meta:
        verbose_name = _("published translation")
        verbose_name_plural = _("published translations")

    def __str__(self) -> str:
        return str(self.translation_id)


class PassageMark(models.Model):
    """What a translator is told of the words of a passage; it goes as soon as somebody saves the passage."""

    translation = models.OneToOneField(
        "wagtail_localize.StringTranslation", on_delete=models.CASCADE, related_name="mark"
    )
    origin = models.CharField(_("where the words come from"), max_length=10, choices=PassageOrigin)
    french = models.TextField(_("the French words they translate"), blank=True)

    class Meta:
        verbose_name = _("mark of a passage")
        verbose_name_plural = _("marks of passages")

    def __str__(self) -> str:
        return str(self.translation_id)


class PassageQuestion(models.Model):
    """What a translator asks those who wrote a French passage, and their answer; it goes with its translation."""

    translation = models.ForeignKey("wagtail_localize.Translation", on_delete=models.CASCADE, related_name="questions")
    passage = models.TextField(_("French passage"), blank=True)
    text = models.TextField(_("question"), max_length=1000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered on"), null=True)

    class Meta:
        verbose_name = _("question about a passage")
        verbose_name_plural = _("questions about passages")
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
