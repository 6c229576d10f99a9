"""A decision at the desk: a page that says what will happen, and a button that does it, once."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log

from training.desk.attention import session_url
from training.desk.base import SessionMixin, SignUpMixin
from training.models import SignUp
from training.services.shared.errors import (
    AlreadySignedUp,
    NoSeatLeft,
    NotOpen,
    Refused,
    SessionGone,
    TooManyMails,
    WrongState,
)


def in_words(refusal: Refused) -> str:
    """Say to the team why a service refused."""
    words = {
        SessionGone: _("This session has no page any more."),
        NotOpen: _("Not possible now: the session has begun, is over or cancelled, or takes no sign-up."),
        NoSeatLeft: _("No seat is free any more: look at the numbers, then decide again."),
        AlreadySignedUp: _("This person has a sign-up for that session already."),
        WrongState: _("Somebody was faster: this sign-up is no longer in a state that allows it."),
        TooManyMails: _("This address has received as many mails today as it may. Try again tomorrow."),
    }
    return words[type(refusal)]


class DecisionMixin:
    """A decision that only those who manage sign-ups take. Reading its page changes nothing.

    Asked again, or too late, it shows a page that says so, and does nothing.
    """

    form_class = forms.Form
    template_name = "training/admin/desk/decision.html"
    button = ""
    is_serious = False

    def may_open(self) -> bool:
        return self.rights.manages

    def obstacle(self) -> str:
        """Why this cannot be decided now, in words; nothing when it can."""
        return ""

    def explanation(self) -> list[str]:
        """What will happen, a paragraph each."""
        return []

    def decide(self, form: forms.Form) -> HttpResponse:
        """Call the service, and lead to what came of it.

        :raises Refused: said to the person, on the same page.
        """
        raise NotImplementedError

    def back(self) -> str:
        """Where somebody goes who does not decide."""
        raise NotImplementedError

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.obstacle():
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return self.decide(form)
        except Refused as refusal:
            form.add_error(None, in_words(refusal))
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        obstacle = self.obstacle()
        context = {
            "obstacle": obstacle,
            "explanation": [] if obstacle else self.explanation(),
            "button": self.button,
            "is_serious": self.is_serious,
            "back": self.back(),
        }
        if obstacle:
            context["form"] = None
        return super().get_context_data(**{**kwargs, **context})

    def note(self, action: str, sign_up: SignUp, **data: Any) -> None:
        """Write in the history of the session who decided what: a reference, and nothing about the person.

        Of the session and not of the sign-up: Wagtail shows the history of a model to whoever has any right on it, and
        trainers have one.

        :param action: registered in ``training.wagtail_hooks``, without its prefix.
        """
        data["sign_up"] = sign_up.reference
        log(instance=self.session, action=f"training.{action}", user=self.request.user, data=data)

    def done(self, text: str, url: str) -> HttpResponse:
        """Say what was done, and go there."""
        messages.success(self.request, text)
        return redirect(url)


class SessionDecision(DecisionMixin, SessionMixin, FormView):
    """A decision about a session."""

    def back(self) -> str:
        return session_url("session", self.session)


class SignUpDecision(DecisionMixin, SignUpMixin, FormView):
    """A decision about a sign-up."""

    def back(self) -> str:
        return self.sign_up_url

    def get_page_subtitle(self) -> str:
        return self.sign_up.reference

    def no_longer(self) -> str:
        """The words for a decision that the state of the sign-up does not allow."""
        return _("Nothing was changed: this sign-up is now in the state “%(state)s”.") % {
            "state": self.sign_up.get_state_display()
        }
