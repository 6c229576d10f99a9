"""What of the guides waits for those who edit them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.models import User
from core.waiting import Item, Source, Waiting
from core.words import day
from guides.models import GuidePage


def edits_pages(user: User) -> bool:
    """Whether somebody edits pages at all."""
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


def guides_to_review(user: User) -> list[GuidePage]:
    """Live guides of the source language whose review is due and that somebody may edit, the longest overdue first."""
    policy = policy_registry.get_by_type(Page)
    guides = GuidePage.objects.live().in_source_language().select_related("locale").order_by("pk")
    overdue = [guide for guide in guides if guide.is_review_overdue]
    editable = [guide for guide in overdue if policy.user_has_permission_for_instance(user, "change", guide)]
    return sorted(editable, key=lambda guide: guide.review_due_on)


def reviews(user: User) -> Iterator[Waiting]:
    """The guides to review."""
    guides = guides_to_review(user)
    if not guides:
        return
    text = ngettext("%(number)d guide is due for review", "%(number)d guides are due for review", len(guides))
    yield Waiting(
        len(guides),
        text % {"number": len(guides)},
        reverse("wagtailadmin_explore", args=[guides[0].get_parent().pk]),
        guides[0].review_due_on,
        [
            Item(
                guide.title,
                reverse("wagtailadmin_pages:edit", args=[guide.pk]),
                _("due since %(day)s") % {"day": day(guide.review_due_on)},
            )
            for guide in guides
        ],
    )


REVIEWS = Source("reviews", 30, is_for=edits_pages, find=reviews)
