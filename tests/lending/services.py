"""What may happen to a loan: one action each, in one transaction."""

from django.db import transaction

from tests.lending.models import Loan, LoanState

#: How many cases there are.
CASES = 2


class NoCaseLeft(Exception):
    """Every case is lent."""


@transaction.atomic
def lend(*, loan: Loan) -> None:
    """Lend a case to who asked for it. Done twice, it changes nothing.

    :raises NoCaseLeft: there is none to lend.
    """
    if Loan.objects.filter(state=LoanState.LENT).exclude(pk=loan.pk).count() >= CASES:
        raise NoCaseLeft
    Loan.objects.filter(pk=loan.pk, state=LoanState.ASKED).update(state=LoanState.LENT)
