"""A forgotten password: Wagtail's screens, and the same work and words for every address.

Whoever asks makes one row of the outbox, for somebody or for nobody; who gets a mail is seen when it leaves.
"""

from typing import Any

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import is_password_usable
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.admin.views import account

from core.login.limits import proved_themselves, refuse_resets
from core.login.mails import NEW_PASSWORD, write
from core.mail_addresses import address_key
from core.models import User


class ResetForm(PasswordResetForm):
    """One address.

    :param request: whose network is counted.
    """

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        """Refuse what comes too often."""
        super().clean()
        if "email" in self.cleaned_data:
            refuse_resets(self.request, self.cleaned_data["email"])
        return self.cleaned_data

    def save(self, **options: Any) -> None:
        """Write the mail, to somebody or to nobody."""
        accounts = accounts_of(self.cleaned_data["email"])
        language = accounts[0][1] if accounts else None
        write(NEW_PASSWORD, [key for key, _language in accounts], language)


def accounts_of(address: str) -> list[tuple[int, str | None]]:
    """The accounts of an address that have a password to forget, each with its language; one query for any address.

    Rows and no accounts: to make these would take a moment that tells that there are some.
    """
    rows = User.objects.filter(email__iexact=address, is_active=True).order_by("pk")
    found = rows.values_list("pk", "wagtail_userprofile__preferred_language", "email", "password")
    # No database compares as a mail service does.
    key = address_key(address)
    return [
        (pk, language)
        for pk, language, email, password in found
        if is_password_usable(password) and address_key(email) == key
    ]


class ResetView(account.PasswordResetView):
    """Ask for a new password."""

    def get_form_class(self) -> type[ResetForm]:
        return ResetForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"request": self.request}


class ChooseView(account.PasswordResetConfirmView):
    """Choose it, by the link of the mail; nobody is logged in by it, and no session stays."""

    def form_valid(self, form: SetPasswordForm) -> HttpResponse:
        response = super().form_valid(form)
        self.request.session.flush()
        proved_themselves(self.request, self.user)
        return response


# In front of Wagtail's own, with its names.
urlpatterns = [
    path("", never_cache(ResetView.as_view()), name="wagtailadmin_password_reset"),
    path("confirm/<uidb64>/<token>/", never_cache(ChooseView.as_view()), name="wagtailadmin_password_reset_confirm"),
]
