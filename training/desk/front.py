"""The way to the desk: menu, first page of the admin, and the moment after a session is published."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.accounts import account_of
from core.languages import is_source
from training.desk.attention import attach_attention
from training.desk.rights import Rights, rights_of
from training.desk.sessions import sessions_of_desk, with_numbers
from training.models import SessionPage
from training.models.listing import attach_decisions


class DeskMenuItem(MenuItem):
    """Leads to the desk, for those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(account_of(request)).opens_desk


desk_menu_item = DeskMenuItem(
    gettext_lazy("Bookings"), reverse_lazy("training_desk:sessions"), name="sign-ups", icon_name="group", order=131
)


class OwnSessionsPanel(Component):
    """The sessions to come of a trainer, on the first page of the admin."""

    name = "own_sessions"
    template_name = "training/admin/desk/own_sessions.html"
    order = 45

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        rights = rights_of(parent_context["request"].user)
        return {"sessions": own_sessions(rights) if rights.own_sessions else []}


def own_sessions(rights: Rights) -> list[SessionPage]:
    """The sessions to come that somebody gives, the nearest first."""
    found = sessions_of_desk(rights.sessions()).filter(last__gte=timezone.localdate())
    return with_numbers(found.order_by("first", "pk"))


def say_what_awaits(request: HttpRequest, page: Page) -> None:
    """Once a session is published, say which decisions that calls for, with the way to each.

    Published at a set hour, or approved in a workflow, the same stands on the desk until it is decided.
    """
    if page.specific_class is not SessionPage or not is_source(page):
        return
    session = SessionPage.objects.get(pk=page.pk)
    attach_decisions([session])
    attach_attention([session])
    manages = rights_of(account_of(request)).manages
    for item in session.attention:
        if manages:
            messages.warning(request, item.text, buttons=[messages.button(item.url, item.button)])
        else:
            messages.warning(request, " ".join([str(item.text), _("Tell the training team.")]))
