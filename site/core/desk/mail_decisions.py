"""Decisions about mails: each says what will happen, is asked for by a button, and is written in Wagtail’s log."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.desk.decisions import DecisionView
from core.desk.mail_journal import CHANGE, VIEW, JournalPage, actions_of, kind_label
from core.mail_states import MailError, PauseReason
from core.models import OutboxMail
from core.outbox.actions import NotPossible, correct_and_resend, retry, skip
from core.outbox.leases import due
from core.outbox.pauses import open_pause, pause, resume
from core.typed_text import clean_line


class OutboxDecision(JournalPage, DecisionView):
    """A decision about the outbox as a whole."""

    permission = CHANGE

    def back(self) -> str:
        return reverse("core_outbox")


class MailDecision(OutboxDecision):
    """A decision about one mail."""

    name = ""
    refusals = {NotPossible: gettext_lazy("Nothing was changed: this mail does not allow it now.")}

    def may_enter(self) -> bool:
        return super().may_enter() and self.user.has_perm(VIEW)

    def load(self) -> None:
        self.mail = get_object_or_404(OutboxMail, pk=self.kwargs["mail_id"])

    def obstacle(self) -> str:
        if self.name in [name for name, _label, _icon in actions_of(self.mail)]:
            return ""
        return _("Nothing was changed: this mail is now “%(state)s”.") % {"state": self.mail.get_state_display()}

    def back(self) -> str:
        return reverse("core_outbox_mail", args=[self.mail.pk])

    def get_page_subtitle(self) -> str:
        return str(kind_label(self.mail))

    def act(self, form: Any) -> OutboxMail:
        """Do it.

        :returns: the mail to show.
        :raises NotPossible: somebody was faster.
        """
        raise NotImplementedError

    def decide(self, form: forms.Form) -> HttpResponse:
        shown = self.act(form)
        self.note(f"core.{self.name}_mail", self.mail)
        return self.done(_("Done."), reverse("core_outbox_mail", args=[shown.pk]))

    def refused(self, refusal: Exception, form: forms.Form) -> HttpResponse:
        # What made it impossible is an obstacle from now on.
        self.mail.refresh_from_db()
        return super().refused(refusal, form)


class RetryView(MailDecision):
    name = "retry"
    page_title = gettext_lazy("Try again now")
    button = gettext_lazy("Try again")

    def explanation(self) -> list[str]:
        if self.mail.error_code == MailError.AFTER_SENDING:
            return [_("This mail has left. What follows from it is recorded now; nothing is sent.")]
        return [_("The mail leaves at the next round, to %(address)s.") % {"address": self.mail.recipient}]

    def act(self, form: forms.Form) -> OutboxMail:
        retry(self.mail)
        return self.mail


class SkipView(MailDecision):
    name = "skip"
    page_title = gettext_lazy("Do not send")
    button = gettext_lazy("Do not send")
    is_serious = True

    def explanation(self) -> list[str]:
        return [_("This mail never leaves. If the person must know what it says, tell them yourself.")]

    def act(self, form: forms.Form) -> OutboxMail:
        skip(self.mail)
        return self.mail


class AddressForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("Right address"), max_length=254)

    def clean_address(self) -> str:
        address = clean_line(self.cleaned_data["address"])
        if "." not in address.rpartition("@")[2]:
            raise ValidationError(_("This is not a complete address. Write one like name@organisation.example."))
        return address


class CorrectView(MailDecision):
    name = "correct"
    page_title = gettext_lazy("Correct the address")
    button = gettext_lazy("Correct and send")
    form_class = AddressForm

    def get_initial(self) -> dict[str, Any]:
        return {"address": self.mail.recipient}

    def explanation(self) -> list[str]:
        return [
            _(
                "The mail is written anew to the right address; this one never leaves. The address is corrected in the "
                "sign-up too, and the links that went to the wrong address die."
            )
        ]

    def act(self, form: AddressForm) -> OutboxMail:
        return correct_and_resend(self.mail, form.cleaned_data["address"])


class PauseView(OutboxDecision):
    page_title = gettext_lazy("Pause all mails")
    button = gettext_lazy("Pause all mails")
    is_serious = True

    def obstacle(self) -> str:
        return _("Mails are paused already.") if open_pause() else ""

    def explanation(self) -> list[str]:
        return [
            _("No mail leaves until somebody lets them go again. What is decided meanwhile is written, and waits."),
            _("Time to answer stands still for those who could not be told, and no seat is offered."),
        ]

    def decide(self, form: forms.Form) -> HttpResponse:
        self.note("core.pause_mails", pause(user=self.user))
        return self.done(_("Mails are paused."), self.back())


class LookedForm(forms.Form):
    looked = forms.BooleanField(
        label=gettext_lazy("I have looked at the mails that wait: they are to leave"),
        error_messages={"required": gettext_lazy("Look at the mails that wait first.")},
    )


class ResumeView(OutboxDecision):
    page_title = gettext_lazy("Let mails leave again")
    button = gettext_lazy("Let them leave")

    def get_form_class(self) -> type[forms.Form]:
        is_stale = (now := open_pause()) is not None and now.reason == PauseReason.STALE_DATABASE
        return LookedForm if is_stale else forms.Form

    def obstacle(self) -> str:
        return "" if open_pause() else _("Mails are not paused.")

    def explanation(self) -> list[str]:
        waiting = due(timezone.now()).count()
        leaving = ngettext("%(number)d mail leaves at once.", "%(number)d mails leave at once.", waiting)
        words = [leaving % {"number": waiting}, _("Time to answer moves on by as long as the pause was.")]
        if self.get_form_class() is LookedForm:
            words.insert(
                0,
                _(
                    "The site stopped all mails itself: nothing had watched them for hours, as after the restoration "
                    "of an old copy of the database. Such a copy holds, as waiting, mails that have left long ago. "
                    "Look at those that wait, and choose “Do not send” for them, before you let the others go."
                ),
            )
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        ended = open_pause()
        if resume(user=self.user) is not None and ended is not None:
            self.note("core.resume_mails", ended)
        return self.done(_("Mails leave again."), self.back())
