"""Rows that state law: each says which texts it relies on, and when somebody checked them."""

from collections.abc import Iterator
from typing import Any, cast

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.fields import StreamField

from core.articles import Span, articles_in, articles_in_all
from core.blocks.law import LegalReferencesBlock
from core.blocks.texts import Words, texts_of_row
from core.law import LegalReference, is_official, unanswered

FIELD = "legal_references"


def references_field() -> StreamField:
    """The column of such a row, under the name of :data:`FIELD`."""
    return StreamField(
        LegalReferencesBlock(),
        verbose_name=gettext_lazy("legal references"),
        blank=True,
        help_text=gettext_lazy(
            "Each article that the texts name, with the day on which you checked it. Readers see it."
        ),
    )


class StatesLaw:
    """A page, or a term of the glossary."""

    legal_references: Any

    @property
    def references(self) -> list[LegalReference]:
        """The references it gives, those of a draft included that lack something."""
        return [block.value.reference for block in self.legal_references]

    def texts_of_law(self) -> Iterator[Words]:
        """The texts that may name an article: all but the references themselves."""
        return (words for column, words in texts_of_row(cast(Model, self)) if column != FIELD)

    def articles_named(self) -> list[Span]:
        """The articles that its texts name."""
        return articles_in_all(words.plain for words in self.texts_of_law())

    def flaws_of_law(self) -> list[str]:
        """Why it may not go online as far as law is concerned, in words for the editor."""
        missing = unanswered(self.articles_named(), self.references)
        flaws = []
        if missing:
            articles = ", ".join(str(span) for span in missing)
            flaws.append(
                _("Add a legal reference, with the day you checked it, for %(articles)s.") % {"articles": articles}
            )
        elsewhere = (
            label
            for words in self.texts_of_law()
            for label, address in words.links
            if articles_in(label) and not is_official(address)
        )
        text = _("“%(words)s” leads to something else than the official text: link the article to Légifrance.")
        return [*flaws, *(text % {"words": label} for label in dict.fromkeys(elsewhere))]
