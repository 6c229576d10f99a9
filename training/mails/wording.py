"""The words of mails: those shipped, one file a language in ``training/mail_texts``, and the team’s own over them."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from training.models import MailText
from training.rules.mail_names import MailName
from training.rules.placeholders import fill

#: Mails that say where somebody stands.
STANDING = (MailName.ALREADY_SIGNED_UP, MailName.ADDRESS_CORRECTED)
FOLDER = Path(__file__).resolve().parents[1] / "mail_texts"


@dataclass(frozen=True)
class Text:
    """Subject and body of a mail, their placeholders not filled in. An empty line parts two paragraphs."""

    subject: str
    body: str


class Words:
    """The shipped words of one language.

    :param language: code of the language.
    """

    def __init__(self, language: str) -> None:
        self._words: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text("utf-8"))

    def mail(self, kind: MailName) -> Text:
        """The shipped text of a mail."""
        text = self._words["mails"][kind]
        return Text(subject=text["subject"], body="\n\n".join(text["body"]))

    def situation(self, of: str, name: str, **values: str) -> str:
        """The sentence for a case of a mail, such as ``("withdrawn", "team_seat")``."""
        return fill(self._words["situations"][of][name], values)

    def reason(self, name: str) -> str:
        """Why a session is cancelled, as a sentence; nothing for a reason unknown."""
        return self._words["reasons"].get(name, "")

    def delay(self, days: int) -> str:
        """How far a day is: “today”, “tomorrow”, “in 7 days”."""
        delays = self._words["delays"]
        return fill(delays.get(str(days), delays["n"]), {"jours": str(days)})

    def fact(self, name: str) -> str:
        """The label of a fact, or of a group of them."""
        return self._words["facts"][name]

    def button(self, name: str, **values: str) -> str:
        """What a link does, or the note under it."""
        return fill(self._words["buttons"][name], values)

    def calendar(self, name: str) -> str:
        """What to do with the calendar of a mail."""
        return self._words["calendar"][name]

    def sentences(self, kind: MailName) -> list[str]:
        """What ``{situation}`` may say in a mail, case by case, its own placeholders not filled in."""
        situations = self._words["situations"]
        group = situations["state"] if kind in STANDING else situations.get(kind, {})
        return [sentence for name, sentence in group.items() if name != "requested" or kind not in STANDING]

    def example(self, name: str) -> str:
        """An invented person, course or place."""
        return self._words["example"][name]

    def form(self, name: str, **values: str) -> str:
        """A small turn of the language, such as how hours are joined."""
        return fill(self._words["forms"][name], values)


@cache
def words_in(language: str) -> Words:
    """The shipped words of a language, read once."""
    return Words(language)


def text_of(kind: MailName, language: str) -> Text:
    """The text of a mail as it leaves: the team’s own, or the shipped one."""
    own = MailText.objects.filter(kind=kind, language=language).first()
    return Text(subject=own.subject, body=own.body) if own else words_in(language).mail(kind)
