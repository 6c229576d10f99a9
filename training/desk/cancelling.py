"""Cancelling a session and taking that back: from the editor of its page, each with its own permission."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from core.desk.decisions import PageDecisionView
from training.enums import CancellationReason
from training.models import SessionPage, SignUp
from training.rules.states import SignUpState
from training.services.cancel_session import cancel_session, concerned_by, restore_session


class CancelSessionForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=CancellationReason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Readers will see it on the session’s page."),
    )


class CancelForSomebodyForm(CancelSessionForm):
    """People are concerned: who cancels has counted them."""

    people = forms.IntegerField(
        label=gettext_lazy("Type how many people are concerned"),
        error_messages={"required": gettext_lazy("Type the number of people, as it stands above.")},
    )

    def __init__(self, *args: Any, concerned: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = concerned

    def clean_people(self) -> int:
        if self.cleaned_data["people"] != self.number:
            raise forms.ValidationError(
                _("The list has changed: read it again, then type how many people it names (%(number)d).")
                % {"number": self.number}
            )
        return self.number


class SessionPageDecision(PageDecisionView):
    """A decision about a session, for those who may edit its page in the language they came from."""

    header_icon = "date"

    def load(self) -> None:
        self.page = self.session = get_object_or_404(SessionPage, pk=self.kwargs["page_id"])

    def may_open(self) -> bool:
        return self.session.permissions_for_user(self.user).can_edit()

    def too_late(self) -> HttpResponse:
        # The button was pressed twice, as a rule: back in the editor one sees that it is done.
        messages.info(self.request, self.obstacle())
        return redirect(self.back())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(session=self.session, **kwargs)


class CancelSessionView(SessionPageDecision):
    form_class = CancelSessionForm
    permission = "training.add_sessioncancellation"
    template_name = "training/admin/cancel_session.html"
    page_title = gettext_lazy("Cancel the session")
    button = gettext_lazy("Cancel the session")
    back_label = gettext_lazy("Keep the session")
    is_serious = True
    told = {
        SignUpState.CONFIRMED: gettext_lazy("the session is cancelled; the entry in their calendar is removed"),
        SignUpState.OFFERED: gettext_lazy("the session is cancelled; the offer ends"),
        SignUpState.WAITING: gettext_lazy("the session is cancelled; the waiting list is closed"),
        SignUpState.REQUESTED: gettext_lazy("the session is cancelled; there is no longer any address to confirm"),
    }

    @cached_property
    def people(self) -> Sequence[SignUp]:
        return concerned_by(self.session)

    def concerned(self) -> Sequence[SignUp]:
        return self.people

    def get_form(self, form_class: type | None = None) -> CancelSessionForm:
        if self.people:
            return CancelForSomebodyForm(**self.get_form_kwargs(), concerned=len(self.people))
        return super().get_form(form_class)

    def obstacle(self) -> str:
        return _("The session is cancelled already: nobody is told twice.") if self.session.is_cancelled else ""

    def explanation(self) -> list[str]:
        text = _(
            "You are about to cancel “%(title)s” in every language. Its page will stay online and say that the session "
            "is cancelled; calendars subscribed to it will be updated."
        )
        return [text % {"title": self.session.dated_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(concerned=len(self.people), **kwargs)

    def decide(self, form: CancelSessionForm) -> HttpResponse:
        cancel_session(session=self.session, reason=CancellationReason(form.cleaned_data["reason"]), user=self.user)
        return self.done(_("The session is cancelled. Its page now tells readers so."), self.back())


class RestoreSessionView(SessionPageDecision):
    permission = "training.delete_sessioncancellation"
    page_title = gettext_lazy("Reinstate the session")
    button = gettext_lazy("Reinstate the session")
    back_label = gettext_lazy("Keep it cancelled")

    def obstacle(self) -> str:
        return "" if self.session.is_cancelled else _("The session is not cancelled: nothing was changed.")

    def explanation(self) -> list[str]:
        text = _("“%(title)s” is cancelled. Reinstating it puts it back on the list of sessions, in every language.")
        words = [text % {"title": self.session.dated_title}]
        told = SignUp.objects.of_session(self.session.translation_key).filter(state=SignUpState.VOIDED).count()
        if told:
            out = ngettext(
                "%(number)s person was told of the cancellation and no longer has a place. Tell them yourself: they "
                "can book again.",
                "%(number)s people were told of the cancellation and no longer have a place. Tell them yourself: they "
                "can book again.",
                told,
            )
            words.append(out % {"number": told})
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        # Of two who reinstate it at once, the second finds it done.
        restore_session(session=self.session, user=self.user)
        return self.done(_("The session has been reinstated."), self.back())
