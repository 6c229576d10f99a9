"""What the form of a page would refuse to publish, for the ways of publishing that show no form."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core.models import BasePage
from core.publication import NotReady


def flaws_of(page: Page) -> list[str]:
    """What stands in the way of publishing the last version of a page: names of its fields, or sentences.

    :param page: the page, drafts included: it is its last revision that would be published.
    """
    draft = page.get_latest_revision_as_object()
    flaws = [*flaws_of_fields(draft), *flaws_of_blocks(draft)]
    if isinstance(draft, BasePage):
        flaws += draft.publication_flaws()
    return list(dict.fromkeys(flaws))


def flaws_of_fields(page: Page) -> Iterator[str]:
    """Fields that hold no value that their form would take."""
    try:
        page.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            if name == NON_FIELD_ERRORS:
                yield from messages
            else:
                yield capfirst(page._meta.get_field(name).verbose_name)


def flaws_of_blocks(page: Page) -> Iterator[str]:
    """Fields with a block that is not complete: a draft may hold one, and the database never looks."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            try:
                field.stream_block.clean(field.value_from_object(page))
            except ValidationError:
                yield capfirst(field.verbose_name)


def refuse_flawed(page: Page, revision: Revision | None) -> None:
    """Stop a publication that a form would refuse, for its blocks or for what its columns lack together.

    :param revision: the version that would go online.
    :raises core.publication.NotReady: with what is to complete or correct.
    """
    version = revision.as_object() if revision else page
    flaws = list(flaws_of_blocks(version))
    if isinstance(version, BasePage):
        flaws += version.publication_flaws()
    if flaws:
        raise NotReady(reason_of_flaws(page, flaws))


def reasons_not_to_publish(pages: Iterable[Page]) -> list[str]:
    """One sentence for each page that is not ready, in words for the editor."""
    return [reason_of_flaws(page, flaws) for page in pages if (flaws := flaws_of(page))]


def reason_of_flaws(page: Page, flaws: Iterable[str]) -> str:
    """The sentence that says what stands in the way of publishing a page."""
    return _("“%(page)s” is not ready to be published. To complete or correct: %(flaws)s.") % {
        "page": page.get_admin_display_title(),
        "flaws": ", ".join(flaw.rstrip(".") for flaw in dict.fromkeys(flaws)),
    }
