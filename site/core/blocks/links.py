"""Blocks that lead elsewhere: pages, addresses, documents, sessions."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from core.languages import beside, foreign
from core.markup import allowed_address


class LinkValue(blocks.StructValue):
    @property
    def href(self) -> str:
        """Where the link leads: the page in the reader's language if it is live, else the address given."""
        page = self.get("page")
        if page and page.live:
            return beside(page).url or ""
        return allowed_address(self.get("url"))

    @property
    def lang(self) -> str:
        """Language of the page it leads to, when it is not the reader's; empty otherwise."""
        page = self.get("page")
        return foreign(beside(page)) if page and page.live else ""


class OneTarget(blocks.StructBlock):
    """For blocks that lead either to a page of the site or to an address elsewhere."""

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = _("Choose a page or give a web address: one or the other.")
            raise blocks.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned


class LinkBlock(OneTarget):
    """A page of the site or an address elsewhere, under a name."""

    label = blocks.CharBlock(max_length=160, label=_("Link text"))
    page = blocks.PageChooserBlock(required=False, label=_("Page on this site"))
    url = blocks.URLBlock(required=False, label=_("Or an address on another site"))

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        value_class = LinkValue
        leads = {"label": ("page", "url")}


class LinkCardBlock(OneTarget):
    title = blocks.CharBlock(max_length=120, label=_("Title"))
    text = blocks.CharBlock(required=False, max_length=250, label=_("Text"))
    page = blocks.PageChooserBlock(required=False, label=_("Page on this site"))
    url = blocks.URLBlock(required=False, label=_("Or an address on another site"))

    class Meta:
        icon = "link"
        label = _("Card")
        label_format = "{title}"
        value_class = LinkValue
        leads = {"title": ("page", "url")}


class LinkCardsValue(blocks.StructValue):
    @property
    def shown(self) -> list[blocks.StructValue]:
        """The cards that lead somewhere: a page may have left the site since it was chosen."""
        return [card for card in self["cards"] if card.href]


class LinkCardsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    cards = blocks.ListBlock(LinkCardBlock(), min_num=1, label=_("Cards"))

    class Meta:
        icon = "link"
        label = _("Link cards")
        label_format = "{title}"
        description = _("Cards that lead to pages on this site or elsewhere.")
        template = "core/blocks/link_cards.html"
        value_class = LinkCardsValue
        preview_value = {
            "title": "Pour aller plus loin",
            "cards": [{"title": "Un exemple", "text": "Ce que l’on y trouve.", "url": "https://www.example.org/"}],
        }


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(required=False, max_length=120, label=_("Title"))
    documents = blocks.ListBlock(DocumentChooserBlock(), min_num=1, label=_("Documents"))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Documents")
        label_format = "{title}"
        description = _("Files to download, with their format and size.")
        template = "core/blocks/documents.html"
        preview_value = {"title": "Modèles à télécharger"}

    def get_preview_value(self) -> blocks.StructValue:
        documents = list(get_document_model().objects.order_by("pk")[:2])
        return self.normalize(self.meta.preview_value | {"documents": documents})


class NextSessionsBlock(blocks.StructBlock):
    """The next sessions, asked of the training index chosen: this room does not know what a session is."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    index = blocks.PageChooserBlock(page_type="training.TrainingIndexPage", label=_("Training page"))
    count = blocks.IntegerBlock(default=3, min_value=1, max_value=6, label=_("How many to show"))

    class Meta:
        icon = "date"
        label = _("Upcoming sessions")
        label_format = "{title}"
        description = _("The next training sessions, always up to date.")
        template = "core/blocks/next_sessions.html"
        leads = {"title": ("index",)}
        preview_value = {"title": "Prochaines formations", "count": 3}


class SignUpBlock(blocks.StructBlock):
    """The dates of a course, or one of them, asked of the page chosen: this room does not know what a session is."""

    title = blocks.CharBlock(max_length=120, label=_("Title"))
    page = blocks.PageChooserBlock(
        page_type=["training.CoursePage", "training.SessionPage"], label=_("Course, or one session")
    )

    class Meta:
        icon = "form"
        label = _("Booking")
        label_format = "{title}"
        description = _("The sessions of a course: whether places are left, and the button that leads to the form.")
        template = "core/blocks/sign_up.html"
        leads = {"title": ("page",)}
        preview_value = {"title": "S’inscrire à la prochaine session"}
