"""The question before a page edited by hand is tied to its French page again: what is taken over, and what leaves."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

from core.desk.decisions import PageDecisionView
from core.languages import is_source
from core.publication import NotReady
from core.translation.by_hand import Plan, Tying, french_page_of, is_read
from core.translation.progress import translation_of
from core.translation.tying import NotToTie, tie

LABEL = gettext_lazy("Tie to the French page")


class TieView(PageDecisionView):
    """Shows what becomes of each word before anything happens; the page online does not change."""

    template_name = "core/admin/tie.html"
    header_icon = "rotate"
    page_title = gettext_lazy("Tie a page to its French page")
    button = LABEL
    refusals = {NotToTie: gettext_lazy("This page is already tied to its French page.")}

    def load(self) -> None:
        self.page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        if is_source(self.page):
            raise Http404
        self.french = french_page_of(self.page)

    def may_open(self) -> bool:
        return self.page.permissions_for_user(self.user).can_publish()

    def obstacle(self) -> str:
        translation = translation_of(self.page)
        if translation and translation.enabled:
            return _("This page is already tied to its French page.")
        if self.french is None or not self.french.live:
            return _("The French page is not online.")
        if self.page.workflow_in_progress:
            return _("This page is awaiting review.")
        return ""

    @cached_property
    def plan(self) -> Plan:
        """What would happen now."""
        return Tying(self.page, self.french).plan

    @property
    def seen(self) -> str:
        """The versions of both pages that somebody decides about."""
        return f"{self.page.latest_revision_id} {self.french and self.french.live_revision_id}"

    def explanation(self) -> list[str]:
        return [
            _(
                "This page was edited by hand, and no longer follows its French page. Tied to it again, it takes its "
                "links, figures, pictures and order from the French page, and its words from what is written here."
            ),
            _("A draft is made. The page that readers see does not change until someone publishes it."),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if context["obstacle"]:
            return context
        plan = self.plan
        return context | {
            "seen": self.seen,
            "language": self.page.locale.language_code,
            "taken": [taken for taken in plan.taken if is_read(taken.passage)],
            "kept": plan.kept,
            "chosen": len(plan.chosen),
            "returning": [item for item in plan.returning if is_read(item.passage)],
            "missing": [passage for passage in plan.missing if is_read(passage)],
            "leaving": plan.leaving,
        }

    def decide(self, form: Form) -> HttpResponse:
        if self.request.POST.get("seen") != self.seen:
            form.add_error(None, _("One of the two pages was changed meanwhile. Read again what follows from it."))
            return self.form_invalid(form)
        try:
            plan = tie(page=self.page, user=self.user)
        except NotReady as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return self.done(done_in_words(len(plan.taken), len(plan.missing)), self.back())


def done_in_words(taken: int, missing: int) -> str:
    """What was done, for whoever did it."""
    words = ngettext(
        "Tied to the French page: %(n)d passage was taken over.",
        "Tied to the French page: %(n)d passages were taken over.",
        taken,
    ) % {"n": taken}
    if missing:
        words += " " + ngettext(
            "%(n)d passage is to be translated.", "%(n)d passages are to be translated.", missing
        ) % {"n": missing}
    return words


class TieMenuItem(ActionMenuItem):
    """The way there from the editor of a page edited by hand."""

    name = "tie-to-french-page"
    label = LABEL
    icon_name = "rotate"

    def is_shown(self, context: Mapping[str, Any]) -> bool:
        page = context.get("page")
        if context["view"] != "edit" or page is None or is_source(page):
            return False
        translation = translation_of(page)
        if translation and translation.enabled or french_page_of(page) is None:
            return False
        return self.get_user_page_permissions_tester(context).can_publish()

    def get_url(self, parent_context: Mapping[str, Any]) -> str:
        return reverse("core_tie", args=[parent_context["page"].pk])


class TiedInHistory(LogFormatter):
    """How the history of a page tells that it was tied to its French page."""

    label = LABEL

    def format_message(self, log_entry: PageLogEntry) -> str:
        """The sentence, with the numbers of that day."""
        return _(
            "Tied to the French page. Passages: %(taken)s taken over, %(leaving)s without place, %(missing)s missing"
        ) % {name: log_entry.data.get(name, 0) for name in ("taken", "leaving", "missing")}
