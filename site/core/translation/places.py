"""The place of a page in the tree is a fact: the pages of other languages stand where the French ones stand."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext as _
from treebeard.mp_tree import MP_Node
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.signals import post_page_move

from core.languages import is_source


def why_not_move(page: Page, destination: Page) -> str:
    """Why a page may not be moved below another one, in words for the editor; nothing when it may.

    :param destination: the page it would stand below.
    """
    if page.get_parent().pk == destination.pk:
        return ""
    if not is_source(page):
        return why_stay(page) if french_page(page) else ""
    for translation in translations_of(page):
        if destination.get_translation_or_none(translation.locale) is None:
            return _(
                "“%(page)s” has a translation (%(language)s) and “%(parent)s” has none: there would be no place for "
                "it. Send “%(parent)s” for translation first."
            ) % {
                "page": page.get_admin_display_title(),
                "parent": destination.get_admin_display_title(),
                "language": translation.locale.get_display_name(),
            }
    return ""


def why_stay(page: Page) -> str:
    """Why a translation is not moved by hand."""
    return _(
        "“%(page)s” is a translation: it stands where its French page stands, and follows it when that one is moved."
    ) % {"page": page.get_admin_display_title()}


def french_page(page: Page) -> Page | None:
    """The French page of a translation, if there is one."""
    return page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first()


def translations_of(page: Page) -> PageQuerySet:
    """The pages of other languages that stand for a page."""
    return page.get_translations().filter(alias_of=None).select_related("locale")


@receiver(post_page_move, dispatch_uid="follow_to_its_place")
def follow_to_its_place(instance: Page, parent_page_before: Page, parent_page_after: Page, **kwargs: Any) -> None:
    """After a move: translations go where their French page went, and stand in its order."""
    if is_source(instance) and parent_page_before.pk != parent_page_after.pk:
        for translation in translations_of(instance):
            place = parent_page_after.get_translation_or_none(translation.locale)
            if place is not None and translation.get_parent().pk != place.pk:
                translation.move(place, pos="last-child")
    arrange(parent_page_after)


def arrange(parent: Page) -> None:
    """Put the pages below a page, and below its translations, in the order of the French ones.

    Pages without a French one come last, as they are.
    """
    french = parent if is_source(parent) else french_page(parent)
    if french is None:
        return
    keys = list(french.get_children().order_by("path").values_list("translation_key", flat=True))
    order = {key: position for position, key in enumerate(keys)}
    for translation in french.get_translations():
        children = list(translation.get_children().order_by("path"))
        wanted = sorted(children, key=lambda child: order.get(child.translation_key, len(order)))
        put_in_order([child.pk for child in children], [child.pk for child in wanted])


def put_in_order(now: list[int], wanted: list[int]) -> None:
    """Move pages that stand beside each other into an order, one by one, each read anew: a move changes the others.

    By treebeard and not as Wagtail does: nobody decided it, and no address changes.
    """
    for position, key in enumerate(wanted):
        if now[position] == key:
            continue
        page, before = Page.objects.get(pk=key), Page.objects.get(pk=now[position])
        MP_Node.move(page, before, pos="left")
        now.remove(key)
        now.insert(position, key)
