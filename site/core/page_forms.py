"""What the forms of all pages share: an end of address as the language of the page writes it, while it is typed."""

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.forms import ModelChoiceField
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput

from core import typed_fields  # noqa: F401 - they register themselves
from core.languages import language_of
from core.markup import is_row_id
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

    def full_clean(self) -> None:
        """Clean what was sent.

        :raises BadRequest: when a row is named by no number: no list or window of the admin sends that, and Wagtail's
            cannot show it again.
        """
        for name, field in self.fields.items():
            if self.is_bound and isinstance(field, ModelChoiceField):
                given = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
                rows = given if isinstance(given, list) else [given]
                if not all(row in (None, "") or is_row_id(row) for row in rows):
                    raise BadRequest(f"No row is named so: {name}")
        super().full_clean()


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
