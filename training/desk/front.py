"""The way to the desk: menu, first page of the admin, and the moment after a session is published."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from core.languages import is_source
from training.desk.attention import attach_attention
from training.desk.rights import Rights, rights_of
from training.desk.sessions import sessions_of_desk, with_numbers
from training.models import SessionPage, SignUp
from training.models.listing import attach_decisions

#: How many sessions the panel names; the rest are counted.
SESSIONS_NAMED = 5


class DeskMenuItem(MenuItem):
    """Leads to the desk, for those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(request.user).opens_desk


desk_menu_item = DeskMenuItem(
    gettext_lazy("Sign-ups"), reverse_lazy("training_desk:sessions"), name="sign-ups", icon_name="group", order=131
)


class DeskPanel(Component):
    """The sessions that await a decision, on the first page of the admin."""

    name = "sign_ups"
    template_name = "training/admin/desk/panel.html"
    order = 40

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def awaiting(self) -> list[SessionPage]:
        """The sessions that await a decision."""
        # Only those that somebody signed up for: nothing awaits the others.
        keys = SignUp.objects.active().values("session_key")
        found = sessions_of_desk(SessionPage.objects.in_source_language().filter(translation_key__in=keys))
        return [session for session in with_numbers(found.order_by("first", "pk")) if session.attention]

    def own(self, rights: Rights) -> list[SessionPage]:
        """The sessions to come of a trainer."""
        found = sessions_of_desk(rights.sessions()).filter(last__gte=timezone.localdate())
        return with_numbers(found.order_by("first", "pk"))

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        rights = rights_of(self.request.user)
        awaiting = self.awaiting if rights.manages else []
        return {
            "sessions": awaiting[:SESSIONS_NAMED],
            "more": max(0, len(awaiting) - SESSIONS_NAMED),
            "own": self.own(rights) if rights.own_sessions else [],
        }


def say_what_awaits(request: HttpRequest, page: Page) -> None:
    """Once a session is published, say which decisions that calls for, with the way to each.

    Published at a set hour, or approved in a workflow, the same stands on the desk until it is decided.
    """
    if page.specific_class is not SessionPage or not is_source(page):
        return
    session = SessionPage.objects.get(pk=page.pk)
    attach_decisions([session])
    attach_attention([session])
    manages = rights_of(request.user).manages
    for item in session.attention:
        if manages:
            messages.warning(request, item.text, buttons=[messages.button(item.url, item.button)])
        else:
            messages.warning(request, " ".join([str(item.text), _("Tell the training team.")]))
