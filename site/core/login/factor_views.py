"""The second factor of one's own account: allauth's views, in the look and the words of the admin."""

from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.desk.pages import HOME
from core.login.duty import must_set_up
from core.login.views import WITH_PASSKEYS

ACCOUNT = {"url": reverse_lazy("wagtailadmin_account"), "label": _("Account")}
FACTOR = {"url": reverse_lazy("mfa_index"), "label": _("Second factor")}


class FactorPage(WagtailAdminTemplateMixin):
    """A page about one's own second factor. A view of allauth follows."""

    header_icon = "key"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = WITH_PASSKEYS
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, ACCOUNT, FACTOR, {"url": "", "label": self.get_page_title()}]


class FactorView(FactorPage, base.IndexView):
    """What one has, and what one can add."""

    page_title = FACTOR["label"]
    template_name = "core/login/factor.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, ACCOUNT, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(must=must_set_up(self.request), **kwargs)


class LinkAppView(FactorPage, totp.ActivateTOTPView):
    """Link an app of a telephone."""

    page_title = _("Link an app")
    template_name = "core/login/link_app.html"


class UnlinkAppView(FactorPage, totp.DeactivateTOTPView):
    """Unlink the app."""

    page_title = _("Unlink the app")
    template_name = "core/login/unlink_app.html"


class RecoveryCodesView(FactorPage, recovery_codes.ViewRecoveryCodesView):
    """The recovery codes, shown once."""

    page_title = _("Recovery codes")
    template_name = "core/login/recovery_codes.html"


class NewRecoveryCodesView(FactorPage, recovery_codes.GenerateRecoveryCodesView):
    """New recovery codes in place of the old ones."""

    page_title = _("New recovery codes")
    template_name = "core/login/new_recovery_codes.html"


class AddPasskeyView(FactorPage, passkeys.AddWebAuthnView):
    """Add a passkey."""

    page_title = _("Add a passkey")
    template_name = "core/login/add_passkey.html"


class RemovePasskeyView(FactorPage, passkeys.RemoveWebAuthnView):
    """Remove a passkey."""

    page_title = _("Remove a passkey")
    template_name = "core/login/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")


class ConfirmPasswordView(FactorPage, ReauthenticateView):
    """The password once more, before something serious."""

    page_title = _("Confirm that it is you")
    template_name = "core/login/confirm.html"


class ConfirmCodeView(FactorPage, base.ReauthenticateView):
    """A code once more, before something serious."""

    page_title = _("Confirm that it is you")
    template_name = "core/login/confirm.html"


class ConfirmPasskeyView(FactorPage, passkeys.ReauthenticateWebAuthnView):
    """A passkey once more, before something serious."""

    page_title = _("Confirm that it is you")
    template_name = "core/login/confirm_passkey.html"


#: Below the address of one's own account. The names are those by which allauth's views lead to one another.
urlpatterns: list[URLPattern] = [
    path("account/second-factor/", FactorView.as_view(), name="mfa_index"),
    path("account/second-factor/app/", LinkAppView.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/app/unlink/", UnlinkAppView.as_view(), name="mfa_deactivate_totp"),
    path("account/second-factor/codes/", RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", NewRecoveryCodesView.as_view(), name="mfa_generate_recovery_codes"),
    path("account/second-factor/passkeys/add/", AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("account/second-factor/passkeys/<int:pk>/remove/", RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("account/confirm/", ConfirmPasswordView.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", ConfirmCodeView.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/passkey/", ConfirmPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
]
