"""Blocks that call for something and lead nowhere: such a page does not go online, whatever asks for it.

A block says in its ``Meta`` what leads where, ``leads = {"link_label": ("page", "url")}``: words, and the fields of
which one must hold a target. The form asks for it; a target may be deleted after, and other ways of publishing show no
form.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from core.flaws import reason_of_flaws
from core.publication import NotReady


def dead_ends(value: Any) -> Iterator[str]:
    """The words of everything that leads nowhere in a value of a block, at any depth."""
    if isinstance(value, StreamValue):
        for block in value:
            yield from dead_ends(block.value)
    elif isinstance(value, ListValue):
        for item in value:
            yield from dead_ends(item)
    elif isinstance(value, StructValue):
        for words, targets in getattr(value.block.meta, "leads", {}).items():
            if value.get(words) and not any(value.get(name) for name in targets):
                yield value[words]
        for part in value.values():
            yield from dead_ends(part)


def dead_ends_of(page: Page) -> list[str]:
    """What leads nowhere on a page, in sentences for the editor."""
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    return [
        _("%(field)s: “%(words)s” leads nowhere") % {"field": capfirst(field.verbose_name), "words": words}
        for field in streams
        for words in dead_ends(field.value_from_object(page))
    ]


def refuse_dead_ends(page: Page, revision: Revision | None = None) -> None:
    """Stop a publication that would call readers to something and lead them nowhere.

    :param revision: the version of the page that would be published, once there is one.
    :raises core.publication.NotReady: with what leads nowhere.
    """
    draft = revision.as_object() if revision else page.specific
    if found := dead_ends_of(draft):
        raise NotReady(reason_of_flaws(draft, found))
