from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from charter.squares import attach_squares
from core.blocks.text import SHORT_TEXT_FEATURES
from core.languages import locale_of
from core.models import BasePage
from core.page_answers import answer
from training.models.course import CoursePage
from training.models.listing import in_language
from training.models.session import SessionPage

#: How many past sessions the catalogue still shows.
PAST_SESSIONS_SHOWN = 6
PAST_YEAR = timedelta(days=366)


class TrainingIndexPage(RoutablePageMixin, BasePage):
    """Catalogue of the courses and agenda of their sessions."""

    contact_email = models.EmailField(_("email address of the training team"), blank=True)
    contact_phone = models.CharField(_("telephone number of the training team"), max_length=30, blank=True)
    access = RichTextField(_("how to take part"), features=SHORT_TEXT_FEATURES, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("access"),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")], heading=_("Contacting the team")),
        FieldPanel("legal_references"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("access")]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False) for name in ("contact_email", "contact_phone")
    ]
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["training.CoursePage"]
    max_count_per_parent = 1
    stays = True
    social_card = "training"

    class Meta:
        verbose_name = _("training catalogue")
        verbose_name_plural = _("training catalogues")

    def highlights(self, count: int) -> list[SessionPage]:
        """The next sessions: what a home page shows of this catalogue.

        :param count: how many at most.
        """
        return in_language(SessionPage.objects.agenda().upcoming()[:count], locale_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        sessions = self.recent_sessions()
        locale = locale_of(self)
        return super().get_context(request, *args, **kwargs) | {
            "courses": attach_squares(CoursePage.objects.catalogue(locale), request, locale=locale),
            "upcoming": [session for session in sessions if not session.is_past],
            "past": [session for session in reversed(sessions) if session.is_past][:PAST_SESSIONS_SHOWN],
        }

    def recent_sessions(self) -> list[SessionPage]:
        """Sessions to come and those of the past year, the earliest first."""
        return in_language(SessionPage.objects.agenda().since(timezone.localdate() - PAST_YEAR), locale_of(self))

    @path("ical/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Sessions as one calendar to subscribe to; the past year stays, or it would vanish from people's calendars."""
        return answer(self, "calendar", request)
