"""A page that asks before it decides: it says what will happen, and its button does it, once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Model, TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from core.desk.pages import DeskPage
from core.desk.telling import Person, people_by_state, without_address


class DecisionView(DeskPage, FormView):
    """A decision of the team. Reading its page changes nothing; only its button does.

    Asked again, or too late, it says so and does nothing.
    """

    form_class = forms.Form
    template_name = "core/desk/decision.html"
    button: str | Promise = ""
    #: The words of the way back, beside the button.
    back_label: str | Promise = gettext_lazy("Leave as it is")
    #: Whether the button looks like one to think twice about.
    is_serious = False
    #: What each of the people concerned is told, by their state.
    told: Mapping[TextChoices, str | Promise] = {}
    #: Why a service may refuse, in words: one table for all the decisions of an application.
    refusals: Mapping[type[Exception], str | Promise] = {}

    def obstacle(self) -> str:
        """Why this cannot be decided now, in words; nothing when it can. Asked again once the button is pressed."""
        return ""

    def explanation(self) -> list[str]:
        """What will happen, a paragraph each."""
        return []

    def concerned(self) -> Iterable[Person]:
        """The people who are told, or must be: named on the page before anybody is."""
        return ()

    def back(self) -> str:
        """Where somebody goes who does not decide."""
        raise NotImplementedError

    def decide(self, form: Any) -> HttpResponse:
        """Call one service, note who decided, and lead to what came of it (:meth:`note`, :meth:`done`).

        :param form: valid.
        :raises Exception: one of ``refusals``, said to the person on the same page.
        """
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.too_late() if self.obstacle() else super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return self.decide(form)
        except tuple(self.refusals) as refusal:
            return self.refused(refusal, form)

    def too_late(self) -> HttpResponse:
        """Answer a button that was pressed although there is an obstacle: the page says which."""
        return self.render_to_response(self.get_context_data())

    def refused(self, refusal: Exception, form: Any) -> HttpResponse:
        """Say on the same page why the service refused."""
        form.add_error(None, next(words for kind, words in self.refusals.items() if isinstance(refusal, kind)))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = {"obstacle": self.obstacle(), "back": self.back(), "back_label": self.back_label}
        if context["obstacle"]:
            context["form"] = None
        else:
            people = list(self.concerned())
            context |= {
                "explanation": self.explanation(),
                "groups": people_by_state(people, self.told),
                "without_address": without_address(people),
                "button": self.button,
                "is_serious": self.is_serious,
            }
        return super().get_context_data(**kwargs | context)

    def note(self, action: str, instance: Model, **data: Any) -> None:
        """Write in Wagtail's log who decided what. It is read by many: a reference, and nothing about a person.

        :param action: as the application registers it in its ``wagtail_hooks``.
        :param instance: whose history says so.
        """
        log(instance=instance, action=action, user=self.user, data=data)

    def done(self, text: str, url: str) -> HttpResponse:
        """Say what was done, and go there."""
        messages.success(self.request, text)
        return redirect(url)


class PageDecisionView(DecisionView):
    """A decision about a page of the site, reached from its editor; ``load`` sets ``page``.

    Who may decide is asked of the page. A ``permission`` beside that is asked first.
    """

    page: Page

    def may_enter(self) -> bool:
        return not self.permission or super().may_enter()

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def back(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])
