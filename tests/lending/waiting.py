"""What of the loans waits for those who lend."""

from collections.abc import Iterator

from django.urls import reverse

from core.models import User
from core.waiting import Item, Source, Waiting
from tests.lending.models import Loan, LoanState


def loans_asked(user: User) -> Iterator[Waiting]:
    """The loans that nobody answered yet, the oldest first."""
    loans = list(Loan.objects.filter(state=LoanState.ASKED).order_by("asked_at", "pk"))
    if loans:
        items = [Item(str(loan), reverse("lending_lend", args=[loan.pk])) for loan in loans]
        yield Waiting(len(loans), f"{len(loans)} prêts demandés", reverse("lending_loans"), loans[0].asked_at, items)


LOANS_ASKED = Source("loans_asked", 50, is_for=lambda user: user.has_perm("lending.manage_loans"), find=loans_asked)
