"""Every date field of the admin understands what the team writes, and shows back what was typed.

The fields are found in the forms themselves: of pages, their rows, lists of values, settings and blocks.
"""

from datetime import date, datetime, time

import pytest
from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.blocks import FieldBlock
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from core.date_fields import DayField, HourField, MomentField
from core.dates import PARIS
from tests.core.test_typed_dates import DAYS, HOURS, MOMENTS, REFUSED

DAY, HOUR = date(2027, 2, 12), time(9, 30)
MOMENT = datetime.combine(DAY, HOUR, tzinfo=PARIS)
KINDS = {DayField: ("day", DAYS, DAY), HourField: ("hour", HOURS, HOUR), MomentField: ("moment", MOMENTS, MOMENT)}
PAGES = [model for model in get_page_models() if model is not Page]


def fields_of_form(form_class, where):
    """The date fields of a form and of the rows in it, each under its name."""
    for name, field in form_class.base_fields.items():
        if isinstance(field, forms.DateField | forms.TimeField | forms.DateTimeField):
            yield f"{where}.{name}", field
    for name, formset in getattr(form_class, "formsets", {}).items():
        yield from fields_of_form(formset.form, f"{where}.{name}")


def fields_of_block(block, where):
    """The date fields of a block and of those in it."""
    if isinstance(block, FieldBlock):
        if isinstance(block.field, forms.DateField | forms.TimeField | forms.DateTimeField):
            yield where, block.field
        return
    children = getattr(block, "child_blocks", None) or {"item": getattr(block, "child_block", None)}
    for name, child in children.items():
        if child is not None:
            yield from fields_of_block(child, f"{where}.{name}")


def all_fields():
    viewsets.populate()
    screens = [found for found in viewsets.viewsets if isinstance(found, ModelViewSet)]
    forms_of = {found.model: found.get_form_class() for found in screens}
    forms_of |= {model: model.get_edit_handler().get_form_class() for model in PAGES}
    forms_of |= {model: get_setting_edit_handler(model).get_form_class() for model in settings_registry}
    found = {}
    for model, form_class in forms_of.items():
        found |= fields_of_form(form_class, model.__name__)
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found |= fields_of_block(field.stream_block, f"{model.__name__}.{field.name}")
    return found


FIELDS = all_fields()


def test_dates_of_sessions_reviews_awards_and_the_schedule_are_among_them():
    assert {
        "SessionPage.slots.day",
        "SessionPage.slots.start",
        "SessionPage.slots.end",
        "SessionPage.sign_up_opens_at",
        "SessionPage.sign_up_closes_at",
        "GuidePage.last_reviewed_on",
        "GuidePage.go_live_at",
        "CoursePage.expire_at",
        "HomePage.expire_at",
        "Award.awarded_on",
        "Award.valid_until",
        "AccessibilityPage.audited_on",
        "CommitmentPage.legal_references.reference.checked_on",
    } <= set(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_date_field_understands_each_spelling(name):
    field = FIELDS[name]
    _kind, spellings, meant = KINDS[type(field)]
    assert {typed: field.to_python(typed) for typed in spellings} == dict.fromkeys(spellings, meant)


@pytest.mark.parametrize("name", FIELDS)
def test_date_field_refuses_what_is_not_understood_and_shows_it_again(name):
    field = FIELDS[name]
    kind, _spellings, _meant = KINDS[type(field)]
    for typed in REFUSED[kind]:
        with pytest.raises(ValidationError):
            field.clean(typed)
        assert field.widget.format_value(field.bound_data(typed, None)) == typed


@pytest.mark.parametrize("name", FIELDS)
def test_date_field_reads_back_what_it_shows(name):
    field = FIELDS[name]
    _kind, _spellings, meant = KINDS[type(field)]
    assert field.clean(field.widget.format_value(field.prepare_value(meant))) == meant
    assert (
        field.clean(field.prepare_value(meant).replace(tzinfo=None) if type(field) is MomentField else meant) == meant
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_empty_date_field_is_nothing(kind):
    assert [kind(required=False).clean(typed) for typed in ("", "  ", None)] == [None, None, None]


def test_hour_that_the_clock_leaps_over_is_refused():
    with pytest.raises(ValidationError):
        MomentField().clean("28/03/2027 2h30")
