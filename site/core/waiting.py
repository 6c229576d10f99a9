"""What waits for whom: an application registers it when it is ready, and the first page of the admin shows it.

LOANS = Source("loans", 50, is_for=lambda user: user.has_perm("lending.manage_loans"), find=loans_asked)

register(LOANS)
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.models import User

#: How many things the first page names of each source; the rest are counted.
NAMED = 5


@dataclass(frozen=True)
class Step:
    """Something to decide or to do about a thing that waits.

    :param name: stable, for tests and styles.
    :param text: what is the matter.
    :param url: where it is done.
    :param button: what the link says.
    """

    name: str
    text: str
    url: str
    button: str


@dataclass(frozen=True)
class Item:
    """One of the things that wait.

    :param note: a few words behind its title.
    :param steps: what there is to do about it, where the title does not say it all.
    """

    title: str
    url: str
    note: str = ""
    steps: Sequence[Step] = ()


@dataclass(frozen=True)
class Waiting:
    """Things that wait, as they are now.

    :param many: how many.
    :param text: what they are, in words, with the number.
    :param url: where all of them are.
    :param since: when the first began to wait; none where nobody knows.
    :param items: each of them, where it helps to name them.
    """

    many: int
    text: str
    url: str
    since: date | datetime | None = None
    items: Sequence[Item] = ()

    @property
    def named(self) -> Sequence[Item]:
        """The first ones."""
        return self.items[:NAMED]

    @property
    def unnamed(self) -> int:
        """How many more there are."""
        return len(self.items[NAMED:])


@dataclass(frozen=True)
class Source:
    """What one application has waiting for the team.

    :param name: stable.
    :param order: its place on the first page, the most urgent first.
    :param is_for: whether somebody may see it: asked first, and of rights alone.
    :param find: what waits for somebody who may see it; nothing when nothing does. The number of its queries may not
        depend on how much that is.
    """

    name: str
    order: int
    is_for: Callable[[User], bool]
    find: Callable[[User], Iterable[Waiting]]


_SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known.

    :raises ValueError: when its name belongs to another.
    """
    if _SOURCES.setdefault(source.name, source) is not source:
        raise ValueError(f"Something else that waits is named {source.name!r} already.")


def waiting_for(user: User) -> list[Waiting]:
    """All that waits for somebody, the most urgent first."""
    sources = sorted(_SOURCES.values(), key=lambda source: source.order)
    return [waiting for source in sources if source.is_for(user) for waiting in source.find(user)]
