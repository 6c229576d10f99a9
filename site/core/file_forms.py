"""The forms of a file: what readers are shown of it is changed by who decides about it, and the others are told."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.file_rights import decides, may_move

COLLECTION = "collection"
REFUSED = _(
    "Not changed: readers see this file, or a colleague brought it in. Ask someone who publishes the pages that show "
    "it."
)
KEPT = _(
    "Readers see this file, or a colleague brought it in: you may change what does not show, and whoever publishes the "
    "pages that show it changes the rest."
)
NOT_MOVED = _("Not moved: out of a private collection, a file is taken by someone who publishes pages.")


class DecidedForm(forms.ModelForm):
    """For a form of Wagtail’s that is given the account of who fills it in; without one, whoever calls it decides."""

    #: The fields that readers see something of, but the collection.
    shown: frozenset[str] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        self.is_decided = not self.instance.pk or self.user is None or decides(self.user, self.instance)
        if not self.is_decided:
            # The one of several uploads has no file any more.
            self.fields["file" if "file" in self.fields else "title"].help_text = KEPT

    def clean(self) -> dict[str, Any] | None:
        # From the database: what was typed is on the instance later only.
        changed = set(self.changed_data)
        cleaned = super().clean()
        if not self.is_decided:
            self.refuse(changed & (self.shown | {COLLECTION}), REFUSED)
        elif self.instance.pk and self.user and COLLECTION in changed and not may_move(self.user, self.instance):
            self.refuse({COLLECTION}, NOT_MOVED)
        return cleaned

    def refuse(self, names: set[str], reason: Any) -> None:
        """Say at each field why it stays as it was."""
        for name in sorted(names):
            self.add_error(name, ValidationError(reason, code="rights"))
