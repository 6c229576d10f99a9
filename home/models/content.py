from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage
from core.structured_data import article


class ContentPage(BasePage):
    """Any page of text: an audience’s entrance, the legal notice, personal data, ecodesign."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    show_in_footer = models.BooleanField(_("show in the footer"), default=False)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("legal_references")]
    promote_panels = [
        *BasePage.promote_panels[:-1],
        MultiFieldPanel([FieldPanel("show_in_menus"), FieldPanel("show_in_footer")], heading=_("Menu")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["home.ContentPage"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return article(self, request)
