from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks.text import SHORT_TEXT_FEATURES
from core.enums import Department, Language
from core.languages import is_source
from core.markup import allowed_address
from core.models import BasePage
from core.page_answers import answer
from core.words import day
from training.enums import Modality
from training.models.cancellation import SessionCancellation
from training.models.seat_ledger import SeatLedger
from training.models.session_form import SessionForm
from training.models.session_records import SessionMove
from training.models.session_times import SessionTimes
from training.models.sign_up import SignUp
from training.models.sign_up_window import SignUpWindow
from training.models.slot import flaws_of_moments, overlap, overlap_message
from training.querysets import SessionPageManager
from training.rules.availability import Availability
from training.rules.told import Days, Told, former_days


class SessionPage(RoutablePageMixin, SessionTimes, SignUpWindow, BasePage):
    """A date of a course. Its days, seats and place are facts, always read from ``page.facts``."""

    modality = models.CharField(_("how to take part"), max_length=10, choices=Modality, default=Modality.IN_PERSON)
    place_name = models.CharField(_("name of the venue"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("town"), max_length=80, blank=True)
    department = models.CharField(_("département"), max_length=2, choices=Department, blank=True)
    place_access = RichTextField(
        _("accessibility of the venue for disabled people"), features=SHORT_TEXT_FEATURES, blank=True
    )
    remote_link = models.URLField(
        _("link to the online meeting"),
        blank=True,
        help_text=_("Never public: only participants with a place receive it."),
    )
    seats = models.PositiveSmallIntegerField(_("number of places"), null=True, validators=[MaxValueValidator(2000)])
    seats_min = models.PositiveSmallIntegerField(
        _("minimum number of participants"), default=1, validators=[MinValueValidator(1)]
    )
    language = models.CharField(_("language of the session"), max_length=2, choices=Language, default=Language.FRENCH)
    trainers = models.CharField(
        _("trainers"),
        max_length=250,
        blank=True,
        help_text=_("Job titles or organisations, never a person’s name."),
    )

    objects = SessionPageManager()

    content_panels = [
        HelpPanel(
            content=_(
                "Dates, venue and number of places are the same in every language: they are changed here, on the "
                "French page. To cancel the session, use “Cancel the session” in the page’s menu."
            )
        ),
        *BasePage.content_panels,
        InlinePanel("slots", heading=_("Half-days"), label=_("Half-day"), min_num=1),
        FieldRowPanel([FieldPanel("modality"), FieldPanel("language")]),
        MultiFieldPanel(
            [
                FieldPanel("place_name"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("postcode"), FieldPanel("city"), FieldPanel("department")]),
                FieldPanel("place_access"),
            ],
            heading=_("Venue"),
        ),
        FieldPanel("remote_link"),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("seats_min")]),
        SignUpWindow.sign_up_panel,
        FieldPanel("trainers"),
        FieldPanel("legal_references"),
    ]
    base_form_class = SessionForm
    search_fields = [*BasePage.search_fields, index.SearchField("city"), index.SearchField("place_name")]
    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField(name, overridable=False)
        for name in (
            "modality", "place_name", "address", "postcode", "city", "department", "remote_link", "seats", "seats_min",
            "language", "slots", *SignUpWindow.sign_up_facts,
        )
    ]  # fmt: skip
    parent_page_types: ClassVar[list[str]] = ["training.CoursePage"]
    subpage_types: ClassVar[list[str]] = []
    social_card = "training"

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def clean(self) -> None:
        super().clean()
        if self.seats is not None and self.seats_min > self.seats:
            raise ValidationError({"seats_min": _("This is more than the number of places.")})

    def publication_flaws(self) -> list[str]:
        # A translation has those of its French page.
        slots = list(self.slots.all())
        missing = [str(_("Half-days"))] if is_source(self) and not slots else []
        moments = flaws_of_moments(slots, closes_at=self.sign_up_closes_at, expire_at=self.expire_at)
        found = [*missing, *(moments.values() if is_source(self) else [])]
        return [*super().publication_flaws(), *([overlap_message()] if overlap(slots) else []), *found]

    @cached_property
    def course(self) -> BasePage:
        course = self.way_from_home[-1].specific
        course.way_from_home = self.way_from_home[:-1]
        return course

    @property
    def dated_title(self) -> str:
        """Title with the first day, which it does not hold: a day is a fact, and a title would keep the old one."""
        return f"{self.title}, {day(self.first_day)}" if self.first_day else self.title

    @property
    def full_title(self) -> str:
        return f"{self.course.title}, {self.dated_title}"

    def get_admin_display_title(self) -> str:
        return f"{super().get_admin_display_title()}, {day(self.first_day)}" if self.first_day else self.draft_title

    @cached_property
    def cancellation(self) -> SessionCancellation | None:
        """The decision to cancel the session, if there is one; lists look all of theirs up at once."""
        return SessionCancellation.objects.filter(session_key=self.translation_key).first()

    @cached_property
    def ledger(self) -> SeatLedger | None:
        """Its seats, once something happened to them."""
        return SeatLedger.objects.filter(session_key=self.translation_key).first()

    @cached_property
    def availability(self) -> Availability:
        """Whether one can take part, as of now; lists look all of theirs up at once."""
        counts = SignUp.objects.counts([self.translation_key])[self.translation_key]
        return self.availability_at(timezone.now(), counts)

    @cached_property
    def former_days(self) -> Days | None:
        """First and last day before the last move that participants were told; lists look all of theirs up at once."""
        return self.days_before(SessionMove.objects.filter(session_key=self.translation_key, is_told=True))

    def days_before(self, moves: Iterable[SessionMove]) -> Days | None:
        """First and last day before the last of some moves, as long as the session is still to come.

        :param moves: those of this session that were told, the oldest first.
        """
        told = ((Told.from_json(move.before), Told.from_json(move.after)) for move in moves)
        days = (self.first_day, self.last_day) if self.first_day and self.last_day else None
        return former_days(told, days) if self.is_to_come else None

    @property
    def to_tell(self) -> Told:
        """What one would tell participants now."""
        facts = self.facts
        slots = tuple(slot.as_told() for slot in self.slots_in_order)
        return Told(slots=slots, place=facts.location, modality=facts.modality, link=allowed_address(facts.remote_link))

    @property
    def is_cancelled(self) -> bool:
        return self.cancellation is not None

    @property
    def is_remote(self) -> bool:
        """Whether it is only online."""
        return self.modality == Modality.REMOTE

    @property
    def is_online(self) -> bool:
        """Whether one may take part online."""
        return self.modality != Modality.IN_PERSON

    @property
    def is_in_french(self) -> bool:
        return self.language == Language.FRENCH

    @property
    def location(self) -> str:
        """The place on one line, or nothing when the session is only online."""
        if self.is_remote:
            return ""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.place_name, self.address, town) if part)

    @property
    def other_sessions(self) -> "list[SessionPage]":
        """Sessions of the same course that are still to come, the nearest first, in the language of this page."""
        return [other for other in self.course.sessions if other.translation_key != self.translation_key]

    def highlights(self, count: int) -> "list[SessionPage]":
        """What another page shows of this one: itself, with what it knows of its seats.

        :param count: how many at most: one is enough.
        """
        return [self]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = [] if self.availability.takes_sign_ups else self.other_sessions
        return super().get_context(request, *args, **kwargs) | {"other_dates": others}

    def main_entity(self, request: HttpRequest) -> dict[str, Any]:
        return answer(self, "main_entity", request)

    # Not session.ics: Wagtail serves no address with a dot. The file has its name from the answer's headers.
    @path("ical/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """This session, for a calendar program."""
        return answer(self, "calendar", request)

    @path("inscription/", name="sign_up")
    def sign_up(self, request: HttpRequest) -> HttpResponse:
        """The form that asks for a seat."""
        return answer(self, "sign_up", request)

    @path("inscription/demande/", name="sign_up_sent")
    def sign_up_sent(self, request: HttpRequest) -> HttpResponse:
        """What is said once the form has been sent, whatever came of it."""
        return answer(self, "sign_up_sent", request)
