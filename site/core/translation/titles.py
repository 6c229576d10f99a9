"""The admin shows a translated page by its translated title, however long a translator made it.

wagtail-localize writes that title into its column as it is: PostgreSQL answers a title that is too long with an error.
Publication refuses it, by the name of its field.
"""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, post_save_string_translation

LONGEST_TITLE = Page._meta.get_field("draft_title").max_length

post_save.disconnect(post_save_string_translation, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation, dispatch_uid="show_translated_title")
def show_translated_title(instance: StringTranslation, **kwargs: Any) -> None:
    """Show what was typed as the title of the draft, as far as it fits."""
    if instance.context and instance.context.path == "title":
        drafts = Page.objects.filter(translation_key=instance.context.object_id, locale=instance.locale_id)
        drafts.update(draft_title=instance.data[:LONGEST_TITLE])
