from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

FUNCTION = _("After “by”: a function or a team, never a person’s name.")


@register_setting(icon="mail", order=10)
class ProgrammeSettings(BaseSiteSetting):
    """How to reach the team behind the site: facts, the same in every language."""

    team_name = models.CharField(_("name of the team"), max_length=160, blank=True)
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("telephone number"), max_length=30, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about personal data"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Forms lead to it."),
    )
    law_checked_by_fr = models.CharField(
        _("who checks the law, in French"),
        max_length=160,
        help_text=FUNCTION,
        default="la cellule juridique du programme",
    )
    law_checked_by_de = models.CharField(
        _("who checks the law, in German"),
        max_length=160,
        help_text=FUNCTION,
        default="die Rechtsabteilung des Programms",
    )
    law_checked_by_en = models.CharField(
        _("who checks the law, in English"), max_length=160, help_text=FUNCTION, default="the programme’s legal unit"
    )
    law_check_every_months = models.PositiveSmallIntegerField(
        _("check the law every (months)"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Once it has passed since the earliest check of a page, readers are told, and so is the team."),
    )
    is_demo = models.BooleanField(
        _("demonstration site"),
        default=False,
        help_text=_("Tells readers, on every page, that the content is illustrative."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("team_name"), FieldPanel("email"), FieldPanel("phone"), FieldPanel("address")],
            heading=_("Contacting the team"),
        ),
        FieldPanel("privacy_page"),
        MultiFieldPanel(
            [
                FieldPanel("law_checked_by_fr"),
                FieldPanel("law_checked_by_de"),
                FieldPanel("law_checked_by_en"),
                FieldPanel("law_check_every_months"),
            ],
            heading=_("Law on the pages"),
        ),
        FieldPanel("is_demo"),
    ]

    @property
    def law_checked_by(self) -> str:
        """Who checks the law on the pages, in the active language, or in French where nobody has said it yet."""
        return getattr(self, f"law_checked_by_{(get_language() or 'fr')[:2]}", "") or self.law_checked_by_fr

    class Meta:
        verbose_name = _("programme and contact")
