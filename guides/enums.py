from django.db import models
from django.utils.translation import gettext_lazy as _


class GuideKind(models.TextChoices):
    """What a reader may expect: to learn, to do at once, to hear from a peer, or to copy."""

    GUIDE = "guide", _("Guide")
    FACTSHEET = "factsheet", _("Factsheet")
    EXPERIENCE = "experience", _("Case study")
    CLAUSE = "clause", _("Model clause")
