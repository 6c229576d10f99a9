"""What a translator needs beside the text: how far it is, what changed in French, the words of the trade."""

from difflib import SequenceMatcher
from typing import Any

from django import template
from django.template import Context
from wagtail_localize.models import StringTranslation, Translation

from core.glossary import equivalents
from core.models import PublishedTranslation
from core.translation.doubts import doubtful_passages
from core.translation.gate import obstacle
from core.translation.progress import changes_since, missing_strings, older_passages
from core.translation.words import sources_online

register = template.Library()

#: How alike two passages must be for the earlier translation to help (of 1, for the same).
ALIKE = 0.6
#: Passages that the desk comments on; the rest come when these are done.
PASSAGES_SHOWN = 20


@register.inclusion_tag("core/admin/translation_desk.html", takes_context=True)
def translation_desk(context: Context, translation: Translation) -> dict[str, Any]:
    """The column beside the translation editor.

    :param translation: of a page.
    """
    user = context["request"].user
    page = translation.get_target_instance()
    permissions = page.permissions_for_user(user)
    published = PublishedTranslation.objects.filter(translation=translation).first()
    missing = list(missing_strings(translation))
    older = older_passages(translation)
    shown = {(mark.french, mark.translation.translation_of.data) for mark in older}
    changes = changes_since(sources_online(published), translation) if published else []
    text = "\n".join(translation.source.stringsegment_set.values_list("string__data", flat=True))
    total = translation.source.stringsegment_set.count()
    task = page.current_workflow_task
    return {
        "translation": translation,
        "page": page,
        "total": total,
        "done": total - len(missing),
        "missing": [passage_help(segment, translation) for segment in missing[:PASSAGES_SHOWN]],
        "obstacle": obstacle(page),
        "may_publish": permissions.can_publish(),
        "may_review": bool(task and task.get_actions(page, user)),
        "awaits_review": page.workflow_in_progress,
        "published": published,
        "doubtful": doubtful_passages(translation)[:PASSAGES_SHOWN],
        "older": older[:PASSAGES_SHOWN],
        # What the page online does not say, but for the passages shown as older.
        "changes": [change for change in changes if (change.before, change.now) not in shown],
        "terms": equivalents(text, translation.target_locale.language_code),
        "request": context["request"],
    }


def passage_help(segment: Any, translation: Translation) -> dict[str, Any]:
    """A passage to translate, and the most similar one translated before in the same place, if there is one."""
    text = segment.string.data
    earlier = StringTranslation.objects.filter(
        context=segment.context, locale=translation.target_locale, has_error=False
    ).select_related("translation_of")
    best, likeness = None, ALIKE
    for candidate in earlier:
        found = SequenceMatcher(None, text, candidate.translation_of.data).ratio()
        if found > likeness:
            best, likeness = candidate, found
    return {"text": text, "earlier": best}
