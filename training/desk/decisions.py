"""Decisions that the page of a session calls for once it is published: open seats, tell a change, too many people."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from training.desk.actions import SessionDecision
from training.desk.base import SessionMixin
from training.desk.telling import told_in_words
from training.models import SignUp
from training.rules.states import SignUpState
from training.rules.told import Told
from training.services.capacity import Opening, open_seats, opening_of
from training.services.move_session import announce_move, told_of_move, untold_changes


class OpenSeatsView(SessionDecision):
    page_title = gettext_lazy("Open the announced places")
    button = gettext_lazy("Open the places")
    template_name = "training/admin/desk/open_seats.html"

    @cached_property
    def opening(self) -> Opening:
        ledger = self.session.ledger
        return opening_of(self.session, ledger) if ledger else Opening(seats=0, served=[], stop=None)

    def obstacle(self) -> str:
        if not self.session.is_to_come:
            return _("The session is over or cancelled: no place is opened.")
        if not self.opening.seats:
            return _("There is nothing to open: all the places that the page announces are open.")
        return ""

    def explanation(self) -> list[str]:
        seats, served = self.opening.seats, len(self.opening.served)
        opened = ngettext("%(number)d place is opened.", "%(number)d places are opened.", seats) % {"number": seats}
        offered = ngettext(
            "%(number)d person is offered a place by email, and has about two days to answer.",
            "%(number)d people are offered a place by email, and have about two days to answer.",
            served,
        )
        if self.opening.stop:
            return [opened, _("Nobody is offered a place for now."), str(self.opening.stop.label)]
        return [
            opened,
            offered % {"number": served} if served else _("Nobody is offered a place: nobody is waiting for one."),
        ]

    def decide(self, form: forms.Form) -> HttpResponse:
        stop = open_seats(session_key=self.session.translation_key, user=self.user)
        return self.done(" ".join([_("The places are open."), str(stop.label)]), self.back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        served = [] if self.obstacle() else self.opening.served
        return super().get_context_data(served=served, **kwargs)


class TooManyView(SessionMixin, TemplateView):
    """More people than seats: who came last, and what may be done. Nobody is dropped by the site."""

    page_title = gettext_lazy("Too many participants")
    template_name = "training/admin/desk/too_many.html"

    def may_open(self) -> bool:
        return self.rights.manages

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        availability = self.session.availability
        seated = SignUp.objects.of_session(self.session.translation_key).occupying()
        return super().get_context_data(
            availability=availability,
            over=max(0, availability.taken - availability.capacity),
            people=seated.order_by("-state_since", "-pk"),
            **kwargs,
        )


class AnnounceForm(forms.Form):
    """Tell the change, or take it for a correction that changes nothing for anybody."""

    TELL, CORRECTION = "tell", "correction"
    what = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        widget=forms.RadioSelect,
        choices=[
            (TELL, gettext_lazy("Email the people named above")),
            (CORRECTION, gettext_lazy("Email nobody: a correction that changes nothing for them")),
        ],
        error_messages={"required": gettext_lazy("Say whether these people are told.")},
    )


class AnnounceView(SessionDecision):
    page_title = gettext_lazy("Announce the change")
    button = gettext_lazy("Decide")
    form_class = AnnounceForm
    template_name = "training/admin/desk/announce.html"
    told = {
        SignUpState.CONFIRMED: gettext_lazy("the change, and a new version of their calendar entry"),
        SignUpState.OFFERED: gettext_lazy("the change; the offer stands"),
        SignUpState.WAITING: gettext_lazy("the change; their position on the waiting list stays the same"),
    }

    @cached_property
    def changes(self) -> list[str]:
        return untold_changes(self.session, self.session.ledger)

    def obstacle(self) -> str:
        if not self.session.is_to_come:
            return _("The session is over or cancelled: there is nothing to announce.")
        return "" if self.changes else _("There is nothing to announce: people know the session as it is.")

    def concerned(self) -> list[SignUp]:
        return told_of_move(self.session.translation_key, self.changes)

    def decide(self, form: AnnounceForm) -> HttpResponse:
        tell = form.cleaned_data["what"] == AnnounceForm.TELL
        record = announce_move(session_key=self.session.translation_key, user=self.user, tell=tell)
        if record is None:
            return self.done(_("There is nothing to announce any more."), self.back())
        return self.done(_("The emails are on their way.") if tell else _("Noted: nobody is emailed."), self.back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes = []
        ledger = self.session.ledger
        if ledger and not self.obstacle():
            before, after = Told.from_json(ledger.told), self.session.to_tell
            changes = told_in_words(before, after, self.changes)
        return super().get_context_data(changes=changes, **kwargs)
