"""The forms of a file: what readers are shown of it is changed by who decides about it, and the others are told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.file_rights import decides, may_move, shown_by

COLLECTION = "collection"
SEEN = _(
    "Readers see this file: what shows of it is changed by whoever publishes the pages that show it. You may change "
    "the rest."
)
OTHERS = _(
    "Someone else brought this file in: they change it, or whoever publishes pages. You may change what never shows."
)
NOT_MOVED = _("Not moved: out of a private collection, a file is taken by someone who publishes pages.")


class DecidedForm(forms.ModelForm):
    """For a form of Wagtail’s that is given the account of who fills it in; without one, whoever calls it decides."""

    #: The fields that readers see something of, but the collection.
    shown: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.held_back = self.why_held_back()
        if self.held_back:
            # The one of several uploads has no file any more.
            self.fields["file" if "file" in self.fields else "title"].help_text = self.held_back

    def why_held_back(self) -> str:
        """Why what shows of the file stays as it is for this account; nothing when it decides about it."""
        if not self.instance.pk or self.user is None or decides(self.user, self.instance):
            return ""
        return str(SEEN if any(shown_by(self.instance)) else OTHERS)

    def clean(self) -> dict[str, Any] | None:
        changed = set(self.changed_data)
        cleaned = super().clean()
        if self.held_back:
            self.refuse(changed & (self.shown | {COLLECTION}), self.held_back)
        elif self.instance.pk and self.user and COLLECTION in changed and not may_move(self.user, self.instance):
            self.refuse({COLLECTION}, NOT_MOVED)
        return cleaned

    def refuse(self, names: set[str], reason: Any) -> None:
        """Say at each field why it stays as it was."""
        for name in sorted(names):
            self.add_error(name, ValidationError(reason, code="rights"))
