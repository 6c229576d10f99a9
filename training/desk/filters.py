"""What the list of sign-ups of a session may be narrowed to. None of it is about a person by name."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from core.enums import Language
from label_directory.models import OrganisationType
from training.enums import DEPARTMENTS
from training.models import SignUp
from training.rules.states import SignUpState, Source


class SignUpFilters(WagtailFilterSet):
    """A plain form: it works without JavaScript."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=SignUpState.choices, empty_label=_("All"))
    kind = django_filters.ModelChoiceFilter(
        label=_("Type of organisation"),
        field_name="organisation_kind",
        queryset=OrganisationType.objects.all(),
        empty_label=_("All"),
    )
    department = django_filters.ChoiceFilter(label=_("Département"), choices=DEPARTMENTS, empty_label=_("All"))
    source = django_filters.ChoiceFilter(label=_("Source"), choices=Source.choices, empty_label=_("All"))
    language = django_filters.ChoiceFilter(label=_("Language"), choices=Language.choices, empty_label=_("All"))
    mail = django_filters.ChoiceFilter(
        label=_("Emails"),
        choices=[("failed", _("One email could not be delivered"))],
        method="by_mail",
        empty_label=_("All"),
    )

    class Meta:
        model = SignUp
        fields: tuple[str, ...] = ()

    def by_mail(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Those with a mail that failed: the list looked that up."""
        return queryset.filter(has_failed_mail=True)
