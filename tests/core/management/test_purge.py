import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.models import PurgeRun
from core.retention import rules
from core.retention.rules import Bit, Rule, Stage, all_rules
from tests.lending.models import Loan

pytestmark = pytest.mark.django_db


@pytest.fixture
def loans():
    """Two cases that came back long ago."""
    ended = timezone.now() - datetime.timedelta(days=50)
    return [Loan.objects.create(name=name, ended_at=ended) for name in ("Une", "Deux")]


def said(*options):
    out = io.StringIO()
    call_command("purge", *options, stdout=out)
    return out.getvalue().split("\n")


def test_command_says_what_it_erased(loans):
    lines = said()
    assert lines[0] == "Erased:"
    assert [line.split()[1] for line in lines[1:-1]] == [rule.name for rule in all_rules()]
    assert "       2  borrowers" in lines
    assert Loan.objects.exclude(name="").count() == 0


def test_command_says_what_it_would_erase(loans):
    lines = said("--dry-run")
    assert (lines[0], "       2  borrowers" in lines) == ("Would be erased:", True)
    assert (Loan.objects.exclude(name="").count(), PurgeRun.objects.count()) == (2, 0)


def test_command_ends_with_an_error_when_something_was_not_erased(loans, monkeypatch):
    def refuse():
        raise ValueError

    broken = Rule("broken", "Broken", Stage.PEOPLE, lambda today: [Bit(1, refuse), Bit(1, refuse)])
    monkeypatch.setattr(rules, "_RULES", {**rules._RULES, "broken": broken})
    with pytest.raises(CommandError, match=r"^2 times"):
        said()
    assert Loan.objects.exclude(name="").count() == 0
