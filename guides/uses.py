"""The guides that show a commitment, told on its form."""

from collections.abc import Iterable

from django.utils.translation import ngettext
from wagtail.models import Page

from charter.models import CommitmentPage
from core.uses import Use
from guides.models import GuidePage


def guides_of_a_commitment(page: Page) -> Iterable[Use]:
    """The guides online that show its number and lead to it."""
    if isinstance(page, CommitmentPage) and page.commitment_id:
        count = GuidePage.objects.in_source_language().live().filter(commitments=page.commitment_id).count()
        if count:
            text = ngettext("%(n)s guide shows its number.", "%(n)s guides show its number.", count)
            yield Use(text % {"n": count})
