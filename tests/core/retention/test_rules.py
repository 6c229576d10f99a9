"""Rules are known by their names, applied by stage, and erase many rows by so many at a time."""

import pytest

from core.retention import rules
from core.retention.rules import Rule, Stage, all_rules, delete, in_bits, register
from tests.core.retention.conftest import known
from tests.lending.models import Loan
from tests.lending.retention import forget


@pytest.fixture
def _no_rules(monkeypatch):
    monkeypatch.setattr(rules, "_RULES", {})


def rule(name, stage=Stage.PEOPLE):
    return Rule(name, name, stage, lambda today: [])


@pytest.mark.usefixtures("_no_rules")
def test_rules_are_applied_by_stage_then_as_they_were_registered():
    register(rule("rights", Stage.REMAINS), rule("mails", Stage.COPIES))
    register(rule("people"), rule("needs"), rule("files", Stage.COPIES))
    assert [known.name for known in all_rules()] == ["people", "needs", "mails", "files", "rights"]


@pytest.mark.usefixtures("_no_rules")
def test_a_name_belongs_to_one_rule():
    first = rule("people")
    register(first)
    register(first)
    with pytest.raises(ValueError, match="named 'people' already"):
        register(rule("people"))
    assert all_rules() == [first]


def test_names_that_reports_of_former_runs_hold_are_still_those_of_rules():
    names = {rule.name for rule in all_rules()}
    former = "access_needs request not_confirmed confirmed mail_to_anybody mail_text mail copies network trainers"
    assert set(former.split()) - names == set()


@pytest.mark.parametrize("name", ["mail_to_anybody", "copies", "mail_text", "mail"])
def test_mails_are_looked_at_after_people_were_forgotten(name):
    names = [rule.name for rule in all_rules()]
    assert names.index("confirmed") < names.index(name)


def test_bits_hold_every_row_once(loans):
    bits = list(in_bits(Loan.objects.all(), size=3))
    assert [bit.many for bit in bits] == [3, 1]
    assert list(in_bits(Loan.objects.none())) == []
    assert ([bit.erase() for bit in bits], Loan.objects.count()) == ([3, 1], 0)


def test_a_bit_asks_again_what_is_due(loans):
    (bit,) = in_bits(Loan.objects.filter(ended_at__isnull=False), forget)
    Loan.objects.filter(name="Deux").update(ended_at=None)
    assert (bit.many, bit.erase(), known()) == (3, 2, ["Deux", "Quatre"])


def test_deleted_rows_are_counted(loans):
    assert (delete(Loan.objects.filter(ended_at=None)), Loan.objects.count()) == (1, 3)
