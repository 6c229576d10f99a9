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


def flaws_of_moments(
    slots: "Iterable[SessionSlot]", *, closes_at: "datetime | None", expire_at: "datetime | None"
) -> dict[str, str]:
    """What is wrong with the moments of a session beside its half-days, by field.

    :param slots: the half-days, saved or not.
    :param closes_at: when sign-up ends.
    :param expire_at: when the page leaves the site by itself.
    """
    end = max((slot.ends_at for slot in slots), default=None)
    found = {}
    if end and closes_at and closes_at > end:
        found["sign_up_closes_at"] = _("Sign-up cannot close after the end of the session.")
    # Those who come would look in vain for a page that left by itself.
    if end and expire_at and expire_at < end:
        found["expire_at"] = _(
            "The page cannot leave the site before the session is over. To call the session off, cancel it."
        )
    return found


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
            closes_at, expire_at = cleaned.get("sign_up_closes_at"), cleaned.get("expire_at")
            for field, message in flaws_of_moments(slots, closes_at=closes_at, expire_at=expire_at).items():
                self.add_error(field, message)
            if overlap(slots):
                raise ValidationError(overlap_message(), code="overlap")
        return cleaned
