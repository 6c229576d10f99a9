from django.db import models
from django.utils.translation import gettext_lazy as _


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
