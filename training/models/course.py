from typing import Any, ClassVar

from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from charter.forms import CommitmentsForm
from charter.models import Commitment
from charter.squares import attach_squares
from core.blocks.text import SHORT_TEXT_FEATURES
from core.languages import locale_of
from core.models import Audience, BasePage
from core.page_answers import answer
from training.blocks import IndicatorsBlock, ObjectivesBlock, ProgrammeBlock
from training.enums import Level, PriceKind
from training.models.listing import in_language
from training.models.session import SessionPage
from training.querysets import CoursePageManager


def short_text(label: str | Promise) -> RichTextField:
    """A few lines that an editor may leave out."""
    return RichTextField(label, features=SHORT_TEXT_FEATURES, blank=True)


class CoursePage(BasePage):
    """A course of the catalogue.

    Its fields are the public information that indicator 1 of the French training quality standard lists (domain notes,
    §3.1): good editorial practice, whether or not the standard binds the programme.
    """

    reference = models.CharField(_("reference"), max_length=20, blank=True)
    level = models.CharField(_("level"), max_length=14, choices=Level, default=Level.BEGINNER)
    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), blank=True, related_name="+")
    commitments = ParentalManyToManyField(
        Commitment, verbose_name=_("related commitments"), blank=True, related_name="courses"
    )
    prerequisites = short_text(_("prerequisites"))
    objectives = StreamField(ObjectivesBlock(), verbose_name=_("objectives"), blank=True)
    programme = StreamField(ProgrammeBlock(), verbose_name=_("programme"), blank=True)
    duration_hours = models.DecimalField(_("duration in hours"), max_digits=4, decimal_places=1, null=True)
    duration_days = models.DecimalField(_("duration in days"), max_digits=3, decimal_places=1, null=True, blank=True)
    methods = short_text(_("teaching methods"))
    assessment = short_text(_("assessment"))
    certificate = short_text(_("certificate of attendance"))
    price_kind = models.CharField(_("price"), max_length=4, choices=PriceKind, default=PriceKind.FREE)
    price_text = models.CharField(_("price details"), max_length=200, blank=True)
    access_delay = models.CharField(_("how soon participants can start"), max_length=200, blank=True)
    disability_access = short_text(_("accessibility for disabled people"))
    indicators = StreamField(IndicatorsBlock(max_num=4), verbose_name=_("results"), blank=True)
    provider = models.CharField(_("training provider"), max_length=160, blank=True)

    objects = CoursePageManager()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("objectives"),
        FieldPanel("programme"),
        FieldPanel("prerequisites"),
        FieldPanel("methods"),
        FieldPanel("assessment"),
        FieldPanel("certificate"),
        FieldPanel("indicators"),
        FieldPanel("legal_references"),
    ]
    practical_panels = [
        FieldRowPanel([FieldPanel("reference"), FieldPanel("level")]),
        FieldRowPanel([FieldPanel("duration_hours"), FieldPanel("duration_days")]),
        MultiFieldPanel([FieldPanel("price_kind"), FieldPanel("price_text")], heading=_("Price")),
        FieldPanel("access_delay"),
        FieldPanel("disability_access"),
        FieldPanel("provider"),
    ]
    sorting_panels = [
        HelpPanel(content=_("The course appears on the pages of the commitments you tick here.")),
        FieldPanel("commitments", widget=CheckboxSelectMultiple),
        FieldPanel("audiences", widget=CheckboxSelectMultiple),
    ]
    own_tabs = ((_("Practical information"), practical_panels), (_("Classification"), sorting_panels))
    base_form_class = CommitmentsForm
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("reference"),
        index.SearchField("objectives"),
        index.SearchField("programme"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False)
        for name in ("reference", "level", "duration_hours", "duration_days", "price_kind")
    ]
    parent_page_types: ClassVar[list[str]] = ["training.TrainingIndexPage"]
    subpage_types: ClassVar[list[str]] = ["training.SessionPage"]
    social_card = "training"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @cached_property
    def index_page(self) -> Page:
        """The catalogue, which knows how to reach the team."""
        return self.way_from_home[-1].specific

    @cached_property
    def all_sessions(self) -> list[SessionPage]:
        """Every live session, the nearest in time first, whatever the language of this page."""
        return in_language(SessionPage.objects.agenda().child_of(self.facts).in_order(), locale_of(self))

    @property
    def sessions(self) -> list[SessionPage]:
        """Sessions still to come, the nearest first."""
        return [session for session in self.all_sessions if not session.is_past]

    def highlights(self, count: int) -> list[SessionPage]:
        """The next sessions: what another page shows of this course.

        :param count: how many at most.
        """
        return self.sessions[:count]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        attach_squares([self], request)
        past = [session for session in reversed(self.all_sessions) if session.is_past]
        return super().get_context(request, *args, **kwargs) | {"sessions": self.sessions, "past": past}

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return answer(self, "main_entity", request)
