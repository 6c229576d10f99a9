"""The log-in: Wagtail's page, allauth's steps. The password first, then the second factor of those who have one."""

from typing import Any

# allauth has no public door to what it remembers of a log-in.
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.mfa.base.views import AuthenticateView
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from wagtail.admin.views.account import LoginView as WagtailLoginView

from core.login.sending_again import carry_on
from core.login.service import log_in_services
from core.middleware import PERMISSIONS_POLICY

#: Pages that ask the browser for a passkey.
WITH_PASSKEYS = PERMISSIONS_POLICY.replace("publickey-credentials-get=()", "publickey-credentials-get=(self)")


class LoginView(WagtailLoginView):
    """Name and password; or a log-in service, where the environment names one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(services=log_in_services(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with a right password: to the second factor, or in."""
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data.get("remember") else 0)
        user = form.get_user()
        # A password typed a minute ago is not asked again by what asks for one.
        record_authentication(self.request, user, method="password", reauthenticated=True)
        return carry_on(self.request, perform_login(self.request, user, redirect_url=self.get_success_url()))


class CodeView(AuthenticateView):
    """The second factor: a code, or a passkey."""

    template_name = "core/login/code.html"

    def form_valid(self, form: Any) -> HttpResponse:
        return carry_on(self.request, super().form_valid(form))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Permissions-Policy"] = WITH_PASSKEYS
        return response
