"""What the site tells the holder of an account, and nobody else: a way to a new password, what became of the account.

A row of the outbox holds whom it is for, and no address; the link to a new password is made when its mail leaves. So
nothing that is kept lets anybody in, and whoever asks for a reset makes the same row, known or not. Their words are
``core/mail_texts``; no pause holds them, and the journal does not show them (``core.mails.record``).
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.functional import Promise
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.enums import Language
from core.mail_addresses import address_key
from core.mails.letter import Action, Letter
from core.mails.placeholders import Placeholder
from core.mails.record import Mail, NotRelevant
from core.models import OutboxMail, User
from core.outbox.queue import enqueue
from core.words import clock, day

NEW_PASSWORD, PASSWORD_CHANGED = "account_new_password", "account_password_changed"
NOBODY = gettext_lazy("There is no account that this email is for.")
TOO_LATE = gettext_lazy("The time to choose a new password is over.")
ACCOUNT = Placeholder("compte", gettext_lazy("login name of the account"), required=True)
MOMENT = Placeholder("moment", gettext_lazy("day and time"), in_subject=False)


def tell(user: User, what: str, **about: int) -> None:
    """Write a mail to the holder of an account, in the transaction of what it tells. It leaves later.

    :param user: whose account it is; a mail to nobody is skipped when its turn comes.
    :param what: name of a registered mail made by :func:`account_mail`.
    :param about: numbers of the accounts that it names, where it names others.
    :raises UnknownMail: no such mail is registered.
    """
    profile = getattr(user, "wagtail_userprofile", None)
    write(what, [user.pk], profile.preferred_language if profile else None, **about)


def write(what: str, accounts: Sequence[int], language: str | None, **about: int) -> None:
    """Write one mail to the holder of some accounts, who has one address; to nobody, it is written all the same.

    :param accounts: their numbers.
    :param language: in which they use the admin; French where that is none of the site.
    """
    enqueue(
        key=f"{what}:{uuid.uuid4()}",
        mail=what,
        recipient="",
        language=language if language in Language.values else settings.LANGUAGE_CODE,
        context={"accounts": list(accounts), **about},
    )


def holders(row: OutboxMail) -> list[User]:
    """The accounts that a mail is for, as they are now, with one address.

    :raises NotRelevant: there is none that can be written to.
    """
    users = User.objects.filter(pk__in=row.context.get("accounts", [])).exclude(email="").order_by("pk")
    found = [user for user in users if address_key(user.email) == address_key(users[0].email)]
    if not found:
        raise NotRelevant(NOBODY)
    return found


def address_of(row: OutboxMail) -> str:
    """Where a mail goes: the address that the account has when it leaves."""
    return holders(row)[0].email


def account_mail(name: str, label: str | Promise, **more: Any) -> Mail:
    """A mail that tells the holder of an account what became of it: its text names {compte}, and may name {moment}.

    :param name: stable, and its own in the whole house; its words stand under it in ``core/mail_texts``.
    :param label: for the team.
    :param more: what else its record says.
    """
    record: dict[str, Any] = {"tell": tell_news, "example": example_of_news, "placeholders": (ACCOUNT, MOMENT)}
    return Mail(name=name, label=label, application="core", addressee=address_of, **record | more)


def tell_news(row: OutboxMail) -> Letter:
    """What became of an account, when, and the way to a new password for whoever did not want it."""
    return news(holders(row)[0].get_username(), row)


def news(account: str, row: OutboxMail) -> Letter:
    """The letter of what happened to an account when its row was written."""
    values = {"compte": account, "moment": when(row.created_at)}
    return Letter(values=values, links=[Action(_("Ask for a new password"), address("wagtailadmin_password_reset"))])


def when(moment: datetime) -> str:
    """A day and the time on the wall: “1er avril 2026, 9 h 30”."""
    local = timezone.localtime(moment)
    return f"{day(local)}, {clock(local)}"


def example_of_news(language: str) -> Letter:
    """The same for an invented account."""
    return news("camille.exemple", OutboxMail(language=language))


def tell_new_password(row: OutboxMail) -> Letter:
    """A link for each account that somebody forgot the password of.

    :raises NotRelevant: nobody has it, or it was asked for so long ago that the link would have ended.
    """
    if timezone.now() - row.created_at > timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        raise NotRelevant(TOO_LATE)
    users = [user for user in holders(row) if user.is_active and user.has_usable_password()]
    if not users:
        raise NotRelevant(NOBODY)
    first, *others = [choose(user.get_username(), link_for(user)) for user in users]
    return Letter(action=first, links=others)


def link_for(user: User) -> str:
    """The address where somebody chooses a new password: once, and for ``PASSWORD_RESET_TIMEOUT`` seconds."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return address("wagtailadmin_password_reset_confirm", key, default_token_generator.make_token(user))


def choose(account: str, url: str) -> Action:
    """The link of one account."""
    until = timezone.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    label = _("Choose a new password for the account “%(account)s”") % {"account": account}
    note = _("The link works until %(moment)s.") % {"moment": when(until)}
    return Action(label, url, note, is_secret=True)


def example_of_new_password(language: str) -> Letter:
    """The same for an invented account, with a link that leads nowhere."""
    url = address("wagtailadmin_password_reset_confirm", "MA", "set-password")
    return Letter(action=choose("camille.exemple", url))


def address(name: str, *args: str) -> str:
    """A whole address of this site."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


MAILS = (
    account_mail(
        NEW_PASSWORD,
        gettext_lazy("Choose a new password"),
        tell=tell_new_password,
        example=example_of_new_password,
        placeholders=(),
    ),
    account_mail(PASSWORD_CHANGED, gettext_lazy("The password of your account has changed")),
)
