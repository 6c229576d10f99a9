"""What is kept of a participant, and until when: real days, in plain words."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.words import day
from training.models import AccessNeed, SessionPage, SignUp
from training.rules.retention import kept_until
from training.rules.states import SignUpState


@dataclass(frozen=True)
class Kept:
    """One line: what is kept, what for, and until when."""

    what: str | Promise
    why: str | Promise
    until: str


def kept_data(sign_up: SignUp, session: SessionPage | None) -> list[Kept]:
    """What is kept of a participant.

    :param session: theirs, if its page is still there.
    """
    rule = "confirmed" if sign_up.state == SignUpState.CONFIRMED else "not_confirmed"
    rows = [
        Kept(
            _("Name, email address, organisation, job and answers"),
            _("To organise the session and contact you"),
            until_of(session, rule),
        )
    ]
    if AccessNeed.objects.filter(sign_up=sign_up).exists():
        rows.append(
            Kept(
                _("What would help you take part"),
                _("To make sure you can take part; only a few people can read it"),
                until_of(session, "access_needs"),
            )
        )
    return [
        *rows,
        Kept(_("The text of our emails"), _("To answer your questions about them"), after_sending("mail_text")),
        Kept(_("The fact that we sent an email"), _("To find out why an email was lost"), after_sending("mail")),
        Kept(
            _("A trace of your network, which nobody can read"),
            _("To stop spam"),
            days(settings.RETENTION_DAYS["network"]),
        ),
        Kept(
            _("Session, type of organisation and département, without your name"),
            _("To count participants"),
            _("No limit: it does not identify you"),
        ),
    ]


def until_of(session: SessionPage | None, rule: str) -> str:
    """The last day of something, in words."""
    last = kept_until(session.last_day, rule) if session else None
    if last is None:
        return days(settings.RETENTION_DAYS[rule])
    return _("Until %(day)s") % {"day": day(max(last, timezone.localdate()))}


def after_sending(rule: str) -> str:
    """How long something of a mail is kept, in words."""
    many = settings.RETENTION_DAYS[rule]
    return ngettext("%(days)d day after it was sent", "%(days)d days after it was sent", many) % {"days": many}


def days(many: int) -> str:
    """A number of days, in words."""
    return ngettext("%(days)d day", "%(days)d days", many) % {"days": many}
