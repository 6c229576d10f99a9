"""The end of a page's address: as its language writes the title, free, and hidden by nothing of the site."""

from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page

from core.addresses import first_steps, taken_slugs
from core.languages import language_of
from core.slugs import LONGEST, slug_of


class OwnSlug(Page):
    """What the base of all page types knows about its slug."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if reason := self.why_not_slug(self.slug):
            raise ValidationError({"slug": reason})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self.take_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """What is asked of a draft."""
        self.take_slug()
        super().minimal_clean()
        if reason := self.why_not_slug(self.slug):
            raise ValidationError({"slug": reason})

    def take_slug(self) -> None:
        """Make a slug of the title where there is none, as the language writes it; Wagtail’s knows no language."""
        if not self.slug and self.path:
            parent = self.get_parent()
            wanted = slug_of(self.title, language_of(self if self.locale_id else parent))
            self.slug: str = self.free_slug(wanted, parent)

    def free_slug(self, wanted: str, parent: Page) -> str:
        """A slug, or the first with a number behind it that is free below a page; nothing of nothing.

        :param wanted: of letters that a slug may have.
        """
        beside = parent.get_children().exclude(pk=self.pk).values_list("slug", flat=True)
        taken = self.taken_slugs().union(beside) if wanted else ()
        numbered = (f"{wanted[: LONGEST - 5]}-{number}" for number in count(2))
        return next(slug for slug in chain([wanted], numbered) if slug not in taken)

    @classmethod
    def taken_slugs(cls) -> frozenset[str]:
        """The slugs that no page of this type may have, wherever it stands: it may be moved.

        Those of the site itself, and the addresses that a page above it adds to its own (its calendar).
        """
        above = cls.allowed_parent_page_models()
        return taken_slugs().union(
            *(first_steps(model.get_subpage_urls()) for model in above if issubclass(model, RoutablePageMixin))
        )

    @classmethod
    def why_not_slug(cls, slug: str | None) -> str:
        """Why a page of this type may not have a slug, in words for the editor; nothing when it may."""
        if slug not in cls.taken_slugs():
            return ""
        return gettext("The site itself answers at this address: choose another end of address.")
