"""Reading the French text of a page into the desk: what wagtail-localize does, with one question a kind of row.

The library (1.14) asks four times for each passage, whether it changed or not: 280 of the 460 queries that publishing a
guide of 69 passages took. Here the rows that are there are read at once, and only what is new is written.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from wagtail_localize.models import (
    RelatedObjectSegment,
    String,
    Template,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments

#: How the library makes the number of a place from its path; it has a public name for that of strings and templates.
PLACES = UUID("fcab004a-2b50-11ea-978f-2e728ce88125")

Row = dict[str, Any]


@transaction.atomic
def read_source(source: TranslationSource) -> None:
    """Have the rows of a source say what its French page says: passages, templates, and what else may be given.

    Stands for the library's ``TranslationSource.refresh_segments``, and leaves the same rows.
    """
    page = source.as_instance()
    found = extract_segments(page)
    places = places_of(source, page, {value.path for value in found})

    def those(kind: type) -> list[Any]:
        return [value for value in found if isinstance(value, kind)]

    def rows(values: Sequence[Any], columns: Sequence[Row]) -> list[Row]:
        return [
            {"context_id": places[value.path], "order": value.order, **own}
            for value, own in zip(values, columns, strict=True)
        ]

    passages, templates, facts = those(StringSegmentValue), those(TemplateSegmentValue), those(OverridableSegmentValue)
    keep_only(source, source.stringsegment_set, rows(passages, columns_of_passages(source, passages)))
    keep_only(source, source.templatesegment_set, rows(templates, columns_of_templates(templates)))
    as_data = [{"data_json": as_json(value.data)} for value in facts]
    keep_only(source, source.overridablesegment_set, rows(facts, as_data))
    # Of these a page has none or one.
    related = [RelatedObjectSegment.from_value(source, value).pk for value in those(RelatedObjectSegmentValue)]
    source.relatedobjectsegment_set.exclude(pk__in=related).delete()


def keep_only(source: TranslationSource, mine: models.Manager, rows: Sequence[Row]) -> None:
    """Make the rows of a source these: what is the same stays, with its key; the others go and come.

    :param mine: those of one kind.
    """
    wanted = {tuple(row.values()): row for row in rows}
    names = rows[0].keys() if rows else ()
    stored = {tuple(row): key for key, *row in mine.values_list("pk", *names)}
    mine.exclude(pk__in=[key for row, key in stored.items() if row in wanted]).delete()
    mine.bulk_create(mine.model(source=source, **row) for key, row in wanted.items() if key not in stored)


def places_of(source: TranslationSource, page: models.Model, paths: set[str]) -> dict[str, int]:
    """The keys of the places of a page by their paths; those that are new are made.

    :param page: what the paths lead through.
    """
    numbers = {path: uuid5(PLACES, path) for path in paths}
    rows = [TranslationContext(object_id=source.object_id, path=path, path_id=numbers[path]) for path in sorted(paths)]
    places = found_or_made(TranslationContext.objects.filter(object_id=source.object_id), rows, "path_id")
    for place in places.values():
        # Computed once, then kept.
        place.get_field_path(page)
    return {path: places[number].pk for path, number in numbers.items()}


def columns_of_passages(source: TranslationSource, passages: Sequence[StringSegmentValue]) -> list[Row]:
    """What rows of passages say beside their place: the words, and the links in them."""
    numbers = [uuid5(String.UUID_NAMESPACE, value.string.data) for value in passages]
    rows = [
        String(locale_id=source.locale_id, data=value.string.data, data_hash=number)
        for value, number in zip(passages, numbers, strict=True)
    ]
    strings = found_or_made(String.objects.filter(locale_id=source.locale_id), rows, "data_hash")
    return [
        {"string_id": strings[number].pk, "attrs": as_json(value.attrs)}
        for value, number in zip(passages, numbers, strict=True)
    ]


def columns_of_templates(templates: Sequence[TemplateSegmentValue]) -> list[Row]:
    """What rows of templates say beside their place: the text around the passages of a rich text."""
    numbers = [uuid5(uuid5(Template.BASE_UUID_NAMESPACE, value.format), value.template) for value in templates]
    rows = [
        Template(uuid=number, template=value.template, template_format=value.format, string_count=value.string_count)
        for value, number in zip(templates, numbers, strict=True)
    ]
    known = found_or_made(Template.objects.all(), rows, "uuid")
    return [{"template_id": known[number].pk} for number in numbers]


def found_or_made(among: models.QuerySet, rows: Sequence[models.Model], number: str) -> dict[UUID, Any]:
    """Rows of the database by their number, once those that were not there are written.

    :param rows: as they would be written; one that something else writes at the same moment is there once.
    :param number: name of the column that tells rows apart.
    """
    wanted = {getattr(row, number): row for row in rows}
    query = among.filter(**{f"{number}__in": list(wanted)})
    found = {getattr(row, number): row for row in query}
    if missing := [row for key, row in wanted.items() if key not in found]:
        query.bulk_create(missing, ignore_conflicts=True)
        found = {getattr(row, number): row for row in query.all()}
    return found


def as_json(value: Any) -> str:
    """As the library writes what is no word into its rows."""
    return json.dumps(value, cls=DjangoJSONEncoder)
