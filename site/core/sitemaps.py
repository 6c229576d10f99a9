"""The map of the site for robots: every public page of every language, with the same page in the others.

Wagtail's own knows one language only.
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.languages import language_of


class MultilingualSitemap(Sitemap):
    """The public pages under the home page of each language, leaving out aliases: they repeat another page."""

    def items(self) -> PageQuerySet[Page]:
        """Return the pages in the order of the tree."""
        below = Q()
        for root in self.get_wagtail_site().root_page.get_translations(inclusive=True):
            below |= Q(path__startswith=root.path)
        pages: Any = Page.objects.filter(below, alias_of__isnull=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()

    def get_urls(self, page: int = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """Each address with its ``alternates``, in the form Django's sitemap template shows; French is the default."""
        urls: list[tuple[UUID, dict[str, Any]]] = []
        languages: dict[UUID, dict[str, str]] = defaultdict(dict)
        for item in self.paginator.page(page).object_list.iterator(chunk_size=500):
            for url in item.get_sitemap_urls(self.request):
                urls.append((item.translation_key, url))
                # The first address is the page's own; those below it (an organisation's) come after.
                languages[item.translation_key].setdefault(language_of(item), url["location"])
        for key, url in urls:
            same = languages[key]
            if len(same) > 1 and url["location"] in same.values():
                url["alternates"] = [{"lang_code": code, "location": location} for code, location in same.items()]
                if settings.LANGUAGE_CODE in same:
                    url["alternates"].append({"lang_code": "x-default", "location": same[settings.LANGUAGE_CODE]})
        self.latest_lastmod = max((url["lastmod"] for _key, url in urls if url.get("lastmod")), default=None)
        return [url for _key, url in urls]
