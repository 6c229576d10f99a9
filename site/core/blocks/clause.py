from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ClauseBlock(blocks.StructBlock):
    """A clause a buyer copies into tender documents, with what to watch for."""

    title = blocks.CharBlock(max_length=160, label=_("Title"))
    text = blocks.TextBlock(
        label=_("Clause"),
        help_text=_("Use square brackets for what the buyer must fill in: [number]."),
    )
    variant = blocks.TextBlock(required=False, label=_("Alternative wording"))
    caution = blocks.TextBlock(required=False, label=_("Point to watch"))

    class Meta:
        icon = "copy"
        label = _("Clause to copy")
        label_format = "{title}"
        description = _("A ready-made clause with a copy button, an alternative wording and a point to watch.")
        template = "core/blocks/clause.html"
        preview_value = {
            "title": "Condition d’exécution : heures d’insertion",
            "text": "Le titulaire réserve au moins [nombre] heures de travail à des personnes éloignées de l’emploi.",
            "variant": "Lot réservé lorsque le métier compte assez de structures d’insertion.",
            "caution": "Ne pas en faire aussi un critère d’attribution.",
        }
