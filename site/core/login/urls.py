"""The addresses of the log-in, in front of Wagtail's. allauth asks for some of them by its own names."""

from django.urls import include, path

from core.login.views import CodeView, LoginView

login = LoginView.as_view()

urlpatterns = [
    path("", login, name="wagtailadmin_login"),
    path("", login, name="account_login"),
    path("code/", CodeView.as_view(), name="mfa_authenticate"),
    path("", include("core.login.service")),
]
