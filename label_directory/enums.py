from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """The label is open to both sides of a contract."""

    BUYER = "buyer", _("Public buyer")
    SUPPLIER = "supplier", _("Supplier")


class LabelStatus(models.TextChoices):
    """What a reader may conclude from the dates of an award, today."""

    VALID = "valid", _("Valid")
    SOON = "soon", _("Expires soon")
    EXPIRED = "expired", _("Expired")
    NONE = "none", _("No label")
