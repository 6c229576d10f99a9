from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
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
    label_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page about the label"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The directory and the page of each organisation lead to it."),
    )
    owner = models.CharField(
        _("owner of the site"),
        max_length=160,
        blank=True,
        help_text=_(
            "Who publishes it and answers for it. While this is empty, the site says that it is a demonstration."
        ),
    )
    publication_director = models.CharField(
        _("publication director"), max_length=160, blank=True, help_text=_("The law asks for their name.")
    )
    host = models.TextField(
        _("hosting provider"), blank=True, help_text=_("Name, postal address and telephone number, one per line.")
    )
    legal_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("legal notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("This page begins with the publisher and the hosting provider."),
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
        MultiFieldPanel(
            [FieldPanel("owner"), FieldPanel("publication_director"), FieldPanel("host"), FieldPanel("legal_page")],
            heading=_("Who publishes the site"),
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
        FieldPanel("label_page"),
        FieldPanel("is_demo"),
    ]

    class Meta:
        verbose_name = _("programme and contact")

    @property
    def law_checked_by(self) -> str:
        """Who checks the law on the pages, in the active language, or in French where nobody has said it yet."""
        return getattr(self, f"law_checked_by_{(get_language() or 'fr')[:2]}", "") or self.law_checked_by_fr

    @property
    def publisher(self) -> str:
        """Who publishes the site, under its name in the reader’s language: the owner, else a demonstration."""
        return self.owner or gettext("Demonstration of “%(site)s”, without an owner") % {
            "site": gettext("Responsible public procurement, Grand Est")
        }


def publisher_name(request: HttpRequest) -> str:
    """Who publishes the site that answers a request: for structured data, which knows no table."""
    return ProgrammeSettings.for_request(request).publisher
