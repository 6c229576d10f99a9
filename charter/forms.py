from typing import Any

from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm


class CommitmentsForm(WagtailAdminPageForm):
    """Page form whose commitments are offered with their titles: nobody knows 42 numbers by heart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("commitment", "commitments"):
            field = self.fields.get(name)
            if isinstance(field, ModelChoiceField):
                titles = field.queryset.titles()
                field.label_from_instance = lambda commitment, titles=titles: (
                    f"{commitment.number} · {titles.get(commitment.number, '')}".rstrip(" ·")
                )
