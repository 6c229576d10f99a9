"""The two forms of somebody's own page: correct one's details, give one's seat to a colleague."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from core.outbox.ceiling import hours_to_wait
from training.mails.links import Purpose
from training.models import SignUpForm
from training.rules.participants import Participant
from training.rules.states import SignUpState
from training.services.correct_sign_up import correct_sign_up
from training.services.hand_over import hand_over
from training.services.shared.errors import Refused
from training.views.answers import SeeOther, private_page
from training.views.forms import CorrectionForm, HandOverForm, PersonForm
from training.views.notices import BUSY, Notice, refusal
from training.views.personal import Mine, personal_page, show


@personal_page(Purpose.MANAGE)
def correct(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Correct what one has said of oneself. A new address gets new links: these are dead from then on."""
    sign_up = mine.sign_up
    if not sign_up.is_active or mine.has_begun:
        return SeeOther(mine.path("manage"))
    former = sign_up.participant
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        asks=mine.session.asked_form if mine.session else SignUpForm.default(),
        language=get_language(),
        access_needs_days=settings.RETENTION_DAYS["access_needs"],
        initial=said_by(former),
    )
    if not form.is_valid():
        return show(request, "correct", mine, form=form)
    participant = replace(former, **form.cleaned_data)
    try:
        correct_sign_up(session_key=sign_up.session_key, public_id=sign_up.public_id, participant=participant)
    except (Refused, OperationalError) as error:
        return shown_again(request, "correct", mine, form, error)
    if participant.email_key != former.email_key:
        return SeeOther(reverse("sign_ups:address_corrected"))
    return SeeOther(f"{mine.path('manage')}?done=corrected")


def said_by(participant: Participant) -> dict[str, Any]:
    """What somebody said of themselves, for the fields of a form."""
    names = ("name", "email", "organisation", "organisation_kind", "department", "function", "access_needs")
    return {name: getattr(participant, name) for name in names}


@private_page
def address_corrected(request: HttpRequest) -> HttpResponse:
    """Where the links of somebody with a new address are. The same for everybody: it names nobody."""
    return render(request, "training/sign_up/address_corrected.html", {"wait_hours": hours_to_wait()})


@personal_page(Purpose.MANAGE)
def give(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Give one's seat to a colleague."""
    sign_up = mine.sign_up
    if sign_up.state != SignUpState.CONFIRMED or mine.has_begun:
        return SeeOther(mine.path("manage"))
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, "hand_over", mine, form=form)
    try:
        hand_over(session_key=sign_up.session_key, public_id=sign_up.public_id, **form.cleaned_data)
    except (Refused, OperationalError) as error:
        return shown_again(request, "hand_over", mine, form, error)
    return SeeOther(mine.path("manage"))


def shown_again(
    request: HttpRequest, template: str, mine: Mine, form: PersonForm, error: Refused | OperationalError
) -> HttpResponse:
    """The form with what was typed, and why it was refused."""
    notice: Notice = refusal(error) if isinstance(error, Refused) else BUSY
    return show(request, template, mine, status=notice.status, form=form, notice=notice)
