"""Decisions about mails: each says what will happen, is asked for by a button, and is written in Wagtail’s log."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.desk.decisions import DecisionView
from core.desk.mail_journal import CHANGE, VIEW, JournalPage, actions_of, kind_label, the_mail
from core.mail_states import MailError, PauseReason
from core.models import OutboxMail
from core.outbox.actions import NotPossible, correct_and_resend, retry, skip
from core.outbox.board import team_rows
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
    refusals = {NotPossible: gettext_lazy("Nothing was changed: this email does not allow it now.")}

    def may_enter(self) -> bool:
        return super().may_enter() and self.user.has_perm(VIEW)

    def load(self) -> None:
        self.mail = the_mail(self.kwargs["mail_id"])

    def obstacle(self) -> str:
        if self.name in [name for name, _label, _icon in actions_of(self.mail)]:
            return ""
        return _("Nothing was changed: this email is now “%(state)s”.") % {"state": self.mail.get_state_display()}

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
            return [_("This email has been sent. Its follow-up is recorded now; nothing is sent.")]
        return [_("The email will be sent in the next round, to %(address)s.") % {"address": self.mail.recipient}]

    def act(self, form: forms.Form) -> OutboxMail:
        retry(self.mail)
        return self.mail


class SkipView(MailDecision):
    name = "skip"
    page_title = gettext_lazy("Do not send")
    button = gettext_lazy("Do not send")
    is_serious = True

    def explanation(self) -> list[str]:
        return [_("This email will never be sent. If the person must know what it says, tell them yourself.")]

    def act(self, form: forms.Form) -> OutboxMail:
        skip(self.mail)
        return self.mail


class AddressForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("Right address"), max_length=254)

    def clean_address(self) -> str:
        address = clean_line(self.cleaned_data["address"])
        if "." not in address.rpartition("@")[2]:
            raise ValidationError(_("Enter a complete email address, like name@organisation.example."))
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
                "The email is written again for the right address; this one will never be sent. The address is "
                "corrected in the booking too, and the links sent to the wrong address stop working."
            )
        ]

    def act(self, form: AddressForm) -> OutboxMail:
        return correct_and_resend(self.mail, form.cleaned_data["address"])


class PauseView(OutboxDecision):
    page_title = gettext_lazy("Pause all emails")
    button = gettext_lazy("Pause all emails")
    is_serious = True

    def obstacle(self) -> str:
        return _("Emails are already paused.") if open_pause() else ""

    def explanation(self) -> list[str]:
        return [
            _(
                "No emails are sent until someone starts them again. What is decided in the meantime is recorded, and "
                "waits."
            ),
            _("The deadline to answer stops for people who could not be told, and no places are offered."),
        ]

    def decide(self, form: forms.Form) -> HttpResponse:
        self.note("core.pause_mails", pause(user=self.user))
        return self.done(_("Emails are paused."), self.back())


class LookedForm(forms.Form):
    looked = forms.BooleanField(
        label=gettext_lazy("I have checked the waiting emails: they should be sent"),
        error_messages={"required": gettext_lazy("Check the waiting emails first.")},
    )


class ResumeView(OutboxDecision):
    page_title = gettext_lazy("Start sending emails again")
    button = gettext_lazy("Send them")

    def get_form_class(self) -> type[forms.Form]:
        is_stale = (now := open_pause()) is not None and now.reason == PauseReason.STALE_DATABASE
        return LookedForm if is_stale else forms.Form

    def obstacle(self) -> str:
        return "" if open_pause() else _("Emails are not paused.")

    def explanation(self) -> list[str]:
        waiting = team_rows(due(timezone.now())).count()
        leaving = ngettext("%(number)d email is sent at once.", "%(number)d emails are sent at once.", waiting)
        words = [leaving % {"number": waiting}, _("Deadlines to answer are extended by the length of the pause.")]
        if self.get_form_class() is LookedForm:
            words.insert(
                0,
                _(
                    "The site paused all emails itself: nothing had watched over them for hours, as after an old copy "
                    "of the database has been restored. In such a copy, emails that were sent long ago are still "
                    "waiting. Check the waiting ones, and choose “Do not send” for those, before you send the others."
                ),
            )
        return words

    def decide(self, form: forms.Form) -> HttpResponse:
        ended = open_pause()
        if resume(user=self.user) is not None and ended is not None:
            self.note("core.resume_mails", ended)
        return self.done(_("Emails are being sent again."), self.back())
