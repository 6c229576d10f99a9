"""How long a passage may be: the limit that its field or its block sets."""

from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from core.translation.replaced import field_at


@cache
def limit_of(model: type[models.Model], field_path: str) -> int | None:
    """The limit of the passages at a place of a page type, in characters; None where there is none.

    :param field_path: names of the field and of the blocks in it, as wagtail-localize writes it.
    """
    try:
        place = field_at(model, field_path.split("."))
    except (AttributeError, FieldDoesNotExist, KeyError, IndexError):
        # A cell of a table, which is no block of its own; a field that the type has no more.
        return None
    return getattr(place, "max_length", None) or getattr(getattr(place, "field", None), "max_length", None)
