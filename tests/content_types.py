"""What Django remembers of content types, across tests that migrate."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.contrib.contenttypes.models import ContentType


@contextmanager
def kept() -> Iterator[None]:
    """Remember content types as they were, once the block is over.

    A migration deletes some and makes them anew; the next test gets the rows of the fresh database back, with their
    first numbers. With nothing remembered, loading pages there would make types that those rows hold already.
    """
    ContentType.objects.get_for_models(*apps.get_models())
    known = copy.deepcopy(ContentType.objects._cache)
    yield
    ContentType.objects._cache = known
