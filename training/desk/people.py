"""Forms of the team about a person: register somebody who phoned, correct, give a seat to a colleague."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Language
from training.desk.actions import SessionDecision, SignUpDecision
from training.desk.base import sign_up_url
from training.models import SignUpForm
from training.rules.participants import Participant
from training.rules.states import SignUpState
from training.services.correct_sign_up import correct_sign_up
from training.services.hand_over import hand_over
from training.services.register_by_team import register_by_team
from training.views.forms import CorrectionForm, HandOverForm, ParticipantForm

#: What a form of a person holds, beside name and address.
DETAILS = ("organisation", "organisation_kind", "department", "function", "access_needs")


def for_the_team(form: forms.Form, *, needs_address: bool = False, reads_access_needs: bool = True) -> None:
    """Put a participant’s form in the words of the team, which knows less of the person than they do.

    Nothing but a name is required: who registers somebody by telephone does not invent an answer.

    :param needs_address: an address is required: there was one.
    :param reads_access_needs: whether access needs may be read and written.
    """
    labels = {
        "department": _("Département"),
        "function": _("Function"),
        "access_needs": _("Access needs"),
        "email": _("Email address"),
    }
    for name, field in form.fields.items():
        if name in labels:
            field.label, field.help_text = labels[name], ""
        if name not in ("name", "placing", "language"):
            field.required = field.widget.is_required = False
        # A browser would fill in the data of the member of the team.
        field.widget.attrs["autocomplete"] = "off"
    form.fields["email"].required = form.fields["email"].widget.is_required = needs_address
    if not reads_access_needs:
        form.fields.pop("access_needs", None)


class Placing:
    """What becomes of somebody who is registered when no seat is theirs."""

    SEAT, WAIT, OVER = "seat", "wait", "over"
    CHOICES = (
        (WAIT, gettext_lazy("Put them at the end of the waiting list")),
        (OVER, gettext_lazy("Add a place: over capacity, on purpose")),
    )


class RegisterForm(ParticipantForm):
    """The form of the session, filled in for somebody on the telephone."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language of the emails"), choices=Language.choices, initial=Language.FRENCH
    )
    placing = forms.ChoiceField(
        label=gettext_lazy("No place is free"),
        choices=Placing.CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("No place is free: say what becomes of this person.")},
    )

    def __init__(self, *args: Any, is_full: bool, reads_access_needs: bool, **kwargs: Any) -> None:
        """Make the form.

        :param is_full: nobody who comes now gets a seat without asking.
        """
        super().__init__(*args, **kwargs)
        if not is_full:
            del self.fields["placing"]
        for_the_team(self, reads_access_needs=reads_access_needs)
        self.fields["email"].help_text = _("Without an address, no email is sent: tell the person yourself.")
        self.order_fields(["name", "email", "language"])


def participant_of(form: forms.Form, before: Participant | None = None) -> Participant:
    """The person a form describes; what it did not ask stays as it was.

    :param form: valid.
    :param before: the same person before a correction.
    """
    data = form.cleaned_data
    details = {name: data[name] for name in ("name", "email", *DETAILS) if name in data}
    return replace(before, **details) if before else Participant(**details)


class RegisterView(SessionDecision):
    page_title = gettext_lazy("Book a place for someone")
    button = gettext_lazy("Book for this person")

    @cached_property
    def is_full(self) -> bool:
        return self.session.availability.left <= 0

    def get_form(self, form_class: Any = None) -> RegisterForm:
        return RegisterForm(
            **self.get_form_kwargs(),
            asks=self.session.sign_up_form or SignUpForm.default(),
            language=Language.FRENCH,
            is_full=self.is_full,
            reads_access_needs=self.rights.reads_access_needs,
        )

    def obstacle(self) -> str:
        return "" if self.session.is_to_come else _("The session is over or cancelled: no more places can be booked.")

    def explanation(self) -> list[str]:
        return [
            _(
                "For someone who asks by telephone or in person. There is no address to confirm: the booking counts "
                "at once, and the email that says so is sent at once."
            ),
            _("Tell the person that we use their data to organise the session, and erase it afterwards."),
        ]

    def decide(self, form: RegisterForm) -> HttpResponse:
        placing = form.cleaned_data.get("placing", Placing.SEAT)
        sign_up = register_by_team(
            session_key=self.session.translation_key,
            participant=replace(participant_of(form), answers=form.cleaned_answers()),
            language=form.cleaned_data["language"],
            user=self.user,
            may_wait=placing == Placing.WAIT,
            over_capacity=placing == Placing.OVER,
        )
        self.note_sign_up("register_sign_up", sign_up, placing=placing)
        is_seated = sign_up.state == SignUpState.CONFIRMED
        text = _("Booked: the place is confirmed.") if is_seated else _("Booked, on the waiting list.")
        return self.done(text, sign_up_url(sign_up))

    def form_invalid(self, form: RegisterForm) -> HttpResponse:
        if form.non_field_errors() and not self.is_full:
            # The last seat went while the form was filled in: it comes back with the choice that is left.
            self.__dict__.pop("is_full", None)
            self.session.__dict__.pop("availability", None)
            self.session.__dict__.pop("ledger", None)
            errors = form.non_field_errors()
            form = self.get_form()
            form.full_clean()
            for error in errors:
                form.add_error(None, error)
        return super().form_invalid(form)


class CorrectView(SignUpDecision):
    page_title = gettext_lazy("Correct")
    button = gettext_lazy("Save")

    def get_form(self, form_class: Any = None) -> CorrectionForm:
        known = self.sign_up.participant
        form = CorrectionForm(
            **self.get_form_kwargs()
            | {"initial": {name: getattr(known, name) for name in ("name", "email", *DETAILS)}},
            asks=self.session.sign_up_form or SignUpForm.default(),
            language=Language.FRENCH,
        )
        for_the_team(form, needs_address=bool(self.sign_up.email), reads_access_needs=self.rights.reads_access_needs)
        return form

    def obstacle(self) -> str:
        return "" if self.sign_up.is_active else self.no_longer()

    def explanation(self) -> list[str]:
        return [
            _(
                "If you change the address, the links sent to the old one stop working at once, and the new one gets "
                "an email with new links. Nothing is sent to the old address."
            )
        ]

    def decide(self, form: CorrectionForm) -> HttpResponse:
        before = self.sign_up.participant
        after = participant_of(form, before)
        correct_sign_up(
            session_key=self.sign_up.session_key,
            public_id=self.sign_up.public_id,
            participant=after,
            user=self.user,
        )
        self.note_sign_up("correct_sign_up", self.sign_up, has_new_address=after.email_key != before.email_key)
        return self.done(_("The details have been corrected."), self.sign_up_url)


class HandOverView(SignUpDecision):
    page_title = gettext_lazy("Give to a colleague")
    button = gettext_lazy("Hand over the place")
    form_class = HandOverForm

    def get_form(self, form_class: Any = None) -> HandOverForm:
        form = super().get_form(form_class)
        form.fields["name"].label = _("First name and surname of the colleague")
        form.fields["email"].label, form.fields["email"].help_text = _("Email address of the colleague"), ""
        return form

    def obstacle(self) -> str:
        if self.sign_up.state != SignUpState.CONFIRMED:
            return self.no_longer()
        has_begun = self.session.starts_at and self.session.starts_at <= timezone.now()
        return _("The session has started.") if has_begun else ""

    def explanation(self) -> list[str]:
        return [
            _(
                "The colleague, from the same organisation, gets the confirmed place; this person no longer has it. "
                "Both are told by email, and the waiting list does not change. Access needs and answers are not "
                "passed on."
            )
        ]

    def decide(self, form: HandOverForm) -> HttpResponse:
        receiver = hand_over(
            session_key=self.sign_up.session_key,
            public_id=self.sign_up.public_id,
            name=form.cleaned_data["name"],
            email=form.cleaned_data["email"],
            user=self.user,
        )
        self.note_sign_up("hand_over_sign_up", self.sign_up, to=receiver.reference)
        return self.done(_("The place has changed hands."), sign_up_url(receiver))
