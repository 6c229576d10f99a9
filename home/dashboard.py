"""The shortcuts of the team, on the first page of the admin. What waits for them: ``core.waiting``."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from guides.models import GuideIndexPage
from home.models import HomePage
from training.models import TrainingIndexPage


class ShortcutsPanel(Component):
    """Shortcuts to what one writes most."""

    name = "shortcuts"
    template_name = "home/admin/shortcuts.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"shortcuts": shortcuts(parent_context["request"])}


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
