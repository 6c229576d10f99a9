"""Sessions of the team, in the database: each says whose it is, when it began, when somebody last did something in it.

A session ends half an hour after the last thing that was done, and twelve hours after its log-in in any case
(``SESSION_IDLE`` and ``SESSION_LONGEST``, in seconds). One that has ended is kept for some days, so that what was typed
in it can be sent again by the same person, and by nobody else: `core.login.sending_again`.

Django has a way to keep more in the row of a session, and this is it: the row is written with the data, in one
statement, whatever changes the key.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.login.sending_again import keep_typed
from core.models import TeamSession, User

BEGUN, SEEN, BROWSER = "begun", "seen", "browser"
#: How often it is written that somebody is there, in seconds.
PRECISION = 60
#: Addresses that the editor's page calls by itself, whether somebody is there or not.
BY_ITSELF = frozenset(
    {"core_session_left", "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"}
)
#: What browsers call themselves; the first that fits, since most name the others too.
FAMILIES = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"))
LINUX = ("Linux", "Linux")


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with what is told of each in columns of its own."""

    @classmethod
    def get_model_class(cls) -> type[TeamSession]:
        return TeamSession

    def create_model_instance(self, data: dict[str, Any]) -> TeamSession:
        row = cast(TeamSession, super().create_model_instance(data))
        row.account_id = data.get(SESSION_KEY)
        row.begun_at, row.seen_at = moment(data.get(BEGUN)), moment(data.get(SEEN))
        row.browser = data.get(BROWSER, "")
        return row


def moment(seconds: int | None) -> datetime | None:
    """A time of a session, as a column has it.

    :param seconds: since 1970.
    """
    return datetime.fromtimestamp(seconds, tz=UTC) if seconds else None


def seconds_now() -> int:
    """The time as sessions keep it: seconds since 1970."""
    return int(timezone.now().timestamp())


def browser_of(request: HttpRequest) -> str:
    """The family of a browser and its system, of a closed list: enough to know one's own telephone again."""
    agent = request.headers.get("User-Agent", "")
    names = [next((name for sign, name in known if sign in agent), "") for known in (FAMILIES, (*SYSTEMS, LINUX))]
    return ", ".join(filter(None, names))


@receiver(user_logged_in)
def begin(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A log-in begins a session, by whatever road it came."""
    now = seconds_now()
    request.session.update({BEGUN: now, SEEN: now, BROWSER: browser_of(request)})


def seconds_left(data: Any) -> int:
    """How long a session still lasts if nobody does anything; nothing or less once it has ended.

    :param data: of the session.
    """
    longest = data.get(BEGUN, 0) + settings.SESSION_LONGEST
    idle = data.get(SEEN, 0) + settings.SESSION_IDLE
    return min(longest, idle) - seconds_now()


class SessionLimitsMiddleware:
    """Whoever did nothing for too long is nobody, until they log in again. Readers have no session, and get none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if has_ended(request):
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, arguments: object, names: object) -> HttpResponse | None:
        """Note that somebody is there, once a minute at most; keep what was typed in a session that has ended."""
        # Asked first: to look at the user of a reader would be to look for a session.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if has_ended(request):
            return keep_typed(request)
        by_itself = request.resolver_match is not None and request.resolver_match.view_name in BY_ITSELF
        late = seconds_now() - request.session.get(SEEN, 0) >= PRECISION
        if late and not by_itself and request.user.is_authenticated:
            request.session[SEEN] = seconds_now()
        return None


def has_ended(request: HttpRequest) -> bool:
    """Whether a request comes in a session of somebody that has ended."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return False
    return seconds_left(request.session) <= 0
