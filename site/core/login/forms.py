from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm

from core.login.limits import refuse_guessing


class LoginForm(WagtailLoginForm):
    """Wagtail's form, whose password field has no name to translate."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        """Refuse what comes too often, before the password is hashed."""
        if {"username", "password"} <= self.cleaned_data.keys():
            refuse_guessing(self.request, self.cleaned_data["username"])
        return super().clean()
