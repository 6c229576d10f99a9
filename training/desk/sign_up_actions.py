"""Decisions about one sign-up: confirm, withdraw, move, write again, erase."""

from functools import cached_property
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.mails.record import mail_named
from training.desk.actions import SignUpDecision
from training.desk.base import sign_up_url
from training.models import SessionPage, SignUp
from training.models.listing import in_language
from training.rules.availability import TAKES_SIGN_UPS
from training.rules.states import SignUpState
from training.services.cancel_sign_up import cancel_sign_up
from training.services.change_session import MAY_CHANGE, change_session, is_changing
from training.services.erase_sign_up import ask_for_erasure
from training.services.register_by_team import confirm_by_team
from training.services.resend_current_mail import CURRENT_MAILS, resend_current_mail


class OverCapacityForm(forms.Form):
    over_capacity = forms.BooleanField(
        label=gettext_lazy("Over capacity, on purpose"),
        help_text=gettext_lazy("One place more than the session has: the journal says who decided it."),
        error_messages={"required": gettext_lazy("All the places are taken: tick this to add one, or go back.")},
    )


class ConfirmView(SignUpDecision):
    page_title = gettext_lazy("Confirm")
    button = gettext_lazy("Confirm the place")

    @cached_property
    def is_full(self) -> bool:
        availability = self.session.availability
        return not self.sign_up.has_seat and availability.taken >= availability.capacity

    def get_form_class(self) -> type[forms.Form]:
        return OverCapacityForm if self.is_full else forms.Form

    def obstacle(self) -> str:
        if not self.session.is_to_come:
            return _("The session is over or cancelled.")
        return "" if self.sign_up.is_active and self.sign_up.state != SignUpState.CONFIRMED else self.no_longer()

    def explanation(self) -> list[str]:
        words = [_("This person gets a place at once, and is told by email.")]
        before = SignUp.objects.of_session(self.session.translation_key).waiting().exclude(pk=self.sign_up.pk)
        if self.sign_up.state == SignUpState.WAITING:
            before = before.filter(rank__lt=self.sign_up.rank)
        many = 0 if self.sign_up.has_seat else before.count()
        if many:
            passed = ngettext(
                "%(number)d person who has waited longer is passed over.",
                "%(number)d people who have waited longer are passed over.",
                many,
            )
            words.append(passed % {"number": many})
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        confirm_by_team(
            session_key=self.sign_up.session_key,
            public_id=self.sign_up.public_id,
            user=self.user,
            over_capacity=bool(form.cleaned_data.get("over_capacity")),
        )
        self.note_sign_up("confirm_sign_up", self.sign_up, over_capacity=self.is_full)
        return self.done(_("The place is confirmed."), self.sign_up_url)


class CancelView(SignUpDecision):
    page_title = gettext_lazy("Cancel booking")
    button = gettext_lazy("Cancel the booking")
    is_serious = True

    def obstacle(self) -> str:
        return "" if self.sign_up.is_active else self.no_longer()

    def explanation(self) -> list[str]:
        words = [_("The booking ends for good, and the person is told by email. They can book again.")]
        if self.sign_up.has_seat and self.session.availability.waiting:
            words.append(_("The place is offered to the first person on the waiting list."))
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        cancel_sign_up(session_key=self.sign_up.session_key, public_id=self.sign_up.public_id, user=self.user)
        self.note_sign_up("withdraw_sign_up", self.sign_up)
        return self.done(_("The booking is cancelled."), self.sign_up_url)


class OtherSessionForm(forms.Form):
    to = forms.ChoiceField(label=gettext_lazy("Session"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sessions: list[SessionPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessions = {str(session.pk): session for session in sessions}
        cast(forms.ChoiceField, self.fields["to"]).choices = [
            (pk, f"{session.get_admin_display_title()} – {seats_in_words(session)}")
            for pk, session in self.sessions.items()
        ]


def seats_in_words(session: SessionPage) -> str:
    """What somebody who goes to a session finds there."""
    left = session.availability.left
    if not left:
        return str(session.availability.status.label)
    return ngettext("%(number)d place left", "%(number)d places left", left) % {"number": left}


class MoveView(SignUpDecision):
    page_title = gettext_lazy("Move to another session")
    button = gettext_lazy("Move")

    @cached_property
    def others(self) -> list[SessionPage]:
        """The other sessions of the course that take sign-ups now."""
        sessions = SessionPage.objects.agenda().child_of(self.session.get_parent()).upcoming()
        found = in_language(sessions.exclude(pk=self.session.pk), self.session.locale)
        return [session for session in found if session.availability.status in TAKES_SIGN_UPS]

    def get_form(self, form_class: Any = None) -> forms.Form:
        return OtherSessionForm(**self.get_form_kwargs(), sessions=self.others)

    def obstacle(self) -> str:
        if self.sign_up.state not in MAY_CHANGE:
            return self.no_longer()
        if is_changing(self.sign_up):
            return _("A change of session is already under way for this person.")
        if self.session.starts_at and self.session.starts_at <= timezone.now():
            return _("The session has started.")
        return "" if self.others else _("No other session of this course is taking bookings now.")

    def explanation(self) -> list[str]:
        return [
            _(
                "If the other session has a free place, the person leaves this one at once, and a single email says "
                "both. If it is full, the person waits there and keeps this place until they get one there."
            )
        ]

    def decide(self, form: OtherSessionForm) -> HttpResponse:
        target = form.sessions[form.cleaned_data["to"]]
        new = change_session(
            public_id=self.sign_up.public_id,
            session_key=self.sign_up.session_key,
            to_session_key=target.translation_key,
            user=self.user,
        )
        self.note_sign_up("move_sign_up", self.sign_up, to=new.reference)
        is_seated = new.state == SignUpState.CONFIRMED
        text = _("Moved: the place is confirmed.") if is_seated else _("On the waiting list of the other session.")
        return self.done(text, sign_up_url(new))


class OnceForm(forms.Form):
    """A form that knows when it is sent twice."""

    once = forms.UUIDField(widget=forms.HiddenInput)


class ResendView(SignUpDecision):
    page_title = gettext_lazy("Send the email again")
    button = gettext_lazy("Send again")
    form_class = OnceForm

    def get_initial(self) -> dict[str, Any]:
        return {"once": uuid4()}

    def obstacle(self) -> str:
        if self.sign_up.state not in CURRENT_MAILS:
            return self.no_longer()
        return "" if self.sign_up.email else _("We have no address for this person: tell them by telephone.")

    def explanation(self) -> list[str]:
        name = CURRENT_MAILS[SignUpState(self.sign_up.state)]
        return [
            _("The email “%(mail)s” is sent once more, to %(address)s.")
            % {"mail": mail_named(name).label, "address": self.sign_up.email},
            _("The links in earlier emails still work; the deadline to answer does not change."),
        ]

    def decide(self, form: OnceForm) -> HttpResponse:
        name = resend_current_mail(
            session_key=self.sign_up.session_key,
            public_id=self.sign_up.public_id,
            once=form.cleaned_data["once"],
            user=self.user,
        )
        self.note_sign_up("resend_mail", self.sign_up, mail=str(name))
        return self.done(_("The email is on its way."), self.sign_up_url)


class EraseView(SignUpDecision):
    page_title = gettext_lazy("Erase")
    button = gettext_lazy("Erase for good")
    is_serious = True

    def obstacle(self) -> str:
        if self.sign_up.anonymised_at:
            return _("This booking is already anonymous.")
        return _("Erasure has already been requested.") if self.sign_up.erasure_asked_at else ""

    def explanation(self) -> list[str]:
        words = [
            _(
                "The name, address, organisation, answers and access needs are erased, here and in the emails, as "
                "soon as the last email has been sent. What is counted stays: state, type of organisation, "
                "département."
            )
        ]
        if self.sign_up.is_active and self.session.is_to_come:
            words.insert(0, _("The booking is cancelled first, and the person is told by email."))
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        ask_for_erasure(session_key=self.sign_up.session_key, public_id=self.sign_up.public_id, user=self.user)
        self.note_sign_up("erase_sign_up", self.sign_up)
        return self.done(_("The data will be erased as soon as the last email has been sent."), self.sign_up_url)
