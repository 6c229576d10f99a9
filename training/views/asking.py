"""Ask for a seat: the form below the page of a session, and what follows it."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import get_language

from core.limits import allow, network_of
from core.links import FormToken, Verdict, issue_form_token, read_form_token
from core.outbox.ceiling import hours_to_wait
from core.page_answers import answers
from training.models import SessionPage, SignUp
from training.rules.participants import Participant
from training.rules.retention import kept_until
from training.services.request_seat import request_seat
from training.services.shared.errors import NotOpen, SessionGone
from training.views.answers import SeeOther, check_form, unlisted
from training.views.forms import ParticipantForm
from training.views.notices import BUSY, CLOSED, RETRY_AFTER, TOO_FAST, TOO_MANY, TOO_OLD, Notice

logger = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
#: What to say of a form that a person may well have sent, but not like that.
OF_TOKENS = {Verdict.TOO_FAST: TOO_FAST, Verdict.TOO_OLD: TOO_OLD, Verdict.FORGED: TOO_OLD}


@answers(SessionPage, "sign_up")
def ask_for_seat(session: SessionPage, request: HttpRequest) -> HttpResponse:
    """The form, and what it sends."""
    if request.method == "POST":
        check_form(request)
        return unlisted(receive(session, request))
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    form = new_form(session) if session.availability.takes_sign_ups else None
    return unlisted(show(session, request, form, issue_form_token()))


@answers(SessionPage, "sign_up_sent")
def look_at_your_mail(session: SessionPage, request: HttpRequest) -> HttpResponse:
    """What is said to everybody who sent the form: what came of it is told by mail only."""
    overrides = {"subpath": session.reverse_subpage("sign_up_sent"), "is_unlisted": True, "wait_hours": hours_to_wait()}
    return unlisted(session.render(request, context_overrides=overrides, template="training/sign_up/sent.html"))


def new_form(session: SessionPage, data: dict[str, str] | None = None) -> ParticipantForm:
    """The form of a session, in the language of the page.

    :param data: what was sent with it.
    """
    days = settings.RETENTION_DAYS["access_needs"]
    return ParticipantForm(data, asks=session.asked_form, language=get_language(), access_needs_days=days)


def show(
    session: SessionPage,
    request: HttpRequest,
    form: ParticipantForm | None,
    token: str,
    notice: Notice | None = None,
) -> HttpResponse:
    """The page of the form, with what was typed in it.

    :param token: comes back with the form.
    :param notice: why it is shown again, if not for its own errors.
    """
    overrides = {
        "form": form,
        "token": token,
        "notice": notice,
        "kept_until": kept_until(session.last_day, "confirmed"),
        "subpath": session.reverse_subpage("sign_up"),
        "is_unlisted": True,
    }
    response = session.render(request, context_overrides=overrides, template="training/sign_up/form.html")
    response.status_code = notice.status if notice else 200
    if notice is BUSY:
        response["Retry-After"] = RETRY_AFTER
    return response


def receive(session: SessionPage, request: HttpRequest) -> HttpResponse:
    """Take what was sent, if it is a request that a person made."""
    form = new_form(session, request.POST)
    token = request.POST.get("token", "")
    youngest, oldest = settings.SIGN_UP_FORM_SECONDS
    seen = read_form_token(token, youngest_seconds=youngest, oldest_seconds=oldest)
    if form.is_bot or was_received(seen):
        return look_at_mail(session, request)
    if not session.availability.takes_sign_ups:
        return show(session, request, form, token, CLOSED)
    is_good = form.is_valid()
    if seen.verdict in (Verdict.TOO_OLD, Verdict.FORGED):
        token = issue_form_token()
    if not is_good:
        return show(session, request, form, token)
    if seen.uuid is None or seen.verdict != Verdict.GOOD:
        return show(session, request, form, token, OF_TOKENS[seen.verdict])
    notice = register(session, request, form, seen.uuid)
    return show(session, request, form, token, notice) if notice else look_at_mail(session, request)


def register(session: SessionPage, request: HttpRequest, form: ParticipantForm, token: UUID) -> Notice | None:
    """Ask the service for the seat. Returns what to say when it could not.

    :param token: of the form: the same form sent twice asks once.

    :raises Http404: the session has just gone.
    """
    limit = settings.SIGN_UP_FORMS_AN_HOUR
    try:
        if not allow("sign-up form", subject=network_of(request), limit=limit, window=HOUR):
            return TOO_MANY
        request_seat(
            session_key=session.translation_key,
            participant=participant_of(form),
            language=get_language(),
            form_token=token,
        )
    except SessionGone as error:
        raise Http404 from error
    except NotOpen:
        session.__dict__.pop("availability", None)
        return CLOSED
    except OperationalError:
        logger.warning("A sign-up was refused: the database was busy.")
        return BUSY
    return None


def was_received(seen: FormToken) -> bool:
    """Whether this very form has made a sign-up: somebody went back, and sent it again."""
    return seen.uuid is not None and SignUp.objects.filter(form_token=seen.uuid).exists()


def participant_of(form: ParticipantForm) -> Participant:
    """What somebody said of themselves, in a valid form."""
    said = {name: value for name, value in form.cleaned_data.items() if name not in form.questions}
    return Participant(**said, answers=form.cleaned_answers())


def look_at_mail(session: SessionPage, request: HttpRequest) -> HttpResponse:
    """Lead to what is said to everybody."""
    return SeeOther(session.get_url(request) + session.reverse_subpage("sign_up_sent"))
