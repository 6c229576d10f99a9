"""The form of a session, which looks at its half-days together."""

from django.core.exceptions import ValidationError

from core.page_forms import PageForm
from training.models.slot import flaws_of_moments, overlap, overlap_message


class SessionForm(PageForm):
    """Nothing is refused while somebody is still typing: a draft may hold half a half-day."""

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
