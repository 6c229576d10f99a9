"""Nothing reads the copies of facts that a translation carries: spoilt all at once, they change no page."""

import datetime
from collections import defaultdict
from difflib import unified_diff

import pytest
from django.db import models
from django.urls import translate_url
from wagtail.models import Page, get_page_models
from wagtail_localize.fields import SynchronizedField, get_translatable_fields

pytestmark = [pytest.mark.django_db, pytest.mark.deep]

#: Lists, searches and files made of many pages, in French; those of the other languages are found from them.
LISTS = ["/recherche/?q=insertion", "/recherche/?q=12", "/plan-du-site/", "/sitemap.xml"]


def facts_of(model):
    """Fields of a page type that hold facts: the same in every language, and not to be overridden."""
    return [
        field.get_field(model)
        for field in get_translatable_fields(model)
        if isinstance(field, SynchronizedField) and not field.is_overridable(model)
    ]


def spoilt(field):
    """Another value of a field, for every page at once."""
    if isinstance(field, models.ForeignKey):
        rows = field.related_model.objects.order_by("-pk")
        return rows.first() if field.related_model.__name__ != "Commitment" else None
    if field.choices:
        return list(dict(field.choices))[-1]
    if isinstance(field, models.DateTimeField):
        return datetime.datetime(2031, 3, 3, 12, tzinfo=datetime.UTC)
    if isinstance(field, models.DateField):
        return datetime.date(2031, 3, 3)
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        return 1
    return "http://faux.example" if isinstance(field, models.URLField) else "faux"


def spoil(model):
    """Spoil the facts of the translations of a page type. Returns the names of the fields that were."""
    pages = model.objects.exclude(locale__language_code="fr")
    columns = [field for field in facts_of(model) if field.concrete and not field.many_to_many]
    if columns:
        pages.update(**{field.name: spoilt(field) for field in columns})
    for field in model._meta.many_to_many:
        if field.name not in {"tagged_items"} and field.remote_field.through._meta.auto_created:
            field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}__in": pages.values("pk")}).delete()
    children = [field for field in facts_of(model) if isinstance(field, models.ManyToOneRel)]
    for field in children:
        field.related_model.objects.filter(**{f"{field.field.name}__in": pages.values("pk")}).delete()
    return [field.name for field in [*columns, *children]]


def read(client, addresses):
    return {address: client.get(address).content for address in addresses}


def some_of_each_type(pages):
    """Addresses of the first pages of each type, in each language."""
    found = defaultdict(list)
    for page in pages:
        found[page.content_type_id, page.locale_id].append(page.url)
    return [address for addresses in found.values() for address in addresses[:3]]


def differences(before, after):
    """The lines that a page lost and won, by its address."""
    return {
        address: list(unified_diff(text.decode().splitlines(), after[address].decode().splitlines(), n=0, lineterm=""))
        for address, text in before.items()
        if text != after[address]
    }


def test_no_page_reads_the_copies_of_facts(demo, client):
    pages = Page.objects.live().exclude(locale__language_code="fr").exclude(depth=1).order_by("path")
    addresses = some_of_each_type(pages)
    addresses += [translate_url(address, code) for address in LISTS for code in ("de", "en")]
    before = read(client, addresses)
    spoilt_fields = {model._meta.label: spoil(model) for model in get_page_models()}
    assert {"commitment", "effort", "wording", "wording_source"} <= set(spoilt_fields["charter.CommitmentPage"])
    assert {"seats", "slots", "city", "modality"} <= set(spoilt_fields["training.SessionPage"])
    assert len(addresses) > 50
    assert differences(before, read(client, addresses)) == {}
