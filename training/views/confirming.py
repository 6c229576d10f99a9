"""The two pages behind the buttons of our mails: confirm an address, answer an offer. Opening them changes nothing."""

from django.http import HttpRequest, HttpResponse

from training.mails.links import Purpose
from training.rules.states import SignUpState
from training.services.answer_offer import accept_offer, decline_offer
from training.services.confirm_address import confirm_address
from training.services.shared.errors import NotOpen
from training.views.answers import SeeOther
from training.views.personal import Mine, kept_seat, personal_page, show


@personal_page(Purpose.CONFIRM)
def confirm(request: HttpRequest, mine: Mine) -> HttpResponse:
    """One button, that takes the seat or the next place in the queue."""
    if request.method == "POST":
        try:
            confirm_address(session_key=mine.sign_up.session_key, public_id=mine.sign_up.public_id)
        except NotOpen:
            # Too late: this page says so, and what one may do.
            return SeeOther(mine.path("confirm", Purpose.CONFIRM))
        return SeeOther(mine.path("manage"))
    session = mine.session if can_answer(mine, SignUpState.REQUESTED) else None
    has_seat = bool(session and session.availability.left)
    will_wait = bool(session and not has_seat and session.facts.has_waiting_list)
    return show(request, "confirm", mine, can_confirm=session is not None, has_seat=has_seat, will_wait=will_wait)


@personal_page(Purpose.OFFER)
def offer(request: HttpRequest, mine: Mine) -> HttpResponse:
    """Two buttons: take the seat that became free, or leave it to the next in line."""
    if request.method == "POST":
        service = {"accept": accept_offer, "decline": decline_offer}.get(request.POST.get("answer", ""))
        if service is None:
            return SeeOther(mine.path("offer", Purpose.OFFER))
        try:
            service(session_key=mine.sign_up.session_key, public_id=mine.sign_up.public_id)
        except NotOpen:
            return SeeOther(mine.path("offer", Purpose.OFFER))
        return SeeOther(mine.path("manage"))
    return show(
        request, "offer", mine, can_answer=can_answer(mine, SignUpState.OFFERED), kept_seat=kept_seat(mine.sign_up)
    )


def can_answer(mine: Mine, state: SignUpState) -> bool:
    """Whether the sign-up is in that state, and its time is not over."""
    return mine.sign_up.state == state and not mine.is_over
