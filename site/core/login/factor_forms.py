"""The codes of a second factor: each is good once, and few are tried. Both are kept in the database, not in a cache."""

from datetime import timedelta
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm

# allauth has no public door to these two.
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from cryptography.fernet import InvalidToken
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.limits import allow
from core.login.sealing import unseal
from core.models import User

#: A person types two or three; a machine that knows the password would need a hundred thousand.
CODES_AN_HOUR = 10
TOO_MANY = _(
    "Too many codes were tried for this account. Try again in an hour, or ask a colleague who manages accounts."
)
WRONG = _("This code is not right, or it has been used. The app shows a new one every thirty seconds.")
APP_OR_RECOVERY = _("Code of your app, or a recovery code")


def refuse_too_many(account: User) -> None:
    """Count one more code that somebody tries for an account, right or wrong.

    :raises ValidationError: more than :data:`CODES_AN_HOUR` were tried.
    """
    if not allow("second-factor", subject=str(account.pk), limit=CODES_AN_HOUR, window=timedelta(hours=1)):
        raise ValidationError(TOO_MANY, code="too_many")


def counter_of(secret: str, code: str) -> int:
    """When the app of a secret shows a code, in steps of thirty seconds; nothing if not about now."""
    # Spaces are how telephones show a code.
    typed = "".join(code.split())
    now = yield_hotp_counters_from_time()
    return max((counter for counter in now if f"{hotp_value(secret, counter):06}" == typed), default=0)


@transaction.atomic
def use_up(app: Authenticator, code: str) -> bool:
    """Take a code of an app, once, and none that is older than the last (RFC 6238, 5.2).

    :returns: whether it was good.
    """
    row = Authenticator.objects.select_for_update().get(pk=app.pk)
    counter = counter_of(unseal(row.data["secret"]), code)
    if counter <= row.data.get("used_until", 0):
        return False
    row.data["used_until"] = app.data["used_until"] = counter
    row.save(update_fields=["data"])
    return True


def take(authenticator: Authenticator, code: str) -> bool:
    """Take a code of an app, or one of those that were kept. allauth's own way counts on a cache that never fails."""
    try:
        if authenticator.type == Authenticator.Type.TOTP:
            return use_up(authenticator, code)
        return authenticator.wrap().validate_code(code)
    except InvalidToken:
        # The key of the server was changed and forgotten: no code is right any more.
        return False


class CodeOnce:
    """The field of a code, of an app or one that was kept. A form of allauth follows."""

    user: User
    authenticator: Authenticator
    cleaned_data: dict[str, str]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], APP_OR_RECOVERY)  # type: ignore[attr-defined]  # a form follows

    def clean_code(self) -> str:
        refuse_too_many(self.user)
        code = self.cleaned_data["code"]
        for authenticator in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            if take(authenticator, code):
                self.authenticator = authenticator
                return code
        raise ValidationError(WRONG, code="wrong")


class CodeForm(CodeOnce, AuthenticateForm):
    """The code that the log-in asks for."""


class ConfirmCodeForm(CodeOnce, ReauthenticateForm):
    """The code asked again before something serious."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code of an app, which shows that it has the secret."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        name_code(self.fields["code"], _("Code that the app shows"))

    def clean_code(self) -> str:
        refuse_too_many(self.user)
        if not counter_of(self.secret, self.cleaned_data["code"]):
            raise ValidationError(WRONG, code="wrong")
        return self.cleaned_data["code"]


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey, and its name."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")


def name_code(field: forms.Field, label: Any) -> None:
    """Name the field of a code in words, which stay when one types."""
    field.label = label
    field.widget.attrs = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
