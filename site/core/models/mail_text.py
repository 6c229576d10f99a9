from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import Language

LONGEST_SUBJECT = 120
LONGEST_BODY = 4000


class MailText(models.Model):
    """The team’s own words for a mail, in one language. There is a row only where they differ from the shipped ones.

    The facts, the personal links and the calendar are no part of it: they follow whatever stands here, so that no
    mistake of wording can take them away. Which mails there are, and what their texts may hold, is known above
    (``core.mails.wording.checked``), and no migration knows it.
    """

    mail = models.CharField(_("email message"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    body = models.TextField(
        _("text"), max_length=LONGEST_BODY, help_text=_("An empty line separates two paragraphs. No formatting.")
    )
    changed_at = models.DateTimeField(_("changed on"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("email text")
        verbose_name_plural = _("email texts")
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(fields=["mail", "language"], name="core_one_text_a_mail_and_language"),
        ]

    def __str__(self) -> str:
        return f"{self.mail} ({self.language})"
