"""Where the time of the suite goes, in CPU seconds: what `make test-times` prints at the end of the report.

CPU seconds and not those of the clock: the same on a busy machine, and what another process waits for is not counted.
What a child process burns (Chromium, the demo that it looks at) is charged to nobody: it is in the total of `time`.
A fixture that several tests share is charged to the first that asks for it.
"""

import time
from collections import Counter

import pytest

#: Of the tests, how many are named.
DEAREST = 30
PHASES = ("setup", "call", "teardown")


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
    began = time.process_time()
    try:
        return (yield)
    finally:
        item.user_properties.append((f"cpu {phase}", time.process_time() - began))


def pytest_terminal_summary(terminalreporter, config):
    if not config.getoption("--cpu-times"):
        return
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "when")]
    # The last report of a test has what all its phases took.
    tests = {report.nodeid: dict(report.user_properties) for report in reports if report.when == "teardown"}
    terminalreporter.section("CPU seconds")
    for line in lines(tests):
        terminalreporter.line(line)


def lines(tests):
    """The report, line by line.

    :param tests: the seconds of each phase, by test: ``{"tests/core/test_a.py::test_b": {"cpu setup": 0.1, ...}}``.
    """
    phases, folders, dearest = Counter(), Counter(), Counter()
    for name, seconds in tests.items():
        for phase in PHASES:
            phases[phase] += seconds.get(f"cpu {phase}", 0)
        total = sum(seconds.get(f"cpu {phase}", 0) for phase in PHASES)
        folders["/".join(name.split("::")[0].split("/")[:-1])] += total
        dearest[name] = total
    for title, counted in (
        (f"in all, {len(tests)} tests", Counter({"all": phases.total()})),
        ("by phase", phases),
        ("by folder", folders),
        (f"the dearest {DEAREST}", Counter(dict(dearest.most_common(DEAREST)))),
    ):
        yield title
        yield from (f"{seconds:10.2f}  {name}" for name, seconds in counted.most_common())
