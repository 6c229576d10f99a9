import math
from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import NoFutureDateValidator, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from charter.forms import CommitmentsForm
from charter.models import Commitment
from charter.squares import attach_squares
from core.blocks import BodyBlock
from core.dates import months_later
from core.languages import locale_of
from core.models import Audience, BasePage
from core.structured_data import article
from core.uses import UsesPanel
from guides.blocks import GuideDocumentsBlock, GuideFiguresBlock
from guides.enums import GuideKind
from guides.models.filters import GuideFilter
from guides.models.vocabularies import LegalLever, PurchaseFamily, Stage
from guides.querysets import GuidePageManager

GUIDES_PER_PAGE = 12
#: Words a minute of an adult who reads a working text on a screen, for the reading time.
WORDS_PER_MINUTE = 200


class GuideIndexPage(BasePage):
    """Library of the guides, sorted by what a buyer is doing."""

    content_panels = [*BasePage.content_panels, FieldPanel("legal_references")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["guides.GuidePage"]
    max_count_per_parent = 1
    stays = True
    social_card = "guide"

    class Meta:
        verbose_name = _("guide library")
        verbose_name_plural = _("guide libraries")

    def highlights(self, count: int) -> "list[GuidePage]":
        """The latest guides, ready for cards: what a home page shows of this library.

        :param count: how many at most.
        """
        return attach_squares(GuidePage.objects.library(locale_of(self))[:count], locale=locale_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        locale = locale_of(self)
        guide_filter = GuideFilter(request.GET, queryset=GuidePage.objects.library(locale))
        guides = Paginator(guide_filter.qs, GUIDES_PER_PAGE).get_page(request.GET.get("page"))
        attach_squares(guides.object_list, request, locale=locale)
        context = {"guide_filter": guide_filter, "guides": guides, "list_page": guides}
        return super().get_context(request, *args, **kwargs) | context


class GuidePage(BasePage):
    """A good-practice guide. Its summary is « l’essentiel »: what a hurried reader takes away."""

    # Not blank, unlike the summary of other pages: Wagtail keeps drafts without it and refuses to publish them.
    summary = models.TextField(
        _("in brief"),
        max_length=300,
        help_text=_("What readers should remember, in 300 characters at most. Required before publishing."),
    )
    kind = models.CharField(_("type"), max_length=12, choices=GuideKind, default=GuideKind.GUIDE)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    figures = StreamField(GuideFiguresBlock(max_num=4), verbose_name=_("figures"), blank=True)
    documents = StreamField(GuideDocumentsBlock(), verbose_name=_("documents"), blank=True)
    commitments = ParentalManyToManyField(
        Commitment, verbose_name=_("related commitments"), blank=True, related_name="guides"
    )
    stages = ParentalManyToManyField(Stage, verbose_name=_("procurement stages"), blank=True, related_name="+")
    families = ParentalManyToManyField(
        PurchaseFamily, verbose_name=_("purchasing categories"), blank=True, related_name="+"
    )
    levers = ParentalManyToManyField(LegalLever, verbose_name=_("legal mechanisms"), blank=True, related_name="+")
    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="+")
    authors = models.CharField(
        _("written by"),
        max_length=200,
        blank=True,
        help_text=_("A team or an organisation, never a person’s name."),
    )
    last_reviewed_on = models.DateField(_("last reviewed on"), null=True, validators=[NoFutureDateValidator()])
    review_every_months = models.PositiveSmallIntegerField(
        _("review interval (months)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    objects = GuidePageManager()

    content_panels = [
        UsesPanel(),
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("figures"),
        FieldPanel("documents"),
        FieldPanel("legal_references"),
    ]
    sorting_panels = [
        HelpPanel(
            content=_("Your choices here decide where the guide appears in the library and on the commitment pages.")
        ),
        FieldPanel("commitments", widget=CheckboxSelectMultiple),
        FieldPanel("stages", widget=CheckboxSelectMultiple),
        FieldPanel("families", widget=CheckboxSelectMultiple),
        FieldPanel("levers", widget=CheckboxSelectMultiple),
        FieldPanel("audiences", widget=CheckboxSelectMultiple),
    ]
    review_panels = [
        MultiFieldPanel(
            [FieldPanel("last_reviewed_on"), FieldPanel("review_every_months")],
            heading=_("Review"),
            help_text=_("Once the interval has passed, readers are told that the guide is due for review."),
        ),
        FieldPanel("authors"),
    ]
    own_tabs = ((_("Classification"), sorting_panels), (_("Review"), review_panels))
    base_form_class = CommitmentsForm
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.SearchField("authors"),
        index.FilterField("kind"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False) for name in ("kind", "last_reviewed_on", "review_every_months")
    ]
    parent_page_types: ClassVar[list[str]] = ["guides.GuideIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    social_card = "guide"

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attach_squares([self], request)
        return super().get_context(request, *args, **kwargs)

    @property
    def review_due_on(self) -> date | None:
        """First day on which the guide should have been reviewed again."""
        if not self.facts.last_reviewed_on:
            return None
        return months_later(self.facts.last_reviewed_on, self.facts.review_every_months)

    @property
    def is_review_overdue(self) -> bool:
        return self.review_due_on is not None and self.review_due_on <= timezone.localdate()

    @cached_property
    def reading_minutes(self) -> int:
        """Time to read the body, in minutes, never less than one."""
        texts = self.body.stream_block.get_searchable_content(self.body)
        words = sum(len(strip_tags(text).split()) for text in texts)
        return max(1, math.ceil(words / WORDS_PER_MINUTE))

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return article(self, request)
