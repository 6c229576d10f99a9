import os

import pytest

from workshop.mutants.children import End, Task, done_in_children

# A process of pytest may have threads, and what is forked here does not use them.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


def answers(*works, seconds=60.0, jobs=2):
    tasks = [Task(number, work, seconds) for number, work in enumerate(works)]
    found = {answer.subject: (answer.end, answer.value) for answer in done_in_children(tasks, jobs)}
    return [found[number] for number in range(len(works))]


def test_answers_are_what_the_work_gave_back():
    assert answers(lambda folder: "one", lambda folder: {"two": 2}, lambda folder: None, jobs=2) == [
        (End.DONE, "one"),
        (End.DONE, {"two": 2}),
        (End.DONE, None),
    ]


def test_child_breaks_nothing_here():
    things = []

    def work(folder):
        things.append(os.getpid())
        (folder / "file").write_text("mine")
        return [str(folder), len(things)]

    ((end, (folder, many)),) = answers(work)
    assert (end, many, things, os.path.exists(folder)) == (End.DONE, 1, [], False)


def test_work_that_never_ends_is_stopped():
    def for_ever(folder):
        while True:
            pass

    assert answers(for_ever, seconds=0.2) == [(End.TOO_LONG, None)]


def test_work_that_breaks_says_how(capfd):
    def work(folder):
        print("just before")  # noqa: T201 - what a test prints
        raise SystemExit("no further")

    ((end, output),) = answers(work)
    first, *_others, last = output.splitlines()
    assert (end, first, last) == (End.BROKEN, "just before", "SystemExit: no further")
    assert capfd.readouterr().out == ""


def test_children_left_running_are_ended():
    running = done_in_children([Task(1, lambda folder: 1, 60), Task(2, lambda folder: os.read(os.pipe()[0], 1), 60)], 2)
    assert next(running).subject == 1
    running.close()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
