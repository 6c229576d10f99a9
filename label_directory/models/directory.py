from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.models import BasePage
from label_directory.enums import OrganisationKind
from label_directory.models.organisation import Organisation

ORGANISATIONS_PER_PAGE = 20


class DirectoryIndexPage(RoutablePageMixin, BasePage):
    """Directory of the organisations that hold the label, with an address for each of them."""

    note = models.CharField(
        _("note to readers"),
        max_length=300,
        blank=True,
        help_text=_(
            "Being listed gives no right to, or preference in, the award of a public contract: procurement law calls "
            "for this to be stated."
        ),
    )

    content_panels = [*BasePage.content_panels, FieldPanel("note"), FieldPanel("legal_references")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    stays = True
    social_card = "directory"

    class Meta:
        verbose_name = _("label directory")
        verbose_name_plural = _("label directories")

    def organisation_url(self, organisation: Organisation, request: HttpRequest | None = None) -> str:
        """Address of an organisation's page, in the language of this directory."""
        return self.get_url(request) + self.reverse_subpage("organisation", [organisation.slug])

    def with_urls(self, organisations: list[Organisation], request: HttpRequest | None = None) -> list[Organisation]:
        """The same organisations, each with the ``url`` of its page."""
        for organisation in organisations:
            organisation.url = self.organisation_url(organisation, request)
        return organisations

    def highlights(self, count: int) -> list[Organisation]:
        """The organisations labelled last: what a home page shows of this directory.

        :param count: how many at most.
        """
        latest = Organisation.objects.labelled().with_label_until().latest_first()
        return self.with_urls(list(latest[:count]))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """This page first, then that of each organisation."""
        own = self.get_full_url(request)
        slugs = Organisation.objects.once_labelled().values_list("slug", flat=True)
        below = [{"location": own + self.reverse_subpage("organisation", [slug])} for slug in slugs]
        return [*super().get_sitemap_urls(request), *below]

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        """The list. Not in ``get_context``, which the page of each organisation calls too."""
        kind = request.GET.get("kind", "")
        organisations = Organisation.objects.labelled().with_label_until()
        if kind in OrganisationKind.values:
            organisations = organisations.filter(kind=kind)
        shown = Paginator(organisations, ORGANISATIONS_PER_PAGE).get_page(request.GET.get("page"))
        self.with_urls(list(shown.object_list), request)
        return self.render(
            request,
            context_overrides={
                "organisations": shown,
                "list_page": shown,
                "kinds": OrganisationKind.choices,
                "kind": kind,
            },
        )

    @path("<slug:slug>/", name="organisation")
    def organisation(self, request: HttpRequest, slug: str) -> HttpResponse:
        """An organisation that holds the label or held it."""
        known = Organisation.objects.once_labelled().with_label_until()
        organisation: Organisation = get_object_or_404(known, slug=slug)
        return self.render(
            request,
            context_overrides={
                "organisation": organisation,
                "awards": organisation.awards_begun,
                # The same organisation stands at the same place below the directory of each language.
                "subpath": f"{organisation.slug}/",
                "shown_title": organisation.name,
                "shown_text": organisation.text,
                "structured_data": self.structured_data_of(organisation, request),
            },
            template="label_directory/organisation.html",
        )

    def structured_data_of(self, organisation: Organisation, request: HttpRequest) -> list[dict[str, Any]]:
        """An organisation for search engines: the way to it, one step beyond this page, and who it is."""
        nodes = self.structured_data(request)
        for node in nodes:
            if node["@type"] == "BreadcrumbList":
                steps = node["itemListElement"]
                url = f"{self.get_full_url(request)}{organisation.slug}/"
                steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": organisation.name, "item": url})
        return [*nodes, organisation.main_entity()]
