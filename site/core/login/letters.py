"""The mails about second factors: to whoever’s it is, and to the colleague who helped."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.login.mails import ACCOUNT, MOMENT, account_mail, holders, news
from core.mails.letter import Letter
from core.mails.placeholders import Placeholder
from core.models import OutboxMail, User

FACTOR_CHANGED, FACTOR_RESET, FACTOR_RESET_FOR = "factor_changed", "factor_reset", "factor_reset_for"
COLLEAGUE = Placeholder("collègue", gettext_lazy("log-in name of the colleague"))


def tell_help(row: OutboxMail) -> Letter:
    """Who helped whom. The row holds their numbers: ``account``, ``colleague``.

    :raises NotRelevant: there is nobody any more to write to.
    """
    holders(row)
    letter = news(name_of(row.context["account"]), row)
    return Letter(values={**letter.values, "collègue": name_of(row.context["colleague"])}, links=letter.links)


def name_of(number: int) -> str:
    """The log-in name of an account, if there still is one."""
    user = User.objects.filter(pk=number).first()
    return user.get_username() if user else _("(deleted account)")


def example_of_help(language: str) -> Letter:
    """The same for invented accounts."""
    letter = news("camille.exemple", OutboxMail(language=language))
    return Letter(values={**letter.values, "collègue": "dominique.exemple"}, links=letter.links)


HELP = {"tell": tell_help, "example": example_of_help, "placeholders": (ACCOUNT, COLLEAGUE, MOMENT)}
MAILS = (
    account_mail(FACTOR_CHANGED, gettext_lazy("Your second factor was changed")),
    account_mail(FACTOR_RESET, gettext_lazy("Your second factor was reset by a colleague"), **HELP),
    account_mail(FACTOR_RESET_FOR, gettext_lazy("You reset the second factor of a colleague"), **HELP),
)
