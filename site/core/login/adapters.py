"""What allauth asks of this house: who may have an account, how secrets are kept, who is told."""

from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.limits import allow
from core.login.factor_forms import CODES_AN_HOUR
from core.login.letters import FACTOR_CHANGED
from core.login.mails import tell
from core.login.sealing import seal, unseal

#: What is said of each step, by the name of allauth's own text. Of the others nothing is.
SAID = {
    "mfa/messages/totp_activated.txt": _("The app on your telephone is linked to your account."),
    "mfa/messages/totp_deactivated.txt": _("The app is no longer linked to your account."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, in Wagtail's screens: nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said)

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Whether the password that is asked once more is right; few are tried, as of codes."""
        within = allow("confirm-password", subject=str(user.pk), limit=CODES_AN_HOUR, window=timedelta(hours=1))
        return within and super().reauthenticate(user, password)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """Tell somebody that their second factor was changed, by the outbox."""
        tell(user, FACTOR_CHANGED)

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        messages.error(request, _("This account is not active."))
        return redirect("wagtailadmin_login")


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are sealed; a telephone shows the log-in name, which is no address."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        return super().get_public_key_credential_user_entity(user) | {"name": user.get_username()}
