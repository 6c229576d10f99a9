"""Blocks made of words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.enums import Language

#: What an editor may do inside a sentence: :mod:`core.markup` lists what each leaves in the text.
INLINE_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    *(f"language-{code}" for code in Language.values),
    "abbreviation",
    "link",
    "document-link",
]
#: Inside a box or an answer: no titles at all.
SHORT_TEXT_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
#: In a text of its own. No h2: titles of a page's parts are blocks, the table of contents lists them.
RICH_TEXT_FEATURES = ["h3", "h4", *SHORT_TEXT_FEATURES]


class HeadingBlock(blocks.CharBlock):
    """Title of a part of the page: the only h2, and one line of the table of contents."""

    class Meta:
        icon = "title"
        label = _("Section heading")
        description = _("The heading of a section of the page; listed in the table of contents.")
        template = "core/blocks/heading.html"
        preview_value = "Avant d’écrire"


class RichTextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists, links and subheadings.")
        template = "core/blocks/rich_text.html"
        preview_value = (
            "<p>Une clause d’insertion réserve une part des heures de travail du marché à des personnes éloignées de "
            "l’emploi. Elle n’est tenue que si elle est à la portée des entreprises du métier.</p>"
        )


class CalloutKind(models.TextChoices):
    INFO = "info", _("Good to know")
    WARNING = "warning", _("Caution")
    LAW = "law", _("Legal point")
    TIP = "tip", _("Tip")


class CalloutValue(blocks.StructValue):
    @property
    def heading(self) -> str:
        """Its own title, or what its kind is called."""
        kinds = dict(CalloutKind.choices)
        return self.get("title") or str(kinds.get(self.get("kind"), CalloutKind.INFO.label))


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=CalloutKind.choices, default=CalloutKind.INFO, label=_("Type"))
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    text = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        label_format = "{title}"
        description = _("A separate box: something good to know, a caution, a legal point or a tip.")
        template = "core/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": CalloutKind.WARNING,
            "title": "À vérifier avant publication",
            "text": "<p>Les seuils changent tous les deux ans : reprenez-les du tableau des seuils du site.</p>",
        }


class ChecklistBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    items = blocks.ListBlock(blocks.CharBlock(max_length=250, label=_("Point")), min_num=1, label=_("Points"))

    class Meta:
        icon = "check"
        label = _("Checklist")
        label_format = "{title}"
        description = _("Points to check, designed to be printed and ticked off.")
        template = "core/blocks/checklist.html"
        preview_value = {
            "title": "Avant de publier",
            "items": ["Le besoin est écrit avec le service", "Les lots sont à la portée des TPE"],
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quoted text"))
    author = blocks.CharBlock(
        required=False,
        max_length=160,
        label=_("Who said it"),
        help_text=_("A job title and an organisation, such as “Head of procurement, urban community”."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("What someone said, with their job title and organisation.")
        template = "core/blocks/quote.html"
        preview_value = {
            "text": "Nous avons reçu trois fois plus d’offres dès la première consultation.",
            "author": "Service de la commande publique, communauté de communes",
        }


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"))
    answer = blocks.RichTextBlock(features=SHORT_TEXT_FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(blocks.StructBlock):
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=_("Questions"))

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that open to show their answers.")
        template = "core/blocks/questions.html"
        preview_value = {
            "items": [
                {
                    "question": "Peut-on exiger un label ?",
                    "answer": "<p>Seulement s’il est lié à l’objet du marché, et en acceptant les équivalents.</p>",
                }
            ]
        }
