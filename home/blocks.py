"""Sections of the home page, in the order an editor wants.

What a section lists is answered by the page chosen in it: ``highlights(count)`` of a page that lists others (guides,
directory, training), ``grid`` of the charter. The queries are there, beside those pages.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks import SourcedFigureBlock
from core.blocks.text import RICH_TEXT_FEATURES


class HeroBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.TextBlock(label=_("Text"))
    primary_label = blocks.CharBlock(required=False, max_length=60, label=_("Main button"))
    primary_page = blocks.PageChooserBlock(required=False, label=_("Page the main button leads to"))
    secondary_label = blocks.CharBlock(required=False, max_length=60, label=_("Second button"))
    secondary_page = blocks.PageChooserBlock(required=False, label=_("Page the second button leads to"))
    charter = blocks.PageChooserBlock(
        page_type="charter.CharterPage",
        required=False,
        label=_("Charter"),
        help_text=_("Shows the grid of its commitments."),
    )

    class Meta:
        icon = "home"
        label = _("Hero section")
        description = _("The title of the site, two buttons and the grid of the 42 commitments.")
        template = "home/blocks/hero.html"
        leads = {"primary_label": ("primary_page",), "secondary_label": ("secondary_page",)}
        preview_value = {
            "title": "Acheter mieux, ensemble, dans le Grand Est",
            "text": "Des guides prêts à l’emploi, 42 engagements partagés et des formations gratuites.",
        }


class DoorBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=60, label=_("Title"))
    text = blocks.CharBlock(max_length=200, label=_("Text"))
    page = blocks.PageChooserBlock(label=_("Page"))

    class Meta:
        icon = "user"
        label = _("Entry point")
        leads = {"title": ("page",)}
        label_format = "{title}"


class DoorsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    doors = blocks.ListBlock(DoorBlock(), min_num=1, max_num=4, label=_("Entry points"))

    class Meta:
        icon = "group"
        label = _("Entry points by audience")
        description = _("One entry point for each audience: buyers, suppliers, decision-makers.")
        template = "home/blocks/doors.html"

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        # A door whose page was deleted or taken offline, or is not chosen yet in a draft, leads nowhere: left out.
        doors = [door for door in value["doors"] if door["page"] and door["page"].live]
        # A preview in the admin stands on no page.
        return {"page": None} | super().get_context(value, parent_context) | {"value": value | {"doors": doors}}

    def get_preview_value(self) -> blocks.StructValue:
        door = {"title": "Vous achetez", "text": "Des outils par étape du marché"}
        home = Page.objects.live().filter(depth=2).first()
        return self.normalize({"title": "Par où commencer", "doors": [door | {"page": home}]})


class LatestBlock(blocks.StructBlock):
    """The latest of any index page, which says itself what its ``highlights`` are."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    index = blocks.PageChooserBlock(
        page_type=["guides.GuideIndexPage", "label_directory.DirectoryIndexPage"], label=_("Page that lists them")
    )
    count = blocks.IntegerBlock(default=3, min_value=1, max_value=12, label=_("How many to show"))
    link_label = blocks.CharBlock(required=False, max_length=60, label=_("Link to the full list"))

    class Meta:
        icon = "list-ul"
        label = _("Latest items")
        label_format = "{title}"
        description = _("The latest guides or the latest organisations awarded the label, as cards.")
        template = "home/blocks/latest.html"
        leads = {"title": ("index",)}
        preview_value = {"title": "Derniers guides", "count": 3, "link_label": "Tous les guides"}


class AgendaBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    index = blocks.PageChooserBlock(page_type="training.TrainingIndexPage", label=_("Training page"))
    count = blocks.IntegerBlock(default=3, min_value=1, max_value=6, label=_("How many to show"))
    link_label = blocks.CharBlock(required=False, max_length=60, label=_("Link to the full list"))

    class Meta:
        icon = "date"
        label = _("Session calendar")
        label_format = "{title}"
        description = _("The next training sessions, always up to date.")
        template = "home/blocks/agenda.html"
        leads = {"title": ("index",)}
        preview_value = {"title": "Prochaines formations", "count": 3, "link_label": "Tout l’agenda"}


class FiguresBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    figures = blocks.ListBlock(SourcedFigureBlock(), min_num=1, max_num=4, label=_("Figures"))

    class Meta:
        icon = "order"
        label = _("Figures")
        label_format = "{title}"
        description = _("Up to four figures, each with its year and source.")
        template = "home/blocks/figures.html"
        preview_value = {
            "title": "La commande publique en chiffres",
            "figures": [{"value": "42", "label": "engagements partagés", "year": 2021, "source": "Charte régionale"}],
        }


class SearchBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.CharBlock(required=False, max_length=250, label=_("Text"))
    with_seal = blocks.BooleanBlock(required=False, label=_("Show the label’s seal"))

    class Meta:
        icon = "search"
        label = _("Search box")
        label_format = "{title}"
        description = _("A search box for the whole site.")
        template = "home/blocks/search.html"
        preview_value = {"title": "Que cherchez-vous ?", "text": "Un guide, un engagement, une formation."}


class FreeTextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Free text")
        description = _("A few paragraphs.")
        template = "home/blocks/free_text.html"
        preview_value = "<p>Ce site accompagne les acheteurs publics et les entreprises du Grand Est.</p>"


class SectionsBlock(blocks.StreamBlock):
    hero = HeroBlock()
    doors = DoorsBlock()
    latest = LatestBlock()
    agenda = AgendaBlock()
    figures = FiguresBlock()
    search = SearchBlock()
    free_text = FreeTextBlock(features=RICH_TEXT_FEATURES)

    class Meta:
        # Two openings would make two first-level titles.
        block_counts = {"hero": {"max_num": 1}}
