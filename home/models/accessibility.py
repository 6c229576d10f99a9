from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks.text import RICH_TEXT_FEATURES
from core.models import BasePage
from home.enums import Compliance, mention

#: From this share of criteria met, in per cent, a site is partially compliant (RGAA 4.1, obligations).
PARTIAL_FROM = Decimal(50)


class AccessibilityPage(BasePage):
    """The accessibility statement, as data. Every page’s footer says its state, and nothing else may say it."""

    state = models.CharField(
        _("compliance status"),
        max_length=7,
        choices=Compliance,
        default=Compliance.NONE,
        help_text=_("Without a valid audit, a site is non-compliant: that is the law."),
    )
    rate = models.DecimalField(
        _("criteria met (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    audited_on = models.DateField(_("date of the audit"), null=True, blank=True)
    auditor = models.CharField(_("audited by"), max_length=160, blank=True)
    declared_on = models.DateField(_("statement prepared on"), null=True)
    scope = RichTextField(_("scope"), features=RICH_TEXT_FEATURES, blank=True)
    non_conformities = RichTextField(_("non-compliant content"), features=RICH_TEXT_FEATURES, blank=True)
    derogations = RichTextField(_("disproportionate burden"), features=RICH_TEXT_FEATURES, blank=True)
    exempt = RichTextField(_("content outside the scope of the law"), features=RICH_TEXT_FEATURES, blank=True)
    technologies = models.CharField(_("technologies"), max_length=250, blank=True)
    test_environment = RichTextField(_("test environment and tools"), features=RICH_TEXT_FEATURES, blank=True)
    pages_checked = RichTextField(_("pages checked"), features=RICH_TEXT_FEATURES, blank=True)
    contact_email = models.EmailField(_("email address for reporting a problem"), blank=True)
    contact = RichTextField(_("contact"), features=RICH_TEXT_FEATURES, blank=True)
    plan = RichTextField(_("multi-year plan and action plan"), features=RICH_TEXT_FEATURES, blank=True)
    remedies = RichTextField(_("enforcement procedure"), features=RICH_TEXT_FEATURES, blank=True)

    content_panels = [
        HelpPanel(
            content=_(
                "The law says what this page must contain. The compliance status is repeated at the foot of every page."
            )
        ),
        *BasePage.content_panels,
        FieldPanel("scope"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("state"), FieldPanel("rate")]),
                FieldRowPanel([FieldPanel("audited_on"), FieldPanel("auditor")]),
                FieldPanel("declared_on"),
            ],
            heading=_("Compliance status"),
        ),
        MultiFieldPanel(
            [FieldPanel("non_conformities"), FieldPanel("derogations"), FieldPanel("exempt")],
            heading=_("Content that is not accessible"),
        ),
        MultiFieldPanel(
            [FieldPanel("technologies"), FieldPanel("test_environment"), FieldPanel("pages_checked")],
            heading=_("Preparation of the statement"),
        ),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact")], heading=_("Contact")),
        FieldPanel("plan"),
        FieldPanel("remedies"),
        FieldPanel("legal_references"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("scope")]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False)
        for name in ("state", "rate", "audited_on", "declared_on", "contact_email")
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    stays = True

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def clean(self) -> None:
        super().clean()
        if self.state == Compliance.NONE:
            return
        if not self.audited_on or self.rate is None:
            raise ValidationError(
                {"state": _("Without an audit, its date and its percentage of criteria met, a site is non-compliant.")}
            )
        if self.state == Compliance.FULL and self.rate < 100:
            raise ValidationError({"state": _("Fully compliant means that every criterion is met.")})
        if self.rate < PARTIAL_FROM:
            raise ValidationError({"state": _("A site that meets fewer than half of the criteria is non-compliant.")})

    @property
    def is_fully_compliant(self) -> bool:
        return self.state == Compliance.FULL

    @property
    def mention(self) -> str:
        """The words the law wants; see :func:`home.enums.mention`."""
        return mention(self.facts.state)
