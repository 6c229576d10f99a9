"""What tests of core share."""

from tests.unfinished import unfinished_pages  # noqa: F401 - a fixture
