"""Bodies of pages as the database holds them, for tests of translations."""

import copy
import uuid

from core.blocks import BodyBlock


def body_of(*stored):
    return BodyBlock().to_python([{"type": name, "value": value, "id": key} for name, value, key in stored])


def keys(number):
    return [str(uuid.uuid4()) for _number in range(number)]


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


def stored(page):
    """The body of a page as the database holds it: kind, value and name of each block."""
    page = type(page).objects.get(pk=page.pk)
    return [(part["type"], part["value"], part["id"]) for part in page.body.get_prep_value()]


def put(value, way, new):
    """The same stored value with another one at a way."""
    value = copy.deepcopy(value)
    at(value, way[:-1])[way[-1]] = new
    return value


def at(value, way):
    """What stands at a way inside a stored value."""
    for step in way:
        value = value[step]
    return value
