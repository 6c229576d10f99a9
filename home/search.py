"""Search over the whole site, by kind of thing. It never fails, whatever is typed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from charter.models import ActionBlockPage, CharterPage, CommitmentPage, StakePage
from core.querysets import attach_facts, readable_in
from guides.models import GuidePage
from label_directory.models import DirectoryIndexPage, Organisation
from training.models import CoursePage, SessionPage
from training.models.listing import attach_courses

#: A longer query has no more meaning, only more cost (characters).
LONGEST_QUERY = 100
#: How many results of a kind a page of results shows.
RESULTS_PER_KIND = 20
#: How many pages of a language are looked at: far more than there are, so that no kind is lost behind another.
PAGES_LOOKED_AT = 2000
#: How many organisations are looked at for those that hold or held the label; the index does not know which do.
ORGANISATIONS_LOOKED_AT = 500

#: What readers look for, in the order results are shown. Any other page is in the last kind.
KINDS: dict[str, tuple[str | Promise, Sequence[type[Page]]]] = {
    "guides": (_("Guides"), [GuidePage]),
    "commitments": (_("Commitments"), [CharterPage, StakePage, ActionBlockPage, CommitmentPage]),
    "training": (_("Courses"), [CoursePage, SessionPage]),
    "organisations": (_("Organisations with the label"), []),
    "pages": (_("Other pages"), []),
}


#: How people ask for a commitment by its number, in the languages of the site: “12”, “engagement n° 12”.
COMMITMENT_NUMBER = re.compile(
    r"(?:(?:engagements?|commitments?|verpflichtung(?:en)?) )?(?:n[ºo]? )?0?(\d{1,2})", re.IGNORECASE
)


@dataclass(frozen=True)
class ResultGroup:
    """Results of one kind, those of one page of them."""

    key: str
    label: str | Promise
    items: PageOfList

    @property
    def total(self) -> int:
        """How many there are on all the pages."""
        return self.items.paginator.count

    @property
    def results(self) -> Sequence[Any]:
        """Those to show."""
        return list(self.items.object_list)


def clean_query(text: str) -> str:
    """What was typed, as words that every search backend can bear.

    The stock backends fail on a double quote, a lone sign or a NUL: only letters, digits and the spaces between
    them are kept, in composed form.

    :param text: anything.
    :returns: words separated by one space, at most :data:`LONGEST_QUERY` characters.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).replace("_", " "))
    return " ".join(words)[:LONGEST_QUERY].strip()


def kind_of(page: Page) -> str:
    """The kind a page is shown under, a key of :data:`KINDS`."""
    model = page.specific_class or Page
    return next((key for key, (_label, models) in KINDS.items() if issubclass(model, tuple(models))), "pages")


def search_pages(query: str, locale: Locale) -> dict[str, list[int]]:
    """Keys of the pages that answer a clean query, by kind: the language’s own first, then those only in French."""
    hits = search_in(query, locale)
    if locale.language_code != settings.LANGUAGE_CODE:
        french = search_in(query, Locale.get_default())
        # The search cannot ask which of them the language has a page for.
        keys = [page.pk for page in french]
        readable = set(readable_in(Page.objects.filter(pk__in=keys), locale).values_list("pk", flat=True))
        hits += [page for page in french if page.pk in readable]
    found: dict[str, list[int]] = {key: [] for key in KINDS}
    if number := COMMITMENT_NUMBER.fullmatch(query):
        asked = CommitmentPage.objects.readable_in(locale).by_facts(commitment__number=int(number[1]))
        found["commitments"] = list(asked.values_list("pk", flat=True))
    for page in hits:
        found[kind_of(page)].append(page.pk)
    return {key: list(dict.fromkeys(keys)) for key, keys in found.items()}


def search_in(query: str, locale: Locale) -> list[Page]:
    """Pages of one language that answer a clean query, the best first, without what is of their type."""
    hits = Page.objects.live().public().filter(locale=locale).search(query, operator="and")
    return list(hits[:PAGES_LOOKED_AT])


def pages_to_show(ranked: list[int]) -> dict[int, Page]:
    """Pages of their own types by their keys, with what the list of results asks of them."""
    pages = {page.pk: page for page in Page.objects.filter(pk__in=ranked).specific()}
    sessions = [page for page in pages.values() if isinstance(page, SessionPage)]
    attach_facts(sessions)
    # Whether their words are the charter’s.
    attach_facts(page for page in pages.values() if isinstance(page, CommitmentPage))
    # Their titles are shown with their first day.
    prefetch_related_objects([session.facts for session in sessions], "slots")
    if sessions:
        attach_courses(sessions)
    return pages


def search_organisations(query: str, locale: Locale) -> list[Organisation]:
    """Organisations with a public page that answer a clean query: by SIRET for fourteen digits, else by words."""
    directory = DirectoryIndexPage.objects.filter(locale=locale).visible().first()
    if directory is None:
        return []
    digits = query.replace(" ", "")
    listed = Organisation.objects.once_labelled().with_label_until()
    if digits.isdigit() and len(digits) == 14:
        return directory.with_urls(list(listed.filter(siret=digits)))
    hits = Organisation.objects.all().search(query, operator="and")[:ORGANISATIONS_LOOKED_AT]
    ranked = [hit.pk for hit in hits]
    found = {organisation.pk: organisation for organisation in listed.filter(pk__in=ranked)}
    return directory.with_urls([found[pk] for pk in ranked if pk in found])


def search_site(text: str, locale: Locale, kind: str = "", number: int | str | None = 1) -> list[ResultGroup]:
    """What the site holds on some words, grouped by kind; kinds without results are left out.

    :param text: what was typed; see :func:`clean_query`.
    :param locale: language of the pages searched; those that are only in French come after them.
    :param kind: a key of :data:`KINDS` to keep only this one; anything else keeps all.
    :param number: which page of the results of this kind; of all kinds together, only the first is shown.
    """
    query = clean_query(text)
    if not query:
        return []
    found: dict[str, list[Any]] = search_pages(query, locale)
    found["organisations"] = search_organisations(query, locale)
    groups = [
        ResultGroup(key, label, Paginator(found[key], RESULTS_PER_KIND).get_page(number if kind else 1))
        for key, (label, _models) in KINDS.items()
        if found[key] and kind in ("", key)
    ]
    of_pages = [group for group in groups if group.key != "organisations"]
    pages = pages_to_show([pk for group in of_pages for pk in group.results])
    for group in of_pages:
        group.items.object_list = [pages[pk] for pk in group.results if pk in pages]
    return groups
