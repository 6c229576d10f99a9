"""Previews: who is told what, before anybody is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db.models import TextChoices
from django.utils.functional import Promise


class Person(Protocol):
    """Somebody a decision concerns. What an application has no name for is left out of the page (`organisation`)."""

    name: str
    email: str
    state: str


@dataclass(frozen=True)
class Group:
    """People who are told the same.

    :param what: they are told.
    """

    label: str | Promise
    what: str | Promise
    people: Sequence[Person]


def people_by_state(people: Iterable[Person], what: Mapping[TextChoices, str | Promise]) -> list[Group]:
    """Group those whom a mail reaches by their state, in the order of what they are told.

    :param what: told to each state.
    """
    reached = [person for person in people if person.email]
    groups = [
        Group(state.label, words, [person for person in reached if person.state == state])
        for state, words in what.items()
    ]
    return [group for group in groups if group.people]


def without_address(people: Iterable[Person]) -> list[Person]:
    """Those whom no mail reaches: the team tells them by telephone."""
    return [person for person in people if not person.email]
