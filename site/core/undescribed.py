"""Pictures whose words describe nothing: none goes online so, whoever asks for it; those that are online are named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models

from core.flaws import reason_of_flaws
from core.models import CustomImage
from core.publication import NotReady

#: The parts of a picture of a page, as Wagtail's block stores them.
PARTS = frozenset({"image", "alt_text", "decorative"})


@dataclass(frozen=True)
class Use:
    """A picture on a page, with the words that stand for it there."""

    page: Page
    image_id: int
    words: str


def uses_in(page: Page) -> Iterator[Use]:
    """The pictures of a page that have words, read from the stored form of its blocks: none of them is built."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stored = field.stream_block.get_prep_value(field.value_from_object(page))
            for part in pictures_in(stored):
                if part["image"] and part["alt_text"] and not part["decorative"]:
                    yield Use(page, part["image"], part["alt_text"])


def pictures_in(stored: Any) -> Iterator[dict[str, Any]]:
    """Each picture of a stored form, however deep."""
    if isinstance(stored, dict):
        if stored.keys() >= PARTS:
            yield stored
        for value in stored.values():
            yield from pictures_in(value)
    elif isinstance(stored, list):
        for value in stored:
            yield from pictures_in(value)


def undescribed(pages: Iterable[Page]) -> list[Use]:
    """The pictures of some pages whose words are the name of a file, or say only that there is a picture."""
    uses = [use for page in pages for use in uses_in(page)]
    images = CustomImage.objects.only("file", "width", "height").in_bulk({use.image_id for use in uses}) if uses else {}
    # A picture that was deleted is another matter.
    return [use for use in uses if use.image_id in images and images[use.image_id].describes_nothing(use.words)]


def undescribed_online(among: QuerySet[Page]) -> list[Use]:
    """The same of the pages that readers have.

    :param among: look at these pages.
    """
    kinds = ContentType.objects.get_for_models(Page, CustomImage, *get_page_models())
    rows = ReferenceIndex.objects.filter(base_content_type=kinds[Page], to_content_type=kinds[CustomImage])
    keys: dict[int, set[int]] = {}
    for kind, key in rows.values_list("content_type", "object_id").distinct():
        keys.setdefault(kind, set()).add(int(key))
    allowed = among.filter(live=True).values("pk")
    return [
        use
        for model, kind in kinds.items()
        if kind.pk in keys
        for use in undescribed(
            model._default_manager.filter(pk__in=keys[kind.pk]).filter(pk__in=allowed).order_by("path")
        )
    ]


def words_of_uses(uses: Iterable[Use]) -> list[str]:
    """What is to be corrected of these pictures, each in words for the editor."""
    return [_("the description of a picture, “%(words)s”") % {"words": use.words} for use in uses]


def refuse_undescribed(page: Page, revision: Revision | None = None) -> None:
    """Stop a publication that would give those who do not see a picture the name of its file.

    :param revision: the version of the page that would be published, once there is one.
    :raises core.publication.NotReady: with the words to correct.
    """
    if uses := undescribed([revision.as_object() if revision else page]):
        raise NotReady(reason_of_flaws(page, words_of_uses(uses)))
