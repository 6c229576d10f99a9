from collections.abc import Mapping
from functools import partial
from typing import Any

from django.forms import ModelChoiceField

from charter.querysets import CommitmentQuerySet
from core.page_forms import PageForm


class CommitmentsForm(PageForm):
    """Page form whose commitments are offered with their titles: nobody knows 42 numbers by heart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("commitment", "commitments"):
            field = self.fields.get(name)
            if isinstance(field, ModelChoiceField) and isinstance(field.queryset, CommitmentQuerySet):
                # Django made the field from the model: there is no class of ours to say it in.
                field.label_from_instance = partial(label, field.queryset.titles())  # type: ignore[method-assign]


def label(titles: Mapping[int, str], commitment: Any) -> str:
    """The number of a commitment and its title, as far as it has them."""
    return f"{commitment.number} · {titles.get(commitment.number, '')}".rstrip(" ·")
