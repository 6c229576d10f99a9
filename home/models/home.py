from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.languages import language_of
from core.models import BasePage
from core.structured_data import publisher
from home.blocks import SectionsBlock


class HomePage(BasePage):
    """Front door of the site, one a language.

    It asks the database for nothing. What its sections list (``home.blocks``) is answered by the pages chosen in them:
    ``highlights(count)`` of a page that lists others, ``grid`` of the charter.
    """

    sections = StreamField(SectionsBlock(), verbose_name=_("sections"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("sections"), FieldPanel("legal_references")]
    search_fields = [*BasePage.search_fields, index.SearchField("sections")]
    parent_page_types: ClassVar[list[type]] = [Page]
    stays = True

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def has_opening(self) -> bool:
        """Whether a section already shows the page’s first-level title."""
        return any(section.block_type == "hero" for section in self.sections)

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        programme = publisher(request)
        website = {
            "@type": "WebSite",
            "name": gettext("Responsible public procurement, Grand Est"),
            "url": self.get_full_url(request),
            "inLanguage": language_of(self),
            "publisher": {"@id": programme["@id"]},
            "potentialAction": {
                "@type": "SearchAction",
                "target": request.build_absolute_uri(reverse("search")) + "?q={words}",
                "query-input": "required name=words",
            },
        }
        return [programme, website]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page by its whole address at once; Wagtail would walk down the tree, two queries a level.

        What is not the address of a live page goes Wagtail’s way: addresses that a page adds to its own, and errors.
        Except that Wagtail would show this tree at the addresses of a language that has no home page of its own yet:
        French texts that say they are German.
        """
        if language_of(self) != get_language():
            raise Http404
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.live().filter(url_path=url_path).specific().first()
            if page:
                return page.route(request, [])
        return super().route(request, path_components)
