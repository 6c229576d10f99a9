"""Whose page it is: a sign-up found by its link, and what every such page shows."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from core.languages import beside
from core.links import is_valid
from training.mails.links import Purpose, path_to
from training.models import SessionPage, SignUp
from training.rules.retention import kept_until
from training.rules.states import SignUpState
from training.services.confirm_address import note_read
from training.services.shared.errors import Refused
from training.services.shared.start_clock import is_overdue
from training.views.answers import View, private_page
from training.views.notices import BUSY, RETRY_AFTER, Notice, refusal
from training.views.outcomes import Outcome, outcome_of

logger = logging.getLogger(__name__)


@dataclass
class Mine:
    """A sign-up, and its session as the reader reads it."""

    sign_up: SignUp
    now: datetime

    @cached_property
    def session(self) -> SessionPage | None:
        """Its session in the active language; none once its page is deleted."""
        source = SessionPage.objects.in_source_language().filter(translation_key=self.sign_up.session_key).first()
        if source is None:
            return None
        shown = beside(source)
        shown.facts = source
        return shown

    @cached_property
    def others(self) -> list[SessionPage]:
        """Other sessions of the course still to come, if their page is online."""
        return self.session.other_sessions if self.session and self.session.course.live else []

    @cached_property
    def outcome(self) -> Outcome:
        """Where they stand, in words."""
        return outcome_of(self.sign_up, is_over=self.is_over, has_begun=self.has_begun)

    @property
    def has_begun(self) -> bool:
        """Whether it is too late to change anything."""
        return self.session is None or self.session.starts_at is None or self.session.starts_at <= self.now

    @cached_property
    def is_over(self) -> bool:
        """Whether the time to confirm the address, or to answer the offer, is over."""
        return self.has_begun or is_overdue(self.sign_up, self.now)

    @property
    def is_confirmed(self) -> bool:
        """Whether they have a seat, for good."""
        return self.sign_up.state == SignUpState.CONFIRMED

    @property
    def confirm_url(self) -> str:
        """Where they confirm their address; empty when there is nothing to confirm."""
        is_asked = self.sign_up.state == SignUpState.REQUESTED and not self.is_over
        return self.path("confirm", Purpose.CONFIRM) if is_asked else ""

    @property
    def offer_url(self) -> str:
        """Where they answer an offer; empty when there is none."""
        is_asked = self.sign_up.state == SignUpState.OFFERED and not self.is_over
        return self.path("offer", Purpose.OFFER) if is_asked else ""

    @property
    def kept_until(self) -> date | None:
        """The last day on which their data are kept."""
        return kept_until(self.session.last_day, "confirmed") if self.session else None

    def path(self, name: str, purpose: Purpose = Purpose.MANAGE) -> str:
        """The address of one of their pages, without the host."""
        return path_to(name, self.sign_up, purpose)


def personal_page(purpose: Purpose) -> Callable[[View], View]:
    """Make a view the page of whoever has the link: it is given the request and a :class:`Mine`.

    A link that is wrong and one of nothing there have the same answer, after the same work. What the database is too
    busy to do, and what a service refuses, is said in words.
    """

    def decorate(view: View) -> View:
        @private_page
        @wraps(view)
        def answer(request: HttpRequest, public_id: UUID, token: str) -> HttpResponse:
            sign_up = SignUp.objects.select_related("organisation_kind", "replaces").filter(public_id=public_id).first()
            version = sign_up.token_version if sign_up else None
            is_theirs = is_valid(token, purpose=purpose, public_id=public_id, version=version)
            if sign_up is None or not is_theirs:
                return unknown(request)
            mine = Mine(sign_up, timezone.now())
            try:
                # To confirm notes it with the seat: both, or neither.
                if request.method == "POST" and purpose != Purpose.CONFIRM:
                    note_read(sign_up, mine.now)
                return view(request, mine)
            except Refused as error:
                return note(request, mine, refusal(error), purpose)
            except OperationalError:
                if request.method != "POST":
                    raise
                logger.warning("A participant’s request was refused: the database was busy.")
                return note(request, mine, BUSY, purpose)

        return answer

    return decorate


def kept_seat(sign_up: SignUp) -> str:
    """The address of the page of the seat that somebody keeps while they wait for this one; empty if there is none.

    Of the same address only: who corrected one of the two to somebody else’s must not act in their name.
    """
    former = sign_up.replaces
    is_kept = former and former.is_active and sign_up.is_active and former.email_key == sign_up.email_key
    return path_to("manage", former) if former and is_kept else ""


def show(request: HttpRequest, template: str, mine: Mine, *, status: int = 200, **context: Any) -> HttpResponse:
    """One of a participant's pages."""
    shared = {"mine": mine, "sign_up": mine.sign_up, "session": mine.session, "own_url": mine.path("manage")}
    return render(request, f"training/sign_up/{template}.html", {**shared, **context}, status=status)


def note(request: HttpRequest, mine: Mine, notice: Notice, purpose: Purpose) -> HttpResponse:
    """A page that only says something, and leads back."""
    response = show(request, "note", mine, status=notice.status, notice=notice, back_url=mine.path(purpose, purpose))
    if notice is BUSY:
        response["Retry-After"] = RETRY_AFTER
    return response


def unknown(request: HttpRequest) -> HttpResponse:
    """What is said of a link that leads nowhere, whatever the reason: nothing of it is repeated."""
    context = {"shared_path": reverse("sign_ups:lost_link")}
    return render(request, "training/sign_up/unknown.html", context, status=404)
