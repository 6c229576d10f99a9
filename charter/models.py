"""The charter as people read it: four stakes, action blocks, 42 commitments."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from charter.blocks import FirstStepsBlock, ToolsBlock
from charter.enums import Effort, Tone, Wording
from charter.forms import CommitmentsForm
from charter.marks import marked
from charter.querysets import CommitmentPageManager, CommitmentQuerySet
from core.blocks import BodyBlock
from core.blocks.text import RICH_TEXT_FEATURES
from core.models import BasePage
from core.querysets import attach_facts
from core.structured_data import article

#: The charter of the Région has exactly this many commitments (domain notes, §1.1).
NUMBER_OF_COMMITMENTS = 42


class Commitment(models.Model):
    """A commitment as a fact: its number, once, whatever the languages of the pages that explain it.

    Guides, courses and, later, signatures point here and never at a page, so that they survive any editing of pages.
    """

    number = models.PositiveSmallIntegerField(
        _("number"),
        unique=True,
        validators=[MinValueValidator(1), MaxValueValidator(NUMBER_OF_COMMITMENTS)],
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=NUMBER_OF_COMMITMENTS),
                name="charter_commitment_number_in_range",
            )
        ]

    def __str__(self) -> str:
        return str(_("Commitment %(number)s") % {"number": self.number})


class CharterPage(BasePage):
    """Entrance of the charter: the grid of the 42 commitments, and the list to print."""

    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("legal_references")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["charter.StakePage"]
    max_count_per_parent = 1
    stays = True
    social_card = "charter"

    class Meta:
        verbose_name = _("charter")
        verbose_name_plural = _("charters")

    def grid(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The squares of the charter in the order of their numbers; a commitment without a live page here has none."""
        return CommitmentPage.objects.under(self).as_squares(request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        squares = self.grid(request)
        stakes = list(StakePage.objects.child_of(self).visible().order_by("path"))
        attach_facts(stakes)
        return super().get_context(request, *args, **kwargs) | {
            "squares": squares,
            "stakes": [
                (stake, [square for square in squares if square["tone"] == stake.facts.tone]) for stake in stakes
            ],
        }


class StakePage(BasePage):
    """One of the four stakes of the charter."""

    tone = models.CharField(_("priority"), max_length=10, choices=Tone)
    intro = RichTextField(_("introduction"), features=RICH_TEXT_FEATURES, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("tone"), FieldPanel("intro"), FieldPanel("legal_references")]
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    override_translatable_fields: ClassVar[list[Any]] = [SynchronizedField("tone", overridable=False)]
    parent_page_types: ClassVar[list[str]] = ["charter.CharterPage"]
    subpage_types: ClassVar[list[str]] = ["charter.ActionBlockPage"]
    social_card = "charter"

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        commitments = CommitmentPage.objects.under(self)
        blocks = ActionBlockPage.objects.child_of(self).visible().order_by("path")
        return super().get_context(request, *args, **kwargs) | {
            "action_blocks": [
                (block, [page for page in commitments if page.is_descendant_of(block)]) for block in blocks
            ],
        }


class ActionBlockPage(BasePage):
    """An action block: commitments that go together and share their tools."""

    content_panels = [*BasePage.content_panels, FieldPanel("legal_references")]
    parent_page_types: ClassVar[list[str]] = ["charter.StakePage"]
    subpage_types: ClassVar[list[str]] = ["charter.CommitmentPage"]
    social_card = "charter"

    class Meta:
        verbose_name = _("group of actions")
        verbose_name_plural = _("groups of actions")

    @cached_property
    def stake(self) -> StakePage:
        return self.way_from_home[-1].specific

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"commitments": CommitmentPage.objects.under(self)}


class CommitmentPage(BasePage):
    """What one commitment means, why it matters and where to start."""

    commitment = models.ForeignKey(
        Commitment,
        verbose_name=_("number"),
        null=True,
        on_delete=models.PROTECT,
        related_name="pages",
    )
    meaning = RichTextField(_("what it means"), features=RICH_TEXT_FEATURES, blank=True)
    why = RichTextField(_("why it matters"), features=RICH_TEXT_FEATURES, blank=True)
    effort = models.CharField(_("level of effort"), max_length=10, choices=Effort, default=Effort.MEDIUM)
    first_steps = StreamField(FirstStepsBlock(), verbose_name=_("first steps"), blank=True)
    tools = StreamField(ToolsBlock(), verbose_name=_("tools"), blank=True)
    wording = models.CharField(
        _("origin of the wording"),
        max_length=12,
        choices=Wording,
        default=Wording.ILLUSTRATIVE,
        help_text=_("Readers are told when the wording is not the charter’s."),
    )
    wording_source = models.URLField(_("source of the wording"), blank=True)

    objects = CommitmentPageManager()

    content_panels = [
        HelpPanel(content=_("Each number is unique: the German and English pages of a commitment share it.")),
        FieldPanel("commitment"),
        *BasePage.content_panels,
        FieldPanel("meaning"),
        FieldPanel("why"),
        FieldPanel("effort"),
        FieldPanel("first_steps"),
        FieldPanel("tools"),
        FieldPanel("legal_references"),
        MultiFieldPanel([FieldPanel("wording"), FieldPanel("wording_source")], heading=_("Origin of the wording")),
    ]
    base_form_class = CommitmentsForm
    search_fields = [*BasePage.search_fields, index.SearchField("meaning"), index.SearchField("why")]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False) for name in ("commitment", "effort", "wording", "wording_source")
    ]
    parent_page_types: ClassVar[list[str]] = ["charter.ActionBlockPage"]
    subpage_types: ClassVar[list[str]] = []
    social_card = "commitment"

    class Meta:
        verbose_name = _("commitment page")
        verbose_name_plural = _("commitment pages")

    def clean(self) -> None:
        super().clean()
        twins = CommitmentPage.objects.filter(commitment=self.commitment, locale=self.locale).exclude(pk=self.pk)
        if self.commitment_id and self.locale_id and twins.exists():
            raise ValidationError({"commitment": _("Another page already explains this commitment.")})

    def content_flaws(self) -> dict[str, list[str]]:
        flaws = super().content_flaws()
        if self.facts.wording == Wording.CHARTER and not self.facts.wording_source:
            flaws["wording_source"] = [gettext("Wording of the charter: give the address where it can be read.")]
        return flaws

    @cached_property
    def origin(self) -> str:
        """Where its words come from; lists of commitments bring it with them."""
        return self.facts.wording

    @property
    def is_illustrative(self) -> bool:
        """Whether its words are not the charter’s: readers are told, wherever it is named."""
        return self.origin == Wording.ILLUSTRATIVE

    @property
    def marked_title(self) -> str:
        """Title, and whether its words are not the charter’s: for what shows one text alone."""
        return marked(self.title) if self.is_illustrative else self.title

    @cached_property
    def number(self) -> int | None:
        """From 1 to 42; lists of commitments bring it with them."""
        return self.facts.commitment.number if self.facts.commitment else None

    @cached_property
    def action_block(self) -> Page:
        """The action block it belongs to."""
        return self.way_from_home[-1]

    @cached_property
    def stake(self) -> StakePage:
        return self.way_from_home[-2].specific

    @cached_property
    def tone(self) -> str:
        """The stake's colour; lists that hold many commitments set it themselves, in one query."""
        return self.stake.facts.tone

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        squares = CommitmentPage.objects.under(self.way_from_home[-3]).as_squares(request)
        numbers = [square["number"] for square in squares]
        place = numbers.index(self.number) if self.number in numbers else None
        return super().get_context(request, *args, **kwargs) | {
            "squares": squares,
            "previous": squares[place - 1] if place else None,
            "next": squares[place + 1] if place is not None and place + 1 < len(squares) else None,
        }

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return article(self, request)
