"""Work done in forked processes: each begins as this one is now, and what it breaks goes with it."""

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, Generic, TypeVar

#: A child that waits uses no processor: how much longer than its budget it may live.
PATIENCE = 20


class End(Enum):
    """How a child came to its end."""

    DONE = "done"
    TOO_LONG = "too long"
    BROKEN = "broken"


Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Task(Generic[Subject]):
    """Something to do in a child.

    :param subject: what it is about, for the one who asks.
    :param work: gets a folder of its own, and gives back what JSON can tell.
    :param seconds: of the processor, before it is stopped; the work may give itself more.
    """

    subject: Subject
    work: Callable[[Path], Any]
    seconds: float


@dataclass(frozen=True)
class Answer(Generic[Subject]):
    """What came of it.

    :param value: what the work gave back; what it wrote when it broke.
    """

    subject: Subject
    end: End
    value: Any


def done_in_children(tasks: Iterable[Task[Subject]], jobs: int) -> Iterator[Answer[Subject]]:
    """Yield the answers of tasks, as they come, several children at a time.

    :param jobs: how many.
    """
    running: dict[int, tuple[Task[Subject], tempfile.TemporaryDirectory[str]]] = {}
    try:
        for task in tasks:
            if len(running) == jobs:
                yield one_that_ends(running)
            folder = tempfile.TemporaryDirectory(prefix="mutant-")
            running[start(task, Path(folder.name))] = task, folder
        while running:
            yield one_that_ends(running)
    finally:
        for child, (_task, folder) in running.items():
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            folder.cleanup()


def one_that_ends(running: dict[int, tuple[Task[Subject], tempfile.TemporaryDirectory[str]]]) -> Answer[Subject]:
    """Wait for the first child that ends, and return its answer."""
    child, status = os.wait()
    while child not in running:  # a process that somebody else started
        child, status = os.wait()
    task, folder = running.pop(child)
    with folder:
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGPROF, signal.SIGALRM}:
            return Answer(task.subject, End.TOO_LONG, None)
        if status != 0:
            return Answer(task.subject, End.BROKEN, (Path(folder.name) / "output").read_text(errors="replace"))
        return Answer(task.subject, End.DONE, json.loads((Path(folder.name) / "answer").read_text()))


def start(task: Task[Any], folder: Path) -> int:
    """Fork; the child does the work and ends there. Returns its number."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    try:
        write_into(folder / "output")
        give_time(task.seconds)
        (folder / "answer").write_text(json.dumps(task.work(folder)))
    except BaseException:  # the parent reads it: no child may go on as if it were the parent
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def give_time(seconds: float) -> None:
    """Let this process live for some seconds of the processor more, whatever was left."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)


def write_into(path: Path) -> None:
    """Let all that is written from now on go to a file."""
    output = os.open(path, os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(output, stream)
    # Line by line, so that what two streams tell stays in its order.
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", buffering=1, closefd=False) for stream in (1, 2))
