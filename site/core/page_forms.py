"""What the forms of all pages share: an end of address as the language of the page writes it, while it is typed."""

from typing import Any

from django.conf import settings
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput

from core import typed_fields  # noqa: F401 - they register themselves
from core.languages import language_of
from core.slugs import replacements


def slug_input(language: str) -> SlugInput:
    """Wagtail's field of a slug, with our table of letters.

    :param language: two-letter code.
    """
    return SlugInput(formatters=list(replacements(language)), locale=language)


class PageForm(WagtailAdminPageForm):
    """The form of a page: its slug follows the title as its language writes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        page = self.instance if self.instance.locale_id else self.parent_page
        # Neither is known where a form is only looked at.
        self.fields["slug"].widget = slug_input(language_of(page) if page else settings.LANGUAGE_CODE)


class CopyPageForm(CopyForm):
    """Where a copy of a page goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_slug"].widget = slug_input(language_of(self.page))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if reason := self.page.specific_class.why_not_slug(cleaned.get("new_slug")):
            self.add_error("new_slug", reason)
        return cleaned
