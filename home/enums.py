from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Compliance(models.TextChoices):
    """State of compliance with the RGAA that the law makes a site announce (law 2005-102, article 47)."""

    NONE = "none", _("Non-compliant")
    PARTIAL = "partial", _("Partially compliant")
    FULL = "full", _("Fully compliant")


def mention(state: str) -> str:
    """The words the law wants on the home page, which we put at the foot of every page."""
    label = str(Compliance(state).label)
    return gettext("Accessibility: %(state)s") % {"state": label[:1].lower() + label[1:]}
