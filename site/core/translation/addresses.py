"""The end of an address is a passage like others, and may not be any word: what is wrong is said at its field."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from core.slugs import slug_of
from core.translation.carrying import SLUG


@receiver(post_save, sender=StringTranslation, dispatch_uid="check_translated_slug")
def check_translated_slug(
    instance: StringTranslation, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Say at its field what is wrong with the end of an address: one with an error is not used."""
    if raw or (update_fields is not None and "data" not in update_fields):
        return
    if instance.context is None or instance.context.path != SLUG or not instance.data.strip():
        return
    flaw = flaw_of_slug(instance)
    instance.has_error, instance.field_error = bool(flaw), flaw
    StringTranslation.objects.filter(pk=instance.pk).update(has_error=bool(flaw), field_error=flaw)


def flaw_of_slug(row: StringTranslation) -> str:
    """Why a translated end of an address cannot be one, in words for the translator; nothing when it can."""
    slug = slug_of(row.data, row.locale.language_code)
    if not slug:
        return _("An address is written with the letters A to Z: nothing is left of this.")
    # The library knows a page by its key, and of which type it is by none.
    page = Page.objects.filter(translation_key=row.context.object_id).first()
    return page.specific_class.why_not_slug(slug) if page else ""
