"""Links inside texts to pages in another language than the reader's: marked, so that nobody changes it unaware."""

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.languages import active_locale, attach_beside, beside, foreign


class MarkedPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages, which lead to the reader's language where it has the page, and say it where not."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        attach_beside([page for page in pages if page is not None], active_locale())
        return [cls.opening_tag(page) for page in pages]

    @classmethod
    def opening_tag(cls, page: Page | None) -> str:
        """The opening tag of a link; without address when the page is gone."""
        if page is None:
            return "<a>"
        shown = beside(page)
        language = foreign(shown)
        mark = f' hreflang="{escape(language)}"' if language else ""
        return f'<a href="{escape(shown.url)}"{mark}>'
