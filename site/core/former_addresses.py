"""The addresses that a page had lead to it, as redirects that nobody wrote; each leaves when a page is there again.

In place of Wagtail's own (``WAGTAILREDIRECTS_AUTO_CREATE``): it forgets the pages that are offline while one above them
moves, keeps for ever what stands at the address of a page, and fails on PostgreSQL at an address of 256 characters.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, post_page_move

#: An address as a redirect holds it: the key of its site, its path.
Address = tuple[int, str]

LONGEST = Redirect._meta.get_field("old_path").max_length


@receiver(page_published, dispatch_uid="take_own_address")
def take_own_address(instance: Page, **kwargs: Any) -> None:
    """After a publication: no redirect that nobody wrote stands at the address of a page that is online."""
    if instance.live and (address := address_of(instance.url_path)):
        forget({address})


@receiver(page_slug_changed, dispatch_uid="keep_address_before_slug")
def keep_address_before_slug(instance: Page, instance_before: Page, **kwargs: Any) -> None:
    """After the end of an address changed."""
    keep_addresses(instance, instance_before.url_path)


@receiver(post_page_move, dispatch_uid="keep_address_before_move")
def keep_address_before_move(instance: Page, url_path_before: str, **kwargs: Any) -> None:
    """After a page was put elsewhere, or elsewhere among its siblings."""
    keep_addresses(instance, url_path_before)


def keep_addresses(changed: Page, before: str) -> None:
    """Have the former addresses of a page, and of those below it, lead to them.

    Those of pages that were ever online: what is offline today may be online tomorrow.

    :param before: path of the page in the tree, when it was there.
    """
    # Read anew: several changes of one transaction are told at its end, one after the other.
    page = Page.objects.filter(pk=changed.pk).exclude(url_path=before).first()
    if page is None:
        return
    once_online = Page.objects.filter(Q(live=True) | Q(first_published_at__isnull=False))
    former: dict[Address, Page] = {}
    taken: set[Address] = set()
    for found in once_online.descendant_of(page, inclusive=True):
        was = address_of(before + found.url_path.removeprefix(page.url_path))
        now = address_of(found.url_path)
        if was and was != now and len(was[1]) <= LONGEST:
            former[was] = found
            # Where it was offline, another page may have been online before it: that one keeps the address.
            taken |= {was} if found.live else set()
        if now and found.live:
            taken.add(now)
    forget(taken)
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=path, site_id=site_id, redirect_page=found, automatically_created=True)
            for (site_id, path), found in former.items()
        ],
        # What an editor wrote for that address stays.
        ignore_conflicts=True,
    )


def address_of(url_path: str) -> Address | None:
    """The address of a page at a place of the tree; None outside of any site."""
    site_id, _root, path = Page(url_path=url_path).get_url_parts() or (0, "", "")
    return (site_id, Redirect.normalise_path(path)) if path else None


def forget(addresses: Iterable[Address]) -> None:
    """Remove the redirects that nobody wrote from some addresses."""
    by_site: dict[int, set[str]] = {}
    for site_id, path in addresses:
        by_site.setdefault(site_id, set()).add(path)
    for site_id, paths in by_site.items():
        Redirect.objects.filter(automatically_created=True, site_id=site_id, old_path__in=paths).delete()
