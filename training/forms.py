from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

if TYPE_CHECKING:
    from datetime import datetime

    from training.models import SessionSlot


def overlap(slots: "Iterable[SessionSlot]") -> bool:
    """Whether two of these half-days share a moment."""
    return any(one.ends_at > other.starts_at for one, other in pairwise(sorted(slots, key=lambda slot: slot.starts_at)))


def overlap_message() -> str:
    """Why half-days that overlap are refused."""
    return _("Two half-days of this session overlap: check their days and hours.")


def closes_late(closes_at: "datetime | None", slots: "Iterable[SessionSlot]") -> bool:
    """Whether sign-up would still be open after the last of these half-days."""
    ends = [slot.ends_at for slot in slots]
    return closes_at is not None and bool(ends) and closes_at > max(ends)


def late_closing_message() -> str:
    """Why a sign-up that closes after the session is refused."""
    return _("Sign-up cannot close after the end of the session.")


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
            slots = [form.instance for form in kept]
            if closes_late(cleaned.get("sign_up_closes_at"), slots):
                self.add_error("sign_up_closes_at", late_closing_message())
            if overlap(slots):
                raise ValidationError(overlap_message(), code="overlap")
        return cleaned
