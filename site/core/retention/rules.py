"""What is erased once its time is over: an application says it in rules, and registers them when it is ready.

    def borrowers(today: date) -> Iterator[Bit]:
        return in_bits(Loan.objects.exclude(name="").filter(ended_at__lt=cutoff("loan", today)), forget)

    register(Rule("loans", _("Borrowers"), Stage.PEOPLE, borrowers))

A rule finds what is due on a day, and erases it bit by bit. A bit is a transaction of its own. It asks again, where it
writes, whether what it erases is still due; so a rule may run beside whatever else is at work, be broken off anywhere,
and be run again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

#: Rows of a bit, where a rule erases many alike.
BATCH = 500


@dataclass(frozen=True)
class Bit:
    """Something due, small enough for one transaction.

    :param many: how many rows it looks like.
    :param erase: does it, and returns how many they were.
    """

    many: int
    erase: Callable[[], int]


class Stage(IntEnum):
    """When in a run a rule is applied: the later find what the earlier left behind."""

    #: People, and what hangs on them.
    PEOPLE = 1
    #: What still tells of them elsewhere, such as mails; of those who were forgotten a moment ago, too.
    COPIES = 2
    #: What serves no more: rights to see people who are forgotten, counts.
    REMAINS = 3


@dataclass(frozen=True)
class Rule:
    """One line of the report.

    :param name: stays: reports of former runs hold it.
    :param label: for the team.
    :param stage: when in a run; within a stage, rules are applied in the order in which they were registered.
    :param find: what is due on a day in Paris, bit by bit.
    """

    name: str
    label: str | Promise
    stage: Stage
    find: Callable[[date], Iterable[Bit]]


_RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Make rules known.

    :raises ValueError: when the name of one belongs to another rule.
    """
    for rule in rules:
        if _RULES.setdefault(rule.name, rule) is not rule:
            raise ValueError(f"There is a rule of retention named {rule.name!r} already.")


def all_rules() -> list[Rule]:
    """All rules of all applications, in the order in which they are applied."""
    return sorted(_RULES.values(), key=lambda rule: rule.stage)


def delete(rows: QuerySet[Any]) -> int:
    """Delete rows, and return how many they were, what hung on them included."""
    return rows.delete()[0]


def in_bits(rows: QuerySet[Any], erase: Callable[[QuerySet[Any]], int] = delete, size: int = BATCH) -> Iterator[Bit]:
    """Rows that are due, by so many at a time; where each batch is erased, the question is asked again.

    :param rows: the question itself, not sliced.
    :param erase: takes a batch, and returns how many rows were erased in it.
    :param size: of a batch.
    """
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), size):
        batch = rows.filter(pk__in=keys[start : start + size])
        yield Bit(batch.count(), partial(erase, batch))
