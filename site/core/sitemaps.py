"""The map of the site for robots: every public page of every language. Wagtail's own knows one language only."""

from typing import Any

from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet


class MultilingualSitemap(Sitemap):
    """The public pages under the home page of each language, leaving out aliases: they repeat another page."""

    def items(self) -> PageQuerySet[Page]:
        """Return the pages in the order of the tree."""
        below = Q()
        for root in self.get_wagtail_site().root_page.get_translations(inclusive=True):
            below |= Q(path__startswith=root.path)
        pages: Any = Page.objects.filter(below, alias_of__isnull=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()
