"""The small words of mails to participants: labels, links, sentences by case; in ``training/mail_texts`` too."""

from collections.abc import Collection
from functools import cache

from core.mails.placeholders import fill
from core.mails.wording import shipped_words


class Words:
    """The shipped words of one language.

    :param language: code of the language.
    """

    def __init__(self, language: str) -> None:
        self._words = shipped_words("training", language)

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

    def sentences(self, of: str, never: Collection[str] = ()) -> list[str]:
        """The sentences for the cases of a mail, their own placeholders not filled in.

        :param never: names of cases to leave out.
        """
        return [sentence for name, sentence in self._words["situations"][of].items() if name not in never]

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
