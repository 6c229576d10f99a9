"""Where the time of the suite goes, in CPU seconds: what `make test-times` prints at the end of the report.

CPU seconds and not those of the clock: the same on a busy machine, and what another process waits for is not counted.
What a browser test has others burn (Chromium, the demo that it looks at) is charged to it, as far as /proc tells; the
demo that is prepared beside other tests is charged to nobody, or to the browser test that waits for its end.
A fixture that several tests share is charged to the first that asks for it.
"""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

#: Of the tests, and of their files, how many are named.
DEAREST = 30
PHASES = ("setup", "call", "teardown", "other processes")
PROCESSES = Path("/proc")


def pytest_addoption(parser):
    parser.addoption("--cpu-times", action="store_true", help="print the CPU seconds by phase, folder and test")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item):
    return (yield from measured(item, "setup"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item):
    return (yield from measured(item, "call"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item):
    return (yield from measured(item, "teardown"))


def measured(item, phase):
    """Run one phase of a test, and write on the test what it took; a property travels from the process that ran it."""
    watched = item.config.getoption("--cpu-times") and item.get_closest_marker("browser")
    before = time_of_others() if watched else 0
    began = time.process_time()
    try:
        return (yield)
    finally:
        item.user_properties.append((f"cpu {phase}", time.process_time() - began))
        # A process that is gone takes its time with it.
        others = max(0, time_of_others() - before) if watched else 0
        item.user_properties.append((f"cpu other processes of {phase}", others))


def time_of_others():
    """CPU seconds of the processes that this one started, and that those started, as long as they live."""
    parents, ticks = {}, {}
    for file in PROCESSES.glob("[0-9]*/stat"):
        try:
            fields = file.read_text().rpartition(")")[2].split()
        except OSError:  # gone meanwhile
            continue
        process = int(file.parent.name)
        # Its own, and those of its own that are gone.
        parents[process], ticks[process] = int(fields[1]), sum(map(int, fields[11:15]))
    return sum(ticks[process] for process in ticks if descends(process, parents)) / os.sysconf("SC_CLK_TCK")


def descends(process, parents):
    """Whether a process was started by this one, or by one that was."""
    while process := parents.get(process):
        if process == os.getpid():
            return True
    return False


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--cpu-times"):
        return
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "when")]
    # The last report of a test has what all its phases took.
    tests = {report.nodeid: seconds_of(report.user_properties) for report in reports if report.when == "teardown"}
    terminalreporter.section("CPU seconds")
    for line in lines(tests):
        terminalreporter.line(line)


def seconds_of(properties):
    """The seconds of each phase; those of other processes in one, whatever the phase."""
    return {
        phase: sum(value for name, value in properties if name.removeprefix("cpu ").startswith(phase))
        for phase in PHASES
    }


def lines(tests):
    """The report, line by line.

    :param tests: the seconds of each phase, by test: ``{"tests/core/test_a.py::test_b": {"setup": 0.1, ...}}``.
    """
    phases, folders, files, dearest = Counter(), Counter(), Counter(), Counter()
    for name, seconds in tests.items():
        phases.update(seconds)
        file = name.split("::")[0]
        folders[file.rpartition("/")[0]] += sum(seconds.values())
        files[file] += sum(seconds.values())
        dearest[name] = sum(seconds.values())
    for title, counted in (
        (f"in all, {len(tests)} tests", Counter({"all": phases.total()})),
        ("by phase", phases),
        ("by folder", folders),
        (f"the dearest {DEAREST} files", Counter(dict(files.most_common(DEAREST)))),
        (f"the dearest {DEAREST} tests", Counter(dict(dearest.most_common(DEAREST)))),
    ):
        yield title
        yield from (f"{seconds:10.2f}  {name}" for name, seconds in counted.most_common())
