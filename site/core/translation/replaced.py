"""What a translation puts in place of a link, a page, a document or a picture of the French page.

The library (wagtail-localize 1.14) stores whatever it is sent. Here each is asked of the field that it replaces,
whichever road saves it; one that the field would refuse is kept, told at its field, and not used.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.forms import Field, ModelChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, Translation, TranslationContext, TranslationSource

from core.markup import allowed_address
from core.web_addresses import clean_link

#: A field of a model or a block: what holds the value that is replaced.
Place: TypeAlias = models.Field | blocks.Block


def place_of(context: TranslationContext, source: TranslationSource | None = None) -> Place | None:
    """The field or the block at the place that a translation speaks of; None when the page type has none there.

    :param source: of the page, where it is at hand.
    """
    source = source or TranslationSource.objects.filter(object_id=context.object_id).first()
    names = context.field_path.split(".")
    try:
        return field_at(source.specific_content_type.model_class(), names) if source else None
    except (AttributeError, FieldDoesNotExist, KeyError, IndexError):
        return None


def field_at(model: type[models.Model], names: list[str]) -> Place:
    """The field at a path of names; in a stream, the block.

    :raises FieldDoesNotExist, KeyError, IndexError, AttributeError: there is none.
    """
    field = model._meta.get_field(names[0])
    if isinstance(field, StreamField):
        return block_at(field.stream_block, names[1:])
    return field


def block_at(block: blocks.Block, names: list[str]) -> blocks.Block:
    """The block at a path of names below another one."""
    for name in names:
        block = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name]
    return block


LINKS = RichTextField | blocks.RichTextBlock
ADDRESSES = models.URLField | blocks.URLBlock


def flaw_of_replacement(context: TranslationContext, value: Any) -> str:
    """Why a value may not stand at its place, in words for whoever put it there; nothing when it may."""
    place = place_of(context)
    try:
        if value in ("", None):
            # The library can put something else there, not nothing.
            raise ValidationError(Field.default_error_messages["required"])
        if isinstance(place, LINKS | ADDRESSES):
            check_link(str(value))
        if isinstance(place, LINKS):
            return ""
        if isinstance(place, blocks.FieldBlock):
            check_choice(place, place.field.clean(value))
        elif isinstance(place, models.Field) and (field := place.formfield()):
            field.clean(value)
        else:
            return _("Nothing can be put in place of this.")
    except ValidationError as error:
        return error.messages[0]
    return ""


def check_link(url: str) -> None:
    """Refuse an address that the editor's own form for links would not take.

    :raises ValidationError: with a sentence.
    """
    if url.startswith("mailto:"):
        validate_email(url.removeprefix("mailto:").split("?")[0])
    if not allowed_address(url):
        raise ValidationError(URLValidator.message)
    if (cleaned := clean_link(url)) != url:
        message = _("Give the address itself, without what is around it: %(address)s")
        raise ValidationError(message, params={"address": cleaned})


def check_choice(block: blocks.FieldBlock, chosen: Any) -> None:
    """Refuse a page of a type that the block does not take: its field alone knows one type at most.

    :raises ValidationError: with a sentence.
    """
    types = tuple(block.target_models) if isinstance(block, blocks.PageChooserBlock) else ()
    if types and not isinstance(chosen.specific, types):
        raise ValidationError(ModelChoiceField.default_error_messages["invalid_choice"])


@receiver(post_save, sender=SegmentOverride, dispatch_uid="check_replacement")
def check_replacement(
    instance: SegmentOverride, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    """Say at its field what is wrong with a value, or that nothing is any more: one with an error is not used."""
    if raw or instance.context is None or (update_fields is not None and "data_json" not in update_fields):
        return
    flaw = flaw_of_replacement(instance.context, instance.data)
    instance.has_error, instance.field_error = bool(flaw), flaw
    SegmentOverride.objects.filter(pk=instance.pk).update(has_error=bool(flaw), field_error=flaw)


@dataclass(frozen=True)
class Replacement:
    """A value of the French page and what stands in its place: for who reviews, and sees only a page."""

    place: str
    before: str
    now: str
    flaw: str


def replacements(translation: Translation) -> Iterator[Replacement]:
    """What a translation replaces beside the words, in the order of the page."""
    segments = translation.source.overridablesegment_set.order_by("order").select_related("context")
    values = {
        override.context_id: override
        for override in segments.get_overrides(translation.target_locale).filter(has_error=False)
    }
    for segment in segments:
        if override := values.get(segment.context_id):
            place = place_of(segment.context)
            yield Replacement(
                place=name_of(place),
                before=shown(place, segment.data),
                now=shown(place, override.data),
                flaw=flaw_of_replacement(segment.context, override.data),
            )


def name_of(place: Place | None) -> str:
    """What editors know a field or a block as."""
    name = getattr(place, "label", "") or getattr(place, "verbose_name", "")
    return capfirst(str(name))


def shown(place: Place | None, value: Any) -> str:
    """A value for people: the name of a row instead of its number."""
    model = getattr(place, "target_model", None) or getattr(place, "related_model", None)
    if model is None:
        return str(value)
    row = resolve_model_string(model)._default_manager.filter(pk=value).first() if str(value).isdecimal() else None
    if isinstance(row, Page):
        return str(row.get_admin_display_title())
    return str(row or value)
