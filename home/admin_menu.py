"""The rooms of the site in the admin's menu, in the order the team works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from charter.models import CharterPage
from guides.models import GuideIndexPage
from training.models import TrainingIndexPage


class RoomMenuItem(MenuItem):
    """Leads to the pages of one room; shown to those who may open them."""

    def __init__(self, slug: str, model: type[Page], label: str | Promise, icon_name: str, order: int) -> None:
        url = reverse_lazy("home_room", args=[slug])
        super().__init__(label, url, name=f"room-{slug}", icon_name=icon_name, order=order)
        self.model = model

    def is_shown(self, request: HttpRequest) -> bool:
        explorable = policy_registry.get_by_type(Page).explorable_instances(request.user)
        return explorable.type(self.model).exists()


ROOMS = {
    "guides": RoomMenuItem("guides", GuideIndexPage, _("Guides"), "doc-full", 110),
    "charter": RoomMenuItem("charter", CharterPage, _("Charter"), "form", 120),
    "training": RoomMenuItem("training", TrainingIndexPage, _("Courses"), "date", 130),
}


def room(request: HttpRequest, slug: str) -> HttpResponse:
    """Go to the pages of a room, in the source language; without it, to the whole tree."""
    item = ROOMS.get(slug)
    page = item.model.objects.filter(locale=Locale.get_default()).first() if item else None
    return redirect("wagtailadmin_explore", page.pk) if page else redirect("wagtailadmin_explore_root")
