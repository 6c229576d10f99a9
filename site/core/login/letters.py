"""The mails about second factors: to whoever’s it is, and to the colleague who helped."""

from datetime import datetime
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mails.letter import Letter
from core.mails.placeholders import Placeholder
from core.mails.record import Mail
from core.models import OutboxMail, User
from core.outbox.queue import enqueue
from core.words import moment

FACTOR_CHANGED, FACTOR_RESET, FACTOR_RESET_FOR = "factor_changed", "factor_reset", "factor_reset_for"

ACCOUNT = Placeholder("compte", _("log-in name of the account"))
COLLEAGUE = Placeholder("collègue", _("log-in name of the colleague"))
MOMENT = Placeholder("moment", _("day and hour"), in_subject=False)


def tell(row: OutboxMail) -> Letter:
    """What was written down when it was done."""
    values = {name: value for name, value in row.context.items() if name != "moment"}
    return Letter(values=values | {"moment": moment(datetime.fromisoformat(row.context["moment"]))})


def example(language: str) -> Letter:
    """The same of somebody invented."""
    return Letter(
        values={"compte": "camille.example", "collègue": "dominique.example", "moment": moment(timezone.now())}
    )


MAILS = (
    Mail(
        name=FACTOR_CHANGED,
        label=_("Your second factor was changed"),
        application="core",
        tell=tell,
        example=example,
        placeholders=(ACCOUNT, MOMENT),
    ),
    Mail(
        name=FACTOR_RESET,
        label=_("Your second factor was reset by a colleague"),
        application="core",
        tell=tell,
        example=example,
        placeholders=(ACCOUNT, COLLEAGUE, MOMENT),
    ),
    Mail(
        name=FACTOR_RESET_FOR,
        label=_("You reset the second factor of a colleague"),
        application="core",
        tell=tell,
        example=example,
        placeholders=(ACCOUNT, COLLEAGUE, MOMENT),
    ),
)


def write(mail: str, to: User, **values: str) -> None:
    """Write to somebody of the team what was done; nothing to an account without an address.

    :param mail: name of one of :data:`MAILS`.
    :param values: of its placeholders, but for the moment, which is now.
    """
    if not to.email:
        return
    language = to.wagtail_userprofile.get_preferred_language() if hasattr(to, "wagtail_userprofile") else "fr"
    enqueue(
        key=f"{mail}:{uuid4()}",
        mail=mail,
        recipient=to.email,
        language=language,
        context=values | {"moment": timezone.now().isoformat()},
    )
