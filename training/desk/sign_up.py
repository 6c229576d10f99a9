"""One sign-up: what the person said, what happened, which mails left; and the decisions one may take about it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.mails.record import UnknownMail, mail_named
from core.models import OutboxMail
from training.desk.base import SignUpMixin, sign_up_url
from training.enums import DEPARTMENTS
from training.models import AccessNeed, SignUp
from training.rules.states import SignUpState
from training.services.change_session import MAY_CHANGE
from training.services.resend_current_mail import CURRENT_MAILS


class SignUpView(SignUpMixin, TemplateView):
    """Everything about a sign-up for the team; for a trainer, who comes and what they said of their expectations."""

    template_name = "training/admin/desk/sign_up.html"

    def get_page_title(self) -> str:
        return self.sign_up.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.trail()[:-1], {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sign_up = self.sign_up
        context: dict[str, Any] = {}
        if self.rights.reads_access_needs:
            context["access_need"] = AccessNeed.objects.filter(sign_up=sign_up).first()
        if self.rights.manages:
            context |= {
                "actions": [(label, sign_up_url(sign_up, name), icon) for name, label, icon in actions_of(sign_up)],
                "department": dict(DEPARTMENTS).get(sign_up.department, ""),
                "transitions": sign_up.transitions.select_related("user"),
                "mails": mails_about(sign_up),
                "successors": SignUp.objects.filter(replaces=sign_up),
            }
        return super().get_context_data(**context, **kwargs)


def actions_of(sign_up: SignUp) -> list[tuple[str, str, str]]:
    """The decisions that may be taken about a sign-up now: name of the page, words, icon."""
    state = sign_up.state
    wanted = [
        ("confirm", _("Confirm the place"), "check", sign_up.is_active and state != SignUpState.CONFIRMED),
        ("correct", _("Correct"), "edit", sign_up.is_active),
        ("move", _("Move to another session"), "calendar-alt", state in MAY_CHANGE),
        ("hand_over", _("Give to a colleague"), "group", state == SignUpState.CONFIRMED),
        ("resend", _("Send the email again"), "mail", state in CURRENT_MAILS and bool(sign_up.email)),
        ("cancel", _("Cancel booking"), "cross", sign_up.is_active),
        ("erase", _("Erase"), "bin", not sign_up.anonymised_at and not sign_up.erasure_asked_at),
    ]
    return [(name, label, icon) for name, label, icon, possible in wanted if possible]


def mails_about(sign_up: SignUp) -> list[tuple[OutboxMail, str | Promise]]:
    """The mails about a sign-up, the latest first, each with its name."""
    mails = OutboxMail.objects.filter(about=sign_up.public_id).order_by("-created_at", "-pk")
    return [(mail, label_of(mail)) for mail in mails]


def label_of(mail: OutboxMail) -> str | Promise:
    """The name of a mail; its bare key when no application knows it any more."""
    try:
        return mail_named(mail.kind).label
    except UnknownMail:
        return mail.kind
