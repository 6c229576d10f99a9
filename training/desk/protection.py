"""A session with people is not deleted, taken offline or moved by a click on its page: they would be left behind.

The facts of a session hang on its French page. Translations may come and go.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from core.desk.pages import DeskPage
from core.languages import is_source
from training.models import SessionPage, SignUp

#: What may be asked of a page, and how the team calls it.
ACTIONS = {
    "delete": gettext_lazy("Delete"),
    "unpublish": gettext_lazy("Unpublish"),
    "move": gettext_lazy("Move"),
}


def kept_sessions(pages: Iterable[Page], action: str) -> list[SessionPage]:
    """The sessions, among these pages and those below them, whose people keep them from an action.

    Deleted, a session would leave sign-ups that nobody can read as long as they name somebody. Offline or below another
    course, those who come would find nothing, or something else.

    :param action: a key of :data:`ACTIONS`.
    """
    found: dict[int, SessionPage] = {}
    for page in pages:
        if page.is_root() or is_source(page):
            below = SessionPage.objects.in_source_language().descendant_of(page, inclusive=True)
            found |= {session.pk: session for session in below.prefetch_related("slots")}
    signed_up = SignUp.objects.filter(session_key__in=[session.translation_key for session in found.values()])
    wanted = signed_up.filter(anonymised_at=None) if action == "delete" else signed_up.active()
    keys = set(wanted.values_list("session_key", flat=True).distinct())
    kept = [session for session in found.values() if session.translation_key in keys]
    # A session that is over keeps nobody waiting: its page may leave, its sign-ups stay until they are forgotten.
    return kept if action == "delete" else [session for session in kept if not session.is_past]


def refuse_to_leave(request: HttpRequest, page: Page, action: str) -> HttpResponse | None:
    """Lead to the page that says why, when people keep a session from an action; otherwise nothing."""
    return redirect("training_kept", page.pk, action) if kept_sessions([page], action) else None


def refuse_to_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """The same for a session that would go below another course. A course keeps its sessions wherever it goes."""
    is_elsewhere = page.get_parent().pk != destination.pk
    return refuse_to_leave(request, page, "move") if page.specific_class is SessionPage and is_elsewhere else None


def refuse_together(request: HttpRequest, action: str, pages: Sequence[Any], next_url: str) -> HttpResponse | None:
    """The same for several pages at once."""
    chosen = [page for page in pages if isinstance(page, Page)]
    if action == "move":
        chosen = [page for page in chosen if page.specific_class is SessionPage]
    kept = kept_sessions(chosen, action) if action in ACTIONS else []
    if not kept:
        return None
    names = ", ".join(session.get_admin_display_title() for session in kept)
    text = _("Not done: there are bookings for %(sessions)s. Choose each page by itself to see what you can do.")
    messages.error(request, text % {"sessions": names})
    return redirect(next_url)


def refuse_deletion(instance: SessionPage, **kwargs: Any) -> None:
    """Whatever deletes a session: a command, a page above it, a click in the second after a sign-up.

    :raises ProtectedError: sign-ups of this session still name somebody.
    """
    if not is_source(instance):
        return
    signed_up = SignUp.objects.of_session(instance.translation_key).filter(anonymised_at=None)
    if signed_up.exists():
        raise ProtectedError("Sign-ups of this session still name somebody.", set(signed_up[:1]))


class KeptView(DeskPage, TemplateView):
    """Why a page stays, and what one may do instead. It changes nothing."""

    template_name = "training/admin/desk/kept.html"
    header_icon = "warning"

    def may_enter(self) -> bool:
        # It is asked of the page.
        return True

    def load(self) -> None:
        self.page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        self.action = self.kwargs["action"]
        if self.action not in ACTIONS:
            raise Http404

    def may_open(self) -> bool:
        return self.page.permissions_for_user(self.user).can_edit()

    def get_page_title(self) -> str:
        return str(ACTIONS[self.action])

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {
            "page": self.page,
            "action": self.action,
            "sessions": kept_sessions([self.page], self.action),
            "manages": self.request.user.has_perm("training.manage_signups"),
        }
        return super().get_context_data(**kwargs | context)
