from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


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
        FieldPanel("label_page"),
        FieldPanel("is_demo"),
    ]

    class Meta:
        verbose_name = _("programme and contact")

    @property
    def publisher(self) -> str:
        """Who publishes the site, under its name in the reader’s language: the owner, else a demonstration."""
        return self.owner or gettext("Demonstration of “%(site)s”, without an owner") % {
            "site": gettext("Responsible public procurement, Grand Est")
        }


def publisher_name(request: HttpRequest) -> str:
    """Who publishes the site that answers a request: for structured data, which knows no table."""
    return ProgrammeSettings.for_request(request).publisher
