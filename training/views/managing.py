"""The page of a participant, and what takes one button: the calendar file, withdraw, be forgotten."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from training.mails.invitations import calendar_file
from training.mails.links import Purpose, path_to
from training.models import SignUp
from training.rules.states import SignUpState
from training.services.cancel_sign_up import cancel_sign_up
from training.services.change_session import MAY_CHANGE, is_changing
from training.services.erase_sign_up import ask_for_erasure
from training.views.answers import SeeOther
from training.views.kept_data import kept_data
from training.views.personal import Mine, kept_seat, personal_page, show

#: What was just done and cannot be seen from the state, by the word that the address carries then.
DONE = {"corrected": _("Your details have been corrected."), "asked": _("We have received your request.")}


@dataclass(frozen=True)
class Action:
    """A way on from a participant's page."""

    label: str | Promise
    url: str


@personal_page(Purpose.MANAGE)
def manage(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Where somebody stands, and what they can do about it."""
    sign_up = mine.sign_up
    return show(
        request,
        "manage",
        mine,
        done=DONE.get(request.GET.get("done", "")),
        actions=actions_of(mine),
        calendar_url=mine.path("calendar"),
        other_dates=[] if sign_up.is_active and not mine.is_over else mine.others,
        kept_seat=kept_seat(sign_up),
        other_date=other_date(sign_up),
        kept=kept_data(sign_up, mine.session),
    )


def actions_of(mine: Mine) -> list[Action]:
    """What somebody can do, the most wanted first."""
    sign_up = mine.sign_up
    erase = [] if sign_up.erasure_asked_at else [Action(_("Delete my data"), mine.path("erase"))]
    if not sign_up.is_active or mine.has_begun:
        return erase
    is_confirmed = sign_up.state == SignUpState.CONFIRMED
    offered = {
        "correct": _("Correct my details"),
        "change": _("Change to another session") if sign_up.state in MAY_CHANGE and not is_changing(sign_up) else "",
        "hand_over": _("Give my place to a colleague") if is_confirmed else "",
        "cancel": _("Cancel booking"),
    }
    return [*(Action(label, mine.path(name)) for name, label in offered.items() if label), *erase]


def other_date(sign_up: SignUp) -> str:
    """The address of the page of the sign-up for another date, that replaces this one or may; else empty."""
    # Of the same address: who corrected the other one to somebody else’s must not act in their name.
    new = SignUp.objects.filter(replaces=sign_up, email_key=sign_up.email_key, anonymised_at=None).last()
    return path_to("manage", new) if new and (new.is_active or not sign_up.is_active) else ""


@personal_page(Purpose.MANAGE)
def calendar(request: HttpRequest, mine: Mine) -> HttpResponse:
    """The session of somebody who has a seat, for their calendar; the state of things for the others."""
    if mine.sign_up.state != SignUpState.CONFIRMED or mine.session is None:
        return SeeOther(mine.path("manage"))
    response = HttpResponse(calendar_file(mine.sign_up), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{mine.session.slug}.ics"'
    return response


@personal_page(Purpose.MANAGE)
def cancel(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Ask once more, then withdraw."""
    if request.method == "POST":
        cancel_sign_up(session_key=mine.sign_up.session_key, public_id=mine.sign_up.public_id)
        return SeeOther(mine.path("manage"))
    if not mine.sign_up.is_active or mine.has_begun:
        return SeeOther(mine.path("manage"))
    return show(request, "cancel", mine)


@personal_page(Purpose.MANAGE)
def erase(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Ask once more, then have everything forgotten that says who somebody is."""
    if request.method == "POST":
        ask_for_erasure(session_key=mine.sign_up.session_key, public_id=mine.sign_up.public_id)
        return SeeOther(mine.path("manage"))
    if mine.sign_up.erasure_asked_at:
        return SeeOther(mine.path("manage"))
    return show(request, "erase", mine, withdraws=mine.sign_up.is_active and not mine.has_begun)
