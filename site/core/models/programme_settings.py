from django.db import models
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
        FieldPanel("label_page"),
        FieldPanel("is_demo"),
    ]

    class Meta:
        verbose_name = _("programme and contact")
