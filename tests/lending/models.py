import uuid

from django.db import models
from django.utils import timezone


class LoanState(models.TextChoices):
    ASKED = "asked", "Demandé"
    LENT = "lent", "Prêté"
    RETURNED = "returned", "Rendu"


class Loan(models.Model):
    """Somebody has a case of games, or asks for one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=LoanState, default=LoanState.ASKED)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        permissions = [("manage_loans", "Can lend and take back")]

    def __str__(self) -> str:
        return f"P-{self.pk}"
