"""A reference to a text of law as a value: which text, which article, when somebody last read it, and where.

The addresses are those of Légifrance, the official publication of French law (decree n° 2002-1064 of 7 August 2002):
of the article at the day it was checked where its identifier is known, else of the search for its number. No
identifier is ever made up. What was only read somewhere else says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.articles import Span, articles_in, spans_of_numbers
from core.dates import months_later

LEGIFRANCE = "https://www.legifrance.gouv.fr"
#: Where the words of a law may lead: Légifrance, and for the law of the Union the Official Journal's own site.
OFFICIAL_HOSTS = frozenset({"www.legifrance.gouv.fr", "legifrance.gouv.fr", "eur-lex.europa.eu"})
#: Identifiers of Légifrance: an article of a code or a law, a text in its versions, a text as first published.
IDENTIFIER = re.compile(r"(LEGIARTI|JORFARTI|LEGITEXT|JORFTEXT)\d{12}")

validate_identifier = RegexValidator(
    rf"^{IDENTIFIER.pattern}$",
    gettext_lazy("An identifier of Légifrance is LEGIARTI, LEGITEXT, JORFARTI or JORFTEXT, then twelve digits."),
)


class Code(models.TextChoices):
    """The codes that contents cite. Another text of law is named in words."""

    PROCUREMENT = "ccp", gettext_lazy("Public Procurement Code")
    RURAL = "crpm", gettext_lazy("Rural and Maritime Fishing Code")
    ENVIRONMENT = "cenv", gettext_lazy("Environmental Code")
    LABOUR = "ct", gettext_lazy("Labour Code")
    LOCAL_AUTHORITIES = "cgct", gettext_lazy("General Code of Local Authorities")
    ADMINISTRATION = "crpa", gettext_lazy("Code of Relations between the Public and the Administration")


def validate_article(value: str) -> None:
    """Refuse what is no article: « L2112-2 », « 35 », or several in a row, « R2111-12 à R2111-17 ».

    :raises ValidationError: in words for the editor.
    """
    spans = spans_of_numbers(value)
    words = re.sub(r"[LRD]?\.?\s?\*?\d+(?:-\d+)*(?:er)?", "", value, flags=re.IGNORECASE).split()
    if len(spans) != 1 or [word for word in words if word != "à"]:
        raise ValidationError(_("One article, such as L2112-2, or several in a row, such as R2111-12 à R2111-17."))


@dataclass(frozen=True)
class LegalReference:
    """A text of law, one of its articles, and when somebody checked what it says.

    :param code: a value of :class:`Code`; empty for another text of law.
    :param law: the name of that other text, in French as it was published.
    :param article: its number, or the first and the last of several in a row; empty for a text cited whole.
    :param checked_on: the day on which somebody last read it; none in a draft.
    :param identifier: of Légifrance, where it is known.
    :param subject: what it is about, in the reader's language.
    :param read_in: where it was read, when not in the official text.
    :param read_at: the address of that.
    """

    code: str = ""
    law: str = ""
    article: str = ""
    checked_on: date | None = None
    identifier: str = ""
    subject: str = ""
    read_in: str = ""
    read_at: str = ""

    @property
    def text_name(self) -> str:
        """The name of the text: of a code in the reader's language."""
        return str(Code(self.code).label) if self.code in Code.values else self.law

    @property
    def name(self) -> str:
        """The text and its article, in words."""
        if not self.article:
            return self.text_name
        if not self.is_range:
            return _("%(text)s, article %(number)s") % {"text": self.text_name, "number": self.article}
        [span] = spans_of_numbers(self.article)
        words = _("%(text)s, articles %(first)s to %(last)s")
        return words % {"text": self.text_name, "first": span.first, "last": span.last}

    @property
    def is_range(self) -> bool:
        """Whether it names several articles in a row."""
        spans = spans_of_numbers(self.article)
        return len(spans) == 1 and spans[0].first != spans[0].last

    @property
    def spans(self) -> list[Span]:
        """Its articles, and the number of its text where that has one."""
        return [*spans_of_numbers(self.article), *articles_in(self.law)]

    @property
    def address(self) -> str:
        """Where the official text is: as it was on the day it was checked, or the search for it without identifier."""
        if not IDENTIFIER.fullmatch(self.identifier):
            return self.search_address
        kind = self.identifier[:8]
        if kind in ("JORFTEXT", "JORFARTI"):
            place = "id" if kind == "JORFTEXT" else "article_jo"
            return f"{LEGIFRANCE}/jorf/{place}/{self.identifier}"
        place = {"LEGIARTI": "article_lc", "LEGITEXT": "texte_lc" if self.code else "id"}[kind]
        address = f"{LEGIFRANCE}/{'codes' if self.code else 'loda'}/{place}/{self.identifier}"
        return f"{address}/{self.checked_on.isoformat()}" if self.checked_on else address

    @property
    def search_address(self) -> str:
        """The official search: by number among the codes, by the words of its name for another text."""
        if self.code:
            return official_search(self.spans[0].first if self.spans else self.article)
        words = f"{self.law} article {self.article}" if self.article else self.law
        query = urlencode({"tab_selection": "all", "searchField": "ALL", "query": words})
        return f"{LEGIFRANCE}/search/all?{query}"


def official_search(number: str) -> str:
    """The search of Légifrance for an article of a code.

    :param number: as ``L2112-2``.
    """
    query = urlencode({"tab_selection": "code", "searchField": "NUM_ARTICLE", "query": number})
    return f"{LEGIFRANCE}/search/code?{query}"


def is_official(url: str) -> bool:
    """Whether an address is one of the official publication of law."""
    try:
        return urlsplit(url).hostname in OFFICIAL_HOSTS
    except ValueError:
        return False


def unanswered(named: Iterable[Span], references: Iterable[LegalReference]) -> list[Span]:
    """The articles that a text names and that no reference answers for, the first and the last of each row.

    :param named: what :func:`core.articles.articles_in` found.
    """
    known = [span for reference in references for span in reference.spans]
    return [
        span
        for span in named
        if not all(any(other.covers(number) for other in known) for number in (span.first, span.last))
    ]


@dataclass(frozen=True)
class LawCheck:
    """When the law that a page states was checked: the earliest day of its references.

    :param references: what the page states, as values.
    :param checked_on: none when it names an article that nobody has given a date.
    :param due_on: when it is to be checked again.
    :param checked_by: whose task it is, in words: a function, never a person.
    """

    references: tuple[LegalReference, ...]
    checked_on: date | None
    due_on: date | None
    checked_by: str

    def is_overdue(self, today: date) -> bool:
        """Whether the next check should have been made before some day, or on it."""
        return self.due_on is None or self.due_on <= today


def law_check(
    references: Iterable[LegalReference], named: Iterable[Span], months: int, checked_by: str
) -> LawCheck | None:
    """What readers are told of the law on a page; nothing of a page that states none.

    :param named: the articles that its texts name.
    :param months: how long a check is good for.
    :param checked_by: whose task it is.
    """
    # One text may be cited in several places, the terms of a glossary: it is as old as its oldest check.
    oldest: dict[tuple[str, str, str], LegalReference] = {}
    for reference in sorted(references, key=lambda one: one.checked_on or date.min):
        oldest.setdefault((reference.code, reference.law, reference.article), reference)
    references, named = tuple(oldest.values()), list(named)
    if not references and not named:
        return None
    days = [reference.checked_on for reference in references if reference.checked_on]
    is_dated = len(days) == len(references) and not unanswered(named, references)
    checked_on = min(days) if is_dated and days else None
    return LawCheck(references, checked_on, months_later(checked_on, months) if checked_on else None, checked_by)
