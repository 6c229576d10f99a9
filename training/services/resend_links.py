"""“I lost my mail”: the links again, to the address only, whatever it is."""

from uuid import uuid4

from django.conf import settings
from django.db import transaction

from core.mails.record import asked_by_anybody
from core.outbox.queue import enqueue, sent_today
from training.rules.mail_names import MailName


@transaction.atomic
def resend_links(*, email: str, language: str) -> None:
    """Ask for the links of all sign-ups of an address.

    The same is written for any address, known or not: whether there is something to send is found out when mails leave.
    Nobody learns from the answer, or from the time it takes, who has signed up.

    :param email: as typed, checked by a form.
    :param language: the language of the page it was asked from.
    """
    if sent_today(email, mails=asked_by_anybody()) >= settings.SIGN_UP_MAILS_A_DAY:
        return
    enqueue(
        key=f"{MailName.LINKS}:{uuid4().hex}",
        mail=MailName.LINKS,
        recipient=email,
        language=language,
        about=None,
        context={},
    )
