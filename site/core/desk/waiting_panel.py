"""What waits for whoever opens the admin, on its first page: that of all applications, in one place."""

from datetime import date, datetime
from typing import Any

from wagtail.admin.ui.components import Component

from core.waiting import waiting_for
from core.words import day, moment


class WaitingPanel(Component):
    """What waits, the most urgent first; nothing at all when nothing does."""

    name = "waiting"
    template_name = "core/desk/waiting.html"
    order = 40

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        found = waiting_for(parent_context["request"].user)
        return {"lines": [(waiting, in_words(waiting.since)) for waiting in found]}


def in_words(since: date | datetime | None) -> str:
    """When something began to wait: with the hour in Paris, where it is known."""
    if isinstance(since, datetime):
        return moment(since)
    return day(since)
