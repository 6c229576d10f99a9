"""What awaits the team, on the first page of the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale, Page

from guides.models import GuideIndexPage, GuidePage
from home.models import HomePage
from training.models import TrainingIndexPage

#: How many guides to review the panel names; the rest are counted.
GUIDES_NAMED = 5


class TeamPanel(Component):
    """Shortcuts to what one writes most, and the guides whose review is due."""

    name = "team"
    template_name = "home/admin/team_panel.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        overdue = guides_to_review(request)
        return {
            "shortcuts": shortcuts(request),
            "guides": overdue[:GUIDES_NAMED],
            "more": max(0, len(overdue) - GUIDES_NAMED),
        }


def shortcuts(request: HttpRequest) -> list[dict[str, str]]:
    """Pages this user may add in one click: ``label``, ``url`` and ``icon`` of each."""
    wanted = [
        (GuideIndexPage, ("guides", "guidepage"), _("Write a guide"), "doc-full"),
        (TrainingIndexPage, ("training", "coursepage"), _("Describe a course"), "date"),
        (HomePage, ("home", "contentpage"), _("Add a content page"), "doc-empty"),
    ]
    found = []
    for parent_model, (app_label, model), label, icon in wanted:
        parent = parent_model.objects.filter(locale=Locale.get_default()).first()
        if parent and parent.permissions_for_user(request.user).can_add_subpage():
            url = reverse("wagtailadmin_pages:add", args=[app_label, model, parent.pk])
            found.append({"label": label, "url": url, "icon": icon})
    return found


def guides_to_review(request: HttpRequest) -> list[Page]:
    """Live guides of the source language whose review is due and that this user may edit, the oldest first."""
    guides = GuidePage.objects.live().in_source_language().select_related("locale").order_by("last_reviewed_on")
    overdue = [guide for guide in guides if guide.is_review_overdue]
    return [guide for guide in overdue if guide.permissions_for_user(request.user).can_edit()]
