"""The date fields of the admin: what is typed is read by :mod:`core.typed_dates`, and stays as it was typed.

They show Wagtail's calendars, and understand what the team writes where Wagtail's understand one spelling. They take
the place of the stock ones in every form that Wagtail makes of a model; in a block, by :class:`core.blocks.DayBlock`.
"""

from abc import abstractmethod
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from core.typed_dates import read_day, read_hour, read_moment


class TypedDate(forms.Field):
    """What the three fields share: one function reads what was typed, Django's own field does the rest."""

    def to_python(self, value: Any) -> Any:
        """Return what was meant; nothing for an empty field.

        :raises ValidationError: what was typed is not understood.
        """
        if isinstance(value, str):
            value = self.read(value) if value.strip() else None
        return super().to_python(value)

    @abstractmethod
    def read(self, typed: str) -> date | time:
        """What was meant by what was typed."""


class DayField(TypedDate, forms.DateField):
    """A day, as :func:`core.typed_dates.read_day` reads it."""

    def read(self, typed: str) -> date:
        return read_day(typed)


class HourField(TypedDate, forms.TimeField):
    """An hour, as :func:`core.typed_dates.read_hour` reads it."""

    def read(self, typed: str) -> time:
        return read_hour(typed)


class MomentField(TypedDate, forms.DateTimeField):
    """A day and an hour on the wall in Paris, as :func:`core.typed_dates.read_moment` reads them."""

    def read(self, typed: str) -> datetime:
        return read_moment(typed)


#: By field of a model: what edits it, and how.
FIELDS: tuple[tuple[type[models.Field], type[forms.Field], type[forms.Widget]], ...] = (
    (models.DateField, DayField, AdminDateInput),
    (models.TimeField, HourField, AdminTimeInput),
    (models.DateTimeField, MomentField, AdminDateTimeInput),
)


def read_what_the_team_writes() -> None:
    """Edit the dates of every model with these fields, from here on."""
    for column, field, widget in FIELDS:
        register_form_field_override(column, override={"form_class": field, "widget": widget})
