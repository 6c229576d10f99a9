from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

if TYPE_CHECKING:
    from training.models import SessionSlot


def overlap(slots: "Iterable[SessionSlot]") -> bool:
    """Whether two of these half-days share a moment."""
    return any(one.ends_at > other.starts_at for one, other in pairwise(sorted(slots, key=lambda slot: slot.starts_at)))


def overlap_message() -> str:
    """Why half-days that overlap are refused."""
    return _("Two half-days of this session overlap: check their days and hours.")


class SessionForm(WagtailAdminPageForm):
    """Form of a session, which looks at its half-days together."""

    def clean(self) -> dict:
        cleaned = super().clean()
        formset = self.formsets.get("slots")
        # A draft may hold them while somebody is still typing; so may half-days that have errors of their own.
        if formset is not None and not self.is_deferred_validation and formset.is_valid():
            kept = [
                form for form in formset.forms if form not in formset.deleted_forms and form.cleaned_data.get("day")
            ]
            if overlap(form.instance for form in kept):
                raise ValidationError(overlap_message(), code="overlap")
        return cleaned
