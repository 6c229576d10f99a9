"""A page that goes online is saved three times: its indexes are written once, when that is done.

At each save Wagtail asks for two tasks: the page's words for search, and what it leads to. The stock backend runs them
at once, and reads the page anew for each. Ours does too, but within ``indexed_once``: there, equal tasks are one.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.db import transaction
from django_tasks import TaskResult
from django_tasks.backends.dummy import DummyBackend
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task

#: The tasks that read a row as it is when they run: of several, the last says it all.
INDEXING = frozenset({"modelsearch.tasks.insert_or_update_object_task", "wagtail.tasks.update_reference_index_task"})

_put_off: ContextVar[dict[tuple[str, ...], Callable[[], object]] | None] = ContextVar("put_off", default=None)


@contextmanager
def indexed_once() -> Iterator[None]:
    """A transaction, at whose end each row that it saved is indexed, once. What is saved in it is not yet found in it.

    An error undoes the rows, and leaves nothing to index. One within another leaves its rows to the other's end.
    """
    with transaction.atomic():
        token = _put_off.set({})
        try:
            yield
            tasks = _put_off.get() or {}
        finally:
            _put_off.reset(token)
        for task in tasks.values():
            task()


class TaskBackend(ImmediateBackend):
    """Runs tasks at once, but for those of an index where it is written once."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Run a task, or keep it; the result says which."""
        put_off = _put_off.get()
        if put_off is None or task.module_path not in INDEXING:
            return super().enqueue(task, args, kwargs)
        put_off[task.module_path, *args] = partial(self.enqueue, task, args, kwargs)
        # The library's own that runs nothing: its result is one that waits.
        return DummyBackend(self.alias, {}).enqueue(task, args, kwargs)
