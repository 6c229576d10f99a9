"""Help for a colleague who has lost their telephone: their second factor is reset, and both are told."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.accounts import RESET_FACTOR, SET_ENTRY, helped_lately, note_help
from core.desk.decisions import DecisionView
from core.login.endings import end_sessions
from core.login.letters import FACTOR_RESET, FACTOR_RESET_FOR
from core.login.mails import tell
from core.models import User
from core.rights import Giver


@transaction.atomic
def reset_factor(account: User, helper: User) -> None:
    """Take every second factor of an account away, end its sessions, and tell both.

    It comes in with its password alone once more, and must then set a factor up if its rights ask for one.
    """
    Authenticator.objects.filter(user=account).delete()
    # The grace is for somebody new: nobody who once had a factor works without one.
    User.objects.filter(pk=account.pk, grace_used_at=None).update(grace_used_at=timezone.now())
    end_sessions(account)
    note_help(helper, account, RESET_FACTOR)
    tell(account, FACTOR_RESET, account=account.pk, colleague=helper.pk)
    tell(helper, FACTOR_RESET_FOR, account=account.pk, colleague=helper.pk)


class ResetFactorView(DecisionView):
    """Reset the second factor of a colleague, who may do no more than oneself."""

    permission = "core.change_user"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"
    button = gettext_lazy("Reset the second factor")
    is_serious = True

    def load(self) -> None:
        self.account = get_object_or_404(User, pk=self.kwargs["pk"])

    def may_open(self) -> bool:
        return Giver(self.user).may_manage(self.account)

    def get_page_subtitle(self) -> str:
        return self.account.get_full_name() or self.account.get_username()

    def trail(self) -> list[dict[str, Any]]:
        return [*super().trail(), {"url": self.back(), "label": self.account.get_username()}]

    def obstacle(self) -> str:
        if self.account == self.user:
            return _("Your own second factor is changed on the page of your account.")
        if not Authenticator.objects.filter(user=self.account).exists():
            return _("This account has no second factor.")
        if helped_lately(self.user, self.account, SET_ENTRY):
            return _(
                "You have changed the password or the address of this account: for 24 hours, only someone else can "
                "reset its second factor."
            )
        return ""

    def explanation(self) -> list[str]:
        return [
            _("First make sure that it is your colleague who asks: call them, or see them."),
            _(
                "Their app, passkeys and recovery codes open nothing any more, and their sessions end. Their password "
                "stays; after it they are asked to set up a new second factor."
            ),
            _(
                "An email tells both of you. For 24 hours, only someone else than you can change the password or the "
                "address of this account."
            ),
        ]

    def back(self) -> str:
        return reverse("wagtailusers_users:edit", args=[self.account.pk])

    def decide(self, form: Any) -> HttpResponse:
        reset_factor(self.account, self.user)
        return self.done(_("The second factor is reset, and both of you will be told by email."), self.back())
