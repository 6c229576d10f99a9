"""The one mail of this application."""

from datetime import datetime

from django.utils import timezone

from core.mails.letter import Fact, Letter, Part
from core.mails.placeholders import Placeholder
from core.mails.record import Mail, NotRelevant
from core.mails.wording import shipped_words
from core.models import OutboxMail
from tests.lending.models import Loan, LoanState

LOAN_LENT = "loan_lent"
DESK = "jeux@commande-publique.example"


def sentences(language: str) -> list[str]:
    """How one gets the case."""
    return list(shipped_words("lending", language)["ways"].values())


def loan_lent(row: OutboxMail) -> Letter:
    """The case of games is ready to be taken.

    :raises NotRelevant: it has come back, or nobody asks for it any more.
    """
    loan = Loan.objects.filter(public_id=row.about).exclude(state=LoanState.RETURNED).first()
    if loan is None:
        raise NotRelevant("The loan is over.")
    return letter(loan, row.language)


def example(language: str) -> Letter:
    """The same for somebody invented."""
    return letter(Loan(name="Camille Exemple"), language)


def letter(loan: Loan, language: str) -> Letter:
    words = shipped_words("lending", language)
    where = Part("", facts=[Fact(words["where"], ["Maison des jeux, Metz"])])
    values = {"emprunteur": loan.name, "retrait": words["ways"]["desk"]}
    return Letter(values=values, parts=[where], notes=[DESK], reply_to=DESK)


def begin(row: OutboxMail, at: datetime) -> None:
    """A loan begins when its mail has left."""
    Loan.objects.filter(public_id=row.about, state=LoanState.ASKED).update(state=LoanState.LENT)


def end(row: OutboxMail, at: datetime) -> None:
    """Somebody who cannot be reached gets no case."""
    Loan.objects.filter(public_id=row.about).update(state=LoanState.RETURNED, ended_at=timezone.now())


MAILS = (
    Mail(
        name=LOAN_LENT,
        label="Prêt accordé",
        application="lending",
        tell=loan_lent,
        example=example,
        placeholders=(
            Placeholder("emprunteur", "nom de la personne qui emprunte"),
            Placeholder("retrait", "où retirer la mallette", in_subject=False, required=True, sentences=sentences),
        ),
        asked_by_anybody=True,
        sent=begin,
        failed=end,
    ),
)
