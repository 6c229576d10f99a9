"""What readers may sort the library by. All of it is in the address: it works without JavaScript and can be shared."""

import django_filters
from django.utils.translation import gettext_lazy as _

from guides.enums import GuideKind
from guides.models.vocabularies import PurchaseFamily, Stage
from guides.querysets import GuidePageQuerySet


class GuideFilter(django_filters.FilterSet):
    """Filters over guides; a value that does not exist filters nothing."""

    kind = django_filters.ChoiceFilter(
        choices=GuideKind.choices, label=_("Type"), empty_label=_("All types"), method="by_fact"
    )
    stages = django_filters.ModelChoiceFilter(
        queryset=Stage.objects.all(),
        to_field_name="slug",
        label=_("Stage"),
        empty_label=_("All stages"),
        method="by_fact",
    )
    families = django_filters.ModelChoiceFilter(
        queryset=PurchaseFamily.objects.all(),
        to_field_name="slug",
        label=_("Purchasing category"),
        empty_label=_("All categories"),
        method="by_fact",
    )

    def by_fact(self, queryset: GuidePageQuerySet, name: str, value: object) -> GuidePageQuerySet:
        return queryset.by_facts(**{name: value})

    @property
    def is_active(self) -> bool:
        """Whether the reader asked for anything that exists, beside whatever else the address says."""
        if not self.is_bound:
            return False
        self.form.full_clean()  # leaves out the values that do not exist, and keeps the others
        return any(self.form.cleaned_data.values())
