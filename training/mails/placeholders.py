"""What the team may write between braces in the texts of mails to participants."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core.mails.placeholders import Placeholder
from training.mails.wording import words_in

CONTACT = Placeholder("contact", _("email address of the training team"))
#: What every mail about one person may name: ``training.mails.case.Case.values``.
OF_A_PERSON = (
    Placeholder("personne", _("first and last name of the person"), is_typed=True),
    Placeholder("formation", _("title of the course")),
    Placeholder("dates", _("day of the session, or its first and last day")),
    CONTACT,
)
DEADLINE = Placeholder("échéance", _("day and time by which to answer"))
RANK = Placeholder("rang", _("position on the waiting list"))
DELAY = Placeholder("délai", _("time left before the session: today, tomorrow, in 7 days"))
COLLEAGUE = Placeholder("collègue", _("name of the colleague who receives the place"), is_typed=True)
LEFT_SESSION = Placeholder("ancienne-session", _("day of the session that the person leaves"))
REASON = Placeholder("motif", _("why the session is cancelled: a sentence"), in_subject=False, required=True)


def situation(group: str, *, required: bool = False, never: Sequence[str] = ()) -> Placeholder:
    """The sentence that depends on the case.

    :param group: its sentences, among the ``situations`` of the shipped words.
    :param required: whether the text is wrong without it.
    :param never: cases of the group that the mail is not about.
    """

    def sentences(language: str) -> Sequence[str]:
        return words_in(language).sentences(group, never)

    meaning = _("what is true of this person: a sentence that depends on the case, or nothing")
    return Placeholder("situation", meaning, in_subject=False, required=required, sentences=sentences)
