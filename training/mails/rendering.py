"""A mail to a participant, written when it leaves: from what was decided then, and what is true now.

Whatever the team has written, the mail is whole: the facts, the links, the address to write to and how long data is
kept follow the text, and are no part of it.
"""

from dataclasses import replace

from core.models import OutboxMail
from core.outbox.kinds import Message
from training.mails.case import Case
from training.mails.endings import ENDINGS
from training.mails.facts import Team
from training.mails.letter import Letter
from training.mails.my_links import my_links
from training.mails.parts import contact_note, data_note
from training.mails.stories import STORIES
from training.mails.wording import Text, text_of, words_in
from training.mails.writing import html_of, plain_text, subject_of
from training.rules.mail_names import MailName

TELLERS = STORIES | ENDINGS


def render(mail: OutboxMail) -> Message:
    """Write a mail, in the active language, which is the mail’s.

    :raises NotRelevant: it has nothing true to say any more.
    """
    kind = MailName(mail.kind)
    if kind == MailName.LINKS:
        letter, team = my_links(mail)
        state = None
    else:
        case = Case.of(mail)
        letter, team, state = TELLERS[kind](case), case.team, case.state
    return message_of(text_of(kind, mail.language), letter, team=team, state=state, language=mail.language)


def message_of(text: Text, letter: Letter, *, team: Team, state: str | None, language: str) -> Message:
    """A letter in its words, laid out, with the lines that close every mail.

    :param state: of the sign-up, on which depends how long it is kept; none when the letter is about several.
    """
    words = words_in(language)
    closing = [note for note in (contact_note(words, team), data_note(words, state)) if note]
    letter = replace(letter, notes=[*letter.notes, *closing])
    return Message(
        subject=subject_of(text, letter),
        text=plain_text(text, letter),
        html=html_of(text, letter, language=language),
        calendars=tuple(letter.calendars),
        reply_to=team.email,
    )
