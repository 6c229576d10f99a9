"""Which pictures online wait for words: what stands for them is the name of a file, or “image”."""

from collections.abc import Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.permissions import page_permission_policy

from core.models import User
from core.undescribed import Use, undescribed_online
from core.waiting import Item, Source, Waiting


def pictures(user: User) -> Iterator[Waiting]:
    """The pages that somebody may change, with the words that describe no picture of theirs."""
    uses = undescribed_online(page_permission_policy.instances_user_has_permission_for(user, "change"))
    items = [item(list(of_page)) for _key, of_page in groupby(uses, key=lambda use: use.page.pk)]
    if items:
        text = ngettext(
            "%(number)d picture has the name of a file as its description",
            "%(number)d pictures have the name of a file as their description",
            len(uses),
        )
        yield Waiting(len(uses), text % {"number": len(uses)}, items[0].url, items=items)


def item(uses: list[Use]) -> Item:
    """One page, with the words of its pictures."""
    page = uses[0].page
    words = ", ".join(_("“%(words)s”") % {"words": use.words} for use in uses)
    return Item(page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]), words)


PICTURES = Source(
    "pictures", 60, is_for=lambda user: page_permission_policy.user_has_permission(user, "change"), find=pictures
)
