"""Which contents name articles of law: pages and their drafts, terms, lists, settings and mails, in every language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from core.articles import Span, articles_in, in_order
from core.blocks.texts import texts_of_row
from core.desk.law_list import Change
from core.enums import Language
from core.languages import language_of
from core.law import LegalReference
from core.mails.record import team_mails
from core.mails.wording import text_of
from core.models.law import FIELD, StatesLaw
from core.retention.declarations import declarations

#: Tables of the team that hold no content: accounts, and what translators write to one another. The texts of mails are
#: read mail by mail, since most are the shipped ones.
NO_CONTENT = frozenset(
    f"core.{name}"
    for name in ("MailText", "PassageMark", "PassageQuestion", "PublishedTranslation", "Rendition", "User")
)


@dataclass(frozen=True)
class Found:
    """A content that names some of the articles.

    :param kind: what it is, in words.
    :param language: two letters; empty for what has all of them.
    :param place: the field and the block, in words.
    :param url: where it is edited; empty where it is edited with something else.
    """

    kind: str
    language: str
    title: str
    place: str
    articles: Sequence[Span]
    url: str


def contents_with(changes: Sequence[Change]) -> Iterator[Found]:
    """Every place of every content that relies on one of the articles.

    :param changes: the articles.
    """
    for model in content_models():
        for row in model._default_manager.order_by("pk").iterator():
            yield from found_in_row(row, changes)
    yield from found_in_mails(changes)


def content_models() -> list[type[Model]]:
    """The tables of the site whose texts are contents: not those that tell of people (``core.retention``)."""
    of_people = {
        f"{declaration.app_label}.{name}"
        for declaration in declarations()
        for name in (*declaration.private, *declaration.harmless)
    }
    return [model for model in apps.get_models() if is_ours(model) and model._meta.label not in of_people | NO_CONTENT]


def is_ours(model: type[Model]) -> bool:
    """Whether a table is one of the site's own applications."""
    return Path(model._meta.app_config.path).parent in (settings.BASE_DIR, settings.BASE_DIR / "site")


def found_in_row(row: Model, changes: Sequence[Change]) -> Iterator[Found]:
    """The places of a row; of a page with unpublished changes, those of its draft too."""
    versions = [(row, "")]
    if isinstance(row, Page) and row.has_unpublished_changes:
        versions.append((row.get_latest_revision_as_object(), _("draft")))
    seen: set[tuple[str, Span]] = set()
    for version, state in versions:
        for place, spans in places_of(version, changes).items():
            new = [span for span in spans if (place, span) not in seen]
            seen.update((place, span) for span in new)
            if new:
                yield found(row, f"{place} ({state})" if state else place, new)


def found(row: Model, place: str, spans: Sequence[Span]) -> Found:
    """A place of a row, with its address in the admin."""
    url = AdminURLFinder().get_edit_url(row)
    title, language = str(row), getattr(row, "language", "")
    if isinstance(row, Page):
        title, language = row.get_admin_display_title(), language_of(row)
    return Found(
        capfirst(str(row._meta.verbose_name)),
        language,
        title,
        place,
        spans,
        f"{settings.WAGTAILADMIN_BASE_URL}{url}" if url else "",
    )


def places_of(row: Model, changes: Sequence[Change]) -> dict[str, list[Span]]:
    """The articles among those that changed, by the place of a row that names them."""
    places: dict[str, set[Span]] = defaultdict(set)
    for column, words in texts_of_row(row):
        if column != FIELD:
            spans = changed(articles_in(words.plain), changes)
            label = name_of(row, column)
            places[f"{label}, {words.place}" if words.place else label].update(spans)
    if isinstance(row, StatesLaw):
        label = name_of(row, FIELD)
        for block in row.legal_references:
            places[label].update(changed_of(block.value.reference, changes))
    return {place: in_order(spans) for place, spans in places.items() if spans}


def name_of(row: Model, column: str) -> str:
    """A column in words."""
    return capfirst(str(getattr(row._meta.get_field(column), "verbose_name", column)))


def changed(named: Iterable[Span], changes: Sequence[Change]) -> list[Span]:
    """Those articles of a text that have changed; a text does not say of which code they are."""
    return [span for span in named if any(change.span.meets(span) for change in changes)]


def changed_of(reference: LegalReference, changes: Sequence[Change]) -> list[Span]:
    """Those articles of a reference that have changed, in its own code."""
    ours = [change for change in changes if change.code in ("", reference.code)]
    return changed(reference.spans, ours)


def found_in_mails(changes: Sequence[Change]) -> Iterator[Found]:
    """The mails whose text, shipped or the team's own, names one of the articles."""
    for mail in team_mails():
        for language in Language.values:
            text = text_of(mail, language)
            if spans := changed(articles_in(f"{text.subject}\n{text.body}"), changes):
                url = reverse("core_mail_text", args=[mail.name, language])
                address = f"{settings.WAGTAILADMIN_BASE_URL}{url}"
                yield Found(_("Email message"), language, str(mail.label), _("Text"), spans, address)
