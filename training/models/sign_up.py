import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.enums import Language
from label_directory.models import OrganisationType
from training.querysets import SignUpQuerySet
from training.rules.participants import Participant
from training.rules.states import ACTIVE, OCCUPYING, TIMED, Actor, Reason, SignUpState, Source


class SignUp(models.Model):
    """Somebody's sign-up for a session.

    It holds personal data: no revision, no search index, no form that edits it freely. Its state changes by the
    services only, each move with its :class:`Transition`. ``session_key`` is the translation key of the session's page.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session_key = models.UUIDField(_("session"))
    state = models.CharField(_("state"), max_length=10, choices=SignUpState)
    state_since = models.DateTimeField(_("since"), default=timezone.now)
    #: Place in the queue, given once: a smaller one is served first.
    rank = models.PositiveIntegerField(_("rank"), null=True)

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("email address"), max_length=254, blank=True)
    #: When the owner of this address first did something behind a link that went there; none: it may be a stranger’s.
    address_confirmed_at = models.DateTimeField(_("address confirmed on"), null=True)
    email_key = models.CharField(max_length=320, blank=True, db_index=True)
    person_key = models.CharField(max_length=64)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.ForeignKey(
        OrganisationType,
        verbose_name=_("type of organisation"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    department = models.CharField(_("département"), max_length=9, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)
    answers = models.JSONField(_("answers"), default=list)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.FRENCH)

    #: When the time to confirm the address, or to answer the offer, is over; none until that mail has left.
    deadline = models.DateTimeField(_("deadline"), null=True)
    #: Links carry it: they die when it grows.
    token_version = models.PositiveIntegerField(default=1)
    #: Version of the entry in this person's calendar (RFC 5545, SEQUENCE).
    calendar_sequence = models.PositiveIntegerField(default=0)
    source = models.CharField(_("source"), max_length=9, choices=Source, default=Source.SITE)
    #: The form it was sent with: the same form twice is one sign-up.
    form_token = models.UUIDField(null=True)
    #: The seat this person leaves when a seat of this session is theirs.
    replaces = models.ForeignKey(
        "self", verbose_name=_("in place of"), null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    created_at = models.DateTimeField(_("requested on"), default=timezone.now)
    erasure_asked_at = models.DateTimeField(_("erasure requested on"), null=True)
    anonymised_at = models.DateTimeField(_("made anonymous on"), null=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("manage_signups", _("Can book places for participants, move them and cancel their bookings")),
            ("view_own_signups", _("Can see the participants of their own sessions")),
            ("view_signup_numbers", _("Can see how full sessions are")),
            ("export_signups", _("Can export participants")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session_key", "person_key"],
                condition=models.Q(state__in=ACTIVE),
                name="training_one_active_sign_up_a_person",
            ),
            models.UniqueConstraint(fields=["session_key", "rank"], name="training_one_sign_up_a_rank"),
            models.UniqueConstraint(fields=["session_key", "form_token"], name="training_one_sign_up_a_form"),
            models.CheckConstraint(
                condition=models.Q(deadline__isnull=True) | models.Q(state__in=TIMED),
                name="training_deadline_only_to_answer",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[SignUpState.WAITING, SignUpState.OFFERED])
                | models.Q(rank__isnull=False),
                name="training_queue_has_ranks",
            ),
        ]
        indexes = [
            models.Index(fields=["session_key", "state", "rank"], name="training_signup_queue"),
            models.Index(fields=["state", "deadline"], name="training_signup_deadline"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What one may say aloud, and write in a journal: it tells nothing about the person."""
        return f"I-{self.pk:05d}" if self.pk else "I-"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE

    @property
    def is_waiting(self) -> bool:
        return self.state == SignUpState.WAITING

    @property
    def has_seat(self) -> bool:
        return self.state in OCCUPYING

    @property
    def place_in_queue(self) -> int | None:
        """How many people are served before this one, plus one; none out of the queue."""
        if not self.is_waiting:
            return None
        return SignUp.objects.of_session(self.session_key).waiting().filter(rank__lt=self.rank).count() + 1

    @property
    def participant(self) -> Participant:
        """The same person, as a form would give them."""
        needs = AccessNeed.objects.filter(sign_up=self).first()
        return Participant(
            name=self.name,
            email=self.email,
            organisation=self.organisation,
            organisation_kind=self.organisation_kind,
            department=self.department,
            function=self.function,
            access_needs=needs.text if needs else "",
            answers=self.answers,
        )


class AccessNeed(models.Model):
    """What somebody needs to take part. It may tell of their health: apart, its own right to read, a short life."""

    sign_up = models.OneToOneField(SignUp, on_delete=models.CASCADE, related_name="access_need")
    text = models.TextField(_("access needs"), max_length=1000)

    class Meta:
        verbose_name = _("access need")
        verbose_name_plural = _("access needs")

    def __str__(self) -> str:
        return str(self.sign_up)


class Transition(models.Model):
    """One line of a sign-up's journal: written with the move, never changed."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, related_name="transitions")
    from_state = models.CharField(_("from"), max_length=10, choices=SignUpState, blank=True)
    to_state = models.CharField(_("to"), max_length=10, choices=SignUpState)
    actor = models.CharField(_("by"), max_length=11, choices=Actor)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member of the team"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=17, choices=Reason)
    at = models.DateTimeField(_("on"), default=timezone.now)
    #: Seats taken once the move was made, and seats that may be: why nobody else was served can be read later.
    occupied = models.PositiveIntegerField(_("places taken"))
    capacity = models.PositiveIntegerField(_("open places"))
    is_over_capacity = models.BooleanField(_("over capacity, on purpose"), default=False)

    class Meta:
        verbose_name = _("move of a booking")
        verbose_name_plural = _("moves of bookings")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.sign_up_id}: {self.from_state} → {self.to_state}"
