import re
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

#: What people and registers write between the digits, the spaces that do not break included.
BETWEEN_DIGITS = re.compile(r"[\s.\u2011-]")


class SiretField(forms.CharField):
    """A SIRET as people copy it, “213 540 395 00017”; kept without its spaces."""

    def to_python(self, value: Any) -> str | None:
        value = super().to_python(value)
        return BETWEEN_DIGITS.sub("", value) or self.empty_value if value else value


class OrganisationForm(WagtailAdminModelForm):
    """The form of an organisation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("siret"):
            # Unknown is nothing, and not a text of no letter: two of those would be the same number.
            self.fields["siret"] = SiretField(label=field.label, required=False, empty_value=None)
