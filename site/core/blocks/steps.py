"""Numbered steps, each of which may lead to where it is done."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.links import LinkValue


class StepBlock(blocks.StructBlock):
    """What to do, in a title and a few words; a step that promises a form or a list leads to it."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = blocks.TextBlock(required=False, label=_("Text"))
    # A step made before it could lead anywhere has an empty name, not none: wagtail-localize reads it.
    link_label = blocks.CharBlock(
        required=False,
        default="",
        max_length=120,
        label=_("Link text"),
        help_text=_("Optional. Where the step is done: a form, a list, a page to read."),
    )
    page = blocks.PageChooserBlock(required=False, label=_("Page on this site"))
    url = blocks.URLBlock(required=False, label=_("Or an address on another site"))

    class Meta:
        icon = "arrow-right"
        label = _("Step")
        label_format = "{title}"
        value_class = LinkValue
        leads = {"link_label": ("page", "url")}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """As a form does; a link has a name and one target, or there is none.

        :raises wagtail.blocks.StructBlockValidationError: one is there without the other, or there are two targets.
        """
        cleaned = super().clean(value)
        targets = [cleaned.get("page"), cleaned.get("url")]
        if not self.is_deferred_validation:
            if all(targets):
                raise problem("url", _("Choose a page or give a web address: one or the other."))
            if cleaned.get("link_label") and not any(targets):
                raise problem("link_label", _("Choose where this link leads, or leave its text empty."))
            if any(targets) and not cleaned.get("link_label"):
                raise problem("link_label", _("Say what the link leads to."))
        return cleaned


def problem(name: str, message: Any) -> blocks.StructBlockValidationError:
    """An error of one field of a block."""
    return blocks.StructBlockValidationError(block_errors={name: ValidationError(message)})


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(StepBlock(), min_num=1, label=_("Steps"))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Numbered steps, each with a title and a few words.")
        template = "core/blocks/steps.html"
        preview_value = {
            "steps": [
                {
                    "title": "Estimer la main-d’œuvre",
                    "text": "Part du prix qui revient au travail.",
                    "link_label": "Le tableau de calcul",
                    "url": "https://www.example.org/calcul",
                },
                {
                    "title": "Parler au facilitateur",
                    "text": "Il connaît les structures du territoire.",
                    "link_label": "La liste des facilitateurs",
                    "url": "https://www.example.org/facilitateurs",
                },
            ]
        }
