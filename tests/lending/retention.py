"""Who borrowed a case is forgotten some time after it came back; that it was lent, and when, stays."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from core.retention.declarations import Declaration
from core.retention.periods import cutoff
from core.retention.rules import Bit, Rule, Stage, in_bits
from tests.lending.models import Loan

FORGOTTEN = {"name": "", "email": ""}

DECLARATION = Declaration(
    "lending",
    private={"Loan": frozenset(FORGOTTEN)},
    harmless={"Loan": frozenset({"id", "public_id", "state", "asked_at", "ended_at"})},
)


def borrowers(today: date) -> Iterator[Bit]:
    """Loans that ended long ago and still name somebody."""
    return in_bits(Loan.objects.exclude(**FORGOTTEN).filter(ended_at__lt=cutoff("loan", today)), forget)


def forget(loans: QuerySet[Any]) -> int:
    """Take the borrowers out of some loans. Returns how many."""
    return loans.update(**FORGOTTEN)


BORROWERS = Rule("borrowers", "Emprunteurs", Stage.PEOPLE, borrowers)
