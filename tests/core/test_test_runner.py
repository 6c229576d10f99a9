"""`manage.py test` tells the truth: it runs pytest."""

import pytest

from core.test_runner import PytestRunner


@pytest.fixture
def asked(monkeypatch):
    """What pytest is asked for, instead of being run."""
    calls = []
    monkeypatch.setattr(pytest, "main", lambda arguments: calls.append(arguments) or pytest.ExitCode.TESTS_FAILED)
    return calls


def test_runner_hands_the_labels_to_pytest(asked):
    assert PytestRunner().run_tests(["tests/core"]) == 1
    assert asked == [["--ds=config.settings.test", "tests/core"]]


def test_runner_hands_the_options_to_pytest(asked):
    PytestRunner(verbosity=2, failfast=True, keepdb=True).run_tests([])
    assert asked == [["--ds=config.settings.test", "-v", "--exitfirst", "--reuse-db"]]


def test_runner_can_be_quiet(asked):
    PytestRunner(verbosity=0).run_tests([])
    assert asked == [["--ds=config.settings.test", "--quiet"]]
