"""What the forms of all pages share: an end of address as the language of the page writes it, while it is typed."""

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.forms import ModelChoiceField
from django.utils.translation import gettext
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput

from core import typed_fields  # noqa: F401 - they register themselves
from core.languages import language_of
from core.markup import is_row_id
from core.slugs import replacements, slug_of


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

    def clean_slug(self) -> str:
        """Give a new page a free slug, where its own was only made of its title: two sessions are called « Metz »."""
        slug: str = self.cleaned_data["slug"]
        if self.instance.pk or not self.parent_page:
            return slug
        made = slug_of(self.cleaned_data.get("title", ""), language_of(self.parent_page))
        return self.instance.free_slug(slug, self.parent_page) if slug == made else slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.deletes_words_of_others():
            self.add_error(None, gettext("A comment is deleted by whoever wrote it, or by who publishes the page."))
        return cleaned

    def deletes_words_of_others(self) -> bool:
        """Whether a comment would go that somebody else wrote, by the hand of who publishes nothing here."""
        comments = self.formsets.get("comments")
        if comments is None or not comments.is_valid():
            return False
        authors = {form.instance.user_id for form in comments.deleted_forms}
        return (
            not authors <= {None, self.for_user.pk}
            and not self.instance.permissions_for_user(self.for_user).publishes()
        )

    def full_clean(self) -> None:
        """Clean what was sent; look at the page as a whole too, as soon as it holds it. A draft may lack what it needs.

        :raises BadRequest: when a row is named by no number: no list or window of the admin sends that, and Wagtail's
            cannot show it again.
        """
        if self.is_bound:
            self.refuse_unknown_rows()
        super().full_clean()
        if self.is_bound and not self.is_deferred_validation:
            for name, flaws in self.instance.content_flaws().items():
                for flaw in flaws:
                    self.add_error(name if name in self.fields else None, flaw)

    def refuse_unknown_rows(self) -> None:
        """Stop before a field that would choose among rows by something that is no number.

        :raises BadRequest: there is one.
        """
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField):
                given = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
                rows = given if isinstance(given, list) else [given]
                if not all(row in (None, "") or is_row_id(row) for row in rows):
                    raise BadRequest(f"No row is named so: {name}")


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
