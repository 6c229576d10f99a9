"""Who shows what a page says: told to editors on the form of a page, before they publish it.

A page names nobody above it: those who show a part of it register, once the application is ready:

    tell_uses(languages_online)
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel
from wagtail.models import Page, ReferenceIndex


@dataclass(frozen=True)
class Use:
    """One place where something of a page shows, in words for the editor; where a link leads, with its words."""

    text: str
    url: str = ""
    link: str = ""


Finder = Callable[[Page], Iterable[Use]]

_FINDERS: list[Finder] = []


def tell_uses(finder: Finder) -> None:
    """Have a function asked on the form of each page.

    :param finder: called with the page, as it is in the database; names each place where it shows.
    """
    _FINDERS.append(finder)


def uses_of(page: Page) -> list[Use]:
    """Every place where something of a page shows; none of a page that is not online."""
    if not page.pk or not page.live:
        return []
    return [use for finder in (*_FINDERS, pages_that_lead_to) for use in finder(page)]


def pages_that_lead_to(page: Page) -> Iterable[Use]:
    """The contents that lead to a page, counted."""
    count = ReferenceIndex.get_grouped_references_to(page).count()
    if count:
        text = ngettext("%(n)s piece of content leads to it.", "%(n)s pieces of content lead to it.", count)
        yield Use(text % {"n": count}, reverse("wagtailadmin_pages:usage", args=[page.pk]), str(_("See them")))


class UsesPanel(Panel):
    """Says where the page shows, on top of its form."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/uses.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"uses": uses_of(self.instance)}
