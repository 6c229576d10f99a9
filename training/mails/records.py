"""The record of a mail about one sign-up: what is the same for all of them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.functional import Promise

from core.mails.letter import Letter
from core.mails.placeholders import Placeholder
from core.mails.record import Mail
from core.models import OutboxMail
from training.mails.case import Case
from training.mails.examples import invented_case
from training.mails.follows import correct_sign_up
from training.mails.parts import closed
from training.mails.placeholders import OF_A_PERSON
from training.rules.mail_names import MailName
from training.rules.states import SignUpState

Story = Callable[[Case], Letter]


def participant_mail(
    name: MailName,
    label: str | Promise,
    story: Story,
    state: SignUpState,
    *own: Placeholder,
    to_unconfirmed: bool = False,
    **more: Any,
) -> Mail:
    """A mail about one sign-up.

    :param story: what it tells, from the case of somebody.
    :param state: of the sign-up in its preview.
    :param own: its placeholders, beyond those of every mail about one person.
    :param to_unconfirmed: whether it is written to addresses that nobody has confirmed: it names nobody then.
    :param more: what else its record says.
    """
    holders = (*OF_A_PERSON, *own)
    barred = [holder.name for holder in holders if to_unconfirmed and holder.is_typed]
    return Mail(
        name=name.value,
        label=label,
        application="training",
        tell=partial(tell, story),
        example=partial(example, story, state),
        placeholders=[holder for holder in holders if holder.name not in barred],
        barred=barred,
        corrected=correct_sign_up,
        **more,
    )


def tell(story: Story, row: OutboxMail) -> Letter:
    """What is true of a sign-up when a mail about it leaves.

    :raises NotRelevant: there is nothing true to say any more.
    """
    return whole(story, Case.of(row))


def example(story: Story, state: SignUpState, language: str) -> Letter:
    """What would be true of an invented sign-up."""
    return whole(story, invented_case(language, state))


def whole(story: Story, case: Case) -> Letter:
    """A letter with the lines that close every mail."""
    return closed(story(case), case.words, case.team, case.state)
