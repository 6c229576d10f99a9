"""What a PO file says of its passages beyond their words."""

import polib
from wagtail_localize.models import Translation

from core.enums import PassageOrigin
from core.models import PassageMark


def mark_unsure(translation: Translation, text: str) -> None:
    """Mark the passages that a PO file says to be unsure (“fuzzy”): they are not finished.

    :param text: the whole file, whose words are in the desk by now.
    """
    # With a line of its own in front: a name alone would be taken for that of a file.
    unsure = {(entry.msgctxt, entry.msgid, entry.msgstr) for entry in polib.pofile(f"\n{text}") if entry.fuzzy}
    rows = translation.source.stringsegment_set.get_queryset().get_translations(translation.target_locale)
    for row in rows.select_related("context", "translation_of"):
        if (row.context.path, row.translation_of.data, row.data) in unsure:
            PassageMark.objects.update_or_create(
                translation=row, defaults={"origin": PassageOrigin.FUZZY, "french": ""}
            )
