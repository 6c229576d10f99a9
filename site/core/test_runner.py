"""`manage.py test` runs pytest. Django's runner sees no pytest function, and would report a success of nothing."""

from typing import Any


class PytestRunner:
    """Give pytest what Django's test command was asked for."""

    def __init__(self, *, verbosity: int = 1, failfast: bool = False, keepdb: bool = False, **options: Any) -> None:
        self.verbosity = verbosity
        self.failfast = failfast
        self.keepdb = keepdb

    def run_tests(self, test_labels: list[str], **options: Any) -> int:
        """Return pytest's exit code: zero when every test passed."""
        import pytest  # noqa: PLC0415 - optional: not installed on a server

        arguments = ["--ds=config.settings.test"]
        if self.verbosity == 0:
            arguments.append("--quiet")
        if self.verbosity >= 2:
            arguments.append("-" + "v" * (self.verbosity - 1))
        if self.failfast:
            arguments.append("--exitfirst")
        if self.keepdb:
            arguments.append("--reuse-db")
        return int(pytest.main([*arguments, *test_labels]))
