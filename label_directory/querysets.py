from datetime import date
from typing import Self

from django.db import models
from django.db.models import Max
from django.utils import timezone
from modelsearch.queryset import SearchableQuerySetMixin


class OrganisationQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def with_label_until(self) -> Self:
        """Organisations, each with the last day of its label as ``label_until``.

        An award recorded ahead of its first day does not count yet.
        """
        organisations = self.annotate(label_until=Max("awards__valid_until", filter=begun())).select_related("type")
        # Django forgets the order of a model as soon as rows are grouped.
        return organisations.order_by(*self.model._meta.ordering or ())

    def latest_first(self) -> Self:
        """The organisation whose last award began last comes first."""
        return self.annotate(since=Max("awards__awarded_on", filter=begun())).order_by("-since", "sort_name")

    def labelled(self, on: date | None = None) -> Self:
        """Organisations whose label is valid on a day.

        :param on: the day, today in Paris by default.
        """
        day = on or timezone.localdate()
        return self.filter(models.Exists(self.same().filter(awards__awarded_on__lte=day, awards__valid_until__gte=day)))

    def once_labelled(self) -> Self:
        """Organisations that hold the label or held it: those that have a public page."""
        return self.filter(models.Exists(self.same().filter(awards__awarded_on__lte=timezone.localdate())))

    def same(self) -> models.QuerySet:
        """Each organisation again, for a question within the question."""
        return self.model._default_manager.filter(pk=models.OuterRef("pk"))


def begun() -> models.Q:
    """Awards that have begun in Paris, asked of organisations."""
    return models.Q(awards__awarded_on__lte=timezone.localdate())
