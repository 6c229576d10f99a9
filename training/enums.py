from django.db import models
from django.utils.translation import gettext_lazy as _

from core.enums import Department


class Level(models.TextChoices):
    BEGINNER = "beginner", _("Beginner")
    INTERMEDIATE = "intermediate", _("Intermediate")
    ADVANCED = "advanced", _("Advanced")


class PriceKind(models.TextChoices):
    FREE = "free", _("Free of charge")
    PAID = "paid", _("Fee payable")


class Modality(models.TextChoices):
    """How one takes part."""

    IN_PERSON = "in_person", _("In person")
    REMOTE = "remote", _("Online")
    HYBRID = "hybrid", _("In person and online")


class CancellationReason(models.TextChoices):
    """Why a session is cancelled, in words that every language has."""

    TOO_FEW = "too_few", _("Too few participants")
    TRAINER = "trainer", _("Trainer unavailable")
    VENUE = "venue", _("Venue unavailable")
    OTHER = "other", _("Other reason")


class Asked(models.TextChoices):
    """Whether a sign-up form asks for something."""

    REQUIRED = "required", _("Asked, an answer is required")
    OPTIONAL = "optional", _("Asked, optional")
    NO = "no", _("Not asked")


class QuestionKind(models.TextChoices):
    """How a question of the team is answered."""

    SHORT_TEXT = "short_text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    ONE_CHOICE = "one_choice", _("One choice")
    SEVERAL_CHOICES = "several_choices", _("Several choices")
    YES_NO = "yes_no", _("Yes or no")


#: The kinds whose answers are chosen from a list that the team writes.
CHOICES = (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES)

#: Where participants come from who work in none of the ten départements. No département has this number.
ELSEWHERE = "00"
DEPARTMENTS = [*Department.choices, (ELSEWHERE, _("Elsewhere"))]
