import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from tests.factories.training import SessionPageFactory, make_course, sign_up, slot
from training.models import PurgeRun, SignUp
from training.services.shared import purge_rules
from training.services.shared.errors import SessionGone
from training.services.shared.purge_rules import RULES

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(site_root):
    session = SessionPageFactory(parent=make_course(), slots=[slot(datetime.date(2020, 1, 14))])
    return [sign_up(session, "confirmed", name=name) for name in ("Une", "Deux")]


def said(*options):
    out = io.StringIO()
    call_command("purge", *options, stdout=out)
    return out.getvalue().split("\n")


def test_command_says_what_it_erased(people):
    lines = said()
    assert lines[0] == "Erased:"
    assert [line.split()[1] for line in lines[1:-1]] == list(RULES)
    assert "       2  confirmed" in lines
    assert SignUp.objects.filter(anonymised_at=None).count() == 0


def test_command_says_what_it_would_erase(people):
    lines = said("--dry-run")
    assert (lines[0], "       2  confirmed" in lines) == ("Would be erased:", True)
    assert (SignUp.objects.filter(anonymised_at=None).count(), PurgeRun.objects.count()) == (2, 0)


def test_command_ends_with_an_error_when_something_was_not_erased(people, monkeypatch):
    def refuse(**arguments):
        raise SessionGone

    monkeypatch.setattr(purge_rules, "forget", refuse)
    with pytest.raises(CommandError, match=r"^2 times"):
        said()
