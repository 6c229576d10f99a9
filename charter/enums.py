from django.db import models
from django.utils.translation import gettext_lazy as _


class Tone(models.TextChoices):
    """The four stakes of the charter, each with its own colour on every page."""

    DIALOGUE = "dialogue", _("Dialogue")
    SIMPLIFY = "simplify", _("Simplification")
    SUSTAIN = "sustain", _("Innovation and sustainability")
    PERFORM = "perform", _("Performance")


class Effort(models.TextChoices):
    """How much a commitment asks of an organisation that starts from nothing."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Wording(models.TextChoices):
    """Where the words of a commitment come from."""

    CHARTER = "charter", _("Wording of the charter")
    ILLUSTRATIVE = "illustrative", _("Illustrative wording")
